"""Telegram says "wait" (429): which of it is about one chat, and when it is about everybody."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

SEVERAL = 3
"""So many different chats that are told to wait within WITHIN are no matter of one chat."""

WITHIN = timedelta(seconds=5)

LONG_WAIT = timedelta(minutes=5)
"""Operators hear of a wait that is longer."""


@dataclass(slots=True)
class WaitingChats:
    """The chats that were told to wait in the last seconds."""

    _told: dict[int, tuple[datetime, datetime]] = field(default_factory=dict)

    def told(self, chat: int, now: datetime, until: datetime) -> datetime | None:
        """Until when everybody waits because that chat was told to; None: the chat alone does.

        Telegram limits a chat to about one message a second, a group to twenty a minute, and
        everybody together to thirty a second. Only the last is a matter of all: then several
        chats are told within seconds. The shortest of their waits is that of all.
        """
        self._told = {
            other: told
            for other, told in self._told.items()
            if timedelta() <= now - told[0] <= WITHIN
        }
        self._told[chat] = now, until
        if len(self._told) < SEVERAL:
            return None
        until = min(until for _, until in self._told.values())
        self._told.clear()
        return until
