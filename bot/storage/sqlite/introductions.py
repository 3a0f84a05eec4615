"""The Introductions port over one SQLite file."""

from __future__ import annotations

import aiosqlite

from bot.storage.sqlite.calls import SqliteCalls


class SqliteIntroductions:
    """Keeps the marks in the same file as the rest; the connection stays its owner's to close."""

    def __init__(self, db: aiosqlite.Connection) -> None:
        self._calls = SqliteCalls(db, "introductions.sql")

    async def mark(self, what: str) -> str | None:
        """The mark of what it was last told under that name, or None."""
        rows = await self._calls.rows("read_introduction", what=what)
        return str(rows[0][0]) if rows else None

    async def told(self, what: str, mark: str) -> None:
        """It was told; the mark tells what, without saying it."""
        await self._calls.rows("keep_introduction", what=what, mark=mark)
