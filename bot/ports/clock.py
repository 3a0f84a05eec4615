"""The time, told from outside."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """Tells the time; the only place that knows it."""

    def now(self) -> datetime:
        """The present instant, in UTC."""
