"""The FeedStore and Outbox ports over a PostgreSQL database."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.ports.notices import (
    Counts,
    Due,
    FeedState,
    Owed,
    Revision,
    Settled,
    Subscription,
    Told,
    Validators,
)
from bot.storage.notice_rows import (
    OwedRow,
    ProgressRow,
    dump_draw,
    dump_pool,
    load_draw,
    load_pool,
    sum_up,
)
from bot.storage.postgres.calls import PostgresCalls, Transaction

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class PostgresFeedStore:
    """Keeps readings and revisions; makes the notices of a reading."""

    def __init__(self, calls: PostgresCalls) -> None:
        self._calls = calls

    async def feed_state(self, address: str) -> FeedState:
        """How reading that address stands; a fresh FeedState when it was never read."""
        for etag, last_modified, *rest in await self._calls.rows("read_feed_state", address):
            return FeedState(address, Validators(etag, last_modified), *rest)
        return FeedState(address)

    async def save_feed_state(self, state: FeedState) -> None:
        """Remember how reading stands."""
        await self._calls.rows("save_feed_state", *_state(state))

    async def revisions(self) -> Sequence[Revision]:
        """The newest revision of every draw that the feed ever had."""
        return [
            Revision(load_draw(draw), load_pool(pool), first_seen, last_seen)
            for draw, pool, first_seen, last_seen in await self._calls.rows("newest_revisions")
        ]

    async def save_reading(
        self, state: FeedState, seen: Sequence[Revision], owed: Sequence[Owed]
    ) -> int:
        """State, revisions and notices in one transaction; how many notices were made."""
        at = state.read_at or state.tried_at or _EPOCH
        async with self._calls.transaction() as transaction:
            await transaction.rows("make_notices_alone")
            await transaction.rows("save_feed_state", *_state(state))
            await transaction.rows("save_revisions", *_columns(map(_revision, seen), 5))
            return sum([await owe(transaction, event, at) for event in owed])


class PostgresOutbox:
    """Subscriptions, and the notices owed to them; any number of machines share one."""

    def __init__(self, calls: PostgresCalls) -> None:
        self._calls = calls

    async def subscription(self, chat: int) -> Subscription | None:
        """The chat's subscription, or None."""
        rows = await self._calls.rows("read_subscription", chat)
        return Subscription(*rows[0]) if rows else None

    async def subscribe(self, subscription: Subscription) -> None:
        """Make or change it; subscribing again keeps ``since``."""
        await self._calls.rows("subscribe", *subscription_row(subscription))

    async def unsubscribe(self, chat: int) -> None:
        """End it; notices still waiting for the chat are dropped."""
        async with self._calls.transaction() as transaction:
            await transaction.rows("end_nothing_while_notices_are_made")
            await transaction.rows("unsubscribe", chat)

    async def moved(self, chat: int, to: int) -> None:
        """A group became another chat: all that is known about it goes along."""
        if chat == to:
            return
        async with self._calls.transaction() as transaction:
            await transaction.rows("end_nothing_while_notices_are_made")
            await transaction.rows("move_memory", chat, to)
            await transaction.rows("move_subscription", chat, to)
            await transaction.rows("move_notices", chat, to)
            await transaction.rows("drop_chat", chat)

    async def claim(self, worker: str, now: datetime, until: datetime, most: int) -> Sequence[Due]:
        """Lease up to ``most`` notices that are due, oldest first, to this worker until then."""
        return [_due(*row) for row in await self._calls.rows("claim", worker, now, until, most)]

    async def renew(self, worker: str, notices: Sequence[int], until: datetime) -> None:
        """Keep the lease of notices that are still this worker's."""
        await self._calls.rows("renew", worker, notices, until)

    async def settle(self, settled: Sequence[Settled]) -> None:
        """Write down what became of claimed notices, release their leases, end subscriptions."""
        gone = [one.notice for one in settled if one.gone]
        columns = _columns(map(_settled, settled), 6)
        if not gone:
            await self._calls.rows("settle", *columns)
            return
        async with self._calls.transaction() as transaction:
            await transaction.rows("end_nothing_while_notices_are_made")
            await transaction.rows("settle", *columns)
            await transaction.rows("end_subscriptions", gone)

    async def release(self, worker: str) -> None:
        """Give back everything this worker still holds, untouched."""
        await self._calls.rows("release", worker)

    async def release_all(self) -> None:
        """Give back every lease."""
        await self._calls.rows("release_all")

    async def pace(self, now: datetime, count: int, per_second: float) -> datetime:
        """Reserve ``count`` sends in the shared pace; the instant of the first."""
        span = timedelta(seconds=count / per_second)
        ((first,),) = await self._calls.rows("pace", now, span)
        at: datetime = first
        return at

    async def hold(self, until: datetime) -> None:
        """Nobody sends notices before that instant."""
        await self._calls.rows("hold", until)

    async def claim_alert(self, cause: str, now: datetime, since: datetime) -> bool:
        """Whether operators are to be told of that cause: it was not told after ``since``."""
        claimed = await self._calls.rows("alert_claimed", cause, now, since)
        await self._calls.rows("drop_old_alerts", since)
        return bool(claimed)

    async def paused(self) -> bool:
        """Whether the operator has paused delivery."""
        ((paused,),) = await self._calls.rows("read_paused")
        return bool(paused)

    async def pause(self, paused: bool) -> None:
        """Pause or resume delivery."""
        await self._calls.rows("pause", paused)

    async def told(self, chat: int, most: int) -> Sequence[Told]:
        """The newest notices of that chat, newest first."""
        rows = await self._calls.rows("told", chat, most)
        return [Told(OwedRow(*row[:6]).owed(), *row[6:]) for row in map(tuple, rows)]

    async def recipients(self, draw: str) -> int:
        """How many subscribers were sent a notice about that draw."""
        ((chats,),) = await self._calls.rows("recipients", draw)
        return int(chats)

    async def owe(self, owed: Owed, now: datetime) -> int:
        """Owe a hand-written correction to all subscribers who were sent a notice of that draw."""
        async with self._calls.transaction() as transaction:
            await transaction.rows("make_notices_alone")
            return await owe(transaction, owed, now)

    async def counts(self) -> Counts:
        """For operators."""
        ((subscribers,),) = await self._calls.rows("count_subscribers")
        rows = await self._calls.rows("count_notices")
        refusals = await self._calls.rows("count_refusals")
        return sum_up(subscribers, [ProgressRow(*row) for row in rows], refusals)


