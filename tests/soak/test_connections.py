"""As many silent connections as the program may open files keep nobody out."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from time import monotonic

import aiohttp
import pytest

from tests.fake_telegram.api import FakeBotApi
from tests.program import THIS_TREE, Program, free_port

resource = pytest.importorskip("resource", reason="limits of POSIX systems")

FILES = 1_024
SILENT = 1_015
LIMITED = ("sh", "-c", f'ulimit -n {FILES}; exec "$@"', "sh", *THIS_TREE)


@pytest.fixture(autouse=True)
def many_files() -> Iterator[None]:
    """This process holds the other ends."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 3 * SILENT
    if hard != resource.RLIM_INFINITY and hard < wanted:
        pytest.skip(f"only {hard} open files are allowed here")
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, wanted), hard))
    yield
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


async def healthy(port: int) -> bool:
    """Whether ``/healthz`` says so within a second."""
    async with (
        aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=1)) as session,
        session.get(f"http://127.0.0.1:{port}/healthz") as answer,
    ):
        return answer.status == 200


async def test_a_thousand_silent_connections_end_neither_health_nor_webhook(
    tmp_path: Path,
) -> None:
    """On each of the two addresses, one after the other, while the first ones stay."""
    hook, watched = free_port(), free_port()
    listening = {
        "WEBHOOK_URL": f"http://127.0.0.1:{hook}/hook",
        "WEBHOOK_LISTEN": f"127.0.0.1:{hook}",
        "HTTP_LISTEN": f"127.0.0.1:{watched}",
    }
    opened: list[asyncio.StreamWriter] = []
    async with (
        FakeBotApi(delivers=True) as api,
        Program(api, tmp_path, LIMITED, **listening) as program,
    ):
        await api.until(lambda: bool(api.made("setWebhook")))
        before, begun = len(program.log.splitlines()), monotonic()
        for round_, port in enumerate((watched, hook), 1):
            for _ in range(SILENT):
                _, writer = await asyncio.open_connection("127.0.0.1", port)
                opened.append(writer)
            assert await healthy(watched)
            async with asyncio.timeout(5):
                api.say(round_, "/latest")
                await api.replies(round_, 1)
        lines = program.log.splitlines()[before:]
        complaints = [line for line in lines if "refused what is no request" in line]
        assert 2 <= len(complaints) <= 2 * (1 + (monotonic() - begun) // 60), "one a minute"
        assert not [line for line in lines if "Too many open files" in line]
        assert "Traceback" not in program.log
        for writer in opened:
            writer.close()
        assert await program.stop() == 0, program.log
