"""What a good reading owes to the subscribers: new draws, digests, corrections."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.notices.alerts import FeedAlert, LateDraws, ManyCorrected
from bot.ports.notices import Due, Owed, Revision
from knowledge.draws import UNKNOWN, Draw
from knowledge.feed.changes import Changes

EVERY_DRAW = "all"
"""What a subscriber of every draw is subscribed to, in place of a category."""

MOST_SINGLY = 3
"""More new draws than these in one reading are told as digests."""

LONG_GAP = timedelta(hours=48)
"""So long after the last good reading several new draws are old news: digests."""

LATE = timedelta(days=30)
"""A draw held so long before the newest one known is history that was filled in, not news."""

STILL_NEWS = timedelta(hours=48)
"""After it was first seen, a draw is not announced to its right category any more."""

MOST_CORRECTIONS = 10
"""More corrections than these in one reading look like a fault of the feed."""


def is_late(due: Due, now: datetime) -> bool:
    """Whether a new draw was seen so long ago that it is news for hours without delivery only."""
    return due.owed.kind in ("new", "digest") and now - due.first_seen_at >= STILL_NEWS


@dataclass(frozen=True, slots=True)
class Announcements:
    """The events that owe notices, in the order in which to tell them, and alerts."""

    owed: tuple[Owed, ...] = ()
    alerts: tuple[FeedAlert, ...] = ()


def announce(
    change: Changes, known: Mapping[str, Revision], read_before: datetime | None, now: datetime
) -> Announcements:
    """What these changes owe; ``read_before`` is the last good reading before this one.

    Nothing at all when no draw was known: the first reading of a database is history, even a draw
    that is newer than the packaged facts. New draws come singly, oldest first; several of them
    after a long gap, or many at once, as digests, newest first: one for the subscribers of every
    draw (category ``all``) and one for those of each category, so that everybody gets one message.
    """
    if not known:
        return Announcements()
    oldest_news = max(revision.draw.drawn_on for revision in known.values()) - LATE
    news = [draw for draw in change.new if draw.drawn_on >= oldest_news]
    late = tuple(draw.number for draw in change.new if draw.drawn_on < oldest_news)
    gap = read_before is None or now - read_before > LONG_GAP
    as_digest = len(news) > MOST_SINGLY or (gap and len(news) > 1)
    owed = _digests(news) if as_digest else [_new(draw) for draw in news]
    alerts: list[FeedAlert] = [LateDraws(late)] if late else []
    if len(change.corrected) > MOST_CORRECTIONS:
        alerts.append(ManyCorrected(tuple(draw.number for draw, _ in change.corrected)))
    else:
        owed += [
            event
            for before, after in change.corrected
            for event in _corrected(
                before,
                after,
                news=after.drawn_on >= oldest_news,
                fresh=now - _first_told_at(known[after.number]) <= STILL_NEWS,
            )
        ]
    return Announcements(tuple(owed), tuple(alerts))


def _first_told_at(revision: Revision) -> datetime:
    """When it was first seen as it was first told."""
    announced = revision.announced
    return revision.first_seen_at if announced is None else announced.states[0][1]


def _new(draw: Draw) -> Owed:
    return Owed("new", draw.number, draw.category, (draw.number,))


def _digests(news: Sequence[Draw]) -> list[Owed]:
    """One digest for every draw, then one for each category; ``news`` is oldest first."""
    told: dict[str, list[str]] = {}
    for draw in reversed(news):
        about = (EVERY_DRAW,) if draw.category == UNKNOWN else (EVERY_DRAW, draw.category)
        for category in about:
            told.setdefault(category, []).insert(0, draw.number)
    return [
        Owed("digest", numbers[-1], category, tuple(numbers)) for category, numbers in told.items()
    ]


def _corrected(before: Draw, after: Draw, *, news: bool, fresh: bool) -> Iterator[Owed]:
    """A correction for those who were told of the draw as it was, by its category of then.

    In another category it is new to that one's subscribers: they heard nothing of it. Where its
    kind was not known before, nobody could tell them in time: their 48 hours begin now.
    """
    yield _correction(before, after, before.category)
    if before.category == after.category or not news:
        return
    if fresh:
        yield _new(after)
    elif before.category == UNKNOWN:
        yield _correction(before, after, after.category)


def _correction(before: Draw, after: Draw, category: str) -> Owed:
    return Owed("correction", after.number, category, (after.number,), corrected=before)
