"""Takes updates from the queue and answers them: many chats at once, each chat in order.

What is taken is leased for ten seconds and the lease renewed while the turn lasts. After kill -9
the leases run out and another machine, or the next start, goes on from there; the order within a
chat is kept by the queue, which hands out only the first update of each.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import random
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeAlias

from bot.ports.clock import Clock
from bot.ports.faults import PortError, Retryable, back_off
from bot.ports.metrics import NO_METRICS, Metrics
from bot.ports.queue import Queued, UpdateQueue
from bot.ports.updates import Incoming, person_of
from bot.running.leases import LEASE_SECONDS, RENEW_SECONDS, Leases
from bot.system.logs import logged_as, place_of
from bot.system.loops import ended
from bot.telegram.shares import Shares
from bot.telegram.updates import Me, from_queue

_LOG = logging.getLogger(__name__)

OnIncoming: TypeAlias = Callable[[Incoming], Awaitable[bool | None]]
"""Answers one update completely. Retryable: the same update is handed in again after a pause.

False: it asked for no answer, and nothing is kept of it.
"""

TURN_PATIENCE_SECONDS = 3600.0
FIRST_PAUSE_SECONDS = 0.5
LONGEST_PAUSE_SECONDS = 30.0

LAST_CALL_SECONDS = 5.0

MOST_TAKES = 3
"""Begun so often, an update is not read any more: it may be what ended the program each time."""


@dataclass(frozen=True, slots=True)
class QueuePace:
    """How the worker goes about it; times in seconds.

    ``lease``: how long others wait for a machine that died. ``renew``: pause between renewals.
    ``look``: pause between looks when nothing is heard, for what died with other machines.
    ``gap``: shortest pause between two looks. ``at_once``: most turns in hand. ``share``: most
    updates taken by one look, so that machines share a burst. ``again``: most that are begun anew
    within ``suspicion``, after whoever had them did not end them. ``grace``: for turns in hand at
    the end.
    """

    lease: float = LEASE_SECONDS
    renew: float = RENEW_SECONDS
    look: float = 1.0
    gap: float = 0.002
    at_once: int = 1024
    share: int = 128
    again: int = 16
    suspicion: float = 1.0
    grace: float = 20.0


class LeaseLostError(PortError):
    """This process stood still or lost the database for so long that others may answer."""


class QueueWorker:
    """Answers what is in the queue with ``on``; ``worker`` is a name that no other process has.

    ``me`` tells who the bot is, for what was said to it in groups; ``shares`` when whose turn may
    begin.
    """

    def __init__(
        self,
        queue: UpdateQueue,
        on: OnIncoming,
        clock: Clock,
        *,
        worker: str,
        pace: QueuePace | None = None,
        metrics: Metrics = NO_METRICS,
        me: Callable[[], Me | None] = lambda: None,
        shares: Shares | None = None,
    ) -> None:
        self._queue = queue
        self._on = on
        self._worker = worker
        self._pace = pace or QueuePace()
        self._metrics = metrics
        self._me = me
        self._shares = shares
        renew = partial(queue.renew, worker)
        self._leases = Leases(clock, renew, self._pace.lease, self._pace.renew)
        self._turns: dict[asyncio.Task[None], Queued] = {}
        self._latest: dict[int, asyncio.Task[None]] = {}
        self._suspects: set[int] = set()
        self._look = asyncio.Event()
        self._failing = False
        self._traces = False

    def kick(self) -> None:
        """Look into the queue now: something is new there."""
        self._look.set()

    async def run(self, stop: asyncio.Event) -> None:
        """Answer until ``stop`` is set, then finish the turns in hand; give back the others.

        When cancelled, turns are broken off and their leases run out; nothing that was not
        answered is lost.
        """
        beside = [
            asyncio.create_task(self._leases.keep(), name="queue-leases"),
            asyncio.create_task(self._stopped(stop), name="queue-stop"),
        ]
        try:
            while not stop.is_set():
                self._look.clear()
                room = min(self._pace.share, self._pace.at_once - len(self._turns))
                taken = await self._take(room)
                if taken < room or not room:
                    await self._heard()
                await asyncio.sleep(self._pace.gap)
            await self._finish()
        finally:
            await ended((*beside, *self._turns))

    async def _stopped(self, stop: asyncio.Event) -> None:
        await stop.wait()
        self._look.set()

    async def _heard(self) -> None:
        """Wait for a kick, but not for ever: another machine may have died."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(self._pace.look):
                await self._look.wait()

    async def _take(self, most: int) -> int:
        """Begin the turns of up to ``most`` updates; how many there were."""
        if not most:
            return 0
        now, until = self._leases.term()
        try:
            again = min(most, self._pace.again - len(self._suspects))
            taken = await self._queue.take(self._worker, now, until, most, again)
            await self._rest(taken)
        except PortError as error:
            if not self._failing:
                _LOG.warning("the queue cannot be read, trying on: %s", error)
            self._failing = True
            return 0
        self._failing = False
        self._leases.hold((queued.update for queued in taken), until)
        for queued in taken:
            if queued.takes > 1:
                self._suspects.add(queued.update)
                later = asyncio.get_running_loop().call_later
                later(self._pace.suspicion, self._trusted, queued.update)
            before = self._latest.get(queued.chat)
            task = asyncio.create_task(self._turn(queued, before), name="queued-turn")
            self._turns[task], self._latest[queued.chat] = queued, task
            task.add_done_callback(self._ended)
        return len(taken)

    def _trusted(self, update: int) -> None:
        """It did not end the program: others that were begun before may be begun."""
        if update in self._suspects:
            self._suspects.discard(update)
            self._look.set()

    async def _rest(self, taken: Sequence[Queued]) -> None:
        """Let the queue clean up when it has run empty."""
        if taken:
            self._traces = True
        elif self._traces and not self._turns and not await self._queue.waiting():
            await self._queue.rest()
            self._traces = False

    async def _turn(self, queued: Queued, before: asyncio.Task[None] | None) -> None:
        if before is not None:
            # An update may leave the queue before its turn is over: forgetting comes before the
            # receipt for it.
            await asyncio.wait([before])

        async def answer(update: Incoming) -> bool | None:
            if not self._leases.holds(queued.update):
                raise LeaseLostError("its lease ran out; whoever is free takes it again")
            return await self._on(update)

        told = self._told(queued)
        answered = told is not None and await self._answered(answer, told)
        if not answered and self._leases.holds(queued.update):
            await self._queue.drop(self._worker, queued.update)

    def _told(self, queued: Queued) -> Incoming | None:
        """The update as it is to be answered; None for one that never can be."""
        if queued.receipt is not None:
            return Incoming(queued.update, queued.chat, "forgotten", "", queued.receipt)
        if queued.takes < MOST_TAKES:
            told = from_queue(queued, self._me)
            crowded = told is not None and queued.crowded
            return replace(told, kind="flood", body="") if told and crowded else told
        self._metrics.error("let_go")
        _LOG.error("an update was begun %d times and never ended: let go", queued.takes - 1)
        if queued.takes > MOST_TAKES:
            return None
        told = from_queue(queued, self._me)
        return None if told is None else replace(told, kind="not_read", body="")

    async def _answered(self, on: OnIncoming, told: Incoming) -> bool:
        """Answer it when its person's share allows that."""
        if self._shares is None:
            return await take_turn(on, told, metrics=self._metrics)
        person = person_of(told)
        await self._shares.turn(person, len(told.body))
        turn = take_turn(on, told, metrics=self._metrics)
        return await self._shares.measured(person, turn)

    def _ended(self, task: asyncio.Task[None]) -> None:
        queued = self._turns.pop(task)
        self._leases.let_go([queued.update])
        self._suspects.discard(queued.update)
        if self._latest.get(queued.chat) is task:
            del self._latest[queued.chat]
        if not task.cancelled() and (error := task.exception()) is not None:
            # Not given up: the lease runs out and it is tried again.
            _LOG.error("an update is still queued: %s", place_of(error))
        # The chat's next update, if there is one, can be had now.
        self._look.set()

    async def _finish(self) -> None:
        """Finish the turns in hand, within the grace; others may have the rest at once."""
        if self._turns:
            _LOG.info("stopping: %d turns in hand", len(self._turns))
            await asyncio.wait(tuple(self._turns), timeout=self._pace.grace)
        if self._turns:
            _LOG.warning("%d turns not finished: they stay queued", len(self._turns))
            await ended(self._turns)
        try:
            async with asyncio.timeout(LAST_CALL_SECONDS):
                await self._queue.release(self._worker)
        except (PortError, TimeoutError):
            _LOG.warning("what is still queued is free when its leases run out")


