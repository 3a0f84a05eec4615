"""Rows of any table as a person can read them, the same from every database."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime, time

from bot.storage.sqlite.calls import instant

CHAT = "chat_id"
"""The column that tells whom a row is about."""

_FLAGS = frozenset({"only_changes", "in_group", "unsent"})


def selection(table: str, columns: Sequence[str], chat: str) -> tuple[str, list[str]]:
    """The statement for a table's rows about a chat (its placeholder), and what it gives.

    Built here and not in a .sql file, so that no table can be left out. Notices also tell what
    they were about.
    """
    listed, join, names = ", ".join(f'n."{name}"' for name in columns), "", list(columns)
    if "event_id" in columns:
        listed += ", e.kind, e.draw"
        join = "left join events as e on e.event_id = n.event_id"
        names += ["event_kind", "event_draw"]
    return f'select {listed} from "{table}" as n {join} where n.{CHAT} = {chat}', names


def readable(columns: Sequence[str], row: Sequence[object]) -> dict[str, object]:
    """A row by the names of its columns.

    >>> readable(("since", "only_changes", "profile"), (0, 1, '{"crs":480}'))
    {'since': '1970-01-01T00:00:00+00:00', 'only_changes': True, 'profile': {'crs': 480}}
    """
    return {name: _value(name, value) for name, value in zip(columns, row, strict=True)}


def _value(name: str, value: object) -> object:
    match value:
        case None | bool():
            return value
        case int() if name in _FLAGS:
            return bool(value)
        case int() if name in ("at", "since") or name.endswith(("_at", "_until")):
            return instant(value).isoformat()
        case int() | float():
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
