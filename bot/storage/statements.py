"""The statements, written once: each engine's placeholders and clauses are made from them.

A file of ``sql/statements`` is plain SQL with ``:names`` for values, and beside that:

- ``-- name: x`` begins a statement. It may have several parts, divided by ``;`` at the end of a
  line, that do not build on each other: together they are one transaction.
- ``-- list rows: a bigint, b text`` says that ``:rows`` is a list of rows with these columns, to be
  selected from like a table; ``place`` numbers them.
- ``--sqlite ...`` and ``--postgres ...`` are lines for that engine only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

SQL = Path(__file__).parent / "sql"

Engine = Literal["sqlite", "postgres"]

Column = tuple[str, str]
"""Name and type."""

ListTable = Callable[[str, Sequence[Column]], str]
"""What stands for a list of rows: its name and its columns give a table to select from."""

_NAMED = re.compile(r"^-- name: (\w+)$", re.MULTILINE)
_LIST = re.compile(r"^-- list (\w+): (.+)$", re.MULTILINE)
_VALUE = re.compile(r"(?<![:\w]):([a-z_]+)")
_OF_ENGINES = re.compile(r"^(\s*)--(sqlite|postgres) ", re.MULTILINE)
_COMMENT = re.compile(r"^\s*--.*\n?", re.MULTILINE)


@cache
def statements() -> Mapping[str, str]:
    """The statements by name, as they are written; read once."""
    found: dict[str, str] = {}
    for file in sorted((SQL / "statements").glob("*.sql")):
        _, *pieces = _NAMED.split(file.read_text("utf-8"))
        found |= dict(zip(pieces[::2], pieces[1::2], strict=True))
    return found


@cache
def migrations(engine: Engine) -> Sequence[str]:
    """What brings a database of that engine up to date, oldest first."""
    files = sorted((SQL / "migrations").glob("*.sql"))
    texts = [of_engine(file.read_text("utf-8"), engine) for file in files]
    if engine == "postgres":  # which came later: its first version has what the first two made
        return [texts[0] + texts[1], *texts[2:]]
    return [_for_sqlite(text) for text in texts]


def _for_sqlite(text: str) -> str:
    """Tables as SQLite keeps them: instants and numbers as integers, flags as 0 and 1.

    WITHOUT ROWID: the key is then part of the row. A rowid table keeps copies of its keys as
    dividers in the inner pages of the tree, and a deleted chat's id would stay there.
    """
    text = re.sub(r"(\w+) boolean not null(?! default)", r"\g<0> check (\1 in (0, 1))", text)
    text = re.sub(r"\b(bigint|timestamptz|boolean)\b", "integer", text)
    text = re.sub(r"\btime not null", "text not null", text)
    return re.sub(r"^\);$", ") strict, without rowid;", text, flags=re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Written:
    """A statement in one engine's words: its parts still hold ``:names`` of single values.

    ``lists`` tells the columns of each list of rows among its values.
    """

    parts: tuple[str, ...]
    lists: Mapping[str, tuple[Column, ...]]


def write(statement: str, engine: Engine, table: ListTable) -> Written:
    """That statement in the words of an engine, which has ``table`` for lists of rows."""
    lists = {
        name: tuple((column, kind) for column, kind in map(str.split, columns.split(",")))
        for name, columns in _LIST.findall(statement)
    }
    text = of_engine(statement, engine)
    for name, columns in lists.items():
        text = re.sub(rf":{name}\b", lambda _, n=name, c=columns: table(n, c), text)  # type: ignore[misc]
    parts = (part.strip() for part in re.split(r";\s*$", text, flags=re.MULTILINE))
    return Written(tuple(part for part in parts if part), lists)


def of_engine(text: str, engine: Engine) -> str:
    """The text with the lines of that engine, without those of the other, and without comments."""
    text = _OF_ENGINES.sub(lambda m: m[1] if m[2] == engine else m[0], text)
    return _COMMENT.sub("", text)


def numbered(text: str, places: dict[str, int]) -> str:
    """The text with ``$1`` for names; ``places`` is continued: a name has one number throughout."""
    return _VALUE.sub(lambda m: f"${places.setdefault(m[1], len(places) + 1)}", text)


# What a column holds is told by its name, in every table and every answer.
_FLAGS = frozenset(
    {"only_changes", "in_group", "in_channel", "unsent", "paused", "newest", "crowded"}
)
_TIMES = frozenset({"quiet_from", "quiet_until"})


def holds(column: str) -> Literal["instant", "flag", "time", "plain"]:
    """What SQLite, which has only numbers and texts, keeps in a column of that name.

    >>> [holds(name) for name in ("since", "told_at", "quiet_until", "unsent", "lang")]
    ['instant', 'instant', 'time', 'flag', 'plain']
    """
    if column in _FLAGS:
        return "flag"
    if column in _TIMES:
        return "time"
    if column in ("at", "since") or column.endswith(("_at", "_until", "_since")):
        return "instant"
    return "plain"
