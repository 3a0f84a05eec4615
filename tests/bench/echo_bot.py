"""Echo bots to compare with: the library as usual (``echo``), and behind a web server of aiohttp
(``echo-webhook``)."""

from __future__ import annotations

import asyncio
import os
import sys
from typing import Any

from aiohttp import web
from telegram import Update
from telegram.ext import Application, CallbackContext, MessageHandler, filters

from bot.telegram.http_requests import AiohttpRequest


async def _answer(update: Update, _: CallbackContext[Any, Any, Any, Any]) -> None:
    if update.message is not None and update.message.text is not None:
        await update.message.reply_text(update.message.text)


def application(token: str, api_url: str) -> Application[Any, Any, Any, Any, Any, Any]:
    """python-telegram-bot as in its examples, on our request class, with concurrent updates."""
    made: Application[Any, Any, Any, Any, Any, Any] = (
        Application.builder()
        .token(token)
        .base_url(f"{api_url}/bot")
        .request(AiohttpRequest())
        .get_updates_request(AiohttpRequest())
        .concurrent_updates(256)
        .job_queue(None)
        .build()
    )
    made.add_handler(MessageHandler(filters.TEXT, _answer))
    return made


async def echo_webhook(token: str, api_url: str) -> None:
    """The library's own queue fed by a web server that keeps nothing."""
    bot = application(token, api_url)

    async def receive(request: web.Request) -> web.Response:
        await bot.update_queue.put(Update.de_json(await request.json(), bot.bot))
        return web.Response()

    app = web.Application()
    app.router.add_post("/hook", receive)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    host, _, port = os.environ["WEBHOOK_LISTEN"].partition(":")
    await web.TCPSite(runner, host, int(port)).start()
    async with bot:
        await bot.start()
        await bot.bot.set_webhook(os.environ["WEBHOOK_URL"], allowed_updates=["message"])
        await asyncio.Event().wait()


if __name__ == "__main__":
    where = (os.environ["TELEGRAM_BOT_TOKEN"], os.environ["TELEGRAM_API_URL"])
    match sys.argv[1]:
        case "echo":
            application(*where).run_polling()
        case _:
            asyncio.run(echo_webhook(*where))
