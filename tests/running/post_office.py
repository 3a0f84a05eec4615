"""Machines that deliver, in virtual time, on one outbox and to one Telegram."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from bot.conversation.stored_states import dump_profile
from bot.conversation.world import World
from bot.notices.alerts import DeliveryAlert
from bot.ports.faults import PortError, Retryable
from bot.ports.messages import Rendered
from bot.ports.notices import Due, Held, Owed, Rank, Settled, Subscription
from bot.ports.store import Remembered
from bot.running.delivery import Deliverer
from knowledge.profiles import Profile
from tests.doubles.outbox import MemoryOutbox, NoticeRow, NoticeTables
from tests.notices.owing import NEW, NOW, SEEN, owed, subscription, world_with
from tests.virtual_time import VirtualClock

PER_SECOND = 25.0
AWAY = PortError("the database is away")


class MoodyOutbox(MemoryOutbox):
    """A database that can be away: the next so many calls of a method fail."""

    def __init__(self, tables: NoticeTables) -> None:
        super().__init__(tables)
        self.away: Counter[str] = Counter()
        self.paces = 0

    def _try(self, method: str) -> None:
        if self.away[method] > 0:
            self.away[method] -= 1
            raise AWAY

    async def claim(
        self, worker: str, now: datetime, until: datetime, most: int, rank: Rank = 2
    ) -> list[Due]:
        """Fails when told to."""
        self._try("claim")
        return list(await super().claim(worker, now, until, most, rank))

    async def renew(self, worker: str, notices: object, until: datetime) -> None:
        """Fails when told to."""
        self._try("renew")
        assert isinstance(notices, list)
        await super().renew(worker, notices, until)

    async def settle(self, settled: object) -> None:
        """Fails when told to."""
        self._try("settle")
        assert isinstance(settled, list)
        assert all(isinstance(one, Settled) for one in settled)
        await super().settle(settled)

    async def pace(self, now: datetime, count: int, per_second: float) -> datetime | Held:
        """Fails when told to."""
        self._try("pace")
        self.paces += count
        return await super().pace(now, count, per_second)

    async def hold(self, now: datetime, until: datetime) -> None:
        """Fails when told to."""
        self._try("hold")
        await super().hold(now, until)

    async def moved(self, chat: int, to: int) -> None:
        """Fails when told to."""
        self._try("moved")
        await super().moved(chat, to)

    async def release(self, worker: str) -> None:
        """Fails when told to."""
        self._try("release")
        await super().release(worker)


@dataclass(frozen=True, slots=True)
class Pushed:
    """One request: when it began (seconds since NOW), and whether the person saw it."""

    chat: int
    at: float
    silent: bool
    html: str


class MemoryTelegram:
    """The Notifier port: keeps what was begun and what was shown; faults come one a request."""

    def __init__(self, takes: float = 0.05) -> None:
        self.takes = takes
        self.slow: dict[int, float] = {}
        self.faults: dict[int, list[Exception]] = {}
        self.lost_answers: set[int] = set()
        self.begun: list[Pushed] = []
        self.shown: list[Pushed] = []
        self.in_flight: set[int] = set()
        self.changed: list[tuple[int, int, str]] = []

    async def push(self, chat: int, message: Rendered, *, silent: bool) -> int:
        """Show one message after a while; its number."""
        assert chat not in self.in_flight, "two at once in one chat"
        push = Pushed(chat, asyncio.get_running_loop().time(), silent, message.html)
        self.begun.append(push)
        self.in_flight.add(chat)
        try:
            await asyncio.sleep(self.slow.get(chat, self.takes))
        finally:
            self.in_flight.discard(chat)
        if self.faults.get(chat):
            raise self.faults[chat].pop(0)
        self.shown.append(push)
        if chat in self.lost_answers:
            self.lost_answers.discard(chat)
            raise Retryable("connection reset")
        return len(self.shown)

    async def change(self, chat: int, shown: int, message: Rendered) -> int:
        """Put it in the place of that message."""
        self.changed.append((chat, shown, message.html))
        return shown

    def times(self) -> Counter[int]:
        """How often each chat was shown something."""
        return Counter(push.chat for push in self.shown)

    def busiest_second(self) -> int:
        """The most requests that began within any second."""
        starts = sorted(push.at for push in self.begun)
        return max(
            sum(1 for other in starts[place:] if other < begin + 1)
            for place, begin in enumerate(starts)
        )


@dataclass
class PostOffice:
    """Everything that machines share, and what they told the operator."""

    tables: NoticeTables = field(default_factory=NoticeTables)
    telegram: MemoryTelegram = field(default_factory=MemoryTelegram)
    clock: VirtualClock = field(default_factory=lambda: VirtualClock(NOW))
    world: World = field(default_factory=lambda: world_with(NEW))
    alerts: list[DeliveryAlert] = field(default_factory=list)
    away: list[PortError] = field(default_factory=list)
    refreshed: int = 0

    def subscribe(
        self, chats: range | list[int], profile: Profile | None = None, **fields: Any
    ) -> None:
        """Chats with that profile, for a month."""
        for chat in chats:
            self.tables.subscriptions[chat] = subscription(chat, **fields)
            if profile is not None:
                self.tables.disk.chats[chat] = Remembered(profile=dump_profile(profile, None))

    def owe(self, event: Owed | None = None, first_seen_at: datetime = SEEN) -> None:
        """The feed had something new."""
        self.tables.owe(owed() if event is None else event, first_seen_at)

    def rows(self, chat: int) -> list[NoticeRow]:
        """The notices of a chat."""
        return [row for row in self.tables.notices.values() if row.chat == chat]

    def outcomes(self) -> Counter[str]:
        """Notices by what became of them."""
        return Counter(row.outcome for row in self.tables.notices.values())

    def subscribed(self) -> dict[int, Subscription]:
        """Who is subscribed now."""
        return self.tables.subscriptions

    def machine(
        self,
        worker: str = "one",
        *,
        gate: Callable[[], Awaitable[None]] | None = None,
        outbox: MoodyOutbox | None = None,
        per_second: float = PER_SECOND,
    ) -> Machine:
        """One more machine; it runs from now on."""
        stop = asyncio.Event()
        store = outbox or MoodyOutbox(self.tables)

        async def refresh() -> None:
            if self.away:
                raise self.away.pop()
            self.refreshed += 1

        async def open_gate() -> None:
            pass

        deliverer = Deliverer(
            store,
            self.telegram,
            self.clock,
            lambda now: World(now, self.world.knowledge, self.world.occupations),
            worker=worker,
            per_second=per_second,
            stop=stop,
            alert=self.alerts.append,
            refresh=refresh,
            gate=gate or open_gate,
            jitter=lambda: 0.0,
        )
        return Machine(deliverer, store, stop, asyncio.create_task(deliverer.run()))


@dataclass
class Machine:
    """One process."""

    deliverer: Deliverer
    outbox: MoodyOutbox
    stop: asyncio.Event
    task: asyncio.Task[None]

    async def end(self) -> None:
        """SIGTERM, and wait."""
        self.stop.set()
        await self.task

    async def kill(self) -> None:
        """kill -9: nothing is finished, nothing is written."""
        self.task.cancel()
        await asyncio.gather(self.task, return_exceptions=True)


def seconds(count: float) -> timedelta:
    """A time."""
    return timedelta(seconds=count)
