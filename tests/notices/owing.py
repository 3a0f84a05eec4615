"""What the tests of notices share: an invented draw #448, people, and notices owed to them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from bot.conversation.stored_states import dump_profile
from bot.conversation.world import World
from bot.notices.announcements import STILL_NEWS
from bot.notices.contents import figures_of
from bot.ports.notices import Due, NoticeKind, Owed, Subscription
from bot.reading.occupations.reader import load_occupations
from knowledge.draws import Draw, DrawLedger
from knowledge.profiles import Profile, Submission
from tests.facts import frozen

SEEN = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)
"""When #448 was first seen in the feed: 10 in the morning in Toronto."""

NOW = SEEN + timedelta(minutes=2)
BEFORE = SEEN - timedelta(days=30)
TIE = datetime(2026, 5, 1, 12, 0, 1, tzinfo=UTC)

FACTS, OCCUPATIONS = frozen(), load_occupations()


def packaged(number: str) -> Draw:
    """A draw that really was."""
    found = FACTS.draws.draw(number)
    assert found is not None
    return found


LAST = packaged("447")
"""Trades, cut-off 476, without a known tie-break."""

NEW = replace(
    LAST,
    number="448",
    drawn_on=date(2026, 11, 20),
    itas=2500,
    crs_cutoff=470,
    tie_break_at=TIE,
)
ODD = replace(
    NEW, number="449", name="Odd <occupations>", category="unknown", version=None, crs_cutoff=400
)


def ledger(*draws: Draw) -> DrawLedger:
    """The packaged draws with these beside or in place of them."""
    known = {draw.number: draw for draw in (*FACTS.draws.draws, *draws)}
    return DrawLedger.of(known.values(), NOW.date(), SEEN)


def world_with(*draws: Draw, now: datetime = NOW) -> World:
    """The facts with these draws."""
    return World(now, replace(FACTS, draws=ledger(*draws)), OCCUPATIONS)


WORLD = world_with(NEW, ODD)

WELDER = Profile(473, "72106", Submission(date(2026, 5, 20)))
"""Above the cut-off of #448 by 3 points, below that of #447 by 3."""


def owed(
    kind: NoticeKind = "new",
    draws: tuple[str, ...] = ("448",),
    category: str = "trades",
    corrected: Draw | None = None,
    text: str | None = None,
) -> Owed:
    """An event; ``draws`` oldest first."""
    return Owed(kind, draws[-1], category, draws, corrected, text)


def subscription(chat: int = 1, about: str = "trades", **fields: Any) -> Subscription:
    """A chat subscribed for a month."""
    return replace(Subscription(chat, about, BEFORE), **fields)


def due(
    event: Owed | None = None,
    profile: Profile | None = None,
    to: Subscription | None = None,
    *,
    zone: str | None = None,
    told: timedelta | None = None,
    told_as: Draw | None = None,
    attempts: int = 0,
) -> Due:
    """A claimed notice; ``told``: when the chat was sent another one, after SEEN, and with which
    figures."""
    return Due(
        1,
        subscription() if to is None else to,
        owed() if event is None else event,
        SEEN,
        SEEN + STILL_NEWS,
        attempts,
        None if profile is None else dump_profile(profile, zone),
        "en",
        None if told is None else SEEN + told,
        None if told_as is None else figures_of(told_as),
    )
