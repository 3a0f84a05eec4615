"""Group commit: who shares a trip, and who shares a failure."""

from __future__ import annotations

import asyncio

import pytest

from bot.ports.faults import PortError, Retryable
from bot.storage.group_commit import Grouped


class Trips:
    """Doubles each number; refuses those it is told to; keeps what each trip carried."""

    def __init__(self, refuse: dict[int, Exception] | None = None) -> None:
        self.carried: list[list[int]] = []
        self.begun = asyncio.Event()
        self.refuse = refuse or {}

    async def __call__(self, asked: list[int]) -> list[int]:
        self.carried.append(asked)
        self.begun.set()
        await asyncio.sleep(0)
        for number in asked:
            if number in self.refuse:
                raise self.refuse[number]
        return [2 * number for number in asked]


async def ask(trips: Trips, numbers: range) -> list[int | BaseException]:
    grouped = Grouped(trips)
    return await asyncio.gather(*(grouped(n) for n in numbers), return_exceptions=True)


async def test_a_lone_question_is_answered_alone() -> None:
    trips = Trips()
    assert await ask(trips, range(5, 6)) == [10]
    assert trips.carried == [[5]]


async def test_questions_asked_together_share_a_trip_and_get_their_own_answers() -> None:
    trips = Trips()
    assert await ask(trips, range(4)) == [0, 2, 4, 6]
    assert trips.carried == [[0, 1, 2, 3]]


async def test_questions_asked_during_a_trip_share_the_next() -> None:
    trips = Trips()
    grouped = Grouped(trips)
    first = asyncio.create_task(grouped(1))
    await trips.begun.wait()
    assert await asyncio.gather(*(grouped(n) for n in (2, 3))) == [4, 6]
    assert await first == 2
    assert trips.carried == [[1], [2, 3]]


async def test_a_lone_question_does_not_wait_and_the_next_trip_keeps_its_distance() -> None:
    trips = Trips()
    grouped = Grouped(trips, gap=0.2)
    clock = asyncio.get_running_loop().time
    start = clock()
    assert await grouped(1) == 2
    assert clock() - start < 0.1
    assert await asyncio.gather(*(grouped(n) for n in (2, 3))) == [4, 6]
    assert clock() - start >= 0.2
    assert trips.carried == [[1], [2, 3]]


async def test_a_question_refused_for_its_value_fails_alone() -> None:
    refusal = PortError("no such number")
    trips = Trips({2: refusal})
    assert await ask(trips, range(4)) == [0, 2, refusal, 6]
    assert trips.carried == [[0, 1, 2, 3], [0], [1], [2], [3]]


@pytest.mark.parametrize("fault", [Retryable("full"), RuntimeError("a bug")])
async def test_a_failing_world_fails_all_at_once(fault: Exception) -> None:
    trips = Trips({2: fault})
    assert await ask(trips, range(4)) == [fault] * 4
    assert trips.carried == [[0, 1, 2, 3]]


async def test_after_a_failure_it_goes_on() -> None:
    trips = Trips({1: Retryable("full")})
    grouped = Grouped(trips)
    with pytest.raises(Retryable):
        await grouped(1)
    assert await grouped(3) == 6


@pytest.mark.parametrize("refuse", [{}, {2: Retryable("full")}], ids=["answered", "failed"])
async def test_a_caller_that_went_away_is_passed_over(refuse: dict[int, Exception]) -> None:
    trips = Trips(refuse)
    grouped = Grouped(trips)
    calls = [asyncio.create_task(grouped(n)) for n in range(3)]
    await trips.begun.wait()
    calls[0].cancel()
    done = await asyncio.gather(*calls, return_exceptions=True)
    assert isinstance(done[0], asyncio.CancelledError)
    assert done[1:] == ([refuse[2]] * 2 if refuse else [2, 4])


async def test_drain_waits_for_all_trips() -> None:
    trips = Trips()
    grouped = Grouped(trips)
    await grouped.drain()
    calls = [asyncio.create_task(grouped(n)) for n in range(3)]
    await trips.begun.wait()
    late = asyncio.create_task(grouped(3))
    await asyncio.sleep(0)
    await grouped.drain()
    assert trips.carried == [[0, 1, 2], [3]]
    assert await asyncio.gather(*calls, late) == [0, 2, 4, 6]
