"""Subscriptions and the notices that came of them, as values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal, get_args

from knowledge.draws import Draw
from knowledge.own_dates import DeadlineKind

EVERY_DRAW = "all"
"""What a subscriber of every draw is subscribed to, in place of a category."""

NoticeKind = Literal["new", "correction", "digest", "manual", "reminder"]
"""``new``: a draw appeared; ``correction``: its fields changed; ``digest``: several draws after a
long gap, told as one; ``manual``: a correction written by the operator; ``reminder``: a day of the
person's own is near."""

Outcome = Literal["sent", "retry", "given_up", "expired", "not_concerned"]

LATE = "late"
"""Why a notice was sent later than others: nothing was delivered meanwhile."""

Reason = Literal[
    "same_outcome",
    "other_kind",
    "not_told_before",
    "as_it_was",
    "known_already",
    "outcome_stays",
    "not_wanted",
    "another_day",
]
"""Why a notice did not concern somebody: ``same_outcome`` is that of the draw before; the others
of a correction, but for ``other_kind``: of draws that are not subscribed (any more). ``not_wanted``
is a reminder that was turned off, ``another_day`` one of a day that was corrected."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What a subscriber wants to hear of, and how.

    ``about`` is a category id or several, a blank between them, or "all"; ``only_changes`` tells
    only when the person's outcome would change; between ``quiet_from`` (included) and
    ``quiet_until`` (not included), wall-clock times, notices make no sound. The same time twice:
    they always make one.
    """

    about: str
    only_changes: bool = False
    quiet_from: time = time(22)
    quiet_until: time = time(7)

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of draw, one by one."""
        return tuple(self.about.split())

    @property
    def has_quiet_hours(self) -> bool:
        """Whether there are hours without a sound at all."""
        return self.quiet_from != self.quiet_until


@dataclass(frozen=True, slots=True)
class Subscription:
    """A chat that asked for notices.

    ``about`` is a category id or several, a blank between them, or "all"; ``only_changes`` tells
    only when the person's outcome would change; ``quiet_from`` and ``quiet_until`` are wall-clock
    times in ``zone`` between which notices make no sound (the same time twice: never). ``zone`` is
    None where the zone of the person's profile holds; ``group`` for group chats and channels,
    ``channel`` for the latter.
    """

    chat: int
    about: str
    since: datetime
    only_changes: bool = False
    quiet_from: time = time(22)
    quiet_until: time = time(7)
    zone: str | None = None
    group: bool = False
    channel: bool = False

    @property
    def terms(self) -> Terms:
        """What is wanted, without who wants it."""
        return Terms(self.about, self.only_changes, self.quiet_from, self.quiet_until)


def nothing_but_reminders(chat: int) -> Subscription:
    """What a chat has that is sent reminders and asked for no draws."""
    return Subscription(chat, "", datetime.min.replace(tzinfo=UTC))


@dataclass(frozen=True, slots=True)
class Owed:
    """An event that owes notices: to whom is decided by the subscriptions, in the database.

    ``draw`` is the number announced (the newest one of a digest), ``draws`` all numbers it tells
    of, oldest first. ``corrected`` holds the fields before, for a correction. A reminder is owed to
    one person; it names its day in place of a draw (see ``Reminder``).
    """

    kind: NoticeKind
    draw: str
    category: str
    draws: tuple[str, ...]
    corrected: Draw | None = None
    text: str | None = None

    @property
    def about(self) -> str:
        """What it is about, for operators: nothing of a person's own days."""
        return "days of one's own" if self.kind == "reminder" else f"draw #{self.draw}"


@dataclass(frozen=True, slots=True)
class Reminder:
    """What a person is reminded of: a day of theirs, and how many days ahead of it."""

    kind: DeadlineKind
    on: date
    ahead: int

    @property
    def day(self) -> date:
        """On which day it is sent."""
        return self.on - timedelta(days=self.ahead)

    @property
    def over_at(self) -> datetime:
        """When that day is over everywhere on earth."""
        return datetime.combine(self.day, time(12), UTC) + timedelta(days=1)

    @property
    def owed(self) -> Owed:
        """The event by which it is owed.

        >>> Reminder("profile", date(2026, 11, 3), 30).owed.draw
        'profile 2026-11-03 30'
        """
        return Owed("reminder", f"{self.kind} {self.on.isoformat()} {self.ahead}", self.kind, ())

    @classmethod
    def named(cls, text: str) -> Reminder | None:
        """The reminder that an event names in place of a draw; None where it cannot be read.

        >>> Reminder.named("profile 2026-11-03 30").day, Reminder.named("447")
        (datetime.date(2026, 10, 4), None)
        """
        try:
            name, on, ahead = text.split()
            return cls(next(iter(kinds_in(name))), date.fromisoformat(on), int(ahead))
        except (ValueError, StopIteration):
            return None


def kinds_in(about: str) -> tuple[DeadlineKind, ...]:
    """The kinds of days that are named there, in their own order; others are passed over.

    >>> kinds_in("apply profile x")
    ('profile', 'apply')
    """
    named = about.split()
    return tuple(kind for kind in get_args(DeadlineKind) if kind in named)


@dataclass(frozen=True, slots=True)
class PastNotice:
    """A notice of the past, as /status shows it; ``at`` is when that became of it.

    ``reason`` is a ``Reason`` where it did not concern them, ``LATE`` where it was sent late, words
    of versions before, or None.
    """

    owed: Owed
    outcome: Outcome | Literal["waiting"]
    at: datetime
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """A chat's subscription, None without one, and its newest notices, newest first.

    ``reminded``: before which kinds of days of their own they want to be reminded.
    """

    subscription: Subscription | None = None
    told: tuple[PastNotice, ...] = ()
    reminded: tuple[DeadlineKind, ...] = ()


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the notices of one event are; ``sent`` and so on count chats."""

    kind: NoticeKind
    draw: str
    waiting: int
    sent: int
    given_up: int
    expired: int
    not_concerned: int


@dataclass(frozen=True, slots=True)
class GivenUp:
    """Why notices were given up, in Telegram's words, and how many of the newest thousand were."""

    reason: str
    notices: int


@dataclass(frozen=True, slots=True)
class Counts:
    """For operators: subscribers, and notices by what became of them.

    ``last`` are the newest events that owed notices, newest first, at most five; ``refusals`` the
    newest reasons why notices were given up, at most three.
    """

    subscribers: int
    waiting: int
    sent: int
    given_up: int
    expired: int
    not_concerned: int
    last: tuple[Progress, ...] = ()
    refusals: tuple[GivenUp, ...] = ()


@dataclass(frozen=True, slots=True)
class OperatorView:
    """What an operator's command needs to know.

    ``held_until``: nobody is sent notices before, because Telegram said wait; ``recipients`` is how
    many chats were sent a notice of the draw that a correction is about.
    """

    counts: Counts | None = None
    paused: bool = False
    recipients: int = 0
    held_until: datetime | None = None
