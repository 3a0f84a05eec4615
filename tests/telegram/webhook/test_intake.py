"""The webhook's door over real HTTP: who may come in, with what, and what is answered."""

from __future__ import annotations

import asyncio
import gzip
import hmac
import inspect
import io
import json
import logging
from collections import Counter
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
import pytest_asyncio

from bot.ports.faults import PortError, Retryable
from bot.ports.metrics import NoMetrics, WebhookRefusal
from bot.system.http_server import listening
from bot.telegram.intake import RECENT, Intake
from bot.telegram.webhook import door as webhook
from bot.telegram.webhook.door import MOST_BYTES, SECRET_HEADER, WebhookReceiver, webhook_app
from tests.doubles.queue import MemoryQueue

SECRET = "s3cret_-Token"
PATH = "/telegram/hook"


class Refusals(NoMetrics):
    def __init__(self) -> None:
        self.seen: Counter[str] = Counter()

    def refused(self, why: WebhookRefusal) -> None:
        self.seen[why] += 1


class Door:
    """A receiver that listens, and a client that is nobody in particular."""

    def __init__(self) -> None:
        self.queue = MemoryQueue()
        self.metrics = Refusals()
        self.kicks = 0
        self.acknowledged: list[str] = []
        self.intake = Intake(
            self.queue,
            received=self._kick,
            acknowledge=self.acknowledged.append,
            metrics=self.metrics,
        )
        self.receiver = WebhookReceiver(self.intake, SECRET, self.metrics)
        self.port = 0
        self.session: aiohttp.ClientSession

    def _kick(self) -> None:
        self.kicks += 1

    async def ask(
        self,
        body: Any,
        secret: str | bytes | None = SECRET,
        *,
        method: str = "POST",
        path: str = PATH,
        headers: dict[str, str] | None = None,
    ) -> int:
        given = dict(headers or {})
        if secret is not None:
            given[SECRET_HEADER] = secret if isinstance(secret, str) else secret.decode("latin-1")
        url = f"http://127.0.0.1:{self.port}{path}"
        body = io.BytesIO(body) if isinstance(body, bytes) else body
        async with self.session.request(method, url, data=body, headers=given) as answer:
            assert await answer.read() == b"" or answer.status not in {200, 400, 401, 413, 503}
            return answer.status

    @property
    def waiting(self) -> list[tuple[int, int]]:
        return sorted(self.queue.disk.waiting)


@pytest_asyncio.fixture
async def door() -> AsyncIterator[Door]:
    one = Door()
    app = webhook_app(one.receiver, f"https://bot.example.org{PATH}")
    async with (
        aiohttp.ClientSession() as one.session,
        listening(app, "127.0.0.1", 0, "WEBHOOK_LISTEN") as one.port,
    ):
        yield one


def said(update: int = 5, chat: int = 7, text: str = "505 welder") -> bytes:
    person = {"id": chat, "is_bot": False, "first_name": "A", "language_code": "en"}
    message = {
        "message_id": 1,
        "date": 1,
        "chat": {"id": chat, "type": "private"},
        "from": person,
        "text": text,
    }
    return json.dumps({"update_id": update, "message": message}).encode()


def pressed(update: int = 5, chat: int = 7, kind: str = "private") -> bytes:
    query = {
        "id": f"q{update}",
        "from": {"id": chat},
        "message": {"chat": {"id": chat, "type": kind}},
        "data": "x",
    }
    return json.dumps({"update_id": update, "callback_query": query}).encode()


async def test_an_update_is_in_the_queue_without_names_when_it_is_answered_200(door: Door) -> None:
    assert await door.ask(said(text="é \0 \ud83d\ude00")) == 200
    ((key, kept),) = door.queue.disk.waiting.items()
    assert key == (7, 5)
    assert json.loads(kept.body) == {
        "update": 5,
        "chat": 7,
        "kind": "text",
        "body": "é \0 \U0001f600",
        "lang": "en",
        "message": 1,
    }
    assert "\0" not in kept.body
    assert door.kicks == 1


