"""What is counted while the bot runs, for whoever watches it; no port of it holds personal data."""

from __future__ import annotations

from typing import Literal, Protocol

from bot.conversation.transition import Counted

WebhookRefusal = Literal["secret", "size", "malformed", "slow", "queue", "connection"]
"""Why a request to the webhook was not taken: ``queue``, the database could not keep it;
``connection``, too many of them are open and ask for nothing."""

Fault = Literal["turn_retried", "turn_unanswered", "let_go", "bug"]
"""``let_go``: an update that was begun three times and never ended."""


class Metrics(Protocol):
    """Counts what happens. Never raises, costs microseconds, may be called from any coroutine."""

    def update(self, kind: str) -> None:
        """An update is about to be answered: ``text``, ``button`` or another Incoming kind.

        Or ``inline``, a line typed in some chat; or ``ignored``, one of a flood, not answered.
        """

    def reply(self, seconds: float) -> None:
        """An update was answered, so many seconds after it was taken in hand."""

    def refused(self, why: WebhookRefusal) -> None:
        """A request to the webhook was refused."""

    def misunderstood(self, what: Counted) -> None:
        """A message was not understood, or what was offered for it was taken."""

    def error(self, fault: Fault) -> None:
        """Something went wrong."""


class NoMetrics:
    """Counts nothing: where nobody watches."""

    def update(self, kind: str) -> None:
        """Nothing."""

    def reply(self, seconds: float) -> None:
        """Nothing."""

    def refused(self, why: WebhookRefusal) -> None:
        """Nothing."""

    def misunderstood(self, what: Counted) -> None:
        """Nothing."""

    def error(self, fault: Fault) -> None:
        """Nothing."""


NO_METRICS: Metrics = NoMetrics()
