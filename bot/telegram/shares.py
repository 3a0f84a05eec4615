"""Processing time is shared: who needs much of it waits, so that nobody else does."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Generator
from dataclasses import dataclass
from functools import partial
from time import perf_counter, thread_time
from typing import Any, TypeVar

SHARE = 0.03
"""Of each second one person may have so much, in the long run."""

CREDIT = 0.3
"""Seconds that a person may have used beyond that before they wait."""

LONGEST_WAIT_SECONDS = 30.0

HEAVY = 0.02
"""A turn that will probably take so many seconds begins in a row with the others like it."""

SECONDS_PER_CHARACTER = 50e-6
"""What a text may cost that nobody has measured yet: more than most do."""

MOST_PEOPLE = 50_000

Result = TypeVar("Result")


@dataclass(slots=True)
class _Used:
    """Seconds used beyond the share, as of an instant; and what the last turn took."""

    owed: float = 0.0
    at: float = 0.0
    last: float = 0.0


class Shares:
    """Keeps an account for each person, by this process and only in memory.

    ``now`` gives seconds of any clock. Heavy turns begin one after another, each when the one
    before has had time to be decided three times: together they have a third of the processor.
    """

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._people: dict[int, _Used] = {}
        self._row = 0.0
        self._stretch = 1.0

    def wait(self, person: int) -> float:
        """Seconds until that person is within their share again."""
        used = self._people.get(person)
        if used is None:
            return 0.0
        return min(LONGEST_WAIT_SECONDS, max(0.0, self._owed(used) - CREDIT) / SHARE)

    async def turn(self, person: int, characters: int) -> None:
        """Return when a turn of that person about so long a text may begin."""
        await asyncio.sleep(self.wait(person))
        used = self._people.get(person)
        cost = max(characters * SECONDS_PER_CHARACTER, 0.0 if used is None else used.last)
        if cost >= HEAVY:
            begin = max(self._now(), self._row)
            self._row = begin + 3 * cost * self._stretch
            await asyncio.sleep(begin - self._now())

    async def measured(self, person: int, work: Awaitable[Result]) -> Result:
        """Do it, and put what it costs here on that person's account."""
        meter = _Meter(work)
        try:
            return await meter
        finally:
            self.spent(person, meter.seconds)
            if meter.seconds >= HEAVY:
                # On a busy machine the same work lasts longer.
                self._stretch = max(1.0, meter.lasted / meter.seconds)

    def spent(self, person: int, seconds: float) -> None:
        """That person's work took so many seconds of the processor."""
        used = self._people.pop(person, None) or _Used(at=self._now())
        used.owed, used.at, used.last = self._owed(used) + seconds, self._now(), seconds
        # Last in the dictionary: who used time longest ago is forgotten first.
        self._people[person] = used
        while self._people:
            first = next(iter(self._people))
            if len(self._people) <= MOST_PEOPLE and self._owed(self._people[first]) > 0:
                break
            del self._people[first]

    def _owed(self, used: _Used) -> float:
        return max(0.0, used.owed - SHARE * (self._now() - used.at))


class _Meter(Awaitable[Result]):
    """Counts the seconds of the processor between the waits of an awaitable, and on the clock."""

    def __init__(self, work: Awaitable[Result]) -> None:
        self._work = work
        self.seconds = 0.0
        self.lasted = 0.0

    def __await__(self) -> Generator[Any, Any, Result]:
        steps = self._work.__await__()
        resume: Callable[[], Any] = steps.__next__
        while True:
            begun, began_at = thread_time(), perf_counter()
            try:
                waits_for = resume()
            except StopIteration as done:
                result: Result = done.value
                return result
            finally:
                self.seconds += thread_time() - begun
                self.lasted += perf_counter() - began_at
            try:
                yield waits_for
            except BaseException as error:
                resume = partial(steps.throw, error)
            else:
                resume = steps.__next__
