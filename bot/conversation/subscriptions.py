"""Subscriptions and the notices that came of them, as values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from typing import Literal

from knowledge.draws import Draw

EVERY_DRAW = "all"
"""What a subscriber of every draw is subscribed to, in place of a category."""

NoticeKind = Literal["new", "correction", "digest", "manual"]
"""``new``: a draw appeared; ``correction``: its fields changed; ``digest``: several draws after a
long gap, told as one; ``manual``: a correction written by the operator."""

Outcome = Literal["sent", "retry", "given_up", "expired", "not_concerned"]

Reason = Literal[
    "same_outcome",
    "other_kind",
    "not_told_before",
    "as_it_was",
    "known_already",
    "outcome_stays",
]
"""Why a notice did not concern somebody: ``same_outcome`` is that of the draw before; the others
of a correction, but for ``other_kind``: of draws that are not subscribed (any more)."""


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


@dataclass(frozen=True, slots=True)
class Owed:
    """An event that owes notices: to whom is decided by the subscriptions, in the database.

    ``draw`` is the number announced (the newest one of a digest), ``draws`` all numbers it tells
    of, oldest first. ``corrected`` holds the fields before, for a correction.
    """

    kind: NoticeKind
    draw: str
    category: str
    draws: tuple[str, ...]
    corrected: Draw | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class PastNotice:
    """A notice of the past, as /status shows it; ``at`` is when that became of it.

    ``reason`` is a ``Reason`` where it did not concern them, words of versions before, or None.
    """

    owed: Owed
    outcome: Outcome | Literal["waiting"]
    at: datetime
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """A chat's subscription, None without one, and its newest notices, newest first."""

    subscription: Subscription | None = None
    told: tuple[PastNotice, ...] = ()


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
