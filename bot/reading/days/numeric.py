"""Days and months in digits: 2024-11-05, 20241105, 5/11/24, 5.11.2024, 11/2024.

Slashes and dashes may be day/month or month/day in English, only day/month in French; dots are
always day.month.year; a year of four digits in front is always year-month-day.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from bot.reading.days.calendar_words import short_year
from bot.reading.days.readings import Lang
from bot.reading.text.patterns import Late

Ymd = tuple[int | None, int, int]

_NUMERIC = Late(
    r"(\d{1,4})(?:(?<=1)er)?(\s?)([-/.])\s?(\d{1,2})\s?\3\s?(\d{1,4})(?!\d)(?!\3\d)(?![%a-su-z])"
)
_SPACED = Late(r"(\d{1,2}) (\d{1,2}) ((?:19|20)\d\d)(?!\d)(?![.,:]\d)")
_COMPACT = Late(r"(20\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)(?![.,]\d)")
_WEEK = Late(r"((?:19|20)\d\d)-?w(\d\d)-?([1-7])(?![\w-])")
_ORDINAL = Late(r"((?:19|20)\d\d)-(\d{3})(?![\w/-]|[.,]\d)")
_MOST_DAYS = 366
_NO_DAY = (1, 13, 1)  # a month that no calendar has: words for a day that cannot be one
_SHORT_YEAR = Late(r"\d\d([-/.])\d\d\1\d\d(?![\w/-])")
_SUBMITTED_BEFORE = Late(
    r"(?<![a-z])(?:(?:submitted|created|profile|profil|soumis|depose|cree|date)[ :=]|on |le )+$"
)
_LEVELS_BEFORE = Late(r"\b(?:clb|nclc|ielts|celpip|tef|tcf|pte|scores?|bands?|levels?)[\s:=(]*$")
_OPENS, _CLOSES = Late(r"(?:^|[,;|\n])\s*$"), Late(r"\s*(?:$|[,;|\n])")
_MONTH = Late(r"(?:(20\d\d)[-/](\d\d)|(\d{1,2})[-/](20\d\d))(?!\d)(?![-/.]\d)(?![%a-z])")
# "on 5/11" ends a phrase or goes on with a time; "on 3/4 inch" and "24/7" are no days.
_SHORT = Late(r"(?!24/7)(\d{1,2})/(\d{1,2})(?=\s*(?:$|[,;!?)]|\.(?!\d))|\s+(?:at|a)\s+\d)")
_ON_BEFORE = Late(r"(?<![a-z])(?:on|le|du|au) (?:the )?$")
_NUMBER_BEFORE = Late(r"\d\s$")
_VERSION_BEFORE = Late(r"(?<![a-z])(?:versions?|ver|release|v)\.?\s?$")
LOOSE_BEFORE = Late(r"(?:\d[.,/:-]|[$€£#+_@])$")


@dataclass(frozen=True, slots=True)
class DayFound:
    """Words for a day that end at `end` of a plain text, not yet resolved.

    `options` are the days they may mean, (year, month, day), which need not exist; the year is
    None where none was said. `approximate`: only near it ("3 weeks ago").
    """

    end: int
    options: tuple[Ymd, ...]
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class MonthFound:
    """Words for a month without a day; `year_assumed`: "last March" is the latest one."""

    end: int
    year: int | None
    month: int
    year_assumed: bool = False


def numeric_at(
    text: str, start: int, today: date, lang: Lang, *, asked: bool = False
) -> DayFound | MonthFound | None:
    """Read a day or month in digits that begins at `start` of a plain text.

    `asked`: a day was asked for, so "3/11" is one.
    """
    before = text[max(0, start - 12) : start]
    if said := _NUMERIC.regex.match(text, start):
        if _SHORT_YEAR.regex.match(text, start) and short_year(said[5], today) is None:
            return _too_old(text, said, today, lang)
        return None if _VERSION_BEFORE.regex.search(before) else _numeric(said, today, lang)
    if said := _WEEK.regex.match(text, start):
        return DayFound(said.end(), (_of_week(int(said[1]), int(said[2]), int(said[3])),))
    if (said := _ORDINAL.regex.match(text, start)) and 1 <= int(said[2]) <= _MOST_DAYS:
        on = date(int(said[1]), 1, 1) + timedelta(days=int(said[2]) - 1)
        same_year = on.year == int(said[1])
        return DayFound(said.end(), ((on.year, on.month, on.day) if same_year else _NO_DAY,))
    if said := _COMPACT.regex.match(text, start):
        return DayFound(said.end(), ((int(said[1]), int(said[2]), int(said[3])),))
    if (said := _SPACED.regex.match(text, start)) and not _NUMBER_BEFORE.regex.search(before):
        return DayFound(said.end(), _both(int(said[1]), int(said[2]), int(said[3]), lang))
    if said := _MONTH.regex.match(text, start):
        year, month = int(said[1] or said[4]), int(said[2] or said[3])
        return MonthFound(said.end(), year, month) if 1 <= month <= 12 else None
    if (said := _SHORT.regex.match(text, start)) and (asked or _ON_BEFORE.regex.search(before)):
        return DayFound(said.end(), _both(int(said[1]), int(said[2]), None, lang))
    return None


def _too_old(text: str, said: re.Match[str], today: date, lang: Lang) -> DayFound | None:
    """Read three times two digits whose last are no year of a profile: 03/04/05, 25/12/03.

    The year may stand first; that is asked. Without slashes it may be no day at all.
    """
    before = text[max(0, said.start() - 12) : said.start()]
    alone = _OPENS.regex.search(before) and _CLOSES.regex.match(text, said.end())
    if _LEVELS_BEFORE.regex.search(before):
        return None
    if not (said[3] == "/" or alone or _SUBMITTED_BEFORE.regex.search(before)):
        return None
    first, second, last = int(said[1]), int(said[4]), int(said[5])
    year = short_year(said[1], today)
    if year is not None:
        return DayFound(said.end(), ((year, second, last),), approximate=True)
    if said[3] == ".":
        return DayFound(said.end(), ((2000 + last, second, first),))
    return DayFound(said.end(), _both(first, second, 2000 + last, lang))


def _of_week(year: int, week: int, weekday: int) -> Ymd:
    """Give the day of an ISO week, Monday being 1."""
    try:
        on = date.fromisocalendar(year, week, weekday)
    except ValueError:
        return _NO_DAY
    return on.year, on.month, on.day


def _numeric(said: re.Match[str], today: date, lang: Lang) -> DayFound | None:
    first, space, sign, second, last = said.groups()
    if len(first) == 4:
        fits = len(last) <= 2 and 1900 <= int(first) <= 2100
        return DayFound(said.end(), ((int(first), int(second), int(last)),)) if fits else None
    year = None
    if len(first) <= 2 and len(last) == 4:
        year = int(last) if 1900 <= int(last) <= 2100 else None
    elif len(last) == 2 and not space and max(int(first), int(second)) <= 31:
        year = short_year(last, today)
    if year is None:
        return None
    if sign == ".":
        return DayFound(said.end(), ((year, int(second), int(first)),))
    return DayFound(said.end(), _both(int(first), int(second), year, lang))


def _both(first: int, second: int, year: int | None, lang: Lang) -> tuple[Ymd, ...]:
    """Give day/month and, in English, month/day: people in Canada write both."""
    if lang == "fr" or first == second:
        return ((year, second, first),)
    return ((year, second, first), (year, first, second))
