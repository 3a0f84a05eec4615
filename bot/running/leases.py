"""What this machine has in hand, and until when it is surely nobody else's."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable, Sequence
from datetime import datetime, timedelta

from bot.ports.clock import Clock
from bot.ports.faults import PortError

log = logging.getLogger(__name__)

LEASE_SECONDS = 10.0
"""How long others wait for a machine that died."""

RENEW_SECONDS = 3.0


class Leases:
    """Keeps what was taken from a table until it is let go; ``renew`` asks the table for more time.

    Each thing taken has a number. A machine that stood still holds nothing any more.
    """

    def __init__(
        self,
        clock: Clock,
        renew: Callable[[Sequence[int], datetime], Awaitable[None]],
        lease: float = LEASE_SECONDS,
        pause: float = RENEW_SECONDS,
    ) -> None:
        self._clock = clock
        self._renew = renew
        self._lease = timedelta(seconds=lease)
        self._pause = pause
        self._until: dict[int, datetime] = {}

    def term(self) -> tuple[datetime, datetime]:
        """Now, and until when what is taken now may be kept."""
        now = self._clock.now()
        return now, now + self._lease

    def hold(self, numbers: Iterable[int], until: datetime) -> None:
        """These were taken until then."""
        self._until |= dict.fromkeys(numbers, until)

    def holds(self, number: int) -> bool:
        """Whether it is surely not another's; a lease runs out when this machine is suspended."""
        until = self._until.get(number)
        return until is not None and self._clock.now() < until

    def let_go(self, numbers: Iterable[int]) -> None:
        """Renew them no more: they are done with, or another machine shall have them."""
        for number in numbers:
            self._until.pop(number, None)

    async def keep(self) -> None:
        """Renew what is held, for ever. A lease that has run out is not taken up again."""
        while True:
            await asyncio.sleep(self._pause)
            try:
                await self.renew()
            except PortError as error:
                log.warning("leases were not renewed: %s", error)

    async def renew(self) -> None:
        """Renew what is held once. PortError when it cannot."""
        held = [number for number in self._until if self.holds(number)]
        if held:
            _, until = self.term()
            await self._renew(held, until)
            self.hold(filter(self.holds, held), until)
