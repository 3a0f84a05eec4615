"""A canada.ca over real HTTP that serves a feed, and can be told to fail.

    async with FeedServer(feed_json(draws)) as server:
        ...read server.url...
        server.publish(feed_json([*draws, another]))
        server.fault = "html"

``feed_json`` writes draws as the real feed does: newest first, every value a text, dd1 to dd18.
"""

from __future__ import annotations

import asyncio
import gzip
import json
import zlib
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime
from functools import cache
from typing import Literal, Self

from aiohttp import web

from knowledge.draws import Draw
from knowledge.facts.pools import layout
from knowledge.pools import Pool
from tests.facts import pool as published_pool

PATH = "/content/dam/ircc/documents/json/ee_rounds_123_en.json"
ELSEWHERE = "http://feed.invalid/ee_rounds_123_en.json"
HUGE = 30_000_000
_PAGES = "/en/immigration/express-entry-rounds/invitations.html"
_INNER = "/content/canadasite"
_PROGRAMS = (
    "Federal Skilled Worker Program, Canadian Experience Class and Federal Skilled Trades Program"
)
_HTML = b"<!DOCTYPE html><html><body><h1>We are working on a problem</h1></body></html>"

Fault = Literal[
    "html",  # 200 with a page for people
    "truncated",  # half of the JSON, in a whole answer
    "cut_off",  # the connection ends in the middle of the answer
    "empty",  # 200 without a byte
    "empty_list",
    "schema",  # every field has another name
    "slow",  # no answer until ``release`` is set
    "stalled",  # half an answer, the rest when ``release`` is set
    "huge",
    "gzip_bomb",
    "broken_gzip",
    "cut_gzip",  # a whole answer that holds half of the packed feed
    "wrong_charset",  # the feed, declared as UTF-16
    "other_encoding",
    "redirect",  # to another path of this host, where the feed is
    "redirect_loop",
    "redirect_other_host",
    "reset",
    "not_modified",  # 304 whatever was asked
    "400",
    "403",
    "404",
    "429",
    "500",
    "502",
    "503",
]


async def asked_by() -> str:
    """The User-Agent of the tests."""
    return "tradedraw-test"


def feed_row(draw: Draw, pool: Pool | None = None) -> dict[str, str]:
    """One draw as a row of the feed, all 31 fields."""
    page = f"{_PAGES}?q={draw.number}"
    held = f"{_long(draw.drawn_on)} at 11:02:03 UTC"
    return {
        "drawNumber": draw.number,
        "drawNumberURL": f"<a href='{_INNER}{page}'>{draw.number}</a>",
        "drawDate": draw.drawn_on.isoformat(),
        "drawDateFull": _long(draw.drawn_on),
        "drawName": draw.name,
        "drawSize": f"{draw.itas:,}",
        "drawCRS": str(draw.crs_cutoff),
        "mitext": f"<a href='{page}'>Invitations to apply #{draw.number}</a>",
        "DrawText1": f"<a href='{page}'>See full text of Ministerial Instruction</a>",
        "drawText2": _PROGRAMS,
        "drawDateTime": held,
        "drawCutOff": "" if draw.tie_break_at is None else _instant(draw.tie_break_at),
        "drawDistributionAsOn": _long(draw.drawn_on if pool is None else pool.as_on),
        **_distribution(pool),
    }


def feed_rows(
    draws: Iterable[Draw], pools: Callable[[str], Pool | None] = published_pool
) -> list[dict[str, str]]:
    """The rows of these draws, newest first, with the packaged distributions."""
    newest_first = sorted(draws, key=lambda draw: draw.order, reverse=True)
    return [feed_row(draw, pools(draw.number)) for draw in newest_first]


def feed_of(rows: Iterable[Mapping[str, object]]) -> bytes:
    """The feed's bytes with these rows, whatever they are."""
    content = {"classes": "wb-tables", "rounds": list(rows)}
    return json.dumps(content, indent=1, ensure_ascii=False).encode()


def feed_json(draws: Iterable[Draw], pools: Callable[[str], Pool | None] = published_pool) -> bytes:
    """The feed's bytes with these draws."""
    return feed_of(feed_rows(draws, pools))


def _long(day: date) -> str:
    return f"{day:%B} {day.day}, {day.year}"


def _instant(at: datetime) -> str:
    at = at.astimezone(UTC)
    return f"{_long(at.date())} at {at:%H:%M:%S} UTC"


def _distribution(pool: Pool | None) -> dict[str, str]:
    """dd1 to dd18; where none was published the real feed has zeros."""
    fields = layout().fields
    if pool is None:
        return dict.fromkeys(fields, "0")
    counts = [
        count
        for band in pool.bands
        for count in (band.profiles, *(part.profiles for part in band.parts))
    ]
    return {name: f"{n:,}" for name, n in zip(fields, [*counts, pool.total], strict=True)}


