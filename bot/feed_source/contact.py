"""Who asks for the feed: the program, its version, and the bot under which its people are found."""

from __future__ import annotations

import asyncio

from telegram.error import TelegramError

from bot.feed_source.http import user_agent
from bot.telegram.bot import TelegramBot

PATIENCE_SECONDS = 5.0
"""The feed is read without a contact rather than late."""


class Contact:
    """The User-Agent of a running bot: its own address on Telegram is where to write to."""

    def __init__(self, bot: TelegramBot) -> None:
        self._bot = bot
        self._address: str | None = None

    async def __call__(self) -> str:
        """With the address as soon as Telegram told it; it is asked until it did."""
        if self._address is None:
            self._address = await self._asked()
        return user_agent(self._address)

    async def _asked(self) -> str | None:
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                itself = await self._bot.call("getMe", {})
        except (TelegramError, TimeoutError):
            return None
        match itself:
            case {"username": str(name)}:
                return f"https://t.me/{name}"
            case _:
                return None
