"""Button presses are acknowledged at once, however long their turn has to wait."""

from __future__ import annotations

import asyncio
import contextlib

from telegram.error import TelegramError

from bot.system.loops import ended
from bot.telegram.bot import TelegramBot


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
