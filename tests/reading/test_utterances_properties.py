"""What holds of reading any message: it never raises, and politeness changes nothing."""

from __future__ import annotations

import sys
import timeit
from collections.abc import Callable
from datetime import date
from time import process_time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.reading import understand
from bot.reading.occupations.reader import OccupationIndex, load_occupations
from bot.reading.understood import Reading, Understood
from tests.facts import frozen
from tests.reading.utterances import NOW, Row, outcome, rows
from tests.sampling import part
from tests.tables import each

OCCUPATIONS = load_occupations()
ROWS = [*rows("en"), *rows("fr")]
EXPECTATIONS = (None, "crs", "occupation", "submitted", "submitted_time", "what_if")

# Words that the reader knows, in any order: they reach more of it than random letters.
KNOWN_WORDS = """
478 505 1300 1,050 470-480 +15 -10 476.5 0 35 #447 91a 72106 1 2 6 20 600 3,500 $45/h
416-555-1234 crs score point points pts scg note my i have i'm is was not no yes between and
or to from now need what if had with more less higher earlier later before a an one un une
month months year years ans mois half et demi experience as for welder plumber soudeur cook
nurse noc draw draws round tirage ronde latest last trades healthcare french category cut-off
invitations left remaining in 2025 this submitted created updated profile pool born ielts
expires until since 2025-11-03 5/11/2024 march nov 3 yesterday 22:36 utc toronto four hundred
and seventy eight quatre cent soixante-dix-huit about around ~ ish never mind thanks please hi
svp , . ; ! ? ( ) / : = - ' 🙂 é ４７８ tie-break what is the explain change vs 1½ | # + .5
"""
known_words = st.sampled_from(KNOWN_WORDS.split())
texts = st.one_of(
    st.text(max_size=60),
    st.lists(known_words, max_size=14).map(" ".join),
    st.lists(known_words, max_size=8).map("".join),
    st.sampled_from([row.text for row in ROWS]).flatmap(
        lambda text: st.integers(0, len(text)).map(lambda cut: text[:cut])
    ),
)
readings = st.builds(
    Reading,
    now=st.just(NOW),
    lang=st.sampled_from(("en", "fr")),
    expecting=st.sampled_from(EXPECTATIONS),
    on=st.sampled_from((None, date(2025, 10, 5))),
    zone=st.sampled_from((None, "America/Toronto")),
)

# Politeness is the whole of a greeting, and of a message that says nothing else.
POLITE: tuple[Callable[[str], str], ...] = (
    lambda text: f"please {text}",
    lambda text: f"{text} please",
    lambda text: f"hi, {text}",
    lambda text: f"Hello! {text}",
    lambda text: f"{text} thanks!",
    lambda text: f"{text} svp",
    lambda text: f"Bonjour, {text}",
    lambda text: f"{text}, merci",
)
HARMLESS: tuple[Callable[[str], str], ...] = (
    lambda text: f"{text}!",
    lambda text: f"{text}...",
    lambda text: f"{text} .",
    lambda text: f"{text} 🙂",
    lambda text: f"🙏 {text}",
    lambda text: f"  {text}\n",
    lambda text: f"- {text}",
    lambda text: text.replace(" ", "  "),
    lambda text: text.replace("'", "’"),
    str.upper,
    str.title,
)
CHANGES = HARMLESS + POLITE


def longest() -> float:
    """How long reading may take, in seconds. Measuring which lines ran makes them slower."""
    return 0.05 if sys.gettrace() is None else 0.5


def read(text: str, reading: Reading, index: OccupationIndex = OCCUPATIONS) -> Understood:
    """Read one message with the packaged facts."""
    return understand(text, reading, frozen(), index)


def in_time(text: str, reading: Reading) -> bool:
    """Whether the processor takes no longer than it may, at best: other programs run as well."""

    def seconds() -> float:
        return timeit.timeit(lambda: read(text, reading), timer=process_time, number=1)

    return any(seconds() < longest() for _ in range(3))


@settings(max_examples=200)
@given(texts, readings)
@example("", Reading(NOW))
@example("|" * 50, Reading(NOW))
@example("²½", Reading(NOW, expecting="crs"))
def test_any_text_is_read_without_an_error_and_in_time(text: str, reading: Reading) -> None:
    assert in_time(text, reading)
    assert read(text, reading) == read(text, reading)


@settings(max_examples=200)
@given(texts, readings)
def test_a_score_that_is_taken_can_exist_and_was_said(text: str, reading: Reading) -> None:
    understood = read(text, reading)
    crs = frozen().rules.crs.on(NOW.date()).value
    assert understood.crs is None or understood.crs in crs


TRIED = 40
"""One in so many of all changes of all rows; with each commit others."""


def test_politeness_signs_and_case_change_nothing() -> None:
    def check(row: Row, change: int) -> None:
        plain = outcome(read(row.text, row.reading), row.wanted)
        says_words = any(letter.isalnum() for letter in row.text)
        if change < len(HARMLESS) or (says_words and not plain["small"]):
            changed = CHANGES[change](row.text)
            assert outcome(read(changed, row.reading), row.wanted) == plain, changed

    pairs = [(row, change) for row in ROWS for change in range(len(CHANGES))]
    tried = part(pairs, TRIED, lambda pair: f"{pair[1]} of {pair[0].text}")
    each(tried, lambda pair: check(*pair), lambda pair: pair[0].text)


@settings(max_examples=100)
@given(
    st.sampled_from([row for row in ROWS if not row.wanted["small"]]),
    st.lists(st.sampled_from(HARMLESS), max_size=3),
)
def test_several_signs_at_once_change_nothing(
    row: Row, changes: list[Callable[[str], str]]
) -> None:
    text = row.text
    for change in changes:
        text = change(text)
    assert outcome(read(text, row.reading), row.wanted) == outcome(
        read(row.text, row.reading), row.wanted
    )


@pytest.mark.parametrize(
    "phrase", ["478 ", "+1 ", "what if i had ", "1 year ", "#4 ", "trades ", "welder "]
)
def test_a_very_long_message_is_read_in_time(phrase: str) -> None:
    assert in_time(phrase * 1_000, Reading(NOW))
