"""Words around occupations lead to occupations that there are."""

from __future__ import annotations

from bot.reading.occupations.word_lists import word_lists
from knowledge.occupations.shelf import LANGUAGES, shelf

LISTS, FILES = word_lists(), shelf()


def test_a_role_leads_to_unit_groups_from_every_trade() -> None:
    for role, starts in LISTS.leads_to.items():
        assert "" in starts, role
        assert {noc for codes in starts.values() for noc in codes} <= set(FILES.groups), role


def test_a_field_of_work_is_named_by_somebody_who_works_there() -> None:
    called = {
        name
        for noc in FILES.groups
        for language in LANGUAGES
        for name in FILES.written(noc, language)
    }
    assert {meant for _, meant in LISTS.fields} <= called
