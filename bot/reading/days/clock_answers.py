"""The answer to "at what time did you submit?"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from bot.reading.days.calendar import calendar, possible_year, row_of
from bot.reading.days.clocks import ClockFound, clock_at
from bot.reading.days.day_words import DayFound
from bot.reading.days.meanings import meaning
from bot.reading.days.mentions import DayMention, mentions
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
from bot.reading.text.row import WordRow

ClockRead = Instant | LocalTime | ZoneAmbiguous | Impossible | ClockUnknown


def read_clock_answer(
    text: str, on: date, *, today: date, now: datetime, lang: Lang, zone: str | None = None
) -> ClockRead:
    """Read the answer to "at what time did you submit?" for the day `on`.

    A day said in the answer with its time comes back as it was said: compare its `on`. A time
    that cannot be counted on (about 10 pm, midnight, two different times) is a `ClockUnknown`.
    """
    row = row_of(text, today)
    own = Zone(zone, zone) if zone else None
    days = tuple(mentions(row, today, lang))
    said_with_day = [mention for mention in days if mention.clock]
    if len(said_with_day) > 1:
        return ClockUnknown(text.strip(), "several")
    if said_with_day:
        return _with_day(row, said_with_day[0], on, today, now, own)
    clocks = _clocks(row, days, today)
    if not clocks:
        midnight = any(True for _ in calendar().every("midnight", row))
        return ClockUnknown(text.strip(), "midnight" if midnight else "no_clock")
    if len({found.clock for found in clocks}) > 1:
        return ClockUnknown(text.strip(), "several")
    first = clocks[0]
    if first.clock is None:
        return Impossible(row.said(first.first, first.last), "time")
    if any(found.approximate for found in clocks):
        return ClockUnknown(text.strip(), "approximate")
    zone_said = _zone_of(row, clocks, english=lang == "en" and not first.french)
    if isinstance(zone_said, ZoneUnknown):
        return Impossible(zone_said.said, "zone")
    return place_clock(on, first.clock, zone_said or own, today=today, now=now)


def _with_day(
    row: WordRow,
    mention: DayMention,
    on: date,
    today: date,
    now: datetime,
    own: Zone | None,
) -> ClockRead:
    """Read a time that was said together with a day; words that can mean `on` do mean it."""
    if mention.clock and mention.clock.approximate:
        return ClockUnknown(row.plain.said.strip(), "approximate")
    asked = (on.year, on.month, on.day)
    if isinstance(mention.day, DayFound) and any(
        option in (asked, (None, on.month, on.day)) for option in mention.day.options
    ):
        mention = replace(mention, day=DayFound(mention.day.last, (asked,)))
    read = meaning(row, mention, today, now, own)
    if isinstance(read, Instant | LocalTime | ZoneAmbiguous | Impossible):
        return read
    return ClockUnknown(row.plain.said.strip(), "other_day")


def _clocks(row: WordRow, days: Sequence[DayMention], today: date) -> list[ClockFound]:
    """Find the times of day in an answer that are no part of a day said in it."""
    rules, found, at = calendar(), list[ClockFound](), 0
    lead = rules.behind("answer_lead", row, 0)
    while at < len(row.words):
        within = next((day.last for day in days if day.first <= at < day.last), None)
        clock = None
        begins = row.is_number(at) or rules.match("noon", row, at)
        if within is None and begins and not row.is_glued(at):
            year = row.words[at] == "0000" and possible_year(row.number(at), today)
            clock = clock_at(row, at, answer=lead >= at and not year)
        if clock:
            found.append(clock)
        at = within or (clock.last if clock else at + 1)
    return found


def _zone_of(row: WordRow, clocks: list[ClockFound], *, english: bool) -> ZoneRead | None:
    for clock in clocks:
        if named := zone_after(row, clock.last, clocked=True, english=english):
            return named[0]
    return zone_mentioned(row, english=english)
