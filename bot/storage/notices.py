"""The FeedStore and Outbox ports: readings, subscriptions, and the notices owed to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.conversation.subscriptions import kinds_in, nothing_but_reminders
from bot.notices.announcements import is_late
from bot.ports.notices import (
    ALIVE_EVERY,
    CLOCKS_DIFFER,
    DOWN,
    LONGEST_AHEAD,
    Announced,
    Behind,
    Counts,
    Due,
    FeedState,
    Held,
    Owed,
    PastNotice,
    Rank,
    Recipient,
    Revision,
    Settled,
    Slice,
    Subscription,
    Validators,
)
from bot.storage.engine import Calls, Engine
from bot.storage.events import owe
from bot.storage.notice_rows import (
    OwedRow,
    ProgressRow,
    dump,
    load,
    sum_up,
)
from bot.storage.reminders import StoredReminders
from knowledge.draws import Draw
from knowledge.pools import Pool

_FROM_START = 2
"""Rounds to go of an event whose notices are made from the start on; then one more, up to it."""

_LOWEST, _HIGHEST = -(2**62), 2**62
"""Beyond any chat."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class StoredReadings:
    """Keeps readings and revisions; makes the notices of a reading."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def feed_state(self, address: str) -> FeedState:
        """How reading that address stands; a fresh FeedState when it was never read."""
        for etag, modified, *rest in await self._engine.rows("read_feed_state", address=address):
            return FeedState(address, Validators(etag, modified), *rest)
        return FeedState(address)

    async def save_feed_state(self, state: FeedState) -> None:
        """Remember how reading stands."""
        await _save_state(self._engine, state)

    async def revisions(self) -> Sequence[Revision]:
        """The newest revision of every draw that the feed ever had."""
        return [
            Revision(
                load(Draw, draw),
                pool and load(Pool, pool),
                first,
                last,
                told and load(Announced, told),
            )
            for draw, pool, first, last, told in await self._engine.rows("newest_revisions")
        ]

    async def save_reading(
        self, state: FeedState, seen: Sequence[Revision], owed: Sequence[Owed]
    ) -> None:
        """State, revisions and what is owed in one transaction."""
        at = state.read_at or state.tried_at or _EPOCH
        async with self._engine.transaction() as transaction:
            await transaction.rows("make_notices_alone")
            await _save_state(transaction, state)
            revisions = {(one.draw.number, one.first_seen_at): _revision(one) for one in seen}
            await transaction.rows("save_revisions", seen=[*revisions.values()])
            for event in owed:
                await owe(transaction, event, at)


class StoredNotices(StoredReminders):
    """Subscriptions, and the notices owed to them; any number of machines share them."""

    async def subscription(self, chat: int) -> Subscription | None:
        """The chat's subscription, or None."""
        rows = await self._engine.rows("read_subscription", chat_id=chat)
        return Subscription(*rows[0]) if rows else None

    async def subscribe(self, subscription: Subscription) -> None:
        """Make or change it; subscribing again keeps ``since``."""
        await self._engine.rows("subscribe", **subscription_row(subscription))

    async def unsubscribe(self, chat: int) -> None:
        """End it and all reminders; notices still waiting for the chat are dropped."""
        async with self._engine.transaction() as transaction:
            await transaction.rows("end_nothing_while_notices_are_made")
            await transaction.rows("unsubscribe", chat_id=chat)

    async def moved(self, chat: int, to: int) -> None:
        """A group became another chat: all that is known about it goes along."""
        if chat == to:
            return
        async with self._engine.transaction() as transaction:
            await transaction.rows("end_nothing_while_notices_are_made")
            for step in ("move_memory", "move_subscription", "move_notices"):
                await transaction.rows(step, chat_id=chat, other=to)
            await transaction.rows("drop_chat", chat_id=chat)

    async def next_slice(self, most: int) -> Slice | None:
        """The next subscribers for whom notices are to be made."""
        for event, rounds, start, through, seen_at, *row in await self._engine.rows("first_unmade"):
            owed = OwedRow(*row).owed()
            first = rounds == _FROM_START and through is None
            after = through if through is not None else start - 1 if first else _LOWEST
            span = {"after": after, "last": _HIGHEST if rounds == _FROM_START else start - 1}
            ((end, found),) = await self._engine.rows("end_of_slice", **span, most=most)
            people = await self._people(owed, seen_at, after, end) if found else []
            following = (rounds, end) if found == most else (rounds - 1, None)
            subscribers = await self._subscribers() if first else 0
            place = (event, rounds, through, *following)
            return Slice(owed, seen_at, people, subscribers, *place)
        return None

    async def make(self, slice_: Slice, ranks: Sequence[Rank], now: datetime) -> int:
        """The notices of that slice, and that it is made."""
        event = {"event": slice_.event}
        ranked = [(one.chat, rank) for one, rank in zip(slice_.people, ranks, strict=True)]
        async with self._engine.transaction() as transaction:
            await transaction.rows("make_notices_alone")
            here = {"rounds": slice_.rounds, "through": slice_.through, "none": _LOWEST}
            for (topic,) in await transaction.rows("slice_is_next", **event, **here):
                made = await transaction.changed(
                    "make_slice", **event, topic=topic, now=now, people=ranked
                )
                following = {"rounds": slice_.next_rounds, "through": slice_.next_through}
                await transaction.rows("end_slice", **event, **following)
                return made
        return 0

    async def forget_settled(self, before: datetime, most: int) -> int:
        """Remove notices that were settled before then, but for the newest one of each chat."""
        return await self._engine.changed("forget_settled", before=before, most=most)

    async def _people(
        self, owed: Owed, seen_at: datetime, after: int, last: int
    ) -> Sequence[Recipient]:
        span = {"after": after, "last": last}
        if owed.kind == "manual":
            rows = await self._engine.rows("told_of_slice", **span, draw=owed.draw)
        else:
            ((oldest, _),) = await self._engine.rows("seen", draw=owed.draw)
            about = {"kind": owed.kind, "category": owed.category, "seen_at": oldest or seen_at}
            rows = await self._engine.rows("people_of_slice", **span, **about)
        return [Recipient(*row) for row in rows]

    async def _subscribers(self) -> int:
        ((subscribers,),) = await self._engine.rows("count_subscribers")
        return int(subscribers)

    async def claim(
        self, worker: str, now: datetime, until: datetime, most: int, rank: Rank = 2
    ) -> Sequence[Due]:
        """Lease up to ``most`` notices that are due, up to that rank, to this worker until then."""
        lease = {"worker": worker, "until": until, "void": until + CLOCKS_DIFFER}
        claimed = await self._engine.rows("claim", **lease, now=now, most=most, rank=rank)
        if not claimed:
            return []
        found = [_due(*row) for row in await self._engine.rows("read_due", claimed=claimed)]
        late = [(due.notice,) for due in found if is_late(due, now)]
        if not late:
            return found
        behind: dict[int, list[Behind]] = {first: [] for (first,) in late}
        for first, notice, *row in await self._engine.rows("read_behind", late=late):
            behind[first].append(Behind(notice, OwedRow(*row).owed()))
        return [
            replace(due, late=True, behind=tuple(behind[due.notice]))
            if due.notice in behind
            else due
            for due in found
        ]

    async def renew(self, worker: str, notices: Sequence[int], until: datetime) -> None:
        """Keep the lease of notices that are still this worker's."""
        await self._engine.rows("renew", worker=worker, asked=_singly(notices), until=until)

    async def settle(self, settled: Sequence[Settled]) -> None:
        """Write down what became of claimed notices, release their leases, end subscriptions."""
        rows = [*{one.notice: _settled(one) for one in settled}.values()]
        gone = [one.notice for one in settled if one.gone]
        unsent = [one.notice for one in settled if one.outcome in ("expired", "given_up")]
        if not unsent:
            await self._engine.rows("settle", settled=rows)
            return
        async with self._engine.transaction() as transaction:
            await transaction.rows("end_nothing_while_notices_are_made")
            await transaction.rows("settle", settled=rows)
            await transaction.rows("keep_missed", unsent=_singly(unsent))
            await transaction.rows("end_subscriptions", gone=_singly(gone))

    async def release(self, worker: str) -> None:
        """Give back everything this worker still holds, untouched."""
        await self._engine.rows("release", worker=worker)

    async def release_all(self) -> None:
        """Give back every lease."""
        await self._engine.rows("release_all")

    async def pace(self, now: datetime, count: int, per_second: float) -> datetime | Held:
        """Reserve ``count`` sends in the shared pace; the instant of the first."""
        span = timedelta(seconds=count / per_second)
        latest = now + max(LONGEST_AHEAD, 10 * span)
        ((first, held),) = await self._engine.rows("pace", now=now, span=span, latest=latest)
        return first if held is None else Held(held)

    async def hold(self, now: datetime, until: datetime) -> None:
        """Nobody sends notices before that instant."""
        await self._engine.rows("hold", now=now, until=until)

    async def held(self, now: datetime) -> datetime | None:
        """Until when nobody is sent anything."""
        for (until,) in await self._engine.rows("read_held", now=now):
            at: datetime = until
            return at
        return None

    async def set_right(self, now: datetime) -> None:
        """The clock was set back: what waits since later than now is due."""
        await self._engine.rows("set_right", now=now, later=now + CLOCKS_DIFFER)

    async def claim_alert(self, cause: str, text: str, now: datetime, since: datetime) -> bool:
        """Whether operators are to be told of that cause: it was not told after ``since``."""
        about = {"cause": cause, "waiting": text, "now": now, "since": since}
        claimed = await self._engine.rows("alert_claimed", **about)
        await self._engine.rows("drop_old_alerts", since=since)
        return bool(claimed)

    async def waiting_alerts(self, before: datetime) -> Sequence[tuple[str, str]]:
        """Cause and text of what was to be told by then, and did not arrive, oldest first."""
        rows = await self._engine.rows("waiting_alerts", before=before)
        return [(str(cause), str(text)) for cause, text in rows]

    async def alert_arrived(self, cause: str) -> None:
        """Operators were told."""
        await self._engine.rows("alert_arrived", cause=cause)

    async def write_check(self, now: datetime) -> None:
        """Write something: PortError when the database cannot."""
        await self._engine.rows("write_check", now=now)

    async def alive(self, now: datetime) -> timedelta:
        """Notices are looked for now; for how long they were not, where that is long."""
        async with self._engine.transaction() as transaction:
            ((last,),) = await transaction.rows("last_alive")
            gap = timedelta() if last is None else now - last
            if timedelta() <= gap < ALIVE_EVERY and last is not None:
                return timedelta()
            await transaction.rows("still_alive", now=now)
            if gap < DOWN:
                return timedelta()
            await transaction.rows("prolong_news", gap=gap, since=last)
            return gap

    async def paused(self) -> bool:
        """Whether the operator has paused delivery."""
        ((paused,),) = await self._engine.rows("read_paused")
        return bool(paused)

    async def pause(self, paused: bool) -> None:
        """Pause or resume delivery."""
        await self._engine.rows("pause", paused=paused)

    async def told(self, chat: int, most: int) -> Sequence[PastNotice]:
        """The newest notices of that chat, newest first."""
        rows = await self._engine.rows("told", chat_id=chat, most=most)
        return [PastNotice(OwedRow(*row[:6]).owed(), *row[6:]) for row in rows]

    async def recipients(self, draw: str) -> int:
        """How many subscribers were sent a notice about that draw."""
        ((chats,),) = await self._engine.rows("recipients", draw=draw)
        return int(chats)

    async def owe(self, owed: Owed, now: datetime) -> None:
        """Owe a hand-written correction to all subscribers who were sent a notice of that draw."""
        async with self._engine.transaction() as transaction:
            await transaction.rows("make_notices_alone")
            await owe(transaction, owed, now)

    async def counts(self) -> Counts:
        """For operators."""
        subscribers = await self._subscribers()
        rows = await self._engine.rows("count_notices")
        refusals = await self._engine.rows("count_refusals")
        return sum_up(subscribers, [ProgressRow(*row) for row in rows], refusals)


