"""Repeats of a pattern in which one text fits in two ways, so that a text makes it try many.

A pattern becomes an automaton whose states are its characters. Two walkers set out from one state
and read the same text: where they part and meet again inside a repeat, each further turn doubles
the ways (nested repeats). Where a text turns one repeat, turns a later one and also leads from the
first to the second, the ways grow with the square of its length (overlapping repeats).

Borders, and looks at one character beside, are obeyed; longer looks are taken to allow everything.
What is atomic or possessive gives nothing back: two walkers inside it count as one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import Any, Literal, TypeAlias

_PARSER: Any = re._parser  # type: ignore[attr-defined]  # Python's own reader of patterns
_COMPILER: Any = re._compiler  # type: ignore[attr-defined]
_OPS: Any = re._constants  # type: ignore[attr-defined]

_REPEATS = (_OPS.MAX_REPEAT, _OPS.MIN_REPEAT, _OPS.POSSESSIVE_REPEAT)
_LOOKS = (_OPS.ASSERT, _OPS.ASSERT_NOT)
_CHARACTERS = (_OPS.LITERAL, _OPS.NOT_LITERAL, _OPS.ANY, _OPS.IN)
_SAMPLES = "\t\n" + "".join(map(chr, range(32, 127))) + "éÉ–’€\u00a0٣中"
_COPIES = 4  # of a counted repeat; of a single character, more count as endless

Kind: TypeAlias = Literal["nested", "overlapping"]
Way: TypeAlias = tuple[int, ...]  # the numbers of the conditions between two characters
Step: TypeAlias = tuple[int, Way]


@dataclass(frozen=True, slots=True)
class Fault:
    """Repeats of which one text fits in two ways, and that text."""

    kind: Kind
    turn: str


def faults(pattern: str, flags: int = 0) -> tuple[Fault, ...]:
    """The repeats of a pattern that can be read in two ways, at most one of a kind and part."""
    whole = _PARSER.parse(pattern, flags)
    waiting, found = [whole], list[Fault]()
    while waiting:
        tree = waiting.pop()
        nested, overlapping = _Automaton(tree, endless=True), _Automaton(tree, endless=False)
        found += [Fault("nested", turn) for turn in nested.parting()]
        found += [Fault("overlapping", turn) for turn in overlapping.overlapping()]
        waiting += nested.within
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Part:
    """A piece of an automaton: the ways into it, out of it and past it."""

    first: tuple[Step, ...] = ()
    last: tuple[Step, ...] = ()
    past: tuple[Way, ...] = ()


class _Automaton:
    """The characters of a pattern, or of an atomic part of one, and what may follow each.

    ``endless``: counted repeats are read as endless ones, for a counted repeat inside another has
    ways enough although not endlessly many.
    """

    def __init__(self, tree: Any, *, endless: bool) -> None:
        self.endless = endless
        self.within: list[Any] = []  # atomic parts and looks, to be judged by themselves
        self._state = tree.state
        self._labels: list[frozenset[str]] = []
        self._atoms: list[int] = []
        self._ways: list[dict[int, list[Way]]] = []
        self._conditions: list[Callable[[str, str], bool]] = []
        self._atom = 0
        self._letters = _letters(tree)
        self._flags = tree.state.flags
        self._sequence(tree)
        self._reach = _reach(self._ways)

    # how it is built

    def _sequence(self, items: Iterable[Any]) -> _Part:
        done = _Part(past=((),))
        for item in items:
            done = self._then(done, self._item(item))
        return done

    def _then(self, left: _Part, right: _Part) -> _Part:
        self._link(left.last, right.first)
        return _Part(
            left.first + _joined(left.past, right.first),
            right.last + tuple((at, way + past) for at, way in left.last for past in right.past),
            _few(one + two for one in left.past for two in right.past),
        )

    def _link(self, last: Iterable[Step], first: Iterable[Step]) -> None:
        for (left, out), (right, into) in product(last, first):
            self._ways[left].setdefault(right, []).append(out + into)

    def _item(self, item: Any) -> _Part:
        op, of = item
        if op in _CHARACTERS:
            self._labels.append(_fitting(self._compiled(item), self._letters))
            self._atoms.append(self._atom)
            self._ways.append({})
            here = (len(self._labels) - 1, ())
            return _Part((here,), (here,))
        if op in _REPEATS:
            least, most, body = of
            if op is _OPS.POSSESSIVE_REPEAT:
                return self._possessive(least, most, body)
            return self._repeat(least, most, body)
        if op is _OPS.SUBPATTERN:
            _, added, removed, body = of
            before, self._flags = self._flags, (self._flags | added) & ~removed
            part = self._sequence(body)
            self._flags = before
            return part
        if op is _OPS.BRANCH:
            parts = [self._sequence(branch) for branch in of[1]]
            return _Part(
                tuple(step for part in parts for step in part.first),
                tuple(step for part in parts for step in part.last),
                _few(way for part in parts for way in part.past),
            )
        if op is _OPS.ATOMIC_GROUP:
            self.within.append(of)
            return self._as_one(lambda: self._sequence(of))
        if op is _OPS.AT:
            return self._where(item)
        if op in _LOOKS:
            self.within.append(of[1])
            return self._where(item) if of[1].getwidth()[1] <= 1 else _Part(past=((),))
        if op is _OPS.GROUPREF:  # what it repeats has been judged where it stood
            return _Part(past=((),))
        raise NotImplementedError(f"{op} is not judged yet")

    def _where(self, item: Any) -> _Part:
        looked = self._compiled(item)
        return self._on(lambda left, right: looked.match(left + right, 1) is not None)

    def _on(self, condition: Callable[[str, str], bool]) -> _Part:
        self._conditions.append(cache(condition))
        return _Part(past=((len(self._conditions) - 1,),))

    def _repeat(self, least: int, most: int, body: Any) -> _Part:
        several = most > (_COPIES if _is_character(body) else 1)
        if most == _OPS.MAXREPEAT or (self.endless and several):
            part = self._sequence(body)
            self._link(part.last, part.first)
            return _Part(part.first, part.last, part.past[:1] if least else ((),))
        done, ends = _Part(past=((),)), list[Step]()
        for copy in range(min(most, max(least, _COPIES))):
            ends += done.last if copy > least or copy == least > 0 else ()
            done = self._then(done, self._sequence(body))
        return _Part(done.first, done.last + tuple(ends), done.past if least else ((),))

    def _possessive(self, least: int, most: int, body: Any) -> _Part:
        if not _is_character(body):
            self.within.append(body)
            return self._as_one(lambda: self._repeat(least, most, body))
        part = self._repeat(least, most, body)
        if most < _OPS.MAXREPEAT:
            return part
        fitting = self._labels[part.first[0][0]]
        return self._then(part, self._on(lambda _, right: right not in fitting))

    def _as_one(self, read: Callable[[], _Part]) -> _Part:
        outer = self._atom
        self._atom = outer or len(self.within)
        part = read()
        self._atom = outer
        return part

    def _compiled(self, item: Any) -> re.Pattern[str]:
        tree = _PARSER.SubPattern(self._state, [item])
        found: re.Pattern[str] = _COMPILER.compile(tree, self._flags)
        return found

    # how it is walked

    def _steps(self, at: int, letter: str) -> Iterator[tuple[str, int, int]]:
        """Each next letter and state, with how many ways lead there."""
        for state, ways in self._ways[at].items():
            for after in self._labels[state]:
                allowed = sum(
                    all(self._conditions[one](letter, after) for one in way) for way in ways
                )
                if allowed:
                    yield after, state, allowed

    def _same(self, one: int, two: int) -> bool:
        return one == two or self._atoms[one] == self._atoms[two] != 0

    def _follows(self, later: int, state: int) -> bool:
        return bool(self._reach[state] >> later & 1)

    def _turns(self, one: int, two: int) -> bool:
        return self._follows(two, one) and self._follows(one, two)

    def parting(self) -> Iterator[str]:
        """A text on which two walkers part and meet again in one repeat, where there is one."""
        steps = cache(lambda at, letter: self._by_letter(at, letter))
        waiting = dict[tuple[int, int, str], str]()
        for state in range(len(self._labels)):
            if not self._turns(state, state):
                continue
            for letter in sorted(self._labels[state]):
                for after, nexts in steps(state, letter).items():
                    inside = [(to, many) for to, many in nexts if self._turns(state, to)]
                    for to, many in inside:
                        if many > 1 and not self._atoms[to]:
                            yield letter + after
                            return
                    for (one, _), (two, _) in product(inside, inside):
                        if one < two and not self._same(one, two):
                            waiting.setdefault((one, two, after), letter + after)
        seen = dict(waiting)
        while waiting:
            (one, two, letter), text = waiting.popitem()
            left, right = steps(one, letter), steps(two, letter)
            for after in left.keys() & right.keys():
                for (to, _), (other, _) in product(left[after], right[after]):
                    if not (self._turns(one, to) and self._turns(two, other)):
                        continue
                    if to == other:
                        yield text + after
                        return
                    key = (min(to, other), max(to, other), after)
                    if not self._same(to, other) and key not in seen:
                        seen[key] = waiting[key] = text + after

    def _by_letter(self, at: int, letter: str) -> dict[str, list[tuple[int, int]]]:
        found = defaultdict[str, list[tuple[int, int]]](list)
        for after, state, many in self._steps(at, letter):
            found[after].append((state, many))
        return found

    def overlapping(self) -> Iterator[str]:
        """A text that turns two repeats and leads from one to the other, where there is one."""
        steps = cache(lambda at, letter: self._by_letter(at, letter))
        turning = [one for one in range(len(self._labels)) if self._turns(one, one)]
        for one, two in product(turning, turning):
            if not self._follows(two, one) or self._turns(one, two) or self._same(one, two):
                continue
            for letter in self._labels[one] & self._labels[two]:
                waiting, seen = {(one, one, two, letter): letter}, set[Any]()
                while waiting:
                    (a, b, c, before), text = waiting.popitem()
                    firsts, middles, lasts = steps(a, before), steps(b, before), steps(c, before)
                    for after in firsts.keys() & middles.keys() & lasts.keys():
                        for (x, _), (y, _), (z, _) in product(
                            firsts[after], middles[after], lasts[after]
                        ):
                            if (x, y, z, after) == (one, two, two, letter):
                                yield text[1:] + after
                                return
                            if (
                                (x, y, z, after) not in seen
                                and self._turns(one, x)
                                and self._turns(two, z)
                                and (y == two or self._follows(two, y))
                            ):
                                seen.add((x, y, z, after))
                                waiting[x, y, z, after] = text + after


def _joined(past: Iterable[Way], first: Iterable[Step]) -> tuple[Step, ...]:
    return tuple((at, way + into) for way in past for at, into in first)


def _few(ways: Iterable[Way]) -> tuple[Way, ...]:
    return tuple(dict.fromkeys(ways))


def _is_character(body: Any) -> bool:
    return len(body) == 1 and body[0][0] in _CHARACTERS


def _fitting(pattern: re.Pattern[str], letters: Iterable[str]) -> frozenset[str]:
    return frozenset(letter for letter in letters if pattern.fullmatch(letter))


def _reach(ways: list[dict[int, list[Way]]]) -> list[int]:
    """What can follow each state, near or far, as a set of bits; most ways lead onwards."""
    found, before = [0] * len(ways), None
    while found != before:
        before = list(found)
        for state in reversed(range(len(ways))):
            for after in ways[state]:
                found[state] |= 1 << after | found[after]
    return found


def _letters(tree: Any) -> tuple[str, ...]:
    """One letter for all that no part of a pattern tells apart."""
    kinds = dict[tuple[bool, ...], str]()
    items = [*_characters(tree), (_OPS.IN, [(_OPS.CATEGORY, _OPS.CATEGORY_WORD)])]
    patterns = [
        _COMPILER.compile(_PARSER.SubPattern(tree.state, [item]), tree.state.flags)
        for item in items
    ]
    written = {chr(of) for op, of in items if op is _OPS.LITERAL}
    for letter in sorted({*_SAMPLES, *written}):
        kinds.setdefault(tuple(one.fullmatch(letter) is not None for one in patterns), letter)
    return tuple(kinds.values())


def _characters(tree: Iterable[Any]) -> Iterator[Any]:
    seen = set[str]()
    waiting: list[Any] = [tree]
    while waiting:
        part = waiting.pop()
        if isinstance(part, tuple) and any(part[0] is op for op in _CHARACTERS):
            if repr(part) not in seen:
                seen.add(repr(part))
                yield part
        elif isinstance(part, (tuple, list, _PARSER.SubPattern)):
            waiting += list(part)
