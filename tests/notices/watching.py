"""A reader without a network and without a database: one decision after the other."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from bot.notices.feed_reading import Decision, NotFetched, Shortened, decide
from bot.notices.steadiness import STEADY
from bot.ports.notices import FeedState, Fetched, NotModified, Revision, Validators
from knowledge.draws import Draw
from tests.facts import frozen
from tests.feed_server import feed_json

KNOWLEDGE = frozen()
DRAWS = KNOWLEDGE.draws.draws
OLD = DRAWS[-20:-5]
"""Fifteen draws that the feed has at first; the newest are left for later."""

NEXT = DRAWS[-5:]
ADDRESS = "https://feed.example/ee_rounds_123_en.json"
START = datetime(2026, 10, 3, 12, 0, tzinfo=UTC)
POLL = timedelta(minutes=5)
TRADES = "Trades Occupations, 2026-Version 3"


def trades_draw(number: str, **changed: Any) -> Draw:
    """A trades draw of the day before the first reading."""
    known = next(draw for draw in reversed(DRAWS) if draw.name == TRADES)
    at = datetime(2026, 5, 3, 10, 0, 1, tzinfo=UTC)
    drawn = replace(known, number=number, drawn_on=date(2026, 10, 2), tie_break_at=at)
    return replace(drawn, **changed)


@dataclass
class Watching:
    """What is known between readings, five minutes apart."""

    state: FeedState = field(default_factory=lambda: FeedState(ADDRESS))
    known: dict[str, Revision] = field(default_factory=dict)
    told: frozenset[str] = frozenset()
    shortened: Shortened | None = None
    now: datetime = START

    def see(self, outcome: Fetched | NotModified | NotFetched, after: timedelta = POLL) -> Decision:
        """The decision on the next outcome, remembered as a reader would."""
        self.now += after
        decision = decide(
            self.state, self.known, outcome, self.now, KNOWLEDGE, self.told, self.shortened
        )
        self.state, self.known = decision.state, dict(decision.known)
        self.told, self.shortened = decision.told, decision.shortened
        return decision

    def read(self, content: bytes, after: timedelta = POLL) -> Decision:
        """The decision on this content, whose validators are its length."""
        return self.see(Fetched(content, Validators(etag=f'"{len(content)}"')), after)

    def draws(self, *draws: Draw, after: timedelta = POLL) -> Decision:
        """The decision on a feed of these draws."""
        return self.read(feed_json(draws), after)

    def steadily(self, *draws: Draw, after: timedelta = POLL) -> Decision:
        """The decision on a feed of these draws that was read for ten minutes."""
        assert not any(kind == "correction" for kind, _, _ in told(self.draws(*draws, after=after)))
        return self.draws(*draws, after=STEADY)


def begun(*draws: Draw) -> Watching:
    """A reader whose first reading, of these draws (else of the old ones), was good."""
    watching = Watching()
    assert watching.draws(*(draws or OLD)).good
    return watching


def told(decision: Decision) -> list[tuple[str, str, str]]:
    """Kind, draw and category of everything owed, in order."""
    return [(owed.kind, owed.draw, owed.category) for owed in decision.owed]


def alerts(decision: Decision) -> list[str]:
    """The kinds of alerts."""
    return [type(alert).__name__ for alert in decision.alerts]
