"""The Store port: what is remembered of chats, and which updates were answered."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple, assert_never

from bot.conversation.effects import (
    AcceptFeed,
    PauseDelivery,
    Remind,
    SendCorrection,
    Unsubscribe,
)
from bot.conversation.subscriptions import Subscription
from bot.ports.faults import Retryable
from bot.ports.store import Exchange, Order, Remembered, Turn
from bot.storage.engine import Calls, Engine
from bot.storage.events import owe
from bot.storage.group_commit import Grouped
from bot.storage.notices import subscription_row

# Pauses in seconds between tries to empty SQLite's log while another process reads the file.
_PAUSES = (0.1, 0.2, 0.4, 0.8)


class _Decided(NamedTuple):
    """One decided turn with what it orders about notices."""

    chat: int
    update: int
    at: datetime
    after: Remembered
    before: Remembered
    orders: tuple[Order, ...]

    @property
    def told_missed(self) -> str | None:
        """The reminders of which this turn said that they were missed."""
        return self.before.missed if self.after.missed is None else None


class StoredChats:
    """Keeps chats and answered updates; safe for any number of concurrent turns and machines.

    Calls that come close together share a trip (see Grouped). What kill -9 can do: before
    ``commit`` returned, the turn may be unknown and is decided anew when Telegram delivers the
    update again; between ``commit`` and ``sent`` the reply may be repeated once; nothing
    acknowledged is lost.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._turn = Grouped(self._turns)
        self._commit = Grouped(self._commits)
        self._order = Grouped(self._ordered)
        self._sent = Grouped(self._sents)
        self._forget = Grouped(self._forgets)

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
        do what was ordered.

        ``at`` is aware. Committing the same update again replaces what was said the first time.
        """
        turn = _Decided(chat, update, at, after, before, tuple(orders))
        await (self._order if orders or turn.told_missed else self._commit)(turn)

    async def sent(self, update: int, exchange: Exchange | None = None) -> None:
        """The reply to that update was sent (or can never be): forget ``before``."""
        told = exchange or Exchange()
        await self._sent((update, told.asked, told.shown, told.album))

    async def last(self, chat: int) -> Exchange | None:
        """The newest message of that chat that was answered."""
        for row in await self._engine.rows("read_last", chat=chat):
            return Exchange(*row)
        return None

    async def forget(self, chat: int, update: int, receipt: str | None = None) -> None:
        """Remove every row about the chat, this update's too, beyond recovery from the file.

        Afterwards a file of SQLite is rebuilt: secure_delete alone leaves copies of rows behind
        that were once moved between pages (measured: the ids of 1 to 6 of 1,400 deleted chats).
        That takes about 5 ms for each MB. Retryable when another process reads the old state for
        more than 2 s: the rows are gone, not yet their traces. A server of PostgreSQL overwrites
        the space when it vacuums; until then, and in its log and backups, traces stay that only
        its administrator can read.
        """
        await self._forget((chat, update, receipt))

    async def prune(self, before: datetime) -> int:
        """Drop ids of updates answered before that instant (exclusive); how many were dropped."""
        return await self._engine.changed("prune_updates", before=before)

    async def close(self) -> None:
        """Finish what is under way and release the database."""
        for group in (self._turn, self._commit, self._order, self._sent, self._forget):
            await group.drain()
        await self._engine.close()

    async def _turns(self, asked: list[tuple[int, int]]) -> list[Turn]:
        return [_turn(*row) for row in await self._engine.rows("read_turns", asked=asked)]

    async def _commits(self, asked: list[_Decided]) -> list[None]:
        await _decide(self._engine, asked)
        return [None] * len(asked)

    async def _ordered(self, asked: list[_Decided]) -> list[None]:
        kinds = {type(order) for one in asked for order in one.orders}
        async with self._engine.transaction() as transaction:
            # Before any row is locked: whoever makes notices holds this lock and wants rows.
            if SendCorrection in kinds:
                await transaction.rows("make_notices_alone")
            elif Unsubscribe in kinds:
                await transaction.rows("end_nothing_while_notices_are_made")
            await _decide(transaction, asked)
            for one in asked:
                if one.told_missed is not None:
                    told = {"chat_id": one.chat, "missed": one.told_missed}
                    await transaction.rows("told_missed", **told)
                for order in one.orders:
                    await _carry_out(transaction, order, one)
        return [None] * len(asked)

    async def _sents(
        self, asked: list[tuple[int, int | None, int | None, str | None]]
    ) -> list[None]:
        await self._engine.rows("mark_sent", told=asked)
        return [None] * len(asked)

    async def _forgets(self, asked: list[tuple[int, int, str | None]]) -> list[None]:
        async with self._engine.transaction() as transaction:
            await transaction.rows("end_nothing_while_notices_are_made")
            await transaction.rows("forget_chats", asked=asked)
        await scrub(self._engine)
        return [None] * len(asked)


async def scrub(engine: Engine) -> None:
    """Leave nothing in a SQLite file but the rows that are there: see ``StoredChats.forget``."""
    await engine.rows("vacuum")
    for pause in (*_PAUSES, None):
        if not any(busy for busy, *_ in await engine.rows("empty_log")):
            return
        if pause is not None:
            await asyncio.sleep(pause)
    raise Retryable(
        "the rows are deleted, but another program is reading the database, and their "
        "traces stay until it ends: end it and try again"
    )


async def _decide(calls: Calls, turns: Sequence[_Decided]) -> None:
    """Write the turns; what is said of a chat or an update last is what holds."""
    chats = {
        turn.chat: (turn.chat, turn.after.lang, turn.after.profile, turn.after.state, turn.at)
        for turn in turns
    }
    updates = {
        turn.update: (
            *(turn.update, turn.chat, turn.at),
            *(turn.before.lang, turn.before.profile, turn.before.state, turn.before.missed),
        )
        for turn in turns
    }
    other = [turn for turn in turns if turn.before.profile != turn.after.profile]
    changed = {turn.chat: (turn.chat, turn.at) for turn in other}
    written = {"chats": [*chats.values()], "updates": [*updates.values()]}
    await calls.rows("decide_turns", **written, changed=sorted(changed.values()))


async def _carry_out(calls: Calls, order: Order, turn: _Decided) -> None:
    match order:
        case Subscription():
            await calls.rows("subscribe", **subscription_row(order))
        case Unsubscribe():
            await calls.rows("unsubscribe", chat_id=turn.chat)
        case Remind(about) if about:
            about_days = {"chat_id": turn.chat, "about": " ".join(about)}
            await calls.rows("remind", **about_days, at=turn.at)
        case Remind():
            await calls.rows("end_reminders", chat_id=turn.chat)
        case PauseDelivery():
            await calls.rows("pause", paused=order.paused)
        case AcceptFeed():
            await calls.rows("accept_feed")
        case SendCorrection():
            await owe(calls, order.owed, turn.at)
        case _:
            assert_never(order)


def _turn(
    lang: str | None,
    profile: str | None,
    state: str | None,
    missed: str | None,
    unsent: bool | None,
    before_lang: str | None,
    before_profile: str | None,
    before_state: str | None,
    before_missed: str | None,
) -> Turn:
    remembered = Remembered(state, profile, lang, missed)
    if unsent is None:
        return Turn("new", remembered)
    if not unsent:
        return Turn("sent", remembered)
    before = Remembered(before_state, before_profile, before_lang, before_missed)
    return Turn("unsent", remembered, before)
