"""For those who watch the process: is it alive, can it do its work, what did it count."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta
from typing import Protocol, TypeAlias

from aiohttp import web
from telegram.error import TelegramError

from bot.ports.clock import Clock
from bot.ports.faults import PortError
from bot.telegram.bot import TelegramBot
from bot.telegram.errors import meaning

SETTING = "HTTP_LISTEN"

CHECK_SECONDS = 5.0
TELEGRAM_HOLDS_SECONDS = 30.0
TELEGRAM_AGAIN_SECONDS = 5.0

Check: TypeAlias = Callable[[], Awaitable[str | None]]
"""None when all is well, else what is wrong, in words without secrets or personal data."""


class Exposition(Protocol):
    """What ``/metrics`` answers."""

    content_type: str

    async def text(self) -> bytes:
        """Everything counted so far."""


def health_app(checks: Mapping[str, Check], exposition: Exposition) -> web.Application:
    """The web application for HTTP_LISTEN.

    ``/healthz``: 200 as long as the process answers at all. ``/readyz``: 200, or 503 when a check
    finds something wrong, with the names and findings as JSON. ``/metrics``: for Prometheus.
    """

    async def healthz(_: web.Request) -> web.Response:
        return web.json_response({"alive": True})

    async def readyz(_: web.Request) -> web.Response:
        found = await findings(checks)
        return web.json_response({"ready": not found, "wrong": found}, status=503 if found else 200)

    async def metrics(_: web.Request) -> web.Response:
        return web.Response(
            body=await exposition.text(), headers={"Content-Type": exposition.content_type}
        )

    app = web.Application(client_max_size=1024)
    app.router.add_get("/healthz", healthz)
    app.router.add_get("/readyz", readyz)
    app.router.add_get("/metrics", metrics)
    return app


async def findings(checks: Mapping[str, Check], seconds: float = CHECK_SECONDS) -> dict[str, str]:
    """What is wrong, by the name of the check; a check that does not end in time is wrong too."""

    async def ask(check: Check) -> str | None:
        try:
            async with asyncio.timeout(seconds):
                return await check()
        except TimeoutError:
            return f"no answer in {seconds:g} s"
        except PortError as error:
            return str(error)
        except Exception as error:
            # Its message may quote anything.
            return f"a bug: {type(error).__name__}"

    found = await asyncio.gather(*map(ask, checks.values()))
    return {name: reason for name, reason in zip(checks, found, strict=True) if reason}


def database_check(ask: Callable[[], Awaitable[object]]) -> Check:
    """Well when the database can write; ``ask`` is a cheap call that does."""

    async def check() -> str | None:
        await ask()
        return None

    return check


def feed_check(
    read_at: Callable[[], Awaitable[datetime | None]], clock: Clock, longest: timedelta
) -> Check:
    """Well when the feed was read, on any machine, no longer ago than that."""

    async def check() -> str | None:
        at = await read_at()
        if at is None:
            return "the feed was never read"
        age = clock.now() - at
        if age > longest:
            return f"the feed was last read {age.total_seconds():.0f} s ago"
        return None

    return check


class TelegramCheck:
    """Well when Telegram answered lately; asks it at most every half minute, or 5 s after a no."""

    def __init__(self, bot: TelegramBot) -> None:
        self._bot = bot
        self._found: str | None = None
        self._holds_until = 0.0
        self._asking = asyncio.Lock()

    async def __call__(self) -> str | None:
        """What is wrong, or None."""
        async with self._asking:
            now = asyncio.get_running_loop().time()
            if now >= self._holds_until:
                self._found = await self._ask()
                holds = TELEGRAM_AGAIN_SECONDS if self._found else TELEGRAM_HOLDS_SECONDS
                self._holds_until = now + holds
        return self._found

    async def _ask(self) -> str | None:
        try:
            await self._bot.call("getMe", {}, CHECK_SECONDS)
        except TelegramError as error:
            return str(meaning("getMe", error))
        return None
