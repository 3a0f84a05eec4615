"""Serving by webhook: the web server, the queue and its worker, and what Telegram is told."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from typing import Any

from telegram.error import TelegramError

from bot.ports.metrics import NO_METRICS, Metrics
from bot.ports.queue import Queue
from bot.system.http_server import listening
from bot.system.loops import ended
from bot.telegram.application import OnInline
from bot.telegram.bot import TelegramBot
from bot.telegram.faults import PollingFaults, PollingPace
from bot.telegram.floods import Floods
from bot.telegram.webhook.intake import WebhookReceiver, webhook_app
from bot.telegram.webhook.registration import Webhook, WebhookTelling, insist
from bot.telegram.webhook.worker import QueueWorker

_LOG = logging.getLogger(__name__)

SETTING = "WEBHOOK_LISTEN"


class Acknowledging:
    """Stops a button's waiting sign, beside everything else; if that fails it stops by itself."""

    def __init__(self, bot: TelegramBot) -> None:
        self._bot = bot
        self._under_way: set[asyncio.Task[None]] = set()

    def __call__(self, query: str) -> None:
        """Begin to answer that button press."""
        task = asyncio.create_task(self._acknowledge(query), name="acknowledge")
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    async def close(self) -> None:
        """Break off what is under way."""
        await ended(self._under_way)

    async def _acknowledge(self, query: str) -> None:
        with contextlib.suppress(TelegramError):
            await self._bot.call("answerCallbackQuery", {"callback_query_id": query})


async def serve_webhook(
    bot: TelegramBot,
    queue: Queue,
    worker: QueueWorker,
    webhook: Webhook,
    listen: tuple[str, int],
    *,
    stop: asyncio.Event,
    pace: PollingPace | None = None,
    metrics: Metrics = NO_METRICS,
    inline: OnInline | None = None,
    floods: Floods | None = None,
) -> None:
    """Receive updates at ``listen`` and answer them until ``stop`` is set.

    Then no request is accepted any more, those in hand are queued and answered 200, turns in hand
    are finished, and what is still queued stays there for other machines or the next start. The
    webhook stays set: Telegram keeps updates for up to a day. Opens and closes the bot. PortError
    when the address cannot be had, CannotServeError when going on is useless.
    """
    faults = PollingFaults(pace or PollingPace())
    acknowledge = Acknowledging(bot)
    receiver = WebhookReceiver(
        queue,
        webhook.secret,
        received=worker.kick,
        acknowledge=acknowledge,
        metrics=metrics,
        me=lambda: bot.itself,
        inline=inline,
        floods=floods,
    )
    telling = WebhookTelling(bot, queue, webhook, faults)
    refusing = asyncio.Event()
    stopping = asyncio.create_task(stop.wait(), name="webhook-stop")
    opening = asyncio.create_task(insist(faults, bot.initialize), name="webhook-open")
    tasks: list[asyncio.Task[Any]] = [stopping, opening]
    try:
        await _first(stopping, opening)
        if stop.is_set():
            return
        working = asyncio.create_task(worker.run(refusing), name="webhook-worker")
        tasks.append(working)
        async with listening(webhook_app(receiver, webhook.url), *listen, SETTING):
            _LOG.info("receiving updates by webhook")
            told = asyncio.create_task(telling.run(), name="webhook-telling")
            tasks.append(told)
            await _first(stopping, working, told)
            await ended((told,))
        refusing.set()
        await working
    finally:
        await ended(tasks)
        await acknowledge.close()
        await bot.shutdown()


async def _first(*tasks: asyncio.Task[Any]) -> None:
    """Wait for the end of any of them. Raises what ended it."""
    ended, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in ended:
        task.result()
