"""What follows from the facts alone is worked out once, and is the same afterwards."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from knowledge.draws import UNKNOWN, Version
from knowledge.parameters import Parameter
from knowledge.plans import remaining
from knowledge.rulebook import MOST_FOUND, remaining_of, rules_of
from tests.facts import frozen

NOON = datetime(2025, 9, 19, 12, tzinfo=UTC)


def test_what_remains_is_as_worked_out_anew() -> None:
    facts = replace(frozen())
    for year in (None, 2025, 2026, None, 2025):
        for now in (NOON, NOON.replace(hour=1), NOON.replace(year=2026)):
            anew = remaining("trades", facts.draws, facts.plans, now, year)
            assert remaining_of("trades", facts, now, year) == anew


def test_days_long_past_are_forgotten() -> None:
    facts = replace(frozen())
    for days in range(MOST_FOUND + 10):
        remaining_of("trades", facts, NOON + timedelta(days))
    assert len(facts.remaining_found) == 10


def test_other_draws_have_rules_of_their_own() -> None:
    facts = replace(frozen())
    draw = facts.draws.latest("trades", NOON)
    assert draw is not None
    assert rules_of(draw, facts) is rules_of(draw, facts)
    general = replace(draw, category="general", version=None)
    assert rules_of(general, facts) != rules_of(draw, facts)


def test_a_later_ledger_starts_afresh() -> None:
    facts = replace(frozen())
    remaining_of("trades", facts, NOON)
    assert replace(facts, draws=facts.draws.known(NOON)).remaining_found == {}


def test_a_score_of_before_a_change_of_the_crs_is_known_to_be_one() -> None:
    draw = frozen().draws.draw("447")
    assert draw is not None
    changes = rules_of(draw, frozen()).crs_changes
    assert changes == (date(2025, 3, 25), date(2026, 11, 3))  # offers lost points; new rules


LISTS = {
    "a version of trades that is not known": ("trades", None, False),
    "a version of trades that is": ("trades", "trades-v3", True),
    "a version of French, which never had a list": ("french", None, True),
    "a program": ("cec", None, True),
    "a kind of draw that is not known": (UNKNOWN, None, False),
}


@pytest.mark.parametrize(("category", "version", "known"), LISTS.values(), ids=LISTS)
def test_whose_list_is_known(category: str, version: str | None, known: bool) -> None:
    draw = frozen().draws.draw("447")
    assert draw is not None
    changed = replace(draw, category=category, version=version)
    assert rules_of(changed, replace(frozen())).list_known == known


def test_a_category_of_which_no_version_was_ever_described_has_a_list_nobody_knows() -> None:
    facts = frozen()
    trades = facts.categories["trades"]
    none: Parameter[Version | None] = Parameter("trades", ())
    bare = replace(trades, versions=none)
    draw = facts.draws.draw("261")
    assert draw is not None
    before = replace(facts, categories={**facts.categories, "trades": bare})
    assert not rules_of(replace(draw, version=None), before).list_known
