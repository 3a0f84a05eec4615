"""The notices of an event are made: slice by slice, so that nobody waits for it; and reminders."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from bot.conversation.world import World
from bot.notices.alerts import DeliveryAlert, SlowBroadcast
from bot.notices.ranks import FIRST, REST, ranks
from bot.notices.reminding import LOOK_AGAIN, look
from bot.ports.clock import Clock
from bot.ports.faults import PortError
from bot.ports.notices import Outbox, Owed, Rank, Slice
from bot.ports.reminders import Reminded, ToRemind

log = logging.getLogger(__name__)

SLICE = 2_000
"""Subscribers: what the longest transaction writes."""

AT_ONCE = 50
"""So many people are judged before others have their turn."""

LOOKED_AT = 500
"""People whose own days are looked at in one transaction."""

LOOK_SECONDS = 2.0

TOO_SLOW = timedelta(hours=36)
"""What takes longer to tell everybody is told to operators."""


class Planning:
    """Makes what is owed until it is cancelled; ``learn`` has the facts an event tells of."""

    def __init__(
        self,
        outbox: Outbox,
        clock: Clock,
        world_of: Callable[[datetime], World],
        learn: Callable[[Owed], Awaitable[bool]],
        alert: Callable[[DeliveryAlert], None],
        per_second: float,
        made: Callable[[], None],
    ) -> None:
        self._outbox = outbox
        self._clock = clock
        self._world_of = world_of
        self._learn = learn
        self._alert = alert
        self._per_second = per_second
        self._made = made
        self._busy = True

    @property
    def rank(self) -> Rank:
        """Up to which rank notices are to be sent: while some are made, only the first."""
        return FIRST if self._busy else REST

    async def run(self) -> None:
        """Look for what is to be made, for ever."""
        while True:
            try:
                self._busy = await self.step()
            except PortError as error:
                log.warning("notices could not be made: %s", error)
                self._busy = False
            except Exception as error:
                log.error("notices could not be made: a bug: %s", type(error).__name__)
                self._busy = False
            if not self._busy:
                await asyncio.sleep(LOOK_SECONDS)

    async def step(self) -> bool:
        """Make the reminders that are due, and one slice; whether there was one."""
        while await self._remind():
            pass
        found = await self._outbox.next_slice(SLICE)
        if found is None:
            return False
        if found.subscribers:
            self._tell_if_slow(found)
        self._busy = True
        await self._learn(found.owed)
        if await self._outbox.make(found, await self._ranked(found), self._clock.now()):
            self._made()
        return True

    async def _remind(self) -> bool:
        """Look at the days of people for whom that is due; whether there may be more of them."""
        now = self._clock.now()
        people = await self._outbox.to_remind(now, LOOKED_AT)
        if not people:
            return False
        found, world = [], self._world_of(now)
        for who in people:
            found.append(_looked_at(who, world))
            if len(found) % AT_ONCE == 0:
                await asyncio.sleep(0)
        if await self._outbox.remind(found, now):
            self._made()
        return len(people) == LOOKED_AT

    async def _ranked(self, found: Slice) -> list[Rank]:
        ranked: list[Rank] = []
        for rank in ranks(found.owed, found.people, self._world_of(self._clock.now())):
            ranked.append(rank)
            if len(ranked) % AT_ONCE == 0:
                await asyncio.sleep(0)
        return ranked

    def _tell_if_slow(self, found: Slice) -> None:
        takes = timedelta(seconds=found.subscribers / self._per_second)
        log.info("notices about draw #%s for %d subscribers", found.owed.draw, found.subscribers)
        if takes > TOO_SLOW:
            self._alert(SlowBroadcast(found.owed.draw, found.subscribers, takes))


def _looked_at(who: ToRemind, world: World) -> Reminded:
    """One person's odd data must not stop the reminders of all others: they are left alone."""
    try:
        return look(who, world)
    except Exception as error:
        log.error("somebody's days could not be looked at: a bug: %s", type(error).__name__)
        return Reminded(who, (), world.now + LOOK_AGAIN)
