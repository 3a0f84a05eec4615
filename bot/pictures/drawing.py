"""The process that draws: ``python -m bot.pictures.drawing``, charts in, pictures out.

Both ways a message is a length of four bytes, most significant first, and that many bytes. In
comes a pickled chart, from its own parent only; out goes one byte, ``+`` before a PNG or ``-``
before the reason why there is none. It ends when its input does, so it never outlives the bot.
"""

from __future__ import annotations

import os
import pickle
import sys
from typing import BinaryIO, assert_never

from bot.ports.pictures import Chart, HistoryChart, PoolChart

LENGTH = 4
DRAWN, FAILED = b"+", b"-"

_NICENESS = 5
"""Answering goes before drawing where both want the same processor."""


def draw(chart: Chart) -> bytes:
    """The chart as a PNG; equal charts give equal bytes. Imports matplotlib when first called."""
    import matplotlib

    from bot.pictures.history import history_png
    from bot.pictures.pool import pool_png

    with matplotlib.rc_context():
        matplotlib.rcdefaults()  # whatever this machine's own settings are
        match chart:
            case HistoryChart():
                return history_png(chart)
            case PoolChart():
                return pool_png(chart)
            case _:
                assert_never(chart)


def serve(charts: BinaryIO, pictures: BinaryIO) -> None:
    """Draw what comes, one after the other, until the input ends."""
    while len(head := charts.read(LENGTH)) == LENGTH:
        chart: Chart = pickle.loads(charts.read(int.from_bytes(head)))
        try:
            answer = DRAWN + draw(chart)
        except Exception as error:  # the bot is told why; the next chart may do
            answer = FAILED + f"{type(error).__name__}: {error}".encode()
        pictures.write(len(answer).to_bytes(LENGTH) + answer)
        pictures.flush()


def main() -> None:
    """Serve the parent over standard input and output; nothing else may write there."""
    if hasattr(os, "nice"):
        os.nice(_NICENESS)
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as pictures:
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
        serve(sys.stdin.buffer, pictures)


if __name__ == "__main__":
    main()
