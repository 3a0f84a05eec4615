"""Updates as Telegram sends them, and as nobody should: seeded, so that a failure comes again."""

from __future__ import annotations

import copy
import json
import random
from typing import Any, get_args

from bot.conversation.choices import Kind
from bot.telegram.updates import Me

ME = Me(99, "draws_bot")
WORDS = (
    "505 welder",
    "/start",
    "/forget",
    "/privacy",
    "yes",
    "<b>&amp;</b>",
    "\u202e\u0000\ud800",
    "9" * 400,
    "é" * 5000,
    "' or 1=1 --",
)
ODD: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 2**31, 2**63, -(2**63) - 1, 10**30, 1.5, 1e308),
    *("", "x", "\ud800", "\u0000", [], {}, [[]], {"id": 1}, {"id": None}, WORDS),
)


def real(chance: random.Random, update: int) -> dict[str, Any]:
    """An update as Telegram sends it."""
    chat = chance.randint(1, 50)
    person = {"id": chat, "is_bot": False, "first_name": "A", "language_code": "fr"}
    place = {"id": chat, "type": "private", "first_name": "A"}
    message = {"message_id": update, "date": 1, "chat": place, "from": person}
    words = chance.choice(WORDS)
    group = {"id": -chance.randint(1, 5), "type": "supergroup", "title": words}
    there = message | {"chat": group, "text": words}
    match chance.randrange(12):
        case 0:
            album = {"media_group_id": str(chance.randrange(3))}
            return {"update_id": update, "message": message | {"voice": {"file_id": "x"}} | album}
        case 1:
            query = {"id": str(update), "from": person, "message": message, "data": data(chance)}
            return {"update_id": update, "callback_query": query}
        case 2:
            shown = {"chat": group, "message_id": 1, "date": 0}
            query = {"id": str(update), "from": person, "message": shown, "data": data(chance)}
            return {"update_id": update, "callback_query": query}
        case 3:
            return {"update_id": update, "edited_message": message | {"text": words}}
        case 4:
            asked = {"id": str(update), "from": person, "query": words, "offset": ""}
            return {"update_id": update, "inline_query": asked}
        case 5:
            before, now = chance.choices(("member", "left", "kicked", "administrator"), k=2)
            change = {"old_chat_member": {"status": before}, "new_chat_member": {"status": now}}
            about = {"chat": chance.choice((place, group)), "from": person, "date": 1}
            return {"update_id": update, "my_chat_member": about | change}
        case 6:
            moved = there | {"migrate_to_chat_id": -chance.randint(1, 5)}
            return {"update_id": update, "message": moved}
        case 7:
            addressed = chance.choice((f"/subscribe@{ME.name}", f"@{ME.name} {words}", "/latest"))
            return {"update_id": update, "message": there | {"text": addressed}}
        case 8:
            to_us = there | {"reply_to_message": {"from": {"id": ME.id}}}
            return {"update_id": update, "message": to_us}
        case _:
            return {"update_id": update, "message": message | {"text": words}}


def data(chance: random.Random) -> str:
    """What a button carries, or says it does."""
    kind = chance.choice((*get_args(Kind), "x"))
    return f"1:{kind}:{chance.choice(('', 'yes', 'trades', '72106', '480', 'pause', 'off'))}"


class EvenOnes:
    """Every second person administers a group."""

    async def decides(self, group: int, person: int) -> bool:
        assert group < 0
        return person % 2 == 0


def mangled(chance: random.Random, update: dict[str, Any]) -> bytes:
    """The same with something wrong, most of the time."""
    broken = copy.deepcopy(update)
    for _ in range(chance.randrange(4)):
        place: Any = broken
        while True:
            key = chance.choice(list(place)) if place else None
            if key is not None and isinstance(place[key], dict) and chance.random() < 0.8:
                place = place[key]
                continue
            break
        if key is None:
            continue
        match chance.randrange(3):
            case 0:
                del place[key]
            case 1:
                place[key] = copy.deepcopy(chance.choice(ODD))
            case _:
                kept = copy.deepcopy(place[key])
                place[chance.choice(("chat", "message", "text", "data", "from", "x"))] = kept
    body = json.dumps(broken, ensure_ascii=chance.random() < 0.9).encode("utf-8", "surrogatepass")
    if chance.random() < 0.2:
        at = chance.randrange(len(body))
        junk = chance.randbytes(chance.randrange(4))
        body = body[:at] + junk + body[at + chance.randrange(3) :]
    return body
