"""What a webhook had queued when polling takes over."""

from __future__ import annotations

import asyncio

from bot.system.loops import any_of
from bot.telegram.bot import TelegramBot
from bot.telegram.faults import PollingFaults, PollingPace
from bot.telegram.webhook.registration import insist
from bot.telegram.webhook.worker import QueueWorker


async def answer_left_over(bot: TelegramBot, worker: QueueWorker, over: asyncio.Event) -> None:
    """Answer it, once the bot knows its name: in a group it may have been addressed by that."""
    opening = insist(PollingFaults(PollingPace()), bot.initialize)
    await any_of(asyncio.Event(), opening, over.wait())
    await worker.run(over, until_empty=True)
