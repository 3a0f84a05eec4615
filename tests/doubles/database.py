"""A whole database in memory: store, readings, subscriptions and notices that belong together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import assert_never

from bot.conversation.effects import (
    AcceptFeed,
    PauseDelivery,
    Remind,
    SendCorrection,
    Unsubscribe,
)
from bot.conversation.subscriptions import Subscription
from bot.pictures.gallery import MemoryFileIds
from bot.ports.notices import Owed
from bot.ports.store import Order, Remembered
from tests.doubles.conversation import MemoryStore
from tests.doubles.feed_store import MemoryFeedStore, ReadingsDisk
from tests.doubles.outbox import MemoryOutbox, NoticeTables, Reminders


@dataclass(slots=True)
class WholeDisk:
    """What survives a crash; open a second MemoryDatabase on it to restart."""

    tables: NoticeTables = field(default_factory=NoticeTables)
    readings: ReadingsDisk = field(default_factory=ReadingsDisk)
    file_ids: MemoryFileIds = field(default_factory=MemoryFileIds)

    def owe(self, owed: Sequence[Owed]) -> None:
        """What a reading owes, by when its draws were first seen."""
        for event in owed:
            history = self.readings.history[event.draw]
            newest = max(revision.first_seen_at for revision in history)
            oldest = min(revision.first_seen_at for revision in history)
            told_of = newest if event.kind == "correction" else oldest
            self.tables.plan(event, told_of, oldest)


class WholeStore(MemoryStore):
    """The Store port beside subscriptions and notices: changes and forgets them too."""

    def __init__(self, tables: NoticeTables, readings: ReadingsDisk | None = None) -> None:
        super().__init__(tables.disk)
        self._tables = tables
        self._readings = readings or ReadingsDisk()

    async def commit(
        self,
        chat: int,
        update: int,
        before: Remembered,
        after: Remembered,
        at: datetime,
        orders: Sequence[Order] = (),
    ) -> None:
        """Remember the turn and do what it ordered."""
        await super().commit(chat, update, before, after, at)
        reminders = self._tables.reminders.get(chat)
        if reminders is not None and before.profile != after.profile:
            reminders.next_at = min(at, reminders.next_at or at)
        outbox = MemoryOutbox(self._tables)
        for order in orders:
            match order:
                case Subscription():
                    await outbox.subscribe(order)
                case Unsubscribe():
                    await outbox.unsubscribe(chat)
                case Remind(about) if about:
                    since = at if reminders is None else reminders.since
                    overdue = None if reminders is None else reminders.next_at
                    next_at = min(at, overdue or at)
                    self._tables.reminders[chat] = Reminders(about, since, next_at)
                case Remind():
                    self._tables.reminders.pop(chat, None)
                case PauseDelivery():
                    await outbox.pause(order.paused)
                case AcceptFeed():
                    for address, state in self._readings.states.items():
                        self._readings.states[address] = replace(state, rounds=0)
                case SendCorrection():
                    await outbox.owe(order.owed, at)
                case _:
                    assert_never(order)

    async def forget(self, chat: int, update: int, receipt: str | None = None) -> None:
        """Remove everything about the chat."""
        await super().forget(chat, update, receipt)
        self._tables.subscriptions.pop(chat, None)
        self._tables.reminders.pop(chat, None)
        for row in tuple(self._tables.notices.values()):
            if row.chat == chat:
                del self._tables.notices[row.notice]


class MemoryDatabase:
    """All ports of one database; held to the same contract tests as the real ones."""

    def __init__(self, disk: WholeDisk | None = None) -> None:
        self.disk = disk or WholeDisk()
        self.store = WholeStore(self.disk.tables, self.disk.readings)
        self.feed_store = MemoryFeedStore(self.disk.readings, self.disk.owe)
        self.outbox = MemoryOutbox(self.disk.tables)
        self.file_ids = self.disk.file_ids

    async def close(self) -> None:
        """Refuse everything from now on."""
        await self.store.close()
