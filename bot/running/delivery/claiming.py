"""What is taken in hand of the notices that are due, and that somebody looks for them at all."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Callable
from datetime import datetime, timedelta

from bot.notices.alerts import DeliveryAlert, WasAway
from bot.ports.clock import Clock
from bot.ports.faults import PortError
from bot.ports.notices import ALIVE_EVERY, Due, Outbox, Rank
from bot.running.leases import Leases

log = logging.getLogger(__name__)

SET_BACK = timedelta(seconds=2)
"""A clock that goes back by less is only put right."""

FEWEST_CLAIMED, MOST_CLAIMED = 10, 500

LONG_AWAY = timedelta(hours=1)
"""Operators hear of a longer time in which notices waited and nobody looked for them."""

READ_FIRST = timedelta(seconds=3)
"""After it, so long for the feed to be read: what happened meanwhile is told in one message."""


class Claiming:
    """Claims notices for two seconds of the pace; the next ones while the last are sent.

    ``rank`` is up to which they are wanted now; ``full`` while too many are in work; ``looked`` is
    called whenever delivery is not paused.
    """

    def __init__(
        self,
        outbox: Outbox,
        worker: str,
        clock: Clock,
        leases: Leases,
        alert: Callable[[DeliveryAlert], None],
        *,
        per_second: float,
        rank: Callable[[], Rank],
        full: Callable[[], bool],
        looked: Callable[[], None],
    ) -> None:
        self._outbox = outbox
        self._worker = worker
        self._clock = clock
        self._leases = leases
        self._alert = alert
        self._most = max(FEWEST_CLAIMED, min(MOST_CLAIMED, int(2 * per_second)))
        self._rank = rank
        self._full = full
        self._looked = looked
        self._waiting: deque[Due] = deque()
        self.meanwhile: asyncio.Task[bool] | None = None
        """What is being claimed while others are sent."""
        self._given_back = 0
        self._looked_at: datetime | None = None
        self._alive_at: datetime | None = None
        self._back_at: datetime | None = None

    def __len__(self) -> int:
        """How many are in hand and not begun."""
        return len(self._waiting)

    def next(self) -> Due:
        """The first one in hand; more are taken while it is sent, unless there were no more."""
        begun = self.meanwhile
        more = begun is None or (begun.done() and begun.result())
        if more and len(self._waiting) <= self._most // 2:
            self.meanwhile = asyncio.create_task(self._claim(), name="notice-claim")
        return self._waiting.popleft()

    async def more(self) -> bool:
        """Whether there was more to take in hand: while the last were sent, or now."""
        begun, self.meanwhile = self.meanwhile, None
        found = begun is not None and await begun
        return found or bool(self._waiting) or await self._claim()

    def give_back(self) -> None:
        """Nothing of it is begun any more; others have it when its leases run out."""
        self._given_back += 1
        self._leases.let_go(due.notice for due in self._waiting)
        self._waiting.clear()

    async def close(self) -> None:
        """Give back what is in hand, and what is just being claimed."""
        self.give_back()
        if self.meanwhile is not None:
            await self.meanwhile

    async def _claim(self) -> bool:
        given_back = self._given_back
        if self._full():
            return False
        try:
            await self._look_at_the_clock()
            if await self._outbox.paused():
                return False
            await self._alive()
            if self._is_just_back():
                return False
            self._looked()
            now, until = self._leases.term()
            claimed = await self._outbox.claim(self._worker, now, until, self._most, self._rank())
        except PortError as error:
            log.warning("no notices could be claimed: %s", error)
            return False
        if given_back != self._given_back:
            return False
        self._leases.hold((due.notice for due in claimed), until)
        self._waiting.extend(claimed)
        return bool(claimed)

    async def _alive(self) -> None:
        """Say so once a minute; hours in which nobody did are no hours of news."""
        now = self._clock.now()
        if self._alive_at is not None and timedelta() <= now - self._alive_at < ALIVE_EVERY:
            return
        gap = await self._outbox.alive(now)
        self._alive_at = now
        if gap >= LONG_AWAY and (waiting := (await self._outbox.counts()).waiting):
            self._back_at = now
            self._alert(WasAway(gap, waiting))

    def _is_just_back(self) -> bool:
        back = self._back_at
        return back is not None and timedelta() <= self._clock.now() - back < READ_FIRST

    async def _look_at_the_clock(self) -> None:
        """At the start, and when it was set back: what is written for later than now is due."""
        before, now = self._looked_at, self._clock.now()
        if before is None or now < before - SET_BACK:
            await self._leases.renew()
            await self._outbox.set_right(now)
        self._looked_at = now
