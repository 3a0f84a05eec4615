"""Cues: words that tell what stands beside them, read from tables and found in one pass.

A cue is written as words: "a|b" is either, "a|b?" may be missing, "sub*" is any word that begins
so, "_" any word at all; "^" before the first word wants it at the beginning of a clause, and "/0"
at the end lets no telling word stand between it and what it tells of.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import resources
from typing import Any, Literal

from bot.reading.text.tokens import Line, Token, parts

Side = Literal["before", "after"]
LANGUAGES = ("en", "fr")
_ANY = "_"


@dataclass(frozen=True, slots=True)
class Cue:
    """What words mean: ``name`` in a table; on which ``side`` of a mention they stand.

    ``reach`` is how many telling words may stand between, ``far`` whether commas may as well.
    """

    name: str
    side: Side = "before"
    reach: int = 2
    far: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue in a line: tokens ``first`` to ``last`` (not included)."""

    first: int
    last: int
    cue: Cue


@dataclass(frozen=True, slots=True)
class _Choice:
    """One place of a written cue: the words that may stand there, and beginnings of words.

    ``pairs`` are words that are two tokens: "j'ai".
    """

    words: frozenset[str]
    pairs: frozenset[tuple[str, ...]]
    starts: tuple[str, ...]
    any: bool
    optional: bool

    def ends(self, tokens: Sequence[Token], place: int) -> Iterator[int]:
        """Where what stands at a token may end."""
        word = tokens[place].word
        if word in self.words or self.any or (self.starts and word.startswith(self.starts)):
            yield place + 1
        for pair in self.pairs:
            if tuple(token.word for token in tokens[place : place + len(pair)]) == pair:
                yield place + len(pair)


@dataclass(frozen=True, slots=True)
class _Written:
    """A cue as it is written in a file."""

    choices: tuple[_Choice, ...]
    at_start: bool
    cue: Cue


class Table:
    """Cues by their words, those of every language together."""

    def __init__(self) -> None:
        self._by_word: dict[str, list[_Written]] = {}
        self._by_start: dict[str, list[_Written]] = {}

    def add(self, written: str, cue: Cue) -> None:
        """Take a cue as it is written in a file."""
        choices = [_choice(word) for word in written.removeprefix("^").split()]
        taken = _Written(tuple(choices), written.startswith("^"), cue)
        for choice in choices:
            for word in (*choice.words, *(first for first, *_ in choice.pairs)):
                self._by_word.setdefault(word, []).append(taken)
            for start in choice.starts:
                self._by_start.setdefault(start[:2], []).append(taken)
            if not choice.optional:
                break

    def hits(self, line: Line) -> list[Hit]:
        """Every cue in a line, in order; at one place the longer ones first."""
        tokens = line.tokens
        found: list[Hit] = []
        for place, token in enumerate(tokens):
            waiting = self._by_word.get(token.word, ())
            begun = self._by_start.get(token.word[:2], ()) if self._by_start else ()
            here = {
                hit for written in (*waiting, *begun) for hit in _fitting(written, tokens, place)
            }
            found += sorted(here, key=lambda hit: -hit.last)
        return found


def _choice(word: str) -> _Choice:
    said = word.removesuffix("?").split("|")
    starts = tuple(each[:-1] for each in said if each.endswith("*"))
    apart = [tuple(parts(each)) for each in said if not each.endswith("*") and each != _ANY]
    words = frozenset(each[0] for each in apart if len(each) == 1)
    pairs = frozenset(each for each in apart if len(each) > 1)
    return _Choice(words, pairs, starts, _ANY in said, word.endswith("?"))


def _fitting(written: _Written, tokens: Sequence[Token], first: int) -> Iterator[Hit]:
    if written.at_start and not begins(tokens, first):
        return
    waiting = [(0, first)]
    while waiting:
        at, place = waiting.pop()
        if at == len(written.choices):
            if place > first:
                yield Hit(first, place, written.cue)
            continue
        choice = written.choices[at]
        if choice.optional:
            waiting.append((at + 1, place))
        if place == len(tokens) or (place > first and _ends_clause(tokens[place])):
            continue
        waiting += [(at + 1, end) for end in choice.ends(tokens, place)]


def _ends_clause(token: Token) -> bool:
    return token.pause == 2 or "," in token.sign


def begins(tokens: Sequence[Token], place: int) -> bool:
    """Whether a token stands at the beginning of a clause."""
    if place == 0 or tokens[place].pause > 0:
        return True
    return tokens[place - 1].word in word_set("fillers", "joints")


@lru_cache(maxsize=64)
def words(name: str) -> Mapping[str, Any]:
    """What every language's file of that name says, lists of one key together."""
    said: dict[str, Any] = {}
    for language in LANGUAGES:
        file = resources.files("bot.reading") / "words" / language / f"{name}.toml"
        if file.is_file():
            _laid(said, tomllib.loads(file.read_text("utf-8")))
    return said


def _laid(said: dict[str, Any], more: Mapping[str, Any]) -> None:
    for key, value in more.items():
        if isinstance(value, Mapping):
            _laid(said.setdefault(key, {}), value)
        elif isinstance(value, list):
            said[key] = [*said.get(key, ()), *value]
        elif isinstance(value, str) and isinstance(said.get(key), str):
            said[key] = f"{said[key]} {value}"
        else:
            said[key] = value


@lru_cache(maxsize=16)
def roles_table(kind: str) -> Table:
    """The cues that tell what a mention of a kind is."""
    table = Table()
    for name, row in words("roles")[kind].items():
        for side in ("before", "after"):
            reach = row.get("after_reach") if side == "after" else None
            cue = Cue(
                name, side, row.get("reach", 2) if reach is None else reach, row.get("far", False)
            )
            for written in row.get(side, ()):
                words_of, _, reach_of = written.partition(" /")
                table.add(words_of, replace(cue, reach=int(reach_of)) if reach_of else cue)
    return table


@lru_cache(maxsize=16)
def table_of(name: str, part: str) -> Table:
    """The cues of one part of a file: lists of words by name."""
    table = Table()
    for cue, listed in words(name)[part].items():
        for written in listed:
            table.add(written, Cue(cue))
    return table


@lru_cache(maxsize=64)
def word_set(name: str, key: str) -> frozenset[str]:
    """The words of a list that is written as one string."""
    return frozenset(str(words(name).get(key, "")).split())
