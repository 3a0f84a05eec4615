"""What every UpdateQueue promises: the same tests on the double, on SQLite and on PostgreSQL."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol

import pytest

from bot.ports.faults import Retryable
from bot.ports.queue import MOST_WAITING, Queued, UpdateQueue, WebhookMemory
from bot.ports.store import Remembered, Store
from bot.storage.databases import open_postgres, open_sqlite
from tests.doubles.conversation import Disk, MemoryStore
from tests.doubles.queue import MemoryQueue
from tests.postgres_server import Postgres

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
LEASE = timedelta(seconds=10)
MOMENT = timedelta(microseconds=1)
NOTHING = Remembered()
DONE = Remembered(state='{"kind":"idle"}', profile='{"crs":480}', lang="en")


class Queue(UpdateQueue, WebhookMemory, Protocol):
    """Both ports: every implementation has them."""


@dataclass
class Machine:
    """One process on the database."""

    queue: Queue
    store: Store

    async def take(
        self, worker: str = "a", now: datetime = NOON, most: int = 1000
    ) -> list[tuple[int, int]]:
        """Chat and update of what it gets."""
        taken = await self.queue.take(worker, now, now + LEASE, most, most)
        return [(queued.chat, queued.update) for queued in taken]

    async def answer(self, chat: int, update: int) -> None:
        await self.store.commit(chat, update, NOTHING, DONE, NOON)
        await self.store.sent(update)


Opener = Callable[[], Awaitable[Machine]]


@pytest.fixture(params=["memory", "sqlite", "postgres"])
async def opener(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Opener]:
    """Opens one more machine on the same data each time, the ones before still running."""
    disk, url = Disk(), ""
    if request.param == "postgres":
        server: Postgres = request.getfixturevalue("postgres_server")
        url = await server.made_database()
    async with AsyncExitStack() as opened:

        async def open_it() -> Machine:
            match request.param:
                case "memory":
                    return Machine(MemoryQueue(disk), MemoryStore(disk))
                case "sqlite":
                    database = await open_sqlite(tmp_path / "bot.db", alone=False)
                case _:
                    database = await open_postgres(url, duties=False)
            opened.push_async_callback(database.close)
            return Machine(database.queue, database.store)

        yield open_it


@pytest.fixture
async def one(opener: Opener) -> Machine:
    return await opener()


async def test_what_was_put_is_taken_as_it_was(one: Machine) -> None:
    body = '{"update_id":5,"message":{"text":"été \\ud800 \\u0000 \'\\""}}'
    assert await one.queue.put(5, 7, body)
    assert await one.queue.take("a", NOON, NOON + LEASE, 10, 10) == [Queued(5, 7, body)]


async def test_an_empty_queue_gives_nothing(one: Machine) -> None:
    assert await one.take() == []
    assert await one.queue.waiting() == 0


async def test_an_update_that_waits_already_is_not_put_again(one: Machine) -> None:
    assert await one.queue.put(5, 7, "first")
    assert not await one.queue.put(5, 7, "second")
    (queued,) = await one.queue.take("a", NOON, NOON + LEASE, 10, 10)
    assert queued.body == "first"
    assert not await one.queue.put(5, 7, "while it is in hand")


async def test_the_same_update_put_many_times_at_once_is_new_once(one: Machine) -> None:
    put = await asyncio.gather(*(one.queue.put(5, 7, "x") for _ in range(50)))
    assert sum(put) == 1
    assert await one.take() == [(7, 5)]


async def test_an_answered_update_is_not_put_again(one: Machine) -> None:
    await one.queue.put(5, 7, "x")
    await one.take()
    await one.answer(7, 5)
    assert not await one.queue.put(5, 7, "x")
    assert await one.queue.waiting() == 0


async def test_an_update_that_polling_answered_is_not_put(one: Machine) -> None:
    await one.answer(7, 5)
    assert not await one.queue.put(5, 7, "x")


async def test_an_update_that_was_decided_but_not_answered_is_put(one: Machine) -> None:
    """A process that polled was killed before it sent the reply; now there is a webhook."""
    await one.store.commit(7, 5, NOTHING, DONE, NOON)
    assert await one.queue.put(5, 7, "x")


async def test_an_id_that_another_chat_had_is_another_update(one: Machine) -> None:
    """Telegram begins its numbering anew after a quiet week."""
    await one.answer(8, 5)
    assert await one.queue.put(5, 7, "x")
    assert await one.queue.put(5, 9, "y")
    assert await one.take() == [(7, 5), (9, 5)] or await one.take() == [(9, 5), (7, 5)]


async def test_a_chat_gets_its_turns_one_after_another_by_id(one: Machine) -> None:
    for update in (6, 5, 7):
        await one.queue.put(update, 7, "x")
    for update in (5, 6, 7):
        assert await one.take() == [(7, update)]
        assert await one.take("b") == []
        await one.answer(7, update)
    assert await one.take() == []


async def test_other_chats_do_not_wait(one: Machine) -> None:
    for update, chat in ((1, 7), (2, 7), (3, 8), (4, -1001234567890)):
        await one.queue.put(update, chat, "x")
    assert await one.take() == [(7, 1), (8, 3), (-1001234567890, 4)]


async def test_no_more_is_taken_than_was_asked_for_and_the_oldest_first(one: Machine) -> None:
    for update, chat in ((3, 1), (1, 3), (2, 2)):
        await one.queue.put(update, chat, "x")
    assert await one.take(most=2) == [(3, 1), (2, 2)]
    assert await one.take(most=2) == [(1, 3)]


async def test_an_update_is_gone_in_the_moment_its_reply_is_sent_and_not_before(
    opener: Opener,
) -> None:
    one = await opener()
    await one.queue.put(5, 7, "x")
    await one.take()
    await one.store.commit(7, 5, NOTHING, DONE, NOON)
    other = await opener()
    assert await other.queue.waiting() == 1
    await one.store.sent(5)
    assert await other.queue.waiting() == 0


async def test_what_a_crashed_machine_had_in_hand_comes_back_when_its_lease_is_over(
    opener: Opener,
) -> None:
    one, other = await opener(), await opener()
    await one.queue.put(5, 7, "x")
    await one.queue.put(6, 7, "x")
    assert await one.take("a") == [(7, 5)]
    assert await other.take("b", NOON + LEASE - MOMENT) == []
    assert await other.take("b", NOON + LEASE) == [(7, 5)]
    assert await one.take("a", NOON + LEASE) == []


async def test_a_renewed_lease_lasts_longer(one: Machine) -> None:
    await one.queue.put(5, 7, "x")
    await one.queue.put(6, 8, "x")
    await one.take("a")
    await one.queue.renew("a", [5], NOON + 2 * LEASE)
    assert await one.take("b", NOON + 2 * LEASE - MOMENT) == [(8, 6)]
    assert await one.take("b", NOON + 2 * LEASE) == [(7, 5)]


async def test_another_machines_lease_is_neither_renewed_nor_dropped_nor_given_back(
    one: Machine,
) -> None:
    await one.queue.put(5, 7, "x")
    await one.take("a")
    await one.queue.renew("b", [5], NOON + 2 * LEASE)
    await one.queue.drop("b", 5)
    await one.queue.release("b")
    assert await one.take("b", NOON + LEASE - MOMENT) == []
    assert await one.take("b", NOON + LEASE) == [(7, 5)]


async def test_what_can_never_be_answered_is_dropped_and_the_next_one_comes(one: Machine) -> None:
    await one.queue.put(5, 7, "x")
    await one.queue.put(6, 7, "x")
    await one.take("a")
    await one.queue.drop("a", 5)
    assert await one.take("a") == [(7, 6)]


async def test_what_is_given_back_can_be_taken_at_once(one: Machine) -> None:
    for update in (5, 6):
        await one.queue.put(update, update, "x")
    assert await one.take("a", most=1) == [(5, 5)]
    assert await one.take("b") == [(6, 6)]
    await one.queue.release("a")
    assert await one.take("c") == [(5, 5)]
    await one.queue.release_all()
    assert await one.take("d") == [(5, 5), (6, 6)]


async def test_forgetting_a_chat_empties_its_queue_up_to_that_update(one: Machine) -> None:
    for update, chat in ((3, 7), (4, 8), (5, 7), (6, 7)):
        await one.queue.put(update, chat, "x")
    await one.store.commit(7, 2, NOTHING, DONE, NOON)
    await one.store.forget(7, 5)
    assert await one.queue.waiting() == 2
    assert await one.take() == [(8, 4), (7, 6)]
    assert (await one.store.turn(7, 2)).remembered == NOTHING


async def test_forgetting_a_chat_of_which_nothing_is_remembered_empties_its_queue_too(
    one: Machine,
) -> None:
    await one.queue.put(5, 7, "x")
    await one.store.forget(7, 5)
    assert await one.queue.waiting() == 0


async def test_what_was_put_outlives_the_process(opener: Opener) -> None:
    await (await opener()).queue.put(5, 7, "x")
    assert await (await opener()).take() == [(7, 5)]


async def test_what_telegram_was_told_is_known_to_all(opener: Opener) -> None:
    one, other = await opener(), await opener()
    assert await other.queue.announced() is None
    await one.queue.announce("mark")
    assert await other.queue.announced() == "mark"
    await other.queue.announce("another")
    assert await one.queue.announced() == "another"


async def test_two_machines_answer_two_hundred_chats_each_in_order_and_nothing_twice(
    opener: Opener,
) -> None:
    chats, each = 200, 3
    machines = {"a": await opener(), "b": await opener()}
    expected = {chat: list(range(chat * 10, chat * 10 + each)) for chat in range(1, chats + 1)}
    answered: dict[int, list[int]] = {chat: [] for chat in expected}
    put = [(update, chat) for chat, updates in expected.items() for update in updates]
    chance = random.Random(5)
    chance.shuffle(put)
    # The order of arrival is that of the ids within a chat, as with Telegram, else any.
    order: dict[int, list[int]] = {chat: list(updates) for chat, updates in expected.items()}
    for _, chat in put:
        machine = machines[chance.choice("ab")]
        assert await machine.queue.put(order[chat].pop(0), chat, "x")

    async def work(worker: str) -> None:
        machine, mine = machines[worker], random.Random(worker)
        while await machine.queue.waiting():
            await asyncio.sleep(0)
            for chat, update in await machine.take(worker, most=20):
                await asyncio.sleep(mine.choice((0, 0.0001)))
                answered[chat].append(update)
                await _insist(machine, chat, update)

    await asyncio.gather(work("a"), work("b"))
    assert answered == expected


async def _insist(machine: Machine, chat: int, update: int) -> None:
    """Two connections on one SQLite file may refuse each other; the runtime tries again too."""
    while True:
        try:
            return await machine.answer(chat, update)
        except Retryable:
            await asyncio.sleep(0.01)


async def test_a_line_has_room_for_twenty_and_the_last_of_them_is_crowded(one: Machine) -> None:
    kept = [await one.queue.put(update, 7, "x") for update in range(1, 26)]
    assert kept == [True] * MOST_WAITING + [False] * 5
    assert await one.queue.put(26, 8, "another chat")
    taken: list[Queued] = []
    while found := await one.queue.take("a", NOON, NOON + LEASE, 10, 0):
        taken += [queued for queued in found if queued.chat == 7]
        assert not await one.queue.put(30, 7, "until all of it is answered")
        for queued in found:
            await one.answer(queued.chat, queued.update)
    assert [queued.update for queued in taken if queued.crowded] == [MOST_WAITING]
    assert len(taken) == MOST_WAITING
    assert await one.queue.put(30, 7, "x")


async def test_of_a_burst_in_one_trip_twenty_are_kept_too(one: Machine) -> None:
    kept = await asyncio.gather(*(one.queue.put(update, 7, "x") for update in range(1, 41)))
    assert kept == [True] * MOST_WAITING + [False] * 20


async def test_what_happens_to_the_bot_finds_room_in_a_full_line(one: Machine) -> None:
    for update in range(1, 26):
        await one.queue.put(update, 7, "x")
    assert await one.queue.put(26, 7, "moved", limited=False)
    assert await one.queue.waiting() == MOST_WAITING + 1


async def test_takes_are_counted_and_an_orderly_end_takes_them_back(one: Machine) -> None:
    await one.queue.put(5, 7, "x")

    async def takes(worker: str, now: datetime) -> list[int]:
        return [queued.takes for queued in await one.queue.take(worker, now, now + LEASE, 9, 9)]

    assert await takes("a", NOON) == [1]
    await one.queue.release("a")
    assert await takes("b", NOON) == [1]
    await one.queue.release_all()  # as at the start after a kill
    assert await takes("c", NOON) == [2]
    assert await takes("d", NOON + LEASE) == [3]


async def test_what_was_begun_before_is_taken_a_few_at_a_time(one: Machine) -> None:
    for update in range(1, 11):
        await one.queue.put(update, update, "x")
    await one.take("killed")
    await one.queue.release_all()
    for update in range(11, 21):
        await one.queue.put(update, update, "x")
    taken = await one.queue.take("a", NOON, NOON + LEASE, 100, 3)
    assert [queued.update for queued in taken if queued.takes > 1] == [1, 2, 3]
    assert [queued.update for queued in taken if queued.takes == 1] == [*range(11, 21)]


async def test_of_who_asked_to_be_forgotten_the_language_of_the_receipt_waits(
    one: Machine,
) -> None:
    for update in (4, 5, 6):
        await one.queue.put(update, 7, f"words of {update}")
    for update in (4, 5):
        await one.take()
        await one.store.commit(7, update, NOTHING, DONE, NOON)
    await one.store.forget(7, 5, "fr")
    await one.queue.release_all()
    (owed,) = await one.queue.take("b", NOON, NOON + LEASE, 9, 9)
    assert (owed.update, owed.body, owed.receipt) == (5, "", "fr")
    await one.queue.drop("b", 5)
    (later,) = await one.queue.take("b", NOON, NOON + LEASE, 9, 9)
    assert (later.body, later.receipt) == ("words of 6", None)
    assert (await one.store.turn(7, 5)).remembered == NOTHING
