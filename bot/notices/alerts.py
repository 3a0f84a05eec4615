"""Everything operators are alerted to, as values worded elsewhere, and how often.

``cause`` is the key by which operators hear of one thing at most once an hour.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from knowledge.feed.contents import FeedProblem
from knowledge.feed.languages import Difference

ONCE_IN = timedelta(hours=1)
MOST_CAUSES = 1000


@dataclass(frozen=True, slots=True)
class FeedBroken:
    """The feed cannot be read any more since that instant; the last good data stay."""

    reason: str
    since: datetime

    @property
    def cause(self) -> str:
        """One outage is one cause, whatever the reasons of its failures are."""
        return f"feed_broken {self.since}"


@dataclass(frozen=True, slots=True)
class FeedMended:
    """The feed is read again; it could not be from ``since`` to ``at``."""

    reason: str
    since: datetime
    at: datetime

    @property
    def cause(self) -> str:
        """That of its outage, which was told."""
        return f"feed_mended {self.since}"


@dataclass(frozen=True, slots=True)
class FeedStale:
    """The last good reading is so long ago that answers carry a warning now."""

    reason: str
    since: datetime

    @property
    def cause(self) -> str:
        """One cause: it is told when the border is crossed."""
        return "feed_stale"


@dataclass(frozen=True, slots=True)
class RowsSetAside:
    """Rows of which no draw could be made; the others were read."""

    problems: tuple[FeedProblem, ...]

    @property
    def cause(self) -> str:
        """Other rows, or other reasons, are another cause."""
        return f"rows_set_aside: {_listed(self.problems)}"


@dataclass(frozen=True, slots=True)
class UnknownNames:
    """Draw names that no category has: stored as unknown, told to subscribers of every draw."""

    problems: tuple[FeedProblem, ...]

    @property
    def cause(self) -> str:
        """Other names are another cause."""
        return f"unknown_names: {_listed(self.problems)}"


@dataclass(frozen=True, slots=True)
class DoubtfulFields:
    """What is wrong beside new or changed draws: a tie-break, a pool or a link was left out."""

    problems: tuple[FeedProblem, ...]

    @property
    def cause(self) -> str:
        """Other fields are another cause."""
        return f"doubtful_fields: {_listed(self.problems)}"


@dataclass(frozen=True, slots=True)
class ManyCorrected:
    """So many draws changed at once that nobody was told: the operator decides (/correct)."""

    draws: tuple[str, ...]

    @property
    def cause(self) -> str:
        """Other draws are another cause."""
        return f"many_corrected: {', '.join(self.draws)}"


@dataclass(frozen=True, slots=True)
class FeedFlapping:
    """These draws go back and forth between two states: nobody is told of every flip."""

    draws: tuple[str, ...]

    @property
    def cause(self) -> str:
        """Other draws are another cause."""
        return f"feed_flapping: {', '.join(self.draws)}"


@dataclass(frozen=True, slots=True)
class LateDraws:
    """Draws of long ago that the feed did not have before: stored, announced to nobody."""

    draws: tuple[str, ...]

    @property
    def cause(self) -> str:
        """Other draws are another cause."""
        return f"late_draws: {', '.join(self.draws)}"


@dataclass(frozen=True, slots=True)
class LanguagesDiffer:
    """The English and the French feed say different things of a draw; the English one stays."""

    differences: tuple[Difference, ...]

    @property
    def cause(self) -> str:
        """Other differences are another cause."""
        return f"languages_differ: {'; '.join(map(str, self.differences))}"


FeedAlert = (
    FeedBroken
    | FeedMended
    | FeedStale
    | RowsSetAside
    | UnknownNames
    | DoubtfulFields
    | ManyCorrected
    | FeedFlapping
    | LateDraws
    | LanguagesDiffer
)


def cause_of(problem: FeedProblem) -> str:
    """What tells one problem from another, wherever its row stands by now."""
    draw = "no number" if problem.number is None else f"#{problem.number}"
    return f"{problem.kind} {draw} {problem.field} {problem.value} {problem.reason}"


def _listed(problems: Iterable[FeedProblem]) -> str:
    return "; ".join(map(cause_of, problems))


@dataclass(frozen=True, slots=True)
class DeliveryFailing:
    """Too many of the newest sends failed; ``rate`` says how many, ``reason`` why the last did."""

    rate: str
    reason: str

    @property
    def cause(self) -> str:
        """One cause, whatever the reasons are."""
        return "delivery_failing"


@dataclass(frozen=True, slots=True)
class NoticeRefused:
    """Telegram refuses a notice about that, in its own words; it was given up."""

    about: str
    reason: str

    @property
    def cause(self) -> str:
        """Another reason is another cause."""
        return f"notice_refused: {self.reason}"


@dataclass(frozen=True, slots=True)
class NoticeBroken:
    """A bug kept a notice about that from being written; it is tried again."""

    about: str
    reason: str

    @property
    def cause(self) -> str:
        """Another bug is another cause."""
        return f"notice_broken: {self.reason}"


@dataclass(frozen=True, slots=True)
class LongWait:
    """Telegram wants nothing before that instant: from everybody, or for one chat only."""

    until: datetime
    everybody: bool

    @property
    def cause(self) -> str:
        """One cause for a chat's wait, whichever it is, another for that of all."""
        return f"long_wait {'all' if self.everybody else 'one'}"


