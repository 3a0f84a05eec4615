"""The whole bot beside a test, on databases in memory: by polling or by webhook, over real HTTP."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from bot.conversation.inline import offered
from bot.ports.inline import InlineAnswer
from bot.ports.updates import Incoming
from bot.replies.inline import render_inline
from bot.running.memory import language
from bot.running.turns import Runtime
from bot.telegram.bot import make_bot
from bot.telegram.floods import Floods
from bot.telegram.groups import TelegramAdministrators
from bot.telegram.inline import InlineAnswers
from bot.telegram.messenger import TelegramMessenger
from tests.conversation.talk import world
from tests.doubles.conversation import FixedClock
from tests.doubles.database import MemoryDatabase
from tests.doubles.queue import MemoryQueue
from tests.fake_telegram.api import FakeBotApi
from tests.telegram.running_bot import serving
from tests.telegram.webhook.running_webhook import serving_webhook

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)

How = Literal["polling", "webhook"]
WAYS: tuple[How, ...] = ("polling", "webhook")


@dataclass
class Home:
    """A serving bot and what it keeps; ``over`` are the turns that have ended."""

    api: FakeBotApi
    database: MemoryDatabase
    clock: FixedClock
    over: list[Incoming]

    async def turns(self, count: int) -> None:
        """Wait until so many turns have ended and Telegram has nothing more to deliver."""
        await self.api.until(lambda: len(self.over) >= count and not self.api.pending)


@asynccontextmanager
async def at_home(how: How) -> AsyncIterator[Home]:
    """A bot that is served in that way until the end of it."""
    async with AsyncExitStack() as stack:
        api = await stack.enter_async_context(FakeBotApi(delivers=how == "webhook"))
        bot = make_bot(api.token, api.url)
        await stack.enter_async_context(bot)
        home = Home(api, MemoryDatabase(), FixedClock(NOW), [])
        runtime = Runtime(
            home.database.store,
            TelegramMessenger(bot, 20.0),
            home.clock,
            world,
            home.database.outbox,
            administrators=TelegramAdministrators(bot),
        )

        def answer(text: str, lang: str | None) -> InlineAnswer:
            return render_inline(offered(text, language(lang), world(NOW)), world().occupations)

        inline = InlineAnswers(bot, answer)
        stack.push_async_callback(inline.close)

        floods = Floods(asyncio.get_running_loop().time)

        async def on(incoming: Incoming) -> bool:
            try:
                return await runtime.on(incoming)
            finally:
                home.over.append(incoming)
                api.look()

        queue = MemoryQueue(home.database.disk.tables.disk)
        if how == "polling":
            given = serving(api, on, queue=queue, inline=inline, floods=floods)
            await stack.enter_async_context(given)
        else:
            await stack.enter_async_context(
                serving_webhook(
                    api, queue, home.database.store, on=on, inline=inline, floods=floods
                )
            )
            await api.until(lambda: bool(api.made("setWebhook")))
        yield home
