"""What must be understood of days, times and zones: the table dates.txt, row by row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest

from bot.reading.days.clock_answers import read_clock_answer
from bot.reading.days.dates import read_dates
from bot.reading.days.readings import (
    Ambiguous,
    Day,
    Instant,
    Lang,
    LocalTime,
    WallTime,
    Zone,
    ZoneAmbiguous,
    choose_day,
    choose_zone,
)
from bot.reading.days.zones import read_zone
from tests.reading.saying import written, written_clock, written_zone
from tests.tables import each

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 15, tzinfo=UTC)
ASKED_ON = date(2024, 11, 5)


@dataclass(frozen=True, slots=True)
class Row:
    section: str
    words: str
    reading: str


def _rows() -> list[Row]:
    rows, section = list[Row](), ""
    for line in Path(__file__).with_name("dates.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = line.strip("[]")
        elif section and "  =>  " in line:
            words, _, reading = line.partition("  =>  ")
            rows.append(Row(section, words, reading))
    return rows


ROWS = _rows()


def _read(row: Row) -> str:
    lang: Lang = "fr" if row.section.endswith("fr") else "en"
    if row.section == "zone":
        return written_zone(read_zone(row.words))
    if row.section.startswith("clock"):
        answer = read_clock_answer(row.words, ASKED_ON, today=TODAY, now=NOW, lang=lang)
        return written_clock(answer)
    said = read_dates(row.words, today=TODAY, now=NOW, lang=lang)
    return " && ".join(written(mention.reading) for mention in said) or "nothing"


@pytest.mark.parametrize("section", dict.fromkeys(row.section for row in ROWS))
def test_words_are_read_as_the_table_says(section: str) -> None:
    def check(row: Row) -> None:
        assert _read(row) == row.reading

    each((row for row in ROWS if row.section == section), check, lambda row: row.words)


def test_the_table_is_large_enough_in_both_languages() -> None:
    count = {name: sum(row.section == name for row in ROWS) for name in ("en", "fr")}
    assert count["en"] >= 150
    assert count["fr"] >= 80


def test_case_and_politeness_change_nothing() -> None:
    each((row.words for row in ROWS if row.section == "en" and row.words.isascii()), _is_the_same)


def _is_the_same(words: str) -> None:
    plain = read_dates(words, today=TODAY, now=NOW, lang="en")
    thanks = read_dates(words + " !! 🙏 thanks", today=TODAY, now=NOW, lang="en")
    small = read_dates(words.lower(), today=TODAY, now=NOW, lang="en")
    if not words.isalpha():  # "may" is a month only where it is all that was said
        assert [said.reading for said in thanks] == [said.reading for said in plain]
    if not words.endswith((" ET", " PT")):  # words of every day when they are small
        meant = [written(said.reading).lower() for said in plain]
        assert [written(said.reading).lower() for said in small] == meant


def test_the_persons_own_zone_stands_where_no_other_was_said() -> None:
    own = "America/Toronto"
    said = read_dates(
        "5 nov 2024 at 22:36, 6 nov 2024 at 22:36 UTC, 7 nov 2024",
        today=TODAY,
        now=NOW,
        lang="en",
        zone=own,
    )
    assert [written(mention.reading) for mention in said] == [
        "instant 2024-11-06T03:36:00Z+59 America/Toronto on=2024-11-05",
        "instant 2024-11-06T22:36:00Z+59 UTC",
        "day 2024-11-07 America/Toronto",
    ]
    answer = read_clock_answer("22:36", ASKED_ON, today=TODAY, now=NOW, lang="en", zone=own)
    assert isinstance(answer, Instant)
    assert answer.zone == own


def test_a_day_in_a_zone_is_in_the_future_by_that_zones_calendar() -> None:
    """15:00 UTC on the 22nd is already the 23rd in Auckland (+13)."""
    (said,) = read_dates("23 nov 2026 Auckland time", today=TODAY, now=NOW, lang="en")
    assert said.reading == Day(date(2026, 11, 23), "Pacific/Auckland")
    (said,) = read_dates("23 nov 2026", today=TODAY, now=NOW, lang="en")
    assert said.reading == Day(date(2026, 11, 23), future=True)


@pytest.mark.parametrize(
    ("words", "future"),
    [
        ("22 nov 2026 14:59:59 UTC", False),
        ("22 nov 2026 15:00:00 UTC", False),
        ("22 nov 2026 15:00:01 UTC", True),
        ("22 nov 2026 23:00", False),
        ("23 nov 2026 00:00", True),
        ("23 nov 2026 00:00 BST", True),
    ],
)
def test_the_future_begins_after_now(words: str, future: bool) -> None:
    (said,) = read_dates(words, today=TODAY, now=NOW, lang="en")
    assert isinstance(said.reading, Instant | LocalTime | ZoneAmbiguous)
    assert said.reading.future is future


def test_choosing_a_day_keeps_the_time_and_zone_said_beside_it() -> None:
    (said,) = read_dates("about 5/11/2024 22:36:09 UTC", today=TODAY, now=NOW, lang="en")
    assert isinstance(said.reading, Ambiguous)
    chosen = choose_day(said.reading, date(2024, 5, 11), today=TODAY, now=NOW)
    moment = datetime(2024, 5, 11, 22, 36, 9, tzinfo=UTC)
    assert chosen == Instant(date(2024, 5, 11), moment, moment, "UTC", approximate=True)


def test_choosing_a_day_can_leave_the_zone_to_be_asked() -> None:
    (said,) = read_dates("5/11/2024 22:36 BST", today=TODAY, now=NOW, lang="en")
    assert isinstance(said.reading, Ambiguous)
    chosen = choose_day(said.reading, date(2024, 11, 5), today=TODAY, now=NOW)
    assert isinstance(chosen, ZoneAmbiguous)
    assert (chosen.on, chosen.clock) == (
        date(2024, 11, 5),
        WallTime(time(22, 36), has_seconds=False),
    )


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("3 nov 22:36 BST", "instant 2026-11-03T21:36:00Z+59 +01:00 year?"),
        ("3 nov BST", "day 2026-11-03 +01:00 year?"),
        ("3 nov 22:36:09", "instant 2026-11-03T21:36:09Z +01:00 year?"),
        ("3 nov", "day 2026-11-03 +01:00 year?"),
    ],
)
def test_choosing_a_zone_completes_what_was_said(words: str, expected: str) -> None:
    (said,) = read_dates(words, today=TODAY, now=NOW, lang="en")
    assert isinstance(said.reading, Day | LocalTime | ZoneAmbiguous)
    assert written(choose_zone(said.reading, "+01:00", today=TODAY, now=NOW)) == expected


def test_a_zone_alone_has_no_day_to_complete() -> None:
    answer = read_zone("BST")
    assert isinstance(answer, ZoneAmbiguous)
    with pytest.raises(ValueError, match="no day"):
        choose_zone(answer, "+01:00", today=TODAY, now=NOW)


def test_places_in_typographic_text_are_those_of_the_text_as_given() -> None:
    text = "créé\u200b le\u00a0５\u202fnovembre ２０２４ à 22\u00a0h\u00a036 UTC−5, merci"
    (said,) = read_dates(text, today=TODAY, now=NOW, lang="fr")
    assert said.said == "５\u202fnovembre ２０２４ à 22\u00a0h\u00a036 UTC−5"
    assert text[said.span.start : said.span.end] == said.said


def test_the_zone_keeps_the_persons_words() -> None:
    assert read_zone("I was in Manila then") == Zone("Asia/Manila", "Manila")