@dataclass(frozen=True, slots=True)
class ChatsSaidGone:
    """Too many of the newest sends said that the chat is gone: delivery was paused instead.

    ``share`` says how many, ``reason`` is what Telegram said last.
    """

    share: str
    reason: str

    @property
    def cause(self) -> str:
        """One cause."""
        return "chats_said_gone"


@dataclass(frozen=True, slots=True)
class NoticesExpired:
    """So many notices about that were too old to be sent."""

    about: str
    notices: int

    @property
    def cause(self) -> str:
        """Another draw is another cause."""
        return f"notices_expired {self.about}"


@dataclass(frozen=True, slots=True)
class WasAway:
    """Nothing was delivered for so long, and so many notices waited: they are told now."""

    gap: timedelta
    waiting: int

    @property
    def cause(self) -> str:
        """One cause."""
        return "was_away"


@dataclass(frozen=True, slots=True)
class SlowBroadcast:
    """Telling that draw to so many subscribers takes so long at the pace that is set."""

    draw: str
    subscribers: int
    takes: timedelta

    @property
    def cause(self) -> str:
        """Another draw is another cause."""
        return f"slow_broadcast #{self.draw}"


DeliveryAlert = (
    DeliveryFailing
    | NoticeRefused
    | NoticeBroken
    | LongWait
    | ChatsSaidGone
    | NoticesExpired
    | WasAway
    | SlowBroadcast
)


@dataclass(frozen=True, slots=True)
class SecondInstance:
    """Another process receives this bot's updates."""

    @property
    def cause(self) -> str:
        """One cause."""
        return "second_instance"


@dataclass(frozen=True, slots=True)
class TokenRefused:
    """Telegram refuses a token that was good before."""

    @property
    def cause(self) -> str:
        """One cause."""
        return "token_refused"


OperatorAlert = FeedAlert | DeliveryAlert | SecondInstance | TokenRefused


@dataclass(frozen=True, slots=True)
class AlertsTold:
    """The causes that operators were told of, and when."""

    told: tuple[tuple[str, datetime], ...] = ()

    def with_alert(self, alert: OperatorAlert, now: datetime) -> tuple[AlertsTold, bool]:
        """What was told after this alert, and whether it is to be told: once an hour and cause."""
        recent = tuple((cause, at) for cause, at in self.told if now - at < ONCE_IN)
        if any(cause == alert.cause for cause, _ in recent):
            return AlertsTold(recent), False
        return AlertsTold((*recent, (alert.cause, now))[-MOST_CAUSES:]), True
