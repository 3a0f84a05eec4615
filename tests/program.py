"""The whole program as a process of its own, on a real database and a fake Bot API."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sqlite3
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.fake_telegram.api import FakeBotApi

ROOT = Path(__file__).parents[1]
STOP_SECONDS = 30.0
THIS_TREE = (sys.executable, "-m", "tests.facts", "serve")


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Program:
    """``tradedraw serve`` on facts that stand still and always the same database.

    Started, stopped or killed at will. ``command`` starts another build of it.
    """

    def __init__(
        self,
        api: FakeBotApi,
        folder: Path,
        command: Sequence[str] = THIS_TREE,
        **environment: str,
    ) -> None:
        self._command = command
        self.database = folder / "tradedraw.db"
        self._log = folder / "log.txt"
        self._environment = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("TELEGRAM_", "WEBHOOK_", "COV_"))
        } | {
            "TELEGRAM_BOT_TOKEN": api.token,
            "TELEGRAM_API_URL": api.url,
            "DATABASE_URL": f"sqlite:///{self.database}",
            "FEED_URL": "http://127.0.0.1:9/none.json",
        }
        self._environment |= environment
        self._process: asyncio.subprocess.Process | None = None

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._process is not None:
            await self.kill()

    def set(self, **environment: str) -> None:
        """Settings that hold from the next start on."""
        self._environment |= environment

    def unset(self, *names: str) -> None:
        """Settings that are no longer given from the next start on."""
        for name in names:
            self._environment.pop(name, None)

    @property
    def log(self) -> str:
        """Everything the program wrote on its outputs, over all its runs."""
        return self._log.read_text("utf-8") if self._log.exists() else ""

    async def start(self) -> None:
        """Start it; it answers once it polls."""
        with self._log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                *self._command,
                cwd=ROOT,
                env=self._environment,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )

    async def all_told(self) -> None:
        """Wait until every update in its database is answered, and marked so."""
        async with asyncio.timeout(STOP_SECONDS):
            while self._waiting():  # noqa: ASYNC110 - another process tells nobody
                await asyncio.sleep(0.01)

    def _waiting(self) -> int:
        with closing(sqlite3.connect(f"file:{self.database}?mode=ro", uri=True)) as db:
            ((count,),) = db.execute("select count(*) from waiting_updates")
        return int(count)

    async def stop(self) -> int:
        """SIGTERM; its exit code."""
        return await self._end(signal.SIGTERM)

    async def kill(self) -> int:
        """Kill -9; its exit code."""
        return await self._end(signal.SIGKILL)

    async def ended(self) -> int:
        """Wait until it ends by itself; its exit code."""
        assert self._process is not None
        async with asyncio.timeout(STOP_SECONDS):
            code = await self._process.wait()
        self._process = None
        return code

    async def _end(self, number: signal.Signals) -> int:
        assert self._process is not None
        if self._process.returncode is None:
            self._process.send_signal(number)
        return await self.ended()
