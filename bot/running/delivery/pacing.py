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
from bot.ports.notices import Outbox

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
        self._held: datetime | None = None

    async def turn(self, waiting: int) -> bool:
        """Wait for the next turn; False when it is time to stop instead.

        ``waiting`` is how many are to start, this one included. The gate comes before the slot:
        the other way round a busy hour of replies would let every slot pass.
        """
        while not self._stop.is_set():
            await self._gate()
            slot = await self._slot(waiting)
            if slot is None:
                continue
            await self._until(slot)
            now = self._clock.now()
            held = self._held is not None and now < self._held
            if not held and timedelta() <= now - slot <= LATE:
                return True
        return False

    async def hold(self, until: datetime) -> None:
        """No turn before that instant, on any machine. PortError when the others do not hear."""
        self._held = max(until, self._held or until)
        self._slots.clear()
        await self._outbox.hold(until)

    async def _slot(self, waiting: int) -> datetime | None:
        """The next instant that belongs to this machine; None when none could be had."""
        if not self._slots:
            now = self._clock.now()
            count = max(1, min(waiting, int(self._rate * AHEAD_SECONDS)))
            try:
                first = await self._outbox.pace(now, count, self._rate)
            except PortError as error:
                log.warning("the pace could not be kept: %s", error)
                await self._until(now + timedelta(seconds=PATIENCE_SECONDS))
                return None
            self._slots.extend(first + timedelta(seconds=n / self._rate) for n in range(count))
        return self._slots.popleft()

    async def _until(self, at: datetime) -> None:
        while (left := (at - self._clock.now()).total_seconds()) > 0 and not self._stop.is_set():
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(left):
                    await self._stop.wait()
