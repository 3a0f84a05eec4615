"""When the next notice may start: behind the replies in hand, at the pace of all machines."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from bot.ports.clock import Clock
from bot.ports.faults import PortError
from bot.ports.messages import Messenger, Rendered
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

LONGEST_SECONDS = 1.0
"""A reply that takes longer, to one slow chat, holds up nobody's notice any more."""


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


class RepliesFirst:
    """Knows the replies in hand.

    Who comes to the gate waits for those in hand at that moment, not for later ones: they are
    sent at once anyway, and a busy hour must not keep notices back for ever.
    """

    def __init__(self, longest: float = LONGEST_SECONDS) -> None:
        self._longest = longest
        self._in_hand: set[asyncio.Future[None]] = set()

    @contextmanager
    def in_hand(self) -> Iterator[None]:
        """A reply is in hand as long as this lasts, but at most a second."""
        loop = asyncio.get_running_loop()
        over = loop.create_future()
        self._in_hand.add(over)
        timer = loop.call_later(self._longest, self._end, over)
        try:
            yield
        finally:
            timer.cancel()
            self._end(over)

    async def gate(self) -> None:
        """Wait until the replies that are in hand now are sent."""
        if self._in_hand:
            await asyncio.wait(tuple(self._in_hand))

    def _end(self, over: asyncio.Future[None]) -> None:
        self._in_hand.discard(over)
        if not over.done():
            over.set_result(None)


class PriorityMessenger:
    """A Messenger whose messages are replies: in hand until they are sent or cannot be."""

    def __init__(self, messenger: Messenger, replies: RepliesFirst) -> None:
        self._messenger = messenger
        self._replies = replies

    async def send(self, chat: int, message: Rendered) -> int:
        """Show one message; its id. Raises Retryable or Permanent."""
        with self._replies.in_hand():
            return await self._messenger.send(chat, message)

    async def edit(self, chat: int, shown: int, message: Rendered) -> int:
        """Show it in the place of an earlier one; its id. Raises Retryable or Permanent."""
        with self._replies.in_hand():
            return await self._messenger.edit(chat, shown, message)
