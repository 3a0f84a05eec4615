"""Letters as they are without their accents."""

from __future__ import annotations

import unicodedata


def unaccented(text: str) -> str:
    """The text without accents; ligatures and full-width letters become plain ones.

    >>> unaccented("le 1er août")
    'le 1er aout'
    """
    if text.isascii():
        return text
    apart = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in apart if not unicodedata.combining(letter))
