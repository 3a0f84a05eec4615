"""The UpdateQueue and WebhookMemory ports over a PostgreSQL database."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.ports.queue import Queued
from bot.storage.group_commit import Grouped
from bot.storage.postgres.calls import PostgresCalls


class PostgresQueue:
    """Keeps updates that wait, for any number of machines on the same database.

    The calls stay their owner's to close, after ``drain``. An update leaves in the statement that
    marks its reply as sent, and when its chat is forgotten.
    """

    def __init__(self, calls: PostgresCalls) -> None:
        self._calls = calls
        self._put = Grouped(self._puts)

    async def put(self, update: int, chat: int, body: str) -> bool:
        """Keep an update; False, and nothing changes, when it waits here or was answered."""
        return await self._put((chat, update, body))

    async def take(
        self, worker: str, now: datetime, until: datetime, most: int
    ) -> Sequence[Queued]:
        """Lease to this worker, until then, the next update of up to ``most`` chats."""
        rows = await self._calls.rows("take_updates", worker, now, until, most)
        return sorted((Queued(*row) for row in rows), key=lambda queued: queued.update)

    async def renew(self, worker: str, updates: Sequence[int], until: datetime) -> None:
        """Keep the leases of updates that this worker still holds."""
        await self._calls.rows("renew_updates", worker, updates, until)

    async def drop(self, worker: str, update: int) -> None:
        """It can never be answered; nothing happens when this worker does not hold it."""
        await self._calls.rows("drop_update", worker, update)

    async def release(self, worker: str) -> None:
        """Give back everything this worker holds: it can be taken at once."""
        await self._calls.rows("release_updates", worker)

    async def release_all(self) -> None:
        """Give back every lease: for a database that only one process can use at a time."""
        await self._calls.rows("release_all_updates")

    async def waiting(self) -> int:
        """How many updates are not answered yet, leased ones included."""
        ((count,),) = await self._calls.rows("count_waiting")
        return int(count)

    async def secret(self, proposed: str) -> str:
        """The secret made for this bot: the first one that was ever proposed."""
        ((secret,),) = await self._calls.rows("propose_secret", proposed)
        return str(secret)

    async def announced(self) -> str | None:
        """The mark of what Telegram was last told."""
        ((mark,),) = await self._calls.rows("read_announced")
        return None if mark is None else str(mark)

    async def announce(self, mark: str) -> None:
        """Telegram was told; the mark tells what, without saying it."""
        await self._calls.rows("announce", mark)

    async def drain(self) -> None:
        """Wait until nothing is under way."""
        await self._put.drain()

    async def _puts(self, asked: list[tuple[int, int, str]]) -> list[bool]:
        rows = await self._calls.rows("keep_updates", *zip(*asked, strict=True))
        new = {(chat, update) for chat, update in rows}
        answers = []
        for chat, update, _ in asked:
            answers.append((chat, update) in new)
            new.discard((chat, update))  # the same one twice in one trip is new once
        return answers
