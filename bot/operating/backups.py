"""Copies of the SQLite file: made while the bot runs, checked, and only then given their name.

One of them takes the place of the file again; what was there before is kept beside it.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.operating.backup_list import recorded, sweep
from bot.ports.faults import PortError
from bot.storage.marker import mark
from bot.storage.sqlite.inspection import (
    address_of,
    connect,
    look,
    marks_of,
    refuse_other_schema,
    refuse_unknown,
)
from bot.storage.sqlite.log_mark import ENDING as IN_LOG
from bot.storage.sqlite.log_mark import forget_log
from bot.system.lock_file import DatabaseLock, LockFile
from bot.system.private_files import (
    COMPANIONS,
    acting_for,
    real,
    settle,
    settle_folder,
    unfinished,
)

BUSY_MILLISECONDS = 5_000

_IN_USE = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}

# Names beside the database that a backup must not take.
_RESERVED = (*COMPANIONS, IN_LOG, ".exists", ".lock", ".backups.json", ".backups.json.lock")


@dataclass(frozen=True, slots=True)
class Content:
    """What a database holds: its version, and the number of rows of each table."""

    version: int
    rows: Mapping[str, int]

    @property
    def row_count(self) -> int:
        """Rows of all tables."""
        return sum(self.rows.values())


def back_up(database: Path, file: Path, now: datetime) -> Content:
    """Copy the database, as it is at one moment, to a new file of mode 0600; what is in it.

    Another process may go on writing. The copy takes as long as it takes in one piece: copied in
    slices it would begin anew after every write of another process. PortError with one line when
    there is nothing to copy, when something is at ``file`` already, or when the copy is not good.
    """
    database, file = real(database), file.absolute()
    _refuse_place(database, file)
    if not database.exists():
        raise PortError(f"there is no database {database} to back up")
    sweep(database)
    with (
        in_our_words(f"cannot back up {database} to {file}"),
        closing(_opened(database)) as source,
        unfinished(file) as made,
        _held(made),
    ):
        with recorded(database, made, now):
            pass  # before anything of anybody is in it: a kill must not hide it
        content = copy_checked(source, database, made)
        with recorded(database, file, now, instead_of=made):
            _give_name(made, file)
    return content


def _opened(database: Path) -> sqlite3.Connection:
    """A connection that goes on seeing what is there now.

    Until the copy is on the list: a /forget meanwhile cannot end without naming it, since it waits
    for readers of the old state.
    """
    with acting_for(database):
        # Not read-only: a reader that comes last could not take the log away when it leaves.
        source = connect(address_of(database, "rw"))
        try:
            source.execute(f"pragma busy_timeout = {BUSY_MILLISECONDS}")
            source.execute("pragma query_only = on")
            source.execute("begin")
            refuse_unknown(marks_of(source), database)  # its files are open from here on
        except BaseException:
            source.close()
            raise
    return source


@contextmanager
def _held(made: Path) -> Iterator[None]:
    """Nobody takes it for one that was broken off."""
    lock = LockFile(made)
    lock.take()
    try:
        yield
    finally:
        lock.release()


def check_backup(file: Path) -> None:
    """PortError with one line for a file that this program cannot have made as a backup."""
    log = Path(f"{file}-wal")
    if not file.is_file():
        raise PortError(f"there is no backup {file}")
    if log.exists() and log.stat().st_size:
        raise PortError(
            f"{file} is no finished backup: a log is beside it ({log.name}); it is or was a "
            "database in use"
        )

    def check(address: str) -> None:
        with closing(connect(address)) as db:
            refuse_unknown(marks_of(db), file)
            refuse_other_schema(db, file)

    with in_our_words(f"{file} is no backup"):
        look(file, check)


def copy_checked(source: sqlite3.Connection, path: Path, made: Path) -> Content:
    """Copy what the connection sees to the file ``made``, and check the copy; what is in it.

    ``path`` is where the source is, for complaints. The connection is inside a transaction, so
    that what is counted is what is copied. PortError, sqlite3.Error or OSError.
    """
    refuse_unknown(marks_of(source), path)
    content = _content(source)
    with acting_for(made):
        return _copied(source, content, path, made)


def _copied(source: sqlite3.Connection, content: Content, path: Path, made: Path) -> Content:
    with closing(connect(address_of(made, "rw"))) as copy:
        copy.execute("pragma synchronous = off")  # the whole file is settled below
        source.backup(copy)
        # A copy in one file: without this, whoever opens it makes a log beside it.
        copy.execute("pragma journal_mode = delete")
    settle(made)
    with closing(connect(address_of(made, "ro&immutable=1"))) as copy:
        problems = [line for (line,) in copy.execute("pragma integrity_check") if line != "ok"]
        for table, *_ in copy.execute("pragma foreign_key_check"):
            problems.append(f"a row of {table} hangs on nothing")
        if problems:
            first = problems[0].splitlines()[0]
            raise PortError(f"{path} is damaged, and a copy would be as well: {first}")
        if marks_of(copy) != marks_of(source) or _content(copy) != content:
            raise PortError(f"the copy of {path} does not hold what {path} holds; try again")
    return content


@contextmanager
def in_our_words(what: str) -> Iterator[None]:
    """Tell faults of files and of SQLite in one line that begins with ``what``."""
    try:
        yield
    except OSError as error:
        raise PortError(f"{what}: {error.strerror or error}") from error
    except sqlite3.Error as error:
        raise PortError(f"{what}: {error}") from error


def _content(db: sqlite3.Connection) -> Content:
    tables = db.execute(
        r"select name from sqlite_schema where type = 'table' and name not like 'sqlite\_%'"
        r" escape '\' order by name"
    ).fetchall()
    rows = {
        name: int(db.execute(f'select count(*) from "{name}"').fetchone()[0]) for (name,) in tables
    }
    return Content(marks_of(db).version, rows)


def _refuse_place(database: Path, file: Path) -> None:
    try:
        str(file).encode()
    except UnicodeEncodeError:
        raise PortError(
            f"{file} is no valid Unicode, and the list of backups could not name it; choose "
            "another name"
        ) from None
    place = file.parent.resolve() / file.name
    if place in {database.with_name(f"{database.name}{end}") for end in _RESERVED}:
        raise PortError(f"{file} is a name that the database needs; choose another one")
    if os.path.lexists(file):
        raise PortError(f"{file} exists already; a backup never replaces anything")
    if not file.parent.is_dir():
        raise PortError(f"there is no folder {file.parent} for the backup")


def _give_name(made: Path, file: Path) -> None:
    """The finished copy gets its name; a file that came there meanwhile stays what it is."""
    with acting_for(file):
        try:
            os.link(made, file)
        except FileExistsError:
            raise PortError(f"{file} exists already; a backup never replaces anything") from None
        except OSError:  # a file system without links
            if os.path.lexists(file):
                raise
            os.rename(made, file)
        settle_folder(file.parent)


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
            forget_log(database)
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
