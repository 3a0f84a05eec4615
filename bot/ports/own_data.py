"""What a person's own data need from the outside: all of them at once, and their end."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from bot.conversation.messages.own_data import Stored


class Keeper(Protocol):
    """Knows every table with rows about people. Every method is atomic; PortError when it cannot.

    A table has rows about people when it has a column ``chat_id``, and no other name is used for
    that.
    """

    async def stored(self, chat: int) -> Stored:
        """Every row about the chat, by table; tables without one are left out.

        Instants as ISO 8601 in UTC, what is stored as JSON as its values. Rows of notices also
        tell what they were about (``event_kind``, ``event_draw``).
        """

    async def forget_unused(self, before: datetime) -> int:
        """Remove every row about chats that were not used since then; how many chats.

        A turn is use, and so is a notice that was sent. A subscriber's chat is in use.
        """
