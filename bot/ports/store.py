"""What is kept of a chat between two turns, and who keeps it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

from bot.conversation.effects import (
    AcceptFeed,
    PauseDelivery,
    Remind,
    SendCorrection,
    Unsubscribe,
)
from bot.conversation.subscriptions import Subscription

Order = Subscription | Unsubscribe | Remind | PauseDelivery | AcceptFeed | SendCorrection
"""What a turn changes about notices: a subscription as it is to be from now on, its end, before
which days to remind, delivery paused or resumed, a correction owed to all who were sent a notice of
its draw."""


@dataclass(frozen=True, slots=True)
class Remembered:
    """All that is stored about one chat, as JSON texts made and read by the runtime.

    None where nothing is stored. ``lang`` is "en" or "fr" once it is settled. ``missed`` names the
    reminders that could not be sent, until that was said.
    """

    state: str | None = None
    profile: str | None = None
    lang: str | None = None
    missed: str | None = None


@dataclass(frozen=True, slots=True)
class Exchange:
    """What was answered by what, by Telegram's message ids.

    ``asked`` is what the person said, None for a press; ``shown`` the reply, None where none could
    be sent; ``album`` the group of media that ``asked`` belongs to. ``newest`` where nothing was
    said or pressed since.
    """

    asked: int | None = None
    shown: int | None = None
    album: str | None = None
    newest: bool = True


@dataclass(frozen=True, slots=True)
class Turn:
    """What the store knows when an update arrives.

    ``answer``: "new", never seen; "unsent", decided and saved but its reply is not known to have
    been sent (``before`` is what was remembered before that turn, to decide the same reply again);
    "sent", answered: stay silent.
    """

    answer: Literal["new", "unsent", "sent"]
    remembered: Remembered
    before: Remembered | None = None


class Store(Protocol):
    """Keeps what must survive a restart. Every method is atomic; PortError when it cannot."""

    async def turn(self, chat: int, update: int) -> Turn:
        """What is remembered about the chat, and whether this update was answered already."""

    async def commit(
        self,
        chat: int,
        update: int,
        before: Remembered,
        after: Remembered,
        at: datetime,
        orders: Sequence[Order] = (),
    ) -> None:
        """In one transaction: remember ``after``, that the update is decided, not yet sent, and
        do what was ordered. Subscribing again keeps ``since``, so nothing is replayed or lost.

        Where ``after`` has no ``missed`` any more, what ``before`` had was said. Whose profile is
        another one is looked at anew: they may be reminded on other days.
        """

    async def sent(self, update: int, exchange: Exchange | None = None) -> None:
        """The reply to that update was sent (or can never be): forget ``before``."""

    async def last(self, chat: int) -> Exchange | None:
        """The newest message of that chat that was answered; None without one, or long ago."""

    async def forget(self, chat: int, update: int, receipt: str | None = None) -> None:
        """Remove every row about the chat, this update's too, beyond recovery from the file.

        With ``receipt``, the language of one that is owed, just that waits in this update's place.
        """

    async def prune(self, before: datetime) -> int:
        """Drop ids of updates answered before that instant; how many were dropped."""

    async def close(self) -> None:
        """Release the database."""
