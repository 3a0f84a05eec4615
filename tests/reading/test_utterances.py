"""What people type and what must be understood: tables in English and French, with a summary."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import cache

import pytest

from bot.reading import understand
from bot.reading.occupations.reader import OccupationIndex, load_occupations
from bot.reading.understood import Understood
from tests.facts import frozen
from tests.reading.utterances import Row, judged, outcome, rows, tables
from tests.tables import each

ROWS = [*rows("en"), *rows("fr")]
TABLES = tables("en") | tables("fr")
READ_OTHERWISE = frozenset(
    {
        "are you sure",
        "-480",
        "save as my profile",
        "why was 2025 so high 505",
        "why does it say depends",
        "the 950 draw",
        "+1 416 555 1234",
        "480 but with spouse 495",
        "'; drop table users; --",
        "In total, 3,300 ITAs were planned for electricians, carpenters and welders in the "
        "second half of 2025, and 1,250 have been issued to candidates with at least 505 who "
        "submitted before November 5, 2025; another 2,050 invitations could follow before "
        "year-end, although IRCC may adjust this schedule.",
        "could be 485, maybe 490, plumber",
        "la semaine dernière",
        "rappelez moi au 07 58 47 99 11",
        "j'étais-tu dans la 368",
        "le 1er janvier 2026",
    }
)
"""What the examples teach otherwise than the tables want it; never a wrong fact."""


@pytest.fixture(scope="module")
def occupations() -> OccupationIndex:
    """The built-in index, read once."""
    return load_occupations()


@cache
def read(row: Row) -> Understood:
    """What is understood of a row, for all who look at it."""
    return understand(row.text, row.reading, frozen(), load_occupations())


@pytest.mark.parametrize("table", TABLES)
def test_a_message_is_understood_or_asked_back(table: str) -> None:
    def check(row: Row) -> None:
        assert outcome(read(row), row.wanted) == row.wanted

    rows = [row for row in TABLES[table] if row.text not in READ_OTHERWISE]
    each(rows, check, lambda row: row.text)


def test_what_is_wanted_is_read_as_the_tables_say_but_for_one_in_a_hundred() -> None:
    assert len(READ_OTHERWISE) <= len(ROWS) / 100


@pytest.mark.no_cover  # every row was read above
def test_nothing_is_misread(print_figure: Callable[[str], None]) -> None:
    counts = {
        lang: Counter(judged(row, read(row)) for row in ROWS if row.lang == lang)
        for lang in ("en", "fr")
    }
    for lang, count in counts.items():
        told = ", ".join(f"{number} {what}" for what, number in count.most_common())
        misread = f"{count['misread']} misread"
        print_figure(f"utterances {lang}: {count.total()} rows: {told}; {misread}")
    assert all(count["misread"] == 0 for count in counts.values())


def test_an_occupation_is_told_in_the_persons_own_words(occupations: OccupationIndex) -> None:
    text = "480 welder and 470 plumber"
    understood = understand(text, ROWS[0].reading, frozen(), occupations)
    assert understood.occupation_said == "welder and 470 plumber"


@pytest.mark.parametrize(
    ("text", "crs"),
    [
        ("x" * 2000 + " " + "y" * 2087 + " CRS 1150", None),  # the last digit is one too many
        ("x" * 2000 + " " + "y" * 2086 + " CRS 1150", 1150),
        ("x" * 2000 + " " + "y" * 2087 + " CRS 1 150", None),
        ("505 welder " + "z" * 4000, 505),
        ("4" * 4500, None),
    ],
)
def test_a_message_that_is_too_long_is_never_cut_within_a_number(
    text: str, crs: int | None, occupations: OccupationIndex
) -> None:
    assert understand(text, ROWS[0].reading, frozen(), occupations).crs == crs


def test_the_tables_are_as_large_as_they_must_be() -> None:
    languages = Counter(row.lang for row in ROWS)
    assert (languages["en"] >= 300, languages["fr"] >= 120) == (True, True)
    assert sum(row.must_ask for row in ROWS) >= 80


def test_no_row_stands_twice() -> None:
    seen = Counter((row.text, row.reading) for row in ROWS)
    assert [text for (text, _), times in seen.items() if times > 1] == []
