"""Reading the longest message costs at most what ten ordinary ones do, whatever it holds."""

from __future__ import annotations

import cProfile
import pstats
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from random import Random
from types import FrameType

import pytest

from bot.reading import understand
from bot.reading.excerpts import LONGEST
from bot.reading.occupations.reader import load_occupations
from bot.reading.understood import Reading, Understood
from tests.facts import frozen
from tests.house.growth import seconds
from tests.reading.utterances import NOW, rows
from tests.tables import each

OCCUPATIONS = load_occupations()
ROOT = Path(__file__).resolve().parents[2]
MOST = 10
MOST_MODULES = 60
ORDINARY = (
    "480, welder, submitted 14 March 2026",
    "was I in the last draw with 481? I am a plumber",
    "when is the next draw and how many places are left this year?",
    "bonjour, j'ai 478 points, je suis soudeur, profil soumis le 3 mars 2026 à 9h40",
    "what if I had 490 and submitted a month earlier",
    "my husband is an electrician with 481, he submitted on 3 May 2026",
    "how do I raise my score?",
    "why was I not invited with 489 points as a carpenter",
    "combien de personnes sont dans le bassin au-dessus de 470",
    "I worked as a cook for 18 months in Canada, 20 hours a week",
)
TRADES = ("welder", "plumber", "heavy-duty equipment mechanic", "soudeur", "cook", "crane operator")
SAID = [row.text for lang in ("en", "fr") for row in rows(lang)]
PLACES = (0, 500, 2_000, 3_500, LONGEST)
"""How many characters stand before one's own facts."""


def read(text: str) -> Understood:
    return understand(text, Reading(NOW), frozen(), OCCUPATIONS)


def contents(random: Random) -> dict[str, Callable[[], str]]:
    """What a long message may hold, a piece at a time."""
    number = random.randint
    return {
        "sentences": lambda: f"{random.choice(SAID)}. ",
        "sentences without an end": lambda: f"{random.choice(SAID)} ",
        "lines": lambda: f"{random.choice(SAID)}\n",
        "occupations": lambda: f"{random.choice(TRADES)}, ",
        "numbers": lambda: f"{number(0, 999)} ",
        "scores": lambda: f"{number(400, 520)}, ",
        "codes": lambda: f"{number(10_000, 99_999)} ",
        "dates": lambda: f"{number(1, 28)} May 20{number(20, 27)}, ",
        "dates in numbers": lambda: f"{number(1, 12)}/{number(1, 12)}/20{number(20, 27)}; ",
        "times": lambda: f"{number(1, 12)}:{number(10, 59)} pm EST, ",
        "lengths": lambda: f"{number(1, 30)} months, ",
        "people": lambda: f"my wife is a {random.choice(TRADES)} with {number(400, 500)}. ",
        "rows of a table": lambda: f"{number(300, 450)}\t2026-05-1{number(0, 9)}\tTrades\t476\n",
        "any signs": lambda: chr(number(32, 126)),
        "any letters of the world": lambda: chr(number(160, 0x2FFF)),
        "one word": lambda: random.choice("abcdefgh"),
        "digits": lambda: str(number(0, 9)),
        "nothing": lambda: ". ",
        "sentences of a letter": lambda: "i. ",
    }


def filled(piece: Callable[[], str]) -> str:
    text = ""
    while len(text) < LONGEST:
        text += piece()
    return text[:LONGEST]


@pytest.mark.no_cover  # many readings of one text, each of which covers the same lines
def test_the_longest_message_costs_at_most_what_ten_ordinary_ones_do() -> None:
    texts = {name: filled(piece) for name, piece in contents(Random(LONGEST)).items()}
    ten = sum(seconds(partial(read, text), MOST) for text in ORDINARY) * MOST / len(ORDINARY)

    def check(name: str) -> None:
        took = min(seconds(partial(read, texts[name]), times) for times in (3, MOST))
        assert took <= ten, f"{took / ten:.1f} times too dear; dearest:\n{dearest(texts[name])}"

    each(texts, check)


def dearest(text: str) -> str:
    """Where the time goes: the functions that take most of it, by module."""
    profile = cProfile.Profile()
    profile.runcall(read, text)
    times: dict[tuple[str, int, str], tuple[int, int, float, float, object]]
    times = pstats.Stats(profile).stats  # type: ignore[attr-defined]  # no part of the stubs
    longest = sorted(times.items(), key=lambda one: -one[1][2])[:5]
    return "\n".join(f"{1e3 * how[2]:6.1f} ms {where[0]} {where[2]}" for where, how in longest)


@pytest.mark.parametrize("before", PLACES)
def test_what_somebody_tells_of_themselves_is_found_wherever_it_stands(before: int) -> None:
    told = "I am a welder and my score is 481, my profile was submitted on 14 March 2026.\n"
    talk = filled(lambda: "The ministry held a round for trades and people wrote about it.\n")
    cut = min(before, LONGEST - len(told))
    said = read(f"{talk[:cut]}\n{told}{talk}"[:LONGEST])
    assert (said.crs, said.noc) == (481, "72106")
    assert said.submission is not None


def test_one_message_is_read_by_few_modules() -> None:
    """Modules of the bot and its knowledge of which any code runs while a message is read."""
    entered: dict[str, set[str]] = {}
    for text in (*ORDINARY, *ORDINARY):  # what is learnt on first sight is known then
        files = entered[text] = set[str]()

        def note(frame: FrameType, event: str, _: object, files: set[str] = files) -> None:
            if event == "call" and frame.f_code.co_filename.startswith(str(ROOT)):
                files.add(frame.f_code.co_filename.removeprefix(f"{ROOT}/"))

        before = sys.getprofile()
        sys.setprofile(note)
        read(text)
        sys.setprofile(before)

    def check(text: str) -> None:
        files = {file for file in entered[text] if file.startswith(("bot", "knowledge"))}
        assert len(files) <= MOST_MODULES, "\n".join(sorted(files))

    each(ORDINARY, check)
