"""One person, group or message delays nobody else: by polling and webhook, on both stores."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from time import thread_time
from typing import Any, cast

import pytest
import pytest_asyncio

from bot.conversation.world import World
from bot.ports.inline import Article, InlineAnswer
from bot.ports.queue import MOST_WAITING
from bot.ports.updates import Incoming
from bot.running.turns import Runtime
from bot.storage.databases import Database, open_postgres, open_sqlite
from bot.system.clock import SystemClock
from bot.telegram.bot import make_bot
from bot.telegram.floods import MOST_IN_GROUP, Floods
from bot.telegram.inline import InlineAnswers
from bot.telegram.intake import OnInline
from bot.telegram.messenger import TelegramMessenger
from bot.telegram.shares import Shares
from bot.telegram.worker import OnIncoming, QueuePace
from knowledge.facts.shelf import Knowledge
from tests.conversation.talk import world
from tests.fake_telegram.api import FakeBotApi, Fault
from tests.postgres_server import Postgres
from tests.telegram.at_home import WAYS, How
from tests.telegram.running_bot import Running, serving
from tests.telegram.webhook.running_webhook import RunningWebhook, echo, serving_webhook

ALICE, BOB, GROUP = 11, 12, -1_001
LASTING = QueuePace(lease=30.0, look=0.05, grace=0.5)


@pytest.fixture(params=WAYS)
def how(request: pytest.FixtureRequest) -> How:
    way: How = request.param
    return way


@pytest_asyncio.fixture
async def api(how: How) -> AsyncIterator[FakeBotApi]:
    async with FakeBotApi(delivers=how == "webhook") as server:
        yield server


@pytest_asyncio.fixture(params=["sqlite", "postgres"])
async def database(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Database]:
    if request.param == "postgres":
        server: Postgres = request.getfixturevalue("postgres_server")
        opened = await open_postgres(await server.made_database(), duties=False)
    else:
        opened = await open_sqlite(tmp_path / "bot.db")
    yield opened
    await opened.close()


@asynccontextmanager
async def bot(
    how: How,
    api: FakeBotApi,
    database: Database,
    on: OnIncoming,
    inline: OnInline | None = None,
    shares: Shares | None = None,
) -> AsyncIterator[Running | RunningWebhook]:
    """One process, killed at the end; whatever it had in hand is free for the next one."""
    floods = Floods(asyncio.get_running_loop().time)
    async with AsyncExitStack() as stack:
        running: Running | RunningWebhook
        if how == "polling":
            running = await stack.enter_async_context(
                serving(
                    *(api, on),
                    queue=database.queue,
                    queue_pace=LASTING,
                    floods=floods,
                    inline=inline,
                    shares=shares,
                )
            )
        else:
            machine = (api, database.queue, database.store)
            running = await stack.enter_async_context(
                serving_webhook(
                    *machine,
                    on=on,
                    queue_pace=LASTING,
                    floods=floods,
                    inline=inline,
                    shares=shares,
                )
            )
            await api.until(lambda: bool(api.made("getWebhookInfo")))
        yield running
    await database.queue.release_all()


@pytest_asyncio.fixture
async def messenger(api: FakeBotApi) -> AsyncIterator[TelegramMessenger]:
    async with make_bot(api.token, api.url) as sender:
        yield TelegramMessenger(sender, 5.0)


def told(messenger: TelegramMessenger, database: Database) -> OnIncoming:
    """Sends texts back, and for what has none what it is."""
    answer = echo(messenger, database.store)

    async def on(update: Incoming) -> bool | None:
        return await answer(replace(update, body=update.body[:20] or update.kind))

    return on


def busy(seconds: float) -> None:
    """Hold up the loop for so much of the processor's time."""
    until = thread_time() + seconds
    while thread_time() < until:
        pass


async def longest_wait(api: FakeBotApi, person: int, times: int) -> float:
    """Seconds that somebody waited for an answer to a short text, at the worst but one.

    Whoever is held up by others waits again and again; once, the machine itself stood still.
    """
    loop, waits = asyncio.get_running_loop(), list[float]()
    for number in range(1, times + 1):
        begun = loop.time()
        api.say(person, "480")
        await api.replies(person, number)
        waited, begun = loop.time() - begun, loop.time()
        busy(0.02)
        # On a busy machine everything lasts longer, this too.
        waits.append(waited / max(1.0, (loop.time() - begun) / 0.02))
        await asyncio.sleep(0.55)
    return sorted(waits)[-2]


