"""The SQLite file: created, checked, brought up to date and opened."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from pathlib import Path

from bot.ports.faults import PortError
from bot.storage.sqlite.inspection import APPLICATION_ID, marks_of
from bot.storage.statements import migrations

# journal_mode=WAL with synchronous=NORMAL: a commit is handed to the operating system before it
# is acknowledged, so kill -9 loses none; only a power cut can lose the last ones, and even that
# cannot damage the file. temp_store: no copy of personal data in a temporary file.
_SETUP = """
pragma journal_mode = wal;
pragma synchronous = normal;
pragma secure_delete = on;
pragma temp_store = memory;
"""

# Foreign keys come after the migrations: one that rebuilds a table would cascade into others.
# The checkpoint empties a log that a killed /forget may have left behind. From then on a busy
# database is waited for in the event loop rather than in the only database thread.
_READY = """
pragma foreign_keys = on;
pragma wal_checkpoint(truncate);
pragma busy_timeout = 200;
"""


def open_file(path: Path) -> sqlite3.Connection:
    """A connection in autocommit to the up-to-date database at that path.

    Creates folders (mode 0700) and file (mode 0600) where missing. PortError with one line for a
    place that cannot be written, a file that is no database or another program's, and a database
    from a newer version of this program.
    """
    try:
        _prepare(path)
    except OSError as error:
        raise PortError(
            f"cannot use {path} as database: {error.strerror}; "
            "name a writable place in DATABASE_URL, e.g. sqlite:////var/lib/tradedraw/bot.db"
        ) from error
    db = sqlite3.connect(path, isolation_level=None)
    try:
        db.execute("pragma busy_timeout = 5000")
        marks = marks_of(db)
        if not (marks.empty or marks.application == APPLICATION_ID):
            raise PortError(
                f"{path} is the database of another program; name another file in DATABASE_URL"
            )
        db.executescript(_SETUP)
        _migrate(db, path)
        db.executescript(_READY)
    except sqlite3.Error as error:
        db.close()
        raise PortError(f"cannot use {path} as database: {error}; {way_out(error)}") from error
    except BaseException:
        db.close()
        raise
    return db


def way_out(error: sqlite3.Error) -> str:
    """What an operator can do about a database that SQLite does not take."""
    if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL:
        return "make room on its disk, or name another place in DATABASE_URL"
    return "move the file away, or name another one in DATABASE_URL"


def _prepare(path: Path) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # Before SQLite, which would create it readable for everybody; its -wal and -shm files take
    # over the mode of the main file.
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    with contextlib.suppress(PermissionError):  # somebody else's file: its owner decides
        path.chmod(0o600)


def _migrate(db: sqlite3.Connection, path: Path) -> None:
    """Apply the files that the database has not seen, each in one transaction with its number."""
    files = migrations("sqlite")
    while (version := marks_of(db).version) != len(files):
        if version > len(files):
            raise PortError(
                f"{path} is a database of version {version}, made by a newer tradedraw; this one "
                f"knows versions up to {len(files)}: install the newer one or restore a backup"
            )
        try:
            db.executescript(
                f"begin immediate;\n{files[version]}\n"
                f"pragma application_id = {APPLICATION_ID};\n"
                f"pragma user_version = {version + 1};\ncommit;"
            )
        except sqlite3.Error:
            db.rollback()
            # Another process that starts at the same moment may have done it meanwhile.
            if marks_of(db).version == version:
                raise
