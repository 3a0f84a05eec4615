"""Who decides for a group, as Telegram knows it."""

from __future__ import annotations

import logging

from telegram.error import TelegramError

from bot.ports.faults import Permanent
from bot.telegram.bot import TelegramBot
from bot.telegram.errors import meaning

_LOG = logging.getLogger(__name__)

METHOD = "getChatMember"
ADMINISTRATORS = ("creator", "administrator")


class TelegramAdministrators:
    """Asks Telegram each time: who was an administrator yesterday may be none today."""

    def __init__(self, bot: TelegramBot) -> None:
        self._bot = bot

    async def decides(self, group: int, person: int) -> bool:
        """Whether that person is an administrator; Retryable while Telegram cannot be asked."""
        try:
            member = await self._bot.call(METHOD, {"chat_id": group, "user_id": person})
        except TelegramError as error:
            problem = meaning(METHOD, error)
        else:
            match member:
                case {"status": str(status)}:
                    return status in ADMINISTRATORS
                case _:
                    return False
        # Not inside the handler: a chained error of the library may quote the bot's token.
        if isinstance(problem, Permanent):
            _LOG.info("nobody is told who decides for a group: %s", problem)
            return False
        raise problem
