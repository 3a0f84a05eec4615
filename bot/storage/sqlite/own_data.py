"""The Keeper port over one SQLite file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

import aiosqlite

from bot.storage.readable_rows import readable, selection
from bot.storage.sqlite.calls import SqliteCalls, microseconds
from bot.storage.sqlite.chats import SqliteStore


class SqliteKeeper:
    """Reads and ends chats in the file of that store, on the same connection."""

    def __init__(self, db: aiosqlite.Connection, store: SqliteStore) -> None:
        self._calls = SqliteCalls(db, "kept.sql")
        self._store = store

    async def stored(self, chat: int) -> Mapping[str, Sequence[Mapping[str, object]]]:
        """Every row about the chat, by table; tables without one are left out."""
        columns: dict[str, list[str]] = {}
        for table, column in await self._calls.rows("personal_columns"):
            columns.setdefault(str(table), []).append(str(column))
        found = {}
        for table, names in columns.items():
            statement, given = selection(table, names, ":chat")
            rows = await self._calls.run(statement, {"chat": chat})
            if rows:
                found[table] = [readable(given, row) for row in rows]
        return found

    async def forget_unused(self, before: datetime) -> int:
        """Remove every row about chats that were not used since then; how many chats."""
        gone = await self._calls.changed("forget_unused", before=microseconds(before))
        if gone:
            await self._store.scrub()
        return gone
