"""The ledger that answers are made from, and when its data are too old."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from bot.notices.known_draws import merge, stale_since
from bot.ports.notices import FeedState
from tests.notices.watching import (
    ADDRESS,
    DRAWS,
    KNOWLEDGE,
    OLD,
    START,
    Watching,
    begun,
    trades_draw,
)

PACKAGED = KNOWLEDGE.draws
NEVER = FeedState(ADDRESS)


def test_without_a_reading_the_packaged_facts_stand() -> None:
    assert merge(PACKAGED, (), NEVER) == PACKAGED


def test_the_feed_adds_draws_to_the_packaged_ones() -> None:
    watching = begun(*OLD, trades_draw("448"))
    ledger = merge(PACKAGED, watching.known.values(), watching.state)
    assert [draw.number for draw in ledger.draws] == [*(d.number for d in DRAWS), "448"]
    newest = ledger.latest("trades", watching.now)
    assert newest is not None
    assert newest.number == "448"
    assert ledger.read_at == watching.now


def test_the_feed_corrects_packaged_draws() -> None:
    watching = begun(*OLD[:-1], replace(OLD[-1], crs_cutoff=OLD[-1].crs_cutoff + 1))
    draw = merge(PACKAGED, watching.known.values(), watching.state).draw(OLD[-1].number)
    assert draw is not None
    assert draw.crs_cutoff == OLD[-1].crs_cutoff + 1
    assert draw.source.seen_on == watching.now.date()


def test_where_the_feed_agrees_the_packaged_draw_stays_with_its_note() -> None:
    watching = begun(*DRAWS)
    assert merge(PACKAGED, watching.known.values(), watching.state).draws == DRAWS
    assert any(draw.note for draw in DRAWS)


def test_what_the_feed_does_not_tell_does_not_overrule_a_packaged_draw() -> None:
    silent = replace(OLD[-1], name="Baking", tie_break_at=None)
    watching = begun(*OLD[:-1], silent)
    assert watching.known[silent.number].draw.category == "unknown"
    draw = merge(PACKAGED, watching.known.values(), watching.state).draw(silent.number)
    assert draw == OLD[-1]


def test_a_draw_that_left_the_feed_stays() -> None:
    watching = begun(*OLD, trades_draw("448"))
    watching.draws(*OLD, trades_draw("449"))
    ledger = merge(PACKAGED, watching.known.values(), watching.state)
    assert ledger.draw("448") is not None


COMPLETE = {
    "a reading later than the packaged facts": (
        datetime(2026, 10, 3, 23, 59, 59, tzinfo=UTC),
        date(2026, 10, 3),
    ),
    "a reading that is the next day in UTC": (
        datetime(2026, 10, 3, 22, 0, tzinfo=timezone(-timedelta(hours=4))),
        date(2026, 10, 4),
    ),
    "a reading earlier than the packaged facts": (
        datetime(2026, 8, 8, tzinfo=UTC),
        PACKAGED.complete_until,
    ),
}


@pytest.mark.parametrize(("read_at", "until"), COMPLETE.values(), ids=COMPLETE)
def test_complete_until(read_at: datetime, until: date) -> None:
    ledger = merge(PACKAGED, (), replace(NEVER, read_at=read_at))
    assert (ledger.complete_until, ledger.read_at) == (until, read_at)


DAY = timedelta(hours=24)
SECOND = timedelta(seconds=1)
STALE = {
    "never read, never tried": (NEVER, None),
    "read a moment less than a day ago": (replace(NEVER, read_at=START - DAY + SECOND), None),
    "read a day ago": (replace(NEVER, read_at=START - DAY), START - DAY),
    "never read, and failing for a day": (
        replace(NEVER, failing="gone", failing_since=START - DAY),
        START - DAY,
    ),
    "never read, and failing since just now": (
        replace(NEVER, failing="gone", failing_since=START),
        None,
    ),
    "failing for an hour, read two hours ago": (
        replace(
            NEVER,
            failing="gone",
            failing_since=START - timedelta(hours=1),
            read_at=START - timedelta(hours=2),
        ),
        None,
    ),
}


@pytest.mark.parametrize(("state", "since"), STALE.values(), ids=STALE)
def test_stale(state: FeedState, since: datetime | None) -> None:
    assert stale_since(state, START) == since


def test_a_quiet_week_is_not_stale_and_a_broken_feed_is() -> None:
    quiet, broken = begun(), begun()
    last_good = broken.now
    for _ in range(7 * 24):
        quiet.draws(*OLD, after=timedelta(hours=1))
        broken.read(b"<html>", after=timedelta(hours=1))
    assert stale_since(quiet.state, quiet.now) is None
    assert stale_since(broken.state, broken.now) == last_good


def test_a_reader_that_never_began_knows_nothing_of_staleness() -> None:
    assert stale_since(Watching().state, START) is None
