"""The feed over real HTTP, with everything that goes wrong there."""

from __future__ import annotations

import asyncio
import tracemalloc
from collections.abc import AsyncIterator
from contextlib import closing
from socket import socket

import pytest
from yarl import URL

from bot.feed_source.contact import Contact
from bot.feed_source.http import (
    HttpFeedSource,
    Limits,
    is_loopback,
    may_follow,
    retry_after,
    user_agent,
)
from bot.ports.faults import Permanent, PortError, Retryable
from bot.ports.notices import Fetched, NotModified, Validators
from bot.telegram.bot import make_bot
from knowledge.feed.changes import Changes, changes
from knowledge.feed.contents import read_feed
from tests.facts import frozen, pool
from tests.fake_telegram.api import BAD_GATEWAY, USERNAME, FakeBotApi
from tests.feed_server import Fault, FeedServer, asked_by, feed_json
from tests.knowledge.feed.sample import READ_AT

DRAWS = frozen().draws.draws
CONTENT = feed_json(DRAWS[-20:])
QUICK = Limits(connect=5.0, read=0.1, total=5.0)


@pytest.fixture
async def server() -> AsyncIterator[FeedServer]:
    async with FeedServer(CONTENT) as running:
        yield running


def source(server: FeedServer, limits: Limits | None = None) -> HttpFeedSource:
    return HttpFeedSource(server.url, asked_by, limits)


async def read(server: FeedServer, limits: Limits | None = None) -> Fetched:
    fetched = await source(server, limits).fetch(Validators())
    assert isinstance(fetched, Fetched)
    return fetched


def test_the_tests_feed_reads_as_the_packaged_facts() -> None:
    knowledge = frozen()
    feed = read_feed(feed_json(DRAWS), knowledge.categories, READ_AT, "https://feed.example/")
    read = {found.draw.number: found.draw for found in feed.draws}
    assert changes({draw.number: draw for draw in DRAWS}, list(read.values())) == Changes()
    assert {number: draw.name for number, draw in read.items()} == {
        draw.number: draw.name for draw in DRAWS
    }
    for found in feed.draws:
        packaged = pool(found.draw.number)
        assert (found.pool and found.pool.bands) == (packaged and packaged.bands)
    assert [problem.kind for problem in feed.problems] == ["sum"]  # #247, as published


async def test_a_first_reading_brings_the_content_and_its_validators(server: FeedServer) -> None:
    fetched = await read(server)
    assert fetched.content == CONTENT
    assert fetched.validators.etag is not None
    assert fetched.validators.last_modified == "Thu, 01 Oct 2026 15:00:00 GMT"
    assert server.asked[0]["User-Agent"] == await asked_by()
    assert not {"If-None-Match", "If-Modified-Since"} & set(server.asked[0])


@pytest.mark.parametrize("kept", ["etag", "last_modified", "both"])
async def test_an_unchanged_feed_is_not_sent_again(server: FeedServer, kept: str) -> None:
    first = (await read(server)).validators
    asked = Validators(
        etag=None if kept == "last_modified" else first.etag,
        last_modified=None if kept == "etag" else first.last_modified,
    )
    assert await source(server).fetch(asked) == NotModified()
    server.publish(feed_json(DRAWS[-21:]))
    changed = await source(server).fetch(asked)
    assert isinstance(changed, Fetched)
    assert changed.content != CONTENT
    assert server.answered == {200: 2, 304: 1}


async def test_a_server_without_validators_is_asked_without_conditions(server: FeedServer) -> None:
    server.validators = False
    fetched = await read(server)
    assert fetched == Fetched(CONTENT, Validators())


async def test_a_304_that_was_not_asked_for_is_no_reading(server: FeedServer) -> None:
    server.fault = "not_modified"
    with pytest.raises(Retryable, match="304"):
        await read(server)


PASSING: dict[Fault, str] = {
    "429": "it answered 429 Too Many Requests",
    "500": "it answered 500 Internal Server Error",
    "502": "it answered 502 Bad Gateway",
    "503": "it answered 503 Service Unavailable",
    "reset": "the connection failed (ServerDisconnectedError)",
    "cut_off": "the answer broke off before its end",
    "slow": "it did not answer in time",
    "stalled": "it did not answer in time",
    "huge": "it is larger than 20,000,000 bytes",
    "gzip_bomb": "it is larger than 20,000,000 bytes",
    "broken_gzip": "its gzip encoding is broken",
    "cut_gzip": "the answer broke off before its end",
    "other_encoding": "it answered in the encoding 'br', which was not asked for",
}


@pytest.mark.parametrize(("fault", "reason"), PASSING.items(), ids=PASSING)
async def test_a_fault_that_may_pass_is_retryable_and_says_why(
    server: FeedServer, fault: Fault, reason: str
) -> None:
    server.fault = fault
    with pytest.raises(Retryable) as raised:
        await read(server, QUICK)
    assert str(raised.value) == reason
    assert raised.value.after is None


