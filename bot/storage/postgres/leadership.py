"""The Leadership of machines on one PostgreSQL database: advisory locks of one session."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, get_args

from bot.ports.faults import PortError
from bot.storage.leadership import Duty
from bot.storage.postgres.engine import connect, in_our_words

if TYPE_CHECKING:
    from asyncpg.pool import PoolConnectionProxy

    from bot.storage.postgres.engine import Connection

log = logging.getLogger(__name__)

DUTIES: tuple[Duty, ...] = get_args(Duty)

BEAT_SECONDS = 5.0
"""How often the session is tried, and free duties asked for."""

SURE_BEATS = 3
"""So many beats after the last answer of the server this machine gives up its duties. The server
keeps them until 25 s after it last heard from the machine (the keepalives of every session), so
that in between nobody leads rather than two."""

_TAKE = "select pg_try_advisory_lock(hashtext('tradedraw ' || $1::text))"


STILL_SECONDS = 30.0
"""How long a machine may stand still before the server gives its duties to another."""

_GIVEN_UP = """
select set_config('idle_session_timeout', $1, false)
from pg_settings where name = 'idle_session_timeout'
"""
"""The server lets go of a machine that stands still while its network answers (from 14 on)."""


class PostgresLeadership:
    """Takes every duty that is free, and holds it as long as its session lives.

    kill -9 ends the session at once and another machine takes over at its next beat; a machine
    whose network or power is gone is noticed by the server within 30 s.
    """

    def __init__(self, url: str, beat: float = BEAT_SECONDS, still: float = STILL_SECONDS) -> None:
        self._url = url
        self._beat_seconds = beat
        self._still_seconds = still
        self._session: Connection | None = None
        self._held: set[Duty] = set()
        self._answered = 0.0
        self._changed = asyncio.Event()
        self._over = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    @classmethod
    async def start(
        cls, url: str, beat: float = BEAT_SECONDS, still: float = STILL_SECONDS
    ) -> PostgresLeadership:
        """Ask for all duties, and go on doing so until ``close``; both are in seconds."""
        leadership = cls(url, beat, still)
        await leadership._ask()
        leadership._task = asyncio.create_task(leadership._keep(), name="leadership")
        return leadership

    def leading(self, duty: Duty) -> bool:
        """Whether the duty is this machine's now; no waiting."""
        if duty not in self._held:
            return False
        silent = asyncio.get_running_loop().time() - self._answered
        return silent < SURE_BEATS * self._beat_seconds

    async def wait(self, duty: Duty, *, leading: bool) -> None:
        """Return once the duty is this machine's, or once it is not."""
        while self.leading(duty) is not leading:
            await self._changed.wait()

    async def close(self) -> None:
        """Leave all duties to others, at once."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait([self._task])
        self._drop()

    async def _keep(self) -> None:
        while True:
            try:
                async with asyncio.timeout(self._beat_seconds):
                    await self._over.wait()
                # The session has just ended: try again soon, but not in a tight loop.
                self._drop()
                await asyncio.sleep(self._beat_seconds / 5)
            except TimeoutError:
                pass
            await self._ask()

    async def _ask(self) -> None:
        """One beat: have a session, and take what is free."""
        try:
            with in_our_words():
                async with asyncio.timeout(self._beat_seconds):
                    await self._take(await self._alive())
        except PortError as error:
            if self._held:
                log.warning("the duties of this machine are left to others: %s", error)
            self._drop()

    async def _alive(self) -> Connection:
        if self._session is None or self._session.is_closed():
            self._drop()
            self._session = await connect(self._url)
            await self._session.fetch(_GIVEN_UP, f"{self._still_seconds * 1000:.0f}ms")
            self._session.add_termination_listener(self._ended)
        return self._session

    async def _take(self, session: Connection) -> None:
        free = [duty for duty in DUTIES if duty not in self._held]
        if not free:
            await session.fetchval("select 1")
        for duty in free:
            if await session.fetchval(_TAKE, duty):
                log.info("this machine has the duty: %s", duty)
                self._held.add(duty)
                self._tell()
        self._answered = asyncio.get_running_loop().time()

    def _ended(self, session: Connection | PoolConnectionProxy) -> None:
        if session is self._session:
            self._held.clear()
            self._over.set()
            self._tell()

    def _drop(self) -> None:
        """Hold nothing any more; ends the session, and with it the locks."""
        session, self._session = self._session, None
        self._over.clear()
        if session is not None and not session.is_closed():
            session.terminate()
        if self._held:
            self._held.clear()
            self._tell()

    def _tell(self) -> None:
        self._changed.set()
        self._changed = asyncio.Event()
