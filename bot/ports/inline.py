"""What is asked and answered after the bot's name in any chat."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class InlineAsked:
    """What a person types after the bot's name in some chat, so far; ``query`` is its id."""

    query: str
    person: int
    text: str
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One answer to choose from, with an id of 1 to 64 bytes; ``html`` is what is then posted."""

    id: str
    title: str
    description: str
    html: str


@dataclass(frozen=True, slots=True)
class InlineAnswer:
    """Articles to choose from, the same for that many seconds.

    Above them stands a button with that label, which opens the private chat with that payload.
    """

    articles: tuple[Article, ...]
    seconds: int
    label: str
    opens: str
