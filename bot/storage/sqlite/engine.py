"""One SQLite file as an engine: a connection on a thread of its own, values, faults."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, contextmanager, suppress
from datetime import UTC, datetime, time, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from bot.ports.faults import PortError, Retryable
from bot.storage.engine import Calls, Engine, Row
from bot.storage.sqlite.file import open_file
from bot.storage.sqlite.log_mark import LogMark
from bot.storage.statements import Column, Written, holds, write

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

Found = TypeVar("Found")


class SqliteEngine(Engine):
    """The statements on one connection in autocommit.

    A call is one trip to the connection's thread, however many parts its statement has, and so
    none can come into the middle of another's. A transaction of several calls keeps the others
    waiting until it is over.
    """

    def __init__(
        self, db: sqlite3.Connection, thread: ThreadPoolExecutor, log_mark: LogMark | None
    ) -> None:
        self._db = db
        self._thread = thread
        self._log_mark = log_mark
        self._alone = asyncio.Lock()

    @classmethod
    async def open(cls, path: Path, *, alone: bool = False) -> SqliteEngine:
        """Open or create the database and bring it up to date; PortError when that cannot be.

        ``alone``: no other process has it, so this one keeps the mark of what is in its log.
        """
        return await cls.on(lambda: open_file(path), LogMark(path) if alone else None)

    @classmethod
    async def on(
        cls, connect: Callable[[], sqlite3.Connection], log_mark: LogMark | None = None
    ) -> SqliteEngine:
        """On that connection, made on the thread that will use it."""
        thread = ThreadPoolExecutor(1, "sqlite")
        try:
            db = await asyncio.get_running_loop().run_in_executor(thread, connect)
        except BaseException:
            thread.shutdown(wait=False)
            raise
        return cls(db, thread, log_mark)

    async def run(self, statement: str, **values: object) -> Sequence[Row]:
        """Run that statement; its rows. Fails like ``rows``."""
        async with self._alone:
            return await self._trip(lambda: _rows(self._db, statement, values))

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[_Transaction]:
        """Several calls that hold together. Fails like ``rows``."""
        async with self._alone:
            try:
                await self._trip(lambda: self._db.execute("begin immediate"))
                yield _Transaction(self._db, self._trip)
                await self._trip(self._db.commit)
            except BaseException:
                await self._trip(self._db.rollback)  # nothing where nothing has begun
                raise

    async def close(self) -> None:
        """Finish what is under way and release the file."""
        with suppress(PortError):  # closed before
            if self._log_mark is not None:  # before SQLite removes the log
                await self._trip(lambda: self._db.execute("pragma wal_checkpoint(truncate)"))
            await self._trip(self._db.close)
        self._thread.shutdown(wait=False)

    async def _trip(self, work: Callable[[], Found]) -> Found:
        with _in_our_words():
            return await asyncio.get_running_loop().run_in_executor(
                self._thread, self._marked, work
            )

    def _marked(self, work: Callable[[], Found]) -> Found:
        try:
            return work()
        finally:
            if self._log_mark is not None:
                self._log_mark.follow()


class _Transaction(Calls):
    """Calls inside a transaction that has begun."""

    def __init__(self, db: sqlite3.Connection, trip: Callable[[Callable[[], Any]], Any]) -> None:
        self._db = db
        self._trip = trip

    async def run(self, statement: str, **values: object) -> Sequence[Row]:
        """Run that statement; its rows."""
        found: Sequence[Row] = await self._trip(lambda: _rows(self._db, statement, values))
        return found


def microseconds(at: datetime) -> int:
    """The aware instant as it is stored."""
    return (at - _EPOCH) // _MICROSECOND


def instant(stored: int) -> datetime:
    """The stored instant, in UTC."""
    return _EPOCH + stored * _MICROSECOND


@lru_cache(maxsize=256)
def _written(statement: str) -> Written:
    return write(statement, "sqlite", _table)


def _table(name: str, columns: Sequence[Column]) -> str:
    """The rows of a JSON array of arrays."""
    items = (f"json_extract(value, '$[{n}]') as {column}" for n, (column, _) in enumerate(columns))
    return f"(select {', '.join(items)}, key as place from json_each(:{name})) as {name}"


def _rows(db: sqlite3.Connection, statement: str, values: Mapping[str, object]) -> Sequence[Row]:
    cursor = _execute(db, statement, values)
    return [] if cursor is None else _read(cursor)


def _execute(
    db: sqlite3.Connection, statement: str, values: Mapping[str, object]
) -> sqlite3.Cursor | None:
    """The parts of a statement as one transaction, unless one has begun; the last one's cursor."""
    parts = _written(statement).parts
    given = {name: _stored(value) for name, value in values.items()}
    cursor = None
    if len(parts) <= 1 or db.in_transaction:
        for part in parts:
            cursor = db.execute(part, given)
        return cursor
    try:
        db.execute("begin immediate")
        for part in parts:
            cursor = db.execute(part, given)
        db.commit()
    except BaseException:
        db.rollback()
        raise
    return cursor


def _stored(value: object) -> Any:
    match value:
        case datetime():
            return microseconds(value)
        case timedelta():
            return value // _MICROSECOND
        case time():
            return value.isoformat()
        case list() | tuple():
            # ensure_ascii off: text that is no text (a lone surrogate) must fail here, not when
            # it is read.
            return json.dumps(value, ensure_ascii=False, default=_stored)
        case _:
            return value


_READERS: Mapping[str, Callable[[Any], Any]] = {
    "instant": instant,
    "flag": bool,
    "time": time.fromisoformat,
}


def _read(cursor: sqlite3.Cursor) -> Sequence[Row]:
    """The rows, their values as what their columns hold."""
    found = cursor.fetchall()
    readers = _readers(tuple(column[0] for column in cursor.description or ()))
    if not (readers and found):
        return found
    rows = [list(row) for row in found]
    for n, reader in readers:
        for row in rows:
            if row[n] is not None:
                row[n] = reader(row[n])
    return list(map(tuple, rows))


@lru_cache(maxsize=256)
def _readers(columns: Sequence[str]) -> Sequence[tuple[int, Callable[[Any], Any]]]:
    kinds = [(n, holds(column)) for n, column in enumerate(columns)]
    return [(n, _READERS[kind]) for n, kind in kinds if kind != "plain"]


@contextmanager
def _in_our_words() -> Iterator[None]:
    """Tell faults in the words of the port; never with a stored value in them."""
    try:
        yield
    except UnicodeError as error:
        raise PortError("a text that is not valid Unicode cannot be stored") from error
    except OverflowError as error:
        raise PortError("a number that is too large cannot be stored") from error
    except sqlite3.Error as error:
        if "closed database" in str(error):
            raise PortError("the database is closed") from error
        # The low byte is the primary result code, the rest says more.
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
        kind = Retryable if code in _PASSING else PortError
        raise kind(f"the database refused: {error}") from error
    except RuntimeError as error:
        if "shutdown" not in str(error):
            raise
        raise PortError("the database is closed") from error
