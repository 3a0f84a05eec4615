"""Letters as they are without their accents."""

from __future__ import annotations

import unicodedata

APOSTROPHES = frozenset("’‘ʼ´`′＇")
"""What is typed or printed for an apostrophe."""

_WHOLE = str.maketrans(
    {"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ß": "ss", "ø": "o", "Ø": "O"}
    | {"ł": "l", "Ł": "L", "đ": "d", "Đ": "D"}
)
"""Letters that Unicode does not take apart."""

_NO_LETTERS = ("Mn", "Cf")


def unaccented(text: str) -> str:
    """The text without accents; ligatures and full-width letters become plain ones.

    >>> unaccented("le 1er août, Œuvre")
    'le 1er aout, OEuvre'
    """
    if text.isascii():
        return text
    apart = unicodedata.normalize("NFKD", text).translate(_WHOLE)
    return "".join(sign for sign in apart if unicodedata.category(sign) not in _NO_LETTERS)
