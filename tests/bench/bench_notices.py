"""How fast notices go out, and how long people wait for answers meanwhile.

    python -m tests.bench.bench_notices [--large] [--database postgres] [--only send]

- ``make``: the longest that a reply's query of the database waits while the notices of one draw
  are made for 100,000 subscribers (``--large``: 1,000,000).
- ``send``: notices a second through the whole delivery with the pace off, as a ratio to a bare
  loop over the same aiohttp client that sends as much to the same server in the same run: to the
  fake Bot API, and to a server so quick that only the client counts.
- ``replies``: the program as a process, telling 2,000 people at 1,000 a second while others talk.

What making them costs in time, memory and bytes is measured by ``tests.bench.bench_outbox``.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from time import perf_counter, process_time

import aiohttp
import asyncpg

from bot.conversation.world import World
from bot.ports.messages import Rendered
from bot.ports.notices import FeedState, Owed, Revision
from bot.reading.occupations.reader import load_occupations
from bot.running.delivery.deliverer import IN_FLIGHT, Deliverer
from bot.storage.databases import Database, open_postgres, open_sqlite
from bot.system.clock import SystemClock
from bot.system.garbage import spare_what_is_there
from bot.telegram.bot import make_bot
from bot.telegram.messages import message_parameters
from bot.telegram.notifier import TelegramNotifier
from knowledge.draws import DrawLedger
from knowledge.facts.shelf import load
from tests.fake_telegram.api import TOKEN
from tests.postgres_server import postgres
from tests.soak.soak import Plan, Soak
from tests.storage.opening import saved

ROOT = Path(__file__).resolve().parents[2]
AT = SystemClock().now()
FACTS = load()
DRAW = replace(FACTS.draws.draws[-1], number="448", drawn_on=date(2026, 10, 2), crs_cutoff=470)
OWED = Owed("new", "448", "trades", ("448",))
ADDRESS = "https://feed.example/feed.json"
SUBSCRIBE = (
    "insert into chats (chat_id) select {all}",
    "insert into subscriptions (chat_id, about, since, only_changes, quiet_from, quiet_until,"
    " zone, in_group) select chat_id, 'trades', {since}, {no}, '22:00', '07:00', null, {no}"
    " from chats",
)
PARTS = ("make", "send", "replies")
SENT, ROUNDS = 6000, 3
PACE_OFF = 1e6
GOALS = {"fake": 0.8, "quick": 0.6}


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[Database]:
    """The database at that address."""
    if url.startswith("postgres"):
        database = await open_postgres(url, duties=False)
    else:
        database = await open_sqlite(Path(url), alone=False)
    try:
        yield database
    finally:
        await database.close()


async def subscribe(url: str, many: int) -> None:
    """That many subscribers of trades draws, put in by one statement for each table."""
    async with opened(url):
        pass  # made and brought up to date
    if url.startswith("postgres"):
        known = f"generate_series(1, {many})"
        words = {"all": known, "since": "'2026-01-01T00:00:00Z'", "no": "false"}
        db = await asyncpg.connect(url)
        for statement in SUBSCRIBE:
            await db.execute(statement.format(**words), timeout=600)
        await db.execute("analyze")
        await db.close()
        return
    known = (
        f"value from (with recursive n (value) as (values (1) union all"
        f" select value + 1 from n where value < {many}) select value from n)"
    )
    with sqlite3.connect(url) as file:
        for statement in SUBSCRIBE:
            file.execute(statement.format(all=known, since=0, no=0))
    file.execute("pragma wal_checkpoint(truncate)")
    file.close()


async def create(url: str) -> tuple[float, float]:
    """Make the notices; seconds it took, and the longest wait of a query of replies meanwhile."""
    spare_what_is_there()
    async with opened(url) as database:
        longest = 0.0

        async def reply() -> None:
            nonlocal longest
            while True:
                begun = perf_counter()
                await database.store.turn(5, 5)
                longest = max(longest, perf_counter() - begun)
                await asyncio.sleep(0.01)

        replying = asyncio.create_task(reply())
        await asyncio.sleep(0.1)
        begun = perf_counter()
        revision = Revision(DRAW, None, AT, AT)
        await saved(database, FeedState(ADDRESS, read_at=AT), [revision], [OWED])
        took = perf_counter() - begun
        await asyncio.sleep(0.1)
        replying.cancel()
        return took, longest


def measure_make(url: str, many: int) -> None:
    """Print how long the notices take, and a reply's query meanwhile."""
    asyncio.run(subscribe(url, many))
    took, longest = asyncio.run(create(url))
    print(
        f"{many:,} notices made in {took:.2f} s, a reply's query waited {longest:.2f} s at most",
        flush=True,
    )


@dataclass(frozen=True, slots=True)
class Speed:
    """Notices a second by the wall clock, and milliseconds of CPU of this process for each."""

    rate: float
    cpu: float


