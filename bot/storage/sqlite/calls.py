"""Calls of one SQLite connection: its statements by name, its values, its faults."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import aiosql
import aiosqlite

from bot.ports.faults import PortError, Retryable

SQL = Path(__file__).parents[1] / "sql" / "sqlite"

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)

# Results that may be better next time; any other speaks of this program or of the file.
_PASSING = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_NOMEM,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_FULL,
}

Value = str | int | None


@cache
def _statements(file: str) -> Mapping[str, str]:
    """The statements by name; read once, which takes as long as opening a database."""
    queries = aiosql.from_path(SQL / file, "aiosqlite")
    # Only the texts are taken: aiosql's own calls make three trips to the database's thread.
    return {name: getattr(queries, name).sql for name in queries.available_queries}


class SqliteCalls:
    """The statements of one file of ``sql/sqlite``, on a connection in autocommit.

    Every call is one statement and so one transaction: several callers share the connection, and
    none can come into the middle of another's.
    """

    def __init__(self, db: aiosqlite.Connection, file: str) -> None:
        self._db = db
        self._sql = _statements(file)

    async def rows(self, name: str, **values: Value) -> Sequence[Sequence[Any]]:
        """Run the statement of that name; its rows. Retryable or PortError when it fails."""
        return await self.run(self._sql[name], values)

    async def changed(self, name: str, **values: Value) -> int:
        """Run the statement of that name; how many rows it wrote. Fails like ``rows``."""
        with _in_our_words():
            async with self._db.execute(self._sql[name], values) as cursor:
                return cursor.rowcount

    async def run(self, sql: str, values: Mapping[str, Value] | None = None) -> Sequence[Any]:
        """Run that statement; its rows. Fails like ``rows``."""
        with _in_our_words():
            return list(await self._db.execute_fetchall(sql, values))


def microseconds(at: datetime) -> int:
    """The aware instant as it is stored."""
    return (at - _EPOCH) // _MICROSECOND


def instant(stored: int) -> datetime:
    """The stored instant, in UTC."""
    return _EPOCH + stored * _MICROSECOND


@contextmanager
def _in_our_words() -> Iterator[None]:
    """Tell faults in the words of the port; never with a stored value in them."""
    try:
        yield
    except UnicodeError as error:
        raise PortError("a text that is not valid Unicode cannot be stored") from error
    except OverflowError as error:
        raise PortError("a number that is too large cannot be stored") from error
    except ValueError as error:
        raise PortError("the database is closed") from error
    except sqlite3.Error as error:
        # The low byte is the primary result code, the rest says more.
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
        kind = Retryable if code in _PASSING else PortError
        raise kind(f"the database refused: {error}") from error
