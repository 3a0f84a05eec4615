"""Times that go on with what is known: of its day, or the tie-break of its draw."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from bot.reading.beside.sayings import HeardLine
from bot.reading.days.dates import read_dates
from bot.reading.days.readings import Instant
from bot.reading.days.time_answers import read_time
from bot.reading.text.page import Page
from bot.reading.understood import Reading, Understood
from knowledge.profiles import zone_named

_MOST_WORDS = 14


def with_clock(said: Understood, heard: HeardLine, reading: Reading) -> Understood:
    """What was understood, with the hour or the shift of it that a short message names."""
    nothing = not said.says_something and said.time_only is None
    if not nothing or len(heard.words) > _MOST_WORDS:
        return said
    meant = heard.goes_on
    supposed = "suppose" in meant
    told = _clock(heard, reading)
    if told is None:
        return said
    corrects = not supposed and ("corrects" in meant or "rather_than" in meant)
    told = replace(told, corrects=corrects, supposed=supposed, follows=said.follows)
    return told.wanting("what_if") if supposed else told


def _clock(heard: HeardLine, reading: Reading) -> Understood | None:
    """The time of day where nothing else is said, up to a time that it takes the place of."""
    meant, tokens = heard.goes_on, heard.line.tokens
    first = next((place for place, word in enumerate(heard.words) if word[0].isdecimal()), None)
    if first is None:
        return None
    known = {*meant.get("part", ()), *meant.get("before_a_clock", ()), *meant.get("suppose", ())}
    if any(place not in known for place in range(first)):
        return None
    instead = [place for place in meant.get("rather_than", ()) if place > first]
    end = tokens[instead[0]].start if instead else len(heard.line.text)
    zone = zone_named(reading.zone) if reading.zone else UTC
    today = reading.now.astimezone(zone).date()
    at_rest = replace(reading, expecting=None)
    found = read_time(heard.line.text[tokens[first].start : end].strip(" ?.,"), at_rest, today)
    return found if found is not None and found.time_only is not None else None


def read_tie_break(page: Page, heard: HeardLine, reading: Reading) -> datetime | None:
    """The instant that a message tells as a tie-break; None without words for it, or a zone."""
    if "tie_break" not in heard.goes_on or heard.asks:
        return None
    days = read_dates(page.given, today=reading.now.date(), now=reading.now, lang=reading.lang)
    instants = [day.reading for day in days if isinstance(day.reading, Instant)]
    if len(instants) != 1 or instants[0].earliest.date() > reading.now.date():
        return None
    return instants[0].earliest
