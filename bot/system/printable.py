"""Text of others on the operator's screen: nothing in it may command the terminal."""

from __future__ import annotations

import re

_COMMANDS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
"""What moves, colours, hides or turns around; lines and tabs are not among it."""


def printable(text: str) -> str:
    r"""The text with its control characters spelled out.

    >>> printable("draw \x1b[2J#447\n")
    'draw \\x1b[2J#447\n'
    """
    return _COMMANDS.sub(_spelled, text)


def one_line(text: str) -> str:
    r"""The same in one line, for a log.

    >>> one_line("a\nb\tc")
    'a\\nb\\tc'
    """
    return printable(text).replace("\n", "\\n").replace("\t", "\\t")


def _spelled(found: re.Match[str]) -> str:
    return found[0].encode("unicode_escape").decode()
