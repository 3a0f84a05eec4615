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
from typing import Any

import pytest

from bot.adapters.clock import SystemClock
from bot.adapters.queue_worker import QueuePace, QueueWorker
from bot.adapters.webhook import WebhookReceiver
from bot.ports import Incoming, Rendered
from bot.runtime import Runtime
from tests.conversation.talk import world
from tests.doubles import Disk, MemoryStore, RecordingMessenger
from tests.doubles_queue import MemoryQueue

SECRET = "s3cret"
COUNT = 10_000
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
    match chance.randrange(4):
        case 0:
            return {"update_id": update, "message": message | {"voice": {"file_id": "x"}}}
        case 1:
            query = {"id": str(update), "from": person, "message": message, "data": "1:x"}
            return {"update_id": update, "callback_query": query}
        case _:
            return {"update_id": update, "message": message | {"text": chance.choice(WORDS)}}


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
                place[key] = chance.choice(ODD)
            case _:
                place[chance.choice(("chat", "message", "text", "data", "x"))] = place[key]
    body = json.dumps(broken, ensure_ascii=chance.random() < 0.9).encode("utf-8", "surrogatepass")
    if chance.random() < 0.2:
        at = chance.randrange(len(body))
        junk = chance.randbytes(chance.randrange(4))
        body = body[:at] + junk + body[at + chance.randrange(3) :]
    return body


async def test_no_exception_escapes_and_nobody_gets_anothers_answer(
    caplog: pytest.LogCaptureFixture,
) -> None:
    chance = random.Random(20261122)
    disk = Disk()
    queue, store, messenger = MemoryQueue(disk), MemoryStore(disk), RecordingMessenger()
    acknowledged: list[str] = []
    receiver = WebhookReceiver(
        queue, SECRET, received=lambda: None, acknowledge=acknowledged.append
    )
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

    runtime = Runtime(store, messenger, SystemClock(), world)
    went: list[tuple[int, list[int]]] = []

    async def on(update: Incoming) -> None:
        before = len(messenger.shown)
        try:
            await runtime.on(update)
        finally:
            went.append((update.chat, [chat for chat, _ in messenger.shown[before:]]))

    waiting = len(disk.waiting)
    asked = {chat for chat, _ in disk.waiting}
    worker = QueueWorker(queue, on, SystemClock(), worker="one", pace=QueuePace(gap=0.0, look=0.01))
    async with asyncio.timeout(50):
        with caplog.at_level(logging.INFO):
            await worker.run(asyncio.Event(), until_empty=True)
    assert len(went) == waiting > COUNT / 4
    # Turns on the doubles never wait, so what was shown during one was shown by it.
    assert all(chats in ([], [chat]) for chat, chats in went)
    assert {chat for chat, _ in messenger.shown} <= asked
    assert len(messenger.shown) == waiting
    assert disk.waiting == {}
    assert all(isinstance(message, Rendered) for _, message in messenger.shown)
    assert "a bug" not in caplog.text
    for words in WORDS[:6]:
        assert words not in caplog.text
