"""The French feed, read once an hour and compared with the English one; it overrules nothing."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping

from bot.notices.alerts import FeedAlert
from bot.notices.feed_reading import Comparison, compare
from bot.ports.clock import Clock
from bot.ports.faults import PortError
from bot.ports.notices import FeedSource, Fetched, Revision, Validators
from knowledge.draws import Draw
from knowledge.facts.shelf import Knowledge
from knowledge.feed.contents import NotTheFeed, read_feed
from knowledge.feed.languages import differences

log = logging.getLogger(__name__)

COMPARED_EVERY = 3_600.0
"""Seconds; IRCC's server is asked no more often for what only confirms."""


def french_address(english: str) -> str | None:
    """The address of the French feed beside that English one, None where there is none such.

    >>> french_address("https://example.org/json/ee_rounds_123_en.json")
    'https://example.org/json/ee_rounds_123_fr.json'
    """
    stem = english.removesuffix("_en.json")
    return None if stem == english else f"{stem}_fr.json"


class FrenchFeed:
    """Compares while this machine reads; ``known`` is what the English feed says."""

    def __init__(
        self,
        source: FeedSource,
        clock: Clock,
        knowledge: Knowledge,
        *,
        known: Callable[[], Mapping[str, Revision]],
        alert: Callable[[FeedAlert], None],
        leading: Callable[[], bool],
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._source = source
        self._clock = clock
        self._knowledge = knowledge
        self._known = known
        self._alert = alert
        self._leading = leading
        self._sleep = sleep
        self._validators = Validators()
        self._draws: tuple[Draw, ...] = ()
        self._comparison = Comparison()

    async def run(self) -> None:
        """Compare until cancelled; first an hour after the start, when the English one is read."""
        while True:
            await self._sleep(COMPARED_EVERY)
            if self._leading():
                await self.read()

    async def read(self) -> None:
        """One comparison. What keeps the French feed from being read is logged, nothing more."""
        try:
            fetched = await self._source.fetch(self._validators)
            if isinstance(fetched, Fetched):
                self._draws = await asyncio.to_thread(self._read, fetched.content)
                self._validators = fetched.validators
        except (PortError, NotTheFeed) as error:
            log.info("the French feed was not read: %s", error)
            return
        english = {number: revision.draw for number, revision in self._known().items()}
        if english:
            found = differences(english, self._draws)
            self._comparison, alert = compare(self._comparison, found)
            if alert is not None:
                self._alert(alert)

    def _read(self, content: bytes) -> tuple[Draw, ...]:
        feed = read_feed(
            content, self._knowledge.categories, self._clock.now(), self._source.address
        )
        return tuple(found.draw for found in feed.draws)
