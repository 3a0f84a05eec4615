"""The UpdateQueue and WebhookMemory ports."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.ports.queue import MOST_WAITING, Queued
from bot.storage.engine import Engine
from bot.storage.group_commit import Grouped


class StoredQueue:
    """Keeps updates that wait, for any number of machines on the same database.

    The engine stays its owner's to close, after ``drain``. An update leaves in the transaction
    that marks its reply as sent, and when its chat is forgotten.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._put = Grouped(self._puts)

    async def put(self, update: int, chat: int, body: str, *, limited: bool = True) -> bool:
        """Keep an update; False, and nothing changes, when it is known or its line is full."""
        return await self._put((chat, update, body, limited))

    async def take(
        self, worker: str, now: datetime, until: datetime, most: int, again: int
    ) -> Sequence[Queued]:
        """Lease to this worker, until then, the next update of up to ``most`` chats."""
        rows = await self._engine.rows(
            "take_updates", worker=worker, now=now, until=until, most=most, again=again
        )
        return sorted((Queued(*row) for row in rows), key=lambda queued: queued.update)

    async def renew(self, worker: str, updates: Sequence[int], until: datetime) -> None:
        """Keep the leases of updates that this worker still holds."""
        held = [(update,) for update in updates]
        await self._engine.rows("renew_updates", worker=worker, held=held, until=until)

    async def drop(self, worker: str, update: int) -> None:
        """It can never be answered; nothing happens when this worker does not hold it."""
        await self._engine.rows("drop_update", worker=worker, one=update)

    async def release(self, worker: str) -> None:
        """Give back everything this worker holds: it can be taken at once."""
        await self._engine.rows("release_updates", worker=worker)

    async def release_all(self) -> None:
        """Give back every lease: for a database that only one process can use at a time."""
        await self._engine.rows("release_all_updates")

    async def waiting(self) -> int:
        """How many updates are not answered yet, leased ones included."""
        ((count,),) = await self._engine.rows("count_waiting")
        return int(count)

    async def announced(self) -> str | None:
        """The mark of what Telegram was last told."""
        ((mark,),) = await self._engine.rows("read_announced")
        return None if mark is None else str(mark)

    async def announce(self, mark: str) -> None:
        """Telegram was told; the mark tells what, without saying it."""
        await self._engine.rows("announce", mark=mark)

    async def rest(self) -> None:
        """Nothing waits: leave no traces of what did."""
        # Busy while another process reads; the next rest empties it.
        await self._engine.rows("empty_log")

    async def drain(self) -> None:
        """Wait until nothing is under way."""
        await self._put.drain()

    async def _puts(self, asked: list[tuple[int, int, str, bool]]) -> list[bool]:
        rows = await self._engine.rows("keep_updates", asked=asked, most=MOST_WAITING)
        new = {(chat, update) for chat, update in rows}
        answers = []
        for chat, update, *_ in asked:
            answers.append((chat, update) in new)
            new.discard((chat, update))  # the same one twice in one trip is new once
        return answers
