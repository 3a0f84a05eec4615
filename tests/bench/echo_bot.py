"""Echo bots to compare with: the library as usual (``echo``), and our poll loop (``bare``)."""

from __future__ import annotations

import asyncio
import os
import sys
from typing import Any

from telegram import Update
from telegram.ext import Application, CallbackContext, MessageHandler, filters

from bot.adapters.polling import serve_polling
from bot.adapters.telegram import make_bot
from bot.adapters.telegram_messenger import TelegramMessenger
from bot.adapters.telegram_request import AiohttpRequest
from bot.ports import Incoming, Rendered


def echo(token: str, api_url: str) -> None:
    """python-telegram-bot as in its examples, on our request class, with concurrent updates."""

    async def answer(update: Update, _: CallbackContext[Any, Any, Any, Any]) -> None:
        if update.message is not None and update.message.text is not None:
            await update.message.reply_text(update.message.text)

    application = (
        Application.builder()
        .token(token)
        .base_url(f"{api_url}/bot")
        .request(AiohttpRequest())
        .get_updates_request(AiohttpRequest())
        .concurrent_updates(256)
        .job_queue(None)
        .build()
    )
    application.add_handler(MessageHandler(filters.TEXT, answer))
    application.run_polling()


async def bare(token: str, api_url: str) -> None:
    """The same through our own poll loop and messenger."""
    bot = make_bot(token, api_url)
    messenger = TelegramMessenger(bot)

    async def answer(update: Incoming) -> None:
        await messenger.send(update.chat, Rendered(update.body))

    await serve_polling(bot, answer)


if __name__ == "__main__":
    where = (os.environ["TELEGRAM_BOT_TOKEN"], os.environ["TELEGRAM_API_URL"])
    if sys.argv[1] == "echo":
        echo(*where)
    else:
        asyncio.run(bare(*where))
