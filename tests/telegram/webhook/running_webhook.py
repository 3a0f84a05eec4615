"""A bot served by webhook beside a test, over real HTTP in both directions."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial

from bot.ports.messages import Rendered
from bot.ports.metrics import NO_METRICS, Metrics
from bot.ports.queue import Queue
from bot.ports.store import Remembered, Store
from bot.ports.updates import Incoming
from bot.system.http_server import listening
from bot.telegram.bot import make_bot
from bot.telegram.faults import PollingFaults, PollingPace
from bot.telegram.floods import Floods
from bot.telegram.intake import Intake, OnInline
from bot.telegram.messenger import TelegramMessenger
from bot.telegram.serving import Door, webhook
from bot.telegram.shares import Shares
from bot.telegram.webhook.door import WebhookReceiver, webhook_app
from bot.telegram.webhook.registration import Webhook, WebhookTelling
from bot.telegram.worker import OnIncoming, QueuePace
from tests.fake_telegram.api import FakeBotApi
from tests.telegram.running_bot import QUICK, QUICK_QUEUE, Served

SECRET = "s3cret_-Token"
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def echo(messenger: TelegramMessenger, store: Store) -> OnIncoming:
    """Sends every text back, once for each update, as the runtime does with its answers."""

    async def on(update: Incoming) -> None:
        turn = await store.turn(update.chat, update.update)
        if turn.answer == "sent":
            return
        if turn.answer == "new":
            nothing = Remembered()
            await store.commit(update.chat, update.update, nothing, nothing, NOON)
        await messenger.send(update.chat, Rendered(update.body))
        await store.sent(update.update)

    return on


@dataclass
class RunningWebhook:
    """A serving bot; ``url`` is where it listens."""

    url: str
    stop: asyncio.Event = field(default_factory=asyncio.Event)
    task: asyncio.Task[None] = field(init=False)

    async def end(self) -> None:
        """Stop as SIGTERM does, and wait for it. Raises what serving raised."""
        self.stop.set()
        async with asyncio.timeout(20):
            await self.task


@asynccontextmanager
async def serving_webhook(
    api: FakeBotApi,
    queue: Queue,
    store: Store,
    *,
    on: OnIncoming | None = None,
    url: str | None = None,
    listen: int | None = None,
    secret: str = SECRET,
    worker: str = "one",
    pace: PollingPace = QUICK,
    queue_pace: QueuePace = QUICK_QUEUE,
    metrics: Metrics = NO_METRICS,
    inline: OnInline | None = None,
    floods: Floods | None = None,
    shares: Shares | None = None,
) -> AsyncIterator[RunningWebhook]:
    """Serve with that handler, without one every text is sent back; killed at the end of it.

    ``url`` is what Telegram is told, when it is not where this one listens.
    """
    bot = make_bot(api.token, api.url)
    port = listen or free_port()
    running = RunningWebhook(f"http://127.0.0.1:{port}/hook")
    handler = on or echo(TelegramMessenger(bot), store)
    others = (pace, queue_pace, metrics, inline, floods, worker, shares)
    served = Served(bot, queue, handler, *others)

    def door(intake: Intake, faults: PollingFaults) -> Door:
        app = webhook_app(WebhookReceiver(intake, secret, metrics), running.url)
        telling = WebhookTelling(bot, queue, Webhook(url or running.url, secret), faults)
        return partial(webhook, listening(app, "127.0.0.1", port, "WEBHOOK_LISTEN"), telling)

    running.task = asyncio.create_task(served.run(door, running.stop))
    try:
        yield running
    finally:
        running.task.cancel()
        await asyncio.gather(running.task, return_exceptions=True)
