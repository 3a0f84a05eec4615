"""Who connects and says nothing, or nothing that is a request, keeps nobody else out."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from time import monotonic

import aiohttp
import pytest
from aiohttp import web

from bot.ports.metrics import NoMetrics, WebhookRefusal
from bot.system import http_server
from bot.system.http_server import MOST_CONNECTIONS, listening


class Refusals(NoMetrics):
    def __init__(self) -> None:
        self.seen: Counter[str] = Counter()

    def refused(self, why: WebhookRefusal) -> None:
        self.seen[why] += 1


@asynccontextmanager
async def hello(metrics: Refusals) -> AsyncIterator[int]:
    async def answer(_: web.Request) -> web.Response:
        return web.Response(text="hello")

    app = web.Application()
    app.router.add_get("/", answer)
    async with listening(app, "127.0.0.1", 0, "HTTP_LISTEN", metrics) as port:
        yield port


async def asked(port: int) -> float:
    """Seconds until a request of somebody new is answered."""
    begun = monotonic()
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"http://127.0.0.1:{port}/") as response,
    ):
        assert await response.text() == "hello"
    return monotonic() - begun


Ends = tuple[asyncio.StreamReader, asyncio.StreamWriter]


async def silent(port: int, count: int, head: bytes = b"") -> list[Ends]:
    """So many connections that ask for nothing, or begin to."""
    opened = [await asyncio.open_connection("127.0.0.1", port) for _ in range(count)]
    for _, writer in opened:
        writer.write(head)
    return opened


@pytest.mark.parametrize("head", [b"", b"GET / HTTP/1.1\r\nHost: x\r\n"], ids=["silence", "half"])
async def test_four_hundred_silent_connections_keep_nobody_out_and_cost_one_line(
    head: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    metrics = Refusals()
    async with hello(metrics) as port:
        opened = await silent(port, 2 * MOST_CONNECTIONS, head)
        assert max([await asked(port) for _ in range(10)]) < 1.0
        assert metrics.seen["connection"] >= MOST_CONNECTIONS
        for _, writer in opened:
            writer.close()
    (line,) = [record.getMessage() for record in caplog.records]
    assert line.startswith("HTTP_LISTEN: refused what is no request")


@pytest.mark.parametrize("head", [b"", b"GET / HTTP/1.1\r\nHost: x\r\n"], ids=["silence", "half"])
async def test_a_connection_without_a_whole_head_is_closed_in_time(
    head: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http_server, "HEAD_SECONDS", 0.3)
    async with hello(Refusals()) as port:
        ((reader, writer),) = await silent(port, 1, head)
        async with asyncio.timeout(5):
            assert await reader.read() == b""
        writer.close()


async def test_what_is_no_request_is_counted_and_logged_once_a_minute_without_a_traceback(
    caplog: pytest.LogCaptureFixture,
) -> None:
    metrics = Refusals()
    async with hello(metrics) as port:
        for _ in range(30):
            ((reader, writer),) = await silent(port, 1, b"\x16\x03\x01 secret words\r\n\r\n")
            assert (await reader.readline()).split()[1] == b"400"
            writer.close()
        assert await asked(port) < 1.0
    assert metrics.seen["malformed"] == 30
    (record,) = caplog.records
    assert (record.levelno, record.exc_info) == (logging.WARNING, None)
    assert "secret" not in caplog.text
