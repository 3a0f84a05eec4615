"""An answered Telegram update: CPU, memory and waiting, against echo bots on the same fake server.

    python -m tests.bench.bench_telegram [--updates 4000] [--people 1000] [--only echo] ...

Every bot runs as a process of its own, one after the other, and answers the same number of
updates from the same fake Bot API, itself a process. CPU is user + system time of the bot's
process from its first to its last answer, divided by the answers, so starting up is not in it;
memory is what it held resident at the end. Then as many people as ``--people`` write at the same
moment: how long half of them, 95 and 99 of 100 wait for their reply.

- ``echo``: python-telegram-bot as its examples have it (its Updater, MessageHandler,
  ``reply_text``), with our request class and concurrent updates, by polling.
- ``program``: ``tradedraw serve`` by polling, asked a full question in every message.
- ``echo-webhook``: the library's update queue behind an aiohttp.web server, the class of server
  that ours is, which keeps nothing.
- ``program-webhook``: ``tradedraw serve`` by webhook, every update in the database first.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import shlex
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles
from typing import Any

from tests.fake_telegram.api import TOKEN
from tests.program import free_port

ROOT = Path(__file__).resolve().parents[2]
QUESTION = "505 welder 2024-11-04"
WARM_UP = 512
TICKS = os.sysconf("SC_CLK_TCK")
GOAL = 2.0
ECHO = [sys.executable, "-m", "tests.bench.echo_bot"]
COMPARED = {"program": ("echo",), "program-webhook": ("echo-webhook", "program")}


@dataclass(frozen=True, slots=True)
class Measured:
    """``cpu`` seconds of the bot's process and ``wall`` seconds for that many answers.

    ``megabytes`` it held resident at the end; ``waits`` of those who wrote at once, in seconds.
    """

    name: str
    answers: int
    cpu: float
    wall: float
    megabytes: float
    waits: list[float]

    @property
    def per_update(self) -> float:
        """Milliseconds of CPU per answered update."""
        return self.cpu / self.answers * 1000

    def __str__(self) -> str:
        cuts = quantiles(self.waits, n=100)
        p50, p95, p99 = (cuts[at - 1] for at in (50, 95, 99))
        return (
            f"{self.name:16} {self.per_update:6.3f} ms CPU an answer,"
            f" {self.answers / self.wall:6.0f} answers/s, {self.megabytes:4.0f} MB;"
            f" {len(self.waits)} at once wait p50 {p50:.2f} s, p95 {p95:.2f} s, p99 {p99:.2f} s"
        )


@dataclass(frozen=True, slots=True)
class Load:
    """How much is asked of each bot."""

    updates: int
    chats: int
    people: int


async def measure(
    name: str, command: list[str], load: Load, environment: dict[str, str], log: Path
) -> Measured:
    """Run one bot against a fresh fake server until it has answered every update.

    What the bot writes to standard error goes to ``log``: a pipe nobody empties would stop it.
    """
    server = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.bench.fake_server", *name.split("-")[1:]),
        cwd=ROOT,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        limit=2**24,
    )
    try:
        hello = await _told(server)
        with log.open("wb") as errors:
            bot = await asyncio.create_subprocess_exec(
                *command,
                cwd=ROOT,
                env=os.environ
                | environment
                | {"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_API_URL": hello["url"]},
                stderr=errors,
            )
        try:
            await _ask(server, WARM_UP, load.chats)
            before = cpu_seconds(bot.pid)
            wall = (await _ask(server, load.updates, load.chats))["wall"]
            spent = cpu_seconds(bot.pid) - before
            waits = (await _ask(server, load.people, load.people))["waits"]
            megabytes = resident_megabytes(bot.pid)
        except (TimeoutError, OSError, ValueError):
            sys.exit(f"{name} did not answer everything:\n{_end_of(log)}")
        finally:
            if bot.returncode is None:
                bot.terminate()
            await bot.wait()
    finally:
        server.terminate()
        await server.wait()
    return Measured(name, load.updates, spent, wall, megabytes, waits)


async def _ask(server: asyncio.subprocess.Process, updates: int, chats: int) -> dict[str, Any]:
    assert server.stdin is not None
    order = {"updates": updates, "chats": chats, "text": QUESTION}
    server.stdin.write(json.dumps(order).encode() + b"\n")
    await server.stdin.drain()
    return await _told(server)


async def _told(server: asyncio.subprocess.Process) -> dict[str, Any]:
    assert server.stdout is not None
    line = await asyncio.wait_for(server.stdout.readline(), timeout=300)
    answer: dict[str, Any] = json.loads(line)
    return answer


def _end_of(log: Path) -> str:
    return log.read_text(encoding="utf-8", errors="replace")[-2000:]


def cpu_seconds(process: int) -> float:
    """User and system time that a living process has used, all its threads included (Linux)."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def resident_megabytes(process: int) -> float:
    """What a living process holds in memory now (Linux)."""
    pages = int(Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


async def main() -> None:
    """Measure every bot and print figures and ratios."""
    parser = argparse.ArgumentParser(description="CPU, memory and waiting of answered updates")
    parser.add_argument("--updates", type=int, default=4000)
    parser.add_argument("--chats", type=int, default=512, help="few enough: people flood no bot")
    parser.add_argument("--people", type=int, default=1000, help="who write at the same moment")
    parser.add_argument("--command", default=f"{shlex.quote(sys.executable)} -m bot serve")
    parser.add_argument("--feed-url", default="http://127.0.0.1:9/none.json")
    names = ("echo", "program", "echo-webhook", "program-webhook")
    parser.add_argument("--only", choices=names, action="append")
    options = parser.parse_args()
    program = shlex.split(options.command)
    load = Load(options.updates, options.chats, options.people)
    found = dict[str, Measured]()
    with tempfile.TemporaryDirectory() as folder:
        for name in options.only or names:
            environment = {
                "DATABASE_URL": f"sqlite:///{folder}/{name}.db",
                "FEED_URL": options.feed_url,
            }
            if name.endswith("webhook"):
                listen = f"127.0.0.1:{free_port()}"
                environment |= {"WEBHOOK_LISTEN": listen, "WEBHOOK_URL": f"http://{listen}/hook"}
            command = program if name.startswith("program") else [*ECHO, name]
            found[name] = await measure(name, command, load, environment, Path(folder, name))
            sys.stdout.write(f"{found[name]}\n")
    for ours, others in COMPARED.items():
        for name in others:
            if ours in found and name in found:
                sys.stdout.write(f"{_ratios(found[ours], found[name])}\n")


def _ratios(ours: Measured, other: Measured) -> str:
    cpu, memory = ours.per_update / other.per_update, ours.megabytes / other.megabytes
    goal = f" (goal: at most {GOAL:g})" if other.name.startswith("echo") else ""
    return f"{ours.name} / {other.name}: CPU {cpu:.2f}{goal}, memory {memory:.2f}"


if __name__ == "__main__":
    asyncio.run(main())
