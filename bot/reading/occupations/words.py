"""Words in the form in which occupations are compared: no plural, no gender, all in full."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from bot.reading.text.plain_text import plain_text
from bot.reading.text.tokens import Line
from bot.reading.whose.cues import words

Gap = Literal["near", "slash", "pause", "stop"]
_RUN = re.compile(r"[a-z0-9]+")  # most names are no more than this, and there are many
_LETTERS = 2  # of a word beside a slash that is no whole word, as in "w/o"
_READ = (None, "code", "number")


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a line: ``stem`` is the form it is compared in, ``start`` and ``end`` its place.

    ``gap`` is what stands before it: nothing but blanks and hyphens (near), a slash between two
    whole words (slash), a comma or the like (pause), or the end of a sentence (stop). ``token``
    is its token in the line.
    """

    stem: str
    start: int
    end: int
    gap: Gap
    token: int


@lru_cache(maxsize=1)
def _endings() -> tuple[tuple[tuple[str, str, int], ...], ...]:
    """Endings, what stands instead, and from how many letters on; one list after another."""
    said = words("endings")
    rows = ([row.split(" ") for row in said[key]] for key in ("number", "person", "gender"))
    return tuple(tuple((old, new, int(least)) for old, new, least in table) for table in rows)


@lru_cache(maxsize=32768)
def stem(word: str) -> str:
    """A plain word without plural and gender.

    >>> stem("soudeuses"), stem("forewomen"), stem("batteries"), stem("gas")
    ('soudeur', 'foreman', 'battery', 'gas')
    """
    if not word.isalpha():
        return word
    for table in _endings():
        for ending, instead, least in table:
            if word.endswith(ending) and len(word) >= least:
                word = word[: -len(ending)] + instead
                break
    return word


def words_of(
    line: Line, same: Mapping[str, tuple[str, ...]], hidden: Sequence[tuple[int, int]] = ()
) -> tuple[Word, ...]:
    """The words of a line but for what is hidden; ``same`` writes short forms out."""
    found: list[Word] = []
    for said, start, end, gap, token in _runs(line, hidden):
        word = stem(said)
        for written in same.get(word, (word,)):
            found.append(Word(written, start, end, gap, token))
            gap = "near"
    return tuple(found)


def stems(text: str, same: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The words of a name: what ``words_of`` gives, without their places."""
    plain = plain_text(text).text
    if not plain.isascii() or "'" in plain:
        return tuple(word.stem for word in words_of(Line(plain, ()), same))
    found = map(stem, _RUN.findall(plain))
    return tuple(each for word in found for each in same.get(word, (word,)))


def _runs(
    line: Line, hidden: Sequence[tuple[int, int]]
) -> Iterator[tuple[str, int, int, Gap, int]]:
    """Letters and digits that touch, with what stands before them: "309a", "electricien"."""
    said, first, last, at = "", 0, 0, 0
    gap: Gap = "near"
    following: Gap = "near"
    left = [*sorted(hidden, reverse=True)]
    for place, token in enumerate(line.tokens):
        while left and left[-1][1] <= token.start:
            left.pop()
        if token.pause == 2:
            following = "stop"
        elif following != "stop" and (token.pause or "+" in token.sign):
            following = "pause"
        kind = token.mention and token.mention.kind
        if kind not in _READ or (left and left[-1][0] < token.end):
            following = "stop" if following == "stop" else "pause"
            continue
        word = token.word
        if token.mention is not None:
            word = "".join(filter(str.isalnum, line.text[token.start : token.end]))
        if word == "'s" or (not word[0].isalpha() and not word[0].isdecimal()):
            continue
        touches = bool(said) and token.start == last and word[0] != "'" and said[-1] != "'"
        if touches and following == "near":
            said, last = said + word, token.end
            continue
        if said:
            yield said.replace("'", ""), first, last, gap, at
        slash = token.sign == "/" and bool(said) and len(said) > _LETTERS and len(word) > _LETTERS
        said, first, last, at = word, token.start, token.end, place
        gap = "slash" if slash and following == "near" else following
        following = "near"
    if said:
        yield said.replace("'", ""), first, last, gap, at
