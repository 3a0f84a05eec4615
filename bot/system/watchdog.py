"""A process whose loop stands still ends itself, so that another one can take over."""

from __future__ import annotations

import asyncio
import faulthandler
import sys
from contextlib import suppress
from io import UnsupportedOperation

BEAT_SECONDS = 5.0

STILL_SECONDS = 30.0
"""A loop that does not turn for so long never will: an endless reading, a lock that stays."""


async def watched(beat: float = BEAT_SECONDS, still: float = STILL_SECONDS) -> None:
    """Wind up the watch for ever; unless that happens again in time, the process ends.

    The watch is a thread of C. One of Python would wait for the same lock as everything else that
    waits for the loop. Before the end it writes to standard error where each thread was: names of
    files and functions, no values. The connections end with the process, and with them what this
    machine held on a server of PostgreSQL.
    """
    try:
        while True:
            with suppress(UnsupportedOperation):  # standard error is no file
                faulthandler.dump_traceback_later(still, exit=True, file=sys.stderr)
            await asyncio.sleep(beat)
    finally:
        faulthandler.cancel_dump_traceback_later()
