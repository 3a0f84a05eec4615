"""What people did on Telegram, reduced to what the conversation needs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class InGroup:
    """Where in a group something was said or pressed, and by whom.

    ``by`` is the person's id, None where it is not told; ``as_group`` for somebody who speaks in
    the group's own name, which only its administrators can; ``topic`` the thread of a forum.
    ``reply``: nobody named the bot, a message of it was answered. ``channel``: it is a channel,
    where only administrators speak, in its name.
    """

    by: int | None = None
    as_group: bool = False
    topic: int | None = None
    reply: bool = False
    channel: bool = False


@dataclass(frozen=True, slots=True)
class Incoming:
    """One update from a person, reduced to what the conversation needs.

    ``update`` is Telegram's update id; ``chat`` where the answer goes; ``lang`` the language code
    the person's app reports (a first guess only). ``kind`` tells what happened and what ``body``
    is: a text, said or "edited", the data of a pressed button, the name of something that cannot
    be read (``voice`` ...); "moved", this group became another chat, its id; "blocked" by the
    person, "added" to a group or "removed" from it, nothing; "flood" where it is too much to be
    read, "not_read" where reading it fails; "forgotten" when everything was deleted and the receipt
    is owed. ``message`` is the id of what was said, ``said_at`` when (Unix seconds, by Telegram's
    clock), ``album`` the group of media it belongs to; ``under`` the id of the message whose
    button was pressed. ``group`` is None in private.
    """

    update: int
    chat: int
    kind: Literal[
        "text",
        "button",
        "other",
        "edited",
        "flood",
        "not_read",
        "forgotten",
        "blocked",
        "added",
        "removed",
        "moved",
    ]
    body: str
    lang: str | None = None
    under: int | None = None
    message: int | None = None
    group: InGroup | None = None
    said_at: int | None = None
    album: str | None = None


def person_of(told: Incoming) -> int:
    """Who did it; a chat speaks for whoever has no name there."""
    by = None if told.group is None else told.group.by
    return told.chat if by is None else by
