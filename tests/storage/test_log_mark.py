"""A database that lost its log is noticed, and no other one is taken for such."""

from __future__ import annotations

import asyncio
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.operating.backups import back_up, restore
from bot.ports.faults import PortError
from bot.storage.databases import open_sqlite
from bot.storage.marker import mark, refuse_lost_database
from bot.storage.sqlite.log_mark import log_mark_of, log_of

NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)

_PROGRAM = """
import asyncio, sys, time
from pathlib import Path
from bot.storage.databases import open_sqlite
async def main():
    database = await open_sqlite(Path(sys.argv[1]))
    await database.queue.put(1, 7, "{}")
    if sys.argv[2] == "rests":
        await database.queue.rest()
    print("stored", flush=True)
    time.sleep(60)
asyncio.run(main())
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "bot.db"


def killed(path: Path, last: str) -> None:
    """A process stored something there, and was ended by kill -9."""
    program = [sys.executable, "-c", _PROGRAM, str(path), last]
    with subprocess.Popen(program, stdout=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == b"stored\n"
        running.kill()
    mark(path)


async def waiting(path: Path) -> int:
    """How many updates a start finds there; it ends in order."""
    database = await open_sqlite(path)
    try:
        return await database.queue.waiting()
    finally:
        await database.close()


def without_its_log(path: Path) -> None:
    log_of(path).unlink()
    Path(f"{path}-shm").unlink()


def moved_alone(path: Path) -> None:
    """The folder was copied without what looks like temporary files."""
    elsewhere = path.with_name("elsewhere")
    elsewhere.mkdir()
    for file in (path, log_mark_of(path)):
        (elsewhere / file.name).write_bytes(file.read_bytes())
    for end in ("", "-wal", "-shm"):
        Path(f"{path}{end}").unlink()
    (elsewhere / path.name).rename(path)


@pytest.mark.parametrize(
    "lose",
    [
        pytest.param(without_its_log, id="the log was deleted"),
        pytest.param(moved_alone, id="the database was copied without its log"),
    ],
)
def test_a_lost_log_stops_the_start_until_it_is_accepted(
    path: Path, lose: Callable[[Path], None]
) -> None:
    killed(path, "works")
    lose(path)
    with pytest.raises(PortError, match=r"bot\.db-wal, and that is gone") as caught:
        refuse_lost_database(path)
    assert "\n" not in str(caught.value)
    assert "--without-log" in str(caught.value)
    refuse_lost_database(path, without_log=True)
    assert asyncio.run(waiting(path)) == 0  # it was in the log
    refuse_lost_database(path)


def test_a_log_that_is_brought_back_is_taken(path: Path) -> None:
    killed(path, "works")
    away = log_of(path).rename(path.with_name("away"))
    with pytest.raises(PortError, match="gone"):
        refuse_lost_database(path)
    away.rename(log_of(path))
    refuse_lost_database(path)
    assert asyncio.run(waiting(path)) == 1


def test_no_alarm_after_a_kill_with_the_log_there(path: Path) -> None:
    killed(path, "works")
    refuse_lost_database(path)
    assert asyncio.run(waiting(path)) == 1


def test_no_alarm_where_nothing_was_in_the_log(path: Path) -> None:
    killed(path, "rests")
    without_its_log(path)
    refuse_lost_database(path)
    assert asyncio.run(waiting(path)) == 1


def test_no_alarm_after_a_stop_in_order(path: Path) -> None:
    killed(path, "works")
    assert asyncio.run(waiting(path)) == 1
    assert not log_of(path).exists()
    assert not log_mark_of(path).exists()
    refuse_lost_database(path)


def test_no_alarm_after_a_backup_of_a_killed_one(path: Path) -> None:
    killed(path, "works")
    back_up(path, path.with_name("copy.db"), NOW)
    refuse_lost_database(path)
    assert asyncio.run(waiting(path)) == 1


def test_no_alarm_after_another_program_looked_into_a_killed_one(path: Path) -> None:
    killed(path, "works")
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("select count(*) from waiting_updates").fetchone() == (1,)
    assert not log_of(path).exists()
    refuse_lost_database(path)
    assert asyncio.run(waiting(path)) == 1


async def test_a_link_that_was_planted_leads_to_nothing_that_is_written(path: Path) -> None:
    other = path.with_name("other")
    other.write_text("whole")
    log_mark_of(path).hardlink_to(other)
    database = await open_sqlite(path)
    await database.queue.put(1, 7, "{}")
    assert log_mark_of(path).stat().st_mode & 0o777 == 0o600
    assert not log_mark_of(path).samefile(other)
    assert other.read_text() == "whole"
    await database.close()


def test_a_backup_of_one_that_lost_its_log_does_not_hide_it(path: Path) -> None:
    killed(path, "works")
    without_its_log(path)
    back_up(path, path.with_name("copy.db"), NOW)
    with pytest.raises(PortError, match="gone"):
        refuse_lost_database(path)


def test_no_alarm_after_restore(path: Path) -> None:
    killed(path, "works")
    back_up(path, path.with_name("copy.db"), NOW)
    killed(path, "works")
    without_its_log(path)
    restore(path.with_name("copy.db"), path, NOW)
    refuse_lost_database(path)
    assert asyncio.run(waiting(path)) == 1
