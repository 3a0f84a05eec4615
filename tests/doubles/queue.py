"""The queue of updates in memory; on the same Disk as MemoryStore, which empties it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.ports.faults import PortError
from bot.ports.queue import MOST_WAITING, Queued
from tests.doubles.conversation import Disk, Waiting


class MemoryQueue:
    """The UpdateQueue and WebhookMemory ports in memory; several on one Disk are machines."""

    def __init__(self, disk: Disk | None = None) -> None:
        self.disk = disk or Disk()
        self._failures: dict[str, list[PortError]] = {}

    def fail(self, call: str, *errors: PortError) -> None:
        """The next calls of that method raise these, one each, and do nothing."""
        self._failures.setdefault(call, []).extend(errors)

    def _kept(self, call: str) -> Disk:
        failures = self._failures.get(call)
        if failures:
            raise failures.pop(0)
        return self.disk

    async def put(self, update: int, chat: int, body: str, *, limited: bool = True) -> bool:
        """Keep an update; False when it waits here, was answered, or the line is full."""
        disk = self._kept("put")
        answered = disk.updates.get(update)
        sent = answered is not None and answered.chat == chat and answered.before is None
        if sent or (chat, update) in disk.waiting:
            return False
        line = [held for key, held in disk.waiting.items() if key[0] == chat]
        if limited and (len(line) >= MOST_WAITING or any(held.crowded for held in line)):
            return False
        crowded = limited and len(line) == MOST_WAITING - 1
        disk.waiting[chat, update] = Waiting(body, crowded=crowded)
        return True

    async def take(
        self, worker: str, now: datetime, until: datetime, most: int, again: int
    ) -> Sequence[Queued]:
        """Lease the next update of up to ``most`` chats."""
        waiting = self._kept("take").waiting
        first: dict[int, int] = {}
        for chat, update in sorted(waiting):
            first.setdefault(chat, update)
        taken: list[Queued] = []
        room = {True: most, False: again}
        for chat, update in sorted(first.items(), key=lambda item: item[1]):
            held = waiting[chat, update]
            if room[held.takes == 0] > 0 and (held.until is None or held.until <= now):
                room[held.takes == 0] -= 1
                takes = held.takes + 1
                waiting[chat, update] = replace(held, worker=worker, until=until, takes=takes)
                taken.append(Queued(update, chat, held.body, takes, held.crowded, held.receipt))
        return taken

    async def renew(self, worker: str, updates: Sequence[int], until: datetime) -> None:
        """Keep the leases of updates that this worker still holds."""
        waiting = self._kept("renew").waiting
        for key, held in waiting.items():
            if held.worker == worker and key[1] in updates:
                waiting[key] = replace(held, until=until)

    async def drop(self, worker: str, update: int) -> None:
        """Remove what this worker holds."""
        disk = self._kept("drop")
        disk.waiting = {
            key: held
            for key, held in disk.waiting.items()
            if held.worker != worker or key[1] != update
        }

    async def release(self, worker: str) -> None:
        """Give back everything this worker holds."""
        waiting = self._kept("release").waiting
        for key, held in waiting.items():
            if held.worker == worker:
                takes = held.takes - 1
                waiting[key] = replace(held, worker=None, until=None, takes=takes)

    async def release_all(self) -> None:
        """Give back every lease."""
        waiting = self._kept("release_all").waiting
        for key, held in waiting.items():
            waiting[key] = replace(held, worker=None, until=None)

    async def rest(self) -> None:
        """Memory has no traces."""
        self._kept("rest")

    async def waiting(self) -> int:
        """How many updates are not answered yet."""
        return len(self._kept("waiting").waiting)

    async def announced(self) -> str | None:
        """The mark of what Telegram was last told."""
        return self._kept("announced").webhook_mark

    async def announce(self, mark: str) -> None:
        """Telegram was told."""
        self._kept("announce").webhook_mark = mark
