"""What an operator wants to know, read from the database while the bot runs and while it does not.

Nothing is changed: no database is made or brought up to date, and nothing is locked.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.notices.known_draws import merge
from bot.ports.faults import PortError
from bot.ports.notices import Counts, FeedState, Revision
from bot.replies.en.status import delivery_lines, feed_lines, newest_line
from bot.storage.engine import Engine
from bot.storage.marker import marker_of, refusal
from bot.storage.notices import StoredNotices, StoredReadings
from bot.storage.sqlite.inspection import connect, look, marks_of, newest_version, refuse_unknown
from bot.storage.statements import migrations
from knowledge.draws import DrawLedger


@dataclass(frozen=True, slots=True)
class Kept:
    """What the database knows of draws, readings and notices."""

    state: FeedState
    revisions: Sequence[Revision]
    counts: Counts
    paused: bool


def sqlite_status(path: Path, feed: str, packaged: DrawLedger, now: datetime) -> list[str]:
    """The lines about the database in that file and the feed at that address.

    PortError with one line when the file is damaged, another program's, or from a newer version.
    """

    def read(address: str) -> Kept | str:
        with closing(connect(address)) as db:
            marks = marks_of(db)
        if marks.empty:
            return _no_file(path)
        refuse_unknown(marks, path)
        if marks.version < newest_version():
            return _old(marks.version, newest_version())
        return asyncio.run(_in_file(address, feed))

    if not path.exists():
        return _lines(_no_file(path), packaged, now)
    try:
        return _lines(look(path, read), packaged, now)
    except sqlite3.Error as error:
        raise PortError(f"cannot read {path}: {error}") from error
    except OSError as error:
        raise PortError(f"cannot read {path}: {error.strerror}") from error


async def postgres_status(url: str, feed: str, packaged: DrawLedger, now: datetime) -> list[str]:
    """The lines about the database on that server and the feed at that address.

    PortError with one line when the server cannot be asked, or the database is from a newer
    version.
    """
    return _lines(await _on_server(url, feed), packaged, now)


async def _in_file(address: str, feed: str) -> Kept:
    from bot.storage.sqlite.engine import SqliteEngine

    def look_once() -> sqlite3.Connection:
        db = connect(address)
        db.execute("begin")  # all numbers are of one moment
        return db

    engine = await SqliteEngine.on(look_once)
    try:
        return await _kept(engine, feed)
    finally:
        await engine.close()


async def _on_server(url: str, feed: str) -> Kept | str:
    try:
        from bot.storage.postgres.engine import PostgresEngine, in_our_words, open_pool
    except ModuleNotFoundError as error:
        if error.name != "asyncpg":
            raise
        raise PortError(
            "DATABASE_URL names a PostgreSQL server, and what speaks to one is not installed: "
            "pip install '.[postgres]', in the source's folder"
        ) from error
    newest = len(migrations("postgres"))
    pool = await open_pool(url)
    engine = PostgresEngine(pool)
    try:
        with in_our_words():
            made = await pool.fetchval("select to_regclass('tradedraw_version') is not null")
            version = await pool.fetchval("select version from tradedraw_version") if made else 0
        if not version:
            return "Database: none yet on that server; tradedraw serve makes it when it starts"
        if version > newest:
            raise PortError(
                f"the database is of version {version}, made by a newer tradedraw; this one "
                f"knows versions up to {newest}: install the newer one"
            )
        if version < newest:
            return _old(version, newest)
        return await _kept(engine, feed)
    finally:
        await engine.close()


async def _kept(engine: Engine, feed: str) -> Kept:
    feed_store, outbox = StoredReadings(engine), StoredNotices(engine)
    return Kept(
        await feed_store.feed_state(feed),
        await feed_store.revisions(),
        await outbox.counts(),
        await outbox.paused(),
    )


def _lines(found: Kept | str, packaged: DrawLedger, now: datetime) -> list[str]:
    if isinstance(found, str):
        return [newest_line(packaged.newest()), found]
    ledger = merge(packaged, found.revisions, found.state)
    return [
        newest_line(ledger.newest()),
        *feed_lines(found.state, now),
        *delivery_lines(found.counts, found.paused),
    ]


def _no_file(path: Path) -> str:
    lost = refusal(path, marked=marker_of(path).exists(), empty=True, new_database=False)
    return f"Database: {lost or f'none yet ({path}); tradedraw serve makes it when it starts'}"


def _old(version: int, newest: int) -> str:
    return (
        f"Database: of version {version}; the next start of tradedraw serve brings it to "
        f"version {newest}, and then it can be counted"
    )
