"""The Keeper port: every row about a chat as a person can read it, and the end of unused chats."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, time

from bot.storage.chats import scrub
from bot.storage.engine import Engine


class StoredOwnData:
    """Reads and ends chats in the tables that the schema has."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def stored(self, chat: int) -> Mapping[str, Sequence[Mapping[str, object]]]:
        """Every row about the chat, by table; tables without one are left out."""
        columns: dict[str, list[str]] = {}
        for table, column in await self._engine.rows("personal_columns"):
            columns.setdefault(str(table), []).append(str(column))
        found = {}
        for table, names in columns.items():
            statement, given = _selection(table, names)
            rows = await self._engine.run(statement, chat=chat)
            if rows:
                found[table] = [readable(given, row) for row in rows]
        return found

    async def forget_unused(self, before: datetime) -> int:
        """Remove every row about chats that were not used since then; how many chats."""
        async with self._engine.transaction() as transaction:
            await transaction.rows("end_nothing_while_notices_are_made")
            gone = await transaction.changed("forget_unused", before=before)
        if gone:
            await scrub(self._engine)
        return gone


def _selection(table: str, columns: Sequence[str]) -> tuple[str, list[str]]:
    """The statement for a table's rows about a chat, and what it gives.

    Built here and not in a .sql file, so that no table can be left out. Notices also tell what
    they were about.
    """
    listed, join, names = ", ".join(f'n."{name}"' for name in columns), "", list(columns)
    if "event_id" in columns:
        listed += ", e.kind, e.draw"
        join = "left join events as e on e.event_id = n.event_id"
        names += ["event_kind", "event_draw"]
    return f'select {listed} from "{table}" as n {join} where n.chat_id = :chat', names


def readable(columns: Sequence[str], row: Sequence[object]) -> dict[str, object]:
    """A row by the names of its columns.

    >>> readable(("only_changes", "profile"), (True, '{"crs":480}'))
    {'only_changes': True, 'profile': {'crs': 480}}
    """
    return {name: _value(value) for name, value in zip(columns, row, strict=True)}


def _value(value: object) -> object:
    match value:
        case None | bool() | int() | float():
            return value
        case datetime():
            return value.astimezone(UTC).isoformat()
        case time():
            return value.isoformat()
        case str() if value.startswith(("{", "[")):
            return _from_json(value)
        case _:
            return str(value)


def _from_json(text: str) -> object:
    try:
        return json.loads(text)
    except ValueError:
        return text
