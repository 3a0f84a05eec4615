"""Reading the feed, for as long as the program runs.

One machine at a time reads; the others take the same draws from the store. Which one it is, is
decided outside (a lock) and asked for here before each reading.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from random import Random

from bot.notices.alerts import FeedAlert
from bot.notices.feed_reading import Decision, NotFetched, Shortened, decide
from bot.notices.known_draws import merge
from bot.ports.clock import Clock
from bot.ports.faults import PortError, Retryable, back_off
from bot.ports.notices import (
    FeedSource,
    FeedState,
    FeedStore,
    Fetched,
    NotModified,
    Revision,
    Validators,
)
from knowledge.draws import DrawLedger
from knowledge.facts.shelf import Knowledge
from knowledge.pools import Pool

log = logging.getLogger(__name__)

FOLLOW_SECONDS = 10.0
"""How often a machine that does not read looks into the store, and whether it has to read now;
more often where the feed is read more often."""

LONGEST_BACK_OFF = 1800.0
"""Seconds; a feed that fails for hours is still looked at twice an hour."""

MOST_POLLS = 6.0
"""A back-off is at most so many pauses long, for those who poll more often."""

LONGEST_OBEYED = 6 * 3600.0
"""Seconds; a Retry-After beyond it looks like a mistake."""

MOST_CAUSES = 50

OnLedger = Callable[[DrawLedger, FeedState], None]


def pause_after(failures: int, poll_seconds: float, after: float | None, rng: Random) -> float:
    """Seconds until the next try after so many failures in a row (from 1).

    Doubles from one pause between readings, up to 30 minutes or six pauses, whichever is less;
    half of it is left to chance, so that machines do not come back together. ``after`` is what
    the other side asked for: never earlier, but after six hours at the latest.
    """
    longest = max(poll_seconds, min(LONGEST_BACK_OFF, MOST_POLLS * poll_seconds))
    pause = back_off(failures, poll_seconds, longest) * rng.uniform(0.5, 1.0)
    return pause if after is None else max(pause, min(after, LONGEST_OBEYED))


class FeedReader:
    """Keeps the ledger up to date.

    ``on_ledger`` gets the ledger and the state of reading after each change, ``alert`` what the
    operator is to know (after it is stored). ``leading`` tells whether this machine reads; when
    it says no, the ledger follows what the others stored.
    """

    def __init__(
        self,
        source: FeedSource,
        store: FeedStore,
        clock: Clock,
        knowledge: Knowledge,
        *,
        on_ledger: OnLedger,
        alert: Callable[[FeedAlert], None],
        poll_seconds: float,
        leading: Callable[[], bool] = lambda: True,
        rng: Random | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._source = source
        self._store = store
        self._clock = clock
        self._knowledge = knowledge
        self._on_ledger = on_ledger
        self._alert = alert
        self._poll_seconds = poll_seconds
        self._leading = leading
        self._rng = rng or Random()
        self._sleep = sleep
        self._state: FeedState | None = None
        self._known: Mapping[str, Revision] = {}
        self.pools: Mapping[str, Pool] = {}
        """The pools around draws as the feed tells them, by draw number."""
        self._told: frozenset[str] = frozenset()
        self._shortened: Shortened | None = None
        self._read_here = False
        self._failures = 0
        self._logged: set[str] = set()

    @property
    def known(self) -> Mapping[str, Revision]:
        """What the feed says of each draw, by number, as far as this machine knows."""
        return self._known

    async def run(self) -> None:
        """Read or follow until cancelled; no failure of a reading ends it."""
        wait = 0.0
        while True:
            if not self._leading():
                await self.follow()
                wait, nap = 0.0, min(FOLLOW_SECONDS, self._poll_seconds)
            else:
                if wait <= 0:
                    wait = await self.read()
                nap = min(wait, FOLLOW_SECONDS)
            await self._sleep(nap)
            wait -= nap

    async def refresh(self) -> FeedState:
        """Take what is stored: the state of reading and the draws. PortError when it cannot.

        Worth calling before the first question is answered: the store knows more than the
        packaged facts.
        """
        state = await self._store.feed_state(self._source.address)
        if state != self._state:
            revisions = await self._store.revisions()
            self._take(state, {revision.draw.number: revision for revision in revisions})
        return state

    async def follow(self) -> None:
        """Take what another machine read; a store that fails is asked again later."""
        try:
            await self.refresh()
        except Exception as error:
            self._log_once("the draws were not read from the database", error)

    async def read(self) -> float:
        """One reading; the seconds to wait until the next one."""
        try:
            state = await self.refresh()
            outcome, after = await self._fetch(state)
            if not self._leading():
                return FOLLOW_SECONDS
            decision = await self._off_the_loop(state, outcome)
            await self._keep(decision)
        except Exception as error:
            self._log_once("a reading of the feed was not stored and told", error)
            return self._failed(None)
        if not decision.good:
            return self._failed(after)
        if self._failures:
            log.info("the feed is read again")
        self._failures = 0
        self._logged.clear()
        self._read_here = self._read_here or isinstance(outcome, Fetched)
        return self._poll_seconds

    async def _fetch(
        self, state: FeedState
    ) -> tuple[Fetched | NotModified | NotFetched, float | None]:
        # The first reading asks for everything: this program may understand what an older one,
        # which stored the validators, could not.
        asked = state.validators if self._read_here else Validators()
        try:
            return await self._source.fetch(asked), None
        except PortError as error:
            return NotFetched(str(error)), error.after if isinstance(error, Retryable) else None
        except Exception as error:
            self._log_once("fetching the feed failed in an unexpected way", error)
            return NotFetched(_named(error)), None

    async def _off_the_loop(
        self, state: FeedState, outcome: Fetched | NotModified | NotFetched
    ) -> Decision:
        """A large feed takes a second to read: nobody waits for it."""
        if not isinstance(outcome, Fetched):
            return self._decide(state, outcome)
        return await asyncio.to_thread(self._decide, state, outcome)

    def _decide(self, state: FeedState, outcome: Fetched | NotModified | NotFetched) -> Decision:
        now = self._clock.now()
        try:
            return decide(
                state, self._known, outcome, now, self._knowledge, self._told, self._shortened
            )
        except Exception as error:
            self._log_once("the feed could not be understood", error)
            failed = NotFetched(f"it could not be understood: {_named(error)}")
            return decide(state, self._known, failed, now, self._knowledge, self._told)

    async def _keep(self, decision: Decision) -> None:
        """Store first, then tell: what was told must survive a crash."""
        if decision.seen:
            await self._store.save_reading(decision.state, decision.seen, decision.owed)
        else:
            await self._store.save_feed_state(decision.state)
        self._told, self._shortened = decision.told, decision.shortened
        self._take(decision.state, decision.known)
        for owed in decision.owed:
            log.info("%s: draw #%s of category %s", owed.kind, owed.draw, owed.category)
        if decision.state.failing is not None:
            self._warn_once(f"the feed could not be read: {decision.state.failing}")
        for alert in decision.alerts:
            self._alert(alert)

    def _take(self, state: FeedState, known: Mapping[str, Revision]) -> None:
        self._state, self._known = state, known
        self.pools = {
            number: revision.pool for number, revision in known.items() if revision.pool is not None
        }
        self._on_ledger(merge(self._knowledge.draws, known.values(), state), state)

    def _failed(self, after: float | None) -> float:
        self._failures += 1
        return pause_after(self._failures, self._poll_seconds, after, self._rng)

    def _log_once(self, what: str, error: Exception) -> None:
        """An error of the world in one line, a bug with its traceback; each cause once."""
        if self._first_time(f"{what}: {_named(error)}"):
            bug = None if isinstance(error, PortError) else error
            log.warning("%s: %s", what, error, exc_info=bug)

    def _warn_once(self, line: str) -> None:
        if self._first_time(line):
            log.warning("%s", line)

    def _first_time(self, cause: str) -> bool:
        if cause in self._logged:
            return False
        if len(self._logged) >= MOST_CAUSES:
            self._logged.clear()
        self._logged.add(cause)
        return True


def _named(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"
