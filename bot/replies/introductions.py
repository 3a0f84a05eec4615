"""How the bot introduces itself on Telegram before anybody has said a word."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.conversation.requests import Command, OperatorCommand, commands

IN_GROUPS = commands("everybody")
"""What everybody may ask in a group."""

FOR_ADMINISTRATORS = commands("everybody", "administrators")
"""What a group's administrators may ask there."""

IN_PRIVATE = commands("everybody", "administrators", "person")
"""Every command, in the order of the menu; /start is a button of Telegram's own."""

FOR_OPERATORS: tuple[OperatorCommand, ...] = ("admin", "pause", "resume", "correct", "accept")


@dataclass(frozen=True, slots=True)
class Introduction:
    """The texts of one language, as plain text.

    ``name`` stands above the chat (at most 64 characters), ``description`` in a chat that is still
    empty (512), ``short`` on the bot's page and beside its link (120); each command has a
    description of 1 to 256 characters.
    """

    name: str
    description: str
    short: str
    commands: Mapping[Command, str]
    operators: Mapping[OperatorCommand, str]
