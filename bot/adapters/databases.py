"""Everything that is kept, in one SQLite file or on one PostgreSQL server."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from bot.adapters.file_ids_sqlite import SqliteFileIds
from bot.adapters.introductions_sqlite import SqliteIntroductions
from bot.adapters.kept_sqlite import SqliteKeeper
from bot.adapters.leadership import AlwaysLeading, Leadership, NeverLeading
from bot.adapters.lock_file import LockFile
from bot.adapters.notices_sqlite import open_notices
from bot.adapters.queue_sqlite import SqliteQueue
from bot.adapters.sqlite_file import open_file
from bot.adapters.store_sqlite import SqliteStore
from bot.adapters.webhook_serving import Queue
from bot.ports import PortError, Store
from bot.ports_introductions import Introductions
from bot.ports_kept import Keeper
from bot.ports_notices import FeedStore, Outbox
from bot.ports_pictures import FileIds


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
        from bot.adapters.file_ids_postgres import PostgresFileIds
        from bot.adapters.introductions_postgres import PostgresIntroductions
        from bot.adapters.kept_postgres import PostgresKeeper
        from bot.adapters.leadership_postgres import PostgresLeadership
        from bot.adapters.notices_postgres import PostgresFeedStore, PostgresOutbox
        from bot.adapters.postgres_calls import PostgresCalls, open_pool
        from bot.adapters.postgres_schema import migrate
        from bot.adapters.queue_postgres import PostgresQueue
        from bot.adapters.store_postgres import PostgresStore
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
