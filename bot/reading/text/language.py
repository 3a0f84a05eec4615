"""Which of our languages a message is written in, as far as its common words tell."""

from __future__ import annotations

import re
from functools import cache
from typing import get_args

from bot.reading.understood import Lang
from bot.reading.whose.cues import words

_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")

FEWEST = 2
"""So many common words make a language, and none of the other may be more."""


def language_of(text: str) -> Lang | None:
    """The language of a message; None where its words do not tell.

    >>> language_of("what is my score?"), language_of("combien il en reste?"), language_of("480")
    ('en', 'fr', None)
    """
    said = _WORD.findall(text.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").lower())
    counts = {lang: sum(word in _common(lang) for word in said) for lang in get_args(Lang)}
    most = max(counts.values())
    found = [lang for lang, count in counts.items() if count == most]
    return found[0] if most >= FEWEST and len(found) == 1 else None


@cache
def _common(lang: Lang) -> frozenset[str]:
    return frozenset(words("language")[lang].split())
