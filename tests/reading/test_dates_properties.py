"""What holds of reading dates for any text and for every day."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from time import process_time

import pytest
from babel.dates import get_day_names, get_month_names
from hypothesis import example, given
from hypothesis import strategies as st

from bot.reading.days.clock_answers import read_clock_answer
from bot.reading.days.dates import read_dates
from bot.reading.days.readings import Ambiguous, Day, Instant, Lang, LocalTime, Zone
from bot.reading.days.zones import read_zone

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 15, tzinfo=UTC)
ENGLISH = tuple(get_month_names("wide", locale="en").values())
FRENCH = tuple(get_month_names("wide", locale="fr").values())
WEEKDAYS = get_day_names("wide", locale="en")

days = st.dates(date(2015, 1, 1), date(2027, 12, 31))
langs = st.sampled_from(("en", "fr"))
# Words that the reader knows, in any order: they reach more of it than random letters.
KNOWN_WORDS = """
5 31 24 2024 11/5 5/11/2024 2024-11-05 05-nov-24 20241105T223609Z nov november may march mar sept
août 1er 3rd first twenty-first tuesday (tuesday) mardi last month year ago il y a trois weeks and
et of the le de d' at à on 22:36 25:70 10pm 10 pm am 22h 22h36 noon about ~ between - to or utc UTC
+5 -05:00 EST est BST Toronto London , Ontario Canada heure time in ( ) . / : ; ' yesterday today
hier dernier 999 back UTC+99 12:30-05:00 Asia/Kolkata etc/gmt+5 ０５ ５ … 🙏 é
"""
known_words = st.sampled_from(KNOWN_WORDS.split())
phrases = st.lists(known_words, max_size=14).map(" ".join)
joined = st.lists(known_words, max_size=8).map("".join)


def _english(on: date) -> str:
    return str(ENGLISH[on.month - 1])


def _french(on: date) -> str:
    return str(FRENCH[on.month - 1])


FORMATS: dict[str, tuple[Lang, ...]] = {
    "{on}": ("en", "fr"),
    "{on:%Y%m%d}": ("en", "fr"),
    "{on:%Y/%m/%d}": ("en", "fr"),
    "{on:%Y.%m.%d}": ("en", "fr"),
    "{on.year}-{on.month}-{on.day}": ("en", "fr"),
    "{on:%d.%m.%Y}": ("en", "fr"),
    "{on.day}.{on.month}.{on:%y}": ("en", "fr"),
    "{on:%d/%m/%Y}": ("fr",),
    "{on.day}-{on.month}-{on:%y}": ("fr",),
    "{on.day} {en} {on.year}": ("en",),
    "the {on.day}th of {en}, {on.year}": ("en",),
    "{en} {on.day}, {on.year}": ("en",),
    "on {en} {on.day} {on:%y}.": ("en",),
    "{short} {on.day}, {on.year}": ("en",),
    "{on:%d}-{short}-{on:%y}": ("en",),
    "{on:%d}{short}{on.year}": ("en",),
    "{on.year} {en} {on.day}": ("en",),
    "{weekday}, {en} {on.day}, {on.year}": ("en",),
    "{on.day} {fr} {on.year}": ("fr", "en"),
    "le {on.day} {fr} {on.year}, à Laval": ("fr",),
}
ZONES = ("UTC", "+05:30", "-05:00", "America/Toronto", "Asia/Manila")


@pytest.mark.parametrize("form", FORMATS)
@given(on=days)
def test_every_day_is_read_back_from_every_clear_format(form: str, on: date) -> None:
    weekday = WEEKDAYS[on.weekday()]
    english = _english(on)
    words = form.format(on=on, en=english, fr=_french(on), short=english[:3], weekday=weekday)
    for lang in FORMATS[form]:
        (said,) = read_dates(words, today=TODAY, now=NOW, lang=lang)
        assert said.reading == Day(on, future=on > TODAY)


@given(on=days)
def test_slashes_in_english_give_both_days_unless_one_is_impossible(on: date) -> None:
    (said,) = read_dates(f"{on:%d/%m/%Y}", today=TODAY, now=NOW, lang="en")
    if on.day > 12 or on.day == on.month:
        assert said.reading == Day(on, future=on > TODAY)
    else:
        other = date(on.year, on.day, on.month)
        assert said.reading == Ambiguous((on, other))


@given(on=days, clock=st.times(), zone=st.sampled_from(ZONES))
def test_every_instant_is_read_back(on: date, clock: time, zone: str) -> None:
    clock = clock.replace(microsecond=0)
    words = f"{_english(on)} {on.day}, {on.year} at {clock:%I:%M:%S %p} {zone}"
    (said,) = read_dates(words, today=TODAY, now=NOW, lang="en")
    assert isinstance(said.reading, Instant)
    assert (said.reading.on, said.reading.zone) == (on, zone)
    # A local time that the change of the clocks repeats or skips spans an hour, never more.
    assert said.reading.latest - said.reading.earliest in (timedelta(0), timedelta(hours=1))


@given(on=days, clock=st.times())
def test_iso_instants_keep_their_second(on: date, clock: time) -> None:
    aware = datetime.combine(on, clock, UTC)
    (said,) = read_dates(aware.isoformat(), today=TODAY, now=NOW, lang="en")
    assert isinstance(said.reading, Instant)
    second = aware.replace(microsecond=0)
    assert (said.reading.earliest, said.reading.latest) == (second, second)


@given(on=days, clock=st.times())
def test_a_french_clock_is_read_back(on: date, clock: time) -> None:
    words = f"à {clock:%H} h {clock:%M}, le {on.day} {_french(on)} {on.year}"
    (said,) = read_dates(words, today=TODAY, now=NOW, lang="fr")
    bare = clock.replace(second=0, microsecond=0)
    assert said.reading == LocalTime(on, bare, has_seconds=False, future=on > TODAY)


@given(on=days, today=days)
def test_a_day_without_a_year_is_the_latest_one_not_after_today(on: date, today: date) -> None:
    words = f"{on.day} {_english(on)}"
    (said,) = read_dates(words, today=today, now=NOW, lang="en")
    assert isinstance(said.reading, Day)
    assert said.reading.year_assumed
    assert (said.reading.on.month, said.reading.on.day) == (on.month, on.day)
    assert said.reading.on <= today
    assert (today - said.reading.on).days < (366 * 4 if (on.month, on.day) == (2, 29) else 366)


@given(
    text=st.one_of(st.text(), phrases, joined),
    lang=langs,
    today=st.dates(),
    zone=st.sampled_from((None, *ZONES)),
)
@example("5 nov 999 years ago", "en", date(1, 1, 1), None)
@example("il y a 999 ans, le 5 novembre l'an dernier", "fr", date(9999, 12, 31), None)
@example("demain, last month", "fr", date(9999, 12, 31), None)
def test_reading_never_raises_and_says_where(
    text: str, lang: Lang, today: date, zone: str | None
) -> None:
    said = read_dates(text, today=today, now=NOW, lang=lang, zone=zone)
    assert said == read_dates(text, today=today, now=NOW, lang=lang, zone=zone)
    end = 0
    for mention in said:
        assert end <= mention.span.start < mention.span.end <= len(text)
        assert mention.said == text[mention.span.start : mention.span.end]
        end = mention.span.end
    read_clock_answer(text, TODAY, today=today, now=NOW, lang=lang, zone=zone)
    read_zone(text)


@given(text=phrases)
def test_a_day_is_never_invented(text: str) -> None:
    """Every day in a reading has its number among the digits or words it was read from."""
    for said in read_dates(text, today=TODAY, now=NOW, lang="en"):
        if isinstance(said.reading, Day | LocalTime | Instant):
            assert re.search(
                r"\d|first|today|yesterday|hier|tuesday|mardi|year|month|weeks|trois|sept\W+\w",
                said.said.lower(),
            )


@given(hours=st.integers(0, 13), minutes=st.sampled_from((0, 30, 45)))
def test_offsets_are_read_back(hours: int, minutes: int) -> None:
    name = f"+{hours:02}:{minutes:02}" if hours or minutes else "UTC"
    for words in (f"+{hours}:{minutes:02}", f"UTC+{hours:02}{minutes:02}"):
        assert read_zone(words) == Zone(name, words)


@pytest.mark.no_cover  # long texts of which each covers the same lines
@pytest.mark.parametrize(
    "unit",
    ["1", "1/", "5 nov ", "12:", "10 pm ", "3 or ", "a ", " ", "(", "5 nov 10 pm toronto ", "il y"],
)
def test_the_time_to_read_grows_in_step_with_the_length(unit: str) -> None:
    """Four times the text may take ten times as long on a busy machine; squared it takes 16."""

    def seconds(length: int) -> float:
        text = (unit * length)[:length]
        spent = []
        for _ in range(4):
            start = process_time()
            read_dates(text, today=TODAY, now=NOW, lang="en")
            spent.append(process_time() - start)
        return min(spent)

    assert seconds(5_000) < 10 * seconds(1_250) + 0.003
