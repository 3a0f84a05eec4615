"""Receiving updates: by long polling on one machine, or by webhook on any number of them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from uuid import uuid4

from bot.ports.inline import InlineAnswer
from bot.ports.metrics import Metrics
from bot.settings import Settings
from bot.storage.databases import Database
from bot.system.clock import SystemClock
from bot.system.loops import any_of, ended
from bot.telegram.application import OnIncoming
from bot.telegram.bot import TelegramBot, make_bot
from bot.telegram.faults import PollingFaults, PollingPace
from bot.telegram.floods import Floods
from bot.telegram.inline import InlineAnswers
from bot.telegram.polling.loop import serve_polling
from bot.telegram.webhook.registration import Webhook, insist
from bot.telegram.webhook.server import serve_webhook
from bot.telegram.webhook.worker import QueueWorker

LEFT_OVER_SECONDS = 30.0
"""For updates that a webhook queued, before polling begins beside their last turns."""


@dataclass(frozen=True, slots=True)
class Serving:
    """What every part of one run shares."""

    settings: Settings
    token: str
    database: Database
    stop: asyncio.Event
    clock: SystemClock = SystemClock()  # noqa: RUF009 - it holds nothing

    def bot(self) -> TelegramBot:
        """A bot of its own connections."""
        return make_bot(self.token, self.settings.telegram_api_url)


@dataclass(frozen=True, slots=True)
class Answering:
    """What answers: ``turns`` what is said to the bot, ``inline`` what is typed after its name."""

    turns: Callable[[TelegramBot], OnIncoming]
    inline: Callable[[str, str | None], InlineAnswer]


async def receive(run: Serving, answering: Answering, metrics: Metrics) -> None:
    """Receive and answer until told to stop."""
    if run.settings.webhook_url is None:
        await _polling(run, answering, metrics)
    else:
        await _webhook(run, answering, metrics)


async def _webhook(run: Serving, answering: Answering, metrics: Metrics) -> None:
    """Receive updates by webhook until told to stop; any number of machines do."""
    settings, queue, bot = run.settings, run.database.queue, run.bot()
    assert settings.webhook_url is not None
    assert settings.webhook_listen is not None
    secret = settings.webhook_secret.get_secret_value()
    if "webhook_secret" not in settings.model_fields_set:
        secret = await queue.secret(secret)  # one for all machines on this database
    on, inline = answering.turns(bot), InlineAnswers(bot, answering.inline, metrics)
    floods = Floods(asyncio.get_running_loop().time)
    worker = _worker(run, bot, on, metrics, floods)
    listen = (settings.webhook_listen.host, settings.webhook_listen.port)
    webhook = Webhook(settings.webhook_url, secret)
    try:
        await serve_webhook(
            bot,
            queue,
            worker,
            webhook,
            listen,
            stop=run.stop,
            metrics=metrics,
            inline=inline,
            floods=floods,
        )
    finally:
        await inline.close()


async def _polling(run: Serving, answering: Answering, metrics: Metrics) -> None:
    """Poll Telegram whenever that is this machine's duty, until told to stop."""
    leadership, floods = run.database.leadership, Floods(asyncio.get_running_loop().time)
    while not run.stop.is_set():
        mine = asyncio.Event()
        await any_of(mine, leadership.wait("polling", leading=True), run.stop.wait())
        if run.stop.is_set():
            return
        bot, over = run.bot(), asyncio.Event()
        on, inline = answering.turns(bot), InlineAnswers(bot, answering.inline, metrics)
        watching = asyncio.create_task(
            any_of(over, run.stop.wait(), leadership.wait("polling", leading=False))
        )
        worker = _worker(run, bot, on, metrics)
        await bot.request.initialize()
        left_over = asyncio.create_task(_answer_left_over(bot, worker, over))
        try:
            await asyncio.wait({left_over}, timeout=LEFT_OVER_SECONDS)
            await serve_polling(bot, on, stop=over, metrics=metrics, inline=inline, floods=floods)
        finally:
            over.set()
            await inline.close()
            await asyncio.wait({left_over}, timeout=LEFT_OVER_SECONDS)
            await ended([watching, left_over])
            await bot.request.shutdown()


def _worker(
    run: Serving, bot: TelegramBot, on: OnIncoming, metrics: Metrics, floods: Floods | None = None
) -> QueueWorker:
    return QueueWorker(
        run.database.queue,
        on,
        run.clock,
        worker=uuid4().hex,
        metrics=metrics,
        me=lambda: bot.itself,
        floods=floods,
    )


async def _answer_left_over(bot: TelegramBot, worker: QueueWorker, over: asyncio.Event) -> None:
    """Answer what a webhook had queued, once the bot knows its name: groups address it by that."""
    opening = insist(PollingFaults(PollingPace()), bot.initialize)
    await any_of(asyncio.Event(), opening, over.wait())
    await worker.run(over, until_empty=True)
