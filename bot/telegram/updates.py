"""Telegram's updates: what of them asks something of the bot, and how that waits in the queue."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Literal

from pydantic import TypeAdapter, ValidationError

from bot.conversation.requests import command_of
from bot.ports.inline import InlineAsked
from bot.ports.queue import Queued
from bot.ports.updates import Incoming, InGroup

ALLOWED_UPDATES = (
    "message",
    "edited_message",
    "channel_post",
    "callback_query",
    "my_chat_member",
    "inline_query",
)
"""The kinds of updates Telegram is asked for, by polling and by webhook: what is handled here."""

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

LARGEST_ID = 2**63 - 1

_KEPT = TypeAdapter(Incoming)
_GROUPS = ("group", "supergroup")
_CHANNEL = "channel"
_AWAY = ("left", "kicked")
_THERE = ("member", "administrator")
_CODE = re.compile(r"[A-Za-z0-9-]{1,35}")
_COMMAND = re.compile(r"/([A-Za-z0-9_]+)(?:@([A-Za-z0-9_]+))?(?=\s|$)")


@dataclass(frozen=True, slots=True)
class Me:
    """The bot itself: its id, and the user name by which people address it in groups."""

    id: int
    name: str


def incoming(update: Mapping[str, Any], me: Me | None = None) -> Incoming | None:
    """What a person said, pressed or did, or None for an update that asks for nothing.

    ``update`` is the Bot API's Update as plain JSON values. In a private chat everything said is
    meant for the bot. In a group only what is addressed to it: its commands, unless they name
    another bot, mentions of it, replies to its messages, and its buttons. In a channel its commands
    and its buttons: whoever posts there is an administrator.
    A caption is read as a text. Without ``me`` nobody can address the bot by its name.
    """
    match update:
        case {"update_id": int(number), "message": {"chat": {"id": int(), "type": str()}} as said}:
            return _message(number, said, me)
        case {
            "update_id": int(number),
            "channel_post": {
                "chat": {"id": int(chat), "type": "channel"},
                "text": str(text),
            } as said,
        } if text.startswith("/") and _addressed(text, me) is not None:
            spoken = InGroup(None, as_group=True, channel=True)
            shown, said_at = _number(said), _said_at(said, "date")
            return Incoming(
                number, chat, "text", text, message=shown, group=spoken, said_at=said_at
            )
        case {
            "update_id": int(number),
            "edited_message": {"chat": {"id": int(chat), "type": "private"}} as said,
        }:
            return _said_in_private(number, chat, said, edited=True)
        case {
            "update_id": int(number),
            "callback_query": {
                "data": str(data),
                "message": {"chat": {"id": int(chat), "type": str(kind)}} as message,
            } as query,
        }:
            if kind not in ("private", _CHANNEL, *_GROUPS):
                return None
            group = InGroup(_person(query), topic=_topic(message), channel=kind == _CHANNEL)
            lang, under = _language(query), _number(message)
            within = None if kind == "private" else group
            return Incoming(number, chat, "button", data, lang, under, group=within)
        case {
            "update_id": int(number),
            "my_chat_member": {
                "chat": {"id": int(chat), "type": str(kind)},
                "old_chat_member": {"status": str(before)},
                "new_chat_member": {"status": str(now)},
            } as change,
        }:
            if kind == "private":
                return Incoming(number, chat, "blocked", "") if now in _AWAY else None
            if kind not in (_CHANNEL, *_GROUPS):
                return None
            if now in _AWAY:
                return Incoming(number, chat, "removed", "")
            if kind == _CHANNEL:
                return None  # nothing is posted there before somebody orders it
            if now in _THERE and before in _AWAY:
                lang, group = _language(change), InGroup(_person(change))
                return Incoming(number, chat, "added", "", lang, group=group)
            return None
        case _:
            return None


def inline_asked(update: Mapping[str, Any]) -> InlineAsked | None:
    """What somebody types after the bot's name in any chat, or None for other updates."""
    match update:
        case {
            "inline_query": {"id": str(query), "from": {"id": int(person)}, "query": str(text)}
        } if _is_text(text):
            return InlineAsked(query, person, text, _language(update["inline_query"]))
        case _:
            return None


def keepable(told: Incoming) -> bool:
    """Whether its chat is an id that a database holds, and its body is Unicode.

    JSON can also spell halves of characters, which nobody can keep or send.
    """
    return is_id(told.chat) and _is_text(told.body)


def is_id(value: object) -> bool:
    """Whether that is an id which the database can hold. A bool is an int to Python, not to us."""
    return type(value) is int and abs(value) <= LARGEST_ID


def pressed(update: Mapping[str, Any]) -> str | None:
    """The id of the button press in this update, which wants ``answerCallbackQuery``."""
    match update:
        case {"callback_query": {"id": str(query)}}:
            return query
        case _:
            return None