async def take_turn(
    on: OnIncoming,
    update: Incoming,
    patience: float = TURN_PATIENCE_SECONDS,
    metrics: Metrics = NO_METRICS,
) -> bool:
    """Answer one update; try again while the world cannot (Retryable), up to ``patience`` seconds.

    Whether it was answered. Nothing is raised: a turn that fails for good is logged, without what
    was said, answered by saying so, and is over, because an update that can never be answered would
    otherwise come back for ever. Every line logged meanwhile carries the turn's mark.
    """
    begun = asyncio.get_running_loop().time()
    metrics.update(update.kind)
    with logged_as(update.update, update.chat):
        answered = await _insist(on, update, begun + patience, metrics)
    if answered:
        metrics.reply(asyncio.get_running_loop().time() - begun)
    return answered


async def _insist(on: OnIncoming, update: Incoming, until: float, metrics: Metrics) -> bool:
    loop = asyncio.get_running_loop()
    failures = 0
    while True:
        failures += 1
        try:
            return await on(update) is not False
        except Retryable as error:
            pause = back_off(failures, FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS)
            wait = error.after if error.after is not None else pause * random.uniform(0.7, 1.0)
            if loop.time() + wait > until:
                _LOG.error("an update stays unanswered: %s", error)
                metrics.error("turn_unanswered")
                return False
            _LOG.warning(
                "an update could not be answered yet (%s); next try in %.1f s", error, wait
            )
            metrics.error("turn_retried")
        except PortError as error:
            _LOG.error("an update stays unanswered: %s", error)
            metrics.error("turn_unanswered")
            return False
        except Exception as error:
            _LOG.error("an update cannot be answered, a bug: %s", place_of(error))
            metrics.error("bug")
            if update.kind == "not_read":
                return False
            update, wait = replace(update, kind="not_read", body=""), 0.0
        await asyncio.sleep(wait)
