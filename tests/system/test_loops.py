"""Loops beside each other: a bug ends none of them for good, and each does its work in time."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.ports.faults import Retryable
from bot.system.loops import (
    RESTART_SECONDS,
    UPDATES_KEPT,
    ended,
    for_ever,
    forget_unused,
    prune,
)
from tests.doubles.conversation import Disk, MemoryStore
from tests.virtual_time import VirtualClock, virtually

START = datetime(2026, 11, 22, 12, tzinfo=UTC)
DAY = timedelta(days=1)


async def for_a_while(work: Callable[[], Awaitable[None]], length: timedelta) -> None:
    """Let it run for so long, then end it."""
    task = asyncio.ensure_future(work())
    await asyncio.sleep(length.total_seconds())
    assert not task.done(), "it ended by itself"
    await ended([task])


def test_a_loop_that_a_bug_ended_begins_anew_after_a_pause_until_told_to_stop(
    caplog: pytest.LogCaptureFixture,
) -> None:
    begun = list[float]()

    async def main() -> None:
        stop = asyncio.Event()

        async def work() -> None:
            begun.append(asyncio.get_running_loop().time())
            if len(begun) < 3:
                raise ZeroDivisionError("chat 7100001 said 480")
            stop.set()

        await for_ever("a loop", work, stop)

    with caplog.at_level(logging.ERROR):
        virtually(main)
    assert begun == [0.0, RESTART_SECONDS, 2 * RESTART_SECONDS]
    assert [record.getMessage().partition(":")[0] for record in caplog.records] == ["a loop"] * 2
    assert "7100001" not in caplog.text


def test_told_to_stop_during_the_pause_it_does_not_begin_again() -> None:
    begun = list[int]()

    async def main() -> None:
        stop = asyncio.Event()

        async def work() -> None:
            begun.append(1)
            asyncio.get_running_loop().call_later(1, stop.set)
            raise ZeroDivisionError

        await for_ever("a loop", work, stop)
        assert asyncio.get_running_loop().time() == 1

    virtually(main)
    assert begun == [1]


class Pruned(MemoryStore):
    """A store that tells when it was pruned, and is away the first time."""

    def __init__(self) -> None:
        super().__init__(Disk())
        self.at = list[datetime]()

    async def prune(self, before: datetime) -> int:
        """Remember it."""
        self.at.append(before)
        if len(self.at) == 1:
            raise Retryable("the database is away")
        return 0


def test_old_updates_go_four_times_a_day_also_after_an_outage() -> None:
    store = Pruned()
    virtually(lambda: for_a_while(lambda: prune(store, VirtualClock(START)), DAY - DAY / 100))
    assert store.at == [START - UPDATES_KEPT + part * DAY / 4 for part in range(4)]


class Kept:
    """The part of the Keeper port that is asked here."""

    def __init__(self) -> None:
        self.asked = list[datetime]()

    async def forget_unused(self, before: datetime) -> int:
        """Remember it; away the second time."""
        self.asked.append(before)
        if len(self.asked) == 2:
            raise Retryable("the database is away")
        return 1

    def __getattr__(self, name: str) -> Any:
        raise AssertionError(f"nobody asks for {name} here")


def test_unused_chats_go_once_a_day_by_the_machine_whose_duty_it_is() -> None:
    keeper, mine = Kept(), [False]

    async def main() -> None:
        clock = VirtualClock(START)
        asyncio.get_running_loop().call_later(3600, lambda: mine.append(True))
        await for_a_while(lambda: forget_unused(keeper, clock, lambda: mine[-1]), 3 * DAY)

    virtually(main)
    first, second, third = keeper.asked
    # 18 calendar months before the 22nd, 23rd and 24th of November 2026.
    assert [day.date().isoformat() for day in (first, second, third)] == [
        *("2025-05-22", "2025-05-23", "2025-05-24"),
    ]