class FeedServer:
    """The server; ``asked`` has the headers of every request, oldest first.

    ``validators`` off: it answers without ETag and Last-Modified, as some servers behind a cache
    do. ``retry_after`` goes with every error status. ``answered`` counts by status; ``reached`` is
    set by every request.
    """

    def __init__(self, content: bytes, fault: Fault | None = None) -> None:
        self.fault = fault
        self.validators = True
        self.retry_after: str | None = None
        self.asked: list[Mapping[str, str]] = []
        self.answered: dict[int, int] = {}
        self.reached = asyncio.Event()
        self.release = asyncio.Event()
        self._content = content
        self._changed = datetime(2026, 10, 1, 15, 0, tzinfo=UTC)
        self._runner: web.AppRunner | None = None
        self._port = 0

    @property
    def url(self) -> str:
        """The feed's address."""
        return f"http://127.0.0.1:{self._port}{PATH}"

    def publish(self, content: bytes) -> None:
        """Another content from now on, changed one minute after the last."""
        self._content = content
        self._changed += timedelta(minutes=1)

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_get("/{path:.*}", self._answer)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self._port = self._runner.addresses[0][1]
        return self

    async def __aexit__(self, *_: object) -> None:
        self.release.set()
        assert self._runner is not None
        await self._runner.cleanup()

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        self.asked.append(dict(request.headers))
        self.reached.set()
        response = await self._faulty(request)
        self.answered[response.status] = self.answered.get(response.status, 0) + 1
        return response

    async def _faulty(self, request: web.Request) -> web.StreamResponse:
        content = self._content
        match self.fault:
            case None:
                return self._good(request)
            case "html":
                return web.Response(body=_HTML, content_type="text/html")
            case "truncated":
                return web.Response(body=content[: len(content) // 2])
            case "empty":
                return web.Response(body=b"")
            case "empty_list":
                return web.Response(body=feed_of([]))
            case "schema":
                return web.Response(body=content.replace(b'"draw', b'"round'))
            case "slow":
                await self.release.wait()
                return self._good(request)
            case "cut_off" | "stalled" | "huge":
                return await self._streamed(request)
            case "gzip_bomb":
                return _packed(_bomb())
            case "broken_gzip":
                return _packed(b"\x1f\x8b\x08" + bytes(40))
            case "cut_gzip":
                packed = gzip.compress(content)
                return _packed(packed[: len(packed) // 2])
            case "wrong_charset":
                return web.Response(
                    body=content, headers={"Content-Type": "application/json; charset=utf-16"}
                )
            case "other_encoding":
                return web.Response(body=content, headers={"Content-Encoding": "br"})
            case "redirect" | "redirect_loop" | "redirect_other_host":
                return self._redirect(request)
            case "reset":
                return _reset(request)
            case "not_modified":
                return web.Response(status=304)
            case status:
                wait = {} if self.retry_after is None else {"Retry-After": self.retry_after}
                return web.Response(status=int(status), body=_HTML, headers=wait)

    def _good(self, request: web.Request) -> web.Response:
        if not self.validators:
            return web.Response(body=self._content)
        etag = f'"{zlib.crc32(self._content):08x}"'
        changed = format_datetime(self._changed, usegmt=True)
        headers = {"ETag": etag, "Last-Modified": changed}
        known = request.headers.get("If-None-Match")
        if known == etag or (known is None and request.headers.get("If-Modified-Since") == changed):
            return web.Response(status=304, headers=headers)
        if "gzip" in request.headers.get("Accept-Encoding", ""):
            return _packed(gzip.compress(self._content), headers)
        return web.Response(body=self._content, headers=headers)

    async def _streamed(self, request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        if self.fault == "huge":
            await response.prepare(request)
            for _ in range(HUGE // 65_536 + 1):
                await response.write(b" " * 65_536)
            return response
        response.content_length = len(self._content)
        await response.prepare(request)
        await response.write(self._content[: len(self._content) // 2])
        if self.fault == "stalled":
            await self.release.wait()
        _abort(request)
        return response

    def _redirect(self, request: web.Request) -> web.Response:
        if self.fault == "redirect_other_host":
            return web.Response(status=302, headers={"Location": ELSEWHERE})
        if self.fault == "redirect" and request.path != PATH:
            return self._good(request)
        return web.Response(status=301, headers={"Location": "/moved" + PATH})


@cache
def _bomb() -> bytes:
    return gzip.compress(bytes(HUGE))


def _packed(body: bytes, headers: Mapping[str, str] | None = None) -> web.Response:
    return web.Response(body=body, headers={**(headers or {}), "Content-Encoding": "gzip"})


def _reset(request: web.Request) -> web.Response:
    _abort(request)
    return web.Response()


def _abort(request: web.Request) -> None:
    """End the connection without a word."""
    if isinstance(request.transport, asyncio.Transport):
        request.transport.abort()
