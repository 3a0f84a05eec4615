"""A bot that runs beside a test, in this process, over real HTTP to the fake Bot API."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial

from bot.ports.messages import Rendered
from bot.ports.metrics import NO_METRICS, Metrics
from bot.ports.queue import UpdateQueue
from bot.ports.updates import Incoming
from bot.system.clock import SystemClock
from bot.telegram.bot import TelegramBot, make_bot
from bot.telegram.faults import PollingFaults, PollingPace
from bot.telegram.floods import Floods
from bot.telegram.intake import Acknowledging, Intake, OnInline
from bot.telegram.messenger import TelegramMessenger
from bot.telegram.polling import poll
from bot.telegram.serving import Door, serve
from bot.telegram.shares import Shares
from bot.telegram.updates import Me
from bot.telegram.worker import OnIncoming, QueuePace, QueueWorker
from tests.doubles.queue import MemoryQueue
from tests.fake_telegram.api import FakeBotApi

QUICK = PollingPace(
    long_poll=5,
    recheck=0.01,
    gap=0.0,
    conflict_pause=0.02,
    conflict_patience=0.5,
    conflict_over=0.2,
    outage_pause=0.01,
    longest_outage_pause=0.04,
    token_pause=0.02,
    token_patience=0.4,
)
QUICK_QUEUE = QueuePace(lease=1.0, renew=0.2, look=0.05, grace=5.0)


@dataclass
class Running:
    """A serving bot: ``heard`` and ``done`` in the order in which turns began and ended."""

    bot: TelegramBot
    messenger: TelegramMessenger
    stop: asyncio.Event = field(default_factory=asyncio.Event)
    heard: list[Incoming] = field(default_factory=list)
    done: list[Incoming] = field(default_factory=list)
    change: asyncio.Event = field(default_factory=asyncio.Event)
    task: asyncio.Task[None] = field(init=False)

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait until that holds; looked at after every beginning and end of a turn."""
        async with asyncio.timeout(20):
            while not holds():
                self.change.clear()
                await self.change.wait()

    async def end(self) -> None:
        """Stop as SIGTERM does, and wait for it. Raises what serving raised."""
        self.stop.set()
        async with asyncio.timeout(20):
            await self.task


@dataclass(frozen=True, slots=True)
class Served:
    """What a bot under test is made of, around the door that updates come in by."""

    bot: TelegramBot
    queue: UpdateQueue
    on: OnIncoming
    pace: PollingPace = QUICK
    queue_pace: QueuePace = QUICK_QUEUE
    metrics: Metrics = NO_METRICS
    inline: OnInline | None = None
    floods: Floods | None = None
    worker: str = "one"
    shares: Shares | None = None

    async def run(self, door: Callable[[Intake, PollingFaults], Door], stop: asyncio.Event) -> None:
        """Serve until ``stop`` is set, as ``bot.receiving`` does."""

        def me() -> Me | None:
            return self.bot.itself

        faults, acknowledge = PollingFaults(self.pace), Acknowledging(self.bot)
        worker = QueueWorker(
            self.queue,
            self.on,
            SystemClock(),
            worker=self.worker,
            pace=self.queue_pace,
            metrics=self.metrics,
            me=me,
            shares=self.shares or Shares(asyncio.get_running_loop().time),
        )
        intake = Intake(
            self.queue,
            received=worker.kick,
            acknowledge=acknowledge,
            metrics=self.metrics,
            me=me,
            inline=self.inline,
            floods=self.floods,
        )
        try:
            await serve(self.bot, worker, door(intake, faults), faults, stop)
        finally:
            await acknowledge.close()


@asynccontextmanager
async def serving(
    api: FakeBotApi,
    on: OnIncoming | None = None,
    *,
    queue: UpdateQueue | None = None,
    pace: PollingPace = QUICK,
    queue_pace: QueuePace = QUICK_QUEUE,
    token: str | None = None,
    patience: float = 20.0,
    inline: OnInline | None = None,
    floods: Floods | None = None,
    shares: Shares | None = None,
) -> AsyncIterator[Running]:
    """Serve by polling with that handler; without one, every text is sent back.

    An update leaves a queue in memory when its turn is over, as with ``Store.sent``.
    """
    bot = make_bot(api.token if token is None else token, api.url)
    running = Running(bot, TelegramMessenger(bot, patience))
    queue = queue or MemoryQueue()

    async def handle(update: Incoming) -> bool | None:
        running.heard.append(update)
        running.change.set()
        answered: bool | None = True
        if on is not None:
            answered = await on(update)
        else:
            await running.messenger.send(update.chat, Rendered(update.body))
        running.done.append(update)
        if isinstance(queue, MemoryQueue):
            queue.disk.waiting.pop((update.chat, update.update), None)
        running.change.set()
        return answered

    others = (pace, queue_pace, NO_METRICS, inline, floods, "one", shares)
    served = Served(bot, queue, handle, *others)

    def door(intake: Intake, faults: PollingFaults) -> Door:
        return partial(poll, bot, intake, faults, pace)

    running.task = asyncio.create_task(served.run(door, running.stop))
    try:
        yield running
    finally:
        running.task.cancel()
        await asyncio.gather(running.task, return_exceptions=True)
