"""When the next notice may start: behind the replies in hand, at the pace of all machines."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections import deque
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from bot.ports.clock import Clock
from bot.ports.faults import PortError
from bot.ports.notices import LONGEST_AHEAD, Held, Outbox

log = logging.getLogger(__name__)

LATE = timedelta(seconds=0.05)
HEADROOM = 1.1
"""Notices start at 1/1.1 of the pace, and a slot that was missed by more than LATE is given up: in
any second at most ``1.05 / 1.1`` of the pace starts. The rest is for requests that take up to
another 0.05 s longer than others, so that no second sees more arrive than the pace allows."""

AHEAD_SECONDS = 0.2
"""Slots are reserved for no longer ahead, since a hold of another machine counts only then."""

PATIENCE_SECONDS = 2.0


class Pacing:
    """Turns in the pace that all machines share; ``per_second`` is that of all together."""

    def __init__(
        self,
        outbox: Outbox,
        clock: Clock,
        per_second: float,
        gate: Callable[[], Awaitable[None]],
        stop: asyncio.Event,
    ) -> None:
        self._outbox = outbox
        self._clock = clock
        self._rate = per_second / HEADROOM
        self._gate = gate
        self._stop = stop
        self._slots: deque[datetime] = deque()
        self._holds = 0
        self._held_here: tuple[datetime, datetime] | None = None

    async def turn(self, waiting: int) -> bool:
        """Wait for the next turn; False when it is time to stop instead.

        ``waiting`` is how many are to start, this one included. The gate comes before the slot:
        the other way round a busy hour of replies would let every slot pass.
        """
        while not self._stop.is_set():
            await self._gate()
            holds = self._holds
            slot = await self._slot(waiting)
            if slot is None:
                continue
            await self._until(slot)
            if timedelta() <= self._clock.now() - slot <= LATE and holds == self._holds:
                return True
        return False

    async def hold(self, until: datetime) -> None:
        """No turn before that instant, on any machine; the database keeps it, so that an operator
        can see and end it. PortError when it cannot: then this machine alone holds."""
        now = self._clock.now()
        self._holds += 1
        self._slots.clear()
        try:
            await self._outbox.hold(now, until)
        except PortError:
            self._held_here = now, until
            raise

    async def _slot(self, waiting: int) -> datetime | None:
        """The next instant that belongs to this machine; None when none could be had."""
        if self._slots:
            return self._slots.popleft()
        now = self._clock.now()
        if self._held_here is not None and self._held_here[0] <= now < self._held_here[1]:
            await self._later(self._held_here[1])
            return None
        count = max(1, min(waiting, int(self._rate * AHEAD_SECONDS)))
        try:
            first = await self._outbox.pace(now, count, self._rate)
        except PortError as error:
            log.warning("the pace could not be kept: %s", error)
            await self._later(now + timedelta(seconds=PATIENCE_SECONDS))
            return None
        if isinstance(first, Held):
            await self._later(first.until)
            return None
        self._slots.extend(first + timedelta(seconds=n / self._rate) for n in range(1, count))
        return first

    async def _later(self, until: datetime) -> None:
        """Look again then, or sooner: an operator may have ended a hold."""
        soon = self._clock.now() + timedelta(seconds=PATIENCE_SECONDS)
        await self._until(min(until, soon))

    async def _until(self, at: datetime) -> None:
        longest = max(LONGEST_AHEAD.total_seconds(), 11 / self._rate)
        while (left := (at - self._clock.now()).total_seconds()) > 0 and not self._stop.is_set():
            if left > longest:  # the clock was set back meanwhile
                return
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(left):
                    await self._stop.wait()
