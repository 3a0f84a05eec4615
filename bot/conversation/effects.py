"""What the machine orders to be done; the runtime does it in one transaction with the state."""

from __future__ import annotations

from dataclasses import dataclass

from bot.conversation.subscriptions import Owed, Terms
from bot.reading.understood import Lang
from knowledge.profiles import Profile


@dataclass(frozen=True, slots=True)
class SaveProfile:
    """Remember this profile, and the person's time zone if known."""

    profile: Profile
    zone: str | None


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
    """Send no notices any more, not even those that wait."""


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
    | PauseDelivery
    | AcceptFeed
    | SendCorrection
)
