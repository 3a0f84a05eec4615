"""``tradedraw doctor``: one line for each part, on real servers that are well and that are not."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import sys
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from bot.operating.doctor import (
    Finding,
    ServerAnswer,
    api,
    ask_server,
    clock,
    disk,
    examine,
    postgres,
    sqlite,
    token,
)
from bot.ports.faults import PortError
from bot.storage.marker import mark
from bot.telegram.bot import make_bot
from tests.doubles.conversation import FixedClock
from tests.facts import frozen
from tests.fake_telegram.api import FakeBotApi, Fault
from tests.feed_server import FeedServer, feed_json
from tests.storage.old_databases import NEWEST, make

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
AT_NOON = FixedClock(NOW)
PARTS = ("token", "API", "clock", "feed", "database", "disk", "time zones", "pictures")


class Doctor:
    """Runs the command on a Bot API and a feed of our own, and a database of the test's."""

    def __init__(self, telegram: FakeBotApi, feed: FeedServer, folder: Path) -> None:
        self.telegram, self.feed, self.database = telegram, feed, folder / "bot.db"
        self.settings = {
            "TELEGRAM_BOT_TOKEN": telegram.token,
            "TELEGRAM_API_URL": telegram.url,
            "FEED_URL": feed.url,
            "DATABASE_URL": f"sqlite:///{self.database}",
        }

    async def __call__(self) -> tuple[int | None, dict[str, str]]:
        """The exit code, and the lines by their part."""
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "tests.facts", "doctor"),
            cwd=ROOT,
            env={name: os.environ[name] for name in os.environ if "TELEGRAM" not in name}
            | self.settings,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        out, errors = await process.communicate()
        assert errors == b""
        lines = out.decode().splitlines()
        return process.returncode, {line[7:].split(": ")[0]: line for line in lines}


@pytest_asyncio.fixture
async def doctor(tmp_path: Path) -> AsyncIterator[Doctor]:
    async with FakeBotApi() as telegram, FeedServer(feed_json(frozen().draws.draws)) as feed:
        yield Doctor(telegram, feed, tmp_path)


async def test_all_is_well(doctor: Doctor) -> None:
    make(doctor.database, NEWEST)
    before = doctor.database.read_bytes()
    code, lines = await doctor()
    assert code == 0, lines
    assert tuple(lines) == PARTS
    assert all(line.startswith("ok ") for line in lines.values())
    assert "@draws_bot" in lines["token"]
    assert f"{len(frozen().draws.draws)} draws, the newest is" in lines["feed"]
    assert f"whole, version {NEWEST}" in lines["database"]
    assert doctor.database.read_bytes() == before
    assert doctor.telegram.token not in str(lines)


async def test_what_is_wrong_is_said_and_the_rest_is_looked_at_all_the_same(doctor: Doctor) -> None:
    doctor.settings["TELEGRAM_BOT_TOKEN"] = "123456:ABC-not-the-token-of-any-bot-00000000"
    doctor.feed.fault = "html"
    doctor.database.write_text("this is no database", "utf-8")
    code, lines = await doctor()
    assert code == 1
    wrong = {part for part, line in lines.items() if line.startswith("WRONG ")}
    assert wrong == {"token", "feed", "database"}
    assert "@BotFather" in lines["token"]
    assert "HTML" in lines["feed"]
    assert "ABC-not" not in str(lines)


async def test_a_bot_that_telegram_does_not_speak_for_now_is_told_apart() -> None:
    async with FakeBotApi() as telegram:
        telegram.fail("getMe", Fault(502, "Bad Gateway"))
        with pytest.raises(PortError, match=r"could not be tried: .*Bad Gateway"):
            await token(make_bot(telegram.token, telegram.url))


async def test_with_telegram_away_the_clock_cannot_be_compared() -> None:
    answer = asyncio.ensure_future(ask_server("http://127.0.0.1:9"))
    found = await examine({"API": lambda: api(answer), "clock": lambda: clock(answer, AT_NOON)})
    assert [one.well for one in found] == [False, False]
    assert "is the network there?" in found[0].said
    assert "no server tells the time" in found[1].said


async def test_settings_that_are_wrong_are_all_that_is_said(doctor: Doctor) -> None:
    doctor.settings |= {"FEED_URL": "ftp://x", "LOG_FORMAT": "xml"}
    code, lines = await doctor()
    assert (code, tuple(lines)) == (1, ("settings",))


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        pytest.param(30, "within half a minute", id="30 seconds ahead are the most"),
        pytest.param(31, "31 s ahead", id="31 seconds ahead are too many"),
        pytest.param(-30, "within half a minute", id="30 seconds behind are the most"),
        pytest.param(-31, "31 s behind", id="31 seconds behind are too many"),
        pytest.param(None, "does not tell its time", id="a server without a clock"),
    ],
)
async def test_the_clock_is_compared_with_telegrams(seconds: int | None, said: str) -> None:
    async def answer() -> ServerAnswer:
        return ServerAnswer(5, None if seconds is None else NOW - timedelta(seconds=seconds))

    (found,) = await examine({"clock": lambda: clock(answer(), AT_NOON)})
    assert said in found.said
    assert found.well == ("within" in said)


def test_a_full_disk_is_wrong_and_a_folder_to_come_is_on_that_of_its_parent(tmp_path: Path) -> None:
    assert f"free at {tmp_path}" in disk(tmp_path / "data" / "tradedraw")
    with pytest.raises(PortError, match=r"^only .* GB free at .*: make room$"):
        disk(tmp_path, least=2**62)


def test_a_database_that_is_gone_newer_or_older_is_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "bot.db"
    path.touch()
    mark(path)
    path.unlink()
    with pytest.raises(PortError, match="gone or empty"):
        sqlite(path)
    make(path, NEWEST - 1)
    assert f"version {NEWEST - 1}; serve brings it to version {NEWEST}" in sqlite(path)
    with closing(sqlite3.connect(path)) as db:
        db.execute(f"pragma user_version = {NEWEST + 1}")
    with pytest.raises(PortError, match="made by a newer tradedraw"):
        sqlite(path)


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        pytest.param(["Subscribers: 3"], "up to date", id="in use"),
        pytest.param(["Database: none yet on that server"], "none yet on", id="not made yet"),
    ],
)
async def test_a_server_is_told_by_what_status_says(lines: list[str], said: str) -> None:
    async def status() -> list[str]:
        return lines

    assert said in await postgres(status())


async def test_a_part_that_hangs_or_has_a_bug_is_wrong_and_tells_no_secret() -> None:
    async def hangs() -> str:
        await asyncio.Event().wait()
        return ""

    async def breaks() -> str:
        raise ValueError("secret")

    found = await examine({"a": hangs, "b": breaks}, seconds=0.01)
    assert found == [
        Finding("a", False, "no answer in 0.01 s"),
        Finding("b", False, "a bug: ValueError"),
    ]
    assert str(found[1]) == "WRONG  b: a bug: ValueError"
