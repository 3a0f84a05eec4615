"""Cues: words that tell what stands beside them, read from tables and found in one pass.

A cue is written as words: "a|b" is either, "a|b?" may be missing, "sub*" is any word that begins
so, "_" any word, "#" a number (``number_as_written``); "^" before the first word wants it at the
beginning of a clause, and "/0" at the end lets no telling word stand between it and what it tells
of.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from typing import Any, Literal

from bot.reading.text.tokens import Line, parts

Side = Literal["before", "after", "around"]
_ANY = "_"
_DIGITS, _NEAR = 3, 4
_GLUE, _GLUED_BEFORE, _APART = frozenset(".,:/-"), frozenset(".,+-"), frozenset(" |,(;.")


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
class _Step:
    """From one place of a written cue to the next: over some words, or none at all."""

    words: frozenset[str]
    starts: tuple[str, ...]
    any: bool
    to: int

    def takes(self, word: str) -> bool:
        known = word in self.words or self.any
        return known or (bool(self.starts) and word.startswith(self.starts))


class _Reached:
    """The places of cues that are reached together after some words; what follows is learnt."""

    __slots__ = ("cues", "following", "places")

    def __init__(self, places: frozenset[int], cues: tuple[Cue, ...]) -> None:
        self.places = places
        self.cues = cues
        self.following: dict[str, _Reached | None] = {}


class CueTable:
    """Cues by their words, those of every language together.

    All cues are followed at once; where a word leads from is worked out once and then known.
    """

    def __init__(self) -> None:
        self._steps: list[list[_Step]] = []
        self._skips: list[int | None] = []
        self._ends: dict[int, Cue] = {}
        self._begun: tuple[list[_Step], list[_Step]] = ([], [])
        self._known: set[str] = set()
        self._starts: tuple[str, ...] = ()
        self._reached: dict[frozenset[int], _Reached] = {}
        self._roots: tuple[dict[str, _Reached | None], dict[str, _Reached | None]] = ({}, {})

    def add(self, written: str, cue: Cue) -> None:
        """Take a cue as it is written in a file."""
        at_start = written.startswith("^")
        said = written.removeprefix("^").split()
        places = [self._place() for _ in range(len(said) + 1)]
        self._ends[places[-1]] = cue
        for word, here, there in zip(said, places, places[1:], strict=False):
            self._lead(word.removesuffix("?").split("|"), here, there)
            self._skips[here] = there if word.endswith("?") else None
        first = [step for place in self._closed((places[0],)) for step in self._steps[place]]
        self._begun[False].extend(first)
        self._begun[True].extend(() if at_start else first)

    def _place(self) -> int:
        self._steps.append([])
        self._skips.append(None)
        return len(self._steps) - 1

    def _lead(self, choices: Sequence[str], here: int, there: int) -> None:
        """Lead from one place to the next over any of some words; "j'ai" is two of them."""
        single: set[str] = set()
        starts = tuple(each[:-1] for each in choices if each.endswith("*"))
        for choice in choices:
            apart = parts(choice)
            if choice.endswith("*") or choice == _ANY or not apart:
                continue
            if len(apart) == 1:
                single.add(apart[0])
                continue
            at = here
            for word in apart[:-1]:
                following = self._place()
                self._steps[at].append(_Step(frozenset((word,)), (), any=False, to=following))
                at = following
            self._steps[at].append(_Step(frozenset((apart[-1],)), (), any=False, to=there))
            self._known.update(apart)
        self._known |= single
        self._starts += starts
        self._steps[here].append(_Step(frozenset(single), starts, any=_ANY in choices, to=there))

    def _closed(self, places: Iterable[int]) -> frozenset[int]:
        """Places with those that are reached without a word."""
        found: set[int] = set()
        for place in places:
            at: int | None = place
            while at is not None and at not in found:
                found.add(at)
                at = self._skips[at]
        return frozenset(found)

    def _at(self, places: frozenset[int]) -> _Reached | None:
        if not places:
            return None
        if places not in self._reached:
            cues = tuple(self._ends[place] for place in sorted(places) if place in self._ends)
            self._reached[places] = _Reached(places, cues)
        return self._reached[places]

    def _from_root(self, word: str, *, inside: bool) -> _Reached | None:
        to = {step.to for step in self._begun[inside] if step.takes(word)}
        reached = self._roots[inside][word] = self._at(self._closed(to))
        return reached

    def _after(self, reached: _Reached, word: str) -> _Reached | None:
        steps = [step for place in reached.places for step in self._steps[place]]
        after = self._at(self._closed({step.to for step in steps if step.takes(word)}))
        reached.following[word] = after
        return after

    def knows(self, word: str) -> bool:
        """Whether any cue has that word."""
        return word in self._known or (bool(self._starts) and word.startswith(self._starts))

    def hits(self, line: Line) -> list[Hit]:
        """Every cue in a line, in order; at one place the longer ones first.

        A word that no cue has is read as "", so that what is learnt stays small.
        """
        words, begun, breaks = _cut(line)
        if "#" in self._known:
            words = [
                number_as_written(line, at) if word.isdecimal() else word
                for at, word in enumerate(words)
            ]
        words = [word if word in self._known or self.knows(word) else "" for word in words]
        found: list[Hit] = []
        count = len(words)
        for first, word in enumerate(words):
            roots = self._roots[not begun[first]]
            reached = (
                roots[word] if word in roots else self._from_root(word, inside=not begun[first])
            )
            last = first
            here: list[Hit] = []
            while reached is not None:
                last += 1
                if reached.cues:
                    here += [Hit(first, last, cue) for cue in reached.cues]
                if last == count or breaks[last]:
                    break
                word = words[last]
                following = reached.following
                reached = following[word] if word in following else self._after(reached, word)
            if here:
                found += reversed(here)
        return found


def _cut(line: Line) -> tuple[list[str], list[bool], list[bool]]:
    """The words of a line, which of them begin a clause, and which no cue goes on to."""
    if "cut" not in line.kept:
        tokens = line.tokens
        joints = word_set("fillers", "joints")
        line.kept["cut"] = (
            [token.word for token in tokens],
            [
                at == 0 or token.pause > 0 or tokens[at - 1].word in joints
                for at, token in enumerate(tokens)
            ],
            [token.pause == 2 or "," in token.sign for token in tokens],
        )
    cut: tuple[list[str], list[bool], list[bool]] = line.kept["cut"]
    return cut


def number_as_written(line: Line, at: int) -> str:
    """A number of up to three digits as cues write it: "#" or "###", "+#" and "~#" with a sign."""
    token, text = line.tokens[at], line.text
    behind, sign = text[token.end : token.end + 2], token.sign[-1:]
    if len(token.word) > _DIGITS or (behind[:1] in _GLUE and behind[1:].isdecimal()):
        return ""
    digits = "#" if len(token.word) < _DIGITS else "###"
    before = text[max(0, token.start - _NEAR) : token.start].rstrip(" " if sign == "+" else "")
    if sign in ("+", "-") and before.endswith(sign):
        if behind[:1] == " " and behind[1:].isdecimal():
            return ""
        apart = before[:-1][-1:]
        if apart and (apart.isalnum() or apart in ".+:/-" or (sign == "-" and apart not in _APART)):
            return ""
        return "+#" if sign == "+" else f"~{digits}"
    last = line.tokens[at - 1].word if at else ""
    thousands = digits == "###" and last.isdecimal() and text[token.start - 1] == " "
    return "" if thousands or (before and before[-1] in _GLUED_BEFORE) else digits


@cache
def words(name: str) -> Mapping[str, Any]:
    """What every language's file of that name says, lists of one key together."""
    said: dict[str, Any] = {}
    folder = resources.files("bot.reading") / "words"
    for language in sorted(folder.iterdir(), key=lambda each: each.name):
        file = language / f"{name}.toml"
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


@cache
def roles_table(kind: str) -> CueTable:
    """The cues that tell what a mention of a kind is."""
    table = CueTable()
    for name, row in words("roles")[kind].items():
        sides: tuple[Side, ...] = ("before", "after", "around")
        for side in sides:
            reach = row.get("after_reach") if side == "after" else None
            cue = Cue(
                name, side, row.get("reach", 2) if reach is None else reach, row.get("far", False)
            )
            for written in row.get(side, ()):
                words_of, _, reach_of = written.partition(" /")
                table.add(words_of, replace(cue, reach=int(reach_of)) if reach_of else cue)
    return table


@cache
def table_of(name: str, part: str) -> CueTable:
    """The cues of one part of a file: lists of words by name."""
    table = CueTable()
    for cue, listed in words(name)[part].items():
        for written in listed:
            table.add(written, Cue(cue))
    return table


@cache
def word_set(name: str, key: str) -> frozenset[str]:
    """The words of a list that is written as one string."""
    return frozenset(str(words(name).get(key, "")).split())
