"""A grammar of word patterns, read from tables, and a text as the row of words it reads.

A rule is a list of patterns, tried in order: the first that fits is the rule's. A pattern is words
of a text with blanks between them, each one of
  a|b          either word            <rule>       another rule      <name:rule>  kept by that name
  <n1> <n12>   a number of so many digits, <number> of any; <year> of four, <yy> of two
  <word> <any> letters; whatever is no stop        ^ $  beginning and end, but for stops
with "?" behind it where it may be missing and "*" where it may be said again and again; "+" before
it where no blank may stand, "_" where one must; "&" and "!" look ahead, "@" and "!@" back at what
ends there. A rule that is a table keeps which of its keys was said; one written as a string is
a list of single words, which keeps the word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from bot.reading.text.plain_text import PlainText
from bot.reading.text.row import LONGEST, OTHER, STOPS, Kinds, WordRow, cut

_WORDS_OF_SORT = {
    "number": frozenset("0" * digits for digits in range(1, LONGEST + 1)),
    "year": frozenset({"0000"}),
    "yy": frozenset({"00"}),
    "any": None,
    "word": None,
}
_MOST_KNOWN = 4_096
_BEHIND = 9
"""How many words a pattern that looks back may be long."""
_STEP = re.compile(r"(!?@|[!&]?)([+_]?)(?:<(?:(\w+):)?(\w+)>|(\S+?))([?*]?)")

Kept = tuple[str, int | str, int]
"""The name of what was said, its value and the place of its word."""


@dataclass(frozen=True, slots=True)
class _Part:
    """One part of a pattern: a rule, digits, an edge of the text, or words of which one stands."""

    kind: Literal["rule", "digits", "sort", "edge", "words"]
    of: Any
    looks: str
    touch: str
    times: str
    name: str | None


@dataclass(frozen=True, slots=True)
class Fit:
    """A rule that fits a row from its word ``first`` to ``last`` (not included)."""

    first: int
    last: int
    kept: tuple[Kept, ...]

    def all(self, name: str) -> tuple[Any, ...]:
        """The values kept by a name, in order."""
        return tuple(value for kept, value, _ in self.kept if kept == name)

    def get(self, name: str) -> Any:
        """The first value kept by a name; None when there is none."""
        return next((value for kept, value, _ in self.kept if kept == name), None)

    def place(self, name: str) -> int | None:
        """The place of the word from which a value is kept."""
        return next((place for kept, _, place in self.kept if kept == name), None)


_Pattern = tuple[tuple[_Part, ...], int | str | None]


class _Rule:
    """The patterns of one rule, and which of them two words of a text may begin."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.words: dict[str, int | str] = {}
        self.patterns: list[_Pattern] = []
        self.beginning: dict[tuple[str, str], tuple[_Pattern, ...]] = {}
        self.led: dict[tuple[str, ...], set[int]] = {}

    @cached_property
    def outer(self) -> tuple[frozenset[str] | None, frozenset[str] | None]:
        """The words with which it may begin and end; None where any word may."""
        return _outer_words(self, last=False), _outer_words(self, last=True)

    @cached_property
    def needed(self) -> frozenset[str] | None:
        """The words of which one must stand where it begins, if one must."""
        return None if self.may_be_nothing else self.outer[0]

    @cached_property
    def may_be_nothing(self) -> bool:
        """Whether it fits where nothing is said."""
        return any(
            all(
                step.looks
                or step.times
                or step.kind == "edge"
                or (step.kind == "rule" and step.of.may_be_nothing)
                for step in steps
            )
            for steps, _ in self.patterns
        )


