"""What Telegram is told of the webhook, and that it stays told."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
import pytest_asyncio

from bot.ports.faults import Retryable
from bot.telegram.bot import TelegramBot, make_bot
from bot.telegram.faults import PollingFaults
from bot.telegram.webhook import registration as webhook_telling
from bot.telegram.webhook.registration import Webhook, WebhookTelling
from tests.doubles.queue import MemoryQueue
from tests.fake_telegram.api import FakeBotApi, Fault
from tests.telegram.running_bot import QUICK

WEBHOOK = Webhook("https://bot.example.org/hook", "s3cret")


@pytest_asyncio.fixture
async def api() -> AsyncIterator[FakeBotApi]:
    async with FakeBotApi() as server:
        yield server


@pytest_asyncio.fixture
async def bot(api: FakeBotApi) -> AsyncIterator[TelegramBot]:
    async with make_bot(api.token, api.url) as ready:
        yield ready


@asynccontextmanager
async def telling(bot: TelegramBot, memory: MemoryQueue, watch: float) -> AsyncIterator[None]:
    task = asyncio.create_task(
        WebhookTelling(bot, memory, WEBHOOK, PollingFaults(QUICK), watch).run()
    )
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def test_a_webhook_that_somebody_took_away_is_set_again(
    api: FakeBotApi, bot: TelegramBot
) -> None:
    async with telling(bot, MemoryQueue(), 0.02):
        await api.until(lambda: len(api.made("getWebhookInfo")) > 2)
        assert len(api.made("setWebhook")) == 1
        await bot.delete_webhook()
        await api.until(lambda: api.webhook.info()["url"] == WEBHOOK.url)
    assert len(api.made("setWebhook")) == 2


async def test_a_memory_that_is_away_is_asked_again(
    api: FakeBotApi,
    bot: TelegramBot,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(webhook_telling, "MEMORY_PAUSE_SECONDS", 0.01)
    memory = MemoryQueue()
    memory.fail("announce", Retryable("the database is locked"))
    async with telling(bot, memory, 60):
        await api.until(lambda: len(api.made("setWebhook")) == 2)
        await asyncio.sleep(0.05)
    assert await memory.announced() == WEBHOOK.mark(api.token)
    assert "the database is locked" in caplog.text


async def test_an_answer_that_is_none_is_asked_for_again(api: FakeBotApi, bot: TelegramBot) -> None:
    api.fail("getWebhookInfo", Fault(page='{"ok":true,"result":[]}'))
    async with telling(bot, MemoryQueue(), 60):
        await api.until(lambda: len(api.made("setWebhook")) == 1)
    assert len(api.made("getWebhookInfo")) == 2


def test_the_mark_tells_what_telegram_was_told_and_not_the_secret() -> None:
    mark = WEBHOOK.mark("1:token")
    others = [
        Webhook("https://bot.example.org/hook", "another").mark("1:token"),
        Webhook("https://bot.example.org/hook2", "s3cret").mark("1:token"),
        Webhook("https://bot.example.org/hook", "s3cret", 41).mark("1:token"),
        WEBHOOK.mark("2:token"),
    ]
    assert len({mark, *others}) == 5
    assert WEBHOOK.mark("1:token") == mark
    assert "s3cret" not in mark
