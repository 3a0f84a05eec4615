"""When a changed draw is corrected: once the feed is steady, and never back and forth.

A feed that flaps between two states must not send a correction at every flip.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.notices.announcements import STILL_NEWS
from bot.ports.notices import Announced, Revision
from knowledge.draws import Draw
from knowledge.feed.changes import facts_of

STEADY = timedelta(minutes=10)
"""So long a draw is read with the same new fields before anybody is told."""

NOT_AGAIN = timedelta(days=1)
"""So long nobody is told again of a state in which the draw was told before."""


@dataclass(frozen=True, slots=True)
class Steadiness:
    """The revisions with what was told of them by now; ``corrected`` (as told, as it is now; where
    it is as told again, as it stood between while notices of it were sent, as it is now), and
    the numbers of draws that begin to flap."""

    revisions: Mapping[str, Revision]
    corrected: tuple[tuple[Draw, Draw], ...] = ()
    flapping: tuple[str, ...] = ()


def steadied(
    before: Mapping[str, Revision], now_read: Mapping[str, Revision], now: datetime
) -> Steadiness:
    """What follows when these revisions were read, after those of ``before``."""
    revisions = dict(now_read)
    corrected: list[tuple[Draw, Draw]] = []
    flapping: list[str] = []
    for number, revision in sorted(now_read.items(), key=lambda item: item[1].draw.order):
        known = before.get(number)
        if known is None:
            continue
        told = known.announced
        changed = facts_of(revision.draw) != facts_of(known.draw)
        if told is None and not changed:
            continue
        told = told or Announced(known.draw, ((known.draw, known.first_seen_at),))
        if changed and _was_seen_while_told(known, told):
            told = replace(told, between=known.draw)
        if changed and not told.flapping and _was_told(told, revision.draw):
            told = replace(told, flapping=True)
            flapping.append(number)
        if _is_due(told, revision, now):
            corrected.append((told.draw, revision.draw))
            states = (
                *(state for state in told.states if now - state[1] < NOT_AGAIN),
                (revision.draw, now),
            )
            told = replace(told, draw=revision.draw, states=states, between=None)
        elif told.between is not None and _is_as_told(told, revision, now):
            corrected.append((told.between, revision.draw))
            told = replace(told, between=None)
        revisions[number] = replace(revision, announced=told)
    return Steadiness(revisions, tuple(corrected), tuple(flapping))


def _is_due(told: Announced, revision: Revision, now: datetime) -> bool:
    return (
        facts_of(told.draw) != facts_of(revision.draw)
        and now - revision.first_seen_at >= STEADY
        and not any(
            facts_of(state) == facts_of(revision.draw) and now - at < NOT_AGAIN
            for state, at in told.states
        )
    )


def _was_told(told: Announced, draw: Draw) -> bool:
    """Whether it is as it was told before: it has come back."""
    return any(facts_of(state) == facts_of(draw) for state, _ in told.states)


def _was_seen_while_told(known: Revision, told: Announced) -> bool:
    """Whether a state that nobody was told of stood while notices of the draw were sent."""
    return (
        facts_of(known.draw) != facts_of(told.draw)
        and known.first_seen_at - told.states[0][1] < STILL_NEWS
    )


def _is_as_told(told: Announced, revision: Revision, now: datetime) -> bool:
    """Whether it is steadily again as it was told, so that whoever was told of the state between
    is corrected: nobody else is concerned."""
    return facts_of(told.draw) == facts_of(revision.draw) and now - revision.first_seen_at >= STEADY
