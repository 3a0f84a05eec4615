"""Backups are whole, private and listed; a restore loses nothing and never half happens."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.conversation.messages.own_data import KeptBackup
from bot.operating import backup_list as kept_backups_list
from bot.operating import backups as copying
from bot.operating.backup_list import backups_beside, kept_backups, list_of, recorded, sweep
from bot.operating.backups import back_up, restore
from bot.ports.faults import PortError
from bot.ports.store import Remembered
from bot.storage.chats import StoredChats
from bot.storage.databases import open_sqlite
from bot.storage.marker import marker_of
from bot.storage.sqlite.engine import SqliteEngine
from bot.system.lock_file import LockFile
from tests.storage.old_databases import NEWEST, content, make

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
LATER = NOON + timedelta(hours=1)
NOTHING = Remembered()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A database that is not in use."""
    folder = tmp_path / "data"
    folder.mkdir()
    make(folder / "bot.db", NEWEST)
    return folder / "bot.db"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where a backup is to be put."""
    folder = tmp_path / "backups"
    folder.mkdir()
    return folder / "monday.db"


def files_in(folder: Path) -> set[str]:
    return {found.name for found in folder.iterdir()}


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def damage(path: Path) -> None:
    """Overwrite the middle of the file, not its header."""
    found = bytearray(path.read_bytes())
    found[4096 : 4096 * 4] = b"\xa5" * (4096 * 3)
    path.write_bytes(found)


# --- backup -------------------------------------------------------------------------------------


def test_a_backup_is_one_private_file_with_all_rows(path: Path, file: Path) -> None:
    made = back_up(path, file, NOON)
    assert content(file) == content(path)
    assert made.version == NEWEST
    assert made.row_count == sum(len(rows) for rows in content(path).values())
    assert files_in(file.parent) == {file.name}
    assert mode(file) == 0o600
    assert files_in(path.parent) == {"bot.db", "bot.db.backups.json", "bot.db.backups.json.lock"}


async def test_a_backup_has_what_a_running_bot_had_stored_up_to_then(
    tmp_path: Path, file: Path
) -> None:
    path = tmp_path / "bot.db"
    database = await open_sqlite(path)
    try:
        for chat in range(20):
            await database.store.commit(chat, chat, NOTHING, Remembered(lang="en"), NOON)
        await asyncio.to_thread(back_up, path, file, NOON)
        await database.store.commit(99, 99, NOTHING, NOTHING, NOON)
    finally:
        await database.close()
    assert [row["chat_id"] for row in content(file)["chats"]] == list(range(20))


async def test_a_backup_amid_writes_is_of_one_moment(tmp_path: Path, file: Path) -> None:
    """Every turn writes one chat and one update: any moment has as many of one as of the other."""
    path, stop = tmp_path / "bot.db", False
    store = StoredChats(await SqliteEngine.open(path))

    async def write(first: int) -> None:
        for chat in range(first, 10**9, 10):
            if stop:
                return
            await store.commit(chat, chat, NOTHING, Remembered(state="x" * 2000), NOON)

    writing = [asyncio.create_task(write(first)) for first in range(10)]
    try:
        for number in range(8):
            copy = file.with_name(f"{number}.db")
            await asyncio.to_thread(back_up, path, copy, NOON)
            found = content(copy)
            chats = [row["chat_id"] for row in found["chats"]]
            assert chats == [row["chat_id"] for row in found["updates"]]
    finally:
        stop = True
        await asyncio.gather(*writing)
        await store.close()
    assert len(chats) > 10


def test_a_log_that_a_killed_bot_left_is_part_of_the_backup(path: Path, file: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as killed:
        killed.execute("insert into chats (chat_id) values (77)")
        for end in ("", "-wal", "-shm"):
            shutil.copy(f"{path}{end}", file.with_name(f"killed{end}"))
    back_up(file.with_name("killed"), file, NOON)
    assert 77 in [row["chat_id"] for row in content(file)["chats"]]


@pytest.mark.parametrize("version", range(1, NEWEST))
def test_an_older_database_is_backed_up_as_it_is(tmp_path: Path, file: Path, version: int) -> None:
    path = tmp_path / "old.db"
    make(path, version)
    assert back_up(path, file, NOON).version == version
    assert content(file) == content(path)


def test_nothing_that_is_there_is_ever_replaced(path: Path, file: Path) -> None:
    file.write_text("a letter")
    with pytest.raises(PortError, match="exists already"):
        back_up(path, file, NOON)
    file.unlink()
    file.symlink_to(file.with_name("nowhere"))
    with pytest.raises(PortError, match="exists already"):
        back_up(path, file, NOON)
    with pytest.raises(PortError, match="exists already"):
        back_up(path, path, NOON)
    assert files_in(file.parent) == {file.name}
    assert kept_backups(path) == ()


@pytest.mark.parametrize(
    "end", ["-wal", "-journal", ".exists", ".in-log", ".lock", ".backups.json"]
)
def test_names_that_the_database_needs_are_refused(path: Path, end: str) -> None:
    with pytest.raises(PortError, match="choose another"):
        back_up(path, Path(f"{path}{end}"), NOON)
    assert files_in(path.parent) == {"bot.db"}


def test_a_name_that_cannot_be_listed_is_refused(path: Path, file: Path) -> None:
    with pytest.raises(PortError, match="choose another name"):
        back_up(path, file.with_name("\udcff.db"), NOON)
    assert files_in(file.parent) == set()


def test_a_folder_that_is_not_there_is_refused(path: Path, tmp_path: Path) -> None:
    with pytest.raises(PortError, match="no folder"):
        back_up(path, tmp_path / "nowhere" / "x.db", NOON)


def test_without_a_database_there_is_no_backup(tmp_path: Path, file: Path) -> None:
    with pytest.raises(PortError, match="no database"):
        back_up(tmp_path / "bot.db", file, NOON)
    (tmp_path / "bot.db").touch()
    with pytest.raises(PortError, match="empty"):
        back_up(tmp_path / "bot.db", file, NOON)
    assert files_in(file.parent) == set()
    assert files_in(tmp_path) == {"bot.db", "backups"}


def test_what_is_no_database_of_ours_is_refused(path: Path, file: Path) -> None:
    path.write_text("Dear diary, " * 1000)
    with pytest.raises(PortError, match="not a database"):
        back_up(path, file, NOON)
    path.unlink()
    with closing(sqlite3.connect(path)) as other:
        other.execute("create table bookmarks (url text)")
    with pytest.raises(PortError, match="another program"):
        back_up(path, file, NOON)
    assert files_in(file.parent) == set()


def test_a_database_from_a_newer_version_is_refused(path: Path, file: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.execute("pragma user_version = 9999")
    with pytest.raises(PortError, match="version 9999, made by a newer tradedraw"):
        back_up(path, file, NOON)
    assert files_in(file.parent) == set()


def test_a_damaged_database_gives_no_backup(path: Path, file: Path) -> None:
    damage(path)
    with pytest.raises(PortError) as caught:
        back_up(path, file, NOON)
    assert "\n" not in str(caught.value)
    assert files_in(file.parent) == set()
    assert kept_backups(path) == ()


def test_a_row_that_hangs_on_nothing_is_found(path: Path, file: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("delete from chats")
    with pytest.raises(PortError, match="hangs on nothing"):
        back_up(path, file, NOON)
    assert files_in(file.parent) == set()


async def test_forget_cannot_end_before_the_copy_that_still_holds_the_person_is_listed(
    tmp_path: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "bot.db"
    store = StoredChats(await SqliteEngine.open(path))
    await store.commit(7, 1, NOTHING, Remembered(lang="en"), NOON)
    about_to_be_named, go_on, real = threading.Event(), threading.Event(), os.link

    def slow_link(made: Path, name: Path) -> None:
        about_to_be_named.set()
        go_on.wait(10)
        real(made, name)

    monkeypatch.setattr(os, "link", slow_link)
    try:
        backing_up = asyncio.create_task(asyncio.to_thread(back_up, path, file, NOON))
        await asyncio.to_thread(about_to_be_named.wait, 10)
        forgetting = asyncio.create_task(store.forget(7, 2))
        await asyncio.sleep(0.3)
        waited = not forgetting.done()
        go_on.set()
        await backing_up
        await forgetting
    finally:
        await store.close()
    assert waited
    assert [backup.name for backup in kept_backups(path)] == [file.name]


# --- the list of backups ------------------------------------------------------------------------


def test_kept_backups_are_named_newest_first(path: Path, file: Path) -> None:
    assert kept_backups(path) == ()
    back_up(path, file, NOON)
    back_up(path, file.with_name("tuesday.db"), LATER)
    assert kept_backups(path) == (KeptBackup("tuesday.db", LATER), KeptBackup("monday.db", NOON))
    assert mode(list_of(path)) == 0o600
    listed = json.loads(list_of(path).read_text())
    assert [set(entry) for entry in listed] == [{"path", "made_at"}] * 2


def test_a_deleted_backup_is_not_named_and_leaves_the_list(path: Path, file: Path) -> None:
    back_up(path, file, NOON)
    file.unlink()
    assert kept_backups(path) == ()
    back_up(path, file.with_name("tuesday.db"), LATER)
    assert file.name not in list_of(path).read_text()


def test_a_backup_in_a_folder_that_cannot_be_seen_counts_as_kept(path: Path, file: Path) -> None:
    back_up(path, file, NOON)
    shutil.rmtree(file.parent)
    assert kept_backups(path) == (KeptBackup("monday.db", NOON),)


def test_a_receipt_names_what_is_known_and_says_when_nobody_can_say(path: Path, file: Path) -> None:
    assert backups_beside(path) == ()
    back_up(path, file, NOON)
    assert backups_beside(path) == (KeptBackup("monday.db", NOON),)
    list_of(path).write_text("not a list")
    assert backups_beside(path) is None
    assert backups_beside(None) is None


def test_a_relative_name_is_found_from_everywhere(
    path: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(file.parent)
    back_up(Path("../data/bot.db"), Path("monday.db"), NOON)
    monkeypatch.chdir("/")
    assert kept_backups(path) == (KeptBackup("monday.db", NOON),)


def test_backups_that_end_together_are_all_listed(path: Path, file: Path) -> None:
    names = [file.with_name(f"{number}.db") for number in range(8)]
    threads = [threading.Thread(target=back_up, args=(path, name, NOON)) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {backup.name for backup in kept_backups(path)} == {name.name for name in names}


@pytest.mark.parametrize("text", ["", "{", '[{"path": 1}]', '[{"path": "x", "made_at": "noon"}]'])
def test_a_list_that_cannot_be_read_is_not_taken_for_no_backups(
    path: Path, file: Path, text: str
) -> None:
    list_of(path).write_text(text)
    with pytest.raises(PortError, match="cannot be read"):
        kept_backups(path)
    with pytest.raises(PortError, match="cannot be read"):
        back_up(path, file, NOON)
    assert files_in(file.parent) == set()


def test_a_list_that_somebody_holds_too_long_is_one_line(
    path: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_backups_list, "WAIT_SECONDS", 0.1)
    with (
        recorded(path, file, NOON),
        pytest.raises(PortError, match="too long"),
        recorded(path, file, NOON),
    ):
        pass


# --- restore ------------------------------------------------------------------------------------


def test_a_restore_brings_everything_back_and_keeps_what_was_there(path: Path, file: Path) -> None:
    back_up(path, file, NOON)
    wanted, bytes_of_backup = content(path), file.read_bytes()
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("insert into chats (chat_id) values (55)")
    newer = content(path)
    done = restore(file, path, LATER)
    assert content(path) == wanted
    assert done.content.row_count == sum(len(rows) for rows in wanted.values())
    assert done.kept == path.with_name("bot.db.before-restore-20261122T130000Z")
    assert content(done.kept) == newer
    assert {mode(path), mode(done.kept), mode(file)} == {0o600}
    assert file.read_bytes() == bytes_of_backup
    assert marker_of(path).exists()
    assert {backup.name for backup in kept_backups(path)} == {file.name, done.kept.name}
    beside = {".backups.json", ".backups.json.lock", ".exists", ".lock"}
    assert files_in(path.parent) == {
        path.name,
        done.kept.name,
        *(f"bot.db{end}" for end in beside),
    }


def test_what_only_the_log_of_the_old_database_held_is_kept_with_it(path: Path, file: Path) -> None:
    back_up(path, file, NOON)
    with closing(sqlite3.connect(path, isolation_level=None)) as killed:
        killed.execute("insert into chats (chat_id) values (77)")
        saved = {end: Path(f"{path}{end}").read_bytes() for end in ("", "-wal")}
    for end, found in saved.items():
        Path(f"{path}{end}").write_bytes(found)
    done = restore(file, path, LATER)
    assert done.kept is not None
    assert 77 in [row["chat_id"] for row in content(done.kept)["chats"]]
    assert 77 not in [row["chat_id"] for row in content(path)["chats"]]


def test_a_damaged_database_is_kept_as_it_is_with_its_log(path: Path, file: Path) -> None:
    back_up(path, file, NOON)
    wanted = content(path)
    path.write_bytes(b"\xa5" * 5000)
    Path(f"{path}-wal").write_bytes(b"log")
    done = restore(file, path, LATER)
    assert done.kept is not None
    assert done.kept.read_bytes() == b"\xa5" * 5000
    assert Path(f"{done.kept}-wal").read_bytes() == b"log"
    assert content(path) == wanted


def test_a_lost_database_comes_back(path: Path, file: Path) -> None:
    back_up(path, file, NOON)
    wanted = content(path)
    path.unlink()
    Path(f"{path}-wal").write_bytes(b"of the lost one")
    assert restore(file, path, LATER).kept is None
    assert content(path) == wanted
    assert marker_of(path).exists()


def test_a_restore_may_go_to_a_place_where_nothing_was(path: Path, file: Path) -> None:
    back_up(path, file, NOON)
    new = path.parent / "new" / "place.db"
    assert restore(file, new, LATER).kept is None
    assert content(new) == content(path)


async def test_a_restored_database_is_served_again(path: Path, file: Path) -> None:
    back_up(path, file, NOON)
    restore(file, path, LATER)
    database = await open_sqlite(path)
    counts = await database.outbox.counts()
    await database.close()
    assert counts.subscribers == 1


def test_a_restored_database_may_be_older_or_replace_a_newer_one(tmp_path: Path) -> None:
    old, path = tmp_path / "old.db", tmp_path / "bot.db"
    make(old, 1)
    make(path, NEWEST)
    with closing(sqlite3.connect(path)) as db:
        db.execute("pragma user_version = 9999")
    back_up(old, tmp_path / "copy.db", NOON)
    assert restore(tmp_path / "copy.db", path, LATER).content.version == 1


async def test_a_running_bot_is_not_restored(tmp_path: Path, path: Path, file: Path) -> None:
    back_up(path, file, NOON)
    running = await open_sqlite(tmp_path / "running.db")
    try:
        with pytest.raises(PortError, match="stop tradedraw serve"):
            restore(file, tmp_path / "running.db", LATER)
    finally:
        await running.close()
    assert restore(file, tmp_path / "running.db", LATER).kept is not None


def test_a_database_that_another_program_reads_is_not_replaced(
    path: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copying, "BUSY_MILLISECONDS", 50)
    back_up(path, file, NOON)
    before = content(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as reader:
        reader.execute("begin")
        assert reader.execute("select count(*) from chats").fetchone() == (2,)
        with pytest.raises(PortError, match="open: end it"):
            restore(file, path, LATER)
    assert content(path) == before
    assert LockFile.beside(path).take()


def become_a_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


def become_another_programs(file: Path) -> None:
    file.unlink()
    with closing(sqlite3.connect(file)) as db:
        db.execute("create table bookmarks (url text)")


def become_newer(file: Path) -> None:
    with closing(sqlite3.connect(file)) as db:
        db.execute("pragma user_version = 9999")


SPOIL: dict[str, Callable[[Path], object]] = {
    "gone": Path.unlink,
    "folder": become_a_folder,
    "text": lambda file: file.write_text("Dear diary, " * 500),
    "empty": lambda file: file.write_bytes(b""),
    "other": become_another_programs,
    "newer": become_newer,
    "cut": lambda file: file.write_bytes(file.read_bytes()[: 4096 * 5]),
    "damaged": damage,
    "log": lambda file: Path(f"{file}-wal").write_bytes(b"log"),
}


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        pytest.param("gone", "there is no backup", id="gone"),
        pytest.param("folder", "there is no backup", id="a folder"),
        pytest.param("text", "not a database", id="no database"),
        pytest.param("empty", "empty", id="an empty file"),
        pytest.param("other", "another program", id="another program's"),
        pytest.param("newer", "newer tradedraw", id="from a newer version"),
        pytest.param("cut", "damaged|malformed", id="cut off"),
        pytest.param("damaged", "damaged|malformed", id="damaged"),
        pytest.param("log", "no finished backup", id="a database in use"),
    ],
)
def test_what_is_no_good_backup_changes_nothing(
    path: Path, file: Path, spoil: str, says: str
) -> None:
    back_up(path, file, NOON)
    SPOIL[spoil](file)
    before = path.read_bytes()
    with pytest.raises(PortError, match=says) as caught:
        restore(file, path, LATER)
    assert "\n" not in str(caught.value)
    assert path.read_bytes() == before
    assert [name for name in files_in(path.parent) if "before" in name or "part" in name] == []
    assert LockFile.beside(path).take()


def test_the_database_itself_and_another_programs_stay(path: Path, file: Path) -> None:
    back_up(path, file, NOON)
    with pytest.raises(PortError, match="itself"):
        restore(path, path, LATER)
    other = path.with_name("places.sqlite")
    with closing(sqlite3.connect(other)) as db:
        db.execute("create table bookmarks (url text)")
    before = other.read_bytes()
    with pytest.raises(PortError, match="another program"):
        restore(file, other, LATER)
    assert other.read_bytes() == before


def test_two_restores_in_one_second_lose_nothing(path: Path, file: Path) -> None:
    back_up(path, file, NOON)
    restore(file, path, LATER)
    with pytest.raises(PortError, match="try again in a second"):
        restore(file, path, LATER)
    assert content(path) == content(file)


def test_where_a_link_leads_is_what_is_replaced(path: Path, file: Path) -> None:
    back_up(path, file, NOON)
    link = file.with_name("link.db")
    link.symlink_to(path)
    done = restore(file, link, LATER)
    assert link.is_symlink()
    assert done.kept is not None
    assert done.kept.parent == path.parent


def test_file_systems_without_links(
    path: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(made: Path, name: Path) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    back_up(path, file, NOON)
    wanted = content(path)
    done = restore(file, path, LATER)
    assert done.kept is not None
    assert content(path) == content(done.kept) == content(file) == wanted


# --- killed in the middle, and what is not ours -------------------------------------------------

KILLED = """
import os, sys
from datetime import UTC, datetime
from pathlib import Path
from bot.operating import backups

