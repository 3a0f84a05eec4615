"""What a mention of a day means: the days its words allow that exist, with time and zone."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from bot.reading.days.day_words import DayFound, MonthFound, Ymd
from bot.reading.days.mentions import DayMention
from bot.reading.days.readings import (
    Ambiguous,
    Impossible,
    MonthOnly,
    Reading,
    Zone,
    ZoneUnknown,
    place,
)
from bot.reading.text.row import WordRow


def meaning(
    row: WordRow, mention: DayMention, today: date, now: datetime, own: Zone | None
) -> Reading:
    """Give what a mention can mean; `own` is the person's zone, where no other was said.

    A time not to be counted on ("around 10 pm") is left out: the day stands alone.
    """
    if isinstance(mention.day, MonthFound):
        return _month(mention.day, today)
    said = mention.clock if mention.clock and not mention.clock.approximate else None
    if said and said.clock is None:
        return Impossible(row.said(said.first, said.last), "time")
    if isinstance(mention.zone, ZoneUnknown):
        return Impossible(mention.zone.said, "zone")
    clock = said.clock if said else None
    days, reason = _days(mention.day, mention.weekday, today)
    if not days:
        return Impossible(row.said(mention.day_first, mention.day_last), reason)
    assumed = mention.day.options[0][0] is None
    zone = mention.zone or own
    if len(days) > 1:
        return Ambiguous(days, clock, zone, assumed, mention.approximate)
    flags = (assumed, mention.approximate)
    return place(days[0], clock, zone, today=today, now=now, flags=flags)


def _month(found: MonthFound, today: date) -> MonthOnly:
    future = found.year is not None and (found.year, found.month) > (today.year, today.month)
    return MonthOnly(found.year, found.month, found.year_assumed, future)


def _days(
    found: DayFound, weekday: int | None, today: date
) -> tuple[tuple[date, ...], Literal["day", "weekday"]]:
    """Give the days that the words can mean and that exist, or why there is none.

    A weekday decides between them. Where it contradicts a day without a year, the latest such
    day and the latest that is that weekday are both possible.
    """
    days = _existing(found.options, today)
    if weekday is None or not days:
        return days, "day"
    fitting = tuple(day for day in days if day.weekday() == weekday)
    if fitting:
        return fitting, "weekday"
    older = _existing(found.options, today, weekday)
    return (days[0], older[0]) if older else (), "weekday"


def _existing(
    options: tuple[Ymd, ...], today: date, weekday: int | None = None
) -> tuple[date, ...]:
    """Give the days of `options` that exist, on `weekday` if it is asked for, each once.

    Without a year the latest not after `today`, from at most 28 years, after which weekdays
    come round again.
    """
    days: list[date] = []
    for year, month, day in options:
        years = range(today.year, today.year - 28, -1) if year is None else (year,)
        for each in years:
            on = _date(each, month, day)
            if on and (year or on <= today) and weekday in (None, on.weekday()):
                days.append(on)
                break
    return tuple(dict.fromkeys(days))


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
