"""Serving Telegram: updates come in by one of two doors, and one worker answers what is queued."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

from bot.system.loops import ended
from bot.telegram.bot import TelegramBot
from bot.telegram.faults import PollingFaults, insist
from bot.telegram.webhook.registration import WebhookTelling
from bot.telegram.worker import QueueWorker

_LOG = logging.getLogger(__name__)

Door = Callable[[], Awaitable[None]]
"""Lets updates into the queue until it is cancelled."""


async def serve(
    bot: TelegramBot,
    worker: QueueWorker,
    door: Door,
    faults: PollingFaults,
    stop: asyncio.Event,
) -> None:
    """Receive updates by that door and answer them until ``stop`` is set.

    Then nothing is let in any more, turns in hand are finished, and what is still queued stays
    there for other machines or the next start. Opens and closes the bot. CannotServeError when
    going on is useless, PortError when the door cannot be opened.
    """
    refusing = asyncio.Event()
    stopping = asyncio.create_task(stop.wait(), name="telegram-stop")
    opening = asyncio.create_task(insist(faults, bot.initialize), name="telegram-open")
    tasks: list[asyncio.Task[Any]] = [stopping, opening]
    try:
        await _first(stopping, opening)
        if stop.is_set():
            return
        working = asyncio.create_task(worker.run(refusing), name="telegram-worker")
        coming = asyncio.ensure_future(door())
        tasks += [working, coming]
        await _first(stopping, working, coming)
        await ended((coming,))
        refusing.set()
        await working
    finally:
        await ended(tasks)
        await bot.shutdown()


async def webhook(listening: AbstractAsyncContextManager[object], telling: WebhookTelling) -> None:
    """The door of the webhook: a web server, and Telegram told where it is.

    At the end requests in hand are queued and answered 200. The webhook stays set: Telegram keeps
    updates for up to a day.
    """
    async with listening:
        _LOG.info("receiving updates by webhook")
        await telling.run()


async def _first(*tasks: asyncio.Future[Any]) -> None:
    """Wait for the end of any of them. Raises what ended it."""
    ended, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in ended:
        task.result()
