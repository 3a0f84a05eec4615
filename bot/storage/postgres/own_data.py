"""The Keeper port over a PostgreSQL database."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.storage.postgres.calls import PostgresCalls
from bot.storage.readable_rows import readable, selection


class PostgresKeeper:
    """Reads and ends chats in the tables of the first schema that is searched."""

    def __init__(self, calls: PostgresCalls) -> None:
        self._calls = calls

    async def stored(self, chat: int) -> Mapping[str, Sequence[Mapping[str, object]]]:
        """Every row about the chat, by table; tables without one are left out."""
        columns: dict[str, list[str]] = {}
        for table, column in await self._calls.rows("personal_columns"):
            columns.setdefault(table, []).append(column)
        found = {}
        for table, names in columns.items():
            statement, given = selection(table, names, "$1")
            rows = await self._calls.run(statement, chat)
            if rows:
                found[table] = [readable(given, tuple(row)) for row in rows]
        return found

    async def forget_unused(self, before: datetime) -> int:
        """Remove every row about chats that were not used since then; how many chats."""
        async with self._calls.transaction() as transaction:
            await transaction.rows("end_nothing_while_notices_are_made")
            return await transaction.changed("forget_unused", before)
