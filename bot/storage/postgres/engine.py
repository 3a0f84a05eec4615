"""A PostgreSQL server as an engine: connections, values, faults in the port's words."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING, Any

import asyncpg

from bot.ports.faults import PortError, Retryable
from bot.storage.engine import Calls, Engine, Row
from bot.storage.statements import Column, numbered, write

CONNECT_SECONDS = 10.0
CALL_SECONDS = 30.0
LONG_CALL_SECONDS = 900.0
"""For making the notices of a reading: about 10 s for a million."""

CLOSE_SECONDS = 10.0

MOST_CONNECTIONS = 10

# jit costs more than it saves on short statements. Every statement here looks rows up by keys:
# right after the notices of a draw were made, the server's statistics know nothing of them, and it
# would rather gather, hash and sort all that wait than read an index from its beginning. A machine
# that stands still in the middle of a transaction must not keep the others waiting; one that is
# gone is noticed within 30 s.
SESSION = {
    "application_name": "tradedraw",
    "jit": "off",
    "enable_bitmapscan": "off",
    "enable_hashjoin": "off",
    "enable_mergejoin": "off",
    "idle_in_transaction_session_timeout": "60s",
    "tcp_keepalives_idle": "10",
    "tcp_keepalives_interval": "5",
    "tcp_keepalives_count": "3",
}

# Classes of SQLSTATE that may be better next time: connection, conflict with others, resources,
# the operator's hand; and a server that was made a standby.
_PASSING = ("08", "40", "53", "57", "55P03", "25006")

if TYPE_CHECKING:
    from asyncpg.pool import PoolConnectionProxy

    Connection = asyncpg.Connection[asyncpg.Record]
    Pool = asyncpg.Pool[asyncpg.Record]
    Lent = PoolConnectionProxy[asyncpg.Record]


async def connect(url: str) -> Connection:
    """One connection of its own. Retryable or PortError when it cannot be made."""
    with _reading_the_address(), in_our_words():
        return await asyncpg.connect(url, timeout=CONNECT_SECONDS, server_settings=SESSION)


async def open_pool(url: str) -> Pool:
    """Connections to share. Retryable or PortError when none can be made."""
    with _reading_the_address(), in_our_words():
        return await asyncpg.create_pool(
            url,
            min_size=1,
            max_size=MOST_CONNECTIONS,
            timeout=CONNECT_SECONDS,
            command_timeout=CALL_SECONDS,
            server_settings=SESSION,
        )


class PostgresEngine(Engine):
    """The statements on connections that are shared."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def run(self, statement: str, **values: object) -> Sequence[Row]:
        """Run that statement; its rows. Fails like ``rows``."""
        with in_our_words():
            return await _rows(self._pool, statement, values)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[_Transaction]:
        """Several calls that hold together. Fails like ``rows``."""
        with in_our_words():
            async with self._pool.acquire() as db, db.transaction():
                yield _Transaction(db)

    async def close(self) -> None:
        """Release the connections, those that are busy after a while at once."""
        try:
            async with asyncio.timeout(CLOSE_SECONDS):
                await self._pool.close()
        except TimeoutError:
            self._pool.terminate()


class _Transaction(Calls):
    """Calls inside a transaction that has begun; they may take long."""

    def __init__(self, db: Lent) -> None:
        self._db = db

    async def run(self, statement: str, **values: object) -> Sequence[Row]:
        """Run that statement; its rows."""
        return await _rows(self._db, statement, values, LONG_CALL_SECONDS)


async def _rows(
    db: Pool | Lent, statement: str, values: Mapping[str, object], seconds: float | None = None
) -> Sequence[Row]:
    text, places = _numbered(statement)
    if not text:
        return []
    given = [value(values) for value in places]
    return [tuple(row) for row in await db.fetch(text, *given, timeout=seconds)]


@lru_cache(maxsize=256)
def _numbered(statement: str) -> tuple[str, Sequence[Callable[[Mapping[str, object]], object]]]:
    """The statement with ``$1``, and what takes the value of each place from the given ones.

    The parts of a statement become one: the server does them in one trip.
    """
    written = write(statement, "postgres", _table)
    if not written.parts:
        return "", ()
    numbers: dict[str, int] = {}
    *first, last = (numbered(part, numbers) for part in written.parts)
    if first:
        named = ", ".join(f"part{number} as ({part})" for number, part in enumerate(first, 1))
        last = f"with {named} {last}"
    return last, tuple(_value(name, written.lists) for name in numbers)


def _table(name: str, columns: Sequence[Column]) -> str:
    """The rows of one array for each column."""
    arrays = (f"cast(:{name}__{column} as {kind}[])" for column, kind in columns)
    names = ", ".join((*(column for column, _ in columns), "place"))
    return f"unnest({', '.join(arrays)}) with ordinality as {name} ({names})"


def _value(
    name: str, lists: Mapping[str, Sequence[Column]]
) -> Callable[[Mapping[str, object]], object]:
    rows, _, column = name.partition("__")
    if not column:
        return itemgetter(name)
    place = [known for known, _ in lists[rows]].index(column)

    def of_column(values: Mapping[str, Any]) -> list[object]:
        return [row[place] for row in values[rows]]

    return of_column


@contextmanager
def in_our_words() -> Iterator[None]:
    """Tell faults of the server as Retryable or PortError.

    Their causes are cut off, since some hold the value that was to be stored.
    """
    try:
        yield
    except asyncpg.InternalClientError:
        # What asyncpg says when a connection ends in the middle of its bookkeeping.
        raise Retryable("the connection to the database server was lost") from None
    except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError) as error:
        fault = port_error(error)
        if fault is None:
            raise
        raise fault from None


@contextmanager
def _reading_the_address() -> Iterator[None]:
    """What is wrong in an address is not repeated: it may be a part of the password."""
    try:
        yield
    except ValueError:
        raise PortError(
            "DATABASE_URL is no address of a PostgreSQL server: signs such as @ : / # % in a name "
            "or a password must be written as %40 %3A %2F %23 %25"
        ) from None


def port_error(error: asyncpg.PostgresError | asyncpg.InterfaceError | OSError) -> PortError | None:
    """The fault as a PortError; None for a bug. Never holds a stored value or a password."""
    match error:
        case asyncpg.ClientConfigurationError():
            return None
        case asyncpg.DataError() | ValueError():
            return PortError("a value that the database cannot hold cannot be stored")
        case asyncpg.InvalidAuthorizationSpecificationError():
            return PortError("the database server refused the user or the password")
        case asyncpg.InvalidCatalogNameError():
            return PortError("the database server has no database of that name")
        case asyncpg.PostgresError():
            # Only the first line: the details below it hold values.
            passing = str(error.sqlstate or "08").startswith(_PASSING)
            kind = Retryable if passing else PortError
            return kind(f"the database server refused: {error.args[0]}")
        case TimeoutError():
            return Retryable("the database server did not answer in time")
        case OSError():
            return Retryable(f"the database server cannot be reached: {error.strerror or error}")
        case _ if str(error) in {"pool is closed", "pool is closing"}:
            return PortError("the database is closed")
        case _ if "closed" in str(error):
            return Retryable("the connection to the database server was lost")
        case _:
            return None
