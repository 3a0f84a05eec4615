"""Drawing away from the event loop: a process that is started when needed and let go when idle."""

from __future__ import annotations

import asyncio
import os
import pickle
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Sequence
from contextlib import suppress
from importlib.util import find_spec
from typing import Protocol

from bot.pictures.drawing import DRAWN, LENGTH
from bot.ports.pictures import Chart, NoPictureError

COMMAND = (sys.executable, "-m", "bot.pictures.drawing")

_PASSED_ON = ("HOME", "LANG", "MPLCONFIGDIR", "PATH", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR")
"""All that drawing needs to know of the environment: the bot's token is not among it."""


class Painter(Protocol):
    """Draws a chart."""

    async def draw(self, chart: Chart) -> bytes:
        """The chart as a PNG. Raises NoPictureError."""

    async def close(self) -> None:
        """Stop, in the middle of a picture too."""


class ProcessPainter:
    """Draws one chart at a time in a process of its own.

    ``seconds`` is how long a picture may take, the start of the process (half a second)
    included; after ``idle`` seconds without one the process and its 110 MB are let go. A process
    that fails is replaced for the next picture.
    """

    def __init__(
        self, *, seconds: float = 20.0, idle: float = 300.0, command: Sequence[str] = COMMAND
    ) -> None:
        self._seconds = seconds
        self._idle = idle
        self._command = command
        self._one_at_a_time = asyncio.Lock()
        self._process: Process | None = None
        self._resting: asyncio.Task[None] | None = None
        self._closed = False

    async def draw(self, chart: Chart) -> bytes:
        """The chart as a PNG. Raises NoPictureError."""
        if find_spec("matplotlib") is None:
            raise NoPictureError(
                "matplotlib is missing: pip install '.[pictures]' in the source's folder"
            )
        async with self._one_at_a_time:
            if self._closed:
                raise NoPictureError("drawing has stopped")
            await self._wake()
            try:
                async with asyncio.timeout(self._seconds):
                    answer = await self._exchange(pickle.dumps(chart))
            except (OSError, EOFError, TimeoutError) as error:
                await self._stop()
                raise NoPictureError(f"the drawing process failed: {error!r}") from error
            except asyncio.CancelledError:
                # Half an exchange is done: what comes next would be the wrong picture.
                await self._stop()
                raise
            self._resting = asyncio.create_task(self._rest())
        if not answer.startswith(DRAWN):
            raise NoPictureError(f"not drawn: {answer[1:].decode()}")
        return answer.removeprefix(DRAWN)

    async def close(self) -> None:
        """Stop, in the middle of a picture too."""
        self._closed = True
        if self._process is not None:
            with suppress(ProcessLookupError):
                self._process.kill()
        async with self._one_at_a_time:
            await self._wake()
            await self._stop()

    async def _exchange(self, chart: bytes) -> bytes:
        process = self._process
        if process is None or process.returncode is not None:
            process = await self._start()
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(len(chart).to_bytes(LENGTH) + chart)
        await process.stdin.drain()
        head = await process.stdout.readexactly(LENGTH)
        return await process.stdout.readexactly(int.from_bytes(head))

    async def _start(self) -> Process:
        known = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
        # The same modules as here, wherever this program was started from.
        modules = os.pathsep.join(path for path in sys.path if path)
        self._process = await asyncio.create_subprocess_exec(
            *self._command,
            stdin=PIPE,
            stdout=PIPE,
            stderr=DEVNULL,
            env={**known, "PYTHONPATH": modules},
        )
        return self._process

    async def _wake(self) -> None:
        resting, self._resting = self._resting, None
        if resting is not None:
            resting.cancel()
            await asyncio.wait([resting])

    async def _rest(self) -> None:
        await asyncio.sleep(self._idle)
        async with self._one_at_a_time:
            self._resting = None
            await self._stop()

    async def _stop(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            with suppress(ProcessLookupError):
                process.kill()
            await process.communicate()
