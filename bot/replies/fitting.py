"""A card made to fit a phone: what has no room is folded."""

from __future__ import annotations

from textwrap import wrap
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
    shown, folded = [line for line in said if line[1]], []
    while len(shown) > 1 and not card.whole and not _has_room([text for _, text in shown], taken):
        at = min(range(1, len(shown)), key=lambda at: (shown[at][0], -at))
        folded.append(shown.pop(at)[1])
    below = [*folded, *filter(None, (worded(each, wording) for each in card.folded))]
    return "\n".join(text for _, text in shown) + fold("\n".join(below))


def _has_room(texts: list[str], taken: int) -> bool:
    lines = bare("\n".join(texts)).split("\n")
    return len(lines) <= LINES and rows(lines) + taken <= ROWS


def rows(lines: list[str]) -> int:
    """How many rows the lines take on that screen."""
    return sum(max(len(wrap(line, COLUMNS)), 1) for line in lines)


def rows_of(texts: list[str]) -> int:
    """How many rows texts take that are set apart from each other by an empty line."""
    return sum(rows(bare(text).split("\n")) + 1 for text in texts if text)
