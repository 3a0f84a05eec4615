"""What one reading of the feed means: for the data, for the subscribers, for the operator."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256

from bot.notices.alerts import (
    ONCE_IN,
    DoubtfulFields,
    FeedAlert,
    FeedBroken,
    FeedFlapping,
    FeedMended,
    FeedStale,
    LanguagesDiffer,
    RowsSetAside,
    UnknownNames,
    cause_of,
)
from bot.notices.announcements import announce
from bot.notices.known_draws import stale_since
from bot.notices.steadiness import steadied
from bot.ports.notices import FeedState, Fetched, NotModified, Owed, Revision, Validators
from knowledge.draws import Draw
from knowledge.facts.shelf import Knowledge
from knowledge.feed.changes import Changes, changes
from knowledge.feed.contents import Feed, FeedDraw, NotTheFeed, read_feed
from knowledge.feed.languages import Difference
from knowledge.pools import Pool

NEVER_SEEN = ("unknown_name", "unknown_version")
"""Problems of a draw name that no version has."""


@dataclass(frozen=True, slots=True)
class NotFetched:
    """The feed could not be fetched; the reason is for the operator."""

    reason: str


EQUAL_READINGS = 3
"""A feed that lost rows is believed when it was read so many times without any change."""


@dataclass(frozen=True, slots=True)
class Shortened:
    """A feed with fewer rows than before, and how many times in a row it was read like this."""

    digest: bytes = b""
    times: int = 0

    def again(self, content: bytes) -> Shortened:
        """The same feed once more, or another one for the first time."""
        digest = sha256(content).digest()
        return Shortened(digest, self.times + 1 if digest == self.digest else 1)


@dataclass(frozen=True, slots=True)
class Decision:
    """What to do after a reading.

    ``state`` to store; ``seen`` one revision for each draw read (none when nothing new was read);
    ``owed`` in the order to tell; ``alerts`` for the operator. ``known`` are the newest revisions
    after it, by number; ``told`` the causes of set-aside rows that stand now; ``shortened`` the
    feed read last, where it had lost rows.
    """

    state: FeedState
    known: Mapping[str, Revision]
    told: frozenset[str]
    seen: tuple[Revision, ...] = ()
    owed: tuple[Owed, ...] = ()
    alerts: tuple[FeedAlert, ...] = ()
    shortened: Shortened | None = None

    @property
    def good(self) -> bool:
        """Whether the feed is well."""
        return self.state.failing is None


def decide(
    state: FeedState,
    known: Mapping[str, Revision],
    outcome: Fetched | NotModified | NotFetched,
    now: datetime,
    knowledge: Knowledge,
    told: frozenset[str] = frozenset(),
    shortened: Shortened | None = None,
) -> Decision:
    """What follows from a reading; ``known`` are the newest revisions by draw number.

    A failed reading changes nothing but ``state``: the validators too stay those of the last
    good one. An outage is told to the operator once, at its first failure (but a feed that fails
    again and again at most once an hour), and its end when it was; once more when answers begin
    to carry a warning. A set-aside row whose cause is in ``told`` is not told again.

    A feed with fewer rows than the last good one is a failed reading; draws that are new in it
    are believed all the same, row by row. It is accepted as a whole at its third equal reading.
    """
    before = Decision(state, known, told, shortened=shortened)
    match outcome:
        case NotFetched():
            return _failed(before, outcome.reason, now)
        case NotModified():
            return _the_same(before, now)
        case Fetched():
            try:
                feed = read_feed(
                    outcome.content,
                    knowledge.categories,
                    now,
                    state.address,
                    knowledge.rules.crs,
                )
            except NotTheFeed as error:
                return _failed(before, error.reason, now)
            # Set-aside rows are there, only unreadable: one bad row must not stop the others.
            rows = len(feed.draws) + len(feed.quarantined)
            if rows < state.rounds:
                lost = (shortened or Shortened()).again(outcome.content)
                if lost.times < EQUAL_READINGS:
                    return replace(_of_fewer(before, feed, rows, now), shortened=lost)
            return _read(before, feed, outcome.validators, now)


def _failed(before: Decision, reason: str, now: datetime) -> Decision:
    state = before.state
    since = state.failing_since or now
    failing = replace(state, tried_at=now, failing=reason, failing_since=since)
    alerts: list[FeedAlert] = []
    told_at = state.broken_told_at
    if not failing.outage_told and (told_at is None or now - told_at >= ONCE_IN):
        failing = replace(failing, broken_told_at=now)
        alerts.append(FeedBroken(reason, since))
    stale = stale_since(failing, now)
    if stale is not None and (state.tried_at is None or not stale_since(state, state.tried_at)):
        alerts.append(FeedStale(reason, stale))
    return replace(before, state=failing, alerts=tuple(alerts))


def _well(before: Decision, now: datetime) -> Decision:
    state = before.state
    well = replace(state, read_at=now, tried_at=now, failing=None, failing_since=None)
    alerts: tuple[FeedAlert, ...] = ()
    if state.failing is not None and state.outage_told:
        alerts = (FeedMended(state.failing, state.failing_since or now, now),)
    return replace(before, state=well, alerts=alerts, shortened=None)


def _the_same(before: Decision, now: datetime) -> Decision:
    """The feed is as it was: what changed before may be steady by now."""
    well = _well(before, now)
    found = steadied(before.known, before.known, now)
    if not found.corrected:
        return well
    announced = announce(Changes((), found.corrected, ()), before.known, before.state.read_at, now)
    seen = tuple(
        replace(found.revisions[after.number], last_seen_at=now) for _, after in found.corrected
    )
    return replace(
        well,
        known={**before.known, **{revision.draw.number: revision for revision in seen}},
        seen=seen,
        owed=announced.owed,
        alerts=(*well.alerts, *announced.alerts),
    )


def _of_fewer(before: Decision, feed: Feed, rows: int, now: datetime) -> Decision:
    """A failed reading of which only the draws that nobody knew are taken."""
    reason = f"it holds {rows} draws, the last good reading held {before.state.rounds}"
    failed = _failed(before, reason, now)
    new = [read for read in feed.draws if read.draw.number not in before.known]
    if not new:
        return failed
    read = _read(before, Feed(tuple(new), ()), before.state.validators, now)
    return replace(
        failed,
        known=read.known,
        seen=read.seen,
        owed=read.owed,
        alerts=(*failed.alerts, *read.alerts),
    )


def _read(before: Decision, feed: Feed, validators: Validators, now: datetime) -> Decision:
    well = _well(before, now)
    known = {number: revision.draw for number, revision in before.known.items()}
    change = changes(known, [read.draw for read in feed.draws])
    corrected = {draw.number: draw for _, draw in change.corrected}
    seen = tuple(
        _revision(before.known.get(read.draw.number), read, corrected.get(read.draw.number), now)
        for read in feed.draws
    )
    steady = steadied(before.known, {revision.draw.number: revision for revision in seen}, now)
    newest = steady.revisions
    change = replace(change, corrected=steady.corrected)
    changed = {
        number
        for number, revision in newest.items()
        if (known_as := before.known.get(number)) is None
        or (known_as.draw, known_as.pool) != (revision.draw, revision.pool)
    }
    announced = announce(change, before.known, before.state.read_at, now)
    return Decision(
        state=replace(well.state, validators=validators, rounds=len(feed.draws)),
        known={**before.known, **newest},
        told=frozenset(map(cause_of, feed.quarantined)),
        seen=tuple(newest.values()),
        owed=announced.owed,
        alerts=(
            *well.alerts,
            *_problem_alerts(feed, changed, before.told, first=not before.known),
            *announced.alerts,
            *([FeedFlapping(steady.flapping)] if steady.flapping else []),
        ),
    )


def _revision(
    known: Revision | None, read: FeedDraw, corrected: Draw | None, now: datetime
) -> Revision:
    """The known revision seen again, or a new one that begins now.

    What could not be read never overrules what is known (the rule of ``changes``), and where and
    when a draw was read is none of its fields.
    """
    if known is None:
        return Revision(read.draw, read.pool, now, now)
    draw = corrected or replace(known.draw, name=read.draw.name, source=read.draw.source)
    pool = read.pool or known.pool
    same_draw = replace(draw, source=known.draw.source, note=known.draw.note) == known.draw
    if same_draw and _counts(pool) == _counts(known.pool):
        return replace(known, last_seen_at=now)
    return Revision(draw, pool, now, now, known.announced)


def _counts(pool: Pool | None) -> tuple[object, ...] | None:
    return None if pool is None else (pool.as_on, pool.bands, pool.total)


def _problem_alerts(
    feed: Feed, changed: set[str], told: frozenset[str], *, first: bool
) -> list[FeedAlert]:
    """Alerts for what is wrong in rows, as far as it is news.

    The feed keeps its old slips for ever (the first reading of a database is full of them), so
    what is wrong beside a draw is told when the draw is new or has changed.
    """
    aside = tuple(problem for problem in feed.quarantined if cause_of(problem) not in told)
    beside = [
        problem
        for problem in feed.problems
        if not problem.quarantined and problem.number in changed
    ]
    unknown = tuple(problem for problem in beside if problem.kind in NEVER_SEEN)
    doubtful = tuple(problem for problem in beside if problem.kind not in NEVER_SEEN)
    alerts: list[FeedAlert] = []
    if aside:
        alerts.append(RowsSetAside(aside))
    if unknown:
        alerts.append(UnknownNames(unknown))
    if doubtful and not first:
        alerts.append(DoubtfulFields(doubtful))
    return alerts


@dataclass(frozen=True, slots=True)
class Comparison:
    """What the last comparison found, and what the operator was told of it."""

    found: frozenset[Difference] = frozenset()
    told: frozenset[Difference] = frozenset()


def compare(
    before: Comparison, now: tuple[Difference, ...]
) -> tuple[Comparison, LanguagesDiffer | None]:
    """The comparison to remember, and the alert for what is news in it.

    A draw that only one feed has may be minutes old: that counts when it is so at two comparisons.
    What agreed again meanwhile is news once more.
    """
    found = frozenset(now)
    certain = {one for one in now if one.field != "number" or one in before.found}
    news = tuple(one for one in now if one in certain - before.told)
    after = Comparison(found, frozenset(certain))
    return after, LanguagesDiffer(news) if news else None
