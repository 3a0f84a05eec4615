"""How long ago something was, in words, by Babel's data."""

from __future__ import annotations

from datetime import datetime

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
    passed = max(now - then, type(now - then)(seconds=1))
    return format_timedelta(-passed, threshold=EXACT, add_direction=True, locale=format.locale)
