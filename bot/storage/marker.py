"""The mark that a database was made here: a start must not put an empty one in its place unseen.

A database that is gone (a wrong path, a volume that was not mounted, a slip of the hand) would
otherwise look like a first start, and everybody's subscription would be lost without a word.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from bot.ports.faults import PortError
from bot.storage.sqlite.inspection import connect, look, marks_of
from bot.storage.sqlite.log_mark import log_of, lost_log
from bot.system.private_files import real, write_private

_TEXT = """\
tradedraw keeps its database beside this file. Without the database, "tradedraw serve" refuses to
start, unless it is told --new-database. Keep this file with the database.
"""


def marker_of(database: Path) -> Path:
    """Where the mark of that database is; the same one for every link that leads there."""
    database = real(database)
    return database.with_name(f"{database.name}.exists")


def refusal(database: Path, *, marked: bool, empty: bool, new_database: bool) -> str | None:
    """Why a start on that database is refused, in one line; None when it may go on.

    ``empty``: it is missing, or nothing was ever stored in it; ``marked``: there was one before;
    ``new_database``: the operator wants an empty one.
    """
    if not (marked and empty) or new_database:
        return None
    return (
        f"the database {database} is gone or empty, and there was one before: bring it back "
        "(tradedraw restore FILE), correct DATABASE_URL, or begin anew with "
        "tradedraw serve --new-database"
    )


def log_refusal(database: Path) -> str | None:
    """Why a start on that database is refused whose log is gone, in one line; else None."""
    if not lost_log(database):
        return None
    return (
        f"what was stored last in {database} was in its log, {log_of(database).name}, and that is "
        "gone: bring it back beside the database before anything opens it, restore a backup "
        "(tradedraw restore FILE), or go on without it with tradedraw serve --without-log"
    )


def refuse_lost_database(
    database: Path, *, new_database: bool = False, without_log: bool = False
) -> None:
    """To be called before a database is opened for serving. PortError.

    ``without_log``: the operator knows that the log is gone, and what was in it.
    """
    marked, empty = marker_of(database).exists(), is_empty(database)
    line = refusal(database, marked=marked, empty=empty, new_database=new_database)
    if line is None and not (new_database or without_log):
        line = log_refusal(database)
    if line is not None:
        raise PortError(line)


def mark(database: Path) -> None:
    """To be called once a database was opened for serving. PortError when it cannot be written."""
    marker = marker_of(database)
    if marker.exists():
        return
    try:
        write_private(marker, _TEXT)
    except OSError as error:
        raise PortError(f"cannot write {marker}: {error.strerror}") from error


def is_empty(database: Path) -> bool:
    """Whether there is no file, or one without anything in it; a damaged one is not empty."""

    def nothing_in(address: str) -> bool:
        with closing(connect(address)) as db:
            return marks_of(db).empty

    if not database.exists():
        return True
    try:
        return look(database, nothing_in)
    except sqlite3.Error:
        return False
