"""The answer to "at what time did you submit?"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from bot.reading.days.clocks import ClockFound, clock_at
from bot.reading.days.meanings import meaning
from bot.reading.days.mentions import DayMention, mentions
from bot.reading.days.numeric import DayFound
from bot.reading.days.readings import (
    ClockUnknown,
    Impossible,
    Instant,
    Lang,
    LocalTime,
    Zone,
    ZoneAmbiguous,
    ZoneUnknown,
    place_clock,
)
from bot.reading.days.zones import ZoneRead, zone_after, zone_mentioned
from bot.reading.text.patterns import Late
from bot.reading.text.plain_text import PlainText, plain_text

ClockRead = Instant | LocalTime | ZoneAmbiguous | Impossible | ClockUnknown

_NUMBER_OR_NOON = Late(r"(?<![a-z0-9_])(?:\d+|noon\b|midi\b)")
_MIDNIGHT = Late(r"\b(?:midnight|minuit)\b")
_ONLY_WORDS = Late(r"\W*(?:(?:it was|c'etait|at|a|vers|around|about|approx)\W*){0,3}")


def read_clock_answer(
    text: str, on: date, *, today: date, now: datetime, lang: Lang, zone: str | None = None
) -> ClockRead:
    """Read the answer to "at what time did you submit?" for the day `on`.

    A day said in the answer with its time comes back as it was said: compare its `on`. A time
    that cannot be counted on (about 10 pm, midnight, two different times) is a `ClockUnknown`.
    """
    plain = plain_text(text)
    own = Zone(zone, zone) if zone else None
    days = tuple(mentions(plain, today, lang))
    said_with_day = [mention for mention in days if mention.clock]
    if len(said_with_day) > 1:
        return ClockUnknown(text.strip(), "several")
    if said_with_day:
        return _with_day(plain, said_with_day[0], on, today, now, own)
    clocks = _clocks(plain, days, today)
    if not clocks:
        midnight = _MIDNIGHT.regex.search(plain.text)
        return ClockUnknown(text.strip(), "midnight" if midnight else "no_clock")
    if len({found.clock for found in clocks}) > 1:
        return ClockUnknown(text.strip(), "several")
    first = clocks[0]
    if first.clock is None:
        return Impossible(plain.words(first.start, first.end), "time")
    if any(found.approximate for found in clocks):
        return ClockUnknown(text.strip(), "approximate")
    zone_said = _zone_of(plain, clocks, english=lang == "en" and not first.french)
    if isinstance(zone_said, ZoneUnknown):
        return Impossible(zone_said.said, "zone")
    return place_clock(on, first.clock, zone_said or own, today=today, now=now)


def _with_day(
    plain: PlainText, mention: DayMention, on: date, today: date, now: datetime, own: Zone | None
) -> ClockRead:
    """Read a time that was said together with a day; words that can mean `on` do mean it."""
    if mention.clock and mention.clock.approximate:
        return ClockUnknown(plain.said.strip(), "approximate")
    asked = (on.year, on.month, on.day)
    if isinstance(mention.day, DayFound) and any(
        option in (asked, (None, on.month, on.day)) for option in mention.day.options
    ):
        mention = replace(mention, day=DayFound(mention.day.end, (asked,)))
    read = meaning(plain, mention, today, now, own)
    if isinstance(read, Instant | LocalTime | ZoneAmbiguous | Impossible):
        return read
    return ClockUnknown(plain.said.strip(), "other_day")


def _clocks(plain: PlainText, days: tuple[DayMention, ...], today: date) -> list[ClockFound]:
    """Find the times of day in an answer that are no part of a day said in it."""
    text, found, begin = plain.text, list[ClockFound](), 0
    while number := _NUMBER_OR_NOON.regex.search(text, begin):
        start, begin = number.span()
        if within := [day.end for day in days if day.start <= start < day.end]:
            begin = within[0]
            continue
        year = number[0].isdecimal() and len(number[0]) == 4
        year = year and 2015 <= int(number[0]) <= today.year + 1
        alone = _ONLY_WORDS.regex.fullmatch(text[max(0, start - 30) : start]) is not None
        clock = clock_at(plain, start, answer=alone and not year)
        if clock:
            found.append(clock)
            begin = clock.end
    return found


def _zone_of(plain: PlainText, clocks: list[ClockFound], *, english: bool) -> ZoneRead | None:
    for clock in clocks:
        if named := zone_after(plain, clock.end, clocked=True, english=english):
            return named[0]
    return zone_mentioned(plain, english=english)
