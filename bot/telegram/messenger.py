"""Showing messages through the Bot API: texts, pictures, documents, and edits of them."""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Callable
from typing import Any

from telegram.error import TelegramError

from bot.ports.faults import Permanent, back_off
from bot.ports.messages import Illustration, Rendered
from bot.ports.pictures import NoPictureError, Picture, Pictures
from bot.telegram.bot import TelegramBot
from bot.telegram.errors import NotTakenError, meaning
from bot.telegram.messages import (
    document_parameters,
    media_parameters,
    message_parameters,
    photo_parameters,
    place_parameters,
)

_LOG = logging.getLogger(__name__)

PATIENCE_SECONDS = 75.0
FIRST_PAUSE_SECONDS = 0.5
LONGEST_PAUSE_SECONDS = 15.0

DRAWING_SECONDS = 15.0
"""Nobody waits longer for a picture: then the words come. It is still drawn, for the next time."""

_UNCHANGED = "message is not modified"


class TelegramMessenger:
    """Sends messages through the Bot API, and insists while Telegram cannot take them.

    Faults of the network, answers of 5xx and 429 are tried again for up to ``patience`` seconds
    (0: one try): with growing pauses, or exactly as long as Telegram says. Each call waits on its
    own, so nobody else's message is delayed. A reply whose connection broke after Telegram had
    accepted it is sent once more: Telegram gives no way to ask.

    Without ``pictures``, and where a picture is not there within ``drawing`` seconds or is
    refused, the message's own words are sent: one message in every case.
    """

    def __init__(
        self,
        bot: TelegramBot,
        patience: float = PATIENCE_SECONDS,
        pictures: Pictures | None = None,
        drawing: float = DRAWING_SECONDS,
    ) -> None:
        self._bot = bot
        self._patience = patience
        self._pictures = pictures
        self._drawing = drawing

    async def send(self, chat: int, message: Rendered) -> int:
        """Show one message; its id. Raises Retryable or Permanent."""
        me, place = self._bot.itself, place_parameters(message)

        def there(chat: int, picture: Illustration, drawn: Picture) -> dict[str, Any]:
            return photo_parameters(chat, picture, drawn, me) | place

        if message.document is not None:
            parameters = document_parameters(chat, message, message.document, me) | place
            return _id(await self._insist("sendDocument", parameters))
        if message.picture is not None:
            shown = await self._drawn("sendPhoto", chat, message.picture, there)
            if shown is not None:
                return shown
        parameters = message_parameters(chat, message, me) | place
        return _id(await self._insist("sendMessage", parameters))

    async def edit(self, chat: int, shown: int, message: Rendered) -> int:
        """Show it in the place of an earlier message, else as a new one; the id of that.

        Words do not take the place of a picture: Telegram changes none into words. Raises
        Retryable or Permanent.
        """
        try:
            if message.document is None:
                return await self._edited(chat, shown, message)
        except NotTakenError as error:
            if _UNCHANGED in str(error).lower():
                return shown
            _LOG.info("a message could not be changed, a new one is sent: %s", error)
        return await self.send(chat, message)

    async def _edited(self, chat: int, shown: int, message: Rendered) -> int:
        def there(chat: int, picture: Illustration, drawn: Picture) -> dict[str, Any]:
            return {"message_id": shown, **media_parameters(chat, picture, drawn, me)}

        me = self._bot.itself

        if message.picture is not None:
            changed = await self._drawn("editMessageMedia", chat, message.picture, there)
            if changed is not None:
                return changed
        parameters = {"message_id": shown, **message_parameters(chat, message, me)}
        return _id(await self._insist("editMessageText", parameters))

    async def _drawn(
        self,
        method: str,
        chat: int,
        picture: Illustration,
        parameters: Callable[[int, Illustration, Picture], dict[str, Any]],
    ) -> int | None:
        """The id of the message with the picture; None where words must do.

        A picture whose id Telegram does not know any more is uploaded again.
        """
        if self._pictures is None:
            return None
        for _ in range(2):
            try:
                async with asyncio.timeout(self._drawing):
                    drawn = await self._pictures.picture(picture.chart)
            except (NoPictureError, TimeoutError) as error:
                _LOG.info("words are sent for a picture: %s", str(error) or "it takes too long")
                return None
            try:
                answer = await self._insist(method, parameters(chat, picture, drawn))
            except NotTakenError as error:
                if _UNCHANGED in str(error).lower():
                    raise
                _LOG.info("a picture was not taken: %s", error)
                if drawn.file_id is None:
                    return None
                await self._pictures.refused(drawn)
                continue
            if drawn.png is not None and (file_id := _file_id(answer)) is not None:
                await self._pictures.sent(drawn, file_id)
            return _id(answer)
        return None

    async def _insist(self, method: str, parameters: dict[str, Any]) -> Any:
        loop = asyncio.get_running_loop()
        until = loop.time() + self._patience
        failures = 0
        while True:
            failures += 1
            try:
                return await self._bot.call(method, parameters)
            except TelegramError as error:
                problem = meaning(method, error)
            if isinstance(problem, Permanent):
                raise problem
            if problem.after is not None:
                wait = problem.after
            else:
                pause = back_off(failures, FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS)
                wait = pause * random.uniform(0.7, 1.0)
            if loop.time() + wait > until:
                raise problem
            _LOG.info("%s; trying again in %.1f s", problem, wait)
            await asyncio.sleep(wait)


def _id(answer: Any) -> int:
    """The id of the message that Telegram answered with; 0, of no message, where it has none."""
    match answer:
        case {"message_id": int(number)}:
            return number
        case _:
            return 0


def _file_id(answer: Any) -> str | None:
    """Under which id Telegram keeps the picture it was sent: that of its largest size."""
    match answer:
        case {"photo": [*_, {"file_id": str(file_id)}]}:
            return file_id
        case _:
            return None
