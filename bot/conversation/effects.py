"""What the machine orders to be done; the runtime does it in one transaction with the state."""

from __future__ import annotations

from dataclasses import dataclass

from bot.conversation.subscriptions import Owed, Terms
from bot.reading.understood import NO_DATES, Lang
from knowledge.own_dates import DeadlineKind, OwnDates
from knowledge.profiles import Profile


@dataclass(frozen=True, slots=True)
class SaveProfile:
    """Remember this profile, the person's time zone if known, and the days they want kept."""

    profile: Profile
    zone: str | None
    dates: OwnDates = NO_DATES


@dataclass(frozen=True, slots=True)
class SaveLanguage:
    """Remember the language the person chose."""

    lang: Lang


@dataclass(frozen=True, slots=True)
class Forget:
    """Delete everything stored about the person; nothing is written back."""


@dataclass(frozen=True, slots=True)
class Subscribe:
    """Send notices on these terms from now on; the same again changes nothing."""

    terms: Terms


@dataclass(frozen=True, slots=True)
class Unsubscribe:
    """Send no notices and no reminders any more, not even those that wait."""


@dataclass(frozen=True, slots=True)
class Remind:
    """Remind before these kinds of days from now on, and before no others."""

    about: tuple[DeadlineKind, ...]


@dataclass(frozen=True, slots=True)
class PauseDelivery:
    """By an operator: send nobody any notice, or go on."""

    paused: bool


@dataclass(frozen=True, slots=True)
class AcceptFeed:
    """By an operator: believe the feed as it is now, though it lost rows."""


@dataclass(frozen=True, slots=True)
class SendCorrection:
    """By an operator: a hand-written correction to all who were sent a notice of that draw."""

    owed: Owed


Effect = (
    SaveProfile
    | SaveLanguage
    | Forget
    | Subscribe
    | Unsubscribe
    | Remind
    | PauseDelivery
    | AcceptFeed
    | SendCorrection
)
