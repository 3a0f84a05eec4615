"""A part of very many rows, another one at each commit: over some commits every row is looked at.

Which part is the same for everybody who has that commit, and does not move while somebody edits.
``ROWS=all`` in the environment takes every row, as ``python -m tests --whole`` does.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import TypeVar
from zlib import crc32

Row = TypeVar("Row")
ALL = {"ROWS": "all"}


def whole() -> bool:
    """Whether every row is wanted."""
    return all(os.environ.get(name) == value for name, value in ALL.items())


def part(rows: Iterable[Row], one_in: int, name: Callable[[Row], str] = str) -> list[Row]:
    """One in so many rows, in their order, whatever else is among them."""
    if whole():
        return list(rows)
    found = list(rows)
    taken = [row for row in found if _number(name(row)) % one_in == 0]
    return taken or found[:1]


def lot(name: str, of: int) -> int:
    """A number below ``of``, at each commit another."""
    return _number(name) % of


def _number(name: str) -> int:
    return crc32(f"{commit()} {name}".encode())


@cache
def commit() -> str:
    """What is checked out here; nothing where the files came without their history."""
    asked = ("git", "-C", str(Path(__file__).parent), "rev-parse", "HEAD")
    try:
        return subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip()
    except OSError:
        return ""
