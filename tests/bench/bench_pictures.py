"""What drawing costs those who do not wait for a picture: turns alone, and while one is drawn.

``python -m tests.bench.bench_pictures [TURNS]``: turns of a conversation on SQLite, one at a time,
as they take in one process; then the same while pictures are drawn without a pause.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections.abc import Awaitable, Callable
from contextlib import suppress
from itertools import cycle
from pathlib import Path
from time import perf_counter

from bot.pictures.painter import ProcessPainter
from bot.ports.updates import Incoming
from bot.running.turns import Runtime
from bot.storage.databases import open_sqlite
from tests.conversation.talk import NOW, world
from tests.doubles.conversation import FixedClock, RecordingMessenger
from tests.pictures.scenes import DRAWN

SAID = ("480", "welder", "3 November 2025", "what if I had 470?", "/latest", "how many remain?")


async def main(turns: int) -> None:
    """Both measurements, one line each."""
    with tempfile.TemporaryDirectory() as folder:
        database = await open_sqlite(Path(folder) / "bot.db")
        facts = world()
        facts.occupations.prepare()
        runtime = Runtime(database.store, RecordingMessenger(), FixedClock(NOW), lambda _: facts)
        await _turns(runtime.on, 300, 1)  # whatever is made when it is first needed
        print(f"alone:         {_told(await _turns(runtime.on, turns, 2))}")
        painter = ProcessPainter()
        await painter.draw(DRAWN["pool, en"])
        drawn: list[float] = []
        drawing = asyncio.create_task(_draw(painter, drawn))
        print(f"while drawing: {_told(await _turns(runtime.on, turns, 3))}")
        drawing.cancel()
        with suppress(asyncio.CancelledError):
            await drawing
        await painter.close()
        print(f"pictures:      {len(drawn)}, {_told(drawn) if drawn else ''}")
        await database.close()


async def _turns(on: Callable[[Incoming], Awaitable[object]], turns: int, chat: int) -> list[float]:
    took = []
    for number, text in zip(range(turns), cycle(SAID), strict=False):
        begin = perf_counter()
        await on(Incoming(chat * 1_000_000 + number, chat, "text", text, "en"))
        took.append(perf_counter() - begin)
        await asyncio.sleep(0.002)  # a machine that only answers is never this busy
    return took


async def _draw(painter: ProcessPainter, took: list[float]) -> None:
    for chart in cycle(DRAWN.values()):
        begin = perf_counter()
        await painter.draw(chart)
        took.append(perf_counter() - begin)


def _told(took: list[float]) -> str:
    ordered = sorted(took)
    places = (("p50", 0.5), ("p95", 0.95), ("p99", 0.99))
    parts = [f"{name} {ordered[int(len(ordered) * at)] * 1000:.1f} ms" for name, at in places]
    return f"{', '.join(parts)}, longest {ordered[-1] * 1000:.1f} ms"


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000))
