"""The Introductions and FileIds ports: small texts by name."""

from __future__ import annotations

from bot.storage.engine import Engine


class StoredIntroductions:
    """Keeps the marks of what Telegram was told of the bot, for all machines."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def mark(self, what: str) -> str | None:
        """The mark of what it was last told under that name, or None."""
        rows = await self._engine.rows("read_introduction", what=what)
        return str(rows[0][0]) if rows else None

    async def told(self, what: str, mark: str) -> None:
        """It was told; the mark tells what, without saying it."""
        await self._engine.rows("keep_introduction", what=what, mark=mark)


class StoredFileIds:
    """Keeps the ids under which Telegram knows pictures, for all machines."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def get(self, key: str) -> str | None:
        """The id under which that picture was sent before, or None."""
        rows = await self._engine.rows("read_file_id", key=key)
        return str(rows[0][0]) if rows else None

    async def put(self, key: str, file_id: str) -> None:
        """That picture was sent, and Telegram keeps it under this id."""
        await self._engine.rows("keep_file_id", key=key, file_id=file_id)

    async def drop(self, key: str) -> None:
        """Telegram no longer knows that picture's id."""
        await self._engine.rows("drop_file_id", key=key)
