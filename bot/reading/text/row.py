"""A text as a row of words, digits and signs, each what it is to the rules that read it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import cached_property

from bot.reading.text.plain_text import PlainText

OTHER = "<word>"
"""A word of a row that no rule knows."""
STOPS = frozenset(".,;:!?")
_SIGN = "<sign>"
_WORD = re.compile(r"(?:qu|[jldmtsnc])'|[a-z]+|\d+|\|+|\S")  # crossed-out letters are one word
LONGEST = 18
"""Digits of a number that are looked at: no number that means anything has more."""
_MOST_KNOWN = 16_384


def cut(text: str) -> Sequence[str]:
    """The words and signs of a plain text; what is elided stands alone: "l'an" is two words."""
    found: list[str] = _WORD.findall(text)
    return found


class Kinds(dict[str, str]):
    """What each word is to the rules: one that they know, its digits, or any other."""

    def __init__(self, mended: Callable[[str], str | None] | None) -> None:
        super().__init__((stop, stop) for stop in STOPS)
        self._mended = mended

    def __missing__(self, word: str) -> str:
        if word.isdecimal():
            kind = "0" * min(len(word), LONGEST)
        elif word.startswith("||"):
            kind = "|"
        elif word.isascii() and word.isalpha():
            kind = (self._mended and self._mended(word)) or OTHER
        else:
            kind = _SIGN
        if len(self) < _MOST_KNOWN:
            self[word] = kind
        return kind


class WordRow:
    """The words and signs of a plain text; ``words`` have a nought for each digit.

    ``years`` are those that two digits may mean.
    """

    def __init__(self, plain: PlainText | str, kinds: Kinds, years: range) -> None:
        self._plain = plain
        self.text = text = plain if isinstance(plain, str) else plain.text
        self.years = years
        self._found = found = list(_WORD.finditer(text))
        self.words = [kinds[each[0]] for each in found]
        self.limit = len(found)

    @cached_property
    def plain(self) -> PlainText:
        """The text, with what was typed."""
        text = self._plain
        return PlainText(text, text, None) if isinstance(text, str) else text

    def at(self, place: int) -> int:
        """The number of the first word that stands at a place of the text or behind it."""
        return bisect_left(self._found, place, key=re.Match.start)

    @cached_property
    def _inner(self) -> tuple[int, int]:
        """Where the stops around the text end and begin."""
        said = [at for at, word in enumerate(self.words) if word not in STOPS]
        return (said[0], said[-1] + 1) if said else (0, 0)

    def word(self, at: int) -> str:
        """A word as it stands in the text."""
        return self._found[at][0]

    def pair(self, at: int) -> tuple[str, str]:
        """A word and the next one; nothing stands behind the last."""
        return self.words[at], self.words[at + 1] if at + 1 < len(self.words) else ""

    def is_word(self, at: int) -> bool:
        """Whether letters stand at a place, and no digits or signs."""
        return self.words[at] == OTHER or self.words[at][0].isalpha()

    def is_number(self, at: int) -> bool:
        """Whether digits stand at a place."""
        return self.words[at][0] == "0"

    def number(self, at: int) -> int:
        """The number that stands at a place."""
        return int(self.word(at)[:LONGEST])

    def touches(self, at: int) -> bool:
        """Whether no blank stands before a word."""
        if at == 0:
            return False
        start = self._found[at].start() if at < len(self._found) else len(self.text)
        return self._found[at - 1].end() == start

    def is_glued(self, at: int) -> bool:
        """Whether a word goes on with letters or digits just before it."""
        start = self._found[at].start()
        before = self.text[start - 1 : start]
        return before.isalnum() or before == "_"

    def edge(self, which: str, at: int) -> int:
        """A place itself where only stops stand before or behind it; else -1."""
        first, last = self._inner
        inside = at <= first if which == "^" else at >= min(last, self.limit)
        return at if inside else -1

    def said(self, first: int, last: int) -> str:
        """The person's own words from one to another (not included), some at least."""
        return self.plain.words(*self.place(first, last))

    def place(self, first: int, last: int) -> tuple[int, int]:
        """The place in the text of the words from one to another (not included), some at least."""
        return self._found[first].start(), self._found[last - 1].end()
