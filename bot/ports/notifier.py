"""Pushing a message to a chat that asked nothing just now, and why it may not arrive."""

from __future__ import annotations

from typing import Protocol

from bot.ports.faults import Permanent
from bot.ports.messages import Rendered


class ChatGoneError(Permanent):
    """The person blocked the bot or is deactivated, the group removed it: end the subscription."""


class ChatNotReachedError(Permanent):
    """The chat is not found or nothing is allowed there, in no words that say for good."""


class ChatMovedError(Permanent):
    """The group became another chat."""

    def __init__(self, message: str, to: int) -> None:
        super().__init__(message)
        self.to = to


class Notifier(Protocol):
    """Pushes a notice to a chat: one request, no tries of its own."""

    async def change(self, chat: int, shown: int, message: Rendered) -> int:
        """Put the message in the place of one that was sent; its id. Raises like ``push``."""

    async def push(self, chat: int, message: Rendered, *, silent: bool) -> int:
        """Send one message; its id.

        Raises Retryable (with ``after`` when everybody has to wait that long), ChatGoneError,
        ChatMovedError, or Permanent for a message that is refused.
        """
