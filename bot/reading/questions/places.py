"""Where somebody says that they live: "I live in Manila"."""

from __future__ import annotations

from functools import lru_cache

from bot.reading.text.grammar import Grammar
from bot.reading.text.page import Page
from bot.reading.whose.cues import words

_MOST = 300
"""Nobody needs more characters to say it; longer messages tell other things."""
_MOST_OF_A_PLACE = 60


@lru_cache(maxsize=1)
def _living() -> Grammar:
    return Grammar(words("living"))


def place_lived_in(text: str) -> str | None:
    """Where somebody says that they live, in a message that says nothing else.

    >>> place_lived_in("I live in Manila"), place_lived_in("j'habite à Montréal")
    ('manila', 'montreal')
    """
    if len(text) > _MOST:
        return None
    row = _living().row(Page(text).rest)
    fit = _living().match("lives", row, 0)
    if fit is None or fit.last == len(row.words) or not row.is_word(fit.last):
        return None
    place = row.text[row.place(fit.last, fit.last + 1)[0] :].strip()
    return place if 1 < len(place) <= _MOST_OF_A_PLACE else None
