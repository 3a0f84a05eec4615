"""What this machine has in hand, and until when it is surely nobody else's."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable
from datetime import datetime, timedelta

from bot.ports.clock import Clock
from bot.ports.faults import PortError
from bot.ports.notices import Due, Outbox

log = logging.getLogger(__name__)

LEASE = timedelta(seconds=10)
RENEW_SECONDS = 3.0


class Leases:
    """Claims notices for ten seconds and keeps them until they are let go."""

    def __init__(self, outbox: Outbox, clock: Clock, worker: str) -> None:
        self._outbox = outbox
        self._clock = clock
        self._worker = worker
        self._until: dict[int, datetime] = {}

    async def claim(self, most: int) -> list[Due]:
        """Up to ``most`` notices that are due, oldest first. PortError when it cannot."""
        now = self._clock.now()
        claimed = list(await self._outbox.claim(self._worker, now, now + LEASE, most))
        for due in claimed:
            self._until[due.notice] = now + LEASE
        return claimed

    def holds(self, notice: int) -> bool:
        """Whether it is surely not another's; a lease runs out when this machine is suspended."""
        until = self._until.get(notice)
        return until is not None and self._clock.now() < until

    def let_go(self, notices: Iterable[int]) -> None:
        """Renew them no more: they are settled, or another machine shall have them."""
        for notice in notices:
            self._until.pop(notice, None)

    async def keep(self) -> None:
        """Renew what is held, for ever. A lease that has run out is not taken up again."""
        while True:
            await asyncio.sleep(RENEW_SECONDS)
            now = self._clock.now()
            held = [notice for notice, until in self._until.items() if now < until]
            if not held:
                continue
            try:
                await self._outbox.renew(self._worker, held, now + LEASE)
            except PortError as error:
                log.warning("leases were not renewed: %s", error)
            else:
                self._until |= {n: now + LEASE for n in held if n in self._until}

    async def give_back(self) -> None:
        """Let others have at once what is still held. PortError when it cannot."""
        await self._outbox.release(self._worker)
