"""``status`` tells what the database knows, on both engines, and changes nothing."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import asyncpg
import pytest

from bot.operating.status import postgres_status, sqlite_status
from bot.ports.faults import PortError
from bot.ports.notices import Counts, FeedState, Owed, Revision, Settled, Subscription
from bot.replies.en.status import delivery_lines
from bot.storage.databases import Database, open_postgres, open_sqlite
from bot.storage.marker import mark
from bot.storage.sqlite.inspection import look
from tests.facts import frozen
from tests.postgres_server import Postgres
from tests.storage.old_databases import NEWEST, make
from tests.storage.opening import saved

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
FEED = "https://feed.example/rounds.json"
DRAWS = frozen().draws
PACKAGED = "Newest draw: trades draw #447 (1 October 2026)"
KNOWN = [
    "Newest draw: trades draw #448 (21 November 2026)",
    "Feed: last read 4 minutes ago (22 November 2026, 11:56:00 UTC)",
    "Subscribers: 3",
    "Notices: 1 waiting, 1 sent, 1 given up",
    "Given up lately: 1 × 400",
]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "bot.db"


def found(folder: Path) -> dict[str, bytes]:
    """Every file of the folder."""
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def on_file(path: Path) -> list[str]:
    return sqlite_status(path, FEED, DRAWS, NOON)


async def on_server(url: str) -> list[str]:
    return await postgres_status(url, FEED, DRAWS, NOON)


@asynccontextmanager
async def serving(path: Path) -> AsyncIterator[Database]:
    database = await open_sqlite(path)
    try:
        yield database
    finally:
        await database.close()


async def fill(database: Database, failing: str | None = None) -> None:
    """Three subscribers, a new draw, one notice sent, one given up, one waiting."""
    for chat in (1, 2, 3):
        since = NOON - timedelta(days=1)
        await database.outbox.subscribe(Subscription(chat, "trades", since))
    newest = DRAWS.newest()
    assert newest is not None
    draw = replace(newest, number="448", drawn_on=date(2026, 11, 21))
    read = NOON - timedelta(minutes=4)
    state = FeedState(FEED, read_at=read, tried_at=read, rounds=436)
    owed = Owed("new", "448", "trades", ("448",))
    await saved(database, state, [Revision(draw, None, read, read)], [owed])
    due = await database.outbox.claim("w", NOON, NOON + timedelta(seconds=10), 2)
    sent, given_up = (one.notice for one in due)
    await database.outbox.settle(
        [Settled(sent, "sent", NOON, 9), Settled(given_up, "given_up", NOON, reason="400")]
    )
    if failing is not None:
        since = NOON - timedelta(hours=1)
        broken = replace(state, tried_at=NOON, failing=failing, failing_since=since)
        await database.feed_store.save_feed_state(broken)
        await database.outbox.pause(True)


async def test_on_sqlite_while_the_bot_runs_and_while_it_does_not(path: Path) -> None:
    async with serving(path) as database:
        await fill(database)
        assert await asyncio.to_thread(on_file, path) == KNOWN
    before = found(path.parent)
    assert await asyncio.to_thread(on_file, path) == KNOWN
    assert found(path.parent) == before


async def test_on_postgresql(postgres_server: Postgres) -> None:
    url = await postgres_server.fresh_database()
    database = await open_postgres(url, duties=False)
    try:
        await fill(database)
        assert await on_server(url) == KNOWN
    finally:
        await database.close()
    assert await on_server(url) == KNOWN


async def test_a_feed_that_fails_and_a_pause_are_told(path: Path) -> None:
    async with serving(path) as database:
        await fill(database, failing="HTTP 503\n  from the server")
        lines = await asyncio.to_thread(on_file, path)
    assert lines == [
        *KNOWN[:2],
        "Feed failing since 22 November 2026, 11:00:00 UTC: HTTP 503 from the server",
        KNOWN[2],
        f"{KNOWN[3]}; delivery is paused (/resume)",
        KNOWN[4],
    ]


async def test_a_feed_that_was_never_read(path: Path) -> None:
    async with serving(path):
        assert (await asyncio.to_thread(on_file, path))[:2] == [PACKAGED, "Feed: never read"]


async def test_another_feed_than_the_one_asked_for_does_not_count(path: Path) -> None:
    async with serving(path) as database:
        await fill(database)
        lines = await asyncio.to_thread(sqlite_status, path, f"{FEED}2", DRAWS, NOON)
    assert lines[1] == "Feed: never read"


def test_no_database_yet(path: Path) -> None:
    first, second = on_file(path)
    assert first == PACKAGED
    assert second.startswith("Database: none yet")
    assert list(path.parent.iterdir()) == []
    path.touch()
    assert on_file(path) == [first, second]


def test_a_database_that_was_there_before(path: Path) -> None:
    make(path, NEWEST)
    mark(path)
    path.unlink()
    assert "gone or empty" in on_file(path)[1]


@pytest.mark.parametrize("version", range(1, NEWEST))
def test_an_older_database_is_left_as_it_is(path: Path, version: int) -> None:
    make(path, version)
    before = path.read_bytes()
    assert on_file(path)[1].startswith(f"Database: of version {version}; the next start")
    assert path.read_bytes() == before


def test_what_cannot_be_read_is_one_line(path: Path, tmp_path: Path) -> None:
    make(path, NEWEST)
    with closing(sqlite3.connect(path)) as db:
        db.execute("pragma user_version = 9999")
    with pytest.raises(PortError, match="version 9999, made by a newer tradedraw"):
        on_file(path)
    path.write_text("Dear diary, " * 500)
    with pytest.raises(PortError, match="not a database"):
        on_file(path)
    with pytest.raises(PortError, match="cannot read"):
        on_file(tmp_path)
    with closing(sqlite3.connect(tmp_path / "other.db")) as db:
        db.execute("create table bookmarks (url text)")
    with pytest.raises(PortError, match="another program"):
        on_file(tmp_path / "other.db")


async def test_a_server_without_tables_an_older_and_a_newer_one(postgres_server: Postgres) -> None:
    url = await postgres_server.fresh_database()
    assert (await on_server(url))[1].startswith("Database: none yet on that server")
    admin = await asyncpg.connect(url)
    try:
        assert await admin.fetchval("select to_regclass('tradedraw_version')") is None
        await (await open_postgres(url, duties=False)).close()
        await admin.execute("update tradedraw_version set version = 9999")
        with pytest.raises(PortError, match="version 9999, made by a newer tradedraw"):
            await on_server(url)
        await admin.execute("update tradedraw_version set version = 0")
        assert (await on_server(url))[1].startswith("Database: none yet")
    finally:
        await admin.close()


async def test_a_server_that_does_not_answer_is_one_line() -> None:
    with pytest.raises(PortError, match="cannot be reached") as caught:
        await on_server("postgresql://somebody:secret@127.0.0.1:9/none")
    assert "secret" not in str(caught.value)


def test_a_file_that_changes_under_a_reader_is_read_again(path: Path) -> None:
    """Nobody has the file open when the reader comes, and somebody writes before it leaves."""
    make(path, NEWEST)
    addresses: list[str] = []

    def read(address: str) -> int:
        addresses.append(address)
        if len(addresses) == 1:
            with closing(sqlite3.connect(path)) as writer:
                writer.execute("insert into chats (chat_id) values (1)")
                writer.commit()
        with closing(sqlite3.connect(address, uri=True)) as db:
            (rows,) = db.execute("select count(*) from chats").fetchone()
        return int(rows)

    assert look(path, read) == 3
    assert ["immutable" in address for address in addresses] == [True, False]


def test_notices_that_were_too_old_are_told() -> None:
    (_, line) = delivery_lines(Counts(3, 0, 1, 0, 2, 0), paused=False)
    assert line == "Notices: 0 waiting, 1 sent, 0 given up, 2 too old"
