"""The sheet a message is read from: what was read is crossed out, so that nothing counts twice."""

from __future__ import annotations

from bisect import bisect_left

from bot.reading.text.number_words import WORDS as NUMBER_WORDS
from bot.reading.text.number_words import numbers_in_words
from bot.reading.text.patterns import Late
from bot.reading.text.plain_text import PlainText, Span, plain_text
from bot.reading.text.slips import Edit, hasty_words, written_out
from bot.reading.whose.cues import words as words_of

CROSSED = "|"
"""Stands where something was crossed out; words on both sides of it are not neighbours."""

# "505,72106,2025-11-04" is a list; "1,050", "476,5" and "nov 5,2024" are none.
_OF_MONTH = "".join(
    rf"(?<![^\W\d_]{sign}{day},)" for sign in ("", "[ .]") for day in (r"\d", r"\d\d")
)
_TOUCHING = Late(
    rf"(?<=\d),(?=\d{{4}})(?:(?!(?:19|20)\d\d(?![\d-]))|{_OF_MONTH})|"
    r"(?<=\d{5}),(?=\d)|(?<=-\d\d),(?=\d)|(?<=/\d{4}),(?=\d)"
)
_WORD = Late(r"[a-z]+(?:'[a-z]+)?")
_POLITENESS = words_of("polite")
_POLITE = Late(rf"(?<![\w'])(?:{'|'.join(_POLITENESS['said'])})(?![\w']) ?")
_POLITE_WORDS = frozenset(_POLITENESS["words"].split())
_DIGITS_APART = Late(
    r"(?<![\d.,/+-] )(?<!\d: )(?<![\w.,/+-])(?<!\d:)"
    r"(\d) (\d) (\d)(?![\w,.:/-]?\d| ?[a-z]?\d| [-/+])"
)
_BLANKS = Late(r"[^\S\n]+")
_LINES = Late(r" ?\n\s*")
_OUTER = Late(r"^[^\w%+$€£]++$|^(?:[^\w+\-#$~]|-\s)+|(?<=[\w%+$€£])[^\w%+$€£]++$")


def _words(plain: PlainText) -> frozenset[str]:
    found = _WORD.regex.findall(plain.text)
    return frozenset((*found, *(part for word in found if "'" in word for part in word.split("'"))))


def _asks(said: str) -> bool:
    """Whether nothing but politeness and signs follows the last question mark."""
    _, mark, rest = said.rpartition("?")
    if not mark:
        return False
    return not any(map(str.isalnum, _POLITE.regex.sub("", plain_text(rest).text)))


class Page:
    """A message while it is read.

    ``given`` is the message as typed, in single blanks, with apostrophes that were left out, and
    without politeness and outer signs such as emoji. ``text`` is the same written plainly (see
    ``plain_text``) with numbers in digits, and with ``CROSSED`` over everything already
    understood; ``plain`` is ``text`` as it was at first, with a question mark wherever one stood.
    ``asks``: it ends in a question mark. ``words`` are the words there were at first, those after
    an apostrophe by themselves as well, ``polite`` the first polite ones.
    """

    __slots__ = ("_ends", "_starts", "asks", "given", "plain", "polite", "taken", "text", "words")

    def __init__(self, said: str) -> None:
        single = _LINES.regex.sub("\n", _BLANKS.regex.sub(" ", said))
        self.given = _OUTER.regex.sub("", _TOUCHING.regex.sub(";", single))
        self.asks = _asks(single)
        self.polite = ""
        plain = plain_text(self.given)
        self.words = _words(plain)
        if missing := written_out(plain.text, self.words):
            plain = self._written_over(plain, missing)
            self.words = _words(plain)
        if not _POLITE_WORDS.isdisjoint(self.words):
            plain = self._without_politeness(plain)
        self.text = plain.text
        self.plain = plain.text or plain_text(single).text
        if "?" in single and "?" not in self.plain:
            self.plain += " ?"
        self.taken: list[tuple[int, int]] = []
        self._starts: list[int] | None = None
        self._ends: list[int] | None = None
        if plain.places is not None:
            self._starts = list(plain.places)
            self._ends = [place + 1 for place in plain.places]
        if hasty := hasty_words(self.text, self.words):
            self._edit(hasty)
            self.words |= {word for _, _, meant in hasty for word in meant.split()}
        if not NUMBER_WORDS.isdisjoint(self.words):
            self._edit(numbers_in_words(self.text))
        self._edit(
            [
                (*apart.span(), "".join(apart.groups()))
                for apart in _DIGITS_APART.regex.finditer(self.text)
            ]
        )

    def _without_politeness(self, plain: PlainText) -> PlainText:
        found = list(_POLITE.regex.finditer(plain.text))
        if not found:
            return plain
        self.polite = found[0][0]
        plain = self._written_over(plain, [(*polite.span(), "") for polite in found])
        self.given = _OUTER.regex.sub("", plain.said)
        return plain_text(self.given)

    def _written_over(self, plain: PlainText, edits: list[Edit]) -> PlainText:
        """Write parts of the message as typed otherwise."""
        given = self.given
        for start, end, instead in reversed(edits):
            span = plain.span(start, end)
            given = given[: span.start] + instead + given[span.end :]
        self.given = given
        return plain_text(given)

    @property
    def rest(self) -> str:
        """What is not crossed out, without outer punctuation and signs such as emoji."""
        return _OUTER.regex.sub("", self.text)

    def cross_out(self, start: int, end: int) -> None:
        """Take a part of the text as understood."""
        self.text = self.text[:start] + CROSSED * (end - start) + self.text[end:]
        self.taken.append((start, end))

    def place(self, span: Span) -> tuple[int, int]:
        """The place in the text of a part given by its place in the message as typed."""
        if self._starts is None or self._ends is None:
            return span.start, span.end
        return bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)

    def given_span(self, start: int, end: int) -> tuple[int, int]:
        """The place in the message as typed of a part of the text, which is not empty."""
        return self._given(start, end)

    def said(self, start: int, end: int) -> str:
        """The person's own words of a part of the text, which is not empty."""
        first, last = self._given(start, end)
        return self.given[first:last].strip()

    def _given(self, start: int, end: int) -> tuple[int, int]:
        if self._starts is None or self._ends is None:
            return start, end
        return self._starts[start], self._ends[end - 1]

    def _edit(self, edits: list[Edit]) -> None:
        """Replace parts of the text, remembering where they stood in the message."""
        if not edits:
            return
        starts = self._starts or list(range(len(self.text)))
        ends = self._ends or list(range(1, len(self.text) + 1))
        text: list[str] = []
        new_starts: list[int] = []
        new_ends: list[int] = []
        at = 0
        for start, end, instead in edits:
            text += [self.text[at:start], instead]
            new_starts += starts[at:start] + [starts[start]] * len(instead)
            new_ends += ends[at:start] + [ends[end - 1]] * len(instead)
            at = end
        self.text = "".join((*text, self.text[at:]))
        self._starts = new_starts + starts[at:]
        self._ends = new_ends + ends[at:]
