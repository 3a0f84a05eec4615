"""Alerts to operators: once for each cause and hour, by message and in the log."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable
from hashlib import sha256

from bot.notices.operator_alerts import ONCE_IN, AlertsTold, OperatorAlert
from bot.ports.clock import Clock
from bot.ports.faults import PortError
from bot.ports.messages import Messenger, Rendered
from bot.ports.notices import AlertBook
from bot.replies.en.alerts import alert_text
from bot.replies.markup import plain

log = logging.getLogger(__name__)


class Alerts:
    """Tells operators; ``close`` waits for what is being sent.

    ``book`` knows what was told before a restart and by other machines.
    """

    def __init__(
        self, messenger: Messenger, clock: Clock, admins: Iterable[int], book: AlertBook
    ) -> None:
        self._messenger = messenger
        self._clock = clock
        self._admins = tuple(admins)
        self._book = book
        self._heard = AlertsTold()
        self._telling: set[asyncio.Task[None]] = set()

    def __call__(self, alert: OperatorAlert) -> None:
        """Log and send the alert, unless its cause was told within the hour."""
        self._heard, tell = self._heard.with_alert(alert, self._clock.now())
        if not tell:
            return
        text = alert_text(alert)
        log.warning("%s", plain(text).replace("\n", " "))
        task = asyncio.create_task(self._tell(alert, text), name="alert")
        self._telling.add(task)
        task.add_done_callback(self._telling.discard)

    async def close(self, within: float = 5.0) -> None:
        """Give what is under way a moment."""
        if self._telling:
            await asyncio.wait(tuple(self._telling), timeout=within)

    async def _tell(self, alert: OperatorAlert, text: str) -> None:
        if await self._is_news(alert):
            await asyncio.gather(*(self._send(admin, text) for admin in self._admins))

    async def _is_news(self, alert: OperatorAlert) -> bool:
        now, cause = self._clock.now(), sha256(alert.cause.encode(errors="replace")).hexdigest()
        try:
            return await self._book.claim_alert(cause, now, now - ONCE_IN)
        except PortError as error:
            log.warning("what operators were told cannot be looked up: %s", error)
            return True

    async def _send(self, admin: int, text: str) -> None:
        try:
            await self._messenger.send(admin, Rendered(text))
        except PortError as error:
            log.warning("an operator could not be told: %s", error)
