"""Alerts to operators: once for each cause and hour, in the log and by message till it arrives."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable
from datetime import timedelta
from hashlib import sha256

from bot.notices.alerts import ONCE_IN, AlertsTold, OperatorAlert
from bot.ports.alert_book import AlertBook
from bot.ports.clock import Clock
from bot.ports.faults import PortError, back_off
from bot.ports.messages import Messenger, Rendered
from bot.replies.en.alerts import alert_text
from bot.replies.markup import plain

log = logging.getLogger(__name__)

FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS = 5.0, 600.0
MOST_TRIES = 1000
"""Of one alert to one operator: about a week."""

LEFT_BEHIND = timedelta(minutes=10)
"""What waits so long was left by a process that ended."""


class Alerts:
    """Tells operators; what cannot be sent is kept and sent when it can, over a restart too.

    ``book`` knows what was told before a restart and by other machines. ``close`` waits a moment
    for what is being sent.
    """

    def __init__(
        self,
        messenger: Messenger,
        clock: Clock,
        admins: Iterable[int],
        book: AlertBook,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._messenger = messenger
        self._clock = clock
        self._admins = tuple(admins)
        self._book = book
        self._sleep = sleep
        self._heard = AlertsTold()
        self._telling: set[asyncio.Task[None]] = set()

    def __call__(self, alert: OperatorAlert) -> None:
        """Log and send the alert, unless its cause was told within the hour."""
        self._heard, tell = self._heard.with_alert(alert, self._clock.now())
        if not tell:
            return
        text = alert_text(alert)
        log.warning("%s", plain(text).replace("\n", " "))
        cause = sha256(alert.cause.encode(errors="replace")).hexdigest()
        self._begin(self._tell(cause, text))

    async def take_up(self) -> None:
        """Send what a process that ended could not: to be called at the start."""
        try:
            waiting = await self._book.waiting_alerts(self._clock.now() - LEFT_BEHIND)
        except PortError as error:
            log.warning("alerts that wait cannot be looked up: %s", error)
            return
        for cause, text in waiting:
            self._begin(self._arrive(cause, text))

    async def close(self, within: float = 5.0) -> None:
        """Give what is under way a moment; the rest waits in the book."""
        if self._telling:
            await asyncio.wait(tuple(self._telling), timeout=within)
        for task in self._telling:
            task.cancel()

    def _begin(self, telling: Awaitable[None]) -> None:
        task = asyncio.ensure_future(telling)
        self._telling.add(task)
        task.add_done_callback(self._telling.discard)

    async def _tell(self, cause: str, text: str) -> None:
        if await self._is_news(cause, text):
            await self._arrive(cause, text)

    async def _is_news(self, cause: str, text: str) -> bool:
        now = self._clock.now()
        try:
            return await self._book.claim_alert(cause, text, now, now - ONCE_IN)
        except PortError as error:
            log.warning("what operators were told cannot be looked up: %s", error)
            return True

    async def _arrive(self, cause: str, text: str) -> None:
        await asyncio.gather(*(self._send(admin, text) for admin in self._admins))
        try:
            await self._book.alert_arrived(cause)
        except PortError as error:
            log.warning("that operators were told was not written down: %s", error)

    async def _send(self, admin: int, text: str) -> None:
        for tries in range(1, MOST_TRIES):
            try:
                await self._messenger.send(admin, Rendered(text))
            except PortError as error:
                # A refusal too: it may be the token, or the other side, that is wrong.
                log.warning("an operator could not be told: %s", error)
                await self._sleep(back_off(tries, FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS))
            else:
                return
