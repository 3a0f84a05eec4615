"""What a newspaper says of everybody is no answer about the person who pastes it."""

from __future__ import annotations

from bot.reading.text.patterns import Late

LONG = 250
"""Characters from which a text without a word about its sender is taken for somebody else's."""

_ONESELF = Late(r"\b(?:i|i'm|im|i've|my|mine|me|je|j'ai|j'etais|mon|ma|mes|moi)\b")
_OF_ALL = Late(
    r"\b(?:candidates?|applicants?|people|draws?|rounds?|everybody|everyone)\b.{0,32}"
    r"\b(?:need|have|had|must|requir\w*|ask\w*)\b.{0,32}\bprofiles?\b.{0,32}\bbefore\b"
)


def is_news(text: str) -> bool:
    """Whether a plain text reads like an article: long, and not about oneself."""
    return len(text) > LONG and _ONESELF.regex.search(text) is None


def is_of_all(text: str) -> bool:
    """Whether a condition for everybody is told of: "candidates need a profile before ..."."""
    return _OF_ALL.regex.search(text) is not None and _ONESELF.regex.search(text) is None
