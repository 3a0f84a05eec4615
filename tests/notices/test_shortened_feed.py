"""A feed that lost rows: what is new in it is believed, what is gone only after three readings."""

from __future__ import annotations

from dataclasses import replace

from bot.notices.feed_reading import NotFetched
from bot.ports.notices import NotModified
from tests.notices.watching import NEXT, OLD, Watching, alerts, begun, told, trades_draw

GONE = f"it holds {len(OLD) - 1} draws, the last good reading held {len(OLD)}"


def test_a_draw_that_is_new_in_a_shortened_feed_is_told_at_once() -> None:
    watching = begun()
    decision = watching.draws(*OLD[3:], NEXT[0])
    assert told(decision) == [("new", NEXT[0].number, NEXT[0].category)]
    assert not decision.good
    assert alerts(decision) == ["FeedBroken"]
    assert watching.known[NEXT[0].number].draw.itas == NEXT[0].itas
    assert {draw.number for draw in OLD} < set(watching.known)
    assert told(watching.draws(*OLD[3:], NEXT[0])) == []
    assert told(watching.draws(*OLD, NEXT[0])) == []


def test_what_a_shortened_feed_says_of_known_draws_is_not_believed() -> None:
    watching = begun(*OLD, trades_draw("448"))
    changed = trades_draw("448", crs_cutoff=200)
    assert told(watching.draws(*OLD[1:-1], changed)) == []
    assert watching.known["448"].draw.crs_cutoff != 200


def test_it_is_accepted_at_its_third_equal_reading() -> None:
    watching = begun()
    for _ in range(2):
        assert watching.draws(*OLD[1:]).state.failing == GONE
    third = watching.draws(*OLD[1:])
    assert third.good
    assert third.state.rounds == len(OLD) - 1
    assert alerts(third) == ["FeedMended"]
    assert OLD[0].number in watching.known  # nothing that was known is ever taken out
    assert watching.draws(*OLD[1:]).good


def test_readings_that_differ_do_not_add_up() -> None:
    watching = begun()
    for lost in (1, 2, 1, 1):
        assert not watching.draws(*OLD[lost:]).good
    assert watching.draws(*OLD[1:]).good


def test_failures_between_do_not_count() -> None:
    watching = begun()
    for outcome in (None, NotFetched("it answered 502"), None, NotFetched("it answered 502")):
        here = watching.draws(*OLD[1:]) if outcome is None else watching.see(outcome)
        assert not here.good
    assert watching.draws(*OLD[1:]).good


def test_a_good_reading_begins_the_count_anew() -> None:
    watching = begun()
    for _ in range(2):
        watching.draws(*OLD[1:])
    assert watching.see(NotModified()).good
    for _ in range(2):
        assert not watching.draws(*OLD[1:]).good
    assert watching.draws(*OLD[1:]).good


def test_by_an_operators_order_it_is_accepted_at_once() -> None:
    watching = begun()
    assert not watching.draws(*OLD[1:]).good
    watching.state = replace(watching.state, rounds=0)  # what the order stores
    assert watching.draws(*OLD[1:]).good


def test_a_first_reading_has_nothing_to_be_shorter_than() -> None:
    assert Watching().draws(*OLD[1:]).good
