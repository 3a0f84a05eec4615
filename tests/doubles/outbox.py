"""Subscriptions and notices in memory: what tests use instead of a database."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Literal

from bot.conversation.subscriptions import GivenUp, nothing_but_reminders
from bot.notices.announcements import EVERY_DRAW, STILL_NEWS, is_late
from bot.ports.notices import (
    ALIVE_EVERY,
    CLOCKS_DIFFER,
    DOWN,
    LONGEST_AHEAD,
    Behind,
    Counts,
    Due,
    Held,
    Outcome,
    Owed,
    PastNotice,
    Progress,
    Rank,
    Recipient,
    Settled,
    Slice,
    Subscription,
)
from bot.ports.reminders import Reminded, ToRemind
from bot.ports.store import Remembered
from knowledge.own_dates import DeadlineKind
from tests.doubles.conversation import Disk


def _follows(subscription: Subscription, owed: Owed) -> bool:
    """Of a digest, one of all that came is for those of several kinds, too."""
    kinds = subscription.terms.kinds
    if owed.kind == "digest":
        return kinds == (owed.category,) or (owed.category == EVERY_DRAW and len(kinds) > 1)
    return owed.category in kinds or EVERY_DRAW in kinds


@dataclass(slots=True)
class NoticeRow:
    """One notice as it is stored; ``worker`` holds it until ``leased_until``."""

    notice: int
    chat: int
    owed: Owed
    first_seen_at: datetime
    at: datetime
    outcome: Outcome | Literal["waiting"] = "waiting"
    attempts: int = 0
    again_at: datetime | None = None
    message: int | None = None
    reason: str | None = None
    figures: str | None = None
    rank: Rank = 0
    worker: str | None = None
    leased_until: datetime | None = None

    @property
    def topic(self) -> tuple[object, ...]:
        """What it tells, whatever became of it."""
        return topic(self.owed, self.first_seen_at)

    def told_of(self, draw: str) -> bool:
        """Whether it was sent and told of that draw."""
        return self.outcome == "sent" and draw in self.owed.draws

    def due(self, now: datetime, void: datetime) -> bool:
        """Whether anybody may claim it at that instant."""
        return (
            self.outcome == "waiting"
            and (self.again_at or self.at) <= now
            and (self.leased_until is None or not now < self.leased_until <= void)
        )


@dataclass(slots=True)
class Unmade:
    """An event whose notices are not all made; ``through`` is the last chat looked at."""

    owed: Owed
    first_seen_at: datetime
    drawn_seen_at: datetime
    through: int | None = None


@dataclass(slots=True)
class Reminders:
    """Before which days a chat wants to be reminded, and when they are looked at next."""

    about: tuple[DeadlineKind, ...]
    since: datetime
    next_at: datetime | None


@dataclass(slots=True)
class NoticeTables:
    """What survives a crash, shared by the ports that write it; ``disk`` has the profiles."""

    disk: Disk = field(default_factory=Disk)
    subscriptions: dict[int, Subscription] = field(default_factory=dict)
    notices: dict[int, NoticeRow] = field(default_factory=dict)
    reminders: dict[int, Reminders] = field(default_factory=dict)
    next_slot: datetime | None = None
    hold: tuple[datetime, datetime] | None = None
    paused: bool = False
    numbered: int = 0
    unmade: list[Unmade] = field(default_factory=list)
    alerts: dict[str, datetime] = field(default_factory=dict)
    undelivered: dict[str, tuple[datetime, str]] = field(default_factory=dict)
    alive_at: datetime | None = None
    longer: dict[tuple[object, ...], timedelta] = field(default_factory=dict)

    def news_until(self, row: NoticeRow) -> datetime:
        """When what it tells is news no more."""
        return row.first_seen_at + STILL_NEWS + self.longer.get(row.topic, timedelta())

    def owe(
        self, owed: Owed, first_seen_at: datetime, drawn_seen_at: datetime | None = None
    ) -> int:
        """One notice for each subscription that the event concerns; how many were made.

        A chat subscribed since the draw was first seen (``drawn_seen_at``; of a correction that is
        before its own first sight), or owed that very notice before, is owed nothing.
        """
        latest = drawn_seen_at or first_seen_at
        return sum(
            self.add(chat, owed, first_seen_at, first_seen_at)
            for chat, subscription in tuple(self.subscriptions.items())
            if _follows(subscription, owed) and subscription.since < latest
        )

    def plan(
        self, owed: Owed, first_seen_at: datetime, drawn_seen_at: datetime | None = None
    ) -> None:
        """What that event owes, to be made in slices."""
        self.unmade.append(Unmade(owed, first_seen_at, drawn_seen_at or first_seen_at))

    def concerns(self, event: Unmade, chat: int) -> bool:
        """Whether a subscriber is owed a notice of that event."""
        owed, terms = event.owed, self.subscriptions[chat]
        if owed.kind == "manual":
            return any(row.chat == chat and row.told_of(owed.draw) for row in self.notices.values())
        return _follows(terms, owed) and terms.since < event.drawn_seen_at

    def add(
        self, chat: int, owed: Owed, first_seen_at: datetime, at: datetime, rank: Rank = 0
    ) -> int:
        """One notice for that chat, unless it has it already: 1 or 0."""
        key = topic(owed, first_seen_at)
        if any(row.chat == chat and row.topic == key for row in self.notices.values()):
            return 0
        self.numbered += 1
        row = NoticeRow(self.numbered, chat, owed, first_seen_at, at, rank=rank)
        self.notices[self.numbered] = row
        return 1


def topic(owed: Owed, first_seen_at: datetime) -> tuple[object, ...]:
    """What a chat is told once: the same draw can be corrected twice, also by hand."""
    corrected_at = first_seen_at if owed.kind == "correction" else None
    return (owed.draw, owed.kind, corrected_at, owed.text)


class MemoryOutbox:
    """The Outbox port in memory."""

    def __init__(self, tables: NoticeTables | None = None) -> None:
        self.tables = tables or NoticeTables()

    async def subscription(self, chat: int) -> Subscription | None:
        """The chat's subscription, or None."""
        return self.tables.subscriptions.get(chat)

    async def subscribe(self, subscription: Subscription) -> None:
        """Make or change it; subscribing again keeps ``since``."""
        known = self.tables.subscriptions.get(subscription.chat)
        since = subscription.since if known is None else known.since
        self.tables.subscriptions[subscription.chat] = replace(subscription, since=since)

    async def unsubscribe(self, chat: int) -> None:
        """End it and all reminders; notices still waiting for the chat are dropped."""
        self.tables.reminders.pop(chat, None)
        if self.tables.subscriptions.pop(chat, None) is None:
            return
        for row in self._of(chat):
            if row.outcome == "waiting":
                del self.tables.notices[row.notice]

    async def moved(self, chat: int, to: int) -> None:
        """A group became another chat: subscription and notices go along."""
        if chat == to:
            return
        tables = self.tables
        known = tables.subscriptions.pop(chat, None)
        if known is not None:
            tables.subscriptions.setdefault(to, replace(known, chat=to))
        has = {row.topic for row in self._of(to)}
        for row in self._of(chat):
            if row.topic in has:
                del tables.notices[row.notice]
            row.chat = to
        remembered = tables.disk.chats.pop(chat, Remembered())
        there = tables.disk.chats.setdefault(to, remembered)
        tables.disk.chats[to] = replace(there, lang=there.lang or remembered.lang)

    async def next_slice(self, most: int) -> Slice | None:
        """The next subscribers for whom notices are to be made."""
        for event in self.tables.unmade:
            chats = sorted(self.tables.subscriptions)
            left = [chat for chat in chats if event.through is None or chat > event.through]
            people = [
                Recipient(
                    chat,
                    self.tables.disk.chats.get(chat, Remembered()).profile,
                    self.tables.subscriptions[chat].group,
                )
                for chat in left[:most]
                if self.tables.concerns(event, chat)
            ]
            end = left[most - 1] if len(left) >= most else None
            subscribers = len(chats) if event.through is None else 0
            place = (id(event), 1, event.through, int(end is not None), end)
            return Slice(event.owed, event.first_seen_at, people, subscribers, *place)
        return None

    async def make(self, slice_: Slice, ranks: Sequence[Rank], now: datetime) -> int:
        """The notices of that slice, and that it is made."""
        for event in self.tables.unmade:
            if (id(event), event.through) != (slice_.event, slice_.through):
                continue
            event.through = slice_.next_through
            if not slice_.next_rounds:
                self.tables.unmade.remove(event)
            made = 0
            for person, rank in zip(slice_.people, ranks, strict=True):
                if person.chat in self.tables.subscriptions:
                    made += self.tables.add(person.chat, event.owed, event.first_seen_at, now, rank)
            return made
        return 0

    async def reminded(self, chat: int) -> tuple[DeadlineKind, ...]:
        """Before which kinds of days of their own this chat wants to be reminded."""
        reminders = self.tables.reminders.get(chat)
        return () if reminders is None else reminders.about

    async def to_remind(self, now: datetime, most: int) -> Sequence[ToRemind]:
        """Up to ``most`` people whose days are to be looked at now."""
        planned = [
            (row.next_at, chat, row)
            for chat, row in self.tables.reminders.items()
            if row.next_at is not None and row.next_at <= now
        ]
        return [
            ToRemind(chat, row.about, row.since, at, self.tables.disk.chats[chat].profile)
            for at, chat, row in sorted(planned, key=lambda one: one[:2])[:most]
        ]

    async def remind(self, reminded: Sequence[Reminded], now: datetime) -> int:
        """The reminders that are owed, and when to look at these people again."""
        made = 0
        for one in reminded:
            row = self.tables.reminders.get(one.who.chat)
            if row is not None and row.next_at == one.who.looked_at:
                row.next_at = one.again_at
                for each in one.owed:
                    until = each.over_at - STILL_NEWS
                    made += self.tables.add(one.who.chat, each.owed, until, now)
        return made

    async def forget_settled(self, before: datetime, most: int) -> int:
        """Remove notices that were settled before then, but for the newest one of each chat."""
        rows = self.tables.notices
        newest = {row.chat: row.notice for row in rows.values()}
        old = [
            row.notice
            for row in rows.values()
            if row.outcome != "waiting" and row.at < before and newest[row.chat] != row.notice
        ]
        for notice in old[:most]:
            del rows[notice]
        return len(old[:most])

    async def claim(
        self, worker: str, now: datetime, until: datetime, most: int, rank: Rank = 2
    ) -> Sequence[Due]:
        """Lease up to ``most`` notices that are due, up to that rank, to this worker until then."""
        first: dict[int, NoticeRow] = {}
        for row in self.tables.notices.values():
            if row.outcome == "waiting":
                first.setdefault(row.chat, row)
        due = [
            row
            for row in first.values()
            if row.due(now, until + CLOCKS_DIFFER) and row.rank <= rank
        ]
        found = sorted(due, key=lambda row: (row.rank, row.again_at or row.at, row.notice))[:most]
        for row in found:
            row.worker, row.leased_until = worker, until
        return [self._with_behind(self._due(row), now) for row in found]

    async def renew(self, worker: str, notices: Sequence[int], until: datetime) -> None:
        """Keep the lease of notices that are still this worker's."""
        for row in self._held(worker):
            if row.notice in notices:
                row.leased_until = until

    async def settle(self, settled: Sequence[Settled]) -> None:
        """Write down what became of claimed notices, and release their leases."""
        for one in settled:
            row = self.tables.notices.get(one.notice)
            if row is None or row.outcome != "waiting":
                continue
            row.worker, row.leased_until, row.reason = None, None, one.reason
            row.at, row.message, row.again_at = one.at, one.message, one.again_at
            row.figures = one.figures
            if one.outcome == "retry":
                row.attempts += 1
            else:
                row.outcome = one.outcome
            if one.outcome in ("expired", "given_up") and row.owed.kind == "reminder":
                chats = self.tables.disk.chats
                known = chats[row.chat].missed
                missed = row.owed.draw if known is None else f"{known};{row.owed.draw}"
                chats[row.chat] = replace(chats[row.chat], missed=missed)
            if one.gone:
                await self.unsubscribe(row.chat)

    async def release(self, worker: str) -> None:
        """Give back everything this worker still holds, untouched."""
        for row in self._held(worker):
            row.worker, row.leased_until = None, None

    async def release_all(self) -> None:
        """Give back every lease."""
        for row in self.tables.notices.values():
            row.worker, row.leased_until = None, None

    async def pace(self, now: datetime, count: int, per_second: float) -> datetime | Held:
        """Reserve ``count`` sends in the shared pace; the instant of the first."""
        held = await self.held(now)
        if held is not None:
            return Held(held)
        tables, span = self.tables, timedelta(seconds=count / per_second)
        latest = now + max(LONGEST_AHEAD, 10 * span)
        ahead = tables.next_slot is not None and now < tables.next_slot <= latest
        first = tables.next_slot if ahead and tables.next_slot is not None else now
        tables.next_slot = first + span
        return first

    async def hold(self, now: datetime, until: datetime) -> None:
        """Nobody sends notices before that instant."""
        held = await self.held(now)
        self.tables.hold = now, max(until, held or until)

    async def held(self, now: datetime) -> datetime | None:
        """Until when nobody is sent anything."""
        since, until = self.tables.hold or (now, now)
        return until if since <= now < until else None

    async def set_right(self, now: datetime) -> None:
        """The clock was set back: what waits since later than now is due."""
        for row in self.tables.notices.values():
            if row.outcome == "waiting" and row.at > now + CLOCKS_DIFFER:
                row.at = row.again_at = now

    async def claim_alert(self, cause: str, text: str, now: datetime, since: datetime) -> bool:
        """Whether operators are to be told of that cause: it was not told after ``since``."""
        told = {known: at for known, at in self.tables.alerts.items() if at > since}
        self.tables.alerts = {cause: now} | told
        if cause not in told:
            self.tables.undelivered[cause] = now, text
        return cause not in told

    async def waiting_alerts(self, before: datetime) -> Sequence[tuple[str, str]]:
        """Cause and text of what was to be told by then, and did not arrive."""
        waiting = self.tables.undelivered.items()
        return [(cause, text) for cause, (at, text) in waiting if at <= before]

    async def alert_arrived(self, cause: str) -> None:
        """Operators were told."""
        self.tables.undelivered.pop(cause, None)

    async def write_check(self, now: datetime) -> None:
        """Write something."""

    async def alive(self, now: datetime) -> timedelta:
        """Notices are looked for now; for how long they were not, where that is long."""
        tables, last = self.tables, self.tables.alive_at
        gap = timedelta() if last is None else now - last
        if last is not None and timedelta() <= gap < ALIVE_EVERY:
            return timedelta()
        tables.alive_at = now
        if last is None or gap < DOWN:
            return timedelta()
        news = {row.topic for row in tables.notices.values() if tables.news_until(row) > last}
        for event in news:
            tables.longer[event] = tables.longer.get(event, timedelta()) + gap
        return gap

    async def paused(self) -> bool:
        """Whether the operator has paused delivery."""
        return self.tables.paused

    async def pause(self, paused: bool) -> None:
        """Pause or resume delivery; resuming also ends a hold."""
        self.tables.paused = paused
        if not paused:
            self.tables.hold = None

    async def told(self, chat: int, most: int) -> Sequence[PastNotice]:
        """The newest notices of that chat, newest first."""
        newest = sorted(self._of(chat), key=lambda row: row.notice, reverse=True)
        return [PastNotice(row.owed, row.outcome, row.at, row.reason) for row in newest[:most]]

    async def recipients(self, draw: str) -> int:
        """How many subscribers were sent a notice about that draw."""
        return len(self._sent(draw) & self.tables.subscriptions.keys())

    async def owe(self, owed: Owed, now: datetime) -> None:
        """Owe a hand-written correction to all subscribers who were sent a notice of that draw."""
        self.tables.plan(owed, now)

    async def counts(self) -> Counts:
        """For operators."""
        events: dict[tuple[object, ...], list[NoticeRow]] = {}
        for row in sorted(self.tables.notices.values(), key=lambda row: row.notice, reverse=True):
            events.setdefault(row.topic, []).append(row)
        last = [
            Progress(rows[0].owed.kind, rows[0].owed.draw, *_numbers(rows))
            for rows in [rows for rows in events.values() if rows[0].owed.kind != "reminder"][:5]
        ]
        numbers = _numbers(self.tables.notices.values())
        refused = sorted(
            (row for row in self.tables.notices.values() if row.outcome == "given_up"),
            key=lambda row: row.at,
            reverse=True,
        )
        reasons = Counter(row.reason or "" for row in refused)
        refusals = [GivenUp(reason, count) for reason, count in reasons.items()][:3]
        subscribers = len(self.tables.subscriptions)
        return Counts(subscribers, *numbers, tuple(last), tuple(refusals))

    def _due(self, row: NoticeRow) -> Due:
        remembered = self.tables.disk.chats.get(row.chat, Remembered())
        told = [sent for sent in self._of(row.chat) if sent.told_of(row.owed.draw)]
        last = max(told, key=lambda sent: (sent.at, sent.notice), default=None)
        subscription = self.tables.subscriptions.get(row.chat)
        return Due(
            row.notice,
            subscription or nothing_but_reminders(row.chat),
            row.owed,
            row.first_seen_at,
            self.tables.news_until(row),
            row.attempts,
            remembered.profile,
            remembered.lang,
            None if last is None else last.at,
            None if last is None else last.figures,
            None if last is None else last.message,
            self.tables.reminders[row.chat].about if row.chat in self.tables.reminders else (),
        )

    def _with_behind(self, due: Due, now: datetime) -> Due:
        if not is_late(due, now):
            return due
        behind = tuple(
            Behind(row.notice, row.owed)
            for row in self._of(due.subscription.chat)
            if row.outcome == "waiting"
            and row.notice > due.notice
            and row.owed.kind in ("new", "digest")
        )
        return replace(due, late=True, behind=behind)

    def _of(self, chat: int) -> list[NoticeRow]:
        return [row for row in self.tables.notices.values() if row.chat == chat]

    def _held(self, worker: str) -> list[NoticeRow]:
        rows = self.tables.notices.values()
        return [row for row in rows if row.worker == worker and row.outcome == "waiting"]

    def _sent(self, draw: str) -> set[int]:
        rows = self.tables.notices.values()
        return {row.chat for row in rows if row.told_of(draw)}


def _numbers(rows: Iterable[NoticeRow]) -> tuple[int, int, int, int, int]:
    found = Counter(row.outcome for row in rows)
    return (
        *(found["waiting"], found["sent"], found["given_up"]),
        *(found["expired"], found["not_concerned"]),
    )
