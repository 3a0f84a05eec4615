"""The file of imported example titles: written whole, and read again only when it is whole."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from zlib import crc32

from knowledge.parameters import KnowledgeError

_EDITION = "tradedraw titles 1"
"""Begins the file, with a checksum of all that follows; another number is another form of it."""

Titles = tuple[tuple[str, str], ...]
"""(unit group code, title) pairs."""


def store(titles: Iterable[tuple[str, str]], path: Path) -> None:
    """Write titles where ``stored_titles`` finds them; the old file stands until the new is whole.

    Raises OSError, and leaves nothing half written behind.
    """
    rows = io.StringIO(newline="")
    csv.writer(rows).writerows(titles)
    body = rows.getvalue().encode()
    # The folder is the database's, too, and nobody else's.
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.urandom(4).hex()}")
    try:
        draft.write_bytes(f"{_EDITION},{crc32(body):08x}\r\n".encode() + body)
        os.replace(draft, path)
    finally:
        with suppress(OSError):
            draft.unlink()


def stored_titles(path: Path) -> Titles:
    """The titles that ``store`` wrote.

    Raises KnowledgeError when the file cannot be read, was damaged, or is of another version.
    """
    try:
        head, _, body = path.read_bytes().partition(b"\r\n")
    except OSError as error:
        raise KnowledgeError(f"{path}: {error.strerror}; import it again") from error
    if head != f"{_EDITION},{crc32(body):08x}".encode():
        raise KnowledgeError(f"{path}: damaged, or of another version; import it again")
    rows = csv.reader(io.StringIO(body.decode(), newline=""))
    return tuple((noc, title) for noc, title in rows)
