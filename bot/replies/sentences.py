"""Sentences as values: which one, and what fills its gaps; each language words them.

A language keeps a text for every key. ``{name}`` is filled with the value of that name; a line with
a gap that has no value is left out. ``{?name}`` at the head of a line keeps it only where the value
is there (and not false), ``{?!name}`` only where it is not. ``[words](name)`` is a link to the
address of that name. What stands below three dashes is folded.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Literal, Protocol

from bot.replies.markup import bold, capital, fold, link
from knowledge.occupations.groups import UnitGroup
from knowledge.profiles import Submission

Unit = Literal[
    "number", "points", "months", "years", "days", "people", "invitations", "draws", "occupations"
]


@dataclass(frozen=True, slots=True)
class Amount:
    """So many of something; the language gives it its noun."""

    count: int
    unit: Unit = "number"


@dataclass(frozen=True, slots=True)
class Named:
    """What the facts name in both languages: an occupation, a program."""

    en: str
    fr: str


@dataclass(frozen=True, slots=True)
class Address:
    """Where a link leads, in both languages."""

    en: str | None
    fr: str | None


@dataclass(frozen=True, slots=True)
class OneDraw:
    """A draw as it is spoken of; with its cut-off where the sentence compares with it."""

    number: str
    category: str
    drawn_on: date | None
    cutoff: int | None = None


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of draw, by the id of its category."""

    category: str


@dataclass(frozen=True, slots=True)
class PersonLabel:
    """Somebody else, by the label they were told under: husband, client B."""

    label: str


@dataclass(frozen=True, slots=True)
class OfPerson:
    """The same as an owner: of your husband, of client B."""

    label: str


@dataclass(frozen=True, slots=True)
class Quoted:
    """What somebody wrote, repeated."""

    words: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of that name, with what fills it."""

    key: str
    values: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Several:
    """Sentences or values put together: one after the other, as marks in a line, set apart by
    semicolons, as an enumeration, as alternatives, or each on a line of its own."""

    values: tuple[Value, ...]
    put: Literal["after", "beside", "apart", "listed", "either", "below"] = "after"


Value = (
    Amount
    | Named
    | Address
    | OneDraw
    | Kind
    | PersonLabel
    | OfPerson
    | Quoted
    | Sentence
    | Several
    | Submission
    | datetime
    | date
    | time
    | timedelta
    | int
    | str
)
Values = Mapping[str, Value]


def sentence(key: str, **values: Value) -> Sentence:
    """A sentence and its values."""
    return Sentence(key, values)


def listed(*values: Value) -> Several:
    """The values as one enumeration."""
    return Several(values, "listed")


def occupation(group: UnitGroup) -> Named:
    """An occupation as people call it."""
    return Named(group.short_en, group.short_fr)


class Wording(Protocol):
    """What a language gives to word a sentence."""

    def text(self, key: str) -> str:
        """The text of that sentence, with its gaps."""

    def value(self, value: Value) -> str:
        """The value in words, safe inside Telegram HTML."""

    def address(self, value: Address) -> str | None:
        """The address for this language."""


_GAP = re.compile(r"\{(\w+)\}")
_ONLY = re.compile(r"\{\?(!?)(\w+)\}")
_LINK = re.compile(r"\[([^\]]+)\]\((\w+)\)")
_PIECES = re.compile(r"\{(\w+)\}|\[([^\]]+)\]\((\w+)\)")
_FOLD = "---"


@dataclass(frozen=True, slots=True)
class _Gap:
    """Where a value stands, with a capital where the name of the gap has one."""

    name: str
    capital: bool


@dataclass(frozen=True, slots=True)
class _Link:
    """Words that lead to the address of that name."""

    words: tuple[str | _Gap, ...]
    page: str


@dataclass(frozen=True, slots=True)
class _Line:
    """A line taken apart: told where all its gaps can be filled, and ``only`` then."""

    pieces: tuple[str | _Gap | _Link, ...]
    gaps: tuple[str, ...]
    only: tuple[tuple[str, bool], ...]


def worded(said: Sentence, wording: Wording) -> str:
    """The sentence as Telegram HTML; what is folded last."""
    shown, folded = _taken_apart(wording.text(said.key))
    return f"{_lines(shown, said.values, wording)}{fold(_lines(folded, said.values, wording))}"


def answering(said: Sentence, wording: Wording) -> str:
    """The same with its first line, which is the answer, in bold."""
    first, _, rest = worded(said, wording).partition("\n")
    return f"{bold(first)}\n{rest}" if rest else bold(first)


_COLON = re.compile(r" ?: ")


def after_colons(words: list[str]) -> str:
    """Sentences one after the other; behind a colon one goes on in small letters.

    >>> after_colons(["About client B:", "Yes: it was enough.", "So what?"])
    'About client B: yes, it was enough. So what?'
    """
    said = ""
    for each in words:
        goes_on = said.endswith(":")
        begins = _COLON.sub(", ", f"{each[:1].lower()}{each[1:]}", 1) if goes_on else each
        said = f"{said} {begins}" if said else begins
    return said


def gaps(text: str) -> set[str]:
    """The names of all values that a text can hold."""
    named = [*_GAP.findall(text), *(name for _, name in _ONLY.findall(text))]
    return {name.lower() for name in named}


def pages(text: str) -> set[str]:
    """The names of all pages and addresses that a text links."""
    return {page for _, page in _LINK.findall(text)}


@cache
def _taken_apart(text: str) -> tuple[tuple[_Line, ...], tuple[_Line, ...]]:
    """The lines of a text, and those that are folded."""
    shown, _, folded = text.strip().partition(f"\n{_FOLD}\n")
    above, below = (tuple(map(_line, part.split("\n"))) for part in (shown, folded))
    return above, below


def _line(line: str) -> _Line:
    only = tuple((name, not absent) for absent, name in _ONLY.findall(line))
    line = _ONLY.sub("", line).strip()
    pieces: list[str | _Gap | _Link] = []
    end = 0
    for found in _LINK.finditer(line):
        pieces += (*_pieces(line[end : found.start()]), _Link(_pieces(found[1]), found[2]))
        end = found.end()
    pieces += _pieces(line[end:])
    return _Line(tuple(pieces), tuple(name.lower() for name in _GAP.findall(line)), only)


def _pieces(words: str) -> tuple[str | _Gap, ...]:
    """The words with their gaps, which stand at every other place."""
    parts = _GAP.split(words)
    found: list[str | _Gap] = list(parts)
    found[1::2] = [_Gap(name.lower(), name[0].isupper()) for name in parts[1::2]]
    return tuple(filter(None, found))


def _lines(lines: tuple[_Line, ...], values: Values, wording: Wording) -> str:
    return "\n".join(filter(None, (_filled(line, values, wording) for line in lines)))


def _filled(line: _Line, values: Values, wording: Wording) -> str:
    """The line with its values; empty where it is not told."""
    for name, there in line.only:
        if (values.get(name, False) is not False) != there:
            return ""
    for name in line.gaps:
        if name not in values:
            return ""
    return "".join([_told(piece, values, wording) for piece in line.pieces])


def _told(piece: str | _Gap | _Link, values: Values, wording: Wording) -> str:
    if isinstance(piece, str):
        return piece
    if isinstance(piece, _Link):
        there = values.get(piece.page)
        address = wording.address(there) if isinstance(there, Address) else None
        return link("".join([_told(each, values, wording) for each in piece.words]), address)
    words = wording.value(values[piece.name])
    return capital(words) if piece.capital else words
