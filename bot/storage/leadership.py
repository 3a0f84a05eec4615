"""Which machine polls Telegram and which one reads the feed, when several share a database."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class FixedLeadership:
    """The Leadership where nothing changes: a process that is alone leads in everything, one that
    only looks in nothing."""

    everything: bool

    def leading(self, duty: Duty) -> bool:
        """Whether it leads in everything."""
        return self.everything

    async def wait(self, duty: Duty, *, leading: bool) -> None:
        """Return at once, or never."""
        if leading != self.everything:
            await asyncio.Event().wait()

    async def close(self) -> None:
        """There is nothing to leave."""
