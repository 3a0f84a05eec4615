"""Backup and restore run by root, on a folder whose account may be anybody's by now."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.operating.backup_list import kept_backups
from bot.operating.backups import back_up, restore
from bot.ports.faults import PortError
from bot.storage.marker import mark
from tests.storage.old_databases import NEWEST, content, make

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
ACCOUNT = 65534
PLANTED = (
    "bot.db.lock",
    "bot.db.backups.json",
    "bot.db.backups.json.lock",
    "bot.db.exists",
    "bot.db.in-log",
    "bot.db-wal",
    "bot.db-shm",
    "bot.db-journal",
)

pytestmark = pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() != 0, reason="only root can act for others"
)


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder that everybody may enter, with one of the account's and one of root's in it."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    theirs, ours = folder / "theirs", folder / "ours"
    theirs.mkdir(mode=0o700)
    ours.mkdir(mode=0o700)
    make(theirs / "bot.db", NEWEST)
    for path in (theirs, theirs / "bot.db"):
        os.chown(path, ACCOUNT, ACCOUNT)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def victim(place: Path) -> Path:
    """A file that only root may read or change."""
    file = place / "ours" / "victim"
    file.write_text('[{"path": "/root/secret words", "made_at": "2026-01-01T00:00:00Z"}]')
    file.chmod(0o600)
    return file


def state(file: Path) -> tuple[int, int, int, bytes]:
    status = file.stat()
    return status.st_uid, status.st_gid, status.st_mode, file.read_bytes()


def test_a_backup_is_roots_and_what_stands_beside_the_database_is_the_accounts(
    place: Path,
) -> None:
    database, file = place / "theirs" / "bot.db", place / "ours" / "monday.db"
    back_up(database, file, NOON)
    assert (file.stat().st_uid, file.stat().st_mode & 0o777) == (0, 0o600)
    before = content(database)
    done = restore(file, database, NOON)
    assert content(database) == before
    assert done.kept is not None
    assert {found.stat().st_uid for found in database.parent.iterdir()} == {ACCOUNT}
    assert {backup.name for backup in kept_backups(database)} == {"monday.db", done.kept.name}
    assert (os.geteuid(), os.getegid()) == (0, 0)


@pytest.mark.parametrize("name", PLANTED)
@pytest.mark.parametrize("there", [True, False], ids=["a file of root", "a name not taken"])
def test_a_link_planted_there_gives_nobody_a_file_of_root(
    place: Path, victim: Path, name: str, there: bool
) -> None:
    database, file = place / "theirs" / "bot.db", place / "ours" / "monday.db"
    back_up(database, file, NOON)
    for made in (place / "theirs").glob("bot.db*.*"):
        made.unlink()
    target = victim if there else victim.with_name("new")
    (place / "theirs" / name).symlink_to(target)
    before = state(victim)
    for run in (
        lambda: back_up(database, place / "ours" / "tuesday.db", NOON),
        lambda: restore(file, database, NOON),
        lambda: mark(database),
    ):
        with suppress(PortError):
            run()
    assert state(victim) == before
    assert not victim.with_name("new").exists()


@pytest.mark.parametrize("kind", ["link", "second name"])
def test_a_database_that_is_somebody_elses_file_is_refused(place: Path, kind: str) -> None:
    database, file = place / "theirs" / "bot.db", place / "ours" / "monday.db"
    back_up(database, file, NOON)
    other = place / "ours" / "other.db"
    make(other, NEWEST)
    database.unlink()
    if kind == "link":
        database.symlink_to(other)
    else:
        os.link(other, database)
    before = state(other)
    for run in (
        lambda: back_up(database, place / "ours" / "tuesday.db", NOON),
        lambda: restore(file, database, NOON),
    ):
        with pytest.raises(PortError, match="is a link or has a second name"):
            run()
    assert state(other) == before
    assert {found.name for found in (place / "ours").iterdir()} == {"monday.db", "other.db"}


def test_a_link_of_root_on_the_way_is_followed(place: Path) -> None:
    (place / "here").symlink_to(place / "theirs")
    back_up(place / "here" / "bot.db", place / "ours" / "monday.db", NOON)
    listed = place / "theirs" / "bot.db.backups.json"
    assert listed.stat().st_uid == ACCOUNT
