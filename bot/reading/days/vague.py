"""WordRow for a time that hold no day: "submitted last week", "in 2025", "a few days ago"."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from bot.reading.days.calendar import calendar, row_of, years_of
from bot.reading.text.grammar import Fit
from bot.reading.text.page import Page
from bot.reading.understood import Unclear
from knowledge.profiles import Between


@dataclass(frozen=True, slots=True)
class Vaguely:
    """A time that cannot be taken as it is; ``between`` are the days of a week or year."""

    unclear: Unclear
    between: Between | None = None


def vague_submission(page: Page, today: date, *, asked: bool) -> Vaguely | None:
    """Read that a profile was submitted at no day that could be taken; ``asked``: an answer."""
    rules = calendar()
    if not page.words.isdisjoint(rules.words("sent_word")):
        row = row_of(page.text, today)
        for found in rules.every("sent_vaguely", row):
            start, end = row.place(_said_from(found), found.last)
            unclear = Unclear("submitted", page.said(start, end), "ambiguous")
            page.cross_out(start, end)
            return Vaguely(unclear, _span(found, today))
    if not asked:
        return None
    row = row_of(page.rest, today)
    whole = rules.match("vague_answer", row, 0)
    if whole is None or whole.last < len(row.words):
        return None
    month = whole.get("month") is not None
    said = row.text[slice(*row.place(_said_from(whole), _said_to(whole)))]
    unclear = Unclear("submitted", said, "month_only" if month else "ambiguous")
    return Vaguely(unclear, None if month else _span(whole, today))


def _said_from(found: Fit) -> int:
    return next(place for kept, _, place in found.kept if kept == "from")


def _said_to(found: Fit) -> int:
    return next((place for kept, _, place in found.kept if kept == "to"), found.last)


def _span(found: Fit, today: date) -> Between | None:
    """The days of a week or year that is named; None for "last summer"."""
    if found.get("season") is not None:
        return None
    if (weeks := found.get("week_told")) is not None:
        monday = today - timedelta(days=today.weekday() - 7 * weeks)
        return Between(monday, min(today, monday + timedelta(days=6)))
    year = next(iter(years_of(found, today)), today.year + 1)
    if year > today.year:
        return None
    return Between(date(year, 1, 1), min(today, date(year, 12, 31)))
