"""CPU per answered Telegram update: this program against echo bots on the same fake server.

    python -m tests.bench.bench_telegram [--updates 4000] [--chats 256] [--command "..."]

Every bot runs as a process of its own, one after the other, and answers the same number of
updates from the same fake Bot API, itself a process. Measured is user + system time of the bot's
process from its first to its last answer, divided by the answers, so starting up is not in it.

- ``echo``: python-telegram-bot as its examples have it (its Updater, MessageHandler,
  ``reply_text``), with our request class and concurrent updates.
- ``bare``: the same text sent back through our own poll loop and messenger.
- ``program``: ``tradedraw serve``, asked a full question in every message.
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
from typing import Any

from tests.fake_bot_api import TOKEN

ROOT = Path(__file__).resolve().parents[2]
QUESTION = "505 welder 2024-11-04"
WARM_UP = 512
TICKS = os.sysconf("SC_CLK_TCK")
GOAL = 2.0


@dataclass(frozen=True, slots=True)
class Measured:
    """``cpu`` seconds of the bot's process and ``wall`` seconds for that many answers."""

    name: str
    answers: int
    cpu: float
    wall: float

    @property
    def per_update(self) -> float:
        """Milliseconds of CPU per answered update."""
        return self.cpu / self.answers * 1000


async def measure(
    name: str, command: list[str], updates: int, chats: int, environment: dict[str, str], log: Path
) -> Measured:
    """Run one bot against a fresh fake server until it has answered every update.

    What the bot writes to standard error goes to ``log``: a pipe nobody empties would stop it.
    """
    server = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.bench.fake_server",
        cwd=ROOT,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
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
            await _ask(server, WARM_UP, chats)
            before = cpu_seconds(bot.pid)
            wall = (await _ask(server, updates, chats))["wall"]
            spent = cpu_seconds(bot.pid) - before
        except (TimeoutError, OSError, ValueError):
            sys.exit(f"{name} did not answer everything:\n{_end_of(log)}")
        finally:
            if bot.returncode is None:
                bot.terminate()
            await bot.wait()
    finally:
        server.terminate()
        await server.wait()
    return Measured(name, updates, spent, wall)


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


async def main() -> None:
    """Measure every bot and print figures and ratios."""
    parser = argparse.ArgumentParser(description="CPU per answered Telegram update")
    parser.add_argument("--updates", type=int, default=4000)
    parser.add_argument("--chats", type=int, default=256)
    parser.add_argument("--command", default=f"{shlex.quote(sys.executable)} -m bot serve")
    parser.add_argument("--feed-url", default="http://127.0.0.1:9/none.json")
    parser.add_argument("--only", choices=("echo", "bare", "program"), action="append")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            "DATABASE_URL": f"sqlite:///{folder}/bench.db",
            "FEED_URL": options.feed_url,
        }
        bots = {
            "echo": [sys.executable, "-m", "tests.bench.echo_bot", "echo"],
            "bare": [sys.executable, "-m", "tests.bench.echo_bot", "bare"],
            "program": shlex.split(options.command),
        }
        found = {
            name: await measure(
                name, command, options.updates, options.chats, environment, Path(folder, name)
            )
            for name, command in bots.items()
            if not options.only or name in options.only
        }
    for one in found.values():
        sys.stdout.write(
            f"{one.name:8} {one.per_update:6.3f} ms CPU per answered update,"
            f" {one.answers / one.wall:6.0f} answers a second\n"
        )
    if "program" in found:
        for name in ("echo", "bare"):
            if name in found:
                ratio = found["program"].per_update / found[name].per_update
                goal = f" (goal: at most {GOAL:g})" if name == "echo" else ""
                sys.stdout.write(f"program / {name}: {ratio:.2f}{goal}\n")


if __name__ == "__main__":
    asyncio.run(main())
