"""The smallest program on bot.telegram, started by tests as a process of its own."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import sys
from functools import partial
from pathlib import Path

from bot.storage.databases import open_sqlite
from bot.system.logs import set_up_logging
from bot.telegram.bot import make_bot
from bot.telegram.faults import CannotServeError, PollingFaults, PollingPace
from bot.telegram.intake import Intake
from bot.telegram.messenger import TelegramMessenger
from bot.telegram.polling import poll
from bot.telegram.serving import Door
from tests.telegram.running_bot import Served
from tests.telegram.webhook.running_webhook import echo


async def main() -> None:
    """Send every text back until SIGTERM."""
    token = os.environ["TELEGRAM_BOT_TOKEN"]
    set_up_logging("json", [token], logging.DEBUG)
    for name in ("telegram", "aiohttp", "asyncio"):
        # Not what the program does: the worst case for a leak of the token.
        logging.getLogger(name).setLevel(logging.DEBUG)
    bot = make_bot(token, os.environ["TELEGRAM_API_URL"])
    messenger, stop = TelegramMessenger(bot), asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)

    database = await open_sqlite(Path(os.environ["DATABASE"]))

    def door(intake: Intake, faults: PollingFaults) -> Door:
        return partial(poll, bot, intake, faults, PollingPace())

    try:
        await Served(bot, database.queue, echo(messenger, database.store)).run(door, stop)
    finally:
        await database.close()


if __name__ == "__main__":
    try:
        asyncio.run(main(), debug=True)
    except CannotServeError as error:
        sys.exit(str(error))
