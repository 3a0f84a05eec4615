"""Who decides for a group."""

from __future__ import annotations

from typing import Protocol


class Administrators(Protocol):
    """Knows who decides for a group."""

    async def decides(self, group: int, person: int) -> bool:
        """Whether that person is one of the group's administrators. Retryable when nobody says."""
