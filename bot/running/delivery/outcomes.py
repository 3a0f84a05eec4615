"""Writes down what became of notices, right after Telegram's answer, many at a time."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence

from bot.ports.faults import PortError, back_off
from bot.ports.notices import Outbox, Settled

log = logging.getLogger(__name__)

FIRST_PAUSE_SECONDS = 0.1
LONGEST_PAUSE_SECONDS = 5.0
GATHER_SECONDS = 0.01
"""Between two writes: at a high pace one for about twenty notices, not one for every third."""


class Settling:
    """Group commit: what comes alone is written at once; what comes while that is under way, and in
    a moment after it, goes into the next write together.

    A write that fails is repeated until it works: what was sent must never be sent again because
    the database was away. ``written`` is told the notices after each write.
    """

    def __init__(self, outbox: Outbox, written: Callable[[Sequence[Settled]], None]) -> None:
        self._outbox = outbox
        self._written = written
        self._waiting: list[Settled] = []
        self._writing = 0
        self._task: asyncio.Task[None] | None = None

    def __len__(self) -> int:
        """How many are not written down yet."""
        return len(self._waiting) + self._writing

    def put(self, settled: Settled) -> None:
        """Have one written down."""
        self._waiting.append(settled)
        if self._task is None:
            self._task = asyncio.create_task(self._write(), name="notice-settling")

    async def drained(self) -> None:
        """Wait until everything is written down."""
        while self._task is not None:
            await asyncio.wait([self._task])

    async def close(self) -> None:
        """Break off what is under way."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait([self._task])

    async def _write(self) -> None:
        try:
            while self._waiting:
                settled, self._waiting = self._waiting, []
                self._writing = len(settled)
                await self._insist(settled)
                self._writing = 0
                self._written(settled)
                await asyncio.sleep(GATHER_SECONDS)
        finally:
            self._task = None

    async def _insist(self, settled: Sequence[Settled]) -> None:
        failures = 0
        while True:
            failures += 1
            try:
                await self._outbox.settle(settled)
            except PortError as error:
                log.warning("%d notices are not written down yet: %s", len(settled), error)
            else:
                return
            await asyncio.sleep(back_off(failures, FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS))
