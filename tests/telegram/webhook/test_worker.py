"""The worker on the queue's double: order, leases, what dies and what is given back.

Time passes at once here (tests/virtual_time.py), so that leases run out without waiting.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

import pytest

from bot.ports.faults import PortError, Retryable
from bot.ports.queue import MOST_WAITING
from bot.ports.updates import Incoming
from bot.system.logs import Correlation
from bot.telegram.worker import QueuePace, QueueWorker
from tests.doubles.conversation import Disk
from tests.doubles.queue import MemoryQueue
from tests.virtual_time import VirtualClock, virtually

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
Handler = Callable[[Incoming], Awaitable[None]]


def body(update: int, chat: int, text: str = "x") -> str:
    place = {"id": chat, "type": "private"}
    return json.dumps({"update_id": update, "message": {"chat": place, "text": text}})


class Hall:
    """A disk, and machines on it that answer with a handler."""

    def __init__(self) -> None:
        self.disk = Disk()
        self.clock = VirtualClock(NOON)
        self.heard: list[tuple[str, int]] = []
        self.stop = asyncio.Event()
        self.queues: dict[str, MemoryQueue] = {}

    async def put(self, *updates: tuple[int, int]) -> None:
        for update, chat in updates:
            await MemoryQueue(self.disk).put(update, chat, body(update, chat))

    def worker(
        self, name: str, on: Handler | None = None, pace: QueuePace | None = None
    ) -> QueueWorker:
        """On success the update leaves the queue, as with ``Store.sent``."""

        async def answer(update: Incoming) -> None:
            self.heard.append((name, update.update))
            if on is not None:
                await on(update)
            self.disk.waiting.pop((update.chat, update.update), None)

        queue = self.queues[name] = MemoryQueue(self.disk)
        return QueueWorker(queue, answer, self.clock, worker=name, pace=pace)

    def run(self, name: str, on: Handler | None = None) -> asyncio.Task[None]:
        return asyncio.create_task(self.worker(name, on).run(self.stop))

    async def answer_all(self, worker: QueueWorker) -> None:
        """Run it until nothing waits any more, in nobody's hand."""
        task = asyncio.create_task(worker.run(self.stop))
        while self.disk.waiting:  # noqa: ASYNC110 - time passes at once here
            await asyncio.sleep(0.1)
        self.stop.set()
        await task

    @property
    def answered(self) -> list[int]:
        return [update for _, update in self.heard]


def test_what_waits_is_answered() -> None:
    async def main() -> None:
        hall = Hall()
        await hall.put((3, 7), (1, 7), (2, 8))
        await hall.answer_all(hall.worker("a"))
        assert sorted(hall.answered) == [1, 2, 3]
        assert hall.answered.index(1) < hall.answered.index(3)

    virtually(main)


def test_a_slow_chat_keeps_its_order_and_delays_nobody() -> None:
    async def main() -> None:
        hall = Hall()
        await hall.put((1, 7), (2, 7), (3, 7), (4, 8), (5, 9))

        async def on(update: Incoming) -> None:
            if update.chat == 7:
                await asyncio.sleep(60)

        task = hall.run("a", on)
        await asyncio.sleep(59)
        assert hall.answered == [1, 4, 5]
        await asyncio.sleep(120)
        assert hall.answered == [1, 4, 5, 2, 3]
        hall.stop.set()
        await task

    virtually(main)


def test_a_turn_that_left_the_queue_before_its_end_is_still_waited_for() -> None:
    """As /forget does, whose receipt is sent when every row is gone."""

    async def main() -> None:
        hall = Hall()
        await hall.put((1, 7), (2, 7), (3, 7))
        ended: list[int] = []

        async def on(update: Incoming) -> None:
            del hall.disk.waiting[update.chat, update.update]
            await asyncio.sleep(10 - 3 * update.update)
            ended.append(update.update)

        await hall.answer_all(hall.worker("a", on))
        assert ended == [1, 2, 3]

    virtually(main)


def test_a_long_turn_keeps_its_lease() -> None:
    async def main() -> None:
        hall = Hall()
        await hall.put((1, 7))

        async def on(_: Incoming) -> None:
            await asyncio.sleep(300)

        tasks = [hall.run("a", on), hall.run("b")]
        await asyncio.sleep(301)
        assert hall.heard == [("a", 1)]
        hall.stop.set()
        await asyncio.gather(*tasks)

    virtually(main)


