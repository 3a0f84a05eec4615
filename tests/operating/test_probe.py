"""The probe of a container: alive when the process answers, one line when not."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from datetime import UTC, datetime

import pytest
from aiohttp import web

from bot.operating.health import health_app
from bot.operating.metrics import PrometheusMetrics
from bot.operating.probe import problem
from bot.system.http_server import listening
from tests.doubles.conversation import FixedClock
from tests.program import free_port

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.mark.parametrize("host", ["127.0.0.1", "0.0.0.0", "localhost"])
async def test_a_process_that_answers_is_alive(host: str) -> None:
    app = health_app({}, PrometheusMetrics(FixedClock(NOON)))
    async with listening(app, host, 0, "HTTP_LISTEN") as port:
        environment = {"HTTP_LISTEN": f" {host}:{port} "}
        assert await asyncio.to_thread(problem, environment) is None


async def test_an_answer_that_is_not_200_is_no_life() -> None:
    async with listening(web.Application(), "127.0.0.1", 0, "HTTP_LISTEN") as port:
        environment = {"HTTP_LISTEN": f"127.0.0.1:{port}"}
        said = await asyncio.to_thread(problem, environment)
    assert said == f"127.0.0.1:{port} answers 404"


@pytest.mark.parametrize(
    ("listen", "says"),
    [
        ("", "HTTP_LISTEN is not set"),
        ("127.0.0.1:x", "no answer at 127.0.0.1:x: ValueError"),
        ("nowhere", "no answer at nowhere: "),
    ],
)
def test_what_is_no_address_is_one_line(listen: str, says: str) -> None:
    said = problem({"HTTP_LISTEN": listen})
    assert said is not None
    assert said.startswith(says)


def test_as_a_program_it_ends_with_1_and_loads_next_to_nothing() -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "bot.operating.probe"],
        env={"HTTP_LISTEN": f"127.0.0.1:{free_port()}"},
        capture_output=True,
        text=True,
        check=False,
    )
    said = [line for line in done.stderr.splitlines() if not line.startswith("import time:")]
    assert done.returncode == 1
    assert [line.partition(": ")[2] for line in said] == ["ConnectionRefusedError"]
    assert not [name for name in ("pydantic", "telegram", "aiohttp") if name in done.stderr]
