"""The Store port over a PostgreSQL database."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple, assert_never

from bot.conversation.effects import PauseDelivery, SendCorrection, Unsubscribe
from bot.conversation.subscriptions import Subscription
from bot.ports.store import Exchange, Order, Remembered, Turn
from bot.storage.group_commit import Grouped
from bot.storage.postgres.calls import PostgresCalls, Transaction
from bot.storage.postgres.notices import owe, subscription_row


class _Decided(NamedTuple):
    """One decided turn, in the order of the columns."""

    chat: int
    lang: str | None
    profile: str | None
    state: str | None
    update: int
    at: datetime
    before_lang: str | None
    before_profile: str | None
    before_state: str | None


class _Ordered(NamedTuple):
    """A decided turn with what it orders about notices."""

    turn: _Decided
    orders: tuple[Order, ...]


class PostgresStore:
    """Keeps chats and answered updates; safe for any number of concurrent turns and machines.

    Calls that meet while the server is busy share a statement (see Grouped). What kill -9 can do
    is the same as with SQLite: nothing acknowledged is lost, a reply may be repeated once.
    """

    def __init__(self, calls: PostgresCalls) -> None:
        self._calls = calls
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
        now = (chat, after.lang, after.profile, after.state)
        turn = _Decided(*now, update, at, before.lang, before.profile, before.state)
        await (self._order(_Ordered(turn, tuple(orders))) if orders else self._commit(turn))

    async def sent(self, update: int, exchange: Exchange | None = None) -> None:
        """The reply to that update was sent (or can never be): forget ``before``."""
        told = exchange or Exchange()
        await self._sent((update, told.asked, told.shown, told.album))

    async def last(self, chat: int) -> Exchange | None:
        """The newest message of that chat that was answered."""
        for row in await self._calls.rows("read_last", chat):
            asked, shown, album, newest = row
            return Exchange(asked, shown, album, bool(newest))
        return None

    async def forget(self, chat: int, update: int) -> None:
        """Remove every row about the chat, this update's too, its subscription and notices.

        The server overwrites the space of removed rows when it vacuums; until then, and in its
        log and backups, traces stay that only the server's administrator can read.
        """
        await self._forget((chat, update))

    async def prune(self, before: datetime) -> int:
        """Drop ids of updates answered before that instant (exclusive); how many were dropped."""
        ((dropped,),) = await self._calls.rows("prune_updates", before)
        return int(dropped)

    async def close(self) -> None:
        """Finish what is under way and release the connections."""
        for group in (self._turn, self._commit, self._order, self._sent, self._forget):
            await group.drain()
        await self._calls.close()

    async def _turns(self, asked: list[tuple[int, int]]) -> list[Turn]:
        chats, updates = zip(*asked, strict=True)
        return [_turn(*row) for row in await self._calls.rows("read_turns", chats, updates)]

    async def _commits(self, asked: list[_Decided]) -> list[None]:
        await self._calls.rows("decide_turns", *zip(*asked, strict=True))
        return [None] * len(asked)

    async def _ordered(self, asked: list[_Ordered]) -> list[None]:
        kinds = {type(order) for one in asked for order in one.orders}
        async with self._calls.transaction() as transaction:
            # Before any row is locked: whoever makes notices holds this lock and wants rows.
            if SendCorrection in kinds:
                await transaction.rows("make_notices_alone")
            elif Unsubscribe in kinds:
                await transaction.rows("end_nothing_while_notices_are_made")
            turns = (one.turn for one in asked)
            await transaction.rows("decide_turns", *zip(*turns, strict=True))
            for one in asked:
                for order in one.orders:
                    await _carry_out(transaction, order, one.turn)
        return [None] * len(asked)

    async def _sents(
        self, asked: list[tuple[int, int | None, int | None, str | None]]
    ) -> list[None]:
        await self._calls.rows("mark_sent", *zip(*asked, strict=True))
        return [None] * len(asked)

    async def _forgets(self, asked: list[tuple[int, int]]) -> list[None]:
        async with self._calls.transaction() as transaction:
            await transaction.rows("end_nothing_while_notices_are_made")
            await transaction.rows("forget_chats", *zip(*asked, strict=True))
        return [None] * len(asked)


async def _carry_out(transaction: Transaction, order: Order, turn: _Decided) -> None:
    match order:
        case Subscription():
            await transaction.rows("subscribe", *subscription_row(order))
        case Unsubscribe():
            await transaction.rows("unsubscribe", turn.chat)
        case PauseDelivery():
            await transaction.rows("pause", order.paused)
        case SendCorrection():
            await owe(transaction, order.owed, turn.at)
        case _:
            assert_never(order)


def _turn(
    lang: str | None,
    profile: str | None,
    state: str | None,
    unsent: bool | None,
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