async def test_ten_people_with_heavy_messages_below_the_flood_limit_delay_nobody_a_second(
    how: How, api: FakeBotApi, database: Database, messenger: TelegramMessenger
) -> None:
    answer = told(messenger, database)

    async def on(update: Incoming) -> bool | None:
        busy(0.07 if len(update.body) > 1000 else 0.001)
        return await answer(update)

    async def heavy(person: int) -> None:
        for _ in range(12):
            api.say(person, "x" * 2000)
            await asyncio.sleep(0.55)

    async with bot(how, api, database, on):
        at_work = [asyncio.create_task(heavy(person)) for person in range(100, 110)]
        waited = await longest_wait(api, ALICE, 10)
        for task in at_work:
            task.cancel()
        await asyncio.gather(*at_work, return_exceptions=True)
    assert waited < 1.0


async def test_lines_typed_after_the_bots_name_and_messages_share_one_persons_time(
    how: How, api: FakeBotApi, database: Database, messenger: TelegramMessenger
) -> None:
    """Four lines use up what one person may have; nobody else waits for them."""

    def answer(_: str, __: str | None) -> InlineAnswer:
        busy(0.1)
        return InlineAnswer((Article("a", "A", "", "a"),), 1, "b", "c")

    async def typing() -> None:
        while True:
            api.inline.type(ALICE, "480 welder")
            await asyncio.sleep(0.05)

    shares = Shares(asyncio.get_running_loop().time)
    async with AsyncExitStack() as stack:
        sender = make_bot(api.token, api.url)
        await stack.enter_async_context(sender)
        inline = InlineAnswers(sender, answer, shares=shares)
        stack.push_async_callback(inline.close)
        on = told(messenger, database)
        await stack.enter_async_context(bot(how, api, database, on, inline, shares))
        at_work = asyncio.create_task(typing())
        assert await longest_wait(api, BOB, 3) < 1.0
        await api.until(lambda: len(api.made("answerInlineQuery")) >= 4)
        at_work.cancel()
        now, due = asyncio.get_running_loop().time, shares.wait(ALICE)
        begun = now()
        api.say(ALICE, "and a message")
        await api.until(lambda: api.seen(ALICE) != [])
        assert len(api.made("answerInlineQuery")) <= 5 + (now() - begun)
        assert 0 < due <= now() - begun + 0.1


async def test_a_group_above_what_telegram_takes_delays_nobody_and_keeps_no_line(
    how: How, api: FakeBotApi, database: Database, messenger: TelegramMessenger
) -> None:
    """Telegram takes no more for the group; 1.6 messages a second, in less time."""
    api.groups.open(GROUP, ALICE, kind="group")
    answer = told(messenger, database)

    async def on(update: Incoming) -> bool | None:
        if update.chat == GROUP:
            await asyncio.sleep(30)  # as a 429 with retry_after does
        return await answer(update)

    async with bot(how, api, database, on):
        for person in range(200, 296):
            api.groups.say(GROUP, person, "/latest")
        assert await longest_wait(api, BOB, 10) < 1.0
        assert await database.queue.waiting() <= min(MOST_IN_GROUP, MOST_WAITING)


async def test_what_one_says_during_an_outage_is_twenty_at_most_and_the_last_is_told(
    how: How, api: FakeBotApi, database: Database, messenger: TelegramMessenger
) -> None:
    kinds: list[str] = []
    answer = told(messenger, database)
    back = asyncio.Event()

    async def on(update: Incoming) -> bool | None:
        await back.wait()
        kinds.append(update.kind)
        return await answer(update)

    async with bot(how, api, database, on):
        for number in range(30):
            # Slowly enough to be no flood, by Telegram's own dates.
            message = api.screen.from_person(ALICE, "en")
            message |= {"text": str(number), "date": 1_790_000_000 + 60 * number}
            api.push({"message": message})
        await api.until(lambda: not api.pending)
        back.set()
        await api.replies(ALICE, MOST_WAITING)
        await asyncio.sleep(0.2)
    assert kinds == ["text"] * (MOST_WAITING - 1) + ["flood"]


async def test_a_poisonous_message_stops_two_processes_and_is_then_let_go(
    how: How, api: FakeBotApi, database: Database, messenger: TelegramMessenger
) -> None:
    answer, kinds = told(messenger, database), list[str]()
    begun = asyncio.Event()

    async def on(update: Incoming) -> bool | None:
        if update.chat == ALICE:
            kinds.append(update.kind)
            begun.set()
            if update.kind == "text":
                await asyncio.Event().wait()
        return await answer(update)

    api.say(ALICE, "poison")
    for _ in range(2):
        begun.clear()
        async with bot(how, api, database, on):
            await asyncio.wait_for(begun.wait(), 10)
    async with bot(how, api, database, on):
        api.say(BOB, "hello")
        await api.replies(BOB, 1)
        await api.replies(ALICE, 1)
    assert kinds == ["text", "text", "not_read"]


