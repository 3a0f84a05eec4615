"""The FeedStore and Outbox ports over one SQLite file."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from datetime import datetime, time
from itertools import count
from typing import Any

import aiosqlite

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
from bot.storage.sqlite.calls import SQL, SqliteCalls, Value, instant, microseconds

_CALLS = count(1)


async def open_notices(db: aiosqlite.Connection) -> tuple[SqliteFeedStore, SqliteOutbox]:
    """Both ports on a connection from ``open_file``, which stays its owner's to close."""
    await db.executescript((SQL / "orders.sql").read_text("utf-8"))
    calls = SqliteCalls(db, "notices.sql")
    return SqliteFeedStore(calls), SqliteOutbox(calls)


class SqliteFeedStore:
    """Keeps readings and revisions; makes the notices of a reading.

    A reading is one statement: kill -9 leaves all of it or nothing.
    """

    def __init__(self, calls: SqliteCalls) -> None:
        self._calls = calls

    async def feed_state(self, address: str) -> FeedState:
        """How reading that address stands; a fresh FeedState when it was never read."""
        for row in await self._calls.rows("read_feed_state", address=address):
            etag, last_modified, read_at, tried_at, failing, failing_since, rounds, told_at = row
            return FeedState(
                address,
                Validators(etag, last_modified),
                _instant(read_at),
                _instant(tried_at),
                failing,
                _instant(failing_since),
                rounds,
                _instant(told_at),
            )
        return FeedState(address)

    async def save_feed_state(self, state: FeedState) -> None:
        """Remember how reading stands."""
        await self._calls.rows("save_feed_state", state=_state(state))

    async def revisions(self) -> Sequence[Revision]:
        """The newest revision of every draw that the feed ever had."""
        return [
            Revision(load_draw(draw), load_pool(pool), instant(first_seen), instant(last_seen))
            for draw, pool, first_seen, last_seen in await self._calls.rows("newest_revisions")
        ]

    async def save_reading(
        self, state: FeedState, seen: Sequence[Revision], owed: Sequence[Owed]
    ) -> int:
        """State, revisions and notices in one transaction; how many notices were made.

        It takes memory for the reading, none for the subscribers, and about 3 s of the database
        for a million notices.
        """
        at = state.read_at or state.tried_at
        call = next(_CALLS)
        await self._calls.rows(
            "save_reading",
            call=call,
            state=_state(state),
            seen=_json([_revision(revision) for revision in seen]),
            owed=_json([OwedRow.of(event) for event in owed]),
            given_at=0 if at is None else microseconds(at),
        )
        return await _made(self._calls, call)


