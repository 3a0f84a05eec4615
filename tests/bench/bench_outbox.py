"""What the notices of one draw cost, by number of subscribers, on SQLite and on PostgreSQL.

    python -m tests.bench.bench_outbox            100,000 subscribers
    python -m tests.bench.bench_outbox --large    1,000,000 as well

Prints seconds, memory and bytes; asserts nothing. Each line is measured in a process of its own.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time as clock
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path

import asyncpg

from bot.storage.databases import Database, open_postgres, open_sqlite
from bot.storage.sqlite.engine import microseconds
from tests.postgres_server import postgres
from tests.storage.opening import LONG_AGO, NOON, owed, reading, revision, saved, sent

FEW, MANY = 100_000, 1_000_000
BATCH = 500
MOST_SETTLED = 100_000
FIRST_CHAT = 5_000_000_000


@dataclass(frozen=True, slots=True)
class Place:
    """Where the database is: a file, or the address of a server's."""

    file: Path
    url: str

    async def open(self) -> Database:
        """All ports."""
        if self.url:
            return await open_postgres(self.url, duties=False)
        return await open_sqlite(self.file)

    async def size(self) -> int:
        """Bytes of tables and indexes."""
        if not self.url:
            with closing(sqlite3.connect(self.file)) as db:
                db.execute("pragma wal_checkpoint(truncate)")
            return self.file.stat().st_size
        admin = await asyncpg.connect(self.url)
        try:
            found = await admin.fetchval("select pg_database_size(current_database())")
        finally:
            await admin.close()
        return int(found)

    async def fill(self, subscribers: int) -> None:
        """Chats that have subscribed, as they would stand in the tables."""
        chats = range(FIRST_CHAT, FIRST_CHAT + 7 * subscribers, 7)
        profile = '{"profile":{"crs":480,"noc":"72106"},"zone":"America/Toronto"}'
        if not self.url:
            with closing(sqlite3.connect(self.file)) as db, db:
                db.executemany(
                    "insert into chats (chat_id, lang, profile) values (?, 'en', ?)",
                    ((c, profile) for c in chats),
                )
                db.executemany(
                    "insert into subscriptions (chat_id, about, since, only_changes, quiet_from,"
                    " quiet_until, in_group) values (?, 'trades', ?, 0, '22:00', '07:00', 0)",
                    ((c, microseconds(LONG_AGO)) for c in chats),
                )
            return
        admin = await asyncpg.connect(self.url)
        try:
            await admin.copy_records_to_table(
                "chats",
                columns=("chat_id", "lang", "profile"),
                records=((c, "en", profile) for c in chats),
            )
            terms = ("about", "since", "only_changes", "quiet_from", "quiet_until", "in_group")
            row = ("trades", LONG_AGO, False, time(22), time(7), False)
            await admin.copy_records_to_table(
                "subscriptions",
                columns=("chat_id", *terms),
                records=((c, *row) for c in chats),
            )
        finally:
            await admin.close()


async def measure(place: Place, subscribers: int) -> str:
    """One line of figures."""
    await (await place.open()).close()
    empty = await place.size()
    await place.fill(subscribers)
    subscribed = await place.size()
    database = await place.open()
    await database.outbox.counts()
    gc.collect()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begin = clock.perf_counter()
    made = await saved(database, reading(), [revision()], [owed()])
    making = clock.perf_counter() - begin
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert made == subscribers
    owing = await place.size()
    begin = clock.perf_counter()
    settled = 0
    while settled < min(subscribers, MOST_SETTLED):
        settled += await one_batch(database, NOON + timedelta(seconds=settled / BATCH))
    settling = clock.perf_counter() - begin
    told = await place.size()
    begin = clock.perf_counter()
    await database.outbox.counts()
    counting = clock.perf_counter() - begin
    await database.close()
    engine = "PostgreSQL" if place.url else "SQLite"
    return (
        f"{engine:11} {subscribers:9,} {making:8.2f} s {grown / 1024:7.1f} MB "
        f"{settled / settling:9,.0f}/s {(subscribed - empty) / subscribers:8.0f} "
        f"{(owing - subscribed) / subscribers:8.0f} {(told - subscribed) / subscribers:8.0f} "
        f"{counting * 1000:8.0f} ms"
    )


async def one_batch(database: Database, now: datetime) -> int:
    """Claim and settle so many; how many they were."""
    due = await database.outbox.claim("bench", now, now + timedelta(seconds=10), BATCH)
    await database.outbox.settle([sent(one.notice, now) for one in due])
    return len(due)


def main() -> None:
    """Print the figures."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--large", action="store_true", help="1,000,000 subscribers as well")
    options.add_argument("--one", nargs=3, metavar=("FILE", "URL", "N"), help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.one:
        file, url, subscribers = chosen.one
        print(asyncio.run(measure(Place(Path(file), url), int(subscribers))))
        return
    print("made: seconds and memory of the program for the notices of one draw, in one transaction")
    print(f"sent: claimed and settled, {BATCH} at a time; bytes are for each subscriber")
    print(
        f"{'':11} {'people':>9} {'made':>10} {'memory':>10} {'sent':>11} {'person':>8} "
        f"{'notice':>8} {'told':>8} {'counters':>11}",
        flush=True,
    )
    for subscribers in (FEW, MANY) if chosen.large else (FEW,):
        with tempfile.TemporaryDirectory() as folder:
            run(str(Path(folder) / "bench.db"), "", subscribers)
        with postgres() as server:
            run("-", asyncio.run(server.fresh_database()), subscribers)


def run(file: str, url: str, subscribers: int) -> None:
    """Measure in a fresh process, whose memory holds nothing else."""
    command = [sys.executable, "-m", "tests.bench.bench_outbox", "--one", file, url]
    subprocess.run([*command, str(subscribers)], check=True)


if __name__ == "__main__":
    main()
