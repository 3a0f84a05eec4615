"""What the Bot API's errors mean to who sends."""

from __future__ import annotations

from datetime import timedelta

from telegram.error import (
    BadRequest,
    ChatMigrated,
    EndPointNotFound,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
)

from bot.ports.faults import Permanent, Retryable

LONGEST_REASON = 160
"""Characters kept of an answer that is not the Bot API's own, such as a proxy's page."""


class NotTakenError(Permanent):
    """Telegram does not take this content; other content may do."""


def meaning(method: str, error: TelegramError) -> Retryable | Permanent:
    """What an error of the Bot API means to who sends: wait and retry, or give up.

    A token that is refused while the bot runs is Retryable: what could not be sent is sent once
    the operator has put it right.
    """
    match error:
        case RetryAfter():
            after = seconds(error)
            return Retryable(f"{method}: Telegram asks to wait {after:.0f} s", after)
        case ChatMigrated():
            return Permanent(f"{method}: the group became a supergroup with a new id")
        case BadRequest():
            return NotTakenError(f"{method}: {error.message}")
        case Forbidden():
            return Permanent(f"{method}: {error.message}")
        case InvalidToken() | EndPointNotFound():
            return Retryable(f"{method}: Telegram refuses the bot's token")
        case _:
            return Retryable(f"{method}: {error.message[:LONGEST_REASON]}")


def seconds(error: RetryAfter) -> float:
    """How many seconds Telegram asks to wait."""
    after = error.retry_after
    return after.total_seconds() if isinstance(after, timedelta) else float(after)
