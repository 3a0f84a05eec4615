"""WordRow for a day or a month, and which days they may mean: 5/11/24, Nov 5th, 3 weeks ago."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from bot.reading.days.calendar import calendar, not_in, years_of
from bot.reading.days.readings import Counted, Lang
from bot.reading.text.grammar import Fit
from bot.reading.text.row import WordRow

Ymd = tuple[int | None, int, int]
_NO_DAY = (1, 13, 1)  # a month that no calendar has: words for a day that cannot be one
_MOST_DAYS = 366
_WEEK = 7


@dataclass(frozen=True, slots=True)
class DayFound:
    """WordRow for a day up to the word ``last`` of a row, not yet resolved.

    ``options`` are the days they may mean, (year, month, day), which need not exist; the year is
    None where none was said. ``approximate``: only near it. ``counted``: in what it is counted
    back from today ("3 weeks ago").
    """

    last: int
    options: tuple[Ymd, ...]
    approximate: bool = False
    counted: Counted | None = None


@dataclass(frozen=True, slots=True)
class MonthFound:
    """WordRow for a month without a day; ``year_assumed``: "last March" is the latest one."""

    last: int
    year: int | None
    month: int
    year_assumed: bool = False


Found = DayFound | MonthFound


@dataclass(frozen=True, slots=True)
class Source:
    """A row, the day and language it is read in, and whether a day was asked for."""

    row: WordRow
    today: date
    lang: Lang
    asked: bool = False


_Read = Callable[[Source, Fit], Found | None]


def day_at(source: Source, at: int) -> Found | None:
    """Read the day or month whose own words begin at a place; the first rule that gives one."""
    row, rules = source.row, calendar()
    if row.is_number(at) and row.touches(at) and rules.ends("loose_before", row, at):
        return None
    for rule, read in reading(row.pair(at)):
        found = rules.match(rule, row, at)
        if found is not None and (meant := read(source, found)) is not None:
            return meant
    return None


@lru_cache(maxsize=16_384)
def reading(pair: tuple[str, str]) -> tuple[tuple[str, _Read], ...]:
    """The rules that may begin with two words of a row, and how each is read."""
    return tuple(each for each in _READ if calendar().may_begin(each[0], pair))


def _named(source: Source, found: Fit) -> DayFound | None:
    """Read days with the name of their month, and the year beside them."""
    month = found.get("month") or found.get("long_month")
    if _is_not(source, "month", found):
        return None
    years: tuple[int | None, ...] = _years(source, found)
    days = dict.fromkeys(found.all("day"))
    if not years and max(days) > 31:
        return None
    options = ((year, month, day) for year in years or (None,) for day in days)
    return DayFound(found.last, tuple(options))


def _years(source: Source, found: Fit) -> tuple[int, ...]:
    """The years said behind a day or month, or before it."""
    before = calendar().ends("year_before", source.row, found.first)
    return years_of(found, source.today) or years_of(before, source.today)


def _month(source: Source, found: Fit) -> MonthFound | None:
    if _is_not(source, "month", found):
        return None
    year = next(iter(_years(source, found)), None)
    return MonthFound(found.last, year, found.get("month"))


def _month_alone(source: Source, found: Fit) -> MonthFound | None:
    return None if _is_not(source, "month_alone", found) else _month(source, found)


def _latest_month(source: Source, found: Fit) -> MonthFound | None:
    if _is_not(source, "month", found):
        return None
    month = found.get("month")
    year = source.today.year - (month > source.today.month)
    return MonthFound(found.last, year, month, year_assumed=True)


def _is_not(source: Source, what: str, found: Fit) -> bool:
    """Whether the month's name is something else in the person's language."""
    place = found.place("month")
    words = str(not_in(source.lang).get(what, "")).split()
    return place == found.first and source.row.words[place] in words


def _numeric(source: Source, found: Fit) -> DayFound | None:
    signs = found.all("s")
    if len(set(signs)) > 1:
        return None
    year, short = found.get("y"), found.get("short")
    if year is not None and not 1900 <= year <= 2100:
        return None
    if year is not None and found.get("m") is not None:
        return DayFound(found.last, ((year, found.get("m"), found.get("d")),))
    first, second = found.get("a"), found.get("b")
    if short is not None:
        if 2000 + short not in source.row.years:
            return _too_old(source, found)
        if max(first, second) > 31:
            return None
        if calendar().ends("version", source.row, found.first):
            return None
        year = 2000 + short
    if signs[0] == ".":
        return DayFound(found.last, ((year, second, first),))
    return DayFound(found.last, _both(source, first, second, year))


def _too_old(source: Source, found: Fit) -> DayFound | None:
    """Read three times two digits whose last are no year of a profile: 03/04/05, 25/12/03.

    The year may stand first; that is asked. Without slashes it may be no day at all.
    """
    row, rules = source.row, calendar()
    first, second, last = found.get("a"), found.get("b"), found.get("short")
    start, end = row.place(found.first, found.last)
    if end - start != len("03/04/05") or rules.ends("level_before", row, found.first):
        return None
    alone = rules.match("closes", row, found.last) and (
        found.first == 0 or rules.ends("list_sign", row, found.first)
    )
    slashes = found.get("s") == "/"
    if not (slashes or alone or rules.ends("dated_before", row, found.first)):
        return None
    if 2000 + first in row.years:
        return DayFound(found.last, ((2000 + first, second, last),), approximate=True)
    if found.get("s") == ".":
        return DayFound(found.last, ((2000 + last, second, first),))
    return DayFound(found.last, _both(source, first, second, 2000 + last))


def _spaced(source: Source, found: Fit) -> DayFound:
    return DayFound(found.last, _both(source, found.get("a"), found.get("b"), found.get("y")))


def _short(source: Source, found: Fit) -> DayFound | None:
    first, second = found.get("a"), found.get("b")
    on_day = source.asked or calendar().ends("on_day", source.row, found.first)
    if not on_day or (first, second) == (24, 7):
        return None
    return DayFound(found.last, _both(source, first, second, None))


def _both(source: Source, first: int, second: int, year: int | None) -> tuple[Ymd, ...]:
    """Give day/month and, in English, month/day: people in Canada write both."""
    if first == second or not_in(source.lang).get("month_first"):
        return ((year, second, first),)
    return ((year, second, first), (year, first, second))


def _of_week(source: Source, found: Fit) -> DayFound:
    try:
        on = date.fromisocalendar(found.get("y"), found.get("w"), found.get("wd"))
    except ValueError:
        return DayFound(found.last, (_NO_DAY,))
    return DayFound(found.last, ((on.year, on.month, on.day),))


def _of_year(source: Source, found: Fit) -> DayFound | None:
    year, number = found.get("y"), found.get("n")
    if not 1 <= number <= _MOST_DAYS:
        return None
    on = date(year, 1, 1) + timedelta(days=number - 1)
    return DayFound(found.last, ((on.year, on.month, on.day) if on.year == year else _NO_DAY,))


def _compact(source: Source, found: Fit) -> DayFound | None:
    number = found.get("n8")
    year, month, day = number // 10_000, number // 100 % 100, number % 100
    fits = 2000 <= year < 2100 and 1 <= month <= 12 and 1 <= day <= 31
    return DayFound(found.last, ((year, month, day),)) if fits else None


def _month_in_digits(source: Source, found: Fit) -> MonthFound | None:
    fits = found.get("y") >= 2000 and 1 <= found.get("m") <= 12
    return MonthFound(found.last, found.get("y"), found.get("m")) if fits else None


def _ago(source: Source, found: Fit) -> DayFound | None:
    days = months = 0
    units = found.all("unit")
    for number, unit in zip(found.all("number"), units, strict=True):
        if unit[0] == "d":
            days += number * int(unit[1:])
        else:
            months += number * int(unit[1:])
    exact = found.get("exact") is not None or set(units) == {"d1"}
    on = _from_today(source, found.last, days=-days, months=-months, approximate=not exact)
    return on and replace(on, counted="months" if months else "days")


def _fixed(source: Source, found: Fit) -> DayFound | None:
    return _from_today(source, found.last, days=found.get("fixed"))


def _shifted_month(source: Source, found: Fit) -> MonthFound:
    return MonthFound(found.last, *_months_from(source.today, found.get("month_shift")))


def _of_shifted(source: Source, found: Fit) -> DayFound:
    year, month = _months_from(source.today, found.get("month_shift"))
    return DayFound(found.last, ((year, month, found.get("day")),))


def _shifted_weekday(source: Source, found: Fit) -> DayFound | None:
    weekday, today = found.get("long_weekday"), source.today.weekday()
    if found.get("weekday_shift") > 0:
        return _from_today(source, found.last, days=(weekday - today - 1) % _WEEK + 1)
    return _from_today(source, found.last, days=-((today - weekday - 1) % _WEEK + 1))


def _bare_weekday(source: Source, found: Fit) -> DayFound | None:
    days = -((source.today.weekday() - found.get("long_weekday")) % _WEEK)
    return _from_today(source, found.last, days=days, approximate=True)


def _bare_day(source: Source, found: Fit) -> DayFound | None:
    """Give the latest day of that number, to be asked back: "submitted on the 5th"."""
    for months in range(0, -3, -1):
        year, month = _months_from(source.today, months)
        try:
            on = date(year, month, found.get("day"))
        except ValueError:
            continue
        if on <= source.today:
            return DayFound(found.last, ((year, month, on.day),), approximate=True)
    return None


def _from_today(
    source: Source, last: int, *, days: int = 0, months: int = 0, approximate: bool = False
) -> DayFound | None:
    """Give the day so far from today; the last of a month that is too short for its number."""
    year, month = _months_from(source.today, months)
    if not 1900 <= year < 9000:
        return None
    first_of_next = date(year + month // 12, month % 12 + 1, 1)
    last_day = (first_of_next - timedelta(days=1)).day
    on = date(year, month, min(source.today.day, last_day)) + timedelta(days=days)
    return DayFound(last, ((on.year, on.month, on.day),), approximate)


def _months_from(today: date, months: int) -> tuple[int, int]:
    count = today.year * 12 + today.month - 1 + months
    return count // 12, count % 12 + 1


# What is tried, in this order, and how it is read.
_READ: tuple[tuple[str, _Read], ...] = (
    ("fixed", _fixed),
    ("month_shift", _shifted_month),
    ("weekday_shift", _shifted_weekday),
    ("bare_weekday", _bare_weekday),
    ("year_month", _named),
    ("year_and_month", _month),
    ("day_first", _named),
    ("numeric", _numeric),
    ("week", _of_week),
    ("day_of_year", _of_year),
    ("compact", _compact),
    ("spaced", _spaced),
    ("month_in_digits", _month_in_digits),
    ("short_numeric", _short),
    ("bare_day", _bare_day),
    ("of_shifted", _of_shifted),
    ("ago", _ago),
    ("month_day", _named),
    ("month_year", _month),
    ("latest_month", _latest_month),
    ("month_alone", _month_alone),
    ("month_after", _month),
)
RULES = tuple(rule for rule, _ in _READ)
