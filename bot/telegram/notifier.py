"""Pushes notices through the Bot API: one request each, errors translated by their meaning."""

from __future__ import annotations

from telegram.error import BadRequest, ChatMigrated, Forbidden, TelegramError

from bot.ports.faults import Permanent, Retryable
from bot.ports.messages import Rendered
from bot.ports.notices import ChatGoneError, ChatMovedError, ChatNotReachedError
from bot.telegram.bot import TelegramBot
from bot.telegram.errors import meaning
from bot.telegram.messages import message_parameters

METHOD = "sendMessage"

GONE = (
    *("bot was blocked by the user", "user is deactivated", "bot was kicked from"),
    *("bot is not a member of", "the group chat was deleted"),
)
"""Telegram's words for a chat that is gone for good."""

NOT_REACHED = ("chat not found", "user not found", "peer_id_invalid")
"""What it also says of every chat, to the token of another bot, or without its data."""


class TelegramNotifier:
    """Sends each notice with one request; whoever calls decides about another try."""

    def __init__(self, bot: TelegramBot) -> None:
        self._bot = bot

    async def push(self, chat: int, message: Rendered, *, silent: bool) -> int:
        """Send one message; its id. Raises Retryable, ChatMovedError, or Permanent: that may be
        ChatGoneError or ChatNotReachedError.

        An answer that was accepted but lost on its way is Retryable: Telegram gives no way to
        ask, and a notice twice is better than none.
        """
        parameters = message_parameters(chat, message)
        if silent:
            parameters["disable_notification"] = True
        try:
            answer = await self._bot.call_plainly(METHOD, parameters)
        except TelegramError as error:
            problem = notice_error(error)
        else:
            match answer:
                case {"message_id": int(number)}:
                    return number
                case _:
                    problem = Permanent(f"{METHOD}: accepted, but without a message id")
        # Raised here and not above: a chained error of the library may quote the bot's token.
        raise problem


def notice_error(error: TelegramError) -> Retryable | Permanent:
    """What an error of the Bot API means to a notice."""
    match error:
        case ChatMigrated():
            reason = f"{METHOD}: the group became a supergroup with a new id"
            return ChatMovedError(reason, error.new_chat_id)
        case Forbidden() | BadRequest() if _says(error, GONE):
            return ChatGoneError(f"{METHOD}: {error.message}")
        case Forbidden():
            return ChatNotReachedError(f"{METHOD}: {error.message}")
        case BadRequest() if _says(error, NOT_REACHED):
            return ChatNotReachedError(f"{METHOD}: {error.message}")
        case _:
            return meaning(METHOD, error)


def _says(error: TelegramError, words: tuple[str, ...]) -> bool:
    return any(each in error.message.lower() for each in words)
