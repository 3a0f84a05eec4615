"""How a reading is written down in the table of utterances: one short line."""

from __future__ import annotations

from datetime import date, time
from typing import assert_never

from bot.reading.days.clock_answers import ClockRead
from bot.reading.days.readings import (
    Ambiguous,
    ClockUnknown,
    Day,
    Impossible,
    Instant,
    LocalTime,
    MonthOnly,
    Reading,
    WallTime,
    Zone,
    ZoneAmbiguous,
    ZoneUnknown,
)
from bot.reading.days.zones import ZoneRead


def written(reading: Reading) -> str:
    """Write a reading as `kind value [zone] [flags]`."""
    return " ".join(part for part in (*_parts(reading), *_flags(reading)) if part)


def written_clock(read: ClockRead) -> str:
    """Write what was read of an answer about the time."""
    return f"unknown {read.reason}" if isinstance(read, ClockUnknown) else written(read)


def written_zone(read: ZoneRead) -> str:
    """Write what was read of an answer about the zone."""
    match read:
        case Zone(name):
            return name
        case ZoneUnknown():
            return "unknown"
        case ZoneAmbiguous(_, candidates):
            return " | ".join(candidates)
        case _:
            assert_never(read)


def _parts(reading: Reading) -> tuple[str, ...]:
    match reading:
        case Instant(on, earliest, latest, zone):
            seconds = int((latest - earliest).total_seconds())
            span = f"+{seconds}" if seconds else ""
            day = f"on={on}" if on != earliest.date() else ""
            return ("instant", f"{earliest:%Y-%m-%dT%H:%M:%S}Z{span}", zone, day)
        case LocalTime(on, clock, has_seconds):
            return ("local", _local(on, WallTime(clock, has_seconds)))
        case Day(on, day_zone):
            return ("day", f"{on}", day_zone or "")
        case MonthOnly(year, month):
            return ("month", f"{year or '????'}-{month:02}")
        case Ambiguous(readings, clock_said, zone_said):
            days = " | ".join(f"{on}" for on in readings)
            return ("either", days, _clock(clock_said), _zone(zone_said))
        case Impossible(what, reason):
            return ("impossible", reason, what)
        case ZoneAmbiguous(_, candidates, on_day, clock_said):
            moment = _local(on_day, clock_said) if on_day else ""
            return ("which", moment, " | ".join(candidates))
        case _:
            assert_never(reading)


def _flags(reading: Reading) -> tuple[str, ...]:
    names = {"year_assumed": "year?", "approximate": "about", "future": "future"}
    return tuple(word for name, word in names.items() if getattr(reading, name, False))


def _local(on: date, clock: WallTime | None) -> str:
    return f"{on}T{_clock(clock)}" if clock else f"{on}"


def _clock(clock: WallTime | None) -> str:
    if clock is None:
        return ""
    shown: time = clock.time
    return f"{shown:%H:%M:%S}" if clock.has_seconds else f"{shown:%H:%M}"


def _zone(zone: Zone | ZoneAmbiguous | None) -> str:
    if zone is None:
        return ""
    return zone.name if isinstance(zone, Zone) else "/".join(zone.candidates)