def subscription_row(subscription: Subscription) -> Mapping[str, object]:
    """The subscription by its columns."""
    row = asdict(subscription)
    place = {"in_group": row.pop("group"), "in_channel": row.pop("channel")}
    return {"chat_id": row.pop("chat"), **place, **row}


async def _save_state(calls: Calls, state: FeedState) -> None:
    row = asdict(state)
    await calls.rows("save_feed_state", **row.pop("validators"), **row)


def _singly(values: Sequence[object]) -> list[tuple[object]]:
    return [(value,) for value in values]


def _revision(revision: Revision) -> tuple[object, ...]:
    seen = (revision.first_seen_at, revision.last_seen_at)
    parts = (revision.draw, revision.pool, revision.announced)
    return (revision.draw.number, *seen, *map(dump, parts))


def _settled(one: Settled) -> tuple[object, ...]:
    outcome = None if one.outcome == "retry" else one.outcome
    return (one.notice, outcome, one.at, one.message, one.again_at, one.reason, one.figures)


def _due(
    notice: int,
    first_seen_at: datetime,
    news_until: datetime,
    attempts: int,
    profile: str | None,
    lang: str | None,
    told_at: datetime | None,
    figures: str | None,
    message: int | None,
    reminded: str | None,
    *row: Any,
) -> Due:
    owed = OwedRow(*row[9:]).owed()
    subscribed = row[1] is not None
    subscription = Subscription(*row[:9]) if subscribed else nothing_but_reminders(row[0])
    known = (attempts, profile, lang, told_at, figures, message, kinds_in(reminded or ""))
    return Due(notice, subscription, owed, first_seen_at, news_until, *known)
