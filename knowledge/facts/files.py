"""Reading the files of ``data/``: TOML in, rows of the right shape or problems out."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Generic, TypeVar
from zlib import crc32

from pydantic import TypeAdapter, ValidationError

from knowledge.facts.rows import (
    CategoryFile,
    CaveatFile,
    DrawFile,
    PagesFile,
    PlanFile,
    RuleFile,
    SourcesFile,
    TopicFile,
    TopicSourcesFile,
)
from knowledge.facts.values import Problem

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
Place = tuple[str | int, ...]

SOURCES = "sources.toml"

_ROW_IN_MESSAGE = re.compile(r"at line (\d+)")


@dataclass(frozen=True)
class Table(Generic[T_co]):
    """One file: its name as seen from the data folder, its text, and its rows."""

    file: str
    text: str
    rows: T_co

    def row(self, *place: str | int) -> int:
        """The line (from 1) where that place of the file stands, or the nearest one above."""
        return _line(self._lines, place)

    def problem(self, reason: str, *place: str | int) -> Problem:
        """A problem at that place."""
        return Problem(self.file, self.row(*place), reason)

    @cached_property
    def _lines(self) -> list[str]:
        return self.text.splitlines()


@dataclass
class Tables:
    """All files of a data folder that could be read, the problems of the others, and a digest."""

    draws: list[Table[DrawFile]] = field(default_factory=list)
    sources: list[Table[SourcesFile]] = field(default_factory=list)
    categories: list[Table[CategoryFile]] = field(default_factory=list)
    plans: list[Table[PlanFile]] = field(default_factory=list)
    rules: list[Table[RuleFile]] = field(default_factory=list)
    caveats: list[Table[CaveatFile]] = field(default_factory=list)
    pages: list[Table[PagesFile]] = field(default_factory=list)
    topics: list[Table[TopicFile]] = field(default_factory=list)
    topic_sources: list[Table[TopicSourcesFile]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    digest: int = 0

    def whole(self, kind: str) -> bool:
        """Whether every file of that subfolder could be read."""
        return not any(problem.file.startswith(f"{kind}/") for problem in self.problems)


def read(folder: Path) -> Tables:
    """Every file of the data folder, its shape checked; what its rows mean is not."""
    sheets = Tables()
    _read_kind(folder, "draws", DrawFile, sheets.draws, sheets)
    _read_kind(folder, "draws", SourcesFile, sheets.sources, sheets)
    _read_kind(folder, "categories", CategoryFile, sheets.categories, sheets)
    _read_kind(folder, "plans", PlanFile, sheets.plans, sheets)
    _read_kind(folder, "rules", RuleFile, sheets.rules, sheets)
    _read_kind(folder, "caveats", CaveatFile, sheets.caveats, sheets)
    _read_kind(folder, "pages", PagesFile, sheets.pages, sheets)
    _read_kind(folder, "topics", TopicFile, sheets.topics, sheets)
    _read_kind(folder, "topics", TopicSourcesFile, sheets.topic_sources, sheets)
    return sheets


def _read_kind(
    folder: Path, kind: str, shape: type[T], into: list[Table[T]], sheets: Tables
) -> None:
    checker: TypeAdapter[T] = TypeAdapter(shape)
    files = sorted((folder / kind).glob("*.toml"))
    of_sources = shape in (SourcesFile, TopicSourcesFile)
    files = [path for path in files if (path.name == SOURCES) == of_sources]
    if not files:
        name = f"{kind}/{SOURCES}" if of_sources else f"{kind}/"
        sheets.problems.append(Problem(name, 1, "there is no such file"))
    for path in files:
        try:
            raw = path.read_bytes()
        except OSError as error:
            reason = f"this file cannot be read: {error.strerror}"
            sheets.problems.append(Problem(f"{kind}/{path.name}", 1, reason))
            continue
        sheets.digest = crc32(raw, sheets.digest)
        found = _sheet(f"{kind}/{path.name}", raw, checker)
        if isinstance(found, Table):
            into.append(found)
        else:
            sheets.problems.extend(found)


def _sheet(file: str, raw: bytes, checker: TypeAdapter[T]) -> Table[T] | list[Problem]:
    try:
        text = raw.decode()
        content = tomllib.loads(text)
    except UnicodeDecodeError as error:
        row = raw.count(b"\n", 0, error.start) + 1
        return [Problem(file, row, "this is not UTF-8 text")]
    except tomllib.TOMLDecodeError as error:
        found = _ROW_IN_MESSAGE.search(str(error))
        row = int(found[1]) if found else max(1, len(text.splitlines()))
        return [Problem(file, row, f"this is not TOML: {error}")]
    try:
        return Table(file, text, checker.validate_python(content))
    except ValidationError as error:
        lines = text.splitlines()
        details = error.errors(include_url=False)
        return list(
            dict.fromkeys(Problem(file, _line(lines, d["loc"]), _reason(d)) for d in details)
        )


def _reason(detail: Any) -> str:
    names = [part for part in detail["loc"] if isinstance(part, str)]
    if "value" in names:  # may be of three types, each of which complains in its own words
        return "value: needs true or false, a number above 0, or lowest and highest"
    name = names[-2] if names[-1] == "[key]" else names[-1]
    match detail["type"]:
        case "missing":
            return f"{name} is missing"
        case "extra_forbidden":
            return f"unknown key {name}"
        case _:
            given = detail["input"]
            shown = "" if isinstance(given, dict | list) else f", but is {given!r}"
            return f"{name}: {detail['msg']}{shown}"


def _line(lines: list[str], place: Place) -> int:
    """The line (from 1) of a place such as ("draw", 3, "itas").

    tomllib tells no lines, so the headers and keys are looked for again, in order: the table's
    header first, then the key below it. What is not found leaves the line of what holds it.
    """
    start, end, path = 0, len(lines), ""
    for part in place:
        if isinstance(part, int):
            headers = [i for i in range(start, end) if lines[i].strip() == f"[[{path}]]"]
            if len(headers) <= part:
                break
            start = headers[part]
            end = headers[part + 1] if part + 1 < len(headers) else end
            continue
        path = f"{path}.{part}" if path else part
        start = next((i for i in range(start, end) if _opens(lines[i], path, part)), start)
    return start + 1


def _opens(line: str, path: str, key: str) -> bool:
    """Whether the line is the header of that table, or gives that key a value."""
    found = line.strip()
    if found.startswith("["):
        return found.startswith(f"[{path}]")
    name, equals, _ = found.partition("=")
    return equals == "=" and name.strip().strip("\"'") == key
