"""The system's clock, the only one in the program."""

from __future__ import annotations

from datetime import UTC, datetime


class SystemClock:
    """The Clock port over the operating system."""

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""
        return datetime.now(UTC)  # noqa: TID251 - the one place that reads the time
