"""The FileIds port over one SQLite file."""

from __future__ import annotations

import aiosqlite

from bot.storage.sqlite.calls import SqliteCalls


class SqliteFileIds:
    """Keeps the ids in the same file as the rest; the connection stays its owner's to close."""

    def __init__(self, db: aiosqlite.Connection) -> None:
        self._calls = SqliteCalls(db, "pictures.sql")

    async def get(self, key: str) -> str | None:
        """The id under which that picture was sent before, or None."""
        rows = await self._calls.rows("read_file_id", key=key)
        return str(rows[0][0]) if rows else None

    async def put(self, key: str, file_id: str) -> None:
        """That picture was sent, and Telegram keeps it under this id."""
        await self._calls.rows("keep_file_id", key=key, file_id=file_id)

    async def drop(self, key: str) -> None:
        """Telegram no longer knows that picture's id."""
        await self._calls.rows("drop_file_id", key=key)