@pytest.mark.parametrize(
    "secret",
    [None, "", "wrong", SECRET[:-1], SECRET + "x", SECRET.upper(), b"\xff\xfe", "é" + SECRET],
    ids=repr,
)
async def test_without_the_secret_it_is_401_and_counted_and_nothing_is_kept(
    door: Door, secret: str | bytes | None
) -> None:
    assert await door.ask(said(), secret) == 401
    assert door.waiting == []
    assert door.metrics.seen == {"secret": 1}


async def test_who_does_not_know_the_secret_cannot_make_us_read_a_body(door: Door) -> None:
    assert await door.ask(bytes(MOST_BYTES + 1), "wrong") == 401


def test_secrets_are_compared_in_constant_time(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[tuple[bytes, bytes]] = []

    def compare(one: bytes, other: bytes) -> bool:
        compared.append((one, other))
        return one == other

    monkeypatch.setattr(hmac, "compare_digest", compare)
    receiver = Door().receiver
    assert receiver.knows(SECRET)
    assert not receiver.knows(None)
    assert compared == [(SECRET.encode(), SECRET.encode()), (b"", SECRET.encode())]
    assert "_secret ==" not in inspect.getsource(webhook)


async def test_a_body_above_one_megabyte_is_413(door: Door) -> None:
    assert await door.ask(said(text="x" * MOST_BYTES)) == 413
    assert door.metrics.seen == {"size": 1}
    fits = said(text="x" * (MOST_BYTES - len(said(text=""))))
    assert len(fits) == MOST_BYTES
    assert await door.ask(fits) == 200


async def test_a_body_of_unknown_length_is_read_no_further_than_one_megabyte(door: Door) -> None:
    sent = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal sent
        while sent < 64 * MOST_BYTES:
            sent += 65536
            yield bytes(65536)

    try:
        status = await door.ask(endless())
    except aiohttp.ClientError:
        status = 413  # the connection was closed while the rest was still being sent
    assert status == 413
    assert door.metrics.seen == {"size": 1}
    assert sent < 64 * MOST_BYTES


@pytest.mark.parametrize("packed", [gzip.compress(said()), b"no gzip at all"])
async def test_a_packed_body_is_not_unpacked_and_400(
    door: Door, packed: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    assert await door.ask(packed, headers={"Content-Encoding": "gzip"}) == 400
    assert caplog.records == []


async def test_a_body_that_never_comes_is_408(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webhook, "BODY_SECONDS", 0.05)
    reader, writer = await asyncio.open_connection("127.0.0.1", door.port)
    head = f"POST {PATH} HTTP/1.1\r\nHost: x\r\n{SECRET_HEADER}: {SECRET}\r\nContent-Length: 9\r\n"
    writer.write(f"{head}\r\n{{".encode())
    assert (await reader.readline()).split()[1] == b"408"
    writer.close()
    await writer.wait_closed()
    assert door.metrics.seen == {"slow": 1}


MALFORMED = {
    "empty": b"",
    "no JSON": b"{",
    "no text": b"\xff\xfe{}",
    "UTF-16": said().decode().encode("utf-16"),
    "a list": b"[]",
    "a string": b'"update_id"',
    "null": b"null",
    "no id": b"{}",
    "an id that is a text": b'{"update_id":"5"}',
    "an id that is a bool": b'{"update_id":true}',
    "an id with a fraction": b'{"update_id":5.0}',
    "an id beyond any database": b'{"update_id":9223372036854775808}',
    "a number of 5,000 digits": b'{"update_id":' + b"9" * 5000 + b"}",
    "a chat beyond any database": said(chat=2**63),
    "half a character": said(text="\ud83d"),
    "100,000 brackets": b'{"update_id":5,"message":' + b"[" * 100_000,
    "100,000 closed brackets": b'{"update_id":5,"message":' + b"[" * 50_000 + b"]" * 50_000 + b"}",
}


@pytest.mark.parametrize("body", MALFORMED.values(), ids=MALFORMED)
async def test_what_is_no_update_is_400_without_a_trace(
    door: Door, body: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        assert await door.ask(body) == 400
    assert door.waiting == []
    assert door.metrics.seen == {"malformed": 1}
    assert caplog.records == []


@pytest.mark.parametrize(
    "body",
    [
        b'{"update_id":5}',
        b'{"update_id":5,"message":null}',
        b'{"update_id":5,"message":{"chat":{"id":"7","type":"private"},"text":"x"}}',
        b'{"update_id":5,"something_new":{"chat":{"id":7}}}',
    ],
)
async def test_an_update_that_asks_for_no_answer_is_200_and_not_kept(
    door: Door, body: bytes
) -> None:
    assert await door.ask(body) == 200
    assert door.waiting == []
    assert door.kicks == 0


async def test_only_post_on_that_path_is_served(door: Door) -> None:
    for method in ("GET", "HEAD", "PUT", "DELETE", "OPTIONS"):
        assert await door.ask(None, method=method) == 405
    for path in ("/", "/telegram", PATH + "/", PATH.upper(), PATH + "/../hook2"):
        assert await door.ask(said(), path=path) == 404
    assert await door.ask(said(), path=PATH + "?x=1") == 200
    assert door.waiting == [(7, 5)]


@pytest.mark.parametrize("url", ["https://x.org", "https://x.org/"])
async def test_an_address_without_a_path_is_served_at_the_root(url: str) -> None:
    one = Door()
    async with (
        aiohttp.ClientSession() as one.session,
        listening(webhook_app(one.receiver, url), "127.0.0.1", 0, "X") as one.port,
    ):
        assert await one.ask(said(), path="/") == 200


async def test_an_update_delivered_twice_is_kept_once(door: Door) -> None:
    answers = await asyncio.gather(*(door.ask(said()) for _ in range(20)))
    assert answers == [200] * 20
    assert door.waiting == [(7, 5)]
    assert door.kicks == 1


async def test_a_replay_of_what_was_answered_meanwhile_is_not_kept(door: Door) -> None:
    await door.ask(said())
    door.queue.disk.waiting.clear()
    assert await door.ask(said()) == 200
    assert door.waiting == []


async def test_the_same_id_in_another_chat_is_another_update(door: Door) -> None:
    await door.ask(said(5, 7))
    await door.ask(said(5, 8))
    assert door.waiting == [(7, 5), (8, 5)]


async def test_a_press_is_acknowledged_when_it_is_kept_and_only_once(door: Door) -> None:
    assert await door.ask(pressed()) == 200
    assert await door.ask(pressed()) == 200
    assert door.acknowledged == ["q5"]
    assert door.waiting == [(7, 5)]


@pytest.mark.parametrize("error", [Retryable("locked"), PortError("closed")])
async def test_what_cannot_be_kept_is_503_and_kept_when_it_comes_again(
    door: Door, error: PortError, caplog: pytest.LogCaptureFixture
) -> None:
    door.queue.fail("put", error)
    assert await door.ask(said()) == 503
    assert "Telegram will repeat it" in caplog.text
    assert "welder" not in caplog.text
    assert await door.ask(said()) == 200
    assert door.waiting == [(7, 5)]
    assert door.metrics.seen == {"queue": 1}


async def test_many_updates_do_not_make_it_remember_all_of_them() -> None:
    one = Door()
    for update in range(RECENT + 50):
        assert await one.receiver.receive(SECRET, said(update, 7)) == 200
    assert len(one.intake._recent) == RECENT


async def test_an_address_that_is_taken_is_one_line_with_the_setting(door: Door) -> None:
    app = webhook_app(door.receiver, "https://x.org/")
    with pytest.raises(PortError, match=r"^WEBHOOK_LISTEN: cannot listen on 127\.0\.0\.1:\d+: "):
        async with listening(app, "127.0.0.1", door.port, "WEBHOOK_LISTEN"):
            pass


async def test_who_leaves_in_the_middle_of_a_body_leaves_no_trace(
    door: Door, caplog: pytest.LogCaptureFixture
) -> None:
    _, writer = await asyncio.open_connection("127.0.0.1", door.port)
    head = f"POST {PATH} HTTP/1.1\r\nHost: x\r\n{SECRET_HEADER}: {SECRET}\r\nContent-Length: 9\r\n"
    writer.write(f"{head}\r\n{{".encode())
    await writer.drain()
    await asyncio.sleep(0.05)
    writer.transport.abort()
    await asyncio.sleep(0.05)
    assert await door.ask(said()) == 200
    assert door.waiting == [(7, 5)]
    assert door.metrics.seen == {"malformed": 1}
    assert caplog.records == []
