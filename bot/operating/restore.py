"""A backup takes the place of the SQLite file; what was there before is kept beside it."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.operating.backup_list import recorded
from bot.operating.backups import (
    BUSY_MILLISECONDS,
    Content,
    check_backup,
    copy_checked,
    in_our_words,
)
from bot.ports.faults import PortError
from bot.storage.marker import mark
from bot.storage.sqlite.inspection import address_of, connect, look, marks_of
from bot.system.lock_file import DatabaseLock
from bot.system.private_files import COMPANIONS, acting_for, real, settle_folder, unfinished

_IN_USE = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back, and where the database of before is kept; None when there was none."""

    content: Content
    kept: Path | None


def restore(file: Path, database: Path, now: datetime) -> Restored:
    """Put a copy of the backup in the place of the database.

    At every moment there is a whole database, the old one or the new one. PortError with one line
    for a file that is no good backup, a bot that runs, and another program's database; nothing
    has changed then.
    """
    file, database = file.absolute(), real(database)
    check_backup(file)
    if database.exists() and file.samefile(database):
        raise PortError(f"{file} is the database itself, not a backup of it")
    lock = DatabaseLock(database)
    if not lock.take(make=False):
        raise PortError(f"{database} is in use: stop tradedraw serve first, then restore")
    try:
        with in_our_words(f"cannot restore {file} to {database}"):
            return _replace(file, database, now)
    finally:
        lock.release()


def _replace(file: Path, database: Path, now: datetime) -> Restored:
    def fill(address: str) -> Content:
        with acting_for(made):
            made.write_bytes(b"")
        with closing(connect(address)) as source:
            source.execute("begin")
            return copy_checked(source, file, made)

    with unfinished(database) as made:
        content = look(file, fill)
        with acting_for(database):
            kept = _set_aside(database, now)
            os.replace(made, database)
            settle_folder(database.parent)
    mark(database)
    return Restored(content, kept)


def _set_aside(database: Path, now: datetime) -> Path | None:
    """Keep the present database under another name as well, and clear away what is beside it.

    A log that stayed would be taken for one of the new database.
    """
    companions = [Path(f"{database}{end}") for end in COMPANIONS]
    if not database.exists():
        for companion in companions:
            companion.unlink(missing_ok=True)
        return None
    whole = _folded(database)
    stamp = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    kept = database.with_name(f"{database.name}.before-restore-{stamp}")
    if kept.exists():
        raise PortError(f"{kept} exists already; try again in a second")
    database.chmod(0o600)
    with recorded(database, kept, now):
        if not whole:  # what is in the log is a part of it, as far as it can be saved
            for end in ("-journal", "-wal"):
                if Path(f"{database}{end}").exists():
                    os.replace(f"{database}{end}", f"{kept}{end}")
        try:
            os.link(database, kept)
        except OSError:  # a file system without links; after a crash here, serve refuses to start
            os.rename(database, kept)
    for companion in companions:
        companion.unlink(missing_ok=True)
    return kept


def _folded(database: Path) -> bool:
    """Whether all of the database is in its one file now; False when it is damaged.

    PortError for another program's database, and while somebody has it open.
    """
    try:
        # A reader first: whoever may write would clear away the log of a file it cannot read.
        with closing(connect(address_of(database, "ro"))) as db:
            db.execute(f"pragma busy_timeout = {BUSY_MILLISECONDS}")
            marks = marks_of(db)
        if not (marks.ours or marks.empty):
            raise PortError(
                f"{database} is the database of another program and stays; name another file in "
                "DATABASE_URL"
            )
        with closing(connect(address_of(database, "rw"))) as db:
            db.execute(f"pragma busy_timeout = {BUSY_MILLISECONDS}")
            db.execute("pragma journal_mode = delete")
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF in _IN_USE:
            raise PortError(
                f"another program has {database} open: end it first, then restore"
            ) from error
        return False
    return True
