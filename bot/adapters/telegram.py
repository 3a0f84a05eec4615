"""Telegram's side of a conversation: updates become Incoming, Rendered becomes a message."""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from telegram.error import (
    BadRequest,
    ChatMigrated,
    EndPointNotFound,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
)
from telegram.ext import ExtBot

from bot.adapters.telegram_request import AiohttpRequest
from bot.ports import Incoming, Permanent, Rendered, Retryable

_LOG = logging.getLogger(__name__)

ALLOWED_UPDATES = ("message", "callback_query")
"""The kinds of updates Telegram is asked for: what ``incoming`` reads. Edits are not among them."""

UNREADABLE = (
    "voice",
    "sticker",
    "photo",
    "video",
    "video_note",
    "animation",
    "audio",
    "document",
    "contact",
    "venue",
    "location",
    "poll",
    "dice",
    "story",
    "paid_media",
    "checklist",
    "game",
)
"""Content a person may send that holds no words. A venue also has a location, so it comes first."""

PATIENCE_SECONDS = 75.0
FIRST_PAUSE_SECONDS = 0.5
LONGEST_PAUSE_SECONDS = 15.0
LONGEST_REASON = 160
"""Characters kept of an answer that is not the Bot API's own, such as a proxy's page."""


class TelegramBot(ExtBot[None]):
    """The library's bot, with calls that neither build nor parse its large objects."""

    __slots__ = ()

    async def call(
        self, method: str, parameters: dict[str, Any], read_timeout: float | None = None
    ) -> Any:
        """Call a Bot API method; its ``result`` as plain JSON values. Raises TelegramError.

        ``read_timeout`` in seconds; None takes the request's own.
        """
        if read_timeout is None:
            return await self._post(method, parameters)
        return await self._post(method, parameters, read_timeout=read_timeout)


def make_bot(token: str, api_url: str, request: AiohttpRequest | None = None) -> TelegramBot:
    """A bot for that token at that Bot API server; it opens no connection before its use."""
    request = request or AiohttpRequest()
    root = api_url.rstrip("/")
    return TelegramBot(
        token,
        base_url=f"{root}/bot",
        base_file_url=f"{root}/file/bot",
        request=request,
        get_updates_request=request,
    )


def incoming(update: Mapping[str, Any]) -> Incoming | None:
    """What a person said or pressed, or None for an update that asks for no answer.

    ``update`` is the Bot API's Update as plain JSON values. Only private chats are answered.
    A caption is read as a text. Edited messages and Telegram's own service messages are None.
    """
    match update:
        case {
            "update_id": int(number),
            "message": {"chat": {"id": int(chat), "type": "private"}} as message,
        }:
            lang = _language(message)
            match message:
                case {"text": str(text)} | {"caption": str(text)}:
                    return Incoming(number, chat, "text", text, lang)
                case _:
                    for kind in UNREADABLE:
                        if kind in message:
                            return Incoming(number, chat, "other", kind, lang)
                    return None
        case {
            "update_id": int(number),
            "callback_query": {
                "data": str(data),
                "message": {"chat": {"id": int(chat), "type": "private"}},
            } as query,
        }:
            return Incoming(number, chat, "button", data, _language(query))
        case _:
            return None


def pressed(update: Mapping[str, Any]) -> str | None:
    """The id of the button press in this update, which wants ``answerCallbackQuery``."""
    match update:
        case {"callback_query": {"id": str(query)}}:
            return query
        case _:
            return None


def _language(content: Mapping[str, Any]) -> str | None:
    match content:
        case {"from": {"language_code": str(code)}}:
            return code
        case _:
            return None


def message_parameters(chat: int, message: Rendered) -> dict[str, Any]:
    """The message as ``sendMessage`` takes it."""
    parameters: dict[str, Any] = {
        "chat_id": chat,
        "text": message.html,
        "parse_mode": "HTML",
        "link_preview_options": {"is_disabled": True},
    }
    if message.rows:
        parameters["reply_markup"] = {
            "inline_keyboard": [
                [{"text": button.label, "callback_data": button.data} for button in row]
                for row in message.rows
            ]
        }
    return parameters


class TelegramMessenger:
    """Sends messages through the Bot API, and insists while Telegram cannot take them.

    Faults of the network, answers of 5xx and 429 are tried again for up to ``patience`` seconds
    (0: one try): with growing pauses, or exactly as long as Telegram says. Each call waits on its
    own, so nobody else's message is delayed. A reply whose connection broke after Telegram had
    accepted it is sent once more: Telegram gives no way to ask.
    """

    def __init__(self, bot: TelegramBot, patience: float = PATIENCE_SECONDS) -> None:
        self._bot = bot
        self._patience = patience

    async def send(self, chat: int, message: Rendered) -> None:
        """Show one message. Raises Retryable or Permanent."""
        await self._insist("sendMessage", message_parameters(chat, message))

    async def _insist(self, method: str, parameters: dict[str, Any]) -> None:
        loop = asyncio.get_running_loop()
        until = loop.time() + self._patience
        pause = FIRST_PAUSE_SECONDS
        while True:
            try:
                await self._bot.call(method, parameters)
            except TelegramError as error:
                problem = meaning(method, error)
            else:
                return
            if isinstance(problem, Permanent):
                raise problem
            if problem.after is not None:
                wait = problem.after
            else:
                wait = pause * random.uniform(0.7, 1.0)
                pause = min(pause * 2, LONGEST_PAUSE_SECONDS)
            if loop.time() + wait > until:
                raise problem
            _LOG.info("%s; trying again in %.1f s", problem, wait)
            await asyncio.sleep(wait)


def meaning(method: str, error: TelegramError) -> Retryable | Permanent:
    """What an error of the Bot API means to who sends: wait and retry, or give up.

    A token that is refused while the bot runs is Retryable: what could not be sent is sent once
    the operator has put it right.
    """
    match error:
        case RetryAfter():
            after = seconds(error)
            return Retryable(f"{method}: Telegram asks to wait {after:.0f} s", after)
        case ChatMigrated():
            return Permanent(f"{method}: the group became a supergroup with a new id")
        case Forbidden() | BadRequest():
            return Permanent(f"{method}: {error.message}")
        case InvalidToken() | EndPointNotFound():
            return Retryable(f"{method}: Telegram refuses the bot's token")
        case _:
            return Retryable(f"{method}: {error.message[:LONGEST_REASON]}")


def seconds(error: RetryAfter) -> float:
    """How many seconds Telegram asks to wait."""
    after = error.retry_after
    return after.total_seconds() if isinstance(after, timedelta) else float(after)
