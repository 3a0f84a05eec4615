"""What reading the feed and delivering notices need from the outside, as small Protocols.

A *reading* is one look at the feed; a *revision* is one set of fields that a draw once had there;
a *notice* is one message owed to one subscriber about one draw.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from bot.conversation.subscriptions import (
    Counts,
    NoticeKind,
    Outcome,
    Owed,
    PastNotice,
    Progress,
    Subscription,
)
from bot.ports.alert_book import AlertBook
from bot.ports.reminders import Reminding, Wishes
from knowledge.draws import Draw
from knowledge.own_dates import DeadlineKind
from knowledge.pools import Pool

__all__ = [
    "Counts",
    "Due",
    "FeedSource",
    "FeedState",
    "FeedStore",
    "Fetched",
    "Held",
    "NotModified",
    "NoticeKind",
    "Outbox",
    "Outcome",
    "Owed",
    "PastNotice",
    "Progress",
    "Revision",
    "Settled",
    "Subscription",
    "Subscriptions",
    "Validators",
]


@dataclass(frozen=True, slots=True)
class Validators:
    """What lets the next reading ask "has it changed?" (RFC 9110): ETag and Last-Modified."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """The feed's bytes, and the validators that came with them."""

    content: bytes
    validators: Validators


@dataclass(frozen=True, slots=True)
class NotModified:
    """The feed is the same as at the last good reading."""


class FeedSource(Protocol):
    """Where the feed is read."""

    @property
    def address(self) -> str:
        """The feed's address; readings of different addresses are never compared."""

    async def fetch(self, validators: Validators) -> Fetched | NotModified:
        """One conditional GET. Retryable or Permanent when it brings no feed."""


@dataclass(frozen=True, slots=True)
class FeedState:
    """How reading stands, as stored; the same for every machine on one database.

    ``read_at`` last good reading (also an unchanged one), ``tried_at`` last attempt; ``failing``
    the reason of the present failure, None while well, and ``failing_since``; ``rounds`` the number
    of draws in the last good reading of that ``address``; ``broken_told_at`` when operators last
    heard that it is broken: since the present failure began, or of one before.
    """

    address: str
    validators: Validators = Validators()
    read_at: datetime | None = None
    tried_at: datetime | None = None
    failing: str | None = None
    failing_since: datetime | None = None
    rounds: int = 0
    broken_told_at: datetime | None = None

    @property
    def outage_told(self) -> bool:
        """Whether operators know of the present failure."""
        told, since = self.broken_told_at, self.failing_since
        return told is not None and since is not None and told >= since


@dataclass(frozen=True, slots=True)
class Announced:
    """As what a draw was last told, and the states in which it was told before, with when.

    ``flapping``: that it goes back and forth was told to operators. ``between``: another state that
    it was in meanwhile, while notices of it were sent.
    """

    draw: Draw
    states: tuple[tuple[Draw, datetime], ...]
    flapping: bool = False
    between: Draw | None = None


@dataclass(frozen=True, slots=True)
class Revision:
    """Fields that a draw had in the feed, from ``first_seen_at`` to ``last_seen_at``.

    ``announced`` is None where they never changed: then it was told as it is.
    """

    draw: Draw
    pool: Pool | None
    first_seen_at: datetime
    last_seen_at: datetime
    announced: Announced | None = None


