"""A start does not put an empty database where one was before."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.ports.faults import PortError
from bot.storage.marker import (
    is_empty,
    mark,
    marker_of,
    refusal,
    refuse_lost_database,
)
from tests.storage.old_databases import NEWEST, make


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "bot.db"


@pytest.mark.parametrize(
    ("marked", "empty", "new_database", "refused"),
    [
        pytest.param(False, True, False, False, id="the first start"),
        pytest.param(False, False, False, False, id="a database from before there were marks"),
        pytest.param(True, False, False, False, id="every other start"),
        pytest.param(True, True, False, True, id="the database is gone"),
        pytest.param(True, True, True, False, id="gone, and a new one is wanted"),
        pytest.param(True, False, True, False, id="a new one is wanted where one is"),
    ],
)
def test_the_decision(marked: bool, empty: bool, new_database: bool, refused: bool) -> None:
    line = refusal(Path("bot.db"), marked=marked, empty=empty, new_database=new_database)
    assert (line is not None) == refused
    if line is not None:
        assert "--new-database" in line
        assert "\n" not in line


def test_what_is_empty(path: Path) -> None:
    assert is_empty(path)
    path.touch()
    assert is_empty(path)
    with closing(sqlite3.connect(path)) as db:
        db.execute("pragma journal_mode = wal")
        assert path.stat().st_size > 0
        assert is_empty(path)
        db.execute("create table anything (x)")
        assert not is_empty(path)  # it stands in the log only
    assert not is_empty(path)
    path.write_bytes(b"no database at all " * 100)
    assert not is_empty(path)


def test_looking_leaves_nothing_beside_the_file(path: Path) -> None:
    make(path, NEWEST)
    before = path.read_bytes()
    assert not is_empty(path)
    assert [file.name for file in path.parent.iterdir()] == [path.name]
    assert path.read_bytes() == before


def test_a_lost_database_stops_the_start_unless_a_new_one_is_wanted(path: Path) -> None:
    refuse_lost_database(path, new_database=False)
    make(path, NEWEST)
    mark(path)
    refuse_lost_database(path, new_database=False)
    path.unlink()
    with pytest.raises(PortError, match="gone or empty"):
        refuse_lost_database(path, new_database=False)
    path.touch()
    with pytest.raises(PortError, match="gone or empty"):
        refuse_lost_database(path, new_database=False)
    refuse_lost_database(path, new_database=True)


def test_the_mark_is_private_and_the_same_for_every_link(path: Path) -> None:
    make(path, NEWEST)
    link = path.with_name("link.db")
    link.symlink_to(path)
    mark(link)
    assert marker_of(path) == marker_of(link)
    assert marker_of(path).name == "bot.db.exists"
    assert marker_of(path).stat().st_mode & 0o777 == 0o600
    written = marker_of(path).stat().st_mtime_ns
    mark(path)
    assert marker_of(path).stat().st_mtime_ns == written


def test_a_mark_that_cannot_be_written_is_one_line(path: Path) -> None:
    with pytest.raises(PortError, match="cannot write") as caught:
        mark(path.parent / "nowhere" / "bot.db")
    assert "\n" not in str(caught.value)
