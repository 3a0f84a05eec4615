"""What is promised about opening databases: who is alone, what is refused, and in which words."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import timedelta
from functools import partial
from pathlib import Path

import asyncpg
import pytest

from bot.ports.faults import PortError, Retryable
from bot.ports.store import Remembered
from bot.storage.databases import Database, open_postgres, open_sqlite
from bot.storage.statements import SQL
from tests.postgres_server import Postgres
from tests.storage.opening import LEASE, NOON, owed, reading, revision, saved, subscription

NOTHING = Remembered()
SECRET = "quokka4711"

_HOLDER = """
import asyncio, sys
from pathlib import Path
from bot.storage.databases import open_sqlite

async def main():
    database = await open_sqlite(Path(sys.argv[1]))
    print("open", flush=True)
    await asyncio.Event().wait()

asyncio.run(main())
"""


def holder(path: Path) -> subprocess.Popen[str]:
    """Another process that serves from that file."""
    process = subprocess.Popen(
        [sys.executable, "-c", _HOLDER, str(path)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "open\n"
    return process


# --- one process on SQLite ----------------------------------------------------------------------


async def test_a_second_instance_is_refused_until_the_first_is_killed(tmp_path: Path) -> None:
    path = tmp_path / "new" / "bot.db"
    with holder(path) as first:
        try:
            with pytest.raises(PortError, match="another tradedraw is using") as caught:
                await open_sqlite(path)
            assert "\n" not in str(caught.value)
            link = tmp_path / "link.db"
            link.symlink_to(path)
            with pytest.raises(PortError, match="another tradedraw"):
                await open_sqlite(link)
        finally:
            os.kill(first.pid, signal.SIGKILL)
        first.wait()
    await (await open_sqlite(path)).close()


async def test_whoever_only_looks_is_let_in_and_takes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "bot.db"
    serving = await open_sqlite(path)
    looking = await open_sqlite(path, alone=False)
    assert (await looking.outbox.counts()).subscribers == 0
    await looking.close()
    with pytest.raises(PortError, match="another tradedraw"):
        await open_sqlite(path)
    await serving.close()
    await (await open_sqlite(path)).close()


async def test_an_instance_that_failed_to_open_leaves_no_lock(tmp_path: Path) -> None:
    path = tmp_path / "bot.db"
    path.write_bytes(b"Dear diary, this is no database. " * 200)
    for _ in range(2):
        with pytest.raises(PortError, match="file is not a database"):
            await open_sqlite(path)
    path.unlink()
    await (await open_sqlite(path)).close()


async def test_a_place_without_room_for_a_lock_is_one_clear_line() -> None:
    with pytest.raises(PortError, match=r"DATABASE_URL, e\.g\. sqlite") as caught:
        await open_sqlite(Path("/proc/tradedraw/bot.db"))
    assert "\n" not in str(caught.value)


async def test_a_start_takes_over_what_a_killed_instance_had_in_hand(tmp_path: Path) -> None:
    killed = await open_sqlite(tmp_path / "bot.db")
    await killed.outbox.subscribe(subscription(7))
    await saved(killed, reading(), [revision()], [owed()])
    (due,) = await killed.outbox.claim("a", NOON, NOON + 2 * LEASE, 10)
    looking = await open_sqlite(tmp_path / "bot.db", alone=False)
    assert await looking.outbox.claim("b", NOON, NOON + LEASE, 10) == []
    await looking.close()
    await killed.close()
    started = await open_sqlite(tmp_path / "bot.db")
    assert await started.outbox.claim("b", NOON, NOON + LEASE, 10) == [due]
    await started.close()


async def test_alone_on_a_file_one_leads_in_everything(tmp_path: Path) -> None:
    serving = await open_sqlite(tmp_path / "bot.db")
    assert serving.leadership.leading("polling")
    await serving.leadership.wait("feed", leading=True)
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(serving.leadership.wait("feed", leading=False), 0.01)
    await serving.close()


# --- PostgreSQL: what is refused ----------------------------------------------------------------


def run(script: str) -> str:
    """What a fresh process prints."""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    return done.stdout


def test_the_driver_is_loaded_for_a_server_only() -> None:
    assert run("import bot.storage.databases, sys; print('asyncpg' in sys.modules)") == "False\n"


def test_without_the_driver_one_line_says_how_to_get_it() -> None:
    said = run(
        "import asyncio, sys; sys.modules['asyncpg'] = None\n"
        "from bot.storage.databases import open_postgres\n"
        "from bot.ports.faults import PortError\n"
        f"try: asyncio.run(open_postgres('postgresql://u:{SECRET}@localhost/x'))\n"
        "except PortError as error: print(error)"
    )
    assert "pip install '.[postgres]'" in said
    assert SECRET not in said
    assert said.count("\n") == 1


@pytest.mark.parametrize(
    ("address", "says"),
    [
        (f"postgresql://u:{SECRET}@127.0.0.1:1/x", "cannot be reached"),
        (f"postgresql://u:{SECRET}@nowhere.invalid/x", "cannot be reached"),
        (f"postgresql://u:{SECRET}/x@localhost/x", "no address of a PostgreSQL server"),
        (f"postgresql://u:{SECRET}#x@localhost/x", "no address of a PostgreSQL server"),
        (f"postgresql://u:x@{SECRET}@nowhere.invalid/x", "cannot be reached"),
        (f"postgresql://u:{SECRET}@localhost/x?sslmode=bogus", "no address of a PostgreSQL"),
        (f"postgresql://u:[{SECRET}@localhost/x", "no address of a PostgreSQL server"),
    ],
)
async def test_an_address_that_leads_nowhere_is_one_line_without_the_password(
    address: str, says: str
) -> None:
    with pytest.raises(PortError, match=says) as caught:
        await open_postgres(address)
    assert "\n" not in str(caught.value)
    assert SECRET not in f"{caught.value!r} {caught.value.__cause__!r}"
    assert caught.value.__suppress_context__


async def test_a_database_that_the_server_does_not_have_is_not_repeated(
    postgres_server: Postgres,
) -> None:
    with pytest.raises(PortError, match="no database of that name") as caught:
        await open_postgres(postgres_server.database(SECRET))
    assert SECRET not in str(caught.value)


async def test_a_user_that_the_server_does_not_know_is_not_repeated(
    postgres_server: Postgres,
) -> None:
    url = postgres_server.url.replace("//postgres@", f"//{SECRET}:{SECRET}@")
    with pytest.raises(PortError, match="refused the user or the password") as caught:
        await open_postgres(url)
    assert SECRET not in str(caught.value)


# --- PostgreSQL: versions -----------------------------------------------------------------------


@pytest.fixture
async def url(postgres_server: Postgres) -> str:
    return await postgres_server.fresh_database()


@pytest.fixture
async def admin(url: str) -> AsyncIterator[asyncpg.Connection[asyncpg.Record]]:
    connection = await asyncpg.connect(url)
    yield connection
    await connection.close()


async def test_machines_may_start_on_an_empty_database_at_the_same_moment(url: str) -> None:
    databases = await asyncio.gather(*(open_postgres(url, duties=False) for _ in range(5)))
    await databases[0].outbox.subscribe(subscription(7))
    assert await databases[4].outbox.subscription(7) == subscription(7)
    for database in databases:
        await database.close()


async def test_a_database_of_a_newer_version_is_refused_in_one_line(
    url: str, admin: asyncpg.Connection[asyncpg.Record]
) -> None:
    await (await open_postgres(url, duties=False)).close()
    await admin.execute("update tradedraw_version set version = 9999")
    with pytest.raises(PortError, match="version 9999, made by a newer tradedraw") as caught:
        await open_postgres(url)
    assert "\n" not in str(caught.value)


async def test_the_tables_of_another_program_are_left_alone(
    url: str, admin: asyncpg.Connection[asyncpg.Record]
) -> None:
    await admin.execute("create table events (x integer)")
    for _ in range(2):
        with pytest.raises(PortError, match="tables of another program") as caught:
            await open_postgres(url)
        assert "\n" not in str(caught.value)
    tables = await admin.fetch("select relname from pg_stat_user_tables")
    assert [name for (name,) in tables] == ["events"]


async def test_both_databases_have_the_same_tables_with_the_same_columns(
    url: str, admin: asyncpg.Connection[asyncpg.Record], tmp_path: Path
) -> None:
    await (await open_postgres(url, duties=False)).close()
    await (await open_sqlite(tmp_path / "bot.db")).close()
    found = await admin.fetch(
        "select table_name, column_name, is_nullable = 'NO' from information_schema.columns"
        " where table_schema = 'public' and table_name <> 'tradedraw_version'"
    )
    with closing(sqlite3.connect(tmp_path / "bot.db")) as db:
        other = db.execute(
            'select t.name, c.name, c."notnull" from pragma_table_list as t,'
            " pragma_table_info(t.name) as c"
            " where t.type = 'table' and t.schema = 'main' and t.name not like 'sqlite_%'"
        ).fetchall()
    assert sorted(map(tuple, found)) == sorted((*names, bool(full)) for *names, full in other)


def test_no_two_statements_have_the_same_name() -> None:
    """All files share one set of names."""
    text = "".join(file.read_text("utf-8") for file in (SQL / "statements").glob("*.sql"))
    names = re.findall(r"^-- name: (\w+)", text, re.M)
    assert len(names) == len(set(names)) > 30


# --- PostgreSQL: faults -------------------------------------------------------------------------


@pytest.fixture
async def database(url: str) -> AsyncIterator[Database]:
    opened = await open_postgres(url, duties=False)
    yield opened
    await opened.close()


async def test_a_value_that_cannot_be_stored_fails_its_own_turn_only(database: Database) -> None:
    texts = [f'"{number}"' for number in range(50)]
    texts[20], texts[30] = f'"{SECRET}\0"', f'"{SECRET}\ud800"'
    done = await asyncio.gather(
        *(
            database.store.commit(chat, chat, NOTHING, Remembered(state=text), NOON)
            for chat, text in enumerate(texts)
        ),
        database.store.commit(2**70, 99, NOTHING, NOTHING, NOON),
        return_exceptions=True,
    )
    failed = {number: result for number, result in enumerate(done) if result is not None}
    assert [*failed] == [20, 30, 50]
    assert {type(error) for error in failed.values()} == {PortError}
    assert SECRET not in "".join(f"{error!r}{error.__cause__!r}" for error in failed.values())
    assert (await database.store.turn(49, 100)).remembered == Remembered(state='"49"')
    assert await database.store.prune(NOON + timedelta(days=1)) == 48


async def test_a_lost_connection_is_worth_another_try(
    database: Database, admin: asyncpg.Connection[asyncpg.Record]
) -> None:
    for _ in range(3):
        await database.store.commit(7, 1, NOTHING, NOTHING, NOON)
        calls = [asyncio.create_task(database.outbox.counts()) for _ in range(20)]
        await asyncio.sleep(0.01)
        await admin.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity"
            " where pid <> pg_backend_pid() and datname = current_database()"
        )
        done = await asyncio.gather(*calls, return_exceptions=True)
        faults = {repr(one) for one in done if isinstance(one, BaseException)}
        assert all(fault.startswith("Retryable") for fault in faults), faults
        for tries in range(20):
            try:
                assert (await database.store.turn(7, 1)).answer == "unsent"
            except Retryable:
                assert tries < 15
            else:
                break


async def test_machines_that_write_the_same_rows_do_not_wait_for_each_other_for_ever(
    url: str,
) -> None:
    """Deadlocks would show as Retryable."""
    machines = [await open_postgres(url, duties=False) for _ in range(3)]
    chats = [*range(1, 61)]

    async def work(machine: Database, order: list[int], first: int) -> None:
        for number, chat in enumerate(order):
            await machine.store.commit(chat, first + number, NOTHING, NOTHING, NOON)
            await machine.store.sent(first + number)

    await asyncio.gather(
        *(
            work(machine, chats[shift:] + chats[:shift], 1000 * place + 100_000 * turn)
            for place, machine in enumerate(machines)
            for turn, shift in enumerate((0, 20, 40))
        )
    )
    for machine in machines:
        await machine.close()


async def test_what_another_machine_is_just_claiming_is_passed_over_without_waiting(
    database: Database, admin: asyncpg.Connection[asyncpg.Record]
) -> None:
    for chat in range(1, 11):
        await database.outbox.subscribe(subscription(chat))
    await saved(database, reading(), [revision()], [owed()])
    async with admin.transaction():
        rows = await admin.fetch(
            "select chat_id from notices order by notice_id limit 4 for update"
        )
        claimed = await asyncio.wait_for(database.outbox.claim("b", NOON, NOON + LEASE, 5), 5)
    held = {chat for (chat,) in rows}
    assert len(claimed) == 5
    assert held.isdisjoint(due.subscription.chat for due in claimed)
    assert len(await database.outbox.claim("b", NOON, NOON + LEASE, 10)) == 5


async def test_leaving_and_forgetting_meanwhile_leaves_nobody_owed(url: str) -> None:
    """While notices are made, people end subscriptions and are forgotten on other machines."""
    maker, other = [await open_postgres(url, duties=False) for _ in range(2)]
    chats = range(1, 401)
    for chat in chats:
        await maker.outbox.subscribe(subscription(chat))

    async def leave(chat: int) -> None:
        await asyncio.sleep(chat * 0.0002)
        if chat % 2:
            await other.outbox.unsubscribe(chat)
        else:
            await other.store.forget(chat, chat)

    made, *_ = await asyncio.gather(
        saved(maker, reading(), [revision()], [owed()]),
        *(leave(chat) for chat in chats),
    )
    assert made
    counts = await maker.outbox.counts()
    assert (counts.subscribers, counts.waiting) == (0, 0)
    await maker.close()
    await other.close()


@pytest.mark.skipif(sys.platform == "win32", reason="there the lock is by name")
async def test_a_second_name_in_another_folder_does_not_let_a_second_process_in(
    tmp_path: Path,
) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    first = await open_sqlite(tmp_path / "one" / "bot.db")
    os.link(tmp_path / "one" / "bot.db", tmp_path / "two" / "bot.db")
    opening = (
        "import asyncio, sys; from pathlib import Path;"
        "from bot.storage.databases import open_sqlite;"
        "asyncio.run(open_sqlite(Path(sys.argv[1])))"
    )
    command = [sys.executable, "-c", opening, str(tmp_path / "two" / "bot.db")]
    root = Path(__file__).parents[2]
    run = partial(subprocess.run, cwd=root, capture_output=True, text=True, timeout=60)
    done = await asyncio.to_thread(run, command)
    assert "another tradedraw is using" in done.stderr
    await first.close()
