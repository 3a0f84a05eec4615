"""The Reminding port: who wants to be reminded of which days, and what they are owed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.conversation.subscriptions import kinds_in
from bot.ports.reminders import Reminded, ToRemind
from bot.storage.engine import Engine
from bot.storage.events import save_event
from knowledge.own_dates import DeadlineKind


class StoredReminders:
    """Reminders become notices like any other; any number of machines may look at once."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def reminded(self, chat: int) -> tuple[DeadlineKind, ...]:
        """Before which kinds of days of their own this chat wants to be reminded."""
        rows = await self._engine.rows("reminded", chat_id=chat)
        return kinds_in(rows[0][0]) if rows else ()

    async def to_remind(self, now: datetime, most: int) -> Sequence[ToRemind]:
        """Up to ``most`` people whose days are to be looked at now."""
        rows = await self._engine.rows("people_to_remind", now=now, most=most)
        return [ToRemind(chat, kinds_in(about), *rest) for chat, about, *rest in rows]

    async def remind(self, reminded: Sequence[Reminded], now: datetime) -> int:
        """The reminders that are owed, and when to look at these people again."""
        async with self._engine.transaction() as transaction:
            await transaction.rows("make_notices_alone")
            events = {
                each: await save_event(transaction, each.owed, "", now, each.over_at)
                for each in dict.fromkeys(each for one in reminded for each in one.owed)
            }
            made = [
                (one.who.chat, one.who.looked_at, *events[each])
                for one in reminded
                for each in one.owed
            ]
            count = await transaction.changed("make_reminders", made=made, now=now)
            # In the order of their keys, so that no two machines wait for each other.
            people = sorted(reminded, key=lambda one: one.who.chat)
            looked = [(one.who.chat, one.who.looked_at, one.again_at) for one in people]
            await transaction.rows("look_again", looked=looked)
            return count