def _message(number: int, message: Mapping[str, Any], me: Me | None) -> Incoming | None:
    chat, kind = message["chat"]["id"], message["chat"]["type"]
    match message:
        case {"migrate_to_chat_id": int(new)} if kind in _GROUPS and is_id(new):
            return Incoming(number, chat, "moved", str(new))
        case {"migrate_from_chat_id": int(old)} if kind in _GROUPS and is_id(chat):
            return Incoming(number, old, "moved", str(chat))
        case {"via_bot": {"id": int(bot)}} if me is not None and bot == me.id:
            return None  # an inline answer of ours that somebody has just posted
        case _:
            pass
    if kind == "private":
        return _said_in_private(number, chat, message)
    return _said_in_group(number, chat, message, me) if kind in _GROUPS else None


def _said_in_private(
    number: int, chat: int, message: Mapping[str, Any], *, edited: bool = False
) -> Incoming | None:
    kind: Literal["text", "other", "edited"] = "edited" if edited else "text"
    match message:
        case {"from": {"is_bot": True}}:
            return None  # two bots would talk to each other for ever
        case {"text": str(text)} | {"caption": str(text)}:
            body = text
        case _ if edited:
            return None  # a live location moves on, a poll goes on: nothing was said anew
        case _:
            found = next((name for name in UNREADABLE if name in message), None)
            if found is None:
                return None
            kind, body = "other", found
    return Incoming(
        number,
        chat,
        kind,
        body,
        _language(message),
        message=_number(message),
        said_at=_said_at(message, "edit_date" if edited else "date"),
        album=_album(message),
    )


def _said_in_group(
    number: int, chat: int, message: Mapping[str, Any], me: Me | None
) -> Incoming | None:
    match message:
        case {"is_automatic_forward": True}:
            return None
        case {"text": str(text)} | {"caption": str(text)}:
            body = _addressed(text, me)
        case _:
            return None
    reply = body is None and _answers_us(message, me)
    if reply:
        body = text
    if body is None:
        return None
    match message:
        case {"sender_chat": {"id": sender}}:
            group = InGroup(None, sender == chat, _topic(message), reply)
        case {"from": {"is_bot": True}}:
            return None
        case _:
            group = InGroup(_person(message), topic=_topic(message), reply=reply)
    lang, shown, said_at = _language(message), _number(message), _said_at(message, "date")
    return Incoming(number, chat, "text", body, lang, message=shown, group=group, said_at=said_at)


def _addressed(text: str, me: Me | None) -> str | None:
    """What is said to the bot, without its name; None where it is not named."""
    command = _COMMAND.match(text)
    if command is not None and command[2] is not None:
        return text if me is not None and command[2].lower() == me.name.lower() else None
    if command is not None:
        return text if command_of(command[1].lower()) is not None else None
    if me is None:
        return None
    said, times = _mention(me.name).subn(" ", text)
    return (said.strip() or "/help") if times else None


def _answers_us(message: Mapping[str, Any], me: Me | None) -> bool:
    """Whether it answers a message of the bot; a command there is meant for another bot."""
    match message:
        case {"text": str(text)} if text.startswith("/"):
            return False
        case {"reply_to_message": {"from": {"id": int(author)}}}:
            return me is not None and author == me.id
        case _:
            return False


@lru_cache(maxsize=4)
def _mention(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w@])@{re.escape(name)}(?!\w)", re.IGNORECASE | re.ASCII)


def _language(content: Mapping[str, Any]) -> str | None:
    match content:
        case {"from": {"language_code": str(code)}} if _CODE.fullmatch(code):
            return code
        case _:
            return None


def _person(content: Mapping[str, Any]) -> int | None:
    match content:
        case {"from": {"id": int(person)}}:
            return person
        case _:
            return None


def _topic(message: Mapping[str, Any]) -> int | None:
    match message:
        case {"is_topic_message": True, "message_thread_id": int(topic)}:
            return topic
        case _:
            return None


def _number(message: Mapping[str, Any]) -> int | None:
    match message:
        case {"message_id": int(number)} if is_id(number):
            return number
        case _:
            return None


def _said_at(message: Mapping[str, Any], field: str) -> int | None:
    at = message.get(field)
    return at if type(at) is int else None


def _album(message: Mapping[str, Any]) -> str | None:
    match message:
        case {"media_group_id": str(album)} if album.isalnum() and album.isascii():
            return album
        case _:
            return None


def _is_text(body: str) -> bool:
    try:
        body.encode()
    except UnicodeEncodeError:
        return False
    return True


def to_queue(told: Incoming) -> str:
    """The update as it waits in the queue: no names, and of a group only what is meant for us."""
    return _KEPT.dump_json(replace(told, said_at=None), exclude_defaults=True).decode()


def from_queue(queued: Queued, me: Callable[[], Me | None]) -> Incoming | None:
    """The update that waited; None when this version of the program does not understand it."""
    try:
        return _KEPT.validate_json(queued.body)
    except ValidationError:
        pass
    # Until December 2026 it was Telegram's own JSON.
    try:
        return incoming(json.loads(queued.body), me())
    except (ValueError, RecursionError):
        return None