def killed(source, content, path, made):
    made.write_bytes(b"everybody's data")
    os.kill(os.getpid(), 9)

backups._copied = killed
backups.back_up(Path(sys.argv[1]), Path(sys.argv[2]), datetime(2026, 11, 22, 12, tzinfo=UTC))
"""


@pytest.fixture
def broken_off(path: Path, file: Path) -> Path:
    """What a backup left that was killed in mid-copy."""
    root = Path(__file__).parents[2]
    subprocess.run([sys.executable, "-c", KILLED, str(path), str(file)], cwd=root, check=False)
    (part,) = file.parent.iterdir()
    assert part.read_bytes() == b"everybody's data"
    return part


def test_a_backup_that_was_killed_is_named_until_the_next_one_removes_it(
    path: Path, file: Path, broken_off: Path
) -> None:
    assert [backup.name for backup in kept_backups(path)] == [broken_off.name]
    back_up(path, file, LATER)
    assert files_in(file.parent) == {file.name}
    assert [backup.name for backup in kept_backups(path)] == [file.name]


def test_a_start_removes_it_too(path: Path, broken_off: Path) -> None:
    sweep(path)
    assert not broken_off.exists()
    assert kept_backups(path) == ()


def test_one_that_is_being_written_stays(path: Path, broken_off: Path) -> None:
    held = LockFile(broken_off)
    assert held.take()
    sweep(path)
    assert broken_off.exists()
    held.release()


@pytest.mark.parametrize(
    "statement",
    [
        "create trigger t after insert on chats begin delete from subscriptions; end",
        "create view v as select * from chats",
        "create table more (x)",
        "drop index updates_by_chat",
        "alter table chats add column x text",
    ],
)
def test_what_has_not_the_tables_of_its_version_is_not_restored(
    path: Path, file: Path, statement: str
) -> None:
    back_up(path, file, NOON)
    before = content(path)
    with closing(sqlite3.connect(file)) as db:
        db.execute(statement)
        db.commit()
    with pytest.raises(PortError, match="other tables than tradedraw makes"):
        restore(file, path, LATER)
    assert content(path) == before


@pytest.mark.parametrize("version", range(1, NEWEST + 1))
def test_a_backup_of_every_version_is_restored(path: Path, tmp_path: Path, version: int) -> None:
    make(tmp_path / "old.db", version)
    restore(tmp_path / "old.db", path, NOON)
    assert content(path) == content(tmp_path / "old.db")
