"""What every Keeper promises, on SQLite and on PostgreSQL: all rows about a chat, and their end.

No table is named here: whatever has rows about people is found in the schema, so that one that is
added later cannot be left out of /export, of /forget or of the end after 18 months.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from bot.conversation.effects import Remind
from bot.ports.notices import Settled
from bot.ports.reminders import Reminded
from bot.storage.databases import Database, open_postgres, open_sqlite
from tests.postgres_server import Postgres
from tests.storage.everything import LONG_AGO, NOTHING, PROFILE, SOMEBODY, settle_in
from tests.storage.opening import NOON, owed, reading, revision, saved, subscription

CHAT, OTHER = 7_000_001, 7_000_002
SINCE = NOON - timedelta(days=550)
"""Whoever was not here since then is forgotten."""

WORDS_FOR_PEOPLE = ("chat", "user", "person", "member", "telegram")


class Opened:
    """A database, and its tables as they are."""

    def __init__(self, database: Database, path: Path | None, url: str) -> None:
        self.database = database
        self._path = path
        self._url = url

    async def query(self, sqlite: str, postgres: str) -> list[tuple[Any, ...]]:
        """Rows as they stand in the file or on the server."""
        if self._path is not None:
            with closing(sqlite3.connect(self._path)) as db:
                return db.execute(sqlite).fetchall()
        server = await asyncpg.connect(self._url)
        try:
            return [tuple(row) for row in await server.fetch(postgres)]
        finally:
            await server.close()

    async def columns(self) -> dict[str, list[str]]:
        """The columns of every table."""
        found: dict[str, list[str]] = {}
        for table, column in await self.query(
            "select t.name, c.name from sqlite_schema as t join pragma_table_info(t.name) as c"
            " where t.type = 'table'",
            "select c.table_name, c.column_name from information_schema.columns as c"
            " join information_schema.tables as t using (table_schema, table_name)"
            " where c.table_schema = 'public' and t.table_type = 'BASE TABLE'",
        ):
            found.setdefault(table, []).append(column)
        return found

    async def personal(self) -> set[str]:
        """The tables that tell whom their rows are about."""
        return {table for table, names in (await self.columns()).items() if "chat_id" in names}

    async def about(self, chat: int) -> dict[str, int]:
        """How many rows each of these tables has about a chat."""
        counted = {}
        for table in await self.personal():
            sql = f'select count(*) from "{table}" where chat_id = {chat}'
            ((counted[table],),) = await self.query(sql, sql)
        return counted


@pytest.fixture(params=["sqlite", "postgres"])
async def opened(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Opened]:
    if request.param == "sqlite":
        path = tmp_path / "bot.db"
        found = Opened(await open_sqlite(path), path, "")
    else:
        server: Postgres = request.getfixturevalue("postgres_server")
        url = await server.made_database()
        found = Opened(await open_postgres(url, duties=False), None, url)
    yield found
    await found.database.close()


async def test_no_table_says_whom_it_is_about_in_another_word(opened: Opened) -> None:
    names = {name for names in (await opened.columns()).values() for name in names}
    suspects = {name for name in names if any(word in name for word in WORDS_FOR_PEOPLE)}
    assert suspects == {"chat_id"}, "call it chat_id, or /export and 18 months pass it over"


async def test_the_rows_of_these_tests_are_in_every_table_about_people(opened: Opened) -> None:
    """Write rows for a new table: settle_in."""
    await settle_in(opened.database, CHAT)
    assert {table for table, rows in (await opened.about(CHAT)).items() if not rows} == set()


async def test_everything_stored_is_told_and_nothing_about_others(opened: Opened) -> None:
    await settle_in(opened.database, CHAT)
    await settle_in(opened.database, OTHER)
    stored = await opened.database.keeper.stored(CHAT)
    assert {table: len(rows) for table, rows in stored.items()} == await opened.about(CHAT)
    assert str(OTHER) not in json.dumps(stored)
    (chat,) = stored["chats"]
    assert (chat["profile"], chat["lang"]) == (json.loads(PROFILE), "fr")
    assert chat["used_at"] == "2026-11-22T12:00:00+00:00"
    (terms,) = stored["subscriptions"]
    assert terms["since"] == LONG_AGO.isoformat()
    assert (terms["only_changes"], terms["quiet_from"]) == (False, "22:00:00")
    (notice,) = stored["notices"]
    assert (notice["event_kind"], notice["event_draw"]) == ("new", "448")
    assert [row["unsent"] for row in stored["updates"]] == [False, True]
    assert stored["waiting_updates"][0]["body"] == {"message": "as it came"}


async def test_nothing_is_told_of_a_chat_that_is_not_known(opened: Opened) -> None:
    assert await opened.database.keeper.stored(CHAT) == {}


async def test_forget_reaches_every_table_about_people(opened: Opened) -> None:
    await settle_in(opened.database, CHAT)
    await settle_in(opened.database, OTHER)
    others = await opened.about(OTHER)
    await opened.database.store.forget(CHAT, CHAT + 30)
    assert set((await opened.about(CHAT)).values()) == {0}
    assert await opened.about(OTHER) == others


async def test_a_chat_unused_for_long_goes_with_all_its_rows(opened: Opened) -> None:
    store, keeper = opened.database.store, opened.database.keeper
    await store.commit(CHAT, 1, NOTHING, SOMEBODY, SINCE - timedelta(microseconds=1))
    await store.commit(OTHER, 2, NOTHING, SOMEBODY, SINCE)
    assert await keeper.forget_unused(SINCE) == 1
    assert set((await opened.about(CHAT)).values()) == {0}
    assert (await opened.about(OTHER))["chats"] == 1
    assert await keeper.forget_unused(SINCE) == 0


async def test_the_last_turn_counts_not_the_first(opened: Opened) -> None:
    store = opened.database.store
    await store.commit(CHAT, 1, NOTHING, SOMEBODY, LONG_AGO)
    await store.commit(CHAT, 2, SOMEBODY, SOMEBODY, NOON)
    assert await opened.database.keeper.forget_unused(SINCE) == 0


async def test_a_subscriber_is_not_forgotten_until_long_after_the_last_notice(
    opened: Opened,
) -> None:
    database = opened.database
    await database.store.commit(CHAT, 1, NOTHING, SOMEBODY, LONG_AGO)
    await database.outbox.subscribe(subscription(CHAT, since=LONG_AGO))
    assert await database.keeper.forget_unused(NOON) == 0
    await saved(database, reading(SINCE), [revision(first=SINCE)], [owed()])
    (due,) = await database.outbox.claim("me", SINCE, NOON, 5)
    await database.outbox.settle([Settled(due.notice, "sent", SINCE, message=1)])
    await database.outbox.unsubscribe(CHAT)
    assert await database.keeper.forget_unused(SINCE) == 0
    assert await database.keeper.forget_unused(SINCE + timedelta(seconds=1)) == 1
    assert set((await opened.about(CHAT)).values()) == {0}


async def test_a_notice_that_was_not_sent_is_no_use(opened: Opened) -> None:
    database = opened.database
    await database.store.commit(CHAT, 1, NOTHING, SOMEBODY, LONG_AGO)
    await database.outbox.subscribe(subscription(CHAT, since=LONG_AGO))
    await saved(database, reading(NOON), [revision(first=NOON)], [owed()])
    (due,) = await database.outbox.claim("me", NOON, NOON + timedelta(hours=1), 5)
    await database.outbox.settle([Settled(due.notice, "given_up", NOON)])
    await database.outbox.unsubscribe(CHAT)
    assert await database.keeper.forget_unused(SINCE) == 1


async def test_whoever_waits_for_an_answer_is_not_forgotten(opened: Opened) -> None:
    await opened.database.store.commit(CHAT, 1, NOTHING, SOMEBODY, LONG_AGO)
    await opened.database.queue.put(2, CHAT, "{}")
    assert await opened.database.keeper.forget_unused(SINCE) == 0


async def test_a_chat_that_began_with_a_subscription_is_in_use(opened: Opened) -> None:
    await opened.database.outbox.subscribe(subscription(CHAT, since=LONG_AGO))
    await opened.database.outbox.unsubscribe(CHAT)
    assert await opened.database.keeper.forget_unused(SINCE) == 0


async def test_a_chat_that_became_another_one_is_in_use(opened: Opened) -> None:
    await opened.database.store.commit(CHAT, 1, NOTHING, SOMEBODY, LONG_AGO)
    await opened.database.outbox.moved(CHAT, OTHER)
    assert await opened.database.keeper.forget_unused(SINCE) == 0
    assert (await opened.about(OTHER))["chats"] == 1


async def test_what_telegram_was_told_is_remembered(opened: Opened) -> None:
    introductions = opened.database.introductions
    assert await introductions.mark("Name en") is None
    await introductions.told("Name en", "one")
    await introductions.told("Name fr", "two")
    await introductions.told("Name en", "three")
    assert await introductions.mark("Name en") == "three"
    assert await introductions.mark("Name fr") == "two"


async def test_who_is_still_to_be_reminded_is_kept(opened: Opened) -> None:
    database, remind = opened.database, [Remind(("test",))]
    await database.store.commit(CHAT, 1, NOTHING, SOMEBODY, LONG_AGO, remind)
    assert await database.keeper.forget_unused(SINCE) == 0
    (who,) = await database.outbox.to_remind(NOON, 5)
    await database.outbox.remind([Reminded(who, (), None)], NOON)
    assert await database.keeper.forget_unused(SINCE) == 1
