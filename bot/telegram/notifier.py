"""Pushes notices through the Bot API: one request each, errors translated by their meaning."""

from __future__ import annotations

from typing import Any

from telegram.error import BadRequest, ChatMigrated, Forbidden, TelegramError

from bot.ports.faults import Permanent, Retryable
from bot.ports.messages import Rendered
from bot.ports.notifier import ChatGoneError, ChatMovedError, ChatNotReachedError
from bot.telegram.bot import TelegramBot
from bot.telegram.errors import NotTakenError, meaning
from bot.telegram.messages import message_parameters

METHOD, EDIT = "sendMessage", "editMessageText"
UNCHANGED = "message is not modified"

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
        place = {"disable_notification": True} if silent else {}
        return await self._one_request(METHOD, chat, message, place)

    async def change(self, chat: int, shown: int, message: Rendered) -> int:
        """Put the message in the place of one that was sent; its id. Raises like ``push``.

        What is there already is well; a message that is gone is none of ours to send again.
        """
        try:
            return await self._one_request(EDIT, chat, message, {"message_id": shown})
        except NotTakenError as error:
            if UNCHANGED not in str(error).lower():
                raise
            return shown

    async def _one_request(
        self, method: str, chat: int, message: Rendered, place: dict[str, Any]
    ) -> int:
        try:
            if self._bot.itself is None and any(b.opens for row in message.rows for b in row):
                await self._bot.get_me()  # a button that opens the private chat names the bot
            parameters = message_parameters(chat, message, self._bot.itself) | place
            answer = await self._bot.call_plainly(method, parameters)
        except TelegramError as error:
            problem = notice_error(error)
        else:
            match answer:
                case {"message_id": int(number)}:
                    return number
                case _:
                    problem = Permanent(f"{method}: accepted, but without a message id")
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
