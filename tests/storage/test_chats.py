"""What every Store promises: the same tests on the double, on SQLite and on PostgreSQL."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.ports.faults import PortError
from bot.ports.store import Exchange, Remembered, Store, Turn
from bot.storage.chats import StoredChats
from bot.storage.databases import open_postgres
from bot.storage.sqlite.engine import SqliteEngine
from tests.doubles.conversation import Disk, MemoryStore
from tests.postgres_server import Postgres

Opener = Callable[[], Awaitable[Store]]

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
NOTHING = Remembered()
ASKING = Remembered(state='{"kind":"asking_crs"}', lang="en")
DONE = Remembered(state='{"kind":"idle"}', profile='{"crs":480}', lang="en")
FRENCH = Remembered(state='{"kind":"idle"}', profile='{"crs":505}', lang="fr")


KINDS = ["memory", "sqlite", "postgres"]


async def open_postgres_store(url: str) -> Store:
    return (await open_postgres(url, duties=False)).store


@pytest.fixture(params=KINDS)
async def opener(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Opener]:
    """Opens a store on the same data each time, without closing the ones before: a crash."""
    opened: list[Store] = []
    disk = Disk()
    url = ""
    if request.param == "postgres":
        server: Postgres = request.getfixturevalue("postgres_server")
        url = await server.made_database()

    async def open_it() -> Store:
        match request.param:
            case "memory":
                store: Store = MemoryStore(disk)
            case "sqlite":
                store = StoredChats(await SqliteEngine.open(tmp_path / "bot.db"))
            case _:
                store = await open_postgres_store(url)
        opened.append(store)
        return store

    yield open_it
    for store in opened:
        await store.close()


@pytest.fixture
async def store(opener: Opener) -> Store:
    return await opener()


async def test_an_unknown_chat_is_new_with_nothing_remembered(store: Store) -> None:
    assert await store.turn(7, 1) == Turn("new", NOTHING)


async def test_what_was_committed_is_remembered_at_the_next_update(store: Store) -> None:
    await store.commit(7, 1, NOTHING, DONE, NOON)
    assert await store.turn(7, 2) == Turn("new", DONE)


async def test_only_the_latest_commit_is_remembered(store: Store) -> None:
    await store.commit(7, 1, NOTHING, DONE, NOON)
    await store.commit(7, 2, DONE, ASKING, NOON)
    assert (await store.turn(7, 3)).remembered == ASKING


async def test_an_update_goes_from_new_to_unsent_with_before_to_sent(store: Store) -> None:
    await store.commit(7, 1, NOTHING, ASKING, NOON)
    await store.sent(1)
    assert (await store.turn(7, 2)).answer == "new"
    await store.commit(7, 2, ASKING, DONE, NOON)
    assert await store.turn(7, 2) == Turn("unsent", DONE, ASKING)
    await store.sent(2)
    assert await store.turn(7, 2) == Turn("sent", DONE)
    assert await store.turn(7, 1) == Turn("sent", DONE)


async def test_committing_an_update_again_replaces_what_was_said_the_first_time(
    store: Store,
) -> None:
    await store.commit(7, 1, NOTHING, ASKING, NOON)
    await store.sent(1)
    await store.commit(7, 1, ASKING, DONE, NOON)
    assert await store.turn(7, 1) == Turn("unsent", DONE, ASKING)


async def test_before_may_be_nothing_and_is_still_told_apart_from_sent(store: Store) -> None:
    await store.commit(7, 1, NOTHING, DONE, NOON)
    assert await store.turn(7, 1) == Turn("unsent", DONE, NOTHING)


async def test_a_crash_between_commit_and_sent_leaves_the_update_unsent(opener: Opener) -> None:
    before = await opener()
    await before.commit(7, 1, ASKING, DONE, NOON)
    assert await (await opener()).turn(7, 1) == Turn("unsent", DONE, ASKING)


async def test_a_crash_after_sent_leaves_the_update_sent(opener: Opener) -> None:
    before = await opener()
    await before.commit(7, 1, ASKING, DONE, NOON)
    await before.sent(1)
    assert await (await opener()).turn(7, 1) == Turn("sent", DONE)


async def test_a_crash_before_commit_leaves_the_update_new(opener: Opener) -> None:
    before = await opener()
    await before.commit(7, 1, NOTHING, ASKING, NOON)
    await before.turn(7, 2)
    assert await (await opener()).turn(7, 2) == Turn("new", ASKING)


async def test_an_update_id_seen_in_another_chat_is_new(store: Store) -> None:
    await store.commit(7, 1, NOTHING, DONE, NOON)
    assert await store.turn(8, 1) == Turn("new", NOTHING)


async def test_forget_leaves_nothing_of_the_chat_and_all_of_the_others(store: Store) -> None:
    await store.commit(7, 1, NOTHING, DONE, NOON)
    await store.sent(1)
    await store.commit(7, 2, DONE, ASKING, NOON)
    await store.commit(8, 3, ASKING, FRENCH, NOON)
    await store.forget(7, 4)
    assert [await store.turn(7, update) for update in (1, 2, 4)] == [Turn("new", NOTHING)] * 3
    assert await store.turn(8, 3) == Turn("unsent", FRENCH, ASKING)


async def test_the_receipt_of_forget_writes_no_row_back(store: Store) -> None:
    await store.commit(7, 1, NOTHING, DONE, NOON)
    await store.forget(7, 2)
    await store.sent(2)
    await store.sent(1)
    assert await store.turn(7, 1) == Turn("new", NOTHING)
    assert await store.turn(7, 2) == Turn("new", NOTHING)
    assert await store.prune(NOON + timedelta(days=1)) == 0


async def test_forgetting_an_unknown_chat_changes_nothing(store: Store) -> None:
    await store.commit(8, 1, NOTHING, FRENCH, NOON)
    await store.forget(7, 2)
    assert await store.turn(8, 1) == Turn("unsent", FRENCH, NOTHING)


async def test_a_forgotten_chat_can_begin_again(store: Store) -> None:
    await store.commit(7, 1, NOTHING, DONE, NOON)
    await store.forget(7, 2)
    await store.commit(7, 3, NOTHING, ASKING, NOON)
    assert await store.turn(7, 3) == Turn("unsent", ASKING, NOTHING)


async def test_prune_drops_what_was_answered_before_the_instant_and_keeps_what_is_remembered(
    store: Store,
) -> None:
    moment = timedelta(microseconds=1)
    for update, at in enumerate((NOON - moment, NOON, NOON + moment)):
        await store.commit(7, update, ASKING, DONE, at)
        await store.sent(update)
    assert await store.prune(NOON) == 1
    answers = [(await store.turn(7, update)).answer for update in range(3)]
    assert answers == ["new", "sent", "sent"]
    assert (await store.turn(7, 9)).remembered == DONE
    assert await store.prune(NOON) == 0


async def test_two_hundred_turns_of_two_chats_do_not_mix(store: Store) -> None:
    async def turns(chat: int, first: int, lang: str) -> None:
        before = NOTHING
        for update in range(first, first + 100):
            assert await store.turn(chat, update) == Turn("new", before)
            after = Remembered(state=f'"{chat} {update}"', lang=lang)
            await store.commit(chat, update, before, after, NOON)
            assert await store.turn(chat, update) == Turn("unsent", after, before)
            await store.sent(update)
            assert await store.turn(chat, update) == Turn("sent", after)
            before = after

    await asyncio.gather(turns(7, 0, "en"), turns(-1001234567890, 1000, "fr"))
    assert await store.prune(NOON + timedelta(days=1)) == 200


async def test_two_hundred_chats_at_once_each_find_their_own(store: Store) -> None:
    async def one(chat: int) -> Turn:
        after = Remembered(profile=f'{{"crs":{chat}}}', lang="en")
        assert await store.turn(chat, 10_000 + chat) == Turn("new", NOTHING)
        await store.commit(chat, 10_000 + chat, NOTHING, after, NOON)
        if chat % 3 == 0:
            await store.sent(10_000 + chat)
        if chat % 5 == 0:
            await store.forget(chat, 20_000 + chat)
        return await store.turn(chat, 10_000 + chat)

    found = await asyncio.gather(*(one(chat) for chat in range(1, 201)))
    for chat, turn in enumerate(found, start=1):
        after = Remembered(profile=f'{{"crs":{chat}}}', lang="en")
        if chat % 5 == 0:
            assert turn == Turn("new", NOTHING)
        elif chat % 3 == 0:
            assert turn == Turn("sent", after)
        else:
            assert turn == Turn("unsent", after, NOTHING)


# No lone surrogates (they are no text), no NUL (JSON escapes it; PostgreSQL cannot hold it).
TEXTS = st.none() | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
MEMORIES = st.builds(Remembered, state=TEXTS, profile=TEXTS, lang=st.sampled_from([None, "fr"]))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(before=MEMORIES, after=MEMORIES, chat=st.integers(-(2**52), 2**52))
def test_any_text_comes_back_as_it_was(
    tmp_path: Path, postgres_server: Postgres, before: Remembered, after: Remembered, chat: int
) -> None:
    async def all_of_them() -> list[Turn]:
        found = []
        stores: list[Store] = [
            MemoryStore(),
            StoredChats(await SqliteEngine.open(tmp_path / "any.db")),
            await open_postgres_store(postgres_server.url),
        ]
        for store in stores:
            try:
                await store.commit(chat, 1, before, after, NOON)
                found.append(await store.turn(chat, 1))
            finally:
                await store.close()
        return found

    assert asyncio.run(all_of_them()) == [Turn("unsent", after, before)] * 3


async def test_a_closed_store_refuses(store: Store) -> None:
    await store.close()
    with pytest.raises(PortError, match="closed"):
        await store.turn(7, 1)
    with pytest.raises(PortError, match="closed"):
        await store.prune(NOON)


async def test_what_was_answered_last_by_what_is_kept_by_chat(store: Store) -> None:
    assert await store.last(42) is None
    for update, chat in ((1, 42), (2, 42), (3, 43), (4, 42)):
        at = NOON + timedelta(seconds=update)
        await store.commit(chat, update, NOTHING, ASKING, at)
    assert await store.last(42) is None  # none of them is known to have been answered
    said, album = Exchange(2**40, 71), Exchange(12, None, "a" * 20)
    await asyncio.gather(store.sent(1, said), store.sent(2, album), store.sent(3))
    assert await store.last(42) == album
    assert await store.last(43) is None  # it was a press
    await store.sent(4, Exchange(shown=75))
    assert await store.last(42) == replace(album, newest=False)
    await store.sent(4, said)
    assert await store.last(42) == said


async def test_what_was_answered_goes_with_the_chat_and_with_time(store: Store) -> None:
    await store.commit(42, 1, NOTHING, ASKING, NOON)
    await store.sent(1, Exchange(11, 71))
    await store.prune(NOON + timedelta(days=1))
    assert await store.last(42) is None
    await store.commit(42, 2, NOTHING, ASKING, NOON)
    await store.sent(2, Exchange(11, 71))
    await store.forget(42, 3)
    assert await store.last(42) is None