Rank = int
"""0 for whom a notice concerns most, 1 and 2 for the others: they are told later."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """A subscriber for whom a notice is to be made; ``profile`` is what is remembered."""

    chat: int
    profile: str | None
    group: bool


@dataclass(frozen=True, slots=True)
class Slice:
    """The next subscribers that an event concerns.

    ``subscribers`` are all that there are, where it is the first slice. The rest is for the outbox:
    which slice it is (``rounds``, ``through``) and which one comes next.
    """

    owed: Owed
    first_seen_at: datetime
    people: Sequence[Recipient]
    subscribers: int
    event: int
    rounds: int
    through: int | None
    next_rounds: int
    next_through: int | None


@dataclass(frozen=True, slots=True)
class Held:
    """Telegram said wait: nobody is sent notices before that instant."""

    until: datetime


LONGEST_AHEAD = timedelta(seconds=10)
"""No reservation of the pace is further ahead, unless one send alone takes as long."""

CLOCKS_DIFFER = timedelta(minutes=1)
"""By so much at most do the clocks of machines on one database differ."""

ALIVE_EVERY, DOWN = timedelta(minutes=1), timedelta(minutes=10)
"""That notices are looked for is written so often; what is longer ago was down, or paused."""

KNOWN_EVERYWHERE = timedelta(minutes=1)
"""What one machine read in the feed, every other one answers from after so long."""


@dataclass(frozen=True, slots=True)
class Behind:
    """A notice that waits behind another one of its chat."""

    notice: int
    owed: Owed


@dataclass(frozen=True, slots=True)
class Due:
    """A claimed notice, with what is needed to write it to that person.

    ``profile`` and ``lang`` are what is remembered about the chat; ``attempts`` counts sends that
    failed so far; ``first_seen_at`` is when what it tells was first seen in the feed: the draw, of
    a correction its new fields, of a hand-written one when it was ordered; ``news_until`` when it
    is news no more, that instant not included. ``told_at``: when this chat was last sent another
    notice about that draw, with which ``told_figures`` (None where that was not kept), and as which
    ``told_message``. ``reminded``: before which kinds of days of their own they want to be
    reminded; who is sent reminders alone has a subscription to nothing. ``late``: a new draw of so
    long ago that it is news only because nothing was delivered meanwhile; ``behind`` are then the
    other new draws that wait in that chat, to be told in the same message.
    """

    notice: int
    subscription: Subscription
    owed: Owed
    first_seen_at: datetime
    news_until: datetime
    attempts: int
    profile: str | None
    lang: str | None
    told_at: datetime | None = None
    told_figures: str | None = None
    told_message: int | None = None
    reminded: tuple[DeadlineKind, ...] = ()
    late: bool = False
    behind: tuple[Behind, ...] = ()

    @property
    def draws(self) -> tuple[str, ...]:
        """The numbers of all draws that it tells of, oldest first."""
        each = (self.owed, *(one.owed for one in self.behind))
        return tuple(dict.fromkeys(number for owed in each for number in owed.draws))

    @property
    def told(self) -> bool:
        """Whether this chat was sent another notice about that draw."""
        return self.told_at is not None

    @property
    def told_already(self) -> bool:
        """Whether that other notice surely told what this one tells: every machine knew it."""
        return self.told_at is not None and self.told_at - self.first_seen_at >= KNOWN_EVERYWHERE


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of a claimed notice.

    ``retry``: not before ``again_at``; ``expired``: too old to be pushed, still shown in /status;
    ``not_concerned``: nothing to tell this person (only their changes, a correction without one).
    ``reason`` is what the other side said, without any personal data; ``figures`` marks those that
    were told. ``gone``: the chat cannot be reached any more, its subscription ends in the same
    moment.
    """

    notice: int
    outcome: Outcome
    at: datetime
    message: int | None = None
    again_at: datetime | None = None
    reason: str | None = None
    gone: bool = False
    figures: str | None = None


class FeedStore(Protocol):
    """Keeps readings and revisions. Every method is one transaction; PortError when it cannot."""

    async def feed_state(self, address: str) -> FeedState:
        """How reading that address stands; a fresh FeedState when it was never read."""

    async def save_feed_state(self, state: FeedState) -> None:
        """Remember how reading stands."""

    async def revisions(self) -> Sequence[Revision]:
        """The newest revision of every draw that the feed ever had."""

    async def save_reading(
        self, state: FeedState, seen: Sequence[Revision], owed: Sequence[Owed]
    ) -> None:
        """In ONE transaction: the state, new and changed revisions, and what is ``owed``: one
        notice for each subscription that it concerns, unique by chat, draw and kind, which are
        made slice by slice (``Outbox.next_slice``).

        A draw's revision whose fields are unchanged only moves its ``last_seen_at``. A chat
        subscribed after the draw was first seen is owed nothing.
        """


