"""Days: which of those a message names is the one of the submission, and how surely."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Literal

from bot.reading.days.readings import (
    Ambiguous,
    Day,
    Impossible,
    Instant,
    LocalTime,
    MonthOnly,
    Reading,
    SaidDay,
    Zone,
    ZoneAmbiguous,
)
from bot.reading.understood import Assumed, Unclear
from bot.reading.whose.cues import word_set
from bot.reading.whose.roles import first_of
from bot.reading.whose.scene import Scene
from knowledge.profiles import Between, Submission, zone_named

DayRole = Literal["mine", "made", "updated", "earlier", "denied", "other", "scored", "bare"]


@dataclass(frozen=True, slots=True)
class Submitted:
    """What a message says of a submission, with what must be asked back or said aloud."""

    submission: Submission | None = None
    between: Between | None = None
    unclear: tuple[Unclear, ...] = ()
    assumed: tuple[Assumed, ...] = ()


def role_of(scene: Scene, place: int) -> DayRole:
    """What the day at a token is the day of."""
    told = scene.told("day", place)
    names: tuple[DayRole, ...] = ("mine", "made", "updated", "earlier", "denied", "other", "scored")
    main = first_of(told, names)
    if main is None:
        return "bare"
    role = main.role
    made = first_of(told, ("made",))
    if role == "mine" and made is not None and made.gap <= main.gap:
        role = "made"
    if role == "other" and main.gap > 0 and (mine := first_of(told, ("mine",))):
        role = "mine" if mine.gap <= main.gap else role
    return role  # type: ignore[return-value]  # one of the names just asked for


NOTHING = Submitted()
_LEAP_DAY = (2, 29)


def submitted(
    days: Sequence[SaidDay], words_before: Sequence[str], today: date, first_year: int
) -> Submitted:
    """Read when a profile was submitted from the days that are of its submission.

    ``words_before`` is the word just before each day, ``first_year`` the one in which Express
    Entry began: no profile is older. Days that exclude each other are a span
    where the text names both ("3 or 4 May"), else they are asked back.
    """
    kept: list[SaidDay] = []
    for day in days:
        days_meant = _days_of(day.reading)
        if len(days_meant) == 1 and days_meant[0].year < first_year:
            return Submitted(unclear=(Unclear("submitted", day.said, "impossible"),))
        if all(day.reading != other.reading for other in kept):
            kept.append(day)
    if not kept:
        return Submitted()
    if len(kept) == 1:
        return _one(kept[0], words_before[days.index(kept[0])], today)
    exact = [day for day in kept if isinstance(day.reading, Instant | LocalTime | Day)]
    months = [day for day in kept if isinstance(day.reading, MonthOnly)]
    if len(exact) == 1 and len(months) == len(kept) - 1:
        on = exact[0].reading.on  # type: ignore[union-attr]  # a day, as just asked
        if all(month.reading.month == on.month for month in months):  # type: ignore[union-attr]
            return _one(exact[0], "", today)
    readings: dict[str, None] = {}
    for day in kept:
        readings.update((on.isoformat(), None) for on in _days_of(day.reading))
    said = ", ".join(day.said for day in kept)
    if len(readings) > 1:
        return Submitted(unclear=(Unclear("submitted", said, "several", tuple(readings)),))
    odd = [day for day in kept if isinstance(day.reading, Impossible)]
    timed = [day for day in kept if isinstance(day.reading, Instant | LocalTime)]
    return _one((odd or timed or exact or kept)[0], "", today)


def span_of(first: SaidDay, second: SaidDay, today: date) -> Between | None:
    """The span that two days name together: "between 3 and 9 May"; None for a wrong order."""
    starts, ends = _days_of(first.reading), _days_of(second.reading)
    if isinstance(second.reading, MonthOnly) and (until := _month(second.reading, today)):
        ends = (until.until,) if until.until else ()
    if isinstance(first.reading, MonthOnly):
        month = first.reading
        if month.year is None and ends:  # "March or April 2026"
            month = replace(month, year=ends[0].year)
        since = _month(month, today)
        starts = (since.since,) if since and since.since else ()
    if len(starts) == 1 and len(ends) == 1 and starts[0] <= ends[0]:
        return Between(starts[0], ends[0])
    return None


def _days_of(reading: Reading) -> tuple[date, ...]:
    if isinstance(reading, Ambiguous):
        return reading.readings
    if isinstance(reading, MonthOnly | Impossible) or reading.on is None:
        return ()
    return (reading.on,)


def _one(day: SaidDay, before: str, today: date) -> Submitted:
    reading = day.reading
    if isinstance(reading, Impossible):
        return Submitted(unclear=(Unclear("submitted", day.said, "impossible"),))
    if isinstance(reading, MonthOnly):
        return _in_month(day, reading, before, today)
    if isinstance(reading, Ambiguous):
        first, last = reading.readings[0], reading.readings[-1]
        if (first.year, first.month) == (last.year, last.month):
            since, until = min(reading.readings), max(reading.readings)
            return Submitted(
                between=Between(since, until), assumed=_year(reading.year_assumed, since)
            )
        return _ambiguous(day, reading)
    on = reading.on
    assert on is not None  # a zone in a text stands beside its day
    edge = _edge(before, on, on)
    if edge is not None and reading.approximate:
        return Submitted(between=edge, assumed=_year(reading.year_assumed, on))
    if on.year > today.year + 1:
        return Submitted(unclear=(Unclear("submitted", day.said, "impossible"),))
    submission = submission_of(reading)
    if reading.year_assumed and (on.month, on.day) == _LEAP_DAY:
        return Submitted(unclear=(doubted(day, submission),))
    if day.counted == "months":
        return Submitted(unclear=(Unclear("submitted", day.said, "ambiguous"),))
    if reading.approximate and day.counted is None:
        return Submitted(unclear=(doubted(day, submission),))
    unclear: list[Unclear] = []
    if reading.future:
        unclear.append(Unclear("submitted", day.said, "future"))
    if isinstance(reading, ZoneAmbiguous):
        unclear.append(Unclear("submitted", reading.said, "zone_ambiguous", reading.candidates))
    assumed = _year(reading.year_assumed, on)
    if reading.approximate:
        assumed = (Assumed("submitted", "day", on.isoformat()), *assumed)
    return Submitted(submission, None, tuple(unclear), assumed)


def doubted(day: SaidDay, submission: Submission) -> Unclear:
    """A day that may be the one, to be asked back."""
    return Unclear("submitted", day.said, "ambiguous", (submission.on.isoformat(),), submission)


def this_year_or_next(day: SaidDay, submission: Submission) -> Unclear | None:
    """The year of a day that is to come, to be asked: the latest one of that name is past."""
    on = submission.on
    if (on.month, on.day) == _LEAP_DAY:
        return None
    days = (on.isoformat(), on.replace(year=on.year + 1).isoformat())
    return Unclear("submitted", day.said, "ambiguous", days)


def _year(assumed: bool, on: date) -> tuple[Assumed, ...]:
    return (Assumed("submitted", "year", str(on.year)),) if assumed else ()


def _edge(before: str, since: date, until: date) -> Between | None:
    """The open span that "before" or "after" makes of a day or month."""
    if before in word_set("calendar", "edge_before"):
        return Between(None, since - timedelta(days=1))
    if before in word_set("calendar", "edge_after"):
        return Between(until + timedelta(days=1), None)
    return None


def _month(reading: MonthOnly, today: date | None = None) -> Between | None:
    """The days of a month, in the latest year in which it was where none was said."""
    year = reading.year
    if year is None:
        if today is None:
            return None
        year = today.year if reading.month <= today.month else today.year - 1
    since = date(year, reading.month, 1)
    following = date(year + reading.month // 12, reading.month % 12 + 1, 1)
    return Between(since, following - timedelta(days=1))


def _in_month(day: SaidDay, reading: MonthOnly, before: str, today: date) -> Submitted:
    span = _month(reading, today)
    assert span is not None
    assert span.since is not None
    assert span.until is not None
    edge = _edge(before, span.since, span.until)
    assumed = _year(reading.year is None or reading.year_assumed, span.since)
    if span.since > today and edge is None:
        return Submitted(unclear=(Unclear("submitted", day.said, "future"),))
    if edge is None and span.until > today:
        span = Between(span.since, today)
    return Submitted(between=edge or span, assumed=assumed)


def _ambiguous(day: SaidDay, reading: Ambiguous) -> Submitted:
    clock = reading.clock
    partial = Submission(
        reading.readings[0],
        clock.time if clock else None,
        bool(clock and clock.has_seconds),
        reading.zone.name if isinstance(reading.zone, Zone) else None,
    )
    days = tuple(on.isoformat() for on in reading.readings)
    return Submitted(unclear=(Unclear("submitted", day.said, "ambiguous", days, partial),))


def submission_of(reading: Instant | LocalTime | Day | ZoneAmbiguous) -> Submission:
    """Write a day, time and zone as the profile keeps them."""
    if isinstance(reading, Instant):
        return Submission(reading.on, _wall(reading), _to_the_second(reading), reading.zone)
    if isinstance(reading, LocalTime):
        return Submission(reading.on, reading.time, reading.has_seconds)
    if isinstance(reading, Day):
        return Submission(reading.on, zone=reading.zone)
    assert reading.on is not None
    clock = reading.clock
    seconds = bool(clock and clock.has_seconds)
    return Submission(reading.on, clock.time if clock else None, seconds)


def _to_the_second(reading: Instant) -> bool:
    return (reading.latest - reading.earliest).seconds % 60 == 0


def _wall(reading: Instant) -> time:
    """Give the time on the wall: halfway between both readings where the clocks skipped it."""
    zone = zone_named(reading.zone)
    walls = [at.astimezone(zone).replace(tzinfo=None) for at in (reading.earliest, reading.latest)]
    middle: datetime = walls[0] + (walls[1] - walls[0]) / 2
    seconds = middle.second if _to_the_second(reading) else 0
    return middle.time().replace(second=seconds, microsecond=0)
