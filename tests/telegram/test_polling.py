"""Long polling: order, concurrency, confirming only what is kept."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
import pytest_asyncio

from bot.ports.faults import Permanent, Retryable
from bot.ports.updates import Incoming
from tests.doubles.queue import MemoryQueue
from tests.fake_telegram.api import FakeBotApi, Fault
from tests.telegram.running_bot import QUICK, QUICK_QUEUE, serving


@pytest_asyncio.fixture
async def api() -> AsyncIterator[FakeBotApi]:
    async with FakeBotApi() as server:
        yield server


async def test_a_message_is_answered_and_then_confirmed(api: FakeBotApi) -> None:
    async with serving(api):
        api.say(1, "hello", lang="fr")
        (reply,) = await api.replies(1, 1)
        assert reply.text == "hello"
        await api.until(lambda: api.pending == ())


async def test_an_update_is_not_confirmed_before_the_queue_has_it(api: FakeBotApi) -> None:
    queue = MemoryQueue()
    queue.fail("put", *[Retryable("the database is locked")] * 3)
    async with serving(api, queue=queue) as running:
        number = api.say(1, "hello")
        polls = len(api.made("getUpdates"))
        await api.until(lambda: len(api.made("getUpdates")) >= polls + 2)
        assert api.pending == (number,)
        assert running.heard == []
        await api.replies(1, 1)
        await api.until(lambda: api.pending == ())
    assert [update.update for update in running.heard] == [number]


async def test_an_update_is_confirmed_while_its_turn_still_runs(api: FakeBotApi) -> None:
    go_on = asyncio.Event()

    async def slow(_: Incoming) -> None:
        await go_on.wait()

    queue = MemoryQueue()
    async with serving(api, slow, queue=queue) as running:
        number = api.say(1, "hello")
        await running.until(lambda: len(running.heard) == 1)
        await api.until(lambda: api.pending == ())
        assert [*queue.disk.waiting] == [(1, number)]
        go_on.set()
        await running.until(lambda: len(running.done) == 1)


async def test_of_a_batch_that_is_kept_in_part_each_is_answered_once(api: FakeBotApi) -> None:
    queue = MemoryQueue()
    async with serving(api, queue=queue) as running:
        await api.until(lambda: api.polling)
        queue.fail("put", Retryable("the database is locked"))
        for chat in range(1, 6):
            api.say(chat, "hello")
        await running.until(lambda: len(running.done) == 5)
        await api.until(lambda: api.pending == ())
    assert sorted(update.chat for update in running.heard) == [1, 2, 3, 4, 5]


async def test_turns_of_one_chat_are_in_order_while_other_chats_go_on(api: FakeBotApi) -> None:
    go_on = asyncio.Event()
    at_work: set[int] = set()
    overlaps: list[int] = []

    async def turn(update: Incoming) -> None:
        if update.chat in at_work:
            overlaps.append(update.chat)
        at_work.add(update.chat)
        if update.chat == 1:
            await go_on.wait()
        # A later turn of the same chat would overtake here if it could.
        await asyncio.sleep(0)
        at_work.discard(update.chat)

    async with serving(api, turn) as running:
        for number in range(3):
            api.say(1, f"a{number}")
            api.say(2, f"b{number}")
        await running.until(lambda: len(running.done) == 3)
        assert [update.body for update in running.done] == ["b0", "b1", "b2"]
        go_on.set()
        await running.until(lambda: len(running.done) == 6)
    assert [update.body for update in running.done[3:]] == ["a0", "a1", "a2"]
    assert overlaps == []


async def test_stuck_chats_do_not_stop_the_others_even_behind_400_updates(
    api: FakeBotApi,
) -> None:
    go_on = asyncio.Event()

    async def turn(update: Incoming) -> None:
        if update.chat >= 1000:
            await go_on.wait()

    async with serving(api, turn) as running:
        for number in range(400):
            api.say(1000 + number, "stuck")
            api.say(2 + number % 40, "quick")
        await running.until(lambda: len(running.done) == 400)
        await api.until(lambda: api.pending == ())
        go_on.set()
        await running.until(lambda: len(running.done) == 800)
    assert len(running.heard) == 800


async def test_what_was_in_hand_when_the_process_died_is_answered_by_the_next(
    api: FakeBotApi,
) -> None:
    reached, queue = asyncio.Event(), MemoryQueue()

    async def never_ends(_: Incoming) -> None:
        reached.set()
        await asyncio.Event().wait()

    async with serving(api, never_ends, queue=queue) as dying:
        api.say(1, "hello")
        api.say(1, "and again")
        await asyncio.wait_for(reached.wait(), 10)
        await api.until(lambda: api.pending == ())
        dying.task.cancel()
        await asyncio.gather(dying.task, return_exceptions=True)
    await queue.release_all()
    async with serving(api, queue=queue):
        replies = await api.replies(1, 2)
        assert [reply.text for reply in replies] == ["hello", "and again"]


async def test_what_came_before_the_start_is_answered_though_a_webhook_was_set(
    api: FakeBotApi,
) -> None:
    bot_was = api.say(1, "anybody there?")
    async with serving(api):
        await api.replies(1, 1)
        await api.until(lambda: bot_was not in api.pending)
    (call,) = api.made("deleteWebhook")
    assert "drop_pending_updates" not in call.parameters


async def test_an_update_delivered_again_after_its_confirmation_is_answered_once(
    api: FakeBotApi,
) -> None:
    async with serving(api) as running:
        number = api.say(1, "hello")
        await api.replies(1, 1)
        api.redeliver(number)
        api.say(1, "bye")
        await api.replies(1, 2)
        assert [update.body for update in running.heard] == ["hello", "bye"]


async def test_a_press_is_acknowledged_while_an_earlier_turn_still_runs(api: FakeBotApi) -> None:
    go_on = asyncio.Event()

    async def slow(_: Incoming) -> None:
        await go_on.wait()

    async with serving(api, slow) as running:
        api.say(1, "hello")
        api.forge(1, "v1:check")
        await api.until(lambda: len(api.made("answerCallbackQuery")) == 1)
        await running.until(lambda: running.heard != [])
        assert [update.kind for update in running.heard] == ["text"]
        go_on.set()
        await running.until(lambda: len(running.done) == 2)
    assert [update.kind for update in running.heard] == ["text", "button"]


async def test_a_failing_acknowledgement_changes_nothing(api: FakeBotApi) -> None:
    api.fail_always("answerCallbackQuery", Fault(400, "Bad Request: query is too old"))
    async with serving(api):
        api.forge(1, "v1:check")
        (reply,) = await api.replies(1, 1)
        assert reply.text == "v1:check"


async def test_updates_without_a_turn_are_confirmed_in_silence(api: FakeBotApi) -> None:
    api.screen.chats[-5] = "group"
    async with serving(api) as running:
        api.say(-5, "hello group")
        api.show(1, {"pinned_message": {}})
        api.push({"message": {"chat": "nonsense"}})
        api.say(1, "hello")
        await api.replies(1, 1)
        await api.until(lambda: api.pending == ())
        assert [update.body for update in running.heard] == ["hello"]


async def test_a_bug_in_a_turn_is_logged_without_words_and_the_next_is_answered(
    api: FakeBotApi, caplog: pytest.LogCaptureFixture
) -> None:
    told: list[int] = []

    async def breaks(update: Incoming) -> None:
        if update.body == "secret words":
            raise ValueError(f"cannot do {update.body} of {update.chat}")
        if update.kind == "not_read":
            told.append(update.update)

    async with serving(api, breaks) as running:
        number = api.say(4711, "secret words")
        api.say(4711, "fine")
        await running.until(lambda: len(running.done) == 2)
    assert [update.body for update in running.heard] == ["secret words", "", "fine"]
    assert told == [number]
    (record,) = [record for record in caplog.records if record.levelno == logging.ERROR]
    assert "ValueError" in record.getMessage()
    assert __file__ in record.getMessage()
    assert "secret" not in caplog.text
    assert "4711" not in caplog.text


async def test_a_turn_the_world_did_not_let_happen_is_tried_again(api: FakeBotApi) -> None:
    async def second_time(_: Incoming) -> None:
        if len(running.heard) == 1:
            raise Retryable("the database is locked", after=0.01)

    async with serving(api, second_time) as running:
        number = api.say(1, "hello")
        await running.until(lambda: len(running.done) == 1)
        assert [update.update for update in running.heard] == [number, number]


async def test_a_turn_that_can_never_succeed_is_over(api: FakeBotApi) -> None:
    async def refused(_: Incoming) -> None:
        raise Permanent("chat not found")

    queue = MemoryQueue()
    async with serving(api, refused, queue=queue) as running:
        api.say(1, "hello")
        await running.until(lambda: len(running.heard) == 1)
        await running.end()
        assert len(running.heard) == 1
    assert queue.disk.waiting == {}


async def test_stopping_finishes_the_turn_in_hand_and_takes_in_nothing_more(
    api: FakeBotApi,
) -> None:
    go_on, reached = asyncio.Event(), asyncio.Event()

    async def slow(_: Incoming) -> None:
        reached.set()
        await go_on.wait()

    async with serving(api, slow) as running:
        api.say(1, "hello")
        await asyncio.wait_for(reached.wait(), 10)
        ending = asyncio.create_task(running.end())
        await api.until(lambda: not api.polling)
        late = api.say(1, "late")
        go_on.set()
        await ending
    assert len(running.done) == 1
    assert api.pending == (late,)


async def test_what_is_kept_when_the_end_comes_is_confirmed(api: FakeBotApi) -> None:
    unhurried = replace(QUICK, gap=60.0)
    async with serving(api, pace=unhurried) as running:
        api.say(1, "hello")
        await api.replies(1, 1)
        assert api.pending != ()
        await running.end()
    assert api.pending == ()


async def test_a_turn_beyond_the_grace_is_broken_off_and_stays_queued(api: FakeBotApi) -> None:
    broken, queue = asyncio.Event(), MemoryQueue()

    async def endless(update: Incoming) -> None:
        if update.chat == 1:
            try:
                await asyncio.Event().wait()
            except asyncio.CancelledError:
                broken.set()
                raise

    hasty = replace(QUICK_QUEUE, grace=0.2)
    async with serving(api, endless, queue=queue, queue_pace=hasty) as running:
        number = api.say(1, "endless")
        after = api.say(1, "waits behind it")
        api.say(2, "done")
        await running.until(lambda: len(running.done) == 1)
        await running.end()
    assert broken.is_set()
    assert [update.body for update in running.heard] == ["endless", "done"]
    assert sorted(queue.disk.waiting) == [(1, number), (1, after)]


async def test_a_lower_update_id_after_a_quiet_week_is_answered(api: FakeBotApi) -> None:
    async with serving(api):
        api.say(1, "hello")
        await api.replies(1, 1)
        await api.until(lambda: api.pending == ())
        lower = api.screen.from_person(1, "en") | {"text": "a week later"}
        api.redeliver(api.push({"update_id": 5, "message": lower}))
        (_, reply) = await api.replies(1, 2)
        assert reply.text == "a week later"
