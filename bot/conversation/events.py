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


Event = Said | Pressed | SentSomethingElse | AddedToGroup
