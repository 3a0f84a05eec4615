"""What those who watch the process are told, over real HTTP."""

from __future__ import annotations

import asyncio
import errno
import json
import os
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import aiohttp
import pytest
import pytest_asyncio

from bot.operating.health import (
    Check,
    TelegramCheck,
    database_check,
    feed_check,
    findings,
    health_app,
)
from bot.ports.faults import PortError, Retryable
from bot.storage.databases import open_sqlite
from bot.system.http_server import listening
from bot.telegram.bot import make_bot
from tests.doubles.conversation import FixedClock
from tests.fake_telegram.api import BAD_GATEWAY, RESET_BEFORE, FakeBotApi, Fault

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


class Numbers:
    """What is counted: one line."""

    content_type = "text/plain; version=0.0.4; charset=utf-8"

    async def text(self) -> bytes:
        return b"tradedraw_up 1\n"


@asynccontextmanager
async def watched(checks: dict[str, Check]) -> AsyncIterator[str]:
    async with listening(health_app(checks, Numbers()), "127.0.0.1", 0, "HTTP_LISTEN") as port:
        yield f"http://127.0.0.1:{port}"


async def get(url: str, method: str = "GET") -> tuple[int, str, bytes]:
    async with (
        aiohttp.ClientSession() as session,
        session.request(method, url) as answer,
    ):
        return answer.status, answer.headers["Content-Type"], await answer.read()


async def well() -> None:
    return None


def failing(error: Exception) -> Check:
    async def check() -> str | None:
        raise error

    return check


async def test_a_process_that_answers_is_alive_whatever_is_wrong_with_the_rest() -> None:
    async with watched({"database": failing(PortError("gone"))}) as url:
        status, kind, body = await get(f"{url}/healthz")
    assert (status, body) == (200, b'{"alive": true}')
    assert kind.startswith("application/json")


async def test_ready_when_every_check_is_well() -> None:
    async with watched({"database": well, "telegram": well}) as url:
        assert (await get(f"{url}/readyz"))[0::2] == (200, b'{"ready": true, "wrong": {}}')


async def test_not_ready_names_what_is_wrong_and_nothing_else() -> None:
    async def says() -> str | None:
        return "the feed was never read"

    checks = {
        "database": failing(Retryable("the database is locked")),
        "feed": says,
        "odd": failing(KeyError("words of a person")),
        "telegram": well,
    }
    async with watched(checks) as url:
        status, _, body = await get(f"{url}/readyz")
    assert status == 503
    assert json.loads(body) == {
        "ready": False,
        "wrong": {
            "database": "the database is locked",
            "feed": "the feed was never read",
            "odd": "a bug: KeyError",
        },
    }


async def test_a_check_that_hangs_is_wrong_and_the_others_are_still_told() -> None:
    async def hangs() -> str | None:
        await asyncio.Event().wait()
        return None

    checks: dict[str, Check] = {"database": hangs, "feed": failing(PortError("x"))}
    assert await findings(checks, 0.05) == {"database": "no answer in 0.05 s", "feed": "x"}


async def test_metrics_are_what_was_counted() -> None:
    async with watched({}) as url:
        assert await get(f"{url}/metrics") == (200, Numbers.content_type, b"tradedraw_up 1\n")


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/", 404),
        ("GET", "/telegram", 404),
        ("POST", "/healthz", 405),
        ("HEAD", "/healthz", 200),
    ],
)
async def test_nothing_else_is_served(method: str, path: str, status: int) -> None:
    async with watched({}) as url:
        assert (await get(url + path, method))[0] == status


async def test_the_database_is_well_when_it_answers() -> None:
    async def answers() -> int:
        return 3

    assert await database_check(answers)() is None
    found = await findings({"database": database_check(failing(PortError("closed")))})
    assert found == {"database": "closed"}


async def test_a_database_that_only_reads_is_not_well(tmp_path: Path) -> None:
    """Locked, or its disk is full: it was called ready."""
    database = await open_sqlite(tmp_path / "bot.db")
    checks = {"database": database_check(lambda: database.outbox.write_check(NOON))}
    assert await findings(checks) == {}
    with closing(sqlite3.connect(tmp_path / "bot.db", isolation_level=None)) as other:
        other.execute("begin immediate")
        assert "locked" in (await findings(checks))["database"]
        other.execute("rollback")
    assert await findings(checks) == {}
    await database.close()


@pytest.mark.parametrize(
    ("read_at", "found"),
    [
        (None, "the feed was never read"),
        (NOON, None),
        (NOON - timedelta(minutes=30), None),
        (NOON - timedelta(minutes=30, seconds=1), "the feed was last read 1801 s ago"),
    ],
)
async def test_the_feed_is_well_when_it_was_read_lately(
    read_at: datetime | None, found: str | None
) -> None:
    async def ask() -> datetime | None:
        return read_at

    assert await feed_check(ask, FixedClock(NOON), timedelta(minutes=30))() == found


@pytest_asyncio.fixture
async def api() -> AsyncIterator[FakeBotApi]:
    async with FakeBotApi() as server:
        yield server


async def test_telegram_is_asked_once_however_many_watch(api: FakeBotApi) -> None:
    async with make_bot(api.token, api.url) as bot:
        before = len(api.made("getMe"))
        check = TelegramCheck(bot)
        assert await asyncio.gather(*(check() for _ in range(20))) == [None] * 20
        assert len(api.made("getMe")) == before + 1


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (BAD_GATEWAY, "Bad Gateway"),
        (RESET_BEFORE, "getMe: "),
        (Fault(401, "Unauthorized"), "refuses the bot's token"),
        (Fault(429, "Too Many Requests: retry after 7", 7), "asks to wait 7 s"),
    ],
)
async def test_telegram_that_does_not_answer_is_wrong_without_the_token(
    api: FakeBotApi, fault: Fault, words: str
) -> None:
    async with make_bot(api.token, api.url) as bot:
        api.fail("getMe", fault)
        found = await TelegramCheck(bot)()
    assert found is not None
    assert words in found
    assert api.token.partition(":")[2] not in found


async def test_telegram_is_asked_again_soon_after_it_was_away(
    api: FakeBotApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.operating.health.TELEGRAM_AGAIN_SECONDS", 0.0)
    async with make_bot(api.token, api.url) as bot:
        api.fail("getMe", BAD_GATEWAY)
        check = TelegramCheck(bot)
        assert await check() is not None
        assert await check() is None


async def test_an_address_that_is_taken_is_one_line_with_the_setting() -> None:
    async with watched({}) as url:
        port = int(url.rpartition(":")[2])
        with pytest.raises(PortError, match=r"^HTTP_LISTEN: cannot listen on 127\.") as caught:
            async with listening(health_app({}, Numbers()), "127.0.0.1", port, "HTTP_LISTEN"):
                pass
        assert str(caught.value).endswith(f":{port}: {os.strerror(errno.EADDRINUSE)}")
