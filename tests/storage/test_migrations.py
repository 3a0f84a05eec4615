"""A database of every older version is brought up to date with all its rows."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.storage.databases import open_sqlite
from tests.storage.old_databases import (
    CHAT,
    MIGRATIONS,
    NEWEST,
    PROFILE,
    ROWS,
    content,
    make,
    schema,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "bot.db"


async def brought_up_to_date(path: Path) -> None:
    database = await open_sqlite(path)
    await database.close()


def test_the_newest_version_has_rows_in_every_table(path: Path) -> None:
    """Write rows for a new table: tests/storage/old_databases.py."""
    make(path, NEWEST)
    assert [table for table, rows in content(path).items() if not rows] == []
    assert set(ROWS) <= set(range(1, NEWEST + 1))


@pytest.mark.parametrize("version", range(NEWEST + 1))
async def test_every_version_becomes_the_newest_and_keeps_its_rows(
    path: Path, tmp_path: Path, version: int
) -> None:
    make(path, version)
    before = content(path)
    await brought_up_to_date(path)
    after = content(path)
    for row in before.get("webhook", ()):
        row.pop("secret", None)  # stored nowhere any more
    for table, rows in before.items():
        kept = [{name: row[name] for name in rows[0]} for row in after[table]] if rows else []
        assert kept == rows, table
    await brought_up_to_date(tmp_path / "fresh.db")
    assert schema(path) == schema(tmp_path / "fresh.db")
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("pragma user_version").fetchone() == (NEWEST,)
        assert db.execute("pragma integrity_check").fetchone() == ("ok",)
        assert db.execute("pragma foreign_key_check").fetchall() == []


@pytest.mark.parametrize("version", range(1, NEWEST + 1))
async def test_what_an_older_version_stored_is_understood(path: Path, version: int) -> None:
    make(path, version)
    database = await open_sqlite(path)
    try:
        answered = await database.store.turn(CHAT, 100)
        assert (answered.answer, answered.remembered.profile) == ("sent", PROFILE)
        assert (await database.store.turn(CHAT, 101)).answer == "unsent"
        subscription = await database.outbox.subscription(CHAT)
        assert (subscription is not None) == (version >= 2)
        told = await database.outbox.told(CHAT, 5)
        assert [notice.owed.draw for notice in told] == (["447"] if version >= 2 else [])
        state = await database.feed_store.feed_state("https://feed")
        assert state.rounds == (435 if version >= 2 else 0)
    finally:
        await database.close()


async def test_a_migration_that_was_cut_off_is_done_again(path: Path) -> None:
    make(path, 1)
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("begin immediate")
        for statement in MIGRATIONS[1].split(";\n")[:2]:
            db.execute(statement)
        db.execute("rollback")
    await brought_up_to_date(path)
    assert content(path)["chats"][1]["chat_id"] == CHAT