async def owe(transaction: Transaction, owed: Owed, at: datetime) -> int:
    """Save one event and make its notices; how many."""
    ((event, topic),) = await transaction.rows("save_event", *OwedRow.of(owed), at)
    await transaction.rows("save_told_draws", owed.draws, event)
    if owed.kind == "manual":
        return await transaction.changed("owe_told", event, topic, owed.draw, at)
    return await transaction.changed(
        "owe_subscribers", event, topic, owed.kind, owed.draw, owed.category, at
    )


def subscription_row(subscription: Subscription) -> tuple[object, ...]:
    """The subscription in the order of its columns."""
    terms = (subscription.about, subscription.since, subscription.only_changes)
    quiet = (subscription.quiet_from, subscription.quiet_until)
    return (subscription.chat, *terms, *quiet, subscription.zone, subscription.group)


def _columns(rows: Iterable[Sequence[object]], width: int) -> list[list[object]]:
    """The rows as one array for each column, also when there are none."""
    columns: list[list[object]] = [[] for _ in range(width)]
    for row in rows:
        for column, value in zip(columns, row, strict=True):
            column.append(value)
    return columns


def _state(state: FeedState) -> tuple[object, ...]:
    validators = (state.validators.etag, state.validators.last_modified)
    failure = (state.failing, state.failing_since)
    read = (state.read_at, state.tried_at)
    return (state.address, *validators, *read, *failure, state.rounds, state.broken_told_at)


def _revision(revision: Revision) -> tuple[object, ...]:
    seen = (revision.first_seen_at, revision.last_seen_at)
    return (revision.draw.number, *seen, dump_draw(revision.draw), dump_pool(revision.pool))


def _settled(one: Settled) -> tuple[object, ...]:
    outcome = None if one.outcome == "retry" else one.outcome
    return (one.notice, outcome, one.at, one.message, one.again_at, one.reason)


def _due(
    notice: int,
    first_seen_at: datetime,
    attempts: int,
    profile: str | None,
    lang: str | None,
    told_at: datetime | None,
    *row: Any,
) -> Due:
    subscription, owed = Subscription(*row[:8]), OwedRow(*row[8:]).owed()
    return Due(notice, subscription, owed, first_seen_at, attempts, profile, lang, told_at)
