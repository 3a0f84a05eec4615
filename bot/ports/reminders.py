"""What reminding people of their own days needs from the outside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.conversation.subscriptions import Reminder
from knowledge.own_dates import DeadlineKind


@dataclass(frozen=True, slots=True)
class ToRemind:
    """Somebody whose days are to be looked at.

    ``about``: of which kinds; ``since`` when they asked for it, ``looked_at`` for when this look
    was planned: reminders of before were owed before. ``profile`` is what is remembered.
    """

    chat: int
    about: tuple[DeadlineKind, ...]
    since: datetime
    looked_at: datetime
    profile: str | None


@dataclass(frozen=True, slots=True)
class Reminded:
    """What follows from a look at somebody's days: what is owed now, and when to look again."""

    who: ToRemind
    owed: tuple[Reminder, ...]
    again_at: datetime | None


class Wishes(Protocol):
    """Who wants to be reminded of what. It is changed with a turn: see ``Store.commit``."""

    async def reminded(self, chat: int) -> tuple[DeadlineKind, ...]:
        """Before which kinds of days of their own this chat wants to be reminded."""


class Reminding(Wishes, Protocol):
    """Whose days are looked at when, and what they are owed by it."""

    async def to_remind(self, now: datetime, most: int) -> Sequence[ToRemind]:
        """Up to ``most`` people whose days are to be looked at now, the longest planned first."""

    async def remind(self, reminded: Sequence[Reminded], now: datetime) -> int:
        """In one transaction: the reminders that are owed, each to one person once and for ever,
        and when to look again. How many; none for whom anything was changed meanwhile.
        """
