"""Everything operators are alerted to, and how often."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.notices.failures import DeliveryAlert
from bot.notices.feed_alerts import FeedAlert

ONCE_IN = timedelta(hours=1)
MOST_CAUSES = 1000


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
