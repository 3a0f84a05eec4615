"""The mark that a database's log holds something: without its log it is not taken for whole.

SQLite opens a database without its ``-wal`` and says nothing: what was committed last would be gone
unseen (a copy of the one file, a clean-up of "temporary" files).
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from bot.system.private_files import acting_for, real

ENDING = ".in-log"


def log_mark_of(database: Path) -> Path:
    """Where that mark is; the same one for every link that leads to the database."""
    database = real(database)
    return database.with_name(f"{database.name}{ENDING}")


def log_of(database: Path) -> Path:
    """Where SQLite keeps what is committed and not yet in the one file."""
    database = real(database)
    return database.with_name(f"{database.name}-wal")


def lost_log(database: Path) -> bool:
    """Whether the log held something when it was last seen, and is not there now.

    Whoever opens the database of a killed bot brings its log into the file, and removes it: that
    file is then the same one and has changed. A copy is another one.
    """
    if log_of(database).exists() or not log_mark_of(database).exists():
        return False
    inode, _, changed = log_mark_of(database).read_text("ascii", errors="replace").partition(" ")
    now = _content(real(database))
    return now[0] != inode or now[1] == changed


def forget_log(database: Path) -> None:
    """The database counts as whole as it is. Raises OSError."""
    with acting_for(log_mark_of(database)):
        log_mark_of(database).unlink(missing_ok=True)


class LogMark:
    """Follows the log of a database that one process has to itself, from its opening on."""

    def __init__(self, database: Path) -> None:
        self._file, self._log, self._mark = real(database), log_of(database), log_mark_of(database)
        self._marked: tuple[str, str] | None = None
        self._there = self._mark.exists()

    def follow(self) -> None:
        """Make the mark when something came into the log, remove it when all is in the file.

        A full disk must not stop the bot: without the mark, a log that is lost is not noticed.
        """
        with suppress(OSError):
            held = self._log.stat().st_size > 0
            if held and (content := _content(self._file)) != self._marked:
                _write(self._mark, " ".join(content))
                self._marked = content
            elif not held and self._there:
                self._mark.unlink(missing_ok=True)
                self._marked = None
            self._there = held


def _content(file: Path) -> tuple[str, str]:
    """What tells this file from its copies, and this content of it from a later one."""
    status = file.stat()
    return str(status.st_ino), str(status.st_mtime_ns)


def _write(mark: Path, text: str) -> None:
    """A file of its own: where the account of the folder planted a link, nothing is written."""
    mark.unlink(missing_ok=True)
    file = os.open(mark, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        os.write(file, text.encode())
    finally:
        os.close(file)
