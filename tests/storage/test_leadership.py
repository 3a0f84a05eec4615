"""One machine polls Telegram, one reads the feed, and another takes over when it is gone."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import contextmanager

import asyncpg
import pytest

from bot.storage.databases import open_postgres
from bot.storage.leadership import FixedLeadership
from bot.storage.postgres.leadership import DUTIES, PostgresLeadership
from tests.postgres_server import Postgres, postgres

BEAT = 0.2

ALL, NONE = [True] * len(DUTIES), [False] * len(DUTIES)
"""Of the duties, as ``leads`` tells them."""

Start = Callable[[], Awaitable[PostgresLeadership]]

_LEADER = """
import asyncio, sys
from bot.storage.postgres.leadership import DUTIES, PostgresLeadership

async def main():
    beats = map(float, sys.argv[2:])
    leadership = await PostgresLeadership.start(sys.argv[1], *beats)
    print([leadership.leading(duty) for duty in DUTIES], flush=True)
    for duty in DUTIES:
        await leadership.wait(duty, leading=False)
    print([leadership.leading(duty) for duty in DUTIES], flush=True)
    await asyncio.Event().wait()

asyncio.run(main())
"""


@pytest.fixture
async def url(postgres_server: Postgres) -> str:
    return await postgres_server.fresh_database()


@pytest.fixture
async def start(url: str) -> AsyncIterator[Start]:
    started: list[PostgresLeadership] = []

    async def start_one() -> PostgresLeadership:
        started.append(await PostgresLeadership.start(url, BEAT))
        return started[-1]

    yield start_one
    for leadership in started:
        await leadership.close()


@contextmanager
def leader(url: str, *beats: str) -> Iterator[subprocess.Popen[str]]:
    """Another process that leads, at most as long as this lasts."""
    with subprocess.Popen(
        [sys.executable, "-c", _LEADER, url, *beats], stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == f"{ALL}\n"
            yield process
        finally:
            process.kill()


def leads(leadership: PostgresLeadership) -> list[bool]:
    return [leadership.leading(duty) for duty in DUTIES]


async def sessions(url: str) -> list[int]:
    """Process ids of the server's side of all other connections to that database."""
    admin = await asyncpg.connect(url)
    try:
        found = await admin.fetch(
            "select pid from pg_stat_activity"
            " where datname = current_database() and pid <> pg_backend_pid()"
        )
        return [pid for (pid,) in found]
    finally:
        await admin.close()


async def test_the_first_machine_leads_and_the_second_does_not(start: Start) -> None:
    first, second = await start(), await start()
    await asyncio.sleep(3 * BEAT)
    assert leads(first) == ALL
    assert leads(second) == NONE


async def test_machines_that_start_together_never_lead_in_the_same_duty(start: Start) -> None:
    machines = await asyncio.gather(*(start() for _ in range(5)))
    for duty in DUTIES:
        assert [machine.leading(duty) for machine in machines].count(True) == 1


async def test_machines_of_another_database_are_no_rivals(
    start: Start, postgres_server: Postgres
) -> None:
    await start()
    other = await PostgresLeadership.start(await postgres_server.fresh_database(), BEAT)
    assert leads(other) == ALL
    await other.close()


async def test_an_orderly_end_hands_over_at_once(start: Start) -> None:
    first, second = await start(), await start()
    waiting = [asyncio.create_task(second.wait(duty, leading=True)) for duty in DUTIES]
    await asyncio.sleep(2 * BEAT)
    assert not any(task.done() for task in waiting)
    await first.close()
    assert leads(first) == NONE
    await asyncio.wait_for(asyncio.gather(*waiting), 10 * BEAT)
    assert leads(second) == ALL


async def test_another_machine_takes_over_after_kill_9(start: Start, url: str) -> None:
    with leader(url) as first:
        second = await start()
        assert leads(second) == NONE
        os.kill(first.pid, signal.SIGKILL)
        for duty in DUTIES:
            await asyncio.wait_for(second.wait(duty, leading=True), 10)
        first.wait()


async def test_a_machine_that_is_frozen_loses_its_duties_to_another_and_knows_it_once_thawed(
    start: Start, url: str
) -> None:
    """As a virtual machine that is suspended: its network still answers for it."""
    with leader(url, "0.5", "3") as first:
        second = await start()
        assert leads(second) == NONE
        os.kill(first.pid, signal.SIGSTOP)
        try:
            for duty in DUTIES:
                await asyncio.wait_for(second.wait(duty, leading=True), 15)
        finally:
            os.kill(first.pid, signal.SIGCONT)
        assert first.stdout is not None
        assert await asyncio.to_thread(first.stdout.readline) == f"{NONE}\n"
        assert leads(second) == ALL


async def test_a_lost_session_is_noticed_at_once_and_made_anew(start: Start, url: str) -> None:
    only = await start()
    lost = [asyncio.create_task(only.wait(duty, leading=False)) for duty in DUTIES]
    await asyncio.sleep(0)
    (pid,) = await sessions(url)
    os.kill(pid, signal.SIGTERM)
    await asyncio.wait_for(asyncio.gather(*lost), BEAT)
    assert leads(only) == NONE
    for duty in DUTIES:
        await asyncio.wait_for(only.wait(duty, leading=True), 20 * BEAT)


async def test_a_server_that_does_not_answer_is_not_trusted_and_nobody_else_leads(
    start: Start, url: str
) -> None:
    first, second = await start(), await start()
    leader = await asyncpg.connect(url)
    (pid,) = [
        one
        for (one,) in await leader.fetch(
            "select pid from pg_locks where locktype = 'advisory' group by pid"
        )
    ]
    await leader.close()
    os.kill(pid, signal.SIGSTOP)
    try:
        for duty in DUTIES:
            await asyncio.wait_for(first.wait(duty, leading=False), 10 * BEAT)
        assert leads(second) == NONE
    finally:
        os.kill(pid, signal.SIGCONT)
    # The stopped session reads that it was ended, and lets go: somebody leads again.
    for duty in DUTIES:
        waits = [asyncio.create_task(one.wait(duty, leading=True)) for one in (first, second)]
        done, rest = await asyncio.wait(waits, timeout=10, return_when=asyncio.FIRST_COMPLETED)
        for task in rest:
            task.cancel()
        await asyncio.gather(*rest, return_exceptions=True)
        assert done


async def test_a_machine_that_stood_still_does_not_believe_that_it_leads(start: Start) -> None:
    only = await start()
    only._answered -= 3 * BEAT
    assert leads(only) == NONE
    await asyncio.sleep(2 * BEAT)
    assert leads(only) == ALL


async def test_without_a_server_nobody_leads_until_it_is_back() -> None:
    with postgres() as server:
        leadership = await PostgresLeadership.start(server.url, BEAT)
        assert leads(leadership) == ALL
    await asyncio.sleep(2 * BEAT)
    assert leads(leadership) == NONE
    again = await PostgresLeadership.start(server.url, BEAT)
    assert leads(again) == NONE
    await again.close()
    await leadership.close()


async def test_a_database_opened_for_serving_leads_and_one_for_looking_does_not(url: str) -> None:
    serving = await open_postgres(url)
    assert [serving.leadership.leading(duty) for duty in DUTIES] == ALL
    looking = await open_postgres(url, duties=False)
    assert looking.leadership == FixedLeadership(everything=False)
    assert not looking.leadership.leading("feed")
    await looking.leadership.wait("feed", leading=False)
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(looking.leadership.wait("feed", leading=True), 0.01)
    await looking.close()
    await serving.close()
    next_one = await open_postgres(url)
    assert next_one.leadership.leading("polling")
    await next_one.close()
