"""A bot that runs beside a test, in this process, over real HTTP to the fake Bot API."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from bot.ports.messages import Rendered
from bot.ports.updates import Incoming
from bot.telegram.application import OnIncoming, OnInline
from bot.telegram.bot import TelegramBot, make_bot
from bot.telegram.faults import PollingPace
from bot.telegram.floods import Floods
from bot.telegram.messenger import TelegramMessenger
from bot.telegram.polling.loop import serve_polling
from tests.fake_telegram.api import FakeBotApi

QUICK = PollingPace(
    long_poll=5,
    recheck=0.01,
    longest_recheck=0.02,
    hold=0.2,
    conflict_pause=0.02,
    conflict_patience=0.5,
    conflict_over=0.2,
    outage_pause=0.01,
    longest_outage_pause=0.04,
    grace=5.0,
)


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


@asynccontextmanager
async def serving(
    api: FakeBotApi,
    on: OnIncoming | None = None,
    *,
    pace: PollingPace = QUICK,
    token: str | None = None,
    patience: float = 20.0,
    inline: OnInline | None = None,
    floods: Floods | None = None,
) -> AsyncIterator[Running]:
    """Serve with that handler; without one, every text is sent back."""
    bot = make_bot(api.token if token is None else token, api.url)
    running = Running(bot, TelegramMessenger(bot, patience))

    async def handle(update: Incoming) -> bool | None:
        running.heard.append(update)
        running.change.set()
        answered: bool | None = True
        if on is not None:
            answered = await on(update)
        else:
            await running.messenger.send(update.chat, Rendered(update.body))
        running.done.append(update)
        running.change.set()
        return answered

    running.task = asyncio.create_task(
        serve_polling(bot, handle, stop=running.stop, pace=pace, inline=inline, floods=floods)
    )
    try:
        yield running
    finally:
        running.task.cancel()
        await asyncio.gather(running.task, return_exceptions=True)
