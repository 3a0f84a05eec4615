"""What is particular to the queue in SQLite: what its file holds, and what a kill leaves."""

from __future__ import annotations

import asyncio
import json
import signal
import sqlite3
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.ports.faults import PortError
from bot.ports.store import Remembered
from bot.storage.databases import open_sqlite

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
ROOT = Path(__file__).parents[2]
CHAT = 7_123_456_789
WORDS = "I scored five hundred and five"


def traces(path: Path, *wanted: bytes) -> list[bytes]:
    """Which of these bytes are in any file of the database."""
    held = b"".join(file.read_bytes() for file in sorted(path.parent.glob(path.name + "*")))
    return [trace for trace in wanted if trace in held]


async def test_after_forget_no_file_holds_what_was_queued_or_who_wrote_it(tmp_path: Path) -> None:
    path = tmp_path / "bot.db"
    database = await open_sqlite(path)
    store, queue = database.store, database.queue
    identity = CHAT.to_bytes(6, "big")
    for update in range(1, 40):
        body = json.dumps({"update_id": update, "text": WORDS, "chat": CHAT, "x": "y" * 900})
        await queue.put(update, CHAT, body, limited=False)
        await queue.put(1000 + update, 5, json.dumps({"text": "another person"}), limited=False)
    assert traces(path, WORDS.encode(), identity) == [WORDS.encode(), identity]
    for update in range(1, 20):
        await queue.take("a", NOON, NOON + timedelta(seconds=10), 10, 10)
        await store.commit(CHAT, update, Remembered(), Remembered(), NOON)
        await store.sent(update)
    await store.forget(CHAT, 39)
    assert traces(path, WORDS.encode(), identity, str(CHAT).encode()) == []
    assert traces(path, b"another person") != []
    assert await queue.waiting() == 39
    await database.close()


async def test_a_closed_database_refuses(tmp_path: Path) -> None:
    database = await open_sqlite(tmp_path / "bot.db")
    queue = database.queue
    await database.close()
    with pytest.raises(PortError, match="closed"):
        await queue.put(5, 7, "x")
    with pytest.raises(PortError, match="closed"):
        await queue.take("a", NOON, NOON, 10, 10)


PUTTING = """
import asyncio, sys
from pathlib import Path
from bot.storage.databases import open_sqlite

async def main():
    queue = (await open_sqlite(Path(sys.argv[1]))).queue
    async def put(chat):
        update = chat
        while True:
            await queue.put(update, chat, "x" * 500, limited=False)
            print(update, chat, flush=True)
            update += 100
    await asyncio.gather(*map(put, range(1, 21)))

asyncio.run(main())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is of POSIX systems")
async def test_kill_9_loses_nothing_that_was_answered_200(tmp_path: Path) -> None:
    path = tmp_path / "bot.db"
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", PUTTING, str(path)), cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    told = b""
    async with asyncio.timeout(30):
        while told.count(b"\n") < 500:
            told += await process.stdout.read(65536)
        process.send_signal(signal.SIGKILL)
        told += (await process.communicate())[0]
    # The last line may have been cut by the kill.
    kept = {tuple(map(int, line.split())) for line in told[: told.rindex(b"\n")].splitlines()}
    with closing(sqlite3.connect(path)) as db:
        rows = set(db.execute("select update_id, chat_id from waiting_updates"))
    assert len(kept) >= 500
    assert kept <= rows
