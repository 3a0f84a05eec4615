"""Alerts to operators: once for each cause and hour, by message and in the log."""

from __future__ import annotations

import asyncio
import logging

from bot.alert_texts import alert_text
from bot.notices.operator_alerts import Heard, OperatorAlert
from bot.ports import Clock, Messenger, PortError, Rendered
from bot.texts.markup import plain

log = logging.getLogger(__name__)


class Alerts:
    """Tells operators; ``close`` waits for what is being sent."""

    def __init__(self, messenger: Messenger, clock: Clock, admins: frozenset[int]) -> None:
        self._messenger = messenger
        self._clock = clock
        self._admins = admins
        self._heard = Heard()
        self._sending: set[asyncio.Task[None]] = set()

    def __call__(self, alert: OperatorAlert) -> None:
        """Log and send the alert, unless its cause was told within the hour."""
        self._heard, tell = self._heard.with_alert(alert, self._clock.now())
        if not tell:
            return
        text = alert_text(alert)
        log.warning("%s", plain(text).replace("\n", " "))
        for admin in self._admins:
            task = asyncio.create_task(self._send(admin, text), name="alert")
            self._sending.add(task)
            task.add_done_callback(self._sending.discard)

    async def close(self, within: float = 5.0) -> None:
        """Give what is under way a moment."""
        if self._sending:
            await asyncio.wait(tuple(self._sending), timeout=within)

    async def _send(self, admin: int, text: str) -> None:
        try:
            await self._messenger.send(admin, Rendered(text))
        except PortError as error:
            log.warning("an operator could not be told: %s", error)
