"""Where a conversation stands: one state is one question, and carries the answers so far."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Literal

from bot.reading.understood import NO_DATES, Lang
from knowledge.own_dates import OwnDates
from knowledge.profiles import Profile

NOTHING_SAID = Profile()

Condition = Literal["canadian_experience", "french", "nomination"]
"""What some kinds of draw ask for beyond a place in the pool; asked once and kept."""

Question = Literal[
    "crs",
    "occupation",
    "submitted",
    "submitted_time",
    "canadian_experience",
    "french",
    "nomination",
]

Showing = Literal["own", "what_if", "other"]


@dataclass(frozen=True, slots=True)
class Other:
    """Somebody else who is talked about, by the words for them ("husband", "client B").

    The label is empty for somebody without a name, whose facts were said to be "not mine".
    """

    label: str
    profile: Profile
    said_at: datetime


@dataclass(frozen=True, slots=True)
class ReadTieBreak:
    """A tie-break that the person read on the ministry's page of a draw: theirs, not ours."""

    draw: str
    at: datetime


@dataclass(frozen=True, slots=True)
class LastAnswer:
    """The verdict that was shown last: on which day, in which draw, of whom, with which warnings.

    What is said once a day, and that something was said just before, hangs on it.
    """

    on: date
    draw: str
    profile: Profile
    of: str | None = None
    supposed: bool = False
    caveats: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Memory:
    """What is known of the person while they talk.

    ``declined`` are the questions answered with "I don't know"; ``what_if`` the profile of the
    last what-if, None when there is none; ``category`` and ``draw`` what the talk is about, None
    for the newest trades draw. ``zone`` is the person's time zone: IANA, "UTC" or an offset.
    ``notices_ended`` when they blocked the bot and do not know yet that this ended their notices.

    ``others`` are further people, the one spoken of last at the end; ``of`` is the label of the
    one who is shown, None while it is the person themselves. ``undo`` is the profile before the
    last turn that changed it. ``dates`` are days beside the profile, kept only where that was
    wanted; ``calendar`` names the file that was made of them, so that the next one replaces it.
    ``misses`` counts the messages in a row that were not understood, ``in_other_language`` those
    that were written in our other language, until it was offered (``language_offered``).
    """

    profile: Profile = NOTHING_SAID
    lang: Lang = "en"
    zone: str | None = None
    declined: frozenset[Question] = frozenset()
    what_if: Profile | None = None
    category: str | None = None
    draw: str | None = None
    notices_ended: bool = False
    others: tuple[Other, ...] = ()
    of: str | None = None
    undo: Profile | None = None
    misses: int = 0
    in_other_language: int = 0
    language_offered: bool = False
    tie_breaks: tuple[ReadTieBreak, ...] = ()
    last: LastAnswer | None = None
    dates: OwnDates = NO_DATES
    calendar: str = ""

    @property
    def showing(self) -> Showing:
        """What a follow-up refers to; a what-if about somebody else is about them."""
        if self.of is not None:
            return "other"
        return "own" if self.what_if is None else "what_if"

    @property
    def real(self) -> Profile:
        """What is known of the one who is shown, without any supposition."""
        if self.of is None:
            return self.profile
        found = (other.profile for other in self.others if other.label == self.of)
        return next(found, NOTHING_SAID)

    @property
    def shown(self) -> Profile:
        """The profile that is shown."""
        return self.real if self.what_if is None else self.what_if


@dataclass(frozen=True, slots=True)
class Resting:
    """No question is open."""

    memory: Memory


@dataclass(frozen=True, slots=True)
class AskingCrs:
    """Waiting for the CRS score."""

    memory: Memory


@dataclass(frozen=True, slots=True)
class AskingOccupation:
    """Waiting for the occupation."""

    memory: Memory


@dataclass(frozen=True, slots=True)
class ChoosingOccupation:
    """Waiting for a choice among NOC unit groups, or "none of these"."""

    memory: Memory
    choices: tuple[str, ...]
    what_if: bool = False


@dataclass(frozen=True, slots=True)
class AskingSubmission:
    """Waiting for the day the profile was submitted."""

    memory: Memory


@dataclass(frozen=True, slots=True)
class ChoosingDay:
    """Waiting for a choice between two readings of a date such as 5/11/2024."""

    memory: Memory
    choices: tuple[date, ...]
    at: time | None = None
    to_the_second: bool = False
    zone: str | None = None
    what_if: bool = False


@dataclass(frozen=True, slots=True)
class ChoosingCrs:
    """Waiting for a choice between several scores that were said."""

    memory: Memory
    choices: tuple[int, ...]
    what_if: bool = False


@dataclass(frozen=True, slots=True)
class AskingPool:
    """Waiting for whether the profile was in the pool on the day of that draw."""

    memory: Memory
    draw: str


@dataclass(frozen=True, slots=True)
class AskingCondition:
    """Waiting for whether a condition of some draws is met: so many months, or that level."""

    memory: Memory
    asked: Condition
    required: int = 0


@dataclass(frozen=True, slots=True)
class AskingOwner:
    """Waiting for whose these facts are: the person's own, or somebody else's."""

    memory: Memory
    facts: Profile


@dataclass(frozen=True, slots=True)
class AskingTime:
    """Waiting for the hour of submission, because the tie lies on that day."""

    memory: Memory


@dataclass(frozen=True, slots=True)
class AskingZone:
    """Waiting for the time zone in which a time was said."""

    memory: Memory
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AskingWhatIf:
    """Waiting for what should be different in a what-if."""

    memory: Memory


@dataclass(frozen=True, slots=True)
class AskingHomeZone:
    """Waiting for the time zone in which the person lives."""

    memory: Memory


@dataclass(frozen=True, slots=True)
class ConfirmingForget:
    """Waiting for a yes before everything is deleted."""

    memory: Memory


@dataclass(frozen=True, slots=True)
class ConfirmingCorrection:
    """Waiting for an operator's yes before a hand-written correction goes to so many chats."""

    memory: Memory
    draw: str
    text: str
    recipients: int


State = (
    Resting
    | AskingCrs
    | AskingOccupation
    | ChoosingOccupation
    | AskingSubmission
    | ChoosingDay
    | ChoosingCrs
    | AskingPool
    | AskingCondition
    | AskingOwner
    | AskingTime
    | AskingZone
    | AskingWhatIf
    | AskingHomeZone
    | ConfirmingForget
    | ConfirmingCorrection
)
