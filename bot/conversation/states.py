"""Where a conversation stands: one state is one question, and carries the answers so far."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import Literal

from bot.reading.understood import Lang
from knowledge.profiles import Profile

NOTHING_SAID = Profile()

Question = Literal["crs", "occupation", "submitted", "submitted_time"]


@dataclass(frozen=True, slots=True)
class Memory:
    """What is known of the person while they talk.

    ``declined`` are the questions answered with "I don't know"; ``what_if`` the profile of the
    last what-if, None when there is none; ``category`` and ``draw`` what the talk is about, None
    for the newest trades draw. ``zone`` is the person's time zone: IANA, "UTC" or an offset.
    ``notices_ended`` when they blocked the bot and do not know yet that this ended their notices.
    """

    profile: Profile = NOTHING_SAID
    lang: Lang = "en"
    zone: str | None = None
    declined: frozenset[Question] = frozenset()
    what_if: Profile | None = None
    category: str | None = None
    draw: str | None = None
    notices_ended: bool = False


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
    | AskingTime
    | AskingZone
    | AskingWhatIf
    | AskingHomeZone
    | ConfirmingForget
    | ConfirmingCorrection
)
