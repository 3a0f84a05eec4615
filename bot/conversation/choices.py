"""What a button means, and how that travels through Telegram and back.

Buttons stay clickable for ever, so what they carry is versioned; whatever cannot be read any
more is stale, never an error.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

VERSION = "1"
MOST_BYTES = 64
"""Telegram's limit for callback data."""

Kind = Literal[
    "check",
    "what_if",
    "points",
    "history",
    "as_text",
    "older",
    "newer",
    "pool",
    "latest",
    "remaining",
    "change",
    "crs",
    "occupation",
    "none_of_these",
    "day",
    "zone",
    "dont_know",
    "keep",
    "real",
    "cancel",
    "forget",
    "explain",
    "help",
    "lang",
    "submitted",
    "subscribe",
    "subscribe_other",
    "only_changes",
    "quiet",
    "quiet_zone",
    "unsubscribe",
    "status",
    "operator",
    "correct",
    "private",
    "settings",
    "home_zone",
    "export",
    "share",
    "undo",
    "mine",
    "not_mine",
    "in_pool",
    "condition",
    "skip",
    "meant",
    "dates",
    "remember",
    "also",
    "without",
    "remind",
]

NEXT = "next."
"""Begins the value of "What now?"; the draw that it is about follows."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that can be chosen; ``value`` says which (a NOC code, an ISO day, a slot ...)."""

    kind: Kind
    value: str = ""


def encode(choice: Choice) -> str:
    """The callback data of a choice.

    >>> encode(Choice("occupation", "72106"))
    '1:occupation:72106'
    """
    return f"{VERSION}:{choice.kind}:{choice.value}"


def decode(data: str) -> Choice | None:
    """The choice that callback data stands for, None where it is stale or forged."""
    parts = data.split(":", 2)
    if (
        len(data.encode("utf-8", "surrogatepass")) > MOST_BYTES
        or len(parts) != 3
        or parts[0] != VERSION
    ):
        return None
    for kind in get_args(Kind):
        if kind == parts[1]:
            return Choice(kind, parts[2])
    return None
