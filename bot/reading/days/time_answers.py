"""The answer to "at what time, and in which zone?": a bare clock time or a bare time zone."""

from __future__ import annotations

from datetime import date

from bot.reading.days.calendar import calendar, row_of
from bot.reading.days.clock_answers import read_clock_answer
from bot.reading.days.clocks import clock_at
from bot.reading.days.readings import (
    ClockUnknown,
    Impossible,
    Zone,
    ZoneAmbiguous,
)
from bot.reading.days.submitted import submission_of
from bot.reading.days.zones import ZoneRead, read_zone, zone_after
from bot.reading.text.row import WordRow
from bot.reading.understood import Reading, Unclear, Understood, meant


def read_time_answer(text: str, reading: Reading, today: date) -> Understood | None:
    """Read the time, or the zone, of the day that is asked about; None when it is neither."""
    if reading.on is None:
        return None
    clock = read_clock_answer(
        text, reading.on, today=today, now=reading.now, lang=reading.lang, zone=reading.zone
    )
    if isinstance(clock, ClockUnknown):
        return _zone(text) if clock.reason == "no_clock" else None
    if isinstance(clock, Impossible):
        unclear = Unclear("submitted", clock.what, "impossible")
        return meant("check", unclear=(unclear,))
    said = submission_of(clock)
    if isinstance(clock, ZoneAmbiguous):
        unclear = Unclear("submitted", clock.said, "zone_ambiguous", clock.candidates)
        return meant("check", time_only=said, unclear=(unclear,))
    if said.on != reading.on:
        return meant("check", submission=said, corrects=True)
    return meant("check", time_only=said)


def read_time(text: str, reading: Reading, today: date) -> Understood | None:
    """Read a message that is nothing but a time of the known day, or a time zone.

    None when it says more.
    """
    if reading.on is None:
        return None
    row = row_of(text, today)
    begin = calendar().behind("time_lead", row, 0)
    clock = clock_at(row, begin)
    if clock is None:
        return _zone_alone(row, begin, reading)
    if clock.clock is None or clock.approximate:
        return None
    english = reading.lang == "en" and not clock.french
    zone = zone_after(row, clock.last, clocked=True, english=english)
    if any(word not in (".", ",") for word in row.words[zone[1] if zone else clock.last :]):
        return None
    return read_time_answer(text, reading, today)


def _zone_alone(row: WordRow, begin: int, reading: Reading) -> Understood | None:
    """Read a message that is nothing but a time zone, where nothing else was asked for."""
    if reading.expecting is not None or begin >= len(row.words) or not row.is_word(begin):
        return None  # "+3" is three points more
    found = zone_after(row, begin, clocked=True, english=reading.lang == "en")
    if found is None or any(word not in (".", ",", "!") for word in row.words[found[1] :]):
        return None
    return _understood(found[0])


def _zone(text: str) -> Understood | None:
    return _understood(read_zone(text))


def _understood(zone: ZoneRead) -> Understood | None:
    match zone:
        case Zone(name):
            return meant("check", zone_only=name)
        case ZoneAmbiguous(said, candidates):
            unclear = Unclear("submitted", said, "zone_ambiguous", candidates)
            return meant("check", unclear=(unclear,))
        case _:
            return None
