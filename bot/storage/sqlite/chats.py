"""The Store port over one SQLite file."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import assert_never

import aiosqlite

from bot.conversation.effects import PauseDelivery, SendCorrection, Unsubscribe
from bot.conversation.subscriptions import Subscription
from bot.ports.faults import Retryable
from bot.ports.store import Exchange, Order, Remembered, Turn
from bot.storage.group_commit import Grouped
from bot.storage.notice_rows import OwedRow
from bot.storage.sqlite.calls import SqliteCalls, Value, microseconds
from bot.storage.sqlite.file import open_file

# Pauses in seconds between tries to empty the log while another process reads the file.
_PAUSES = (0.1, 0.2, 0.4, 0.8)


class SqliteStore:
    """Keeps chats and answered updates in one file; safe for any number of concurrent turns.

    Every transaction is one statement in autocommit, so transactions cannot interleave on the one
    connection. Calls that come close together share a statement (see Grouped).

    What kill -9 can do: before ``commit`` returned, the turn may be unknown and is decided anew
    when Telegram delivers the update again; between ``commit`` and ``sent`` the reply may be
    repeated once; nothing acknowledged is lost.
    """

    def __init__(self, db: aiosqlite.Connection) -> None:
        self._db = db
        self._calls = SqliteCalls(db, "store.sql")
        self._turn = Grouped(self._turns)
        self._commit = Grouped(self._commits)
        self._order = Grouped(self._ordered)
        self._sent = Grouped(self._sents)
        self._forget = Grouped(self._forgets)

    @classmethod
    async def open(cls, path: Path) -> SqliteStore:
        """Open or create the database and bring it up to date; PortError when that cannot be."""
        return cls(await open_file(path))

    async def turn(self, chat: int, update: int) -> Turn:
        """What is remembered about the chat, and whether this update was answered already."""
        return await self._turn((chat, update))

    async def commit(
        self,
        chat: int,
        update: int,
        before: Remembered,
        after: Remembered,
        at: datetime,
        orders: Sequence[Order] = (),
    ) -> None:
        """In one transaction: remember ``after``, that the update is decided, not yet sent, and
        do what was ordered (on a connection that ``open_notices`` prepared).

        ``at`` is aware. Committing the same update again replaces what was said the first time.
        """
        turn = (
            *(chat, after.lang, after.profile, after.state),
            *(update, microseconds(at), before.lang, before.profile, before.state),
        )
        if orders:
            await self._order((*turn, _json([_order(order) for order in orders])))
        else:
            await self._commit(turn)

    async def sent(self, update: int, exchange: Exchange | None = None) -> None:
        """The reply to that update was sent (or can never be): forget ``before``."""
        told = exchange or Exchange()
        await self._sent((update, told.asked, told.shown, told.album))

    async def last(self, chat: int) -> Exchange | None:
        """The newest message of that chat that was answered."""
        for row in await self._calls.rows("read_last", chat=chat):
            asked, shown, album, newest = row
            return Exchange(asked, shown, album, bool(newest))
        return None

    async def forget(self, chat: int, update: int) -> None:
        """Remove every row about the chat, this update's too, beyond recovery from the file.

        The update's row hangs on its chat's. Afterwards the file is rebuilt: secure_delete alone
        leaves copies of rows behind that SQLite once moved between pages (measured: the ids of 1
        to 6 of 1,400 deleted chats). That takes about 5 ms for each MB of the file. Retryable
        when another process reads the old state for more than 2 s: the rows are gone, not yet
        their traces.
        """
        await self._forget((chat, update))

    async def prune(self, before: datetime) -> int:
        """Drop ids of updates answered before that instant (exclusive); how many were dropped."""
        return await self._calls.changed("prune_updates", before=microseconds(before))

    async def close(self) -> None:
        """Finish what is under way and release the file."""
        for group in (self._turn, self._commit, self._order, self._sent, self._forget):
            await group.drain()
        await self._db.close()

    async def _turns(self, asked: list[tuple[int, int]]) -> list[Turn]:
        rows = await self._calls.rows("read_turns", asked=json.dumps(asked))
        return [_turn(*row) for row in rows]

    async def _commits(self, asked: list[tuple[int | str | None, ...]]) -> list[None]:
        await self._calls.rows("decide_turns", asked=_json(asked))
        return [None] * len(asked)

    async def _ordered(self, asked: list[tuple[int | str | None, ...]]) -> list[None]:
        await self._calls.rows("decide_ordered_turns", asked=_json(asked))
        return [None] * len(asked)

    async def _sents(self, asked: list[tuple[int | str | None, ...]]) -> list[None]:
        await self._calls.rows("mark_sent", asked=json.dumps(asked))
        return [None] * len(asked)

    async def _forgets(self, asked: list[tuple[int, int]]) -> list[None]:
        await self._calls.rows("forget_chats", asked=json.dumps(asked))
        await self.scrub()
        return [None] * len(asked)

    async def scrub(self) -> None:
        """Leave nothing in the files but the rows that are there: see ``forget``."""
        await self._calls.run("vacuum")
        for pause in _PAUSES:
            if await self._log_emptied():
                return
            await asyncio.sleep(pause)
        if not await self._log_emptied():
            raise Retryable(
                "the rows are deleted, but another program is reading the database, and their "
                "traces stay until it ends: end it and try again"
            )

    async def _log_emptied(self) -> bool:
        ((busy, _, _),) = await self._calls.run("pragma wal_checkpoint(truncate)")
        return not busy


def _json(rows: Sequence[object]) -> str:
    # ensure_ascii off: text that is no text (a lone surrogate) must fail here, not when read.
    return json.dumps(rows, ensure_ascii=False)


def _order(order: Order) -> list[Value]:
    match order:
        case Subscription():
            row: list[Value] = ["subscribe", order.about, microseconds(order.since)]
            row += [int(order.only_changes), order.quiet_from.isoformat()]
            return [*row, order.quiet_until.isoformat(), order.zone, int(order.group)]
        case Unsubscribe():
            return ["unsubscribe"]
        case PauseDelivery():
            return ["pause", int(order.paused)]
        case SendCorrection():
            owed = OwedRow.of(order.owed)
            return ["correct", owed.draw, owed.category, owed.draws, owed.words or ""]
        case _:
            assert_never(order)


def _turn(
    lang: str | None,
    profile: str | None,
    state: str | None,
    unsent: int | None,
    before_lang: str | None,
    before_profile: str | None,
    before_state: str | None,
) -> Turn:
    remembered = Remembered(state=state, profile=profile, lang=lang)
    if unsent is None:
        return Turn("new", remembered)
    if not unsent:
        return Turn("sent", remembered)
    before = Remembered(state=before_state, profile=before_profile, lang=before_lang)
    return Turn("unsent", remembered, before)
