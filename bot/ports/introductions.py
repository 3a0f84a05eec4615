"""What introducing the bot on Telegram needs from the outside."""

from __future__ import annotations

from typing import Protocol


class Introductions(Protocol):
    """Remembers what Telegram was told of the bot itself, for all machines on one database.

    Every method is atomic; PortError when it cannot.
    """

    async def mark(self, what: str) -> str | None:
        """The mark of what it was last told under that name, or None."""

    async def told(self, what: str, mark: str) -> None:
        """It was told; the mark tells what, without saying it."""
