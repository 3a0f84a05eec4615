"""Reading a message twice as long costs at most about twice as much, whatever it repeats."""

from __future__ import annotations

from random import Random

import pytest

from bot.reading import understand
from bot.reading.occupations.reader import load_occupations
from bot.reading.understood import Reading, Understood
from tests.facts import frozen
from tests.house.growth import Work, pieces, seconds
from tests.house.patterns import written
from tests.reading.utterances import NOW
from tests.sampling import commit, whole
from tests.tables import each

OCCUPATIONS = load_occupations()
ORDINARY = "480, welder, submitted 14 March 2026"
SAYINGS = 1_000 if whole() else 40
TOLD = (
    ("plan", " :", " x program"),
    ("3 years s", " as", " 480 welder"),
    ("welder", " au moins", " z 3 ans"),
    ("", "montrez ", "pool x"),
    ("Liste", " -", " soudeur, metiers"),
    ("480 x ", "5 march ", "5 m"),
)
"""What once stopped the bot: a beginning, what is said again and again, and an end."""


def read(text: str) -> Understood:
    return understand(text, Reading(NOW), frozen(), OCCUPATIONS)


@pytest.mark.no_cover  # many readings of one text, each of which covers the same lines
def test_a_message_twice_as_long_is_read_in_about_twice_the_time() -> None:
    """What is said again and again is put together by lot, at each commit another one."""
    random = Random(commit())
    known = sorted(
        {
            piece
            for one in written("bot", "knowledge")
            for piece in pieces(one.pattern, one.flags, random)
        }
    )

    def some(most: int) -> str:
        return "".join(
            random.choice(known) + random.choice(("", " ")) for _ in range(random.randint(0, most))
        )

    sayings = [(some(1), some(1) + random.choice(known), some(1)) for _ in range(SAYINGS)]
    work = Work(read, seconds(lambda: read(ORDINARY)), len(ORDINARY))

    def check(said: tuple[str, str, str]) -> None:
        head, piece, tail = said
        many = work.fastest_growth(piece, head=head, tail=tail)
        assert many is None, f"{many} times in the middle"

    each([*TOLD, *sayings], check)