LASTING: dict[Fault, str] = {
    "400": "it answered 400 Bad Request: is FEED_URL still right?",
    "403": "it answered 403 Forbidden: is FEED_URL still right?",
    "404": "it answered 404 Not Found: is FEED_URL still right?",
    "redirect_other_host": "it redirects to http://feed.invalid, which is not followed",
    "redirect_loop": "it redirects more than 5 times",
}


@pytest.mark.parametrize(("fault", "reason"), LASTING.items(), ids=LASTING)
async def test_a_fault_that_lasts_is_permanent_and_says_why(
    server: FeedServer, fault: Fault, reason: str
) -> None:
    server.fault = fault
    with pytest.raises(Permanent) as raised:
        await read(server)
    assert str(raised.value) == reason


async def test_a_redirect_on_the_same_host_is_followed(server: FeedServer) -> None:
    server.fault = "redirect"
    assert (await read(server)).content == CONTENT
    assert server.answered == {301: 1, 200: 1}


async def test_the_bytes_come_as_they_are_whatever_charset_is_declared(
    server: FeedServer,
) -> None:
    server.fault = "wrong_charset"
    assert (await read(server)).content == CONTENT


async def test_nobody_listening_is_told_in_plain_words() -> None:
    with closing(socket()) as free:
        free.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{free.getsockname()[1]}/feed.json"
        with pytest.raises(Retryable, match=r"^no connection: "):
            await HttpFeedSource(address, asked_by).fetch(Validators())


async def test_the_time_for_all_is_limited_however_steadily_pieces_come(
    server: FeedServer,
) -> None:
    server.fault = "stalled"
    with pytest.raises(Retryable, match="in time"):
        await read(server, Limits(read=60.0, total=0.1))


async def test_the_limit_counts_unpacked_bytes_and_allows_its_last_one(server: FeedServer) -> None:
    assert (await read(server, Limits(most_bytes=len(CONTENT)))).content == CONTENT
    with pytest.raises(Retryable, match="larger"):
        await read(server, Limits(most_bytes=len(CONTENT) - 1))
    server.validators = False  # and so not packed
    assert (await read(server, Limits(most_bytes=len(CONTENT)))).content == CONTENT
    with pytest.raises(Retryable, match="larger"):
        await read(server, Limits(most_bytes=len(CONTENT) - 1))


async def test_a_gzip_bomb_is_not_unpacked_beyond_the_limit(server: FeedServer) -> None:
    server.fault = "gzip_bomb"
    with pytest.raises(Retryable, match="larger"):
        await read(server)  # once before measuring: the server packs its bomb
    tracemalloc.start()
    try:
        with pytest.raises(Retryable, match="larger"):
            await read(server, Limits(most_bytes=100_000))
        assert tracemalloc.get_traced_memory()[1] < 3_000_000
    finally:
        tracemalloc.stop()


async def test_a_cancelled_reading_ends_at_once(server: FeedServer) -> None:
    server.fault = "slow"
    reading = asyncio.create_task(read(server))
    await server.reached.wait()
    reading.cancel()
    with pytest.raises(asyncio.CancelledError):
        await reading


@pytest.mark.parametrize("status", ["429", "503"])
async def test_a_server_that_names_a_pause_is_heard(server: FeedServer, status: Fault) -> None:
    server.fault, server.retry_after = status, "120"
    with pytest.raises(Retryable) as raised:
        await read(server)
    assert raised.value.after == 120


DATE = "Thu, 01 Oct 2026 15:00:00 GMT"
PAUSES = {
    "seconds": ({"Retry-After": " 7 "}, 7.0),
    "an instant": ({"Retry-After": "Thu, 01 Oct 2026 15:02:00 GMT", "Date": DATE}, 120.0),
    "an instant that is over": (
        {"Retry-After": "Thu, 01 Oct 2026 14:00:00 GMT", "Date": DATE},
        0.0,
    ),
    "an instant without a clock": ({"Retry-After": DATE}, None),
    "an instant in no zone": ({"Retry-After": "Thu, 01 Oct 2026 15:02:00", "Date": DATE}, None),
    "nothing": ({"Date": DATE}, None),
    "nonsense": ({"Retry-After": "soon", "Date": DATE}, None),
    "a number below zero": ({"Retry-After": "-5", "Date": DATE}, None),
    "digits of another kind": ({"Retry-After": "²", "Date": DATE}, None),
}


@pytest.mark.parametrize(("headers", "seconds"), PAUSES.values(), ids=PAUSES)
def test_retry_after(headers: dict[str, str], seconds: float | None) -> None:
    assert retry_after(headers) == seconds


