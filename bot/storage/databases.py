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
from bot.storage.leadership import AlwaysLeading, Leadership, NeverLeading
from bot.storage.sqlite.chats import SqliteStore
from bot.storage.sqlite.file import open_file
from bot.storage.sqlite.introductions import SqliteIntroductions
from bot.storage.sqlite.notices import open_notices
from bot.storage.sqlite.own_data import SqliteKeeper
from bot.storage.sqlite.picture_ids import SqliteFileIds
from bot.storage.sqlite.queue import SqliteQueue
from bot.system.lock_file import LockFile


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
    lock = LockFile.beside(path)
    if alone and not lock.take():
        raise PortError(
            f"another tradedraw is using {path}: end it first. Several can run together on one "
            "PostgreSQL server (DATABASE_URL=postgresql://...)"
        )
    try:
        db = await open_file(path)
        try:
            store = SqliteStore(db)
            feed_store, outbox = await open_notices(db)
            queue, keeper = SqliteQueue(db), SqliteKeeper(db, store)
            if alone:
                await outbox.release_all()
                await queue.release_all()
        except BaseException:
            await db.close()
            raise
    except BaseException:
        lock.release()
        raise

    async def close() -> None:
        await queue.drain()
        try:
            await store.close()
        finally:
            lock.release()

    file_ids = SqliteFileIds(db)
    lead, introductions = AlwaysLeading(), SqliteIntroductions(db)
    people = (keeper, introductions)
    return Database(store, feed_store, outbox, lead, queue, file_ids, *people, close)


async def open_postgres(url: str, *, duties: bool = True) -> Database:
    """The database on that server, brought up to date; any number of machines may share it.

    ``duties``: whether this machine takes those that one machine has at a time; not for status.
    PortError with one clear line when it cannot be opened.
    """
    try:
        from bot.storage.postgres.calls import PostgresCalls, open_pool
        from bot.storage.postgres.chats import PostgresStore
        from bot.storage.postgres.introductions import PostgresIntroductions
        from bot.storage.postgres.leadership import PostgresLeadership
        from bot.storage.postgres.notices import PostgresFeedStore, PostgresOutbox
        from bot.storage.postgres.own_data import PostgresKeeper
        from bot.storage.postgres.picture_ids import PostgresFileIds
        from bot.storage.postgres.queue import PostgresQueue
        from bot.storage.postgres.schema import migrate
    except ModuleNotFoundError as error:
        if error.name != "asyncpg":
            raise
        raise PortError(
            "DATABASE_URL names a PostgreSQL server, and what speaks to one is not installed: "
            "pip install 'tradedraw[postgres]'"
        ) from error
    pool = await open_pool(url)
    try:
        await migrate(pool)
        leadership = await PostgresLeadership.start(url) if duties else NeverLeading()
    except BaseException:
        pool.terminate()
        raise
    calls = PostgresCalls(pool)
    store, queue, keeper = PostgresStore(calls), PostgresQueue(calls), PostgresKeeper(calls)

    async def close() -> None:
        await leadership.close()
        await queue.drain()
        await store.close()

    feed_store, outbox = PostgresFeedStore(calls), PostgresOutbox(calls)
    file_ids = PostgresFileIds(calls)
    people = (keeper, PostgresIntroductions(calls))
    return Database(store, feed_store, outbox, leadership, queue, file_ids, *people, close)
