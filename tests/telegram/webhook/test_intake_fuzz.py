"""10,000 mangled updates through the webhook's door and the worker: nothing escapes or strays.

Seeded, so that a failure comes again. Every update is a real one with pieces replaced, removed,
nested or mangled as bytes; the handler sees what the runtime would see.
"""

from __future__ import annotations

import asyncio
import copy
import json
import logging
import random
from typing import Any, get_args

import pytest

from bot.conversation.choices import Kind
from bot.conversation.inline import offered
from bot.ports.inline import InlineAsked
from bot.ports.updates import Incoming
from bot.replies.inline import render_inline
from bot.running.memory import language
from bot.running.turns import Runtime
from bot.system.clock import SystemClock
from bot.telegram.intake import Intake
from bot.telegram.updates import Me
from bot.telegram.webhook.door import WebhookReceiver
from bot.telegram.worker import QueuePace, QueueWorker
from tests.conversation.talk import world
from tests.doubles.conversation import Disk, RecordingMessenger
from tests.doubles.database import MemoryDatabase, WholeDisk
from tests.doubles.outbox import NoticeTables
from tests.doubles.queue import MemoryQueue
from tests.fake_telegram.rules import shown_text

SECRET = "s3cret"
COUNT = 10_000
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


@pytest.mark.no_cover  # ten thousand times the lines that other tests cover
async def test_no_exception_escapes_and_nobody_gets_anothers_answer(
    caplog: pytest.LogCaptureFixture,
) -> None:
    chance = random.Random(20261122)
    disk = Disk()
    tables = NoticeTables(disk)
    database = MemoryDatabase(WholeDisk(tables))
    queue, store, messenger = MemoryQueue(disk), database.store, RecordingMessenger()
    acknowledged: list[str] = []
    typed: list[InlineAsked] = []
    intake = Intake(
        queue,
        received=lambda: None,
        acknowledge=acknowledged.append,
        me=lambda: ME,
        inline=typed.append,
    )
    receiver = WebhookReceiver(intake, SECRET)
    statuses: dict[int, int] = {}
    kept: dict[int, bytes] = {}
    for number in range(1, COUNT + 1):
        body = mangled(chance, real(chance, number))
        secret = chance.choice((None, "s3cre", "\ud800")) if chance.random() < 0.05 else SECRET
        status = await receiver.receive(secret, body)
        assert status in {200, 400, 401}, (status, body)
        assert secret == SECRET or status == 401
        statuses[status] = statuses.get(status, 0) + 1
        kept[number] = body
    assert min(statuses.values()) > 100, statuses

    runtime = Runtime(
        store,
        messenger,
        SystemClock(),
        world,
        database.outbox,
        administrators=EvenOnes(),
    )
    went: list[tuple[int, list[int]]] = []

    answered = 0

    async def on(update: Incoming) -> bool:
        nonlocal answered
        before, told = len(messenger.shown), False
        try:
            told = await runtime.on(update)
        finally:
            went.append((update.chat, [chat for chat, _ in messenger.shown[before:]]))
            answered += told
        return told

    waiting = len(disk.waiting)
    asked = {chat for chat, _ in disk.waiting}
    pace = QueuePace(gap=0.0, look=0.01)
    worker = QueueWorker(queue, on, SystemClock(), worker="one", pace=pace, me=lambda: ME)
    stop = asyncio.Event()
    with caplog.at_level(logging.INFO):
        working = asyncio.create_task(worker.run(stop))
        async with asyncio.timeout(50):
            while disk.waiting:  # noqa: ASYNC110 - a double tells nobody that it is empty
                await asyncio.sleep(0.05)
        stop.set()
        await working
    assert len(went) == waiting > COUNT / 8  # a line has room for twenty
    # Turns on the doubles never wait, so what was shown during one was shown by it.
    assert all(chats in ([], [chat]) for chat, chats in went)
    assert {chat for chat, _ in messenger.shown} <= asked
    # A receipt for what was deleted counts as no answer: nothing is kept of it.
    assert len(messenger.shown) >= answered > waiting / 2
    assert disk.waiting == {}
    for message in {message for _, message in messenger.shown}:
        assert shown_text(message.html, "HTML")
    in_groups = [chat for chat in disk.chats if chat < 0]
    assert in_groups
    assert all(disk.chats[chat].profile is None for chat in in_groups)
    assert all(one.group == (chat < 0) for chat, one in tables.subscriptions.items())
    assert len(typed) > COUNT / 50
    for asked_for in typed:
        found = offered(asked_for.text, language(asked_for.lang), world())
        for article in render_inline(found, world().occupations).articles:
            assert shown_text(article.html, "HTML")
    assert "a bug" not in caplog.text
    for words in WORDS[:6]:
        assert words not in caplog.text
