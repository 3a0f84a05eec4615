"""What only SQLite can do wrong: files, versions, traces of deleted rows, kill -9."""

from __future__ import annotations

import asyncio
import os
import random
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.ports.faults import PortError, Retryable
from bot.ports.store import Remembered, Turn
from bot.storage.chats import StoredChats
from bot.storage.sqlite.engine import SqliteEngine
from bot.storage.sqlite.file import way_out
from bot.storage.statements import SQL
from tests.traces import traces, written

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
NOTHING = Remembered()
SECRET = "quokka-4711-zulu"
SOMEBODY = Remembered(state=f'{{"s":"{SECRET}"}}', profile=f'{{"p":"{SECRET}"}}', lang="en")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "bot.db"


async def opened(path: Path) -> StoredChats:
    """A store on the file at that path, made where it is missing."""
    return StoredChats(await SqliteEngine.open(path))


def put(path: Path, content: bytes | bytearray) -> None:
    """Write a file as it may be found at the start."""
    path.write_bytes(content)


def mode(path: Path) -> int:
    """The permissions of a file or folder."""
    return path.stat().st_mode & 0o777


def query(path: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as db:
        return db.execute(sql).fetchall()


# --- the file -----------------------------------------------------------------------------------


async def test_folders_and_file_are_made_for_the_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "new" / "deeper" / "bot.db"
    store = await opened(path)
    await store.commit(7, 1, NOTHING, SOMEBODY, NOON)
    modes = [mode(path.with_name(name)) for name in ("bot.db", "bot.db-wal", "bot.db-shm")]
    assert modes == [0o600] * 3
    assert mode(path.parent) == 0o700
    await store.close()


async def test_a_file_that_others_could_read_is_closed_to_them(path: Path) -> None:
    await (await opened(path)).close()
    os.chmod(path, 0o644)
    await (await opened(path)).close()
    assert mode(path) == 0o600


async def test_a_path_with_signs_that_mean_something_in_addresses(tmp_path: Path) -> None:
    path = tmp_path / "a ?b#c%20é.db"
    store = await opened(path)
    await store.close()
    assert query(path, "select count(*) from chats") == [(0,)]


@pytest.mark.parametrize("place", ["/dev/null/bot.db", "folder", "/proc/tradedraw/bot.db"])
async def test_a_place_that_cannot_be_written_is_one_clear_line(tmp_path: Path, place: str) -> None:
    os.mkdir(tmp_path / "folder")
    with pytest.raises(PortError, match=r"^cannot use ") as caught:
        await opened(tmp_path / place)
    assert "DATABASE_URL" in str(caught.value)
    assert "\n" not in str(caught.value)


async def test_a_file_that_is_no_database_is_refused_and_left_alone(path: Path) -> None:
    text = b"Dear diary, this is no database. " * 200
    put(path, text)
    with pytest.raises(PortError, match="file is not a database") as caught:
        await opened(path)
    assert "\n" not in str(caught.value)
    assert written(path) == text


def test_whoever_has_a_full_disk_is_told_to_make_room_not_to_move_the_file() -> None:
    with closing(sqlite3.connect(":memory:")) as small:
        small.execute("pragma max_page_count = 1")
        with pytest.raises(sqlite3.Error) as full:
            small.execute("create table t (x text)")
        assert way_out(full.value).startswith("make room on its disk")
        with pytest.raises(sqlite3.Error) as other:
            small.execute("nonsense")
    assert way_out(other.value).startswith("move the file away")


async def test_the_database_of_another_program_is_refused_and_left_alone(path: Path) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.execute("create table bookmarks (url text)")
    before = written(path)
    with pytest.raises(PortError, match="another program"):
        await opened(path)
    assert written(path) == before


async def test_a_damaged_database_is_refused(path: Path) -> None:
    await (await opened(path)).close()
    data = bytearray(written(path))
    data[100:4096] = b"\xa5" * 3996
    put(path, data)
    with pytest.raises(PortError, match="malformed"):
        await opened(path)


# --- versions -----------------------------------------------------------------------------------


async def test_an_empty_file_becomes_a_database_of_strict_tables(path: Path) -> None:
    put(path, b"")
    await (await opened(path)).close()
    tables = query(path, "select name, strict from pragma_table_list where type = 'table'")
    ours = [table for table in tables if not str(table[0]).startswith("sqlite_")]
    assert {"chats", "updates", "subscriptions", "notices"} <= {name for name, _ in ours}
    assert [name for name, strict in ours if not strict] == []
    assert query(path, "pragma journal_mode") == [("wal",)]


async def test_every_table_about_people_hangs_on_chats(path: Path) -> None:
    await (await opened(path)).close()
    hanging = query(
        path,
        """select t.name, f."table", f.on_delete
           from pragma_table_list as t, pragma_table_info(t.name) as c
           left join pragma_foreign_key_list(t.name) as f on f."from" = c.name
           where t.type = 'table' and c.name = 'chat_id'
               -- what waits is forgotten by forget_chats: see test_queue.py
               and t.name not in ('chats', 'waiting_updates')""",
    )
    assert hanging
    assert {row[1:] for row in hanging} == {("chats", "CASCADE")}


async def test_opening_again_changes_nothing_and_keeps_what_was_stored(path: Path) -> None:
    store = await opened(path)
    await store.commit(7, 1, NOTHING, SOMEBODY, NOON)
    await store.close()
    before = written(path)
    store = await opened(path)
    assert await store.turn(7, 1) == Turn("unsent", SOMEBODY, NOTHING)
    await store.close()
    assert written(path) == before


async def test_a_database_from_a_newer_version_is_refused_in_one_line(path: Path) -> None:
    await (await opened(path)).close()
    with closing(sqlite3.connect(path)) as db:
        db.execute("pragma user_version = 9999")
    with pytest.raises(PortError, match="version 9999, made by a newer tradedraw") as caught:
        await opened(path)
    assert "\n" not in str(caught.value)


async def test_two_programs_may_start_on_a_new_file_at_the_same_moment(path: Path) -> None:
    begun = await asyncio.gather(*(opened(path) for _ in range(16)), return_exceptions=True)
    stores = [store for store in begun if isinstance(store, StoredChats)]
    try:
        assert len(stores) == 16
        await stores[0].commit(7, 1, NOTHING, SOMEBODY, NOON)
        assert (await stores[15].turn(7, 2)).remembered == SOMEBODY
    finally:
        for store in stores:
            await store.close()


async def test_a_migration_that_fails_leaves_nothing_half_done(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        # Ours by its mark, of version 0, with a table in the way of the first migration's second.
        db.execute(f"pragma application_id = {int.from_bytes(b'trdw', 'big')}")
        db.execute("create table updates (x)")
    with pytest.raises(PortError, match="already exists"):
        await opened(path)
    assert query(path, "select name from sqlite_schema") == [("updates",)]
    assert query(path, "pragma user_version") == [(0,)]


# --- forget -------------------------------------------------------------------------------------


async def test_after_forget_the_files_hold_neither_the_id_nor_the_profile(path: Path) -> None:
    chat = 0x0A0B0C0D0E0F
    store = await opened(path)
    await store.commit(8, 1, NOTHING, NOTHING, NOON)
    await store.commit(chat, 2, SOMEBODY, SOMEBODY, NOON)
    assert traces(written(path), chat, SECRET) == [chat.to_bytes(6, "big"), SECRET.encode()]
    await store.forget(chat, 3)
    assert traces(written(path), chat, SECRET) == []
    await store.close()
    assert traces(written(path), chat, SECRET) == []


async def test_no_trace_is_left_by_rows_that_once_moved_between_pages(path: Path) -> None:
    dice = random.Random(20261122)
    chats = dice.sample(range(5 * 10**9, 2**47), 600)
    store = await opened(path)

    async def turn(chat: int, update: int) -> None:
        padding = "x" * dice.choice([0, 40, 300, 900, 3000])
        memory = Remembered(profile=f'{{"p":"profile of {chat}!","x":"{padding}"}}')
        await store.commit(chat, update, memory, memory, NOON)
        if update % 3:
            await store.sent(update)

    for first in range(0, 3600, 60):
        picked = enumerate(dice.sample(chats, 60), first)
        await asyncio.gather(*(turn(chat, update) for update, chat in picked))
    gone = dice.sample(chats, 250)
    found = written(path)
    assert all(traces(found, chat, f"profile of {chat}!") for chat in gone)
    await asyncio.gather(*(store.forget(chat, 7000 + n) for n, chat in enumerate(gone)))
    found = written(path)
    assert [chat for chat in gone if traces(found, chat, f"profile of {chat}!")] == []
    await store.close()


async def test_before_leaves_the_file_when_the_reply_was_sent_and_the_chat_forgotten(
    path: Path,
) -> None:
    store = await opened(path)
    await store.commit(7, 1, SOMEBODY, NOTHING, NOON)
    await store.sent(1)
    assert query(path, "select count(*) from updates where before_profile is null") == [(1,)]
    await store.forget(7, 2)
    assert SECRET.encode() not in written(path)
    await store.close()


async def test_forget_waits_for_another_program_that_reads_the_file(path: Path) -> None:
    store = await opened(path)
    await store.commit(7, 1, NOTHING, SOMEBODY, NOON)
    with closing(sqlite3.connect(path, isolation_level=None)) as reader:
        reader.execute("begin")
        assert reader.execute("select count(*) from chats").fetchall() == [(1,)]
        forgetting = asyncio.create_task(store.forget(7, 2))
        await asyncio.sleep(0.3)
        assert not forgetting.done()
        assert SECRET.encode() in written(path)
        reader.execute("commit")
        await forgetting
    assert SECRET.encode() not in written(path)
    await store.close()


async def test_forget_says_so_when_the_other_program_does_not_end(path: Path) -> None:
    store = await opened(path)
    await store.commit(7, 1, NOTHING, SOMEBODY, NOON)
    with closing(sqlite3.connect(path, isolation_level=None)) as reader:
        reader.execute("begin")
        assert reader.execute("select count(*) from chats").fetchall() == [(1,)]
        with pytest.raises(Retryable, match="another program is reading"):
            await store.forget(7, 2)
        reader.execute("commit")
    await store.forget(7, 2)
    assert SECRET.encode() not in written(path)
    await store.close()


async def test_opening_removes_the_traces_of_a_forget_that_was_killed(path: Path) -> None:
    store = await opened(path)
    await store.commit(7, 1, NOTHING, SOMEBODY, NOON)
    with closing(sqlite3.connect(path, isolation_level=None)) as killed:
        killed.executescript("pragma foreign_keys = on; pragma secure_delete = on;")
        killed.execute("delete from chats")
        assert SECRET.encode() in written(path)
        again = await opened(path)
        assert SECRET.encode() not in written(path)
    await again.close()
    await store.close()


# --- faults -------------------------------------------------------------------------------------


async def test_a_value_that_cannot_be_stored_fails_its_own_turn_only(path: Path) -> None:
    store = await opened(path)
    texts = [f'"{number}"' for number in range(50)]
    texts[20] = '"\ud800"'
    done = await asyncio.gather(
        *(
            store.commit(chat, chat, NOTHING, Remembered(state=text), NOON)
            for chat, text in enumerate(texts)
        ),
        store.commit(2**70, 99, NOTHING, NOTHING, NOON),
        return_exceptions=True,
    )
    failed = [number for number, result in enumerate(done) if result is not None]
    assert failed == [20, 50]
    assert all(type(done[number]) is PortError for number in failed)
    assert (await store.turn(49, 100)).remembered == Remembered(state='"49"')
    assert query(path, "select count(*) from updates") == [(49,)]
    await store.close()


async def test_a_locked_database_is_worth_another_try(path: Path) -> None:
    store = await opened(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("begin immediate")
        done = await asyncio.gather(
            *(store.commit(chat, chat, NOTHING, SOMEBODY, NOON) for chat in range(20)),
            return_exceptions=True,
        )
        assert {type(result) for result in done} == {Retryable}
        with pytest.raises(Retryable, match="locked"):
            await store.prune(NOON)
        other.execute("rollback")
    await store.commit(7, 1, NOTHING, SOMEBODY, NOON)
    assert (await store.turn(7, 1)).answer == "unsent"
    await store.close()


async def test_a_caller_that_goes_away_harms_no_other(path: Path) -> None:
    store = await opened(path)
    calls = [
        asyncio.create_task(store.commit(chat, chat, NOTHING, SOMEBODY, NOON)) for chat in range(20)
    ]
    await asyncio.sleep(0)
    calls[3].cancel()
    calls[0].cancel()
    done = await asyncio.gather(*calls, return_exceptions=True)
    assert [n for n, result in enumerate(done) if result is not None] == [0, 3]
    assert (await store.turn(19, 19)).answer == "unsent"
    await store.close()


async def test_close_finishes_what_is_under_way(path: Path) -> None:
    store = await opened(path)
    calls = [
        asyncio.create_task(store.commit(chat, chat, NOTHING, SOMEBODY, NOON)) for chat in range(20)
    ]
    await asyncio.sleep(0)
    await store.close()
    assert await asyncio.gather(*calls) == [None] * 20
    assert query(path, "select count(*) from updates") == [(20,)]


# --- kill -9 ------------------------------------------------------------------------------------

_WRITER = """
import asyncio, os, sys
from datetime import UTC, datetime
from pathlib import Path
from bot.storage.chats import StoredChats
from bot.storage.sqlite.engine import SqliteEngine
from bot.ports.store import Remembered

async def main():
    store = StoredChats(await SqliteEngine.open(Path(sys.argv[1])))
    async def person(chat):
        before = Remembered()
        for update in range(chat, 10**9, 1000):
            after = Remembered(state=str(update), profile="p" * (update % 977))
            at = datetime(2026, 11, 22, tzinfo=UTC)
            await store.commit(chat, update, before, after, at)
            print("committed", update, flush=True)
            await store.sent(update)
            print("sent", update, flush=True)
            before = after
    await asyncio.gather(*(person(chat) for chat in range(30)))

try:
    asyncio.run(main())
finally:
    os._exit(1)
"""


@pytest.fixture(params=[0.05, 0.2, 0.5])
def survived(path: Path, request: pytest.FixtureRequest) -> dict[str, list[int]]:
    """What a writer had acknowledged when it was killed, that many seconds after its first."""
    with subprocess.Popen(
        [sys.executable, "-c", _WRITER, str(path)], stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdout is not None
        lines = [writer.stdout.readline()]
        timer = subprocess.Popen(["sleep", str(request.param)])
        while timer.poll() is None:
            lines.append(writer.stdout.readline())
        os.kill(writer.pid, signal.SIGKILL)
        lines += writer.stdout.read().splitlines(keepends=True)
        assert writer.wait() == -signal.SIGKILL
    acknowledged: dict[str, list[int]] = {"committed": [], "sent": []}
    for line in lines:
        if line.endswith("\n"):  # the last line may be cut
            word, update = line.split()
            acknowledged[word].append(int(update))
    return acknowledged


async def test_kill_9_loses_nothing_that_was_acknowledged(
    path: Path, survived: dict[str, list[int]]
) -> None:
    assert len(survived["committed"]) > 30
    store = await opened(path)
    assert query(path, "pragma integrity_check") == [("ok",)]
    assert query(path, "pragma foreign_key_check") == []

    async def answers(updates: list[int]) -> set[str]:
        turns = await asyncio.gather(*(store.turn(update % 1000, update) for update in updates))
        return {turn.answer for turn in turns}

    assert "new" not in await answers(survived["committed"])
    assert await answers(survived["sent"]) == {"sent"}
    latest: dict[int, int] = {}
    for update in survived["committed"]:
        latest[update % 1000] = max(update, latest.get(update % 1000, 0))
    for chat, update in latest.items():
        state = (await store.turn(chat, 0)).remembered.state
        assert state is not None
        assert int(state) >= update  # a commit may have been done and not yet acknowledged
    await store.close()


def test_the_sql_is_part_of_the_package() -> None:
    numbers = [int(file.name[:4]) for file in sorted((SQL / "migrations").glob("*.sql"))]
    assert numbers == list(range(1, len(numbers) + 1))
    assert numbers
