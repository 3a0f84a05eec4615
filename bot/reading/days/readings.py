"""What the words for a day, a time or a zone can mean, and how a choice completes them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal

from bot.reading.text.plain_text import Span
from knowledge.profiles import zone_named

Lang = Literal["en", "fr"]
Counted = Literal["days", "months"]


@dataclass(frozen=True, slots=True)
class WallTime:
    """A time of day on the wall; without seconds it stands for :00 to :59."""

    time: time
    has_seconds: bool


@dataclass(frozen=True, slots=True)
class Zone:
    """A time zone: `name` is an IANA name, "UTC" or an offset like "-05:00"."""

    name: str
    said: str


@dataclass(frozen=True, slots=True)
class ZoneUnknown:
    """WordRow that name no time zone we know."""

    said: str


@dataclass(frozen=True, slots=True)
class ZoneAmbiguous:
    """A zone with several meanings: BST, London, Canada. To be asked back.

    `candidates` are zone names (see `Zone`), at least two. `on` and `clock` are what was said
    beside it, both None in the answer to "which time zone?".
    """

    said: str
    candidates: tuple[str, ...]
    on: date | None = None
    clock: WallTime | None = None
    year_assumed: bool = False
    approximate: bool = False
    future: bool = False


@dataclass(frozen=True, slots=True)
class Instant:
    """A moment: a day, a time and a zone were said.

    `on` is the day as said, in `zone`. `earliest` and `latest` are UTC, to the second, both
    inclusive: equal when seconds were said. They span both readings of a time that the change of
    the clocks repeats or skips.
    """

    on: date
    earliest: datetime
    latest: datetime
    zone: str
    year_assumed: bool = False
    approximate: bool = False
    future: bool = False


@dataclass(frozen=True, slots=True)
class LocalTime:
    """A day and a time of day whose zone is not known."""

    on: date
    time: time
    has_seconds: bool
    year_assumed: bool = False
    approximate: bool = False
    future: bool = False


@dataclass(frozen=True, slots=True)
class Day:
    """A day, in `zone` if one was said.

    `approximate`: "about 3 Nov", "before 3 Nov", "3 weeks ago": near this day, not surely on it.
    """

    on: date
    zone: str | None = None
    year_assumed: bool = False
    approximate: bool = False
    future: bool = False


@dataclass(frozen=True, slots=True)
class MonthOnly:
    """A month without a day; `year` is None when none was said. Never completed by us."""

    year: int | None
    month: int
    year_assumed: bool = False
    future: bool = False


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """WordRow that fit two days, 5/11/2024; `clock` and `zone` wait for the choice."""

    readings: tuple[date, ...]
    clock: WallTime | None = None
    zone: Zone | ZoneAmbiguous | None = None
    year_assumed: bool = False
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class Impossible:
    """WordRow for a day, time or zone that does not exist: 31 February, 25:70, UTC+19.

    `weekday`: the day exists but is another day of the week than was said.
    """

    what: str
    reason: Literal["day", "time", "zone", "weekday"]


@dataclass(frozen=True, slots=True)
class ClockUnknown:
    """An answer about the time of day that gives none to count on."""

    said: str
    reason: Literal["no_clock", "approximate", "several", "midnight", "other_day"]


Timed = Instant | LocalTime | ZoneAmbiguous
Placed = Instant | LocalTime | Day | ZoneAmbiguous
Reading = Placed | MonthOnly | Ambiguous | Impossible


@dataclass(frozen=True, slots=True)
class SaidDay:
    """One mention of a day found in a text: where, in which words, and what it means.

    ``counted``: in what it is counted back from today, if it is ("3 weeks ago").
    """

    span: Span
    said: str
    reading: Reading
    counted: Counted | None = None


def place(
    on: date,
    clock: WallTime | None,
    zone: Zone | ZoneAmbiguous | None,
    *,
    today: date,
    now: datetime,
    flags: tuple[bool, bool] = (False, False),
) -> Placed:
    """Put a day, and the time and zone said with it, on the line of time.

    `flags`: year assumed, approximate. `future` is after `now` for an instant and for a day in a
    zone, else after `today`.
    """
    if clock is not None:
        return place_clock(on, clock, zone, today=today, now=now, flags=flags)
    if isinstance(zone, ZoneAmbiguous):
        return ZoneAmbiguous(zone.said, zone.candidates, on, None, *flags, on > today)
    if zone is None:
        return Day(on, None, *flags, on > today)
    return Day(on, zone.name, *flags, on > now.astimezone(zone_named(zone.name)).date())


def place_clock(
    on: date,
    clock: WallTime,
    zone: Zone | ZoneAmbiguous | None,
    *,
    today: date,
    now: datetime,
    flags: tuple[bool, bool] = (False, False),
) -> Timed:
    """Put a day with a time of day on the line of time; `flags`: year assumed, approximate."""
    if isinstance(zone, ZoneAmbiguous):
        return ZoneAmbiguous(zone.said, zone.candidates, on, clock, *flags, on > today)
    if zone is None:
        return LocalTime(on, clock.time, clock.has_seconds, *flags, on > today)
    local = datetime.combine(on, clock.time, zone_named(zone.name))
    folds = (local.replace(fold=fold).astimezone(UTC) for fold in (0, 1))
    earliest, latest = sorted(moment.replace(fold=0) for moment in folds)
    if not clock.has_seconds:
        latest += timedelta(seconds=59)
    return Instant(on, earliest, latest, zone.name, *flags, earliest > now)


def choose_day(reading: Ambiguous, on: date, *, today: date, now: datetime) -> Placed:
    """Complete an ambiguous mention with the day that the person chose."""
    flags = (reading.year_assumed, reading.approximate)
    return place(on, reading.clock, reading.zone, today=today, now=now, flags=flags)


def choose_zone(
    reading: Day | LocalTime | ZoneAmbiguous, zone: str, *, today: date, now: datetime
) -> Placed:
    """Complete a mention with the zone that the person chose.

    A `ZoneAmbiguous` must carry a day: the answer to "which time zone?" alone has none.
    """
    if isinstance(reading, Day):
        clock = None
    elif isinstance(reading, LocalTime):
        clock = WallTime(reading.time, reading.has_seconds)
    else:
        clock = reading.clock
    if reading.on is None:
        raise ValueError("a zone alone has no day to complete")
    flags = (reading.year_assumed, reading.approximate)
    return place(reading.on, clock, Zone(zone, zone), today=today, now=now, flags=flags)