class SqliteOutbox:
    """Subscriptions, and the notices owed to them."""

    def __init__(self, calls: SqliteCalls) -> None:
        self._calls = calls

    async def subscription(self, chat: int) -> Subscription | None:
        """The chat's subscription, or None."""
        rows = await self._calls.rows("read_subscription", chat=chat)
        return _subscription(*rows[0]) if rows else None

    async def subscribe(self, subscription: Subscription) -> None:
        """Make or change it; subscribing again keeps ``since``."""
        await self._calls.rows(
            "subscribe",
            chat=subscription.chat,
            about=subscription.about,
            since=microseconds(subscription.since),
            only_changes=subscription.only_changes,
            quiet_from=subscription.quiet_from.isoformat(),
            quiet_until=subscription.quiet_until.isoformat(),
            zone=subscription.zone,
            in_group=subscription.group,
        )

    async def unsubscribe(self, chat: int) -> None:
        """End it; notices still waiting for the chat are dropped."""
        await self._calls.rows("unsubscribe", chat=chat)

    async def moved(self, chat: int, to: int) -> None:
        """A group became another chat: all that is known about it goes along."""
        await self._calls.rows("move_chat", chat=chat, other=to)

    async def claim(self, worker: str, now: datetime, until: datetime, most: int) -> Sequence[Due]:
        """Lease up to ``most`` notices that are due, oldest first, to this worker until then."""
        claimed = await self._calls.rows(
            "claim", worker=worker, now=microseconds(now), until=microseconds(until), most=most
        )
        notices = json.dumps([notice for (notice,) in claimed])
        return [_due(*row) for row in await self._calls.rows("read_due", notices=notices)]

    async def renew(self, worker: str, notices: Sequence[int], until: datetime) -> None:
        """Keep the lease of notices that are still this worker's."""
        await self._calls.rows(
            "renew", worker=worker, notices=json.dumps([*notices]), until=microseconds(until)
        )

    async def settle(self, settled: Sequence[Settled]) -> None:
        """Write down what became of claimed notices, release their leases, end subscriptions."""
        gone = [one.notice for one in settled if one.gone]
        rows = _json([_settled(one) for one in settled])
        await self._calls.rows("settle", settled=rows, gone=_json(gone))

    async def release(self, worker: str) -> None:
        """Give back everything this worker still holds, untouched."""
        await self._calls.rows("release", worker=worker)

    async def release_all(self) -> None:
        """Give back every lease."""
        await self._calls.rows("release_all")

    async def pace(self, now: datetime, count: int, per_second: float) -> datetime:
        """Reserve ``count`` sends in the shared pace; the instant of the first."""
        span = math.ceil(count * 1_000_000 / per_second)
        ((first,),) = await self._calls.rows("pace", now=microseconds(now), span=span)
        return instant(first)

    async def hold(self, until: datetime) -> None:
        """Nobody sends notices before that instant."""
        await self._calls.rows("hold", until=microseconds(until))

    async def claim_alert(self, cause: str, now: datetime, since: datetime) -> bool:
        """Whether operators are to be told of that cause: it was not told after ``since``."""
        at, after = microseconds(now), microseconds(since)
        claimed = await self._calls.rows("alert_claimed", cause=cause, now=at, since=after)
        await self._calls.rows("drop_old_alerts", since=after)
        return bool(claimed)

    async def paused(self) -> bool:
        """Whether the operator has paused delivery."""
        ((paused,),) = await self._calls.rows("read_paused")
        return bool(paused)

    async def pause(self, paused: bool) -> None:
        """Pause or resume delivery."""
        await self._calls.rows("pause", paused=paused)

    async def told(self, chat: int, most: int) -> Sequence[Told]:
        """The newest notices of that chat, newest first."""
        return [
            Told(OwedRow(*row[:6]).owed(), row[6], instant(row[7]))
            for row in await self._calls.rows("told", chat=chat, most=most)
        ]

    async def recipients(self, draw: str) -> int:
        """How many subscribers were sent a notice about that draw."""
        ((chats,),) = await self._calls.rows("recipients", draw=draw)
        return int(chats)

    async def owe(self, owed: Owed, now: datetime) -> int:
        """Owe a hand-written correction to all subscribers who were sent a notice of that draw."""
        call, row = next(_CALLS), OwedRow.of(owed)
        await self._calls.rows(
            "owe",
            call=call,
            draw=row.draw,
            category=row.category,
            draws=row.draws,
            words=row.words or "",
            given_at=microseconds(now),
        )
        return await _made(self._calls, call)

    async def counts(self) -> Counts:
        """For operators."""
        ((subscribers,),) = await self._calls.rows("count_subscribers")
        rows = await self._calls.rows("count_notices")
        progress = [ProgressRow(*row[:2], *map(int, row[2:])) for row in rows]
        return sum_up(subscribers, progress, await self._calls.rows("count_refusals"))


async def _made(calls: SqliteCalls, call: int) -> int:
    return sum(notices for (notices,) in await calls.rows("made", call=call))


def _json(rows: Sequence[object]) -> str:
    # ensure_ascii off: text that is no text (a lone surrogate) must fail here, not when read.
    return json.dumps(rows, ensure_ascii=False)


def _instant(stored: int | None) -> datetime | None:
    return None if stored is None else instant(stored)


def _stored(at: datetime | None) -> int | None:
    return None if at is None else microseconds(at)


def _state(state: FeedState) -> str:
    validators = state.validators
    row: list[Value] = [state.address, validators.etag, validators.last_modified]
    row += [_stored(state.read_at), _stored(state.tried_at)]
    row += [state.failing, _stored(state.failing_since), state.rounds]
    row += [_stored(state.broken_told_at)]
    return _json(row)


def _revision(revision: Revision) -> list[Value]:
    first, last = microseconds(revision.first_seen_at), microseconds(revision.last_seen_at)
    draw = revision.draw
    return [draw.number, first, last, dump_draw(draw), dump_pool(revision.pool)]


def _settled(one: Settled) -> list[Value]:
    outcome = None if one.outcome == "retry" else one.outcome
    at, again_at = microseconds(one.at), _stored(one.again_at)
    return [one.notice, outcome, at, one.message, again_at, one.reason]


def _subscription(
    chat: int,
    about: str,
    since: int,
    only_changes: int,
    quiet_from: str,
    quiet_until: str,
    zone: str | None,
    group: int,
) -> Subscription:
    quiet = time.fromisoformat(quiet_from), time.fromisoformat(quiet_until)
    return Subscription(chat, about, instant(since), bool(only_changes), *quiet, zone, bool(group))


def _due(
    notice: int,
    first_seen_at: int,
    attempts: int,
    profile: str | None,
    lang: str | None,
    told_at: int | None,
    *row: Any,
) -> Due:
    return Due(
        notice,
        _subscription(*row[:8]),
        OwedRow(*row[8:]).owed(),
        instant(first_seen_at),
        attempts,
        profile,
        lang,
        _instant(told_at),
    )
