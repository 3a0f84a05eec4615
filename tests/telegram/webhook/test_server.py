"""Serving by webhook against the fake Bot API, which posts as Telegram does."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import replace
from pathlib import Path

import aiohttp
import pytest
import pytest_asyncio

from bot.ports.faults import PortError, Retryable
from bot.ports.queue import Queue
from bot.ports.store import Store
from bot.ports.updates import Incoming
from bot.storage.databases import open_postgres, open_sqlite
from bot.telegram.faults import BadTokenError
from bot.telegram.updates import ALLOWED_UPDATES
from bot.telegram.webhook.door import SECRET_HEADER
from bot.telegram.webhook.registration import WebhookRefusedError
from bot.telegram.worker import QueuePace
from tests.doubles.conversation import Disk, MemoryStore
from tests.doubles.queue import MemoryQueue
from tests.fake_telegram.api import BAD_GATEWAY, RESET_BEFORE, FakeBotApi, Fault, too_many
from tests.fake_telegram.rules import RefusedError
from tests.postgres_server import Postgres
from tests.telegram.running_bot import QUICK_QUEUE, serving
from tests.telegram.webhook.running_webhook import (
    SECRET,
    free_port,
    serving_webhook,
)

Pair = tuple[Queue, Store]
Opener = Callable[[], Awaitable[Pair]]

LASTING = replace(QUICK_QUEUE, lease=15.0)
"""Where nobody dies: on a busy machine a second runs out, and an update is answered twice."""


@pytest_asyncio.fixture
async def api() -> AsyncIterator[FakeBotApi]:
    async with FakeBotApi(delivers=True) as server:
        yield server


@pytest_asyncio.fixture(params=["memory", "sqlite"])
async def opener(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Opener]:
    """Opens queue and store on the same data each time; ``postgres`` where that is asked for."""
    disk, url = Disk(), ""
    if request.param == "postgres":
        server: Postgres = request.getfixturevalue("postgres_server")
        url = await server.made_database()
    async with AsyncExitStack() as opened:

        async def open_it() -> Pair:
            match request.param:
                case "memory":
                    return MemoryQueue(disk), MemoryStore(disk)
                case "sqlite":
                    database = await open_sqlite(tmp_path / "bot.db", alone=False)
                case _:
                    database = await open_postgres(url, duties=False)
            opened.push_async_callback(database.close)
            return database.queue, database.store

        yield open_it


@pytest_asyncio.fixture
async def pair(opener: Opener) -> Pair:
    return await opener()


def texts(api: FakeBotApi, chat: int) -> list[str]:
    return [shown.text for shown in api.seen(chat)]


async def test_people_are_answered_and_telegram_is_told_once(api: FakeBotApi, pair: Pair) -> None:
    async with serving_webhook(api, *pair) as running:
        api.say(1, "hello")
        api.say(2, "bonjour")
        await api.replies(1, 1)
        await api.replies(2, 1)
        assert (texts(api, 1), texts(api, 2)) == (["hello"], ["bonjour"])
        await running.end()
    assert api.pending == ()
    assert await pair[0].waiting() == 0
    (told,) = api.made("setWebhook")
    assert told.parameters["url"] == running.url
    assert told.parameters["secret_token"] == SECRET
    assert told.parameters["allowed_updates"] == list(ALLOWED_UPDATES)
    assert "drop_pending_updates" not in told.parameters
    async with serving_webhook(api, *pair, url=running.url, listen=free_port()) as again:
        await api.until(lambda: len(api.made("getWebhookInfo")) == 2)
        await again.end()
    assert len(api.made("setWebhook")) == 1


@pytest.mark.parametrize("change", ["secret", "url", "connections"])
async def test_telegram_is_told_again_when_something_is_different(
    api: FakeBotApi, pair: Pair, change: str
) -> None:
    port = free_port()
    async with serving_webhook(api, *pair, listen=port) as running:
        await api.until(lambda: len(api.made("setWebhook")) == 1)
        await asyncio.sleep(0.05)
        await running.end()
    if change == "connections":
        await api.webhook.set({"url": running.url, "secret_token": SECRET, "max_connections": 7})
    async with serving_webhook(
        api,
        *pair,
        listen=port,
        secret="another" if change == "secret" else SECRET,
        url=running.url + "2" if change == "url" else None,
    ):
        await api.until(lambda: len(api.made("setWebhook")) == 2)


async def test_a_press_is_acknowledged_and_answered(api: FakeBotApi, pair: Pair) -> None:
    async with serving_webhook(api, *pair):
        await api.until(lambda: len(api.made("setWebhook")) == 1)
        api.forge(1, "data of a button")
        await api.replies(1, 1)
        await api.until(lambda: len(api.made("answerCallbackQuery")) == 1)
    assert texts(api, 1) == ["data of a button"]


async def test_from_polling_to_the_webhook_and_back_nothing_is_lost_and_nothing_done_by_hand(
    api: FakeBotApi, pair: Pair
) -> None:
    async with serving(api) as polling:
        api.say(1, "one")
        await api.replies(1, 1)
        await polling.end()
    api.say(1, "two")
    async with serving_webhook(api, *pair) as running:
        await api.replies(1, 2)
        await api.until(lambda: api.pending == ())
        await running.end()
    api.say(1, "three")
    async with serving(api) as polling:
        await api.replies(1, 3)
        await polling.end()
    assert texts(api, 1) == ["one", "two", "three"]


async def test_an_update_delivered_twice_is_answered_once(api: FakeBotApi, opener: Opener) -> None:
    pair = await opener()
    async with serving_webhook(api, *pair) as running:
        first = api.say(1, "hello")
        await api.replies(1, 1)
        api.redeliver(first)
        await api.until(lambda: len(api.webhook.answers) == 2)
        await running.end()
    # A start that remembers nothing of it: only the database knows.
    async with serving_webhook(api, *await opener()) as running:
        await api.until(lambda: len(api.made("getWebhookInfo")) == 2)
        api.redeliver(first)
        await api.until(lambda: api.webhook.answers.count(200) == 3)
        api.say(1, "bye")
        await api.replies(1, 2)
        await running.end()
    assert texts(api, 1) == ["hello", "bye"]


async def test_what_was_queued_when_the_process_died_is_answered_by_the_next(
    api: FakeBotApi, opener: Opener
) -> None:
    async def never(_: Incoming) -> None:
        await asyncio.Event().wait()

    queue, store = await opener()
    async with serving_webhook(api, queue, store, on=never):
        for update in ("one", "two"):
            api.say(1, update)
        api.say(2, "other")
        await api.until(lambda: api.webhook.answers.count(200) == 3)
    assert api.pending == ()
    assert await queue.waiting() == 3
    queue, store = await opener()
    await queue.release_all()
    async with serving_webhook(api, queue, store):
        await api.replies(1, 2)
        await api.replies(2, 1)
    assert (texts(api, 1), texts(api, 2)) == (["one", "two"], ["other"])


async def test_a_reply_that_was_decided_but_not_sent_before_a_kill_is_sent(
    api: FakeBotApi, opener: Opener
) -> None:
    api.fail("sendMessage", Fault(reset="before", until=asyncio.Event()))
    queue, store = await opener()
    async with serving_webhook(api, queue, store):
        update = api.say(1, "hello")
        await api.until(lambda: len(api.made("sendMessage")) == 1)
    assert (await store.turn(1, update)).answer == "unsent"
    queue, store = await opener()
    await queue.release_all()
    async with serving_webhook(api, queue, store):
        await api.replies(1, 1)
    assert texts(api, 1) == ["hello"]


async def test_at_the_end_turns_in_hand_are_finished_and_the_rest_stays_queued(
    api: FakeBotApi, opener: Opener
) -> None:
    go_on = asyncio.Event()
    api.fail("sendMessage", Fault(until=go_on))
    queue, store = await opener()
    one_at_a_time = QueuePace(at_once=1, lease=1.0, renew=0.2, look=0.05, grace=5.0)
    async with serving_webhook(api, queue, store, queue_pace=one_at_a_time) as running:
        api.say(1, "in hand")
        await api.until(lambda: len(api.made("sendMessage")) == 1)
        api.say(1, "queued")
        api.say(2, "queued too")
        await api.until(lambda: api.webhook.answers.count(200) == 3)
        running.stop.set()
        await asyncio.sleep(0.1)
        assert not running.task.done()
        with pytest.raises(aiohttp.ClientConnectionError):
            async with aiohttp.ClientSession() as session:
                await session.post(running.url)
        go_on.set()
        await running.end()
    assert texts(api, 1) == ["in hand"]
    assert await queue.waiting() == 2
    queue, store = await opener()
    async with serving_webhook(api, queue, store):
        await api.replies(2, 1)
        await api.replies(1, 2)
    assert texts(api, 1) == ["in hand", "queued"]


async def test_what_comes_while_the_database_is_away_is_repeated_by_telegram(
    api: FakeBotApi,
) -> None:
    disk = Disk()
    queue = MemoryQueue(disk)
    queue.fail("put", *[Retryable("the database is locked")] * 3)
    async with serving_webhook(api, queue, MemoryStore(disk)):
        api.say(1, "hello")
        await api.replies(1, 1)
        assert api.webhook.answers == [503, 503, 503, 200]
    assert texts(api, 1) == ["hello"]


@pytest.mark.parametrize("opener", ["memory", "postgres"], indirect=True)
async def test_two_machines_behind_one_address_answer_two_hundred_chats_each_in_order(
    api: FakeBotApi, opener: Opener
) -> None:
    """The two share a queue; requests go to either, as behind a load balancer."""
    chats, each = 200, 3
    first, second = await opener(), await opener()
    async with (
        serving_webhook(api, *first, worker="one", queue_pace=LASTING) as one,
        serving_webhook(api, *second, worker="two", url=one.url, queue_pace=LASTING) as two,
    ):
        await api.until(lambda: len(api.made("getWebhookInfo")) == 2)  # both listen
        for chat in range(1, chats + 1):
            api.screen.from_person(chat, "en")

        async def post(number: int, update: int, chat: int) -> None:
            message = {"chat": {"id": chat, "type": "private"}, "text": str(number)}
            body = {"update_id": update, "message": message}
            to = (one, two)[(update + number) % 2].url
            async with session.post(to, json=body, headers={SECRET_HEADER: SECRET}) as answer:
                assert answer.status == 200

        async with aiohttp.ClientSession() as session:
            for number in range(each):
                # All chats at once; a chat's next one when its last was answered 200.
                await asyncio.gather(
                    *(post(number, 1000 * chat + number, chat) for chat in range(1, chats + 1))
                )
        for chat in range(1, chats + 1):
            await api.replies(chat, each)
        await one.end()
        await two.end()
    assert await first[0].waiting() == 0
    assert all(texts(api, chat) == ["0", "1", "2"] for chat in range(1, chats + 1))


async def test_two_hundred_chats_at_once_are_each_answered_in_order(
    api: FakeBotApi, pair: Pair
) -> None:
    async with serving_webhook(api, *pair) as running:
        for number in range(3):
            for chat in range(1, 201):
                api.say(chat, f"{chat} {number}")
        for chat in range(1, 201):
            await api.replies(chat, 3)
        assert all(
            texts(api, chat) == [f"{chat} {number}" for number in range(3)]
            for chat in range(1, 201)
        )
        await running.end()
    assert api.pending == ()
    assert await pair[0].waiting() == 0


async def test_an_outage_of_telegram_at_the_start_is_waited_for(
    api: FakeBotApi, pair: Pair
) -> None:
    api.fail("getMe", BAD_GATEWAY, RESET_BEFORE)
    api.fail("getWebhookInfo", BAD_GATEWAY)
    api.fail("setWebhook", too_many(0), BAD_GATEWAY)
    async with serving_webhook(api, *pair):
        api.say(1, "hello")
        await api.replies(1, 1)
    assert [call.status for call in api.made("setWebhook")] == [429, 502, 200]


async def test_a_stop_is_heard_while_telegram_is_away(api: FakeBotApi, pair: Pair) -> None:
    api.fail_always("getMe", BAD_GATEWAY)
    async with serving_webhook(api, *pair) as running:
        await api.until(lambda: len(api.made("getMe")) > 1)
        await running.end()
    assert api.made("setWebhook") == []


async def test_a_bad_token_ends_it_with_one_line(api: FakeBotApi, pair: Pair) -> None:
    api.fail_always("getMe", Fault(401, "Unauthorized"))
    async with serving_webhook(api, *pair) as running:
        with pytest.raises(BadTokenError, match="TELEGRAM_BOT_TOKEN"):
            await running.task


async def test_an_address_that_telegram_refuses_ends_it_with_one_line(
    api: FakeBotApi, pair: Pair
) -> None:
    async with serving_webhook(api, *pair, url="https://bot.example.org:8080/x") as running:
        with pytest.raises(WebhookRefusedError, match=r"WEBHOOK_URL: .*only on ports 80"):
            await running.task


async def test_an_address_that_is_taken_here_ends_it_with_one_line(
    api: FakeBotApi, pair: Pair
) -> None:
    async with serving_webhook(api, *pair) as running:
        await api.until(lambda: len(api.made("setWebhook")) == 1)
        port = int(running.url.split(":")[2].split("/")[0])
        async with serving_webhook(api, *pair, listen=port) as second:
            with pytest.raises(PortError, match="WEBHOOK_LISTEN: cannot listen"):
                await second.task


async def test_what_keeps_telegram_from_delivering_is_logged(
    api: FakeBotApi, pair: Pair, caplog: pytest.LogCaptureFixture
) -> None:
    nowhere = f"http://127.0.0.1:{free_port()}/hook"
    api.say(1, "hello")
    async with serving_webhook(api, *pair, url=nowhere) as running:
        await api.until(lambda: "last_error_message" in api.webhook.info())
        await running.end()
    async with serving_webhook(api, *pair, url=nowhere) as running:
        await api.until(lambda: len(api.made("getWebhookInfo")) == 2)
        await asyncio.sleep(0.05)
        await running.end()
    assert "Telegram says of the webhook: Wrong response" in caplog.text
    assert SECRET not in caplog.text
    assert api.token not in caplog.text


async def test_what_is_still_queued_is_answered_when_polling_begins(api: FakeBotApi) -> None:
    disk = Disk()
    queue = MemoryQueue(disk)
    nothing_at_once = QueuePace(at_once=0)
    async with serving_webhook(api, queue, MemoryStore(disk), queue_pace=nothing_at_once) as run:
        api.say(1, "queued")
        await api.until(lambda: len(api.webhook.answers) == 1)
        await run.end()
    async with serving(api, queue=queue):
        await api.replies(1, 1)
    assert texts(api, 1) == ["queued"]


@pytest.mark.parametrize(
    ("parameters", "why"),
    [
        ({"url": "http://bot.example.org"}, "HTTPS"),
        ({"url": "https://bot.example.org:8080"}, "ports"),
        ({"url": "https://x.org", "secret_token": "é"}, "secret"),
        ({"url": "https://x.org", "max_connections": 101}, "max_connections"),
    ],
)
async def test_the_fake_refuses_what_telegram_refuses(
    api: FakeBotApi, parameters: dict[str, object], why: str
) -> None:
    with pytest.raises(RefusedError, match=why):
        await api.webhook.set(parameters)
