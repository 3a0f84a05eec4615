"""Files beside the database: for their owner only, never half written, nobody else's."""

from __future__ import annotations

import os
import stat
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.ports.faults import PortError

# What SQLite may put beside a database.
COMPANIONS = ("-journal", "-wal", "-shm")

UNFINISHED = ".part"


@contextmanager
def acting_for(path: Path) -> Iterator[None]:
    """As root: do what follows at that path as whoever could change what it leads to.

    What is made then belongs to them, and a link that they planted leads nowhere but where they
    could go themselves. Anybody but root is themselves already.
    """
    account = _account_of(path)
    if account is None:
        yield
        return
    user, group = account
    groups = os.getgroups()
    os.setgroups([])
    os.setegid(group)
    os.seteuid(user)
    try:
        yield
    finally:
        os.seteuid(0)
        os.setegid(0)
        os.setgroups(groups)


def real(path: Path) -> Path:
    """Where that leads in the end.

    PortError where root would be led out of the folder of the account that it acts for: by a link,
    or by a second name, which may be that of anybody's file.
    """
    found = path.resolve()
    if (account := _account_of(path)) is not None:
        status = found.stat() if found.exists() else None
        second = status is not None and (status.st_nlink > 1 or status.st_uid != account[0])
        if _account_of(found) != account or second:
            raise PortError(
                f"{path} is a link or has a second name, and root follows none: "
                "run this as the user of the bot"
            )
    return found


def _account_of(path: Path) -> tuple[int, int] | None:
    """User and group of the first on the way to that path who is not root; None unless root asks.

    Whoever owns a folder can put anything in the place of what is below.
    """
    if sys.platform == "win32" or os.geteuid() != 0:
        return None
    way, parts = Path("/"), list(path.absolute().parts[1:])
    for _ in range(1000):  # links of root may lead in circles, too
        if not parts:
            return None
        way = way / parts.pop(0)
        try:
            status = way.lstat()
        except OSError:
            return None
        if status.st_uid != 0:
            return status.st_uid, status.st_gid
        if stat.S_ISLNK(status.st_mode):
            led = Path(os.path.normpath(way.parent / os.readlink(way)))
            way, parts = Path("/"), [*led.parts[1:], *parts]
    return None


@contextmanager
def unfinished(path: Path) -> Iterator[Path]:
    """An empty file of mode 0600 in the folder of ``path``, to be filled and given its name.

    Whatever is left of it at the end is removed. Raises OSError.
    """
    with acting_for(path):
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=UNFINISHED)
    os.close(handle)
    try:
        yield Path(name)
    finally:
        remove(Path(name))


def remove(file: Path) -> None:
    """Delete the file and what SQLite may have put beside it, as far as they are there."""
    with acting_for(file):
        for companion in ("", *COMPANIONS):
            Path(f"{file}{companion}").unlink(missing_ok=True)


def write_private(path: Path, text: str) -> None:
    """Replace the file at once, mode 0600. Raises OSError."""
    with unfinished(path) as made, acting_for(path):
        made.write_text(text, encoding="utf-8")
        settle(made)
        os.replace(made, path)
        settle_folder(path.parent)


def settle(file: Path) -> None:
    """Return once the disk has the file's content. Raises OSError."""
    handle = os.open(file, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def settle_folder(folder: Path) -> None:
    """Return once the disk has the folder's names. Raises OSError."""
    if sys.platform != "win32":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