class HangsOnce:
    """Facts in which the first reading never finds an end."""

    def __init__(self, facts: Knowledge) -> None:
        self._facts = facts
        self._hung = False

    def __getattr__(self, name: str) -> Any:
        if not self._hung:
            self._hung = True
            while True:
                pass
        return getattr(self._facts, name)


async def test_a_turn_that_is_broken_off_after_one_that_ended_the_process_is_told_once(
    how: How, api: FakeBotApi, database: Database, messenger: TelegramMessenger
) -> None:
    """Two ways out of a message that cannot be read: the first that comes is the only one."""
    begun, kinds = asyncio.Event(), list[str]()

    async def stands_still(_: Incoming) -> None:
        begun.set()
        await asyncio.Event().wait()

    def endless(now: datetime) -> World:
        around = world(now)
        return replace(around, knowledge=cast(Knowledge, HangsOnce(around.knowledge)))

    runtime = Runtime(database.store, messenger, SystemClock(), endless, database.outbox)

    async def on(update: Incoming) -> bool | None:
        kinds.append(update.kind)
        return await runtime.on(update)

    api.say(ALICE, "poison")
    async with bot(how, api, database, stands_still):
        await asyncio.wait_for(begun.wait(), 10)
    async with bot(how, api, database, on):
        (told,) = await api.replies(ALICE, 1)
        assert told.text.startswith("I could not read that")
        await asyncio.sleep(0.1)
        assert await database.queue.waiting() == 0
    async with bot(how, api, database, on):
        await asyncio.sleep(0.2)
    assert kinds == ["text"]
    assert len(api.seen(ALICE)) == 1


async def test_a_turn_that_fails_gets_one_sentence(
    how: How,
    api: FakeBotApi,
    database: Database,
    messenger: TelegramMessenger,
    caplog: pytest.LogCaptureFixture,
) -> None:
    runtime = Runtime(database.store, messenger, SystemClock(), world, database.outbox)

    async def on(update: Incoming) -> bool | None:
        if update.kind == "text":
            raise ValueError(f"cannot do {update.body}")
        return await runtime.on(update)

    async with bot(how, api, database, on):
        api.say(ALICE, "secret words", "fr")
        (told,) = await api.replies(ALICE, 1)
        assert told.text.startswith("Je n’ai pas réussi à lire cela")
        await asyncio.sleep(0.1)
        assert await database.queue.waiting() == 0
    assert "ValueError" in caplog.text
    assert "secret" not in caplog.text


async def test_forgotten_and_killed_right_after_the_press_the_receipt_still_comes(
    how: How, api: FakeBotApi, database: Database, messenger: TelegramMessenger
) -> None:
    api.screen.from_person(ALICE, "fr")
    runtime = Runtime(
        *(database.store, messenger, SystemClock(), world, database.outbox),
        keeper=database.keeper,
    )
    async with bot(how, api, database, runtime.on):
        api.say(ALICE, "480", "fr")
        await api.replies(ALICE, 1)
        api.say(ALICE, "/forget", "fr")
        await api.replies(ALICE, 2)
        api.fail_always("editMessageText", Fault(502, "Bad Gateway"))
        api.fail_always("sendMessage", Fault(502, "Bad Gateway"))
        tried = len(api.calls)
        api.press(ALICE, "Oui, tout effacer", "fr")
        await api.until(lambda: any(call.method == "sendMessage" for call in api.calls[tried:]))
    assert await database.keeper.stored(ALICE) != {}
    assert (await database.store.turn(ALICE, 0)).remembered.profile is None
    api.fail_always("editMessageText", None)
    api.fail_always("sendMessage", None)
    again = Runtime(
        *(database.store, messenger, SystemClock(), world, database.outbox),
        keeper=database.keeper,
    )
    async with bot(how, api, database, again.on):
        *_, receipt = await api.replies(ALICE, 3)
        assert receipt.text.startswith("C’est effacé")
        await asyncio.sleep(0.2)
        assert await database.queue.waiting() == 0
    assert await database.keeper.stored(ALICE) == {}
    assert len(api.seen(ALICE)) == 3


@pytest.mark.parametrize("end", ["killed", "stopped"])
async def test_four_hundred_people_who_write_in_an_outage_are_all_answered_after_it(
    how: How, api: FakeBotApi, database: Database, messenger: TelegramMessenger, end: str
) -> None:
    people = range(1000, 1400)
    on = told(messenger, database)
    async with bot(how, api, database, on) as running:
        api.fail_always("sendMessage", Fault(502, "Bad Gateway"))
        for person in people:
            api.say(person, "480")
        await api.until(lambda: not api.pending and bool(api.made("sendMessage")))
        if end == "stopped":
            await running.end()
    api.fail_always("sendMessage", None)
    async with bot(how, api, database, on):
        for person in people:
            await api.replies(person, 1)
    assert [len(api.seen(person)) for person in people] == [1] * len(people)
