"""Breaks a reading off that goes on and on, so that one message never stops all others."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

MOST_SECONDS = 2.0
"""Of the processor's time: ten times what the costliest messages of 4,096 characters take."""


class TooLong(Exception):  # noqa: N818  # it is no error of the program
    """Reading a message took more time than any message is worth."""


@contextmanager
def at_most(seconds: float = MOST_SECONDS) -> Iterator[None]:
    """Raise TooLong where the block computes for longer; only in the main thread.

    A pattern that runs away holds the interpreter's lock, so that no other thread and no timeout
    of the loop can end it. A signal can: the patterns' own machine looks for one as it goes.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGVTALRM, _broken_off)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _broken_off(_signal: int, _frame: FrameType | None) -> None:
    raise TooLong
