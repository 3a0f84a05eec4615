"""What can happen in a conversation."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Said:
    """The person typed a text; commands such as "/check" are texts too."""

    text: str


@dataclass(frozen=True, slots=True)
class Pressed:
    """The person pressed a button; ``data`` is what it carries."""

    data: str


@dataclass(frozen=True, slots=True)
class SentSomethingElse:
    """The person sent something that is no text (a voice message, a sticker ...)."""

    kind: str


@dataclass(frozen=True, slots=True)
class AddedToGroup:
    """Somebody took the bot into a group."""


@dataclass(frozen=True, slots=True)
class EditedEarlier:
    """The person changed a text that is not the last one they said."""

    text: str


@dataclass(frozen=True, slots=True)
class SaidTooMuch:
    """So much came at once that it is not read."""


@dataclass(frozen=True, slots=True)
class NotRead:
    """Something was said or pressed, and reading or answering it failed."""


@dataclass(frozen=True, slots=True)
class AllDeleted:
    """Everything about the chat was deleted, and the program ended before it could say so."""


@dataclass(frozen=True, slots=True)
class Blocked:
    """The person blocked the bot: nothing can be sent to them."""


Event = (
    Said
    | Pressed
    | SentSomethingElse
    | AddedToGroup
    | EditedEarlier
    | SaidTooMuch
    | NotRead
    | AllDeleted
    | Blocked
)
