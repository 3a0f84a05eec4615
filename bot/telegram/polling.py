"""Long polling that confirms an update to Telegram only when it is kept in the queue.

Telegram forgets every update below the offset it is asked for. The library's own Updater asks for
the next ones at once, so a process killed in between loses what it had not answered; here the
offset moves past a batch when the database has it. Whatever comes again is known there.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Mapping
from typing import Any

from telegram.error import TelegramError

from bot.ports.faults import PortError, back_off
from bot.telegram.bot import TelegramBot
from bot.telegram.faults import PollingFaults, PollingPace, insist
from bot.telegram.intake import Intake
from bot.telegram.updates import ALLOWED_UPDATES

_LOG = logging.getLogger(__name__)

LIMIT = 100
"""The most updates one getUpdates returns, by the Bot API's documentation."""

LAST_CALL_SECONDS = 5.0


async def poll(bot: TelegramBot, intake: Intake, faults: PollingFaults, pace: PollingPace) -> None:
    """Ask Telegram for updates and let them in by ``intake``, until cancelled.

    Raises CannotServeError when going on is useless.
    """
    await _Polling(bot, intake, faults, pace).run()


class _Polling:
    """One run of long polling, from the first call to the last."""

    def __init__(
        self, bot: TelegramBot, intake: Intake, faults: PollingFaults, pace: PollingPace
    ) -> None:
        self._bot = bot
        self._intake = intake
        self._faults = faults
        self._pace = pace
        self._offset: int | None = None
        self._confirmed: int | None = None
        self._failures = 0

    async def run(self) -> None:
        """Poll until cancelled."""
        # Updates that came while no process ran are kept: people wait for their answers.
        await insist(self._faults, lambda: self._bot.call("deleteWebhook", {}))
        _LOG.info("receiving updates by long polling")
        try:
            while True:
                updates = await self._updates()
                if updates and await self._kept(updates):
                    # The last one returned, not the highest ever: after a quiet week Telegram may
                    # go on with a lower number.
                    self._offset = _number(updates[-1]) + 1
                    await asyncio.sleep(self._pace.gap)
        finally:
            await self._confirm()

    async def _updates(self) -> list[Mapping[str, Any]]:
        """One answer of getUpdates."""
        hold = self._pace.long_poll
        parameters = {
            "offset": self._offset,
            "limit": LIMIT,
            "timeout": hold,
            "allowed_updates": ALLOWED_UPDATES,
        }
        allowed = hold + (self._bot.request.read_timeout or 0.0)
        begun = _now()

        async def get_updates() -> list[Any]:
            answer = await self._bot.call("getUpdates", parameters, allowed)
            if isinstance(answer, list):
                return answer
            raise TelegramError("getUpdates brought no list")

        answer = await insist(self._faults, get_updates)
        self._confirmed = self._offset
        if not answer:
            # A server that holds nothing back must not make this a busy loop.
            await asyncio.sleep(self._pace.recheck - (_now() - begun))
        return [update for update in answer if _number(update)]

    async def _kept(self, updates: list[Mapping[str, Any]]) -> bool:
        """Whether the queue has all of them; if not, they are asked for again after a pause."""
        outcomes = await asyncio.gather(*map(self._intake.take, updates), return_exceptions=True)
        failed = next((one for one in outcomes if isinstance(one, BaseException)), None)
        if failed is None:
            self._failures = 0
            return True
        if not isinstance(failed, PortError):
            raise failed
        if not self._failures:
            _LOG.warning("updates could not be queued, they are asked for again: %s", failed)
        self._failures += 1
        first, longest = self._pace.outage_pause, self._pace.longest_outage_pause
        await asyncio.sleep(back_off(self._failures, first, longest))
        return False

    async def _confirm(self) -> None:
        """At the end, what is kept and perhaps not confirmed: it would come again, as known."""
        if self._offset == self._confirmed:
            return
        last = {"offset": self._offset, "limit": 1, "timeout": 0}
        with contextlib.suppress(TelegramError, TimeoutError):
            async with asyncio.timeout(LAST_CALL_SECONDS):
                await self._bot.call("getUpdates", last)


def _now() -> float:
    return asyncio.get_running_loop().time()


def _number(update: object) -> int:
    """The update's id; 0, which Telegram never uses, if there is none."""
    match update:
        case {"update_id": int(number)}:
            return number
        case _:
            return 0