async def send(url: str, api: str) -> Speed:
    """Deliver everything that is owed."""
    world = World(AT, FACTS, load_occupations())
    ledger = DrawLedger.of([*FACTS.draws.draws, DRAW], AT.date(), AT)
    knowledge = replace(FACTS, draws=ledger)
    stop, bot, clock = asyncio.Event(), make_bot(TOKEN, api), SystemClock()

    async def nothing() -> None:
        pass

    await bot.request.initialize()
    spare_what_is_there()
    async with opened(url) as database:
        owed = (await database.outbox.counts()).waiting
        deliverer = Deliverer(
            database.outbox,
            TelegramNotifier(bot),
            clock,
            lambda now: replace(world, now=now, knowledge=knowledge),
            worker="bench",
            per_second=PACE_OFF,
            stop=stop,
            alert=lambda alert: sys.exit(f"it does not work: {alert}"),
            refresh=nothing,
            gate=nothing,
        )
        begun, cpu = perf_counter(), process_time()
        running = asyncio.create_task(deliverer.run())
        while (await database.outbox.counts()).waiting:  # noqa: ASYNC110 - a database does not call
            await asyncio.sleep(0.02)
        took, used = perf_counter() - begun, process_time() - cpu
        stop.set()
        await running
        assert (await database.outbox.counts()).sent == owed
    await bot.request.shutdown()
    return Speed(owed / took, 1000 * used / owed)


async def bare(api: str, many: int, text: str) -> Speed:
    """The same requests from a loop that does nothing else, as many at a time."""
    connector = aiohttp.TCPConnector(limit=256)
    url, left = f"{api}/bot{TOKEN}/sendMessage", iter(range(1, many + 1))
    headers = {"Content-Type": "application/json"}
    timeout = aiohttp.ClientTimeout(total=45, sock_read=15)
    async with aiohttp.ClientSession(connector=connector, timeout=timeout) as session:

        async def work() -> None:
            for chat in left:
                body = json.dumps(message_parameters(chat, Rendered(text))).encode()
                async with session.post(url, data=body, headers=headers) as response:
                    json.loads(await response.read())

        begun, cpu = perf_counter(), process_time()
        await asyncio.gather(*(work() for _ in range(IN_FLIGHT)))
        took, used = perf_counter() - begun, process_time() - cpu
    return Speed(many / took, 1000 * used / many)


def measure_send(kind: str, urls: list[str]) -> None:
    """Print rates and ratios; the rounds of both alternate, and the best of each counts."""
    server = subprocess.Popen(
        [sys.executable, "-m", "tests.bench.message_server", kind, str(SENT)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert server.stdout is not None
    api = server.stdout.readline().strip()
    text = "x" * 700  # about the length of a notice
    ours: list[Speed] = []
    loop: list[Speed] = []
    try:
        for url in urls:
            asyncio.run(subscribe(url, SENT))
            asyncio.run(create(url))
            loop.append(asyncio.run(bare(api, SENT, text)))
            ours.append(asyncio.run(send(url, api)))
    finally:
        server.terminate()
        server.wait()
    rate, most = max(one.rate for one in ours), max(one.rate for one in loop)
    cpu, least = min(one.cpu for one in ours), min(one.cpu for one in loop)
    print(
        f"pace off, {kind} server: {rate:,.0f} notices a second, a bare loop {most:,.0f}:"
        f" {rate / most:.2f} (goal: at least {GOALS[kind]:g}); CPU {cpu:.2f} ms a notice,"
        f" bare {least:.2f} ms",
        flush=True,
    )


def measure_replies(folder: Path, url: str | None) -> None:
    """Print how long people wait for answers during a broadcast."""
    plan = Plan(subscribers=2000, ends=0, calm=True, pace=1000, feed_draws=448, postgres=url)
    found = asyncio.run(Soak(plan, folder).run())
    assert not found.lost
    print(
        f"replies while 2,000 are told at {plan.pace:g} a second: {found.commands}, p50"
        f" {1000 * found.p50:.0f} ms, p99 {1000 * found.p99:.0f} ms, longest"
        f" {1000 * found.longest:.0f} ms",
        flush=True,
    )


def main() -> None:
    """Measure what was chosen."""
    parser = argparse.ArgumentParser(description="How fast notices go out.")
    parser.add_argument("--large", action="store_true", help="with 1,000,000 subscribers, too")
    parser.add_argument("--database", choices=("sqlite", "postgres"), default="sqlite")
    parser.add_argument("--only", choices=PARTS, action="append")
    options = parser.parse_args()
    chosen = options.only or PARTS
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        server = stack.enter_context(postgres()) if options.database == "postgres" else None

        def fresh(name: str) -> str:
            if server is not None:
                return asyncio.run(server.fresh_database())
            (folder / name).mkdir()
            return str(folder / name / "bench.db")

        print(f"{options.database}, {os.cpu_count()} processors", flush=True)
        if "make" in chosen:
            many = 1_000_000 if options.large else 100_000
            measure_make(fresh("make"), many)
        if "send" in chosen:
            for kind in ("fake", "quick"):
                measure_send(kind, [fresh(f"{kind}-{n}") for n in range(ROUNDS)])
        if "replies" in chosen:
            place = folder / "replies"
            place.mkdir()
            measure_replies(place, fresh("replies-db") if server is not None else None)


if __name__ == "__main__":
    main()
