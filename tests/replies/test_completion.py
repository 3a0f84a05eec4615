"""What Tab offers: commands with what they do, and occupations by the names people use."""

from __future__ import annotations

from typing import get_args

import pytest

from bot.conversation.requests import Command
from bot.reading.understood import Lang
from bot.replies.completion import MOST, Completions
from tests.reading.occupations.saying import read
from tests.replies.samples import OCCUPATIONS

IN_ENGLISH = Completions(OCCUPATIONS, "en", (("quit", "leave"),))
IN_FRENCH = Completions(OCCUPATIONS, "fr", (("quit", "quitter"),))


def texts(typed: str, completions: Completions = IN_ENGLISH) -> list[str]:
    return [found.text for found in completions.of(typed)]


def test_every_command_is_offered_with_what_it_does() -> None:
    for completions in (IN_ENGLISH, IN_FRENCH):
        offered = {found.text: found.about for found in completions.of("/")}
        assert offered.keys() >= {f"/{name}" for name in (*get_args(Command), "quit")}
        told = [about for about in offered.values() if about]
        assert len(told) >= len(get_args(Command)) - 2
        assert len(set(told)) == len(told)


def test_a_command_is_completed_from_its_first_letters() -> None:
    assert texts("/hi") == texts("/HI") == ["/history"]
    assert texts("/history p") == texts("/nonsense") == []
    assert IN_ENGLISH.of("/hi")[0].replaces == 3


@pytest.mark.parametrize(
    ("typed", "completions", "first", "replaces"),
    [
        ("weld", IN_ENGLISH, "welder", 4),
        ("480, weld", IN_ENGLISH, "welder", 4),
        ("480 WELD", IN_ENGLISH, "welder", 4),
        ("I am an industrial elec", IN_ENGLISH, "industrial electrician", 15),
        ("soud", IN_FRENCH, "soudeur", 4),
        ("je suis élec", IN_FRENCH, "électricien", 4),
        ("elec", IN_FRENCH, "électricien", 4),
        ("truck d", IN_FRENCH, "truck driver", 7),
    ],
)
def test_an_occupation_is_completed_from_its_first_letters(
    typed: str, completions: Completions, first: str, replaces: int
) -> None:
    found = completions.of(typed)
    assert (found[0].text, found[0].replaces) == (first, replaces)
    assert len(found) <= MOST


@pytest.mark.parametrize("typed", ["", "w", "we", "480", "480 ", "weld, ", "qqqq", "2024-11-0"])
def test_nothing_is_offered_where_nothing_fits(typed: str) -> None:
    assert texts(typed) == []


@pytest.mark.parametrize("lang", get_args(Lang))
@pytest.mark.parametrize("typed", ["weld", "carp", "plo", "mach", "crane", "élec"])
def test_what_is_offered_is_understood_as_what_it_says(typed: str, lang: Lang) -> None:
    for found in Completions(OCCUPATIONS, lang).of(typed):
        job = read(found.text, OCCUPATIONS, expected=True)
        assert job is None or job.noc is None or f"({job.noc})" in found.about
