"""The tie-break of a draw that somebody reads on the ministry's page and tells."""

from __future__ import annotations

from datetime import datetime

from bot.reading.beside.sayings import HeardLine
from bot.reading.days.dates import read_dates
from bot.reading.days.readings import Instant
from bot.reading.text.page import Page
from bot.reading.understood import Reading


def read_tie_break(page: Page, heard: HeardLine, reading: Reading) -> datetime | None:
    """The instant that a message tells as a tie-break; None without words for it, or a zone."""
    if "tie_break" not in heard.goes_on or heard.asks:
        return None
    days = read_dates(page.given, today=reading.now.date(), now=reading.now, lang=reading.lang)
    instants = [day.reading for day in days if isinstance(day.reading, Instant)]
    if len(instants) != 1 or instants[0].earliest.date() > reading.now.date():
        return None
    return instants[0].earliest
