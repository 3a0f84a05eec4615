"""What was read and checked once, kept for the next start while its files stay byte for byte.

A snapshot is plain data in Python's marshal format, that of its own bytecode files: loading it
runs nothing. It is believed only when its digest fits: of all files it was made from, of this
package's code, of the Python that runs, and of itself. Whatever else is found is as if nothing
were there, so a snapshot changes how long reading takes and never what is read.
"""

from __future__ import annotations

import marshal
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

PACKAGE = Path(__file__).parent

BESIDE_CODE = PACKAGE / "__pycache__"
"""Where ``python -m bot.operating.compiling`` puts them: Python's own place for what it made."""

_DIGEST = 32


class Snapshots:
    """Snapshots in folders: read from the first that has a good one, written to ``write_to``.

    Nothing is written where ``write_to`` is None. A folder that cannot be read or written is no
    fault: then everything is read from its own files, as without snapshots.
    """

    def __init__(
        self,
        write_to: Path | None,
        read_from: Sequence[Path] = (BESIDE_CODE,),
        mode: int = 0o600,
    ) -> None:
        self._write_to = write_to
        self._read_from = tuple(read_from) if write_to is None else (*read_from, write_to)
        self._mode = mode
        self.problem: OSError | None = None
        # Taken before anything is read: a file that changes meanwhile must not fit afterwards.
        self._digests: dict[Path, bytes] = {}

    def read(self, name: str, *sources: Path) -> Any:
        """The plain data kept under that name, None where there is no good snapshot.

        ``sources`` are the files and folders, besides this package, that it was made from.
        """
        try:
            key = self._key(name, sources)
        except OSError:
            return None
        for folder in self._read_from:
            content = _own(folder / _file_of(name))
            digest, data = content[:_DIGEST], memoryview(content)[_DIGEST:]
            if content and digest == sha256(key + data).digest():
                return marshal.loads(data)
        return None

    def write(self, name: str, plain: Any, *sources: Path) -> None:
        """Keep plain data under that name; where that cannot be, ``problem`` tells why."""
        if self._write_to is None:
            return
        path = self._write_to / _file_of(name)
        draft = path.with_name(f"{path.name}.{os.urandom(4).hex()}")
        try:
            data = marshal.dumps(plain)
            digest = sha256(self._key(name, sources) + data).digest()
            self._write_to.mkdir(mode=0o700, parents=True, exist_ok=True)
            with open(draft, "xb", opener=lambda at, flags: os.open(at, flags, self._mode)) as file:
                file.write(digest + data)
            os.replace(draft, path)
        except OSError as error:
            self.problem = error
            with suppress(OSError):
                draft.unlink()

    def _key(self, name: str, sources: Sequence[Path]) -> bytes:
        """Everything a snapshot depends on, in short. Raises OSError."""
        parts = [f"{name}\0{sys.version}\0".encode(), self._digest(PACKAGE)]
        for path in sources:
            inside = path.is_relative_to(PACKAGE)
            parts.append(bytes(path.relative_to(PACKAGE)) if inside else self._digest(path))
        return b"\0".join(parts)

    def _digest(self, path: Path) -> bytes:
        if path not in self._digests:
            self._digests[path] = _digest_of(path)
        return self._digests[path]


def folder_of(package: str) -> Path:
    """Where the files of a package lie: a source of what its code makes."""
    return Path(str(files(package)))


def _file_of(name: str) -> str:
    return f"{name}.{sys.implementation.cache_tag}.snapshot"


def _own(path: Path) -> bytes:
    """What the file holds; nothing when it is missing or somebody else could have written it."""
    try:
        with path.open("rb") as file:
            status = os.fstat(file.fileno())
            mine = os.name == "nt" or status.st_uid in (0, os.geteuid())
            return file.read() if mine and not status.st_mode & 0o022 else b""
    except OSError:
        return b""


def _digest_of(path: Path) -> bytes:
    """A digest of a file, or of all files below a folder with their names. Raises OSError."""
    found = sha256()
    for file in _files(str(path)):
        with open(file, "rb", buffering=0) as opened:
            content = opened.read()
        found.update(f"{file.removeprefix(str(path))}\0{len(content)}\0".encode())
        found.update(content)
    return found.digest()


def _files(path: str) -> Iterator[str]:
    if not os.path.isdir(path):
        yield path
        return
    with os.scandir(path) as entries:
        inside = sorted(entries, key=lambda entry: entry.name)
    for entry in inside:
        if entry.is_dir():
            if entry.name != "__pycache__":
                yield from _files(entry.path)
        else:
            yield entry.path
