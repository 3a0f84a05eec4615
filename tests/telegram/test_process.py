"""A whole process on bot.telegram: signals, a kill, exit codes, what it logs."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import pytest_asyncio

from tests.fake_telegram.api import FakeBotApi, Fault

ROOT = Path(__file__).resolve().parents[2]
posix_only = pytest.mark.skipif(os.name != "posix", reason="signals of POSIX systems")


@pytest_asyncio.fixture
async def api() -> AsyncIterator[FakeBotApi]:
    async with FakeBotApi() as server:
        yield server


@asynccontextmanager
async def tiny_bot(
    api: FakeBotApi, folder: Path, token: str | None = None
) -> AsyncIterator[asyncio.subprocess.Process]:
    secret = {"TELEGRAM_BOT_TOKEN": token or api.token, "TELEGRAM_API_URL": api.url}
    secret["DATABASE"] = str(folder / "bot.db")
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.telegram.tiny_bot"),
        cwd=ROOT,
        env=os.environ | secret,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


async def heard(process: asyncio.subprocess.Process, words: str) -> str:
    """What the process wrote to standard error, up to the line with those words."""
    assert process.stderr is not None
    lines: list[str] = []
    async with asyncio.timeout(30):
        while words not in "".join(lines[-1:]):
            lines.append((await process.stderr.readline()).decode())
            assert lines[-1], "the process ended before"
    return "".join(lines)


async def ended(process: asyncio.subprocess.Process) -> str:
    """What the process wrote to standard error until its end."""
    async with asyncio.timeout(30):
        _, errors = await process.communicate()
    return errors.decode()


@posix_only
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_a_signal_finishes_the_turn_in_hand_and_exits_0(
    api: FakeBotApi, tmp_path: Path, number: signal.Signals
) -> None:
    telegram_answers = asyncio.Event()
    api.fail("sendMessage", Fault(until=telegram_answers))
    async with tiny_bot(api, tmp_path) as process:
        api.say(1, "hello")
        await api.until(lambda: len(api.made("sendMessage")) == 1)
        process.send_signal(number)
        logged = await heard(process, "stopping: 1 turns in hand")
        telegram_answers.set()
        logged += await ended(process)
        assert process.returncode == 0, logged
    assert not api.pending
    assert [shown.text for shown in api.seen(1)] == ["hello"]
    assert api.token not in logged
    assert "[token]" in logged
    assert "Traceback" not in logged


@posix_only
async def test_what_a_killed_process_had_in_hand_is_answered_by_the_next(
    api: FakeBotApi, tmp_path: Path
) -> None:
    api.fail("sendMessage", Fault(until=asyncio.Event()))
    async with tiny_bot(api, tmp_path) as process:
        api.say(1, "hello")
        api.say(1, "again")
        await api.until(lambda: len(api.made("sendMessage")) == 1)
        process.kill()
        await ended(process)
    async with tiny_bot(api, tmp_path):
        replies = await api.replies(1, 3)
        await api.until(lambda: api.pending == ())
    # The first was accepted by Telegram before the kill: the request in flight, shown twice.
    assert [shown.text for shown in replies] == ["hello", "hello", "again"]


async def test_a_bad_token_is_one_line_and_exit_code_1(api: FakeBotApi, tmp_path: Path) -> None:
    token = "123456789:AAwrongwrongwrongwrongwrongwrong"
    async with tiny_bot(api, tmp_path, token) as process:
        logged = await ended(process)
        assert process.returncode == 1
    assert logged.splitlines()[-1].startswith("Telegram refuses the bot's token")
    assert "Traceback" not in logged
    assert token not in logged
