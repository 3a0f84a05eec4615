"""Looking into a SQLite file without changing it, and without leaving anything beside it."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from bot.ports.faults import PortError
from bot.storage.statements import migrations

Found = TypeVar("Found")

APPLICATION_ID = int.from_bytes(b"trdw", "big")
"""Marks a file as ours, so that a wrong DATABASE_URL never writes into another program's data."""


def newest_version() -> int:
    """The version of a database that this program has brought up to date."""
    return len(migrations("sqlite"))


@dataclass(frozen=True, slots=True)
class Marks:
    """What a file says of itself; ``objects`` counts tables, views, indexes and triggers."""

    application: int
    version: int
    objects: int

    @property
    def empty(self) -> bool:
        """Whether nothing was ever stored in it."""
        return not (self.application or self.version or self.objects)

    @property
    def ours(self) -> bool:
        """Whether it is a database of this program; an empty one is nobody's yet."""
        return self.application == APPLICATION_ID and self.version > 0


def marks_of(db: sqlite3.Connection) -> Marks:
    """Raises sqlite3.Error when the file is no database."""
    row = db.execute(
        "select application_id, user_version, (select count(*) from sqlite_schema)"
        " from pragma_application_id, pragma_user_version"
    ).fetchone()
    return Marks(*row)


def refuse_unknown(marks: Marks, path: Path) -> None:
    """PortError for another program's database, an empty one, and one from a newer version."""
    if marks.empty:
        raise PortError(f"{path} is empty: no tradedraw has stored anything in it")
    if not marks.ours:
        raise PortError(f"{path} is the database of another program")
    if marks.version > newest_version():
        raise PortError(
            f"{path} is a database of version {marks.version}, made by a newer tradedraw; this one "
            f"knows versions up to {newest_version()}: install the newer one"
        )


def refuse_other_schema(db: sqlite3.Connection, path: Path) -> None:
    """PortError for a file of ours in which other things stand, once it is brought up to date.

    A trigger that somebody added would run in the bot's own statements. Raises sqlite3.Error.
    """
    with closing(connect("file::memory:")) as theirs, closing(connect("file::memory:")) as ours:
        for (sql,) in db.execute("select sql from sqlite_schema where name not like 'sqlite%'"):
            theirs.execute(sql)
        for place, known in ((theirs, marks_of(db).version), (ours, 0)):
            for migration in migrations("sqlite")[known:]:
                place.executescript(migration)
        if _schema(ours) != _schema(theirs):
            raise PortError(f"{path} has other tables than tradedraw makes: it stays where it is")


def _schema(db: sqlite3.Connection) -> set[tuple[str, ...]]:
    """Every object by kind, name, and what it is made of, however it is laid out."""
    objects = db.execute("select type, name, tbl_name, sql from sqlite_schema").fetchall()
    return {(*names, " ".join(re.sub("--.*", "", sql or "").split())) for *names, sql in objects}


def connect(address: str) -> sqlite3.Connection:
    """A connection in autocommit to an address made by ``address_of``. Raises sqlite3.Error."""
    return sqlite3.connect(address, uri=True, isolation_level=None)


def address_of(path: Path, mode: str) -> str:
    """The SQLite address of an existing file; ``mode`` may bring further parameters along."""
    return f"{path.absolute().as_uri()}?mode={mode}"


def look(path: Path, use: Callable[[str], Found]) -> Found:
    """What ``use`` makes of the read-only address of that file.

    A file that has no log beside it is in nobody's hand: it is then read as if it could not
    change, because even a reader would otherwise make a log that it may not remove. When it
    changed all the same, ``use`` is called a second time. Raises sqlite3.Error, and what ``use``
    raises.
    """
    before = _at_rest(path)
    if before is not None:
        try:
            found = use(address_of(path, "ro&immutable=1"))
        except (sqlite3.Error, PortError):
            if _at_rest(path) == before:
                raise
        else:
            if _at_rest(path) == before:
                return found
    return use(address_of(path, "ro"))


def _at_rest(path: Path) -> tuple[int, int, int] | None:
    """What tells one content of the file from another; None while it has a log."""
    if Path(f"{path}-wal").exists():
        return None
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    return status.st_ino, status.st_size, status.st_mtime_ns
