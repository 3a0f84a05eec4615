"""What a file may hold of a person: every way in which SQLite and JSON write their id."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

SIZES = (4, 6, 8)
"""Bytes of an integer in a SQLite row, big end first; ids of 3 bytes and fewer are too common."""


def spellings(chat: int) -> list[bytes]:
    """The id as text, as an integer of each size that holds it, and as the key of a rowid table,
    which is written in groups of 7 bits."""
    found = [str(chat).encode()]
    found += [
        chat.to_bytes(size, "big", signed=True)
        for size in SIZES
        if -(2 ** (8 * size - 1)) <= chat < 2 ** (8 * size - 1)
    ]
    if chat > 0:
        groups = [chat & 0x7F]
        while chat >> 7 * len(groups):
            groups.insert(0, chat >> 7 * len(groups) & 0x7F | 0x80)
        found.append(bytes(groups))
    return found


def traces(found: bytes, chat: int, *texts: str) -> list[bytes]:
    """Which spellings of the chat's id, and which texts, are in these bytes."""
    return [needle for needle in [*spellings(chat), *map(str.encode, texts)] if needle in found]


def written(path: Path) -> bytes:
    """Every byte of the database, of its log and of whatever else stands beside it."""
    return b"".join(part for part in _parts(path.parent.glob(f"{path.name}*")))


def _parts(files: Iterable[Path]) -> Iterable[bytes]:
    return (file.read_bytes() for file in sorted(files))
