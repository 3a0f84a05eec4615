"""What operators were told, kept until it has arrived."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol


class AlertBook(Protocol):
    """What operators were told, by all machines on one database."""

    async def claim_alert(self, cause: str, text: str, now: datetime, since: datetime) -> bool:
        """Whether operators are to be told of that cause now: nobody told them after ``since``.

        Then the text is kept until it has arrived. What was told before ``since`` is forgotten.
        """

    async def waiting_alerts(self, before: datetime) -> Sequence[tuple[str, str]]:
        """Cause and text of what was to be told by then, and did not arrive, oldest first."""

    async def alert_arrived(self, cause: str) -> None:
        """Operators were told."""
