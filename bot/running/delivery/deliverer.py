"""From the outbox to Telegram: every notice that is owed is pushed, evenly, behind all replies.

Any number of machines run this side by side on one outbox. What is claimed is leased for ten
seconds and the lease renewed while it is in hand: after kill -9 others go on where this one was,
and only requests in flight at that moment can be told twice.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import random
import traceback
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

from bot.conversation.subscriptions import LATE
from bot.conversation.world import World
from bot.notices.alerts import (
    ChatsSaidGone,
    DeliveryAlert,
    DeliveryFailing,
    LongWait,
    NoticeBroken,
    NoticeRefused,
    NoticesExpired,
)
from bot.notices.contents import NotTold, TooEarly
from bot.notices.doubts import Doubts, DoubtsJudged
from bot.notices.failures import FailureRate, Move, ToldToWait, after_failure
from bot.notices.waits import LONG_WAIT, WaitingChats
from bot.ports.clock import Clock
from bot.ports.faults import Permanent, PortError, Retryable
from bot.ports.notices import Due, Outbox, Owed, Settled
from bot.ports.notifier import ChatGoneError, ChatNotReachedError, Notifier
from bot.running.delivery.claiming import Claiming
from bot.running.delivery.letters import Letter, Letters
from bot.running.delivery.outcomes import Settling
from bot.running.delivery.pacing import Pacing
from bot.running.delivery.planning import Planning
from bot.running.leases import Leases

log = logging.getLogger(__name__)

POLL_SECONDS = 2.0
IN_FLIGHT = 64
MOST_UNWRITTEN = 1000
LAST_WRITE_SECONDS = 20.0
"""At the end, for a database that does not answer."""


class Deliverer:
    """Claims, writes, pushes and settles notices until ``stop`` is set.

    ``world_of`` gives the facts for an instant and ``refresh`` brings them up to what the
    database holds: another machine may have read the draw. ``gate`` is waited for before each
    push. ``per_second`` is the pace of all machines together; ``jitter`` gives 0 to 1.
    """

    def __init__(
        self,
        outbox: Outbox,
        notifier: Notifier,
        clock: Clock,
        world_of: Callable[[datetime], World],
        *,
        worker: str,
        per_second: float,
        stop: asyncio.Event,
        alert: Callable[[DeliveryAlert], None],
        refresh: Callable[[], Awaitable[object]],
        gate: Callable[[], Awaitable[None]],
        jitter: Callable[[], float] = random.random,
    ) -> None:
        self.kick = asyncio.Event()
        """Set it when something is owed: it is looked for at once."""
        self._outbox = outbox
        self._worker = worker
        self._notifier = notifier
        self._clock = clock
        self._stop = stop
        self._alert = alert
        self._refresh = refresh
        self._jitter = jitter
        self._letters = Letters(world_of)
        self._leases = Leases(clock, partial(outbox.renew, worker))
        self._planning = Planning(
            outbox, clock, world_of, self._learn, alert, per_second, self._tell_made
        )
        self._claiming = Claiming(
            outbox,
            worker,
            clock,
            self._leases,
            alert,
            per_second=per_second,
            rank=lambda: self._planning.rank,
            full=lambda: len(self._settling) > MOST_UNWRITTEN,
            looked=self._looked,
        )
        self._pacing = Pacing(outbox, clock, per_second, gate, stop)
        self._settling = Settling(outbox, self._written)
        self._permits = asyncio.Semaphore(IN_FLIGHT)
        self._pushing: set[asyncio.Task[None] | None] = set()
        self._failures, self._failed_last = FailureRate(), ""
        self._floods = WaitingChats()
        self._doubts = Doubts()
        self._expired: Counter[str] = Counter()
        self._learned: set[Owed] = set()

    async def run(self) -> None:
        """Deliver until told to stop; then requests in flight are finished and written down.

        Nobody is told twice by such an end. When this is cancelled instead, requests are broken
        off, and the leases run out by themselves in ten seconds at most.
        """
        beside = [
            asyncio.create_task(self._leases.keep(), name="notice-leases"),
            asyncio.create_task(self._stopped(), name="notice-stop"),
            asyncio.create_task(self._planning.run(), name="notice-planning"),
        ]
        try:
            await self._dispatch()
            await self._finish()
        finally:
            tasks = [*beside, *filter(None, (*self._pushing, self._claiming.meanwhile))]
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            await self._settling.close()

    async def _stopped(self) -> None:
        await self._stop.wait()
        self.kick.set()

    async def _dispatch(self) -> None:
        while not self._stop.is_set():
            if self._claiming:
                await self._deliver(self._claiming.next())
                continue
            self.kick.clear()
            if not await self._claiming.more():
                self._tell_expired()
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(POLL_SECONDS):
                        await self.kick.wait()

    def _looked(self) -> None:
        """Delivery is not paused: what was in doubt is looked at again."""
        self._doubts.resumed()
        self._resolve(self._doubts.grown_old(self._clock.now()))

    def _tell_expired(self) -> None:
        """Operators hear how many were too old."""
        for about, notices in (+self._expired).items():
            self._alert(NoticesExpired(about, notices))
        self._expired.clear()

    async def _learn(self, owed: Owed) -> bool:
        """Have the facts that this event tells of: another machine may have read the draw."""
        if owed not in self._learned:
            try:
                await self._refresh()
            except PortError as error:
                log.warning("the newest draws could not be read: %s", error)
                return False
            self._learned.add(owed)
            self._letters.forget()
        return True

    async def _deliver(self, due: Due) -> None:
        """Begin to push one notice when it is its turn, or settle it without."""
        if not await self._learn(due.owed):
            self._again(due, "the newest draws could not be read")
            return
        if self._write(due) is None:
            await asyncio.sleep(0)  # there may be thousands of these
            return
        await self._permits.acquire()
        letter = await self._at_its_turn(due)
        if letter is None:
            self._permits.release()
            return
        self._pushing.add(asyncio.create_task(self._pushed(due, letter)))

    async def _at_its_turn(self, due: Due) -> Letter | None:
        """The letter of the second in which it is sent: night may have fallen while it waited."""
        turn = await self._pacing.turn(len(self._claiming) + 1)
        if turn and self._leases.holds(due.notice):
            return self._write(due)
        # Time to stop, or the lease ran out while this machine was suspended.
        self._leases.let_go([due.notice])
        return None

    def _write(self, due: Due) -> Letter | None:
        """The letter; None when the notice was settled without one."""
        now = self._clock.now()
        try:
            letter = self._letters.write(due, now)
        except Exception as error:
            # One person's odd data must not stop the notices of all others.
            place = traceback.extract_tb(error.__traceback__)[-1]
            reason = f"a bug: {type(error).__name__} at {place.name}:{place.lineno}"
            log.error("a notice about %s: %s", due.owed.about, reason)
            self._alert(NoticeBroken(due.owed.about, reason))
            self._again(due, reason)
            return None
        match letter:
            case NotTold():
                self._expired[due.owed.about] += letter.outcome == "expired"
                what = Settled(due.notice, letter.outcome, now, reason=letter.reason)
                self._settle(due, what, alone=letter.outcome == "expired")
                return None
            case TooEarly():
                self._again(due, letter.reason)
                return None
            case _:
                return letter

    def _again(self, due: Due, reason: str) -> None:
        failed = after_failure(due, Retryable(reason), self._clock.now(), self._jitter())
        if failed.settled.outcome == "given_up":
            self._alert(NoticeRefused(due.owed.about, reason))
        self._settling.put(failed.settled)

    async def _push(self, due: Due, letter: Letter) -> None:
        answer = await self._answer(due.subscription.chat, letter)
        self._permits.release()
        if isinstance(answer, ChatGoneError | ChatNotReachedError):
            await self._doubt(due, answer)
            return
        self._resolve(self._doubts.reached())
        if isinstance(answer, int):
            self._count()
            at, figures, reason = self._clock.now(), letter.figures, LATE if due.late else None
            sent = Settled(due.notice, "sent", at, message=answer, reason=reason, figures=figures)
            self._settle(due, sent)
        else:
            await self._failed(due, answer)

    def _settle(self, due: Due, what: Settled, *, alone: bool = False) -> None:
        """What became of it, and of those behind it that its message tells of as well."""
        self._settling.put(what)
        for one in () if alone else due.behind:
            self._settling.put(replace(what, notice=one.notice))

    async def _answer(self, chat: int, letter: Letter) -> int | Retryable | Permanent:
        """One request: the message's id, or why there is none."""
        try:
            if letter.instead_of is not None:
                return await self._notifier.change(chat, letter.instead_of, letter.rendered)
            return await self._notifier.push(chat, letter.rendered, silent=letter.silent)
        except (Retryable, Permanent) as error:
            return error
        except Exception as error:
            return Retryable(f"a bug: {type(error).__name__}")

    async def _doubt(self, due: Due, error: Permanent) -> None:
        """Said to be gone: believed when most others are reached, else delivery is paused."""
        found = self._doubts.said_gone(due, error, self._clock.now())
        self._resolve(found)
        if found is None or found.verdict != "wrong" or found.known:
            return
        self._claiming.give_back()
        self._alert(ChatsSaidGone(found.share, str(error)))
        try:
            await self._outbox.pause(True)
        except PortError as error:
            log.warning("delivery could not be paused: %s", error)

    def _resolve(self, found: DoubtsJudged | None) -> None:
        """Settle what was in doubt."""
        if found is None:
            return
        now = self._clock.now()
        for due, error in found.doubts:
            said = error if found.verdict == "believed" else Retryable(str(error))
            failed = after_failure(due, said, now, self._jitter())
            if failed.alarming and failed.settled.outcome == "given_up":
                self._alert(NoticeRefused(due.owed.about, str(error)))
            self._settling.put(failed.settled)

    async def _failed(self, due: Due, error: Retryable | Permanent) -> None:
        log.info("a notice about %s was not sent: %s", due.owed.about, error)
        failed = after_failure(due, error, self._clock.now(), self._jitter())
        if failed.alarming:
            if failed.settled.outcome == "given_up":
                self._alert(NoticeRefused(due.owed.about, str(error)))
            self._count(str(error))
        await self._follow(failed.then)
        self._settling.put(failed.settled)

    def _count(self, failure: str | None = None) -> None:
        """Count a send that arrived, or failed for that reason."""
        self._failed_last = failure or self._failed_last
        if self._failures.count(failed=failure is not None):
            self._alert(DeliveryFailing(str(self._failures), self._failed_last))

    async def _follow(self, then: ToldToWait | Move | None) -> None:
        try:
            match then:
                case ToldToWait():
                    await self._told_to_wait(then)
                case Move():
                    await self._outbox.moved(then.chat, then.to)
                case None:
                    pass
        except PortError as error:
            # Telegram will answer the same at the next notice.
            log.warning("what follows from it was not written down: %s", error)

    async def _told_to_wait(self, told: ToldToWait) -> None:
        """That chat waits; all do when several are told so within seconds."""
        now = self._clock.now()
        until = self._floods.told(told.chat, now, told.until)
        if (until or told.until) - now >= LONG_WAIT:
            self._alert(LongWait(until or told.until, everybody=until is not None))
        if until is not None:
            await self._pacing.hold(until)

    def _tell_made(self) -> None:
        self.kick.set()

    async def _pushed(self, due: Due, letter: Letter) -> None:
        try:
            await self._push(due, letter)
        except Exception as error:
            log.error("a notice was not settled: %s", type(error).__name__)
        finally:
            self._pushing.discard(asyncio.current_task())
            self.kick.set()

    def _written(self, settled: Sequence[Settled]) -> None:
        self._leases.let_go(one.notice for one in settled)
        self.kick.set()

    async def _finish(self) -> None:
        """Wait for the requests in flight, write everything down, give the rest back."""
        await self._claiming.close()
        log.info("stopping: %d notices in hand", len(self._pushing))
        for _ in range(IN_FLIGHT):
            await self._permits.acquire()
        try:
            async with asyncio.timeout(LAST_WRITE_SECONDS):
                if self._pushing:
                    await asyncio.wait(tuple(filter(None, self._pushing)))
                self._resolve(self._doubts.put_off())
                await self._settling.drained()
                await self._outbox.release(self._worker)
        except TimeoutError:
            log.error("%d sent notices were not written down", len(self._settling))
        except PortError as error:
            log.warning("leases were not given back, they run out by themselves: %s", error)
