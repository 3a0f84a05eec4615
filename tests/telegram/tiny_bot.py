"""The smallest program on bot.telegram, started by tests as a process of its own."""

from __future__ import annotations

import asyncio
import logging
import os
import sys

from bot.ports.messages import Rendered
from bot.ports.updates import Incoming
from bot.system.logs import set_up_logging
from bot.telegram.bot import make_bot
from bot.telegram.faults import CannotServeError
from bot.telegram.messenger import TelegramMessenger
from bot.telegram.polling.loop import serve_polling


async def main() -> None:
    """Send every text back until SIGTERM."""
    token = os.environ["TELEGRAM_BOT_TOKEN"]
    set_up_logging("json", [token], logging.DEBUG)
    for name in ("telegram", "aiohttp", "asyncio"):
        # Not what the program does: the worst case for a leak of the token.
        logging.getLogger(name).setLevel(logging.DEBUG)
    bot = make_bot(token, os.environ["TELEGRAM_API_URL"])
    messenger = TelegramMessenger(bot)

    async def answer(update: Incoming) -> None:
        await messenger.send(update.chat, Rendered(update.body))

    await serve_polling(bot, answer)


if __name__ == "__main__":
    try:
        asyncio.run(main(), debug=True)
    except CannotServeError as error:
        sys.exit(str(error))
