"""Turns in the library's Application: lines per chat, second tries, breaking off."""

from __future__ import annotations

import asyncio
import logging

import pytest

from bot.ports.faults import Retryable
from bot.ports.updates import Incoming
from bot.telegram.application import PerChat, take_turn
from bot.telegram.polling.window import MOST_RELEASED, PollingWindow


def said(update: int, chat: int = 1) -> Incoming:
    return Incoming(update, chat, "text", "x")


async def test_no_trace_of_a_chat_stays_after_its_turns() -> None:
    finished: list[int] = []
    turns = PerChat(finished.append)
    await asyncio.gather(
        *(turns.process_update(said(n, n % 50), asyncio.sleep(0)) for n in range(500))
    )
    assert sorted(finished) == list(range(500))
    assert turns._lines == {}
    await asyncio.sleep(0)
    assert turns._tasks == set()


async def test_a_turn_cancelled_in_line_lets_the_next_one_begin() -> None:
    finished: list[int] = []
    turns = PerChat(finished.append)
    go_on = asyncio.Event()
    tasks = [
        asyncio.create_task(turns.process_update(said(1), go_on.wait())),
        asyncio.create_task(turns.process_update(said(2), asyncio.sleep(0))),
        asyncio.create_task(turns.process_update(said(3), asyncio.sleep(0))),
    ]
    await asyncio.sleep(0)
    tasks[1].cancel()
    go_on.set()
    await asyncio.gather(*tasks, return_exceptions=True)
    assert finished == [1, 3]
    assert turns._lines == {}


async def test_a_turn_cancelled_when_it_was_just_called_passes_the_call_on() -> None:
    finished: list[int] = []
    turns = PerChat(finished.append)
    go_on = asyncio.Event()

    async def first() -> None:
        await go_on.wait()
        # The first has ended and called the second, which has not woken up yet.
        asyncio.get_running_loop().call_soon(second.cancel)

    running = asyncio.create_task(turns.process_update(said(1), first()))
    second = asyncio.create_task(turns.process_update(said(2), asyncio.sleep(0)))
    third = asyncio.create_task(turns.process_update(said(3), asyncio.sleep(0)))
    await asyncio.sleep(0)
    go_on.set()
    await asyncio.gather(running, second, third, return_exceptions=True)
    assert second.cancelled()
    assert finished == [1, 3]


async def test_after_breaking_off_nothing_begins_any_more() -> None:
    finished: list[int] = []
    turns = PerChat(finished.append)
    running = asyncio.create_task(turns.process_update(said(1), asyncio.Event().wait()))
    await asyncio.sleep(0)
    turns.cancel()
    await asyncio.gather(running, return_exceptions=True)
    await turns.process_update(said(2), asyncio.sleep(0))
    assert finished == []


async def test_second_tries_end_with_the_patience(caplog: pytest.LogCaptureFixture) -> None:
    tries = 0

    async def locked(_: Incoming) -> None:
        nonlocal tries
        tries += 1
        raise Retryable("the database is locked")

    await take_turn(locked, said(1), patience=0.6)
    assert tries == 2
    assert [record.levelno for record in caplog.records] == [logging.WARNING, logging.ERROR]
    assert "the database is locked" in caplog.text


def test_the_offset_stays_at_the_lowest_unfinished_update() -> None:
    assert PollingWindow().offset is None
    window = PollingWindow()
    assert window.take([10, 11, 12], 0.0) == {10, 11, 12}
    window.finish(11)
    assert window.offset == 10
    window.confirmed(10)
    assert window.take([10, 11, 12, 13], 1.0) == {13}
    assert window.holding() == (10, 0.0)
    window.finish(10)
    assert window.offset == 12
    window.finish(12)
    window.finish(13)
    assert window.in_hand == 0
    assert window.holding() is None
    assert window.take([], 2.0) == frozenset()
    assert window.offset == 14


def test_a_released_update_holds_nothing_back_and_is_not_taken_twice() -> None:
    window = PollingWindow()
    window.take([10, 11], 0.0)
    assert window.release(10)
    assert window.offset == 11
    assert window.take([10, 11], 1.0) == frozenset()
    assert window.in_hand == 2
    window.finish(10)
    window.finish(11)
    assert (window.offset, window.in_hand) == (12, 0)


def test_what_telegram_forgot_is_forgotten_here_too() -> None:
    window = PollingWindow()
    window.take([10], 0.0)
    window.finish(10)
    assert window.take([10], 1.0) == frozenset()
    window.confirmed(window.offset)
    assert window.take([10], 2.0) == {10}


def test_released_updates_are_bounded() -> None:
    window = PollingWindow()
    window.take(range(MOST_RELEASED + 1), 0.0)
    assert all(window.release(number) for number in range(MOST_RELEASED))
    assert not window.release(MOST_RELEASED)
    assert window.offset == MOST_RELEASED
