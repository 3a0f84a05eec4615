"""NOC codes in a text: five digits of NOC 2021, or four of NOC 2016 where the text says so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.reading.occupations.words import Word, words_of
from bot.reading.text.tokens import Line
from bot.reading.whose.cues import word_set
from bot.reading.whose.roles import first_of, roles_of
from knowledge.occupations.groups import UnitGroup

_LOOKALIKES = str.maketrans("oilsz", "01152")
_DIGITS = frozenset("0123456789oilsz")
_EDITIONS = frozenset({"2006", "2011", "2016", "2021", "2026"})
_LIKE = 2  # digits of a code that may be wrong
_OLD, _NEW, _LONGEST = 4, 5, 9
_PIECES = ([2, 3], [1, 1, 1, 1, 1])
_AFTER_EDITION = 7
_STICKS = frozenset("$€£#/:-+.,")
_STICKS_AFTER = frozenset("/:$€£%")


@dataclass(frozen=True, slots=True)
class Code:
    """Digits that are meant as a code, and their place; ``odd``: no four or five in one piece."""

    digits: str
    start: int
    end: int
    label: int
    odd: bool = False

    @property
    def old(self) -> bool:
        """Whether it is of NOC 2016."""
        return len(self.digits) == _OLD

    def means(
        self, groups: Mapping[str, UnitGroup], old_codes: Mapping[str, tuple[str, ...]]
    ) -> tuple[str, ...]:
        """The unit groups it stands for: none when it is no code at all."""
        if self.old:
            return old_codes.get(self.digits, ())
        return (self.digits,) if self.digits in groups else ()


def labelled_codes(text: str) -> tuple[Code, ...]:
    """The numbers that a plain text calls a NOC code: "NOC 72 310", "7237 noc", "noc 723I0"."""
    labels = word_set("fillers", "code_labels")
    if not any(label in text for label in labels):
        return ()
    words = words_of(Line(text, ()), {})
    found: dict[int, Code] = {}
    for place, word in enumerate(words):
        touching = next((label for label in labels if word.stem.startswith(label)), None)
        if touching is None:
            continue
        digits = word.stem.removeprefix(touching)
        if digits and (len(digits) not in (_OLD, _NEW) or not digits.isdecimal()):
            continue
        code = _code_behind(words, place)
        if digits:
            code = Code(digits, word.end - len(digits), word.end, word.start)
        before = words[place - 1] if place else None
        if code is None and before is not None and _is_plain(before) and word.gap != "stop":
            code = Code(before.stem, before.start, before.end, before.start)
        if code is not None:
            found.setdefault(code.start, code)
    return tuple(found[start] for start in sorted(found))


def _code_behind(words: Sequence[Word], label: int) -> Code | None:
    """The code that a label speaks of; years and versions of the NOC may stand between."""
    glue = word_set("fillers", "code_glue")
    place = label + 1
    while place < len(words):
        word = words[place]
        for lengths in _PIECES:
            pieces = words[place : place + len(lengths)]
            near = all(piece.gap == "near" for piece in pieces[1:])
            if near and [len(p.stem) for p in pieces if p.stem.isdecimal()] == lengths:
                digits = "".join(piece.stem for piece in pieces)
                return Code(digits, word.start, pieces[-1].end, words[label].start, odd=True)
        if _OLD <= len(word.stem) <= _LONGEST and _is_code(word.stem):
            later = words[place + 1 : place + _AFTER_EDITION]
            if word.stem not in _EDITIONS or not any(map(_may_be_code, later)):
                odd = not _is_plain(word)
                return Code(word.stem, word.start, word.end, words[label].start, odd)
        elif word.stem not in glue and not word.stem.removeprefix("v").isdecimal():
            return None
        place += 1
    return None


def _is_code(said: str) -> bool:
    """Whether it is digits, of which at most two are letters that look like them."""
    letters = sum(not sign.isdecimal() for sign in said)
    return letters <= (_LIKE if len(said) <= _NEW + 1 else 0) and set(said) <= _DIGITS


def _may_be_code(word: Word) -> bool:
    return len(word.stem) >= _OLD and _is_code(word.stem)


def _is_plain(word: Word) -> bool:
    return word.stem.isdecimal() and len(word.stem) in (_OLD, _NEW)


def bare_codes(
    line: Line, words: Sequence[Word], known: frozenset[str], *, expected: bool
) -> Iterator[Code]:
    """Five digits that no word calls a code: a unit group's, or alone between commas.

    Four digits only where nothing else is said and no score or year is so high, since 1300 may as
    well be a score, or where they are asked for.
    """
    for word in words:
        if not word.stem.isdecimal() or _is_stuck(line, word):
            continue
        if len(word.stem) == _OLD and len(words) == 1 and (expected or word.stem in known):
            yield Code(word.stem, word.start, word.end, word.start)
        if len(word.stem) != _NEW:
            continue
        told = (*roles_of(line, "number").of(word.token), *roles_of(line, "code").of(word.token))
        if first_of(told, ("money", "amount")) is not None:
            continue
        if expected or word.stem in known or _stands_alone(line, word):
            expected = True
            yield Code(word.stem, word.start, word.end, word.start)


def _is_stuck(line: Line, word: Word) -> bool:
    """Whether a sign that belongs to a number touches it: money, a time, a part of a longer one."""
    before, after = line.text[: word.start][-1:], line.text[word.end : word.end + 2]
    decimals = after[:1] in ".,-" and after[1:].isdecimal()
    return before in _STICKS or after[:1] in _STICKS_AFTER or decimals


def _stands_alone(line: Line, word: Word) -> bool:
    """Whether a number like a trade's code stands between commas: "480, 72315, 3 Nov"."""
    clause = line.clause(word.token)
    before = line.tokens[clause.start : word.token]
    called = word_set("fillers", "code_glue")
    alone = word.token + 1 == clause.stop and all(token.word in called for token in before)
    return alone and word.stem[0] == "7"


def is_old_trade(code: str) -> bool:
    """Whether an old code may stand by itself, since no score or year is so high."""
    return code[0] in "6789"


def nearest_codes(
    said: str, groups: Mapping[str, UnitGroup], old_codes: Mapping[str, tuple[str, ...]]
) -> tuple[str, ...]:
    """Up to three unit groups whose code is like that number, likest first."""
    from bot.reading.occupations.spelling import unlike

    said = "".join(filter(str.isdecimal, said.lower().translate(_LOOKALIKES))) or "0"
    if said in groups:
        return (said,)
    if len(said) == _OLD:
        return old_codes[min(old_codes, key=lambda code: unlike(said, code))][:3]
    nearest = sorted(groups, key=lambda noc: unlike(said, noc))[:3]
    return tuple(noc for noc in nearest if unlike(said, noc)[0] <= _LIKE)
