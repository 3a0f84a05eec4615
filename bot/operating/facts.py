"""The facts that answers are made from, as long as the program runs."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from bot.conversation.world import World
from bot.ports.notices import FeedState
from bot.reading.occupations.reader import load_occupations
from bot.system.snapshots import snapshots
from bot.telegram.updates import Me
from knowledge.draws import DrawLedger
from knowledge.facts.shelf import DATA, load
from knowledge.occupations.imported_titles import imported_titles
from knowledge.occupations.shelf import Shelf
from knowledge.pools import Pool

log = logging.getLogger(__name__)


class Facts:
    """The facts that answers are made from: packaged, extended by the feed as it is read.

    ``server`` where the bot stores what it keeps on a server of PostgreSQL.
    """

    def __init__(self, folder: Path = DATA, *, server: bool = False) -> None:
        self._server = server
        kept = snapshots()
        self.packaged = load(folder, kept)
        self._knowledge = self.packaged
        self._occupations = load_occupations(Shelf(titles=imported_titles()), kept)
        self._occupations.prepare()
        if self._occupations.titles_problem is not None:
            log.warning("left out: %s", self._occupations.titles_problem)
        self.pools: Callable[[], Mapping[str, Pool]] = dict
        """Gives the pools that the feed told of; whoever reads it puts itself here."""

    def take(self, ledger: DrawLedger, _: FeedState) -> None:
        """Answer from these draws from now on."""
        self._knowledge = replace(self.packaged, draws=ledger)

    def known_to(self, me: Callable[[], Me | None]) -> Callable[[datetime], World]:
        """The same for a bot that knows, sooner or later, by which name it is found."""

        def world(now: datetime) -> World:
            itself = me()
            return replace(self.world(now), username=None if itself is None else itself.name)

        return world

    def world(self, now: datetime) -> World:
        """The facts as known at that instant."""
        known = (now, self._knowledge, self._occupations)
        return World(*known, pools=self.pools(), server=self._server)
