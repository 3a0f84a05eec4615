"""Receiving updates: by long polling on one machine, or by webhook on any number of them."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from uuid import uuid4

from bot.ports.inline import InlineAnswer
from bot.ports.metrics import Metrics
from bot.settings import Settings
from bot.storage.databases import Database
from bot.system.clock import SystemClock
from bot.system.http_server import listening
from bot.system.loops import ended
from bot.telegram.bot import TelegramBot, make_bot
from bot.telegram.faults import PollingFaults, PollingPace
from bot.telegram.floods import Floods
from bot.telegram.inline import InlineAnswers
from bot.telegram.intake import Acknowledging, Intake
from bot.telegram.polling import poll
from bot.telegram.serving import Door, serve, webhook
from bot.telegram.shares import Shares
from bot.telegram.updates import Me
from bot.telegram.webhook.door import WebhookReceiver, webhook_app
from bot.telegram.webhook.registration import Webhook, WebhookTelling
from bot.telegram.worker import OnIncoming, QueueWorker


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


async def receive(
    run: Serving, answering: Answering, metrics: Metrics, token_refused: Callable[[], None]
) -> None:
    """Receive and answer until told to stop; any number of machines answer what one receives."""
    bot, queue, pace = run.bot(), run.database.queue, PollingPace()
    faults = PollingFaults(pace, token_refused)
    now = asyncio.get_running_loop().time
    shares, acknowledge = Shares(now), Acknowledging(bot)
    inline = InlineAnswers(bot, answering.inline, metrics, shares)

    def me() -> Me | None:
        return bot.itself

    name = uuid4().hex
    on = answering.turns(bot)
    worker = QueueWorker(queue, on, run.clock, worker=name, metrics=metrics, me=me, shares=shares)
    intake = Intake(
        queue,
        received=worker.kick,
        acknowledge=acknowledge,
        metrics=metrics,
        me=me,
        inline=inline,
        floods=Floods(now),
    )
    if run.settings.webhook_url is None:
        door: Door = partial(_poll_on_duty, run, partial(poll, bot, intake, faults, pace))
    else:
        door = partial(_webhook, run, bot, intake, faults, metrics)
    try:
        await serve(bot, worker, door, faults, run.stop)
    finally:
        await inline.close()
        await acknowledge.close()


async def _poll_on_duty(run: Serving, poll: Callable[[], Awaitable[None]]) -> None:
    """Poll Telegram whenever that is this machine's duty."""
    leadership = run.database.leadership
    while True:
        await leadership.wait("polling", leading=True)
        polling = asyncio.ensure_future(poll())
        losing = asyncio.create_task(leadership.wait("polling", leading=False))
        try:
            await asyncio.wait({polling, losing}, return_when=asyncio.FIRST_COMPLETED)
            if polling.done():
                polling.result()
        finally:
            await ended((polling, losing))


async def _webhook(
    run: Serving, bot: TelegramBot, intake: Intake, faults: PollingFaults, metrics: Metrics
) -> None:
    """Listen for Telegram, on as many machines as there are."""
    settings, queue = run.settings, run.database.queue
    assert settings.webhook_url is not None
    assert settings.webhook_listen is not None
    secret = settings.secret_of_webhook()
    telling = WebhookTelling(bot, queue, Webhook(settings.webhook_url, secret), faults)
    app = webhook_app(WebhookReceiver(intake, secret, metrics), settings.webhook_url)
    host, port = settings.webhook_listen.host, settings.webhook_listen.port
    await webhook(listening(app, host, port, "WEBHOOK_LISTEN", metrics), telling)
