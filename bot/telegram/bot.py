"""The bot, as the library knows it and we use it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

from telegram import Bot
from telegram.request import RequestData

from bot.telegram.http_requests import AiohttpRequest
from bot.telegram.updates import Me


@dataclass(frozen=True, slots=True)
class _PlainData:
    """What a request needs of the library's RequestData, for values that are JSON as they stand."""

    parameters: dict[str, Any]
    contains_files: bool = False


class TelegramBot(Bot):
    """The library's bot, with calls that neither build nor parse its large objects."""

    __slots__ = ()

    @property
    def itself(self) -> Me | None:
        """Who the bot is, None before Telegram was asked."""
        user = self._bot_user
        return None if user is None or user.username is None else Me(user.id, user.username)

    async def call(
        self, method: str, parameters: dict[str, Any], read_timeout: float | None = None
    ) -> Any:
        """Call a Bot API method; its ``result`` as plain JSON values. Raises TelegramError.

        ``read_timeout`` in seconds; None takes the request's own.
        """
        if read_timeout is None:
            return await self._post(method, parameters)
        return await self._post(method, parameters, read_timeout=read_timeout)

    async def call_plainly(self, method: str, parameters: dict[str, Any]) -> Any:
        """The same for parameters that are JSON values as they stand: no files, no objects.

        The library looks into every one of them: a tenth of the CPU of sending a notice.
        """
        data = cast(RequestData, _PlainData(parameters))
        return await self.request.post(f"{self.base_url}/{method}", data)


def make_bot(token: str, api_url: str, request: AiohttpRequest | None = None) -> TelegramBot:
    """A bot for that token at that Bot API server; it opens no connection before its use."""
    request = request or AiohttpRequest()
    root = api_url.rstrip("/")
    return TelegramBot(
        token,
        base_url=f"{root}/bot",
        base_file_url=f"{root}/file/bot",
        request=request,
        get_updates_request=request,
    )
