"""A card made to fit a phone: what has no room is folded."""

from __future__ import annotations

import re
from typing import Final

from bot.replies.card import Card
from bot.replies.markup import bare, fold
from bot.replies.sentences import Wording, worded

LINES: Final = 7
"""So many lines are shown at once,"""

ROWS: Final = 16
"""taking so many rows"""

COLUMNS: Final = 40
"""on a screen of so many characters."""


def fitted(card: Card, wording: Wording, taken: int = 0) -> str:
    """The card as Telegram HTML; lines of the lowest rank are folded until the rest has room.

    ``taken`` are the rows that something else takes above or below it.
    """
    said = [(line.rank, worded(line.said, wording)) for line in card.lines]
    shown, folded = [(rank, text, *_size(text)) for rank, text in said if text], []
    while len(shown) > 1 and not card.whole:
        lines, taking = sum(line[2] for line in shown), sum(line[3] for line in shown)
        if lines <= LINES and taking + taken <= ROWS:
            break
        at = min(range(1, len(shown)), key=lambda at: (shown[at][0], -at))
        folded.append(shown.pop(at)[1])
    below = [*folded, *filter(None, (worded(each, wording) for each in card.folded))]
    return "\n".join(text for _, text, *_ in shown) + fold("\n".join(below))


def _size(text: str) -> tuple[int, int]:
    """How many lines a text has, and how many rows they take."""
    lines = bare(text).split("\n")
    return len(lines), rows(lines)


_ROW: Final = re.compile(
    rf" *(?:\S.{{0,{COLUMNS - 1}}}(?: |$|(?<=\w[^\W\d]-)(?=\w+[^\W\d]))|\S{{1,{COLUMNS}}})"
)
"""As many whole words as fit; a compound breaks behind its hyphen, a longer word anywhere."""


def rows(lines: list[str]) -> int:
    """How many rows the lines take on that screen.

    >>> rows(["Short."]), rows(["One that is longer than it is wide, so there is a second row."])
    (1, 2)
    """
    return sum(len(_ROW.findall(line)) if len(line) > COLUMNS else 1 for line in lines)


def rows_of(texts: list[str]) -> int:
    """How many rows texts take that are set apart from each other by an empty line."""
    return sum(rows(bare(text).split("\n")) + 1 for text in texts if text)
