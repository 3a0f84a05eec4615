"""Files beside the database: for their owner only, and never half written."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# What SQLite may put beside a database.
COMPANIONS = ("-journal", "-wal", "-shm")


@contextmanager
def unfinished(path: Path) -> Iterator[Path]:
    """An empty file of mode 0600 in the folder of ``path``, to be filled and given its name.

    Whatever is left of it at the end is removed. Raises OSError.
    """
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    os.close(handle)
    try:
        yield Path(name)
    finally:
        for companion in ("", *COMPANIONS):
            Path(f"{name}{companion}").unlink(missing_ok=True)


def write_private(path: Path, text: str, like: Path) -> None:
    """Replace the file at once, mode 0600, for the owner of ``like``. Raises OSError."""
    with unfinished(path) as made:
        made.write_text(text, encoding="utf-8")
        give_to_owner_of(like, made)
        settle(made)
        os.replace(made, path)
    settle_folder(path.parent)


def give_to_owner_of(like: Path, file: Path) -> None:
    """What root makes for the bot must be the bot's; anybody else's files are theirs already."""
    if sys.platform != "win32" and os.geteuid() == 0:
        owner = like.stat()
        os.chown(file, owner.st_uid, owner.st_gid)


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
