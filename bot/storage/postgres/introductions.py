"""The Introductions port over a PostgreSQL database."""

from __future__ import annotations

from bot.storage.postgres.calls import PostgresCalls


class PostgresIntroductions:
    """Keeps the marks for all machines; the calls stay their owner's to close."""

    def __init__(self, calls: PostgresCalls) -> None:
        self._calls = calls

    async def mark(self, what: str) -> str | None:
        """The mark of what it was last told under that name, or None."""
        rows = await self._calls.rows("read_introduction", what)
        return str(rows[0][0]) if rows else None

    async def told(self, what: str, mark: str) -> None:
        """It was told; the mark tells what, without saying it."""
        await self._calls.rows("keep_introduction", what, mark)
