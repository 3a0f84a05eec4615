"""kill -9 while notices are made, and what is left of a forgotten subscriber in SQLite's file."""

from __future__ import annotations

import asyncio
import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from bot.ports.notices import FeedState, Settled
from bot.ports.store import Remembered
from bot.storage.databases import open_sqlite
from tests.bench.bench_outbox import Place
from tests.storage.opening import (
    ADDRESS,
    LEASE,
    NOON,
    Databases,
    made,
    owed,
    reading,
    revision,
    saved,
    sent,
    subscription,
)

SUBSCRIBERS = 20_000

_MAKER = """
import asyncio, sys
from pathlib import Path
from tests.storage.opening import owed, reading, revision, saved
from tests.bench.bench_outbox import Place

async def main():
    database = await Place(Path(sys.argv[1]), sys.argv[2]).open()
    print("begin", flush=True)
    await saved(database, reading(), [revision()], [owed()])
    print("made", flush=True)
    await asyncio.Event().wait()

asyncio.run(main())
"""


@pytest.fixture(params=["sqlite", "postgres"])
async def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """A database with many subscribers."""
    found = await Databases.of(
        request.param, tmp_path, lambda: request.getfixturevalue("postgres_server")
    )
    await found.open()
    await found.close()
    place = Place(tmp_path / "bot.db", found.url)
    await place.fill(SUBSCRIBERS)
    return place


def killed_after(seconds: float, place: Place) -> bool:
    """Kill a program so long after it began to make notices; whether it had said that they are."""
    with subprocess.Popen(
        [sys.executable, "-c", _MAKER, str(place.file), place.url],
        stdout=subprocess.PIPE,
        text=True,
    ) as maker:
        assert maker.stdout is not None
        assert maker.stdout.readline() == "begin\n"
        subprocess.run(["sleep", str(seconds)], check=True)
        os.kill(maker.pid, signal.SIGKILL)
        return "made" in maker.stdout.read()


@pytest.mark.parametrize("seconds", [0.0, 0.02, 0.05, 0.1, 1.5])
async def test_kill_9_while_notices_are_made_leaves_all_of_the_reading_or_nothing(
    place: Place, seconds: float
) -> None:
    said = await asyncio.to_thread(killed_after, seconds, place)
    database = await place.open()
    try:
        stored = await database.feed_store.feed_state(ADDRESS) == reading()
        assert stored or await database.feed_store.feed_state(ADDRESS) == FeedState(ADDRESS)
        assert await database.feed_store.revisions() == ([revision()] if stored else [])
        before = (await database.outbox.counts()).waiting
        assert before == SUBSCRIBERS or not said
        # Whoever comes next goes on at the slice that was not finished.
        after = before + await made(database, NOON)
        assert after == (SUBSCRIBERS if stored else 0)
        assert await saved(database, reading(), [revision()], [owed()]) == SUBSCRIBERS - after
    finally:
        await database.close()


async def test_people_are_answered_while_notices_are_made(place: Place) -> None:
    database = await place.open()
    making = asyncio.create_task(saved(database, reading(), [revision()], [owed()]))
    for update in range(20):
        await database.store.commit(7, update, Remembered(), Remembered(lang="en"), NOON)
        await database.store.sent(update)
        assert (await database.store.turn(7, update)).answer == "sent"
    assert await making == SUBSCRIBERS
    await database.close()


async def test_a_forgotten_subscriber_leaves_no_trace_in_the_file(tmp_path: Path) -> None:
    """Their notices too, and of many among whom rows have moved."""
    path, dice = tmp_path / "bot.db", random.Random(20261122)
    chats = dice.sample(range(5 * 10**9, 2**47), 400)
    database = await open_sqlite(path)
    for chat in chats:
        await database.outbox.subscribe(subscription(chat))
    for number in ("446", "447", "448"):
        await saved(database, reading(), [revision(number)], [owed(number)])
    due = list(await database.outbox.claim("worker", NOON, NOON + LEASE, 600))
    dice.shuffle(due)
    await database.outbox.settle([sent(one.notice) for one in due[:300]])
    await database.outbox.settle(
        [Settled(one.notice, "retry", NOON, again_at=NOON) for one in due[300:500]]
    )
    gone = dice.sample(chats, 150)

    def traces() -> int:
        written = b"".join(file.read_bytes() for file in tmp_path.glob("bot.db*"))
        return sum(chat.to_bytes(6, "big") in written for chat in gone)

    assert traces() == 150
    await asyncio.gather(*(database.store.forget(chat, 1) for chat in gone))
    assert traces() == 0
    counts = await database.outbox.counts()
    assert counts.subscribers == 250
    assert counts.waiting + counts.sent == 750
    await database.close()
