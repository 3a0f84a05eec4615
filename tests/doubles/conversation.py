"""The ports in memory: what tests use instead of a database, of Telegram and of the time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.ports.faults import PortError
from bot.ports.messages import Rendered
from bot.ports.store import Exchange, Order, Remembered, Turn


@dataclass(frozen=True, slots=True)
class Answered:
    """What is kept of one answered update; ``before`` only while its reply is not sent."""

    chat: int
    at: datetime
    before: Remembered | None
    exchange: Exchange = field(default_factory=Exchange)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A queued update: its body, and whose it is until when."""

    body: str
    worker: str | None = None
    until: datetime | None = None
    takes: int = 0
    crowded: bool = False
    receipt: str | None = None


@dataclass(slots=True)
class Disk:
    """What survives a crash; open a second MemoryStore on it to restart.

    ``waiting`` by chat and update is what MemoryQueue keeps.
    """

    chats: dict[int, Remembered] = field(default_factory=dict)
    updates: dict[int, Answered] = field(default_factory=dict)
    waiting: dict[tuple[int, int], Waiting] = field(default_factory=dict)
    webhook_mark: str | None = None


class MemoryStore:
    """The Store port in memory; held to the same contract tests as the databases."""

    def __init__(self, disk: Disk | None = None) -> None:
        self.disk = disk or Disk()
        self._open = True

    def _kept(self) -> Disk:
        if not self._open:
            raise PortError("the database is closed")
        return self.disk

    async def turn(self, chat: int, update: int) -> Turn:
        """What is remembered about the chat, and whether this update was answered already."""
        disk = self._kept()
        remembered = disk.chats.get(chat, Remembered())
        answered = disk.updates.get(update)
        if answered is None or answered.chat != chat:
            return Turn("new", remembered)
        if answered.before is None:
            return Turn("sent", remembered)
        return Turn("unsent", remembered, answered.before)

    async def commit(
        self,
        chat: int,
        update: int,
        before: Remembered,
        after: Remembered,
        at: datetime,
        orders: Sequence[Order] = (),
    ) -> None:
        """Remember ``after``, and that the update is decided, not yet sent."""
        disk = self._kept()
        assert not orders, "a store beside no notices"
        disk.chats[chat] = after
        disk.updates[update] = Answered(chat, at, before)

    async def sent(self, update: int, exchange: Exchange | None = None) -> None:
        """The reply to that update was sent (or can never be): forget ``before``."""
        disk = self._kept()
        if update in disk.updates:
            answered = replace(disk.updates[update], before=None, exchange=exchange or Exchange())
            disk.updates[update] = answered
            disk.waiting.pop((answered.chat, update), None)

    async def last(self, chat: int) -> Exchange | None:
        """The newest message of that chat that was answered."""
        told = [
            (answered.at, update, answered.exchange)
            for update, answered in self._kept().updates.items()
            if answered.chat == chat and answered.before is None
        ]
        told.sort(key=lambda one: one[:2])
        said = [one for one in told if one[2].asked is not None]
        return replace(said[-1][2], newest=said[-1] is told[-1]) if said else None

    async def forget(self, chat: int, update: int, receipt: str | None = None) -> None:
        """Remove everything about the chat, this update too, but for a receipt that is owed."""
        disk = self._kept()
        owed = disk.waiting.get((chat, update)) if receipt is not None else None
        disk.chats.pop(chat, None)
        disk.updates = {key: kept for key, kept in disk.updates.items() if kept.chat != chat}
        disk.waiting = {
            key: held for key, held in disk.waiting.items() if key[0] != chat or key[1] > update
        }
        if owed is not None:
            disk.waiting[chat, update] = replace(owed, body="", receipt=receipt)

    async def prune(self, before: datetime) -> int:
        """Drop ids of updates answered before that instant; how many were dropped."""
        disk = self._kept()
        count = len(disk.updates)
        disk.updates = {key: kept for key, kept in disk.updates.items() if kept.at >= before}
        return count - len(disk.updates)

    async def close(self) -> None:
        """Refuse everything from now on, as a closed database does."""
        self._open = False


class RecordingMessenger:
    """The Messenger port that keeps what was shown, and fails when told to.

    ``edits`` are the ids of the messages that were changed into another one.
    """

    def __init__(self) -> None:
        self.shown: list[tuple[int, Rendered]] = []
        self.edits: list[int] = []
        self._failures: list[PortError] = []

    def fail(self, *errors: PortError) -> None:
        """The next sends raise these, one each, and show nothing."""
        self._failures.extend(errors)

    async def send(self, chat: int, message: Rendered) -> int:
        """Keep one message, or raise the next failure; its id counts up from 1."""
        if self._failures:
            raise self._failures.pop(0)
        self.shown.append((chat, message))
        return len(self.shown)

    async def edit(self, chat: int, shown: int, message: Rendered) -> int:
        """The same in the place of an earlier message, whose id stays."""
        await self.send(chat, message)
        self.edits.append(shown)
        return shown


class FixedClock:
    """The Clock port that stands still until it is moved."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        """The instant it was set to."""
        return self.at

    def forward(self, by: timedelta) -> None:
        """Move it."""
        self.at += by
