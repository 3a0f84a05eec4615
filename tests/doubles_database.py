"""A whole database in memory: store, readings, subscriptions and notices that belong together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.ports_notices import Owed
from tests.doubles import MemoryStore
from tests.doubles_notices import MemoryFeedStore, ReadingsDisk
from tests.doubles_outbox import MemoryOutbox, NoticeTables


@dataclass(slots=True)
class WholeDisk:
    """What survives a crash; open a second MemoryDatabase on it to restart."""

    tables: NoticeTables = field(default_factory=NoticeTables)
    readings: ReadingsDisk = field(default_factory=ReadingsDisk)

    def owe(self, owed: Sequence[Owed]) -> int:
        """The notices of a reading, by when its draws were first seen; how many were made."""
        made = 0
        for event in owed:
            history = self.readings.history[event.draw]
            newest = max(revision.first_seen_at for revision in history)
            oldest = min(revision.first_seen_at for revision in history)
            told_of = newest if event.kind == "correction" else oldest
            made += self.tables.owe(event, told_of, oldest)
        return made


class ForgetfulStore(MemoryStore):
    """The Store port that forgets subscriptions and notices too."""

    def __init__(self, tables: NoticeTables) -> None:
        super().__init__(tables.disk)
        self._tables = tables

    async def forget(self, chat: int, update: int) -> None:
        """Remove everything about the chat."""
        await super().forget(chat, update)
        self._tables.subscriptions.pop(chat, None)
        for row in tuple(self._tables.notices.values()):
            if row.chat == chat:
                del self._tables.notices[row.notice]


class MemoryDatabase:
    """All ports of one database; held to the same contract tests as the real ones."""

    def __init__(self, disk: WholeDisk | None = None) -> None:
        self.disk = disk or WholeDisk()
        self.store = ForgetfulStore(self.disk.tables)
        self.feed_store = MemoryFeedStore(self.disk.readings, self.disk.owe)
        self.outbox = MemoryOutbox(self.disk.tables)

    async def close(self) -> None:
        """Refuse everything from now on."""
        await self.store.close()
