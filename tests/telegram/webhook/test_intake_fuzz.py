"""10,000 mangled updates through the webhook's door and the worker: nothing escapes or strays.

Seeded, so that a failure comes again. Every update is a real one with pieces replaced, removed,
nested or mangled as bytes; the handler sees what the runtime would see.
"""

from __future__ import annotations

import asyncio
import logging
import random

import pytest

from bot.conversation.inline import offered
from bot.ports.inline import InlineAsked
from bot.ports.updates import Incoming
from bot.replies.inline import render_inline
from bot.running.memory import language
from bot.running.turns import Runtime
from bot.system.clock import SystemClock
from bot.telegram.intake import Intake
from bot.telegram.webhook.door import WebhookReceiver
from bot.telegram.worker import QueuePace, QueueWorker
from tests.conversation.talk import world
from tests.doubles.conversation import Disk, RecordingMessenger
from tests.doubles.database import MemoryDatabase, WholeDisk
from tests.doubles.outbox import NoticeTables
from tests.doubles.queue import MemoryQueue
from tests.fake_telegram.rules import shown_text
from tests.fuzz.updates import ME, WORDS, EvenOnes, mangled, real

SECRET = "s3cret"
COUNT = 10_000


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
