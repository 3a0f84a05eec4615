"""The ministry's hand-typed dates: English and French, with every slip seen so far."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from functools import lru_cache

from knowledge.accents import unaccented

_LONGEST = 80
"""Real dates have at most 45 characters; the limit keeps the expression's work small."""

_BLANKS = re.compile(r"[\s\u200b\u2060\ufeff]+")

_SAID = re.compile(
    r"""
    (?:
        (?: (?P<month>[a-z]{3,9})\.?[ ]?(?P<day>\d{1,2})(?!\d)(?:st|nd|rd|th)?
          | (?P<day_before>\d{1,2})(?:er|re|e)?[ ](?P<month_after>[a-z]{3,9})\.?
        )
        (?:[ ,.]*(?P<year>\d{4})(?!\d))?
    )?
    (?:
        [ ,]*(?:(?:at|a)[ ,]*)?
        (?:(?P<iso>\d{4}-\d\d-\d\d)[ t]?)?
        (?:
            (?P<hour>\d{1,2})[ ]?[:h][ ]?(?P<minute>\d\d)[ ]?(?::|min|m)[ ]?(?P<second>\d\d)
            (?:[ ]?s\.?)?
            (?:[ ]?(?P<half>[ap])\.?m\.?)?
            (?:[ ]?\(?(?:utc|tuc|gmt|z)\)?)?
        )?
    )?
    \.?
    """,
    re.VERBOSE | re.ASCII,
)


def read_instant(text: str, latest: date) -> datetime:
    """The instant (UTC) that a text such as "October 11, 2025 at 14:55:49 UTC" names.

    A date without a year is the last such date not after ``latest``, in that year or the year
    before. AM and PM beside a 24-hour clock are ignored. Raises ValueError, saying why, when the
    text is no date with a time to the second, or may be read in two ways.
    """
    said = _match(text)
    day = _day(said, latest)
    if said["hour"] is None:
        raise ValueError("there is no time of day to the second")
    hour, half = int(said["hour"]), said["half"]
    # "03:15:00 PM" is 15:15 on a 12-hour clock, and 03:15 with a slip of a kind seen before.
    if (half == "p" and hour < 12) or (half == "a" and hour == 12):
        raise ValueError("it may be the time of a 12-hour clock")
    try:
        clock = time(hour, int(said["minute"]), int(said["second"]), tzinfo=UTC)
    except ValueError as error:
        raise ValueError("there is no such time of day") from error
    return datetime.combine(day, clock)


def read_day(text: str) -> date:
    """The day that a text such as "August 3, 2026" or "3 août 2026" names.

    Raises ValueError, saying why, when it names none; a date without a year is none.
    """
    return _day(_match(text), None)


@lru_cache(maxsize=2048)
def _match(text: str) -> re.Match[str]:
    """Kept: nearly all dates of a reading are those of the reading before."""
    plain = _BLANKS.sub(" ", unaccented(text.casefold())).strip()
    found = _SAID.fullmatch(plain) if len(plain) <= _LONGEST else None
    if found is None:
        raise ValueError("this is no date of a known form")
    return found


def _day(said: re.Match[str], latest: date | None) -> date:
    repeated = None if said["iso"] is None else _iso(said["iso"])
    word = said["month"] or said["month_after"]
    if word is None:
        if repeated is None:
            raise ValueError("there is no date")
        return repeated
    month, day = _month(word), int(said["day"] or said["day_before"])
    if said["year"] is not None:
        found = _date(int(said["year"]), month, day)
    elif repeated is not None:
        found = _date(repeated.year, month, day)
    elif latest is not None:
        found = _last_before(latest, month, day)
    else:
        raise ValueError("there is no year")
    if found is None:
        raise ValueError("there is no such day")
    if repeated not in (None, found):
        raise ValueError("it names two different days")
    return found


def _last_before(latest: date, month: int, day: int) -> date | None:
    for year in (latest.year, latest.year - 1):
        found = _date(year, month, day)
        if found is not None and found <= latest:
            return found
    return None


def _iso(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ValueError("there is no such day") from error


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


@lru_cache(maxsize=64)
def _month(word: str) -> int:
    """The month of a name, or of the beginning of one ("Sept"), that fits no other month."""
    fitting = [
        number
        for number, names in _months().items()
        if any(name.startswith(word) for name in names)
    ]
    if len(fitting) != 1:
        raise ValueError("there is no month of that name")
    return fitting[0]


@lru_cache(maxsize=1)
def _months() -> dict[int, tuple[str, ...]]:
    """The names of every month by its number."""
    from babel.dates import get_month_names  # takes longer than this module; few need the names

    tables = [get_month_names("wide", locale=language) for language in ("en", "fr")]
    return {n: tuple(unaccented(table[n].casefold()) for table in tables) for n in range(1, 13)}
