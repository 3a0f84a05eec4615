"""A lock of the operating system: who holds it is alone, and kill -9 frees it."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path

from bot.ports.faults import PortError
from bot.system.private_files import acting_for, real

NO_LINK = getattr(os, "O_NOFOLLOW", 0)


class LockFile:
    """A file that one process holds; it stays on the disk, the lock does not."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file: int | None = None

    @classmethod
    def beside(cls, path: Path) -> LockFile:
        """The lock of the database at that path; the same one for every link that leads there."""
        database = real(path)
        return cls(database.with_name(f"{database.name}.lock"))

    def take(self) -> bool:
        """Hold it; False when another process does. PortError when the file cannot be made."""
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with acting_for(self.path):
                # No link: it could lead to a file that others hold, or must not be made.
                file = os.open(self.path, os.O_RDWR | os.O_CREAT | NO_LINK, 0o600)
        except OSError as error:
            raise PortError(
                f"cannot make {self.path}: {error.strerror}; "
                "name a writable place in DATABASE_URL, e.g. sqlite:////var/lib/tradedraw/bot.db"
            ) from error
        try:
            _lock(file)
        except OSError:
            os.close(file)
            return False
        self._file = file
        return True

    def release(self) -> None:
        """Let others have it; nothing happens when it is not held."""
        if self._file is not None:
            with contextlib.suppress(OSError):
                os.close(self._file)
            self._file = None


class DatabaseLock:
    """Who holds it is alone with the database, by whichever of its names others come to it.

    The lock beside it stays when the file is replaced; the one on the file itself is the same for
    a second name in another folder. The latter is let go when SQLite has closed the file: closing
    it earlier would end SQLite's own locks.
    """

    def __init__(self, database: Path) -> None:
        self.beside = LockFile.beside(database)
        # Windows has no second kind of lock, that SQLite would not notice.
        self._itself = None if sys.platform == "win32" else LockFile(real(database))

    def take(self, *, make: bool = True) -> bool:
        """Hold it; ``make`` an empty database where there is none. PortError as of LockFile."""
        if not self.beside.take():
            return False
        if self._itself is None or not (make or self._itself.path.exists()):
            return True
        if self._itself.take():
            return True
        self.beside.release()
        return False

    def release(self) -> None:
        """Let others have it; nothing happens when it is not held."""
        if self._itself is not None:
            self._itself.release()
        self.beside.release()


if sys.platform == "win32":
    import msvcrt

    def _lock(file: int) -> None:
        """Raises OSError when another process holds it."""
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(file: int) -> None:
        """Raises OSError when another process holds it; ends with the last copy of ``file``."""
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
