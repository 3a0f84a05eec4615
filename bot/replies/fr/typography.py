"""The typography of Canadian French, put on last so that the sentences stay readable."""

from __future__ import annotations

import re

NO_BREAK = "\N{NO-BREAK SPACE}"

_KEPT_TOGETHER = re.compile(
    r"(?<=«) | (?=[»:%])|(?<=n°) |(?<=\d) (?=(?:h|min|s)\b)|(?<=\d h) (?=\d)|(?<=min) (?=\d)"
)
"""Blanks at which no line may be broken. Addresses hold no blanks, so they are safe."""


def typeset(text: str) -> str:
    """Telegram HTML or a label with the no-break spaces and apostrophes of Canadian French.

    A colon has a space before it, unlike the semicolon, the question and the exclamation mark
    (Office québécois de la langue française).

    >>> typeset("l'heure : « 22 h 36 »")
    'l’heure\\xa0: «\\xa022\\xa0h\\xa036\\xa0»'
    """
    return _KEPT_TOGETHER.sub(NO_BREAK, text).replace("'", "\N{RIGHT SINGLE QUOTATION MARK}")
