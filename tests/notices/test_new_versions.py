"""A version of the list that nobody has seen: told at once, and once more when it is described.

Each of the three renamings of the trades draws is replayed as if its version were not known yet.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.conversation.answers import caveats, latest_draw, subject_of
from bot.conversation.messages import DrawCorrected, LatestDraw, NewDraw
from bot.conversation.world import World
from bot.notices.alerts import UnknownNames
from bot.notices.announcements import EVERY_DRAW
from bot.notices.contents import NotTold, Telling, tell
from bot.notices.feed_reading import Decision, decide
from bot.notices.known_draws import merge
from bot.notices.steadiness import STEADY
from bot.ports.notices import FeedState, Fetched, Owed, Revision, Validators
from bot.reading.occupations.reader import load_occupations
from knowledge.draws import Draw
from knowledge.facts.values import Knowledge
from knowledge.parameters import Parameter
from knowledge.profiles import Profile, Submission
from tests.facts import frozen
from tests.feed_server import feed_json
from tests.notices.owing import due, subscription

FACTS, OCCUPATIONS = frozen(), load_occupations()
DRAWS = FACTS.draws.draws
NOON = timedelta(hours=18)
RENAMED = {
    "the first list of 2023": ("trades-v1", "261"),
    "the second list of 2025": ("trades-v2", "368"),
    "the third list of 2026": ("trades-v3", "408"),
}


def without(version: str) -> Knowledge:
    """The facts as they were before anybody had described that version."""
    trades = FACTS.categories["trades"]
    assert trades.versions is not None
    before = [
        entry
        for entry in trades.versions.history
        if entry.value is None or entry.value.id < version
    ]
    names = tuple(name for entry in before if entry.value for name in entry.value.names)
    then = replace(trades, versions=Parameter("trades", tuple(before)), names=names)
    number = next(draw.number for draw in DRAWS if draw.version == version)
    known = replace(FACTS.draws, draws=tuple(d for d in DRAWS if d.order < draw(number).order))
    return replace(FACTS, categories={**FACTS.categories, "trades": then}, draws=known)


def draw(number: str) -> Draw:
    found = FACTS.draws.draw(number)
    assert found is not None
    return found


@dataclass
class Replay:
    """A reader of the feed and the facts it stands on."""

    knowledge: Knowledge
    state: FeedState
    known: dict[str, Revision]
    now: datetime

    @classmethod
    def before(cls, knowledge: Knowledge, number: str) -> Replay:
        """The feed was read up to the draw before that one."""
        here = cls(knowledge, FeedState("https://feed.example"), {}, day_of(draw(number)))
        here.now -= timedelta(hours=6)
        here.read([d for d in DRAWS if d.order < draw(number).order])
        return here

    def read(self, draws: list[Draw], after: timedelta = timedelta(hours=6)) -> Decision:
        """One reading of these draws."""
        self.now += after
        content = Fetched(feed_json(draws), Validators())
        found = decide(self.state, self.known, content, self.now, self.knowledge)
        self.state, self.known = found.state, dict(found.known)
        return found

    def steadily(self, draws: list[Draw], after: timedelta = timedelta(hours=6)) -> Decision:
        """Readings of these draws until what changed in them is steady."""
        assert self.read(draws, after).owed == ()
        return self.read(draws, STEADY)

    @property
    def world(self) -> World:
        """What is known to somebody who asks."""
        ledger = merge(self.knowledge.draws, self.known.values(), self.state)
        return World(self.now, replace(self.knowledge, draws=ledger), OCCUPATIONS)


def day_of(held: Draw) -> datetime:
    return datetime.combine(held.drawn_on, datetime.min.time(), UTC) + NOON


def told(replay: Replay, event: Owed, profile: Profile | None, **of: object) -> Telling | NotTold:
    one = due(event, profile, subscription(about=str(of.get("about", "trades"))))
    seen = replay.known[event.draw].first_seen_at
    at = of.get("told_at")
    found = tell(
        replace(one, first_seen_at=seen, told_at=at if isinstance(at, datetime) else None),
        replay.world,
    )
    assert isinstance(found, Telling | NotTold)
    return found


def up_to(number: str) -> list[Draw]:
    return [d for d in DRAWS if d.order <= draw(number).order]


def people(held: Draw) -> tuple[Profile, Profile, Profile]:
    """A welder above the cut-off, a chef above it, a welder below it."""
    submission = Submission(held.drawn_on - timedelta(days=60))
    above = Profile(held.crs_cutoff + 5, "72106", submission)
    return above, replace(above, noc="62200"), replace(above, crs=held.crs_cutoff - 5)


@pytest.mark.parametrize(("version", "number"), RENAMED.values(), ids=RENAMED)
def test_subscribers_of_trades_hear_of_it_at_once(version: str, number: str) -> None:
    replay, held = Replay.before(without(version), number), draw(number)
    decision = replay.read(up_to(number))
    (event,) = decision.owed
    assert (event.kind, event.draw, event.category) == ("new", number, "trades")
    assert [type(alert) for alert in decision.alerts] == [UnknownNames]
    welder, chef, below = people(held)
    for profile in (welder, chef):
        telling = told(replay, event, profile)
        assert isinstance(telling, Telling)
        assert isinstance(telling.message, NewDraw)
        judged = telling.message.judged
        assert judged is not None
        assert judged.verdict.outcome == "depends"
        assert judged.verdict["occupation"].reason == "list_unknown"
        assert (judged.verdict["crs"].reason, judged.verdict["crs"].points) == ("above", 5)
    neutral = told(replay, event, None)
    assert isinstance(neutral, Telling)
    assert isinstance(neutral.message, NewDraw)
    assert (neutral.message.judged, neutral.message.list_known) == (None, False)
    no = told(replay, event, below)
    assert isinstance(no, Telling)
    assert isinstance(no.message, NewDraw)
    assert no.message.judged is not None
    assert no.message.judged.verdict.outcome == "not_invited"


@pytest.mark.parametrize(("version", "number"), RENAMED.values(), ids=RENAMED)
def test_the_latest_draw_is_that_one(version: str, number: str) -> None:
    replay = Replay.before(without(version), number)
    replay.read(up_to(number))
    found = latest_draw(subject_of(replay.world, "trades"), replay.world, None)
    assert isinstance(found, LatestDraw)
    assert (found.draw.number, found.draw.version) == (number, None)


@pytest.mark.parametrize("after", [timedelta(hours=1), timedelta(hours=72)], ids=str)
@pytest.mark.parametrize(("version", "number"), RENAMED.values(), ids=RENAMED)
def test_when_the_version_is_described_those_whom_it_settles_are_told_once(
    version: str, number: str, after: timedelta
) -> None:
    replay, held = Replay.before(without(version), number), draw(number)
    replay.read(up_to(number))
    first_told_at = replay.now
    replay.knowledge = FACTS
    (event,) = replay.steadily(up_to(number), after).owed
    assert (event.kind, event.category) == ("correction", "trades")
    assert event.corrected is not None
    assert (event.corrected.version, replay.known[number].draw.version) == (None, version)
    welder, chef, below = people(held)
    for profile, outcome in ((welder, "invited"), (chef, "not_invited")):
        telling = told(replay, event, profile, told_at=first_told_at)
        assert isinstance(telling, Telling)
        assert isinstance(telling.message, DrawCorrected)
        assert telling.message.judged is not None
        assert telling.message.judged.verdict.outcome == outcome
    unconcerned: tuple[Profile | None, ...] = (below, None)
    for nobody in unconcerned:
        assert isinstance(told(replay, event, nobody, told_at=first_told_at), NotTold)
    assert replay.read(up_to(number)).owed == ()


ODD = "Shipwrights Occupations, 2027-Version 1"


def before_the_odd_one() -> Knowledge:
    return replace(FACTS, draws=replace(FACTS.draws, draws=tuple(up_to("446"))))


def odd_feed() -> list[Draw]:
    """The feed with a trades draw under a name that shows no family."""
    return [*up_to("446"), replace(draw("447"), name=ODD)]


def test_a_newer_draw_of_an_unknown_kind_is_said_and_told_to_those_who_take_all() -> None:
    replay = Replay.before(before_the_odd_one(), "447")
    (event,) = replay.read(odd_feed()).owed
    assert (event.kind, event.category) == ("new", "unknown")
    assert isinstance(told(replay, event, None, about=EVERY_DRAW), Telling)
    for category in ("trades", "cec"):
        latest = subject_of(replay.world, category).draw
        codes = [caveat.code for caveat in caveats(replay.world, latest, Profile(), None)]
        assert "newer_draw_of_unknown_kind" in codes
    itself = replay.world.knowledge.draws.draw("447")
    codes = [caveat.code for caveat in caveats(replay.world, itself, Profile(), None)]
    assert "newer_draw_of_unknown_kind" not in codes


def test_an_unknown_kind_that_becomes_known_after_days_is_still_told_to_its_subscribers() -> None:
    replay = Replay.before(before_the_odd_one(), "447")
    replay.read(odd_feed())
    owed = replay.steadily(up_to("447"), timedelta(hours=72)).owed
    assert [(event.kind, event.category) for event in owed] == [
        ("correction", "unknown"),
        ("correction", "trades"),
    ]
    readers: tuple[Profile | None, ...] = (people(draw("447"))[0], None)
    for reader in readers:
        telling = told(replay, owed[1], reader)
        assert isinstance(telling, Telling)
        assert isinstance(telling.message, NewDraw)
