"""Statistics Canada's NOC 2021 elements file: the official example titles of every unit group.

The file is a CSV with a level, a code, the class title, an element type and the element's text
in every row, in English or French. Headers, delimiter and encoding have varied, so columns are
found by their headers where these are known, else by what stands in them.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from knowledge.accents import unaccented
from knowledge.parameters import KnowledgeError

_CODE = re.compile(r"=?\"?(?:(?:noc|cnp)\s*)?(\d{1,5})(?:\.0+)?\"?")
_EXAMPLE = re.compile(r"ex[ea]mple")
_KINDS = re.compile(
    r"ex[ea]mple|main dut|employment req|additional info|inclusion|exclusion|"
    r"fonctions princ|condition|renseignement"
)
_HEADERS: dict[str, re.Pattern[str]] = {
    "level": re.compile(r"^(level|niveau|hierarch|structure hier)"),
    "code": re.compile(r"^(code|noc|cnp)\b(?!.*(title|titre))"),
    "kind": re.compile(r"(element|etiquette).*(type|label|etiquette)|type d.element"),
    "text": re.compile(r"(element )?description|description d.element"),
}
_OTHER_FILES = (
    (
        (b"PK\x03\x04", b"\xd0\xcf\x11\xe0"),
        "it is an Excel or ZIP file: save the table as CSV first",
    ),
    ((b"\x1f\x8b", b"BZh", b"\xfd7zXZ"), "it is a compressed file: unpack it first"),
    ((b"%PDF",), "it is a PDF, not a CSV table"),
)
_MOST_BYTES = 100_000_000
_SAMPLE = 3_000
_PREFACE = 10
_SIGNS = ",;\t|"
_SEPARATOR = re.compile(r"^\s*sep=.\s*\n")
_UNIT_GROUP = ("5", "unit group", "groupe de base")


@dataclass(frozen=True, slots=True)
class Elements:
    """Example titles read from the file: (unit group code, title) pairs, without repetition.

    ``skipped`` counts example rows whose code is no unit group of NOC 2021.
    """

    titles: tuple[tuple[str, str], ...]
    language: Literal["en", "fr"]
    skipped: int


@dataclass(frozen=True, slots=True)
class _Columns:
    code: int
    kind: int
    text: int
    level: int | None


def read_file(path: Path) -> bytes:
    """What a file holds, up to what no such file comes near. Raises OSError and KnowledgeError."""
    with path.open("rb") as file:
        content = file.read(_MOST_BYTES + 1)
    if len(content) > _MOST_BYTES:
        raise KnowledgeError(f"it has more than {_MOST_BYTES // 1_000_000} MB: not that table")
    return content


def read_elements(content: bytes, groups: Collection[str] | None = None) -> Elements:
    """The example titles of unit groups (level 5) in the bytes of the elements file.

    ``groups`` are the codes of NOC 2021; rows with another code are skipped and counted.
    Raises KnowledgeError with the reason when this is not that file.
    """
    rows = _rows(_text(content))
    columns = _columns(rows)
    titles: dict[tuple[str, str], None] = {}
    french = skipped = 0
    for row in rows:
        if len(row) <= max(columns.code, columns.kind, columns.text):
            continue
        kind, title = _plain(row[columns.kind]), " ".join(row[columns.text].split())
        code = _unit_group(row, columns)
        if code is None or not title or not _EXAMPLE.search(kind):
            continue
        if groups is not None and code not in groups:
            skipped += 1
            continue
        french += "exemple" in kind
        titles[(code, title)] = None
    if not titles and skipped:
        raise KnowledgeError("none of its codes is a unit group of NOC 2021: another edition?")
    if not titles:
        raise KnowledgeError("it has no rows of example titles for unit groups of five digits")
    if skipped > len(titles):
        raise KnowledgeError(
            f"{skipped} of its {skipped + len(titles)} example titles have codes that NOC 2021 "
            "does not have: another edition?"
        )
    return Elements(tuple(titles), "fr" if french * 2 > len(titles) else "en", skipped)


def _text(content: bytes) -> str:
    if not content.strip():
        raise KnowledgeError("the file is empty")
    for starts, reason in _OTHER_FILES:
        if content.startswith(starts):
            raise KnowledgeError(reason)
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    if not text.strip():
        raise KnowledgeError("the file is empty")
    if "\0" in text:
        raise KnowledgeError("it is not a text file")
    if text.lstrip().startswith(("<", "{", "[")):
        raise KnowledgeError("it is a web page or another kind of file, not a CSV table")
    return text


def _rows(text: str) -> list[list[str]]:
    """The rows from the one with the headers on."""
    text = _SEPARATOR.sub("", text)
    lines = text.lstrip().split("\n", _PREFACE)[:_PREFACE]
    head = next((line for line in lines if _most(line) > 1), lines[0])
    try:
        rows = list(
            csv.reader(io.StringIO(text, newline=""), delimiter=max(_SIGNS, key=head.count))
        )
    except csv.Error as error:
        raise KnowledgeError(f"it is not a readable CSV table: {error}") from error
    rows = [row for row in rows if any(cell.strip() for cell in row)]
    if max(map(len, rows)) < 3:
        raise KnowledgeError("it is no table of at least three columns")
    cut = len(rows[-1]) < max(map(len, rows)) or text.count('"') % 2
    if cut and not text.endswith(("\n", "\r")):
        raise KnowledgeError("its last row is cut off: download it again")
    named = (place for place, row in enumerate(rows[:_PREFACE]) if len(_named(row)) > 1)
    return rows[next(named, 0) :]


def _most(line: str) -> int:
    return max(map(line.count, _SIGNS))


def _named(row: Sequence[str]) -> dict[str, int]:
    """Where known headers stand in a row, each at its first place."""
    heads = [_plain(cell).strip(" \ufeff\"'") for cell in row]
    return {
        meaning: place
        for meaning, pattern in _HEADERS.items()
        for place, head in reversed(list(enumerate(heads)))
        if pattern.search(head)
    }


def _columns(rows: Sequence[Sequence[str]]) -> _Columns:
    """Where code, element type, text and level stand."""
    named = _named(rows[0])
    sample = rows[1 : _SAMPLE + 1]
    code = named.get("code", _best(sample, lambda cell: _CODE.fullmatch(cell) is not None, set()))
    taken = {*named.values()} if code is None else {*named.values(), code}
    level = named.get("level", _best(sample, _is_level, taken))
    kind = named.get("kind")
    if kind is None or not _share(sample, kind, _is_kind):
        kind = _best(sample, _is_kind, set())
    if code is None or kind is None or code == kind:
        missing = "no column of NOC codes" if code is None else "no column of element types"
        raise KnowledgeError(f"it has {missing} (Statistics Canada's NOC 2021 elements CSV has)")
    text = named.get("text")
    if text is None or text in (code, kind):
        text = _longest(rows, {code, kind})
    return _Columns(code, kind, text, level)


def _is_kind(cell: str) -> bool:
    return _KINDS.search(cell) is not None and len(cell) < 60


def _is_level(cell: str) -> bool:
    return cell in ("1", "2", "3", "4", "5")


def _plain(cell: str) -> str:
    return unaccented(cell).lower()


def _share(rows: Iterable[Sequence[str]], place: int, fits: Callable[[str], bool]) -> int:
    return sum(place < len(row) and fits(_plain(row[place]).strip()) for row in rows)


def _best(
    rows: Sequence[Sequence[str]], fits: Callable[[str], bool], without: Collection[int]
) -> int | None:
    """The column with most different cells that fit, in at least half of the rows."""
    width = max((len(row) for row in rows), default=0)
    counts = Counter({p: _share(rows, p, fits) for p in range(width) if p not in without})
    variety = {p: len({row[p] for row in rows if p < len(row)}) for p in counts}
    good = [p for p, count in counts.items() if count * 2 >= len(rows) > 0]
    return max(good, key=lambda p: (variety[p], -p), default=None)


def _longest(rows: Sequence[Sequence[str]], without: Collection[int]) -> int:
    """The column with most different texts: examples differ, class titles repeat."""
    width = max(map(len, rows))
    places = [p for p in range(width) if p not in without]
    return max(places, key=lambda p: (len({row[p] for row in rows if p < len(row)}), p))


def _unit_group(row: Sequence[str], columns: _Columns) -> str | None:
    """The row's code, with the leading zeros a spreadsheet may have cut off at level 5."""
    match = _CODE.fullmatch(_plain(row[columns.code]).strip())
    if match is None:
        return None
    shown = columns.level is not None and columns.level < len(row)
    level = _plain(row[columns.level]).strip() if shown and columns.level is not None else ""
    digits = match.group(1)
    if level.startswith(_UNIT_GROUP):
        return digits.zfill(5)
    return digits if len(digits) == 5 and not level[:1].isdecimal() else None