class Grammar:
    """The rules of some tables; ``mended`` gives the word of theirs that another is meant to be.

    >>> rules = Grammar({"unit": {7: "week weeks"}, "ago": ["<n12> <unit> ago"]})
    >>> rules.match("ago", rules.row("3 weeks ago"), 0).kept
    (('n12', 3, 0), ('unit', 7, 1))
    """

    def __init__(
        self, tables: Mapping[str, Any], *, mended: Callable[[str], str | None] | None = None
    ) -> None:
        self._kinds = Kinds(mended)
        self._rules = {name: _Rule(name) for name in tables}
        for name, said in tables.items():
            rule = self._rules[name]
            if isinstance(said, Mapping):
                for key, words in said.items():
                    self._write(rule, words, int(key) if str(key).lstrip("-").isdecimal() else key)
            else:
                self._write(rule, said, None)

    def may_begin(self, name: str, pair: tuple[str, str]) -> bool:
        """Whether a rule may fit where two words of a row stand, whatever goes on behind them."""
        rule = self._rules[name]
        return pair[0] in rule.words or bool(self._beginning(rule, pair))

    def words(self, name: str) -> Mapping[str, int | str]:
        """The single words of a rule with their values."""
        return self._rules[name].words

    def row(self, text: PlainText | str, *, years: range = range(2015, 2100)) -> WordRow:
        """Cut a plain text into the words that the rules read."""
        return WordRow(text, self._kinds, years)

    def match(self, name: str, row: WordRow, at: int) -> Fit | None:
        """Fit a rule to the words that begin at a place."""
        kept: list[Kept] = []
        end = self._of(self._rules[name], row, at, kept)
        return None if end < 0 else Fit(at, end, tuple(kept))

    def behind(self, name: str, row: WordRow, at: int) -> int:
        """Give where a rule ends that begins at a place; the place itself where it fits not."""
        end = self._of(self._rules[name], row, at, [])
        return at if end < 0 else end

    def ends(
        self, name: str, row: WordRow, at: int, *, since: int = 0, most: int = _BEHIND
    ) -> Fit | None:
        """Fit a rule to the ``most`` words just before a place; the longest of those that do."""
        return self._ends(self._rules[name], row, at, max(since, at - most))

    def first_words(self, *names: str) -> frozenset[str]:
        """The words with which some rules may begin, of which none begins with any word."""
        return frozenset().union(*(self._rules[name].outer[0] or () for name in names))

    def _ends(self, rule: _Rule, row: WordRow, at: int, since: int) -> Fit | None:
        last = rule.outer[1]
        if at == 0 or (last is not None and row.words[at - 1] not in last):
            return None
        needed = rule.needed
        limit, row.limit = row.limit, at
        try:
            for start in range(max(since, 0), at):
                if needed is not None and row.words[start] not in needed:
                    continue
                kept: list[Kept] = []
                if self._of(rule, row, start, kept) == at:
                    return Fit(start, at, tuple(kept))
        finally:
            row.limit = limit
        return None

    def every(self, name: str, row: WordRow) -> Iterator[Fit]:
        """Every place that a rule fits, from left to right, none inside another."""
        first, done = self._rules[name].outer[0], 0
        if first is not None and first.isdisjoint(row.words):
            return
        for at, word in enumerate(row.words):
            if at < done or (first is not None and word not in first):
                continue
            if (found := self.match(name, row, at)) is not None:
                yield found
                done = found.last

    def whole(self, name: str, text: str) -> Fit | None:
        """Fit a rule to all of a text."""
        row = self.row(text)
        found = self.match(name, row, 0)
        return found if found and found.last == len(row.words) else None

    def _write(self, rule: _Rule, said: str | Sequence[str], value: int | str | None) -> None:
        if not isinstance(said, str):
            for pattern in said:
                rule.patterns.append((tuple(self._steps(pattern)), value))
            return
        for word in said.split():
            if len(parts := cut(word)) == 1:
                rule.words[word] = word if value is None else value
                self._kinds[word] = word
            else:
                rule.patterns.append((tuple(map(self._word, parts)), value))

    def _word(self, *words: str) -> _Part:
        self._kinds.update((word, word) for word in words)
        return _Part("words", frozenset(words), "", "", "", None)

    def _steps(self, pattern: str) -> Iterator[_Part]:
        for written in pattern.split():
            part = _STEP.fullmatch(written)
            assert part is not None, f"{written!r} in {pattern!r}"
            looks, touch, name, ref, literal, times = part.groups()
            if ref in self._rules:
                yield _Part("rule", self._rules[ref], looks, touch, times, name)
            elif ref in _WORDS_OF_SORT:
                yield _Part("sort", ref, looks, touch, times, name)
            elif ref is not None:
                assert re.fullmatch(r"n\d+", ref), f"no rule {ref!r}"
                of = frozenset("0" * int(digits) for digits in ref[1:])
                yield _Part("digits", of, looks, touch, times, name or ref)
            elif literal in ("^", "$"):
                yield _Part("edge", literal, looks, touch, times, None)
            else:
                yield from self._literal(literal.split("|"), (looks, touch, times))

    def _literal(self, choices: Sequence[str], signs: tuple[str, str, str]) -> Iterator[_Part]:
        """WordRow of which one stands; one that is cut in several, like "aujourd'hui", alone."""
        apart = [cut(choice) for choice in choices]
        if all(len(parts) == 1 for parts in apart):
            words = frozenset(parts[0] for parts in apart)
            self._kinds.update((word, word) for word in words)
            yield _Part("words", words, *signs, None)
        elif len(apart) == 1 and signs == ("", "", ""):
            yield from map(self._word, apart[0])
        else:
            rule = _Rule("")
            for parts in sorted(apart, key=len, reverse=True):
                rule.patterns.append((tuple(map(self._word, parts)), None))
            yield _Part("rule", rule, *signs, None)

    def _beginning(self, rule: _Rule, pair: tuple[str, str]) -> tuple[_Pattern, ...]:
        """The patterns of a rule that may fit where two words stand."""
        known = rule.beginning.get(pair)
        if known is None:
            known = tuple(each for each in rule.patterns if self._reached(each[0], pair))
            if len(rule.beginning) > _MOST_KNOWN:
                rule.beginning.clear()
            rule.beginning[pair] = known
        return known

    def _reached(self, steps: Sequence[_Part], words: tuple[str, ...]) -> set[int]:
        """The places among some words to which a pattern may lead."""
        here = {0}
        for step in steps:
            if len(words) in here:
                break
            if step.looks == "&" and step.kind != "edge":
                here = {at for at in here if self._led(step, words[at:])}
            if step.looks or step.kind == "edge":
                continue
            there = {at + more for at in here for more in self._led(step, words[at:])}
            if step.times == "*" and there:
                there = set(range(min(there), len(words) + 1))
            here = there | here if step.times else there
        return here

    def _led(self, step: _Part, words: tuple[str, ...]) -> set[int]:
        if step.kind != "rule":
            return {1} if _fits(step, words[0]) else set()
        rule: _Rule = step.of
        if words not in rule.led:
            rule.led[words] = set()  # a rule does not begin with itself
            there = {1} if words[0] in rule.words else set[int]()
            rule.led[words] = there.union(
                *(self._reached(each, words) for each, _ in rule.patterns)
            )
        return rule.led[words]

    def _of(self, rule: _Rule, row: WordRow, at: int, kept: list[Kept]) -> int:
        """Give where a rule ends that begins at a place, keeping what it keeps; -1: no fit."""
        word = row.words[at] if at < row.limit else ""
        if (needed := rule.needed) is not None and word not in needed:
            return -1
        pair = (word, row.words[at + 1] if at + 1 < row.limit else "")
        mark = len(kept)
        for steps, value in rule.beginning.get(pair) or self._beginning(rule, pair):
            end = self._along(steps, row, at, kept)
            if end >= 0:
                if value is not None:
                    kept.append((rule.name, value, at))
                return end
            del kept[mark:]
        if word in rule.words:
            kept.append((rule.name, rule.words[word], at))
            return at + 1
        return -1

    def _along(self, steps: Sequence[_Part], row: WordRow, at: int, kept: list[Kept]) -> int:
        for step in steps:
            if step.looks:
                mark = len(kept)
                if step.looks.endswith("@"):
                    fits = self._behind(step, row, at) != (step.looks == "!@")
                else:
                    fits = (self._one(step, row, at, kept) >= 0) == (step.looks == "&")
                del kept[mark:]
                if not fits:
                    return -1
                continue
            end = self._one(step, row, at, kept)
            if end < 0:
                if not step.times:
                    return -1
                continue
            at, again = end, step.times == "*"
            while again and (end := self._one(step, row, at, kept)) > at:
                at = end
        return at

    def _behind(self, step: _Part, row: WordRow, at: int) -> bool:
        if step.kind == "words":
            return at > 0 and row.words[at - 1] in step.of
        return self._ends(step.of, row, at, at - _BEHIND) is not None

    def _one(self, step: _Part, row: WordRow, at: int, kept: list[Kept]) -> int:
        if step.kind == "edge":
            return row.edge(step.of, at)
        if step.touch and row.touches(at) != (step.touch == "+"):
            return -1
        if step.kind == "rule":
            mark = len(kept)
            end = self._of(step.of, row, at, kept)
            if end >= 0 and step.name is not None:
                kept[mark:] = [
                    (step.name if name == step.of.name else name, value, place)
                    for name, value, place in kept[mark:]
                ]
            return end
        if at >= row.limit or not _fits(step, row.words[at]):
            return -1
        if step.kind == "words" or step.of in ("any", "word"):
            return at + 1
        number = row.number(at)
        if step.of == "yy" and 2000 + number not in row.years:
            return -1
        if step.of == "year" and not 1900 <= number < 2100:
            return -1
        kept.append((step.name or step.of, number, at))
        return at + 1


def _outer_words(rule: _Rule, *, last: bool) -> frozenset[str] | None:
    """The words with which a rule may begin, or end; None where any word may."""
    found = set(rule.words)
    for steps, _ in rule.patterns:
        for step in reversed(steps) if last else steps:
            if step.looks or step.kind == "edge":
                continue
            is_rule = step.kind == "rule"
            told = step.of.outer[last] if is_rule else _WORDS_OF_SORT.get(step.of, step.of)
            if told is None:
                return None
            found |= told
            if not (step.times or (is_rule and step.of.may_be_nothing)):
                break
    return frozenset(found)


def _fits(step: _Part, word: str) -> bool:
    if step.kind in ("words", "digits"):
        return word in step.of
    if step.kind != "sort" or not word:
        return False
    match step.of:
        case "any":
            return word not in STOPS
        case "word":
            return word == OTHER or word[0].isalpha()
        case "number":
            return word[0] == "0"
        case "year":
            return word == "0000"
        case _:
            return word == "00"
