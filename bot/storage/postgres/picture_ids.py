"""The FileIds port over a PostgreSQL database."""

from __future__ import annotations

from bot.storage.postgres.calls import PostgresCalls


class PostgresFileIds:
    """Keeps the ids for all machines on the database; the calls stay their owner's to close."""

    def __init__(self, calls: PostgresCalls) -> None:
        self._calls = calls

    async def get(self, key: str) -> str | None:
        """The id under which that picture was sent before, or None."""
        rows = await self._calls.rows("read_file_id", key)
        return str(rows[0][0]) if rows else None

    async def put(self, key: str, file_id: str) -> None:
        """That picture was sent, and Telegram keeps it under this id."""
        await self._calls.rows("keep_file_id", key, file_id)

    async def drop(self, key: str) -> None:
        """Telegram no longer knows that picture's id."""
        await self._calls.rows("drop_file_id", key)
