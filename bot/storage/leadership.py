"""Which machine polls Telegram and which one reads the feed, when several share a database."""

from __future__ import annotations

import asyncio
from typing import Literal, Protocol

Duty = Literal["polling", "feed", "tidying"]
"""What only one machine does at a time."""


class Leadership(Protocol):
    """Whether a duty is this machine's."""

    def leading(self, duty: Duty) -> bool:
        """Whether the duty is this machine's now; no waiting."""

    async def wait(self, duty: Duty, *, leading: bool) -> None:
        """Return once the duty is this machine's, or once it is not."""

    async def close(self) -> None:
        """Leave all duties to others."""


class AlwaysLeading:
    """The Leadership of a database that only one process can use at a time."""

    def leading(self, duty: Duty) -> bool:
        """Yes."""
        return True

    async def wait(self, duty: Duty, *, leading: bool) -> None:
        """Return at once, or never."""
        if not leading:
            await asyncio.Event().wait()

    async def close(self) -> None:
        """There is nothing to leave."""


class NeverLeading:
    """The Leadership of a process that only looks."""

    def leading(self, duty: Duty) -> bool:
        """No."""
        return False

    async def wait(self, duty: Duty, *, leading: bool) -> None:
        """Return never, or at once."""
        if leading:
            await asyncio.Event().wait()

    async def close(self) -> None:
        """There is nothing to leave."""
