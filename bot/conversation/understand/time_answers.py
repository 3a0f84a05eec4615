"""The answer to "at what time, and in which zone?": a bare clock time or a bare time zone."""

from __future__ import annotations

from datetime import date

from bot.conversation.understand.clocks import clock_at
from bot.conversation.understand.dates import read_clock_answer, read_zone
from bot.conversation.understand.late import Late
from bot.conversation.understand.plain_text import plain_text
from bot.conversation.understand.readings import (
    ClockUnknown,
    Impossible,
    Zone,
    ZoneAmbiguous,
)
from bot.conversation.understand.submissions import submission_of
from bot.conversation.understand.understood import Reading, Unclear, Understood
from bot.conversation.understand.zones import zone_after

_LEAD = Late(
    r"(?:(?:and|et|it was|it's|the time (?:is|was)|time|(?:i )?submitted(?: it)?|at|@|a|"
    r"c'etait|c'est|l'heure (?:est|etait)|heure|soumise?|exactly|exactement)[\s:]+)*"
)


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
        return Understood(intent="check", unclear=(unclear,))
    said = submission_of(clock)
    if isinstance(clock, ZoneAmbiguous):
        unclear = Unclear("submitted", clock.said, "zone_ambiguous", clock.candidates)
        return Understood(intent="check", time_only=said, unclear=(unclear,))
    if said.on != reading.on:
        return Understood(intent="check", submission=said, declares=True)
    return Understood(intent="check", time_only=said)


def read_time(text: str, reading: Reading, today: date) -> Understood | None:
    """Read a message that is nothing but a time of the known day; None when it says more."""
    if reading.on is None:
        return None
    plain = plain_text(text)
    lead = _LEAD.regex.match(plain.text)
    clock = clock_at(plain, lead.end() if lead else 0)
    if clock is None or clock.clock is None or clock.approximate:
        return None
    english = reading.lang == "en" and not clock.french
    zone = zone_after(plain, clock.end, clocked=True, english=english)
    if plain.text[zone[1] if zone else clock.end :].strip(" .,"):
        return None
    return read_time_answer(text, reading, today)


def _zone(text: str) -> Understood | None:
    match read_zone(text):
        case Zone(name):
            return Understood(intent="check", zone_only=name)
        case ZoneAmbiguous(said, candidates):
            unclear = Unclear("submitted", said, "zone_ambiguous", candidates)
            return Understood(intent="check", unclear=(unclear,))
        case _:
            return None
