"""What the bot says about subscriptions, and to operators, as values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.conversation.messages.answers import Freshness
from bot.conversation.subscriptions import Counts, PastNotice, Terms
from knowledge.draws import Draw


@dataclass(frozen=True, slots=True)
class Subscribed:
    """What the person gets notices of; ``zone`` is the one whose clock the quiet hours go by.

    ``judged`` tells whether enough is known of them for a notice to say what it means for them.
    """

    terms: Terms
    zone: str
    judged: bool


@dataclass(frozen=True, slots=True)
class AskQuietHours:
    """Between which hours shall notices make no sound, and by which clock?"""

    terms: Terms
    zone: str


@dataclass(frozen=True, slots=True)
class StatusReport:
    """Whether the bot still works for this person: subscription, newest notices, last reading.

    ``terms`` is None without a subscription; ``told`` has the draw of each notice where it is
    known, newest first; ``now`` is the instant of the report. ``stale`` when the last good reading
    of the feed is so long ago that draws may be missing. Without ``pushes`` no notice can be sent
    here, and no feed is read.
    """

    terms: Terms | None
    zone: str
    judged: bool
    told: tuple[tuple[PastNotice, Draw | None], ...]
    freshness: Freshness
    now: datetime
    stale: bool
    pushes: bool = True


@dataclass(frozen=True, slots=True)
class OperatorReport:
    """For operators: counters, the newest notices' progress, and how fresh the data are."""

    counts: Counts
    paused: bool
    freshness: Freshness
    now: datetime
    held_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class CorrectionPreview:
    """Before a hand-written correction is sent: about which draw, and to how many chats."""

    draw: str
    recipients: int


@dataclass(frozen=True, slots=True)
class CorrectionOrdered:
    """A hand-written correction is on its way to so many chats."""

    draw: str
    recipients: int


@dataclass(frozen=True, slots=True)
class NobodyTold:
    """Nobody was sent a notice of that draw, so nobody needs a correction."""

    draw: str