class Subscriptions(Wishes, Protocol):
    """Who is subscribed, and what became of their notices: all that a conversation asks for.

    What it changes is stored with the turn: see ``Store.commit``.
    """

    async def subscription(self, chat: int) -> Subscription | None:
        """The chat's subscription, or None."""

    async def unsubscribe(self, chat: int) -> None:
        """End it and all reminders; notices still waiting for the chat are dropped."""

    async def moved(self, chat: int, to: int) -> None:
        """A group became another chat: subscription and waiting notices go along."""

    async def told(self, chat: int, most: int) -> Sequence[PastNotice]:
        """The newest notices of that chat, newest first."""

    async def recipients(self, draw: str) -> int:
        """How many chats were sent a notice about that draw."""

    async def paused(self) -> bool:
        """Whether the operator has paused delivery."""

    async def held(self, now: datetime) -> datetime | None:
        """Until when nobody is sent anything because Telegram said wait; None: not held."""

    async def counts(self) -> Counts:
        """For operators."""


class Outbox(Subscriptions, AlertBook, Reminding, Protocol):
    """The notices owed to subscribers, on their way, and their subscriptions."""

    async def subscribe(self, subscription: Subscription) -> None:
        """Make or change it; subscribing again keeps ``since``, so nothing is replayed or lost."""

    async def owe(self, owed: Owed, now: datetime) -> None:
        """Owe a hand-written correction to all who were sent a notice of that draw.

        The same correction (draw and text) again owes nothing more.
        """

    async def pause(self, paused: bool) -> None:
        """Pause or resume delivery, for all machines; resuming also ends a hold."""

    async def next_slice(self, most: int) -> Slice | None:
        """The next subscribers for whom notices are to be made; None when all are made."""

    async def make(self, slice_: Slice, ranks: Sequence[Rank], now: datetime) -> int:
        """In one transaction: the notices of that slice, for who is still subscribed, and that it
        is made. How many; none when another machine made it.
        """

    async def forget_settled(self, before: datetime, most: int) -> int:
        """Remove up to ``most`` notices that were settled before then; the newest one of each chat
        stays. How many.
        """

    async def claim(
        self, worker: str, now: datetime, until: datetime, most: int, rank: Rank = 2
    ) -> Sequence[Due]:
        """Lease up to ``most`` notices that are due, up to that rank, to this worker until then:
        the lowest ranks first, then the oldest.

        Of each chat only its first that waits: no later one overtakes it.
        """

    async def renew(self, worker: str, notices: Sequence[int], until: datetime) -> None:
        """Keep the lease of notices that are still being sent."""

    async def settle(self, settled: Sequence[Settled]) -> None:
        """In one transaction: write down what became of claimed notices, release their leases,
        end subscriptions and reminders of chats that are gone, keep which reminders were missed.
        """

    async def release(self, worker: str) -> None:
        """Give back everything this worker still holds (orderly end), untouched."""

    async def release_all(self) -> None:
        """Give back every lease: for a store that only one process can use at a time."""

    async def pace(self, now: datetime, count: int, per_second: float) -> datetime | Held:
        """Reserve ``count`` sends in the pace shared by all machines; the instant of the first.

        Instants of different reservations are at least 1/per_second apart for each send. Held:
        nothing was reserved. What is reserved further ahead than reservations explain was
        written before the clock was set back, and does not count.
        """

    async def hold(self, now: datetime, until: datetime) -> None:
        """Nobody sends notices before that instant (Telegram said wait), unless resumed."""

    async def alive(self, now: datetime) -> timedelta:
        """Notices are looked for now: to be said often. For how long they were not, where that is
        ten minutes or more: so much longer is news what was news then. Else no time.
        """

    async def write_check(self, now: datetime) -> None:
        """Write something: PortError when the database cannot."""

    async def set_right(self, now: datetime) -> None:
        """The clock was set back: what waits since later than now is due."""
