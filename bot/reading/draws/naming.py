"""The words for draws of every language's tables, and a page as their rules read it."""

from __future__ import annotations

from functools import lru_cache

from bot.reading.text.grammar import Grammar
from bot.reading.whose.cues import words


@lru_cache(maxsize=1)
def naming() -> Grammar:
    """The rules for a draw that is named by its number, day, place or kind."""
    return Grammar(words("draws"))
