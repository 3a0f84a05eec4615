"""Tells Telegram where the webhook is, when it does not know or knows something else."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from telegram.error import BadRequest, TelegramError

from bot.ports.faults import PortError
from bot.ports.queue import WebhookMemory
from bot.telegram.bot import TelegramBot
from bot.telegram.faults import CannotServeError, PollingFaults, insist
from bot.telegram.updates import ALLOWED_UPDATES

_LOG = logging.getLogger(__name__)

WATCH_SECONDS = 60.0
MEMORY_PAUSE_SECONDS = 5.0


class WebhookRefusedError(CannotServeError):
    """Telegram does not accept the webhook's address."""


@dataclass(frozen=True, slots=True)
class Webhook:
    """What Telegram has to know: where to send updates, what proves that it is Telegram that
    sends, and how many requests it may have under way (1 to 100)."""

    url: str
    secret: str
    max_connections: int = 40

    @property
    def parameters(self) -> dict[str, Any]:
        """As ``setWebhook`` takes it. Updates that wait at Telegram are kept."""
        return {
            "url": self.url,
            "secret_token": self.secret,
            "allowed_updates": ALLOWED_UPDATES,
            "max_connections": self.max_connections,
        }

    def mark(self, token: str) -> str:
        """A keyed hash of all of it: Telegram never tells which secret it was given."""
        told = json.dumps(self.parameters, sort_keys=True).encode()
        return hmac.new(token.encode(), told, hashlib.sha256).hexdigest()

    def agrees(self, info: Mapping[str, Any]) -> bool:
        """Whether that answer of getWebhookInfo says the same."""
        return (
            info.get("url") == self.url
            and info.get("max_connections") == self.max_connections
            and set(info.get("allowed_updates") or ()) == set(ALLOWED_UPDATES)
        )


class WebhookTelling:
    """Sees to it that Telegram sends updates to this webhook, now and as long as it runs."""

    def __init__(
        self,
        bot: TelegramBot,
        memory: WebhookMemory,
        webhook: Webhook,
        faults: PollingFaults,
        watch: float = WATCH_SECONDS,
    ) -> None:
        self._bot = bot
        self._memory = memory
        self._webhook = webhook
        self._mark = webhook.mark(bot.token)
        self._faults = faults
        self._watch = watch
        self._complained = 0

    async def run(self) -> None:
        """Tell it and look after it until cancelled. CannotServeError when it is refused."""
        while True:
            try:
                info = await insist(self._faults, self._info)
                if not self._webhook.agrees(info) or await self._memory.announced() != self._mark:
                    await insist(self._faults, self._set)
                    await self._memory.announce(self._mark)
                    _LOG.info("Telegram was told where the webhook is")
                self._pass_on(info)
            except CannotServeError:
                raise
            except PortError as error:
                _LOG.warning("what Telegram was told could not be looked up: %s", error)
                await asyncio.sleep(MEMORY_PAUSE_SECONDS)
                continue
            await asyncio.sleep(self._watch)

    async def _info(self) -> Mapping[str, Any]:
        info = await self._bot.call("getWebhookInfo", {})
        if not isinstance(info, dict):
            raise TelegramError("getWebhookInfo brought no object")
        return info

    async def _set(self) -> None:
        try:
            await self._bot.call("setWebhook", self._webhook.parameters)
        except BadRequest as error:
            reason = error.message
        else:
            return
        raise WebhookRefusedError(f"Telegram refuses WEBHOOK_URL: {reason}")

    def _pass_on(self, info: Mapping[str, Any]) -> None:
        """Tell the operator once what kept Telegram from delivering, each time it happens."""
        match info:
            case {"last_error_date": int(at), "last_error_message": str(reason)}:
                if at > self._complained:
                    self._complained = at
                    _LOG.warning("Telegram says of the webhook: %s", reason)
            case _:
                pass
