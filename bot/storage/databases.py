"""Everything that is kept, in one SQLite file or on one PostgreSQL server."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from bot.ports.faults import PortError
from bot.ports.introductions import Introductions
from bot.ports.notices import FeedStore, Outbox
from bot.ports.own_data import Keeper
from bot.ports.pictures import FileIds
from bot.ports.queue import Queue
from bot.ports.store import Store
from bot.storage.chats import StoredChats
from bot.storage.engine import Engine
from bot.storage.leadership import FixedLeadership, Leadership
from bot.storage.marks import StoredFileIds, StoredIntroductions
from bot.storage.notices import StoredNotices, StoredReadings
from bot.storage.own_data import StoredOwnData
from bot.storage.queue import StoredQueue
from bot.storage.sqlite.engine import SqliteEngine
from bot.system.lock_file import DatabaseLock


@dataclass(frozen=True, slots=True)
class Database:
    """The ports of one database; ``close`` finishes what is under way and lets go of it."""

    store: Store
    feed_store: FeedStore
    outbox: Outbox
    leadership: Leadership
    queue: Queue
    file_ids: FileIds
    keeper: Keeper
    introductions: Introductions
    close: Callable[[], Awaitable[None]]


async def open_sqlite(path: Path, *, alone: bool = True) -> Database:
    """The database in that file, made or brought up to date.

    ``alone``: for the one process that serves. Another one is refused as long as it lives, and
    what a killed one had in hand is free at once. Without it (status, backup) nothing is locked.
    PortError with one clear line when it cannot be opened.
    """
    lock = DatabaseLock(path)
    if alone and not lock.take():
        raise PortError(
            f"another tradedraw is using {path}: end it first. Several can run together on one "
            "PostgreSQL server (DATABASE_URL=postgresql://...)"
        )
    try:
        engine = await SqliteEngine.open(path, alone=alone)
        database = database_on(engine, FixedLeadership(everything=True), lock.release)
        try:
            if alone:
                await database.outbox.release_all()
                await database.queue.release_all()
        except BaseException:
            await engine.close()
            raise
    except BaseException:
        lock.release()
        raise
    return database


async def open_postgres(url: str, *, duties: bool = True) -> Database:
    """The database on that server, brought up to date; any number of machines may share it.

    ``duties``: whether this machine takes those that one machine has at a time; not for status.
    PortError with one clear line when it cannot be opened.
    """
    try:
        from bot.storage.postgres.engine import PostgresEngine, open_pool
        from bot.storage.postgres.leadership import PostgresLeadership
        from bot.storage.postgres.schema import migrate
    except ModuleNotFoundError as error:
        if error.name != "asyncpg":
            raise
        raise PortError(
            "DATABASE_URL names a PostgreSQL server, and what speaks to one is not installed: "
            "pip install '.[postgres]', in the source's folder"
        ) from error
    pool = await open_pool(url)
    try:
        await migrate(pool)
        leadership = (
            await PostgresLeadership.start(url) if duties else FixedLeadership(everything=False)
        )
    except BaseException:
        pool.terminate()
        raise
    return database_on(PostgresEngine(pool), leadership)


def database_on(
    engine: Engine, leadership: Leadership, afterwards: Callable[[], object] = lambda: None
) -> Database:
    """All ports on one engine; ``afterwards`` is called when it was closed."""
    store, queue = StoredChats(engine), StoredQueue(engine)

    async def close() -> None:
        await leadership.close()
        await queue.drain()
        try:
            await store.close()
        finally:
            afterwards()

    return Database(
        store,
        StoredReadings(engine),
        StoredNotices(engine),
        leadership,
        queue,
        StoredFileIds(engine),
        StoredOwnData(engine),
        StoredIntroductions(engine),
        close,
    )
