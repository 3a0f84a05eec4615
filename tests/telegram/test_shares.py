"""Shares of processing time, on a clock that skips every wait."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from time import thread_time

import pytest

from bot.telegram.shares import CREDIT, HEAVY, LONGEST_WAIT_SECONDS, SHARE, Shares
from tests.virtual_time import virtually

ALICE, BOB = 1, 2


def after(work: Callable[[Shares], object]) -> Shares:
    """Shares at second 0, after that."""
    shares = Shares(lambda: 0.0)
    work(shares)
    return shares


def test_who_used_little_never_waits() -> None:
    shares = after(lambda s: [*map(partial(s.spent, ALICE), [0.002] * 100)])
    assert shares.wait(ALICE) == 0
    assert shares.wait(BOB) == 0


def test_beyond_the_credit_one_waits_as_long_as_the_share_needs() -> None:
    shares = after(lambda s: s.spent(ALICE, CREDIT + 0.06))
    assert shares.wait(ALICE) == pytest.approx(0.06 / SHARE)
    assert shares.wait(BOB) == 0


def test_nobody_waits_longer_than_that_for_one_turn() -> None:
    assert after(lambda s: s.spent(ALICE, 60.0)).wait(ALICE) == LONGEST_WAIT_SECONDS


def test_ten_people_with_heavy_texts_have_a_third_of_the_time() -> None:
    cost = 0.1  # as much as nobody has measured yet is taken to cost

    async def main() -> None:
        loop = asyncio.get_running_loop()
        shares = Shares(loop.time)
        begun: list[float] = []

        async def person(number: int) -> None:
            while loop.time() < 120:
                await shares.turn(number, 2000)
                begun.append(loop.time())
                shares.spent(number, cost)

        await asyncio.gather(*map(person, range(10)))
        for at in begun:
            together = sum(at <= one < at + 2 for one in begun)
            assert together * cost <= 2 / 3 + cost

    virtually(main)


def test_one_person_alone_has_the_credit_and_then_the_share() -> None:
    async def main() -> None:
        loop = asyncio.get_running_loop()
        shares, used = Shares(loop.time), 0.0
        while loop.time() < 120:
            await shares.turn(ALICE, 2000)
            shares.spent(ALICE, 0.1)
            used += 0.1
        assert used == pytest.approx(CREDIT + 120 * SHARE, abs=0.3)

    virtually(main)


def test_a_short_text_of_somebody_else_waits_for_none_of_them() -> None:
    async def main() -> None:
        loop = asyncio.get_running_loop()
        shares = Shares(loop.time)
        heavy = [asyncio.create_task(shares.turn(number, 4000)) for number in range(10)]
        await asyncio.sleep(0)
        await shares.turn(BOB, 40)
        assert loop.time() == 0
        await asyncio.gather(*heavy)
        assert loop.time() >= 9 * 2 * HEAVY

    virtually(main)


async def test_work_is_measured_between_its_waits_and_keeps_its_result_and_its_errors() -> None:
    shares = Shares(asyncio.get_running_loop().time)

    async def work(fails: bool) -> str:
        until = thread_time() + 0.05
        while thread_time() < until:
            pass
        await asyncio.sleep(0.2)  # costs nothing
        if fails:
            raise KeyError("x")
        return "done"

    assert await shares.measured(ALICE, work(fails=False)) == "done"
    with pytest.raises(KeyError):
        await shares.measured(BOB, work(fails=True))
    for person in (ALICE, BOB):
        assert 0.03 < shares._people[person].last < 0.15


async def test_measured_work_can_be_broken_off() -> None:
    shares, reached = Shares(asyncio.get_running_loop().time), asyncio.Event()

    async def work() -> None:
        reached.set()
        await asyncio.Event().wait()

    task = asyncio.create_task(shares.measured(ALICE, work()))
    await reached.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


def test_who_owes_nothing_is_forgotten() -> None:
    now = [0.0]
    shares = Shares(lambda: now[0])
    for person in range(1000):
        shares.spent(person, 0.001)
    now[0] = 60.0
    shares.spent(ALICE, 0.001)
    assert len(shares._people) == 1