def test_what_a_killed_machine_had_is_answered_by_another_within_ten_seconds_in_order() -> None:
    async def main() -> None:
        hall = Hall()
        await hall.put((1, 7), (2, 7), (3, 8))

        async def never(_: Incoming) -> None:
            await asyncio.Event().wait()

        killed = hall.run("a", never)
        await asyncio.sleep(1)
        killed.cancel()
        await asyncio.gather(killed, return_exceptions=True)
        task = hall.run("b")
        await asyncio.sleep(10.0)
        assert [update for name, update in hall.heard if name == "b"] == [1, 3, 2]
        hall.stop.set()
        await task

    virtually(main)


def test_a_machine_that_stood_still_does_not_answer_what_others_have(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def main() -> None:
        hall = Hall()
        await hall.put((1, 7))
        asleep = 2

        async def on(_: Incoming) -> None:
            nonlocal asleep
            asleep -= 1
            if asleep:
                hall.clock.jump(timedelta(seconds=11))
                raise Retryable("Telegram is away")

        task = hall.run("a", on)
        await asyncio.sleep(5)
        hall.stop.set()
        await task
        # The first turn gives up after its pause; the update is taken anew, not answered twice.
        assert hall.heard == [("a", 1), ("a", 1)]
        assert hall.disk.waiting == {}

    virtually(main)
    assert "whoever is free takes it again" in caplog.text


def test_what_can_never_be_answered_leaves_the_queue_and_the_next_one_comes(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def main() -> None:
        hall = Hall()
        await hall.put((1, 7), (3, 7))
        await MemoryQueue(hall.disk).put(2, 7, '{"update_id":2}')  # of no kind that is read now
        await MemoryQueue(hall.disk).put(4, 8, "[" * 100_000)

        kinds: list[str] = []

        async def on(update: Incoming) -> None:
            kinds.append(update.kind)
            if update.kind == "text" and update.update == 1:
                raise KeyError("a bug, with words of a person")

        await hall.answer_all(hall.worker("a", on))
        assert hall.answered == [1, 1, 3]
        assert kinds == ["text", "not_read", "text"]

    virtually(main)
    assert "a bug: KeyError" in caplog.text
    assert "words of a person" not in caplog.text


def test_a_queue_that_cannot_be_read_is_tried_again_and_told_once(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def main() -> None:
        hall = Hall()
        await hall.put((1, 7))
        worker = hall.worker("a")
        hall.queues["a"].fail("take", *[Retryable("the database is locked")] * 5)
        await hall.answer_all(worker)
        assert hall.answered == [1]

    virtually(main)
    assert caplog.text.count("the queue cannot be read") == 1


def test_a_drop_that_fails_is_tried_again_when_the_lease_is_over(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def main() -> None:
        hall = Hall()
        await MemoryQueue(hall.disk).put(2, 7, '{"update_id":2}')
        worker = hall.worker("a")
        hall.queues["a"].fail("drop", PortError("the database is gone"))
        await hall.answer_all(worker)
        assert asyncio.get_running_loop().time() >= 10.0
        assert hall.disk.waiting == {}

    virtually(main)
    assert "an update is still queued: PortError" in caplog.text


def test_at_the_end_turns_in_hand_are_finished_and_the_rest_stays_queued_and_free() -> None:
    async def main() -> None:
        hall = Hall()
        await hall.put(*((update, update) for update in range(1, 11)), (99, 1))

        async def on(update: Incoming) -> None:
            await asyncio.sleep(1000 if update.update == 3 else 5)

        pace = QueuePace(at_once=4)
        task = asyncio.create_task(hall.worker("a", on, pace).run(hall.stop))
        await asyncio.sleep(1)
        hall.stop.set()
        begun = asyncio.get_running_loop().time()
        await task
        # Those that take 5 s are finished; the one that takes 1000 s is broken off after the grace.
        assert asyncio.get_running_loop().time() - begun == pytest.approx(20.0, abs=0.5)
        assert hall.answered == [1, 2, 3, 4]
        left = sorted(update for _, update in hall.disk.waiting)
        assert left == [3, 5, 6, 7, 8, 9, 10, 99]
        assert all(held.until is None for held in hall.disk.waiting.values())

    virtually(main)


def test_no_more_than_agreed_are_in_hand_at_once() -> None:
    async def main() -> None:
        hall = Hall()
        await hall.put(*((update, update) for update in range(1, 51)))
        now = most = 0

        async def on(_: Incoming) -> None:
            nonlocal now, most
            now += 1
            most = max(most, now)
            await asyncio.sleep(1)
            now -= 1

        pace = QueuePace(at_once=8, share=3)
        await hall.answer_all(hall.worker("a", on, pace))
        assert most == 8
        assert sorted(hall.answered) == list(range(1, 51))

    virtually(main)


def test_a_kick_is_heard_at_once() -> None:
    async def main() -> None:
        hall = Hall()
        worker = hall.worker("a", None, QueuePace(look=3600))
        task = asyncio.create_task(worker.run(hall.stop))
        await asyncio.sleep(1)
        await hall.put((1, 7))
        worker.kick()
        await asyncio.sleep(0.01)
        assert hall.answered == [1]
        hall.stop.set()
        await task

    virtually(main)


def test_every_line_of_a_turn_is_marked_alike_and_no_id_is_in_it(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.handler.addFilter(Correlation("key"))
    log = logging.getLogger("bot.somewhere")

    async def main() -> None:
        hall = Hall()
        await hall.put((700000123, 987654321), (700000124, 987654322))

        async def on(_: Incoming) -> None:
            log.warning("one")
            await asyncio.gather(asyncio.sleep(1), _say())

        async def _say() -> None:
            log.warning("two")

        await hall.answer_all(hall.worker("a", on))

    virtually(main)
    marks = [
        (record.message, record.__dict__["update"], record.__dict__["chat"])
        for record in caplog.records
    ]
    assert len({update for _, update, _ in marks}) == 2
    for mark in {update for _, update, _ in marks}:
        assert [message for message, update, _ in marks if update == mark] == ["one", "two"]
    assert "987654321" not in repr(marks)


def test_a_database_that_is_away_for_a_while_costs_no_answer_and_gives_none_twice(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def main() -> None:
        hall = Hall()
        await hall.put((1, 7))

        async def on(_: Incoming) -> None:
            await asyncio.sleep(25)

        worker = hall.worker("a", on)
        away = Retryable("the database is locked")
        hall.queues["a"].fail("renew", away)
        hall.queues["a"].fail("release", away)
        await hall.answer_all(worker)
        assert hall.answered == [1]

    virtually(main)
    assert "leases were not renewed" in caplog.text
    assert "free when its leases run out" in caplog.text


def test_what_ended_the_program_twice_is_not_read_the_third_time_and_then_let_go(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def main() -> None:
        hall = Hall()
        await hall.put((1, 7), (2, 8))
        kinds: list[str] = []

        async def on(update: Incoming) -> None:
            if update.update == 1:
                kinds.append(update.kind)
                await asyncio.Event().wait()

        for name in "abcd":  # each is killed by it
            task = hall.run(name, on)
            await asyncio.sleep(2)
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
            await MemoryQueue(hall.disk).release_all()
        assert kinds == ["text", "text", "not_read"]
        assert hall.disk.waiting == {}
        assert hall.answered.count(2) == 1

    virtually(main)
    assert "begun 2 times and never ended: let go" in caplog.text


def test_a_process_that_was_ended_and_one_that_hangs_let_innocents_be_answered() -> None:
    """What hangs is begun with few others, and does not count against those behind it."""

    async def main() -> None:
        hall = Hall()
        await hall.put(*((update, update) for update in range(1, 101)))

        async def never(_: Incoming) -> None:
            await asyncio.Event().wait()

        killed = hall.run("killed", never)
        await asyncio.sleep(2)
        killed.cancel()
        await asyncio.gather(killed, return_exceptions=True)
        await MemoryQueue(hall.disk).release_all()
        hangs = hall.run("hangs", never)
        await asyncio.sleep(0.5)
        takes = [held.takes for held in hall.disk.waiting.values()]
        assert (takes.count(2), takes.count(1)) == (QueuePace().again, 100 - QueuePace().again)
        hangs.cancel()
        await asyncio.gather(hangs, return_exceptions=True)
        await MemoryQueue(hall.disk).release_all()
        hall.heard.clear()
        await hall.answer_all(hall.worker("well"))
        assert sorted(hall.answered) == [*range(1, 101)]
        assert asyncio.get_running_loop().time() < 10

    virtually(main)


def test_the_last_place_of_a_line_is_told_that_it_was_too_much() -> None:
    async def main() -> None:
        hall = Hall()
        await hall.put(*((update, 7) for update in range(1, 30)))
        kinds: list[str] = []

        async def on(update: Incoming) -> None:
            kinds.append(update.kind)

        await hall.answer_all(hall.worker("a", on))
        assert kinds == ["text"] * (MOST_WAITING - 1) + ["flood"]

    virtually(main)
