"""Time that passes at once: an event loop that skips every wait, and a clock that follows it."""

from __future__ import annotations

import asyncio
import selectors
from collections.abc import Callable, Coroutine
from datetime import datetime, timedelta
from typing import Any, TypeVar

Result = TypeVar("Result")


class _Skipping(selectors.SelectSelector):
    """Where the loop would wait for a timer, the time of that timer comes."""

    def __init__(self) -> None:
        super().__init__()
        self.passed = 0.0

    def select(self, timeout: float | None = None) -> Any:
        ready = super().select(0)
        if not ready:
            if timeout is None:
                raise RuntimeError("everybody waits for something that can never happen")
            self.passed += max(0.0, timeout)
        return ready


class VirtualLoop(asyncio.SelectorEventLoop):
    """A loop whose seconds pass as fast as the work in them is done."""

    def __init__(self) -> None:
        self._skipping = _Skipping()
        super().__init__(self._skipping)

    def time(self) -> float:
        """Seconds since the loop began."""
        return self._skipping.passed


class VirtualClock:
    """The Clock port by the loop's own seconds; ``jump`` is time the machine was asleep."""

    def __init__(self, start: datetime) -> None:
        self._start = start

    def now(self) -> datetime:
        """The instant that it is for everybody in the loop."""
        return self._start + timedelta(seconds=asyncio.get_running_loop().time())

    def jump(self, by: timedelta) -> None:
        """The clock goes on while nothing runs."""
        self._start += by


def virtually(main: Callable[[], Coroutine[Any, Any, Result]]) -> Result:
    """Run it to its end without waiting."""
    with asyncio.Runner(loop_factory=VirtualLoop) as runner:
        return runner.run(main())