ALLOWED = [
    "https://www.canada.ca/feed.json",
    "http://127.0.0.1:8000/feed.json",
    "http://[::1]/feed.json",
    "http://localhost:80/feed.json",
]
REFUSED = [
    "http://www.canada.ca/feed.json",
    "http://127.0.0.1.example.org/feed.json",
    "http://localhost.example.org/feed.json",
    "ftp://www.canada.ca/feed.json",
    "file:///etc/passwd",
    "https:///feed.json",
    "",
]


@pytest.mark.parametrize("address", ALLOWED)
def test_https_or_this_machine(address: str) -> None:
    assert HttpFeedSource(address, asked_by).address == address


@pytest.mark.parametrize("address", REFUSED)
def test_nothing_but_https_or_this_machine(address: str) -> None:
    with pytest.raises(PortError, match="FEED_URL must be an https address"):
        HttpFeedSource(address, asked_by)


FOLLOWED = {
    ("https://a.ca/x", "https://a.ca/y"): True,
    ("https://a.ca/x", "https://a.ca:443/y"): True,
    ("http://127.0.0.1/x", "https://127.0.0.1/y"): True,
    ("https://a.ca/x", "http://a.ca/y"): False,
    ("https://a.ca/x", "http://a.ca:443/y"): False,
    ("https://a.ca/x", "https://a.ca:8443/y"): False,
    ("https://a.ca/x", "https://b.a.ca/y"): False,
    ("https://a.ca/x", "https://a.ca@b.ca/y"): False,
    ("http://127.0.0.1:8000/x", "http://127.0.0.1:8001/y"): False,
    ("http://127.0.0.1:8000/x", "https://127.0.0.1:8001/y"): False,
}


@pytest.mark.parametrize(("pair", "followed"), FOLLOWED.items(), ids=map(str, FOLLOWED))
def test_redirects_stay_on_the_host_and_never_leave_https(
    pair: tuple[str, str], followed: bool
) -> None:
    assert may_follow(URL(pair[0]), URL(pair[1])) is followed


def test_this_machine() -> None:
    assert [is_loopback(host) for host in ("127.9.9.9", "::1", "localhost")] == [True] * 3
    assert [is_loopback(host) for host in ("10.0.0.1", "::2", "localhost.ca")] == [False] * 3


async def test_a_running_bot_can_be_written_to_on_telegram() -> None:
    """Before Telegram has told who the bot is, the feed is read without a contact."""
    async with FakeBotApi() as api:
        bot = make_bot(api.token, api.url)
        contact = Contact(bot)
        await bot.request.initialize()
        api.fail("getMe", BAD_GATEWAY)
        assert await contact() == user_agent()
        assert await contact() == user_agent(f"https://t.me/{USERNAME}")
        await contact()
        assert [call.status for call in api.made("getMe")] == [502, 200]
        await bot.request.shutdown()


def test_the_user_agent_says_who_asks_and_where_to_find_them() -> None:
    assert user_agent().startswith("tradedraw/")
    agent = user_agent("https://t.me/some_bot")
    assert agent.startswith("tradedraw/")
    assert agent.endswith(" (+https://t.me/some_bot)")


async def _answered(head: bytes) -> Fetched | NotModified:
    """What comes of this very head of an answer, and a body of two bytes."""

    async def serve(asked: asyncio.StreamReader, answer: asyncio.StreamWriter) -> None:
        await asked.readuntil(b"\r\n\r\n")
        answer.write(head + b"Content-Length: 2\r\nConnection: close\r\n\r\n{}")
        await answer.drain()
        answer.close()

    async with await asyncio.start_server(serve, "127.0.0.1", 0) as running:
        port = running.sockets[0].getsockname()[1]
        feed = HttpFeedSource(f"http://127.0.0.1:{port}/feed.json", asked_by)
        return await feed.fetch(Validators())


@pytest.mark.parametrize(
    "etag", [b'"\xff\xfe"', '"é"'.encode(), b'"a\x7fb"'], ids=["no UTF-8", "an accent", "a control"]
)
async def test_a_validator_that_nobody_could_store_is_none(etag: bytes) -> None:
    fetched = await _answered(b"HTTP/1.1 200 OK\r\nETag: " + etag + b"\r\n")
    assert fetched == Fetched(b"{}", Validators())


async def test_a_validator_of_plain_letters_is_kept() -> None:
    fetched = await _answered(b'HTTP/1.1 200 OK\r\nETag: W/"5a-b"\r\n')
    assert fetched == Fetched(b"{}", Validators('W/"5a-b"'))


@pytest.mark.parametrize(
    "line",
    [b"HTTP/1.1 503 Down\x1b[31m\x07", b"HTTP/1.1 503 " + b"x" * 5_000, b"HTTP/1.1 5\x0003 Down"],
    ids=["control characters", "a status line without end", "no status at all"],
)
async def test_whatever_stands_in_the_status_line_the_reason_is_one_short_line(line: bytes) -> None:
    with pytest.raises(PortError) as raised:
        await _answered(line + b"\r\n")
    reason = str(raised.value)
    assert reason.isprintable()
    assert len(reason) < 200
