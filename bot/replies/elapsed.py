"""How long ago something was, in words, by Babel's data."""

from __future__ import annotations

from datetime import datetime, timedelta

from babel.dates import format_timedelta

from bot.replies.numbers import Format

EXACT = 2
"""Up to so many of a unit the next smaller one is used: 90 minutes, but 3 hours."""


def ago(then: datetime, now: datetime, format: Format) -> str:
    """How long before ``now`` that was; what has not come yet counts as just now.

    >>> from datetime import UTC, timedelta
    >>> from bot.replies.numbers import format_for
    >>> noon = datetime(2026, 11, 22, 12, tzinfo=UTC)
    >>> ago(noon - timedelta(minutes=4), noon, format_for("en"))
    '4 minutes ago'
    >>> ago(noon - timedelta(days=3), noon, format_for("fr"))
    'il y a 3 jours'
    """
    return passed(now - then, format)


def passed(since: timedelta, format: Format) -> str:
    """The same of what was so long ago."""
    before = -max(since, timedelta(seconds=1))
    return format_timedelta(before, threshold=EXACT, add_direction=True, locale=format.locale)
