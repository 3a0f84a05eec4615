"""Telegram's side of a conversation: the bot, and updates that become Incoming."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from telegram.ext import ExtBot

from bot.adapters.telegram_request import AiohttpRequest
from bot.ports import Incoming

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
                "message": {"chat": {"id": int(chat), "type": "private"}} as message,
            } as query,
        }:
            under = message.get("message_id")
            return Incoming(number, chat, "button", data, _language(query), under)
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
