"""What a person typed, in plain small letters, with the way back to their own characters."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from knowledge.accents import APOSTROPHES, unaccented

_DASHES = frozenset("‐‑‒–—―−﹣－")


@dataclass(frozen=True, slots=True)
class Span:
    """Half-open positions in a text as it was given."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class PlainText:
    """A text without case, accents, typographic signs and full-width forms.

    `said` is the text as given, `text` what the patterns read, `places[i]` the position in `said`
    of the character `text[i]`; None when the two have equal positions.
    """

    said: str
    text: str
    places: tuple[int, ...] | None

    def span(self, start: int, end: int) -> Span:
        """Give the positions in the text as given of `text[start:end]`, which is not empty."""
        if self.places is None:
            return Span(start, end)
        return Span(self.places[start], self.places[end - 1] + 1)

    def words(self, start: int, end: int) -> str:
        """Give the person's own words of `text[start:end]`, which is not empty."""
        span = self.span(start, end)
        return self.said[span.start : span.end]


def plain_text(said: str) -> PlainText:
    """Write a text plainly: ASCII digits, plain dashes, spaces and apostrophes, no accents.

    >>> plain_text("5 août ２０２４, ma sœur").text
    '5 aout 2024, ma soeur'
    """
    if said.isascii():
        return PlainText(said, said.lower(), None)
    letters: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(said):
        for letter in _plain(sign):
            letters.append(letter)
            places.append(place)
    return PlainText(said, "".join(letters), tuple(places))


@lru_cache(maxsize=4096)
def _plain(sign: str) -> str:
    """Give the plain characters of a sign; "" for a mark that is no character of its own."""
    if sign in _DASHES:
        return "-"
    if sign in APOSTROPHES:
        return "'"
    if sign.isspace():
        return " "
    if sign.isdecimal():
        return str(unicodedata.decimal(sign))
    if unicodedata.combining(sign) or unicodedata.category(sign) in ("Cf", "Me"):
        return ""
    if "\ufe00" <= sign <= "\ufe0f":  # which picture of a sign is meant: 4 in a keycap
        return ""
    if sign.isdigit():  # "m²" is no number two
        return sign
    small = unaccented(sign).lower()
    whole = len(small) == 1 or (small.isascii() and sign.isalpha())
    return small if whole else sign.lower()
