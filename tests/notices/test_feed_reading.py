"""What a reading means: which data stay, who is owed what, what the operator hears."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.notices.alerts import (
    DoubtfulFields,
    FeedBroken,
    FeedMended,
    FeedStale,
    LateDraws,
    ManyCorrected,
    RowsSetAside,
    UnknownNames,
)
from bot.notices.announcements import MOST_CORRECTIONS
from bot.notices.feed_reading import Decision, NotFetched
from bot.notices.steadiness import STEADY
from bot.ports.notices import FeedState, NotModified, Owed, Validators
from tests.feed_server import feed_json, feed_of, feed_rows
from tests.notices.watching import (
    DRAWS,
    NEXT,
    OLD,
    POLL,
    Watching,
    alerts,
    begun,
    told,
    trades_draw,
)

GOOD = feed_json(OLD)
Row = dict[str, object]


def rows() -> list[Row]:
    """The old draws' rows, newest first, free to be spoiled."""
    return [dict(row) for row in feed_rows(OLD)]


BAD = {
    "a page of HTML with status 200": b"<!DOCTYPE html><html><body>Sorry</body></html>",
    "JSON that ends in its middle": GOOD[: len(GOOD) // 2],
    "not one byte": b"",
    "an empty list": feed_of([]),
    "fewer draws than the last good reading": feed_json(OLD[1:]),
    "other names for the fields": GOOD.replace(b'"draw', b'"round'),
    "another list": GOOD.replace(b'"rounds"', b'"items"'),
    "bytes that are no text": b"\x81\x8d\x8f",
}


@pytest.mark.parametrize("content", BAD.values(), ids=BAD)
def test_bad_content_leaves_the_last_good_data_and_counts_as_failed(content: bytes) -> None:
    watching = begun()
    before, known = watching.state, dict(watching.known)
    decision = watching.read(content)
    assert not decision.good
    assert decision.state.failing
    assert decision.state == replace(
        before,
        tried_at=watching.now,
        failing=decision.state.failing,
        failing_since=watching.now,
        broken_told_at=watching.now,
    )
    assert (decision.seen, decision.owed) == ((), ())
    assert decision.known == known


@pytest.mark.parametrize("content", BAD.values(), ids=BAD)
def test_an_outage_is_told_once_and_its_end_once(content: bytes) -> None:
    watching = begun()
    during = [watching.read(content) for _ in range(2)]
    since = during[0].state.failing_since
    assert [alerts(decision) for decision in during] == [["FeedBroken"], []]
    assert during[0].alerts == (FeedBroken(during[0].state.failing or "", since or START_OF_TIME),)
    mended = watching.read(GOOD)
    assert mended.alerts == (
        FeedMended(during[0].state.failing or "", since or START_OF_TIME, watching.now),
    )
    assert alerts(watching.read(GOOD)) == []


START_OF_TIME = datetime(1970, 1, 1, tzinfo=UTC)


def test_another_reason_within_one_outage_is_stored_and_not_told_again() -> None:
    watching = begun()
    watching.see(NotFetched("it answered 502"))
    other = watching.see(NotFetched("it did not answer in time"))
    assert alerts(other) == []
    assert other.state.failing == "it did not answer in time"
    assert other.state.failing_since == watching.now - POLL


def test_a_feed_that_fails_again_and_again_is_told_once_an_hour_and_never_left_untold() -> None:
    """Broken for ten minutes at a time, from 0:05: the operator hears of the outages that begin
    or go on when an hour has passed, and each time how it ended."""
    watching, heard = begun(), []
    for minute in range(5, 5 + 26 * 5, 5):
        broken = minute % 20 in (5, 10) or minute >= 105
        decision = watching.see(NotFetched("it answered 502") if broken else NotModified())
        heard += [(minute, alert) for alert in alerts(decision)]
    assert heard == [
        (5, "FeedBroken"),
        (15, "FeedMended"),
        (65, "FeedBroken"),
        (75, "FeedMended"),
        (125, "FeedBroken"),
    ]


def test_an_unchanged_feed_is_a_good_reading() -> None:
    watching = begun()
    before = watching.state
    decision = watching.see(NotModified())
    assert decision.state == replace(before, read_at=watching.now, tried_at=watching.now)
    assert (decision.seen, decision.owed, decision.alerts) == ((), (), ())


def test_an_unchanged_feed_ends_an_outage() -> None:
    watching = begun()
    watching.see(NotFetched("it answered 502"))
    assert alerts(watching.see(NotModified())) == ["FeedMended"]
    assert watching.state.failing is None
    assert watching.state.failing_since is None


def test_after_a_day_of_failures_the_operator_hears_once_that_answers_carry_a_warning() -> None:
    watching = begun()
    last_good = watching.now
    heard = [alerts(watching.see(NotFetched("gone"), after=timedelta(hours=6))) for _ in range(6)]
    assert heard == [["FeedBroken"], [], [], ["FeedStale"], [], []]
    watching = begun()
    late = watching.see(NotFetched("gone"), after=timedelta(hours=24))
    assert late.alerts == (FeedBroken("gone", watching.now), FeedStale("gone", last_good))


def test_a_feed_that_was_never_read_is_broken_too() -> None:
    watching = Watching()
    assert alerts(watching.see(NotFetched("gone"))) == ["FeedBroken"]
    assert alerts(watching.see(NotFetched("gone"), after=timedelta(hours=23))) == []
    assert alerts(watching.see(NotFetched("gone"), after=timedelta(hours=1))) == ["FeedStale"]


def test_the_validators_of_a_bad_answer_are_never_kept() -> None:
    watching = begun()
    kept = watching.state.validators
    watching.read(b"<html>")
    assert watching.state.validators == kept
    watching.draws(*OLD, NEXT[0])
    assert watching.state.validators not in (kept, Validators())


def test_fewer_draws_than_in_the_packaged_facts_are_no_fault() -> None:
    assert len(OLD) < len(DRAWS)
    assert Watching().read(GOOD).good


def test_fewer_draws_than_another_address_has_are_no_fault() -> None:
    watching = begun()
    watching.state = FeedState("https://feed.example/mirror.json")
    assert watching.draws(*OLD[3:]).good
    assert len(watching.known) == len(OLD)


def test_a_row_set_aside_is_not_a_missing_draw() -> None:
    watching = begun()
    spoiled = rows()
    spoiled[0]["drawNumber"] = "four hundred"
    assert watching.read(feed_of(spoiled)).good
    assert watching.state.rounds == len(OLD) - 1


def test_the_first_reading_stores_everything_and_owes_nothing() -> None:
    decision = Watching().draws(*DRAWS)
    assert decision.owed == ()
    assert alerts(decision) == []
    assert {revision.draw.number for revision in decision.seen} == {d.number for d in DRAWS}
    assert all(
        revision.first_seen_at == revision.last_seen_at == decision.state.read_at
        for revision in decision.seen
    )
    assert sum(revision.pool is not None for revision in decision.seen) > 200
    assert decision.state.rounds == len(DRAWS)


def test_new_draws_are_owed_one_by_one_oldest_first() -> None:
    assert begun().draws(*OLD, *NEXT[:3]).owed == tuple(
        Owed("new", draw.number, draw.category, (draw.number,)) for draw in NEXT[:3]
    )


def test_many_new_draws_at_once_are_one_digest_for_each_subscriber() -> None:
    decision = begun().draws(*OLD, *NEXT)
    assert decision.owed == (
        Owed("digest", "447", "all", ("443", "444", "445", "446", "447")),
        Owed("digest", "447", "trades", ("447",)),
        Owed("digest", "446", "cec", ("443", "446")),
        Owed("digest", "445", "pnp", ("445",)),
        Owed("digest", "444", "senior_managers", ("444",)),
    )


GAPS = {
    "two draws after 48 hours without a good reading": (timedelta(hours=48), 2, "new"),
    "two draws after more than 48 hours": (timedelta(hours=48, seconds=1), 2, "digest"),
    "one draw after a week is told as what it is": (timedelta(days=7), 1, "new"),
}


@pytest.mark.parametrize(("gap", "count", "kind"), GAPS.values(), ids=GAPS)
def test_gap(gap: timedelta, count: int, kind: str) -> None:
    watching = begun()
    watching.see(NotFetched("gone"))
    decision = watching.draws(*OLD, *NEXT[:count], after=gap - POLL)
    assert {owed.kind for owed in decision.owed} == {kind}


def test_several_draws_new_at_another_address_are_a_digest() -> None:
    watching = begun()
    watching.state = FeedState("https://feed.example/mirror.json")
    assert {owed.kind for owed in watching.draws(*OLD, *NEXT[:2]).owed} == {"digest"}


def test_draws_of_an_unknown_kind_are_in_the_digest_of_every_draw_only() -> None:
    odd = trades_draw("448", name="Baking Occupations, 2026-Version 1")
    owed = begun().draws(*OLD, *NEXT, odd).owed
    assert owed[0] == Owed("digest", "448", "all", (*(draw.number for draw in NEXT), "448"))
    assert "unknown" not in {event.category for event in owed}


LATE = {
    "30 days before the newest": (timedelta(days=30), [("new", "91a", "trades")], []),
    "31 days before the newest": (timedelta(days=31), [], [LateDraws(("91a",))]),
}


@pytest.mark.parametrize(("before", "owed", "heard"), LATE.values(), ids=LATE)
def test_a_draw_of_long_ago_that_turns_up_is_history(
    before: timedelta, owed: list[tuple[str, str, str]], heard: list[LateDraws]
) -> None:
    late = trades_draw("91a", drawn_on=OLD[-1].drawn_on - before)
    watching = begun()
    decision = watching.draws(*OLD, late)
    assert told(decision) == owed
    assert list(decision.alerts) == heard
    assert watching.known["91a"].draw.drawn_on == late.drawn_on


def corrected_from(**before: object) -> Watching:
    """A reader that knew draw 448 with these fields."""
    return begun(*OLD, trades_draw("448", **before))


AT = datetime(2026, 5, 3, 10, 0, 1, tzinfo=UTC)
CORRECTED: dict[str, dict[str, object]] = {
    "another cut-off": {"crs_cutoff": 470},
    "another number of invitations": {"itas": 77},
    "another day": {"drawn_on": date(2026, 10, 1)},
    "another tie-break": {"tie_break_at": AT - timedelta(seconds=1)},
    "a tie-break where none was": {"tie_break_at": None},
}


@pytest.mark.parametrize("before", CORRECTED.values(), ids=CORRECTED)
def test_a_changed_fact_owes_a_correction_with_the_fields_before(
    before: dict[str, object],
) -> None:
    watching = corrected_from(**before)
    old = watching.known["448"]
    decision = watching.steadily(*OLD, trades_draw("448"))
    assert decision.owed == (Owed("correction", "448", "trades", ("448",), corrected=old.draw),)
    now = watching.known["448"]
    assert now.first_seen_at == now.last_seen_at - STEADY == watching.now - STEADY
    assert now.draw.crs_cutoff == trades_draw("448").crs_cutoff
    assert told(watching.draws(*OLD, trades_draw("448"))) == []


def test_another_spelling_source_or_day_of_reading_is_no_other_revision() -> None:
    watching = corrected_from()
    first = watching.known["448"]
    decision = watching.draws(*OLD, trades_draw("448"), after=timedelta(days=2))
    assert decision.owed == ()
    assert watching.known["448"] == replace(first, last_seen_at=watching.now)


def test_what_could_not_be_read_does_not_overrule_what_is_known() -> None:
    watching = corrected_from()
    first = watching.known["448"]
    spoiled: list[Row] = [dict(row) for row in feed_rows([*OLD, trades_draw("448")])]
    spoiled[0] |= {"drawCutOff": "soon", "drawName": "Baking", "dd1": "?"}
    decision = watching.read(feed_of(spoiled))
    assert decision.owed == ()
    now = watching.known["448"].draw
    assert (now.category, now.tie_break_at) == ("trades", first.draw.tie_break_at)
    assert now.name == "Baking"
    assert alerts(decision) == ["UnknownNames", "DoubtfulFields"]
    assert alerts(watching.read(feed_of(spoiled))) == []


def test_a_pool_that_comes_later_is_kept_as_a_revision_and_is_no_correction() -> None:
    newest = OLD[-1]
    with_pool = next(r for r in Watching().draws(*DRAWS).seen if r.pool is not None).pool
    watching = Watching()
    watching.read(feed_json(OLD, lambda _: None))
    assert watching.known[newest.number].pool is None
    decision = watching.read(feed_json(OLD, lambda _: with_pool))
    assert decision.owed == ()
    kept = watching.known[newest.number]
    assert kept.pool is not None
    assert kept.first_seen_at == watching.now
    watching.read(feed_json(OLD, lambda _: None))
    assert watching.known[newest.number] == replace(kept, last_seen_at=watching.now)


def test_a_draw_moved_to_another_category_is_corrected_for_one_and_new_for_the_other() -> None:
    watching = corrected_from(name="Federal Skilled Trades")
    old = watching.known["448"].draw
    decision = watching.steadily(*OLD, trades_draw("448"))
    assert decision.owed == (
        Owed("correction", "448", "fst", ("448",), corrected=old),
        Owed("new", "448", "trades", ("448",)),
    )


def test_a_draw_moved_long_after_it_was_seen_is_no_news_for_the_other_category() -> None:
    for after, owed in ((47, ["correction", "new"]), (48, ["correction"])):
        watching = corrected_from(name="Federal Skilled Trades")
        decision = watching.steadily(*OLD, trades_draw("448"), after=timedelta(hours=after))
        assert [event.kind for event in decision.owed] == owed


def test_a_draw_of_long_ago_that_is_moved_is_no_news_for_the_other_category() -> None:
    held = {"drawn_on": OLD[0].drawn_on - timedelta(days=40)}
    watching = corrected_from(name="Federal Skilled Trades", **held)
    decision = watching.steadily(*OLD, trades_draw("448", **held))
    assert told(decision) == [("correction", "448", "fst")]


def test_so_many_corrections_at_once_are_told_to_the_operator_alone() -> None:
    for count, kinds in ((MOST_CORRECTIONS, {"correction"}), (MOST_CORRECTIONS + 1, set[str]())):
        watching = begun()
        changed = [replace(draw, itas=draw.itas + 1) for draw in OLD[:count]]
        decision = watching.steadily(*changed, *OLD[count:])
        assert {owed.kind for owed in decision.owed} == kinds
        assert watching.known[OLD[0].number].draw.itas == OLD[0].itas + 1
    assert decision.alerts == (ManyCorrected(tuple(draw.number for draw in changed)),)


def test_an_unknown_name_is_stored_as_unknown_told_and_owed_under_no_category() -> None:
    odd = trades_draw("448", name="Building and Baking Occupations, 2026-Version 4")
    watching = begun()
    decision = watching.draws(*OLD, odd)
    assert told(decision) == [("new", "448", "unknown")]
    (alert,) = decision.alerts
    assert isinstance(alert, UnknownNames)
    assert "Building and Baking" in alert.problems[0].value
    assert watching.known["448"].draw.name == odd.name
    assert alerts(watching.draws(*OLD, odd)) == []


def test_unknown_names_of_the_first_reading_are_told_too() -> None:
    odd = trades_draw("448", name="Baking Occupations, 2026-Version 1")
    assert alerts(Watching().draws(*OLD, odd)) == ["UnknownNames"]


def test_a_name_that_becomes_known_is_new_for_its_category() -> None:
    watching = corrected_from(name="Baking Occupations, 2026-Version 1")
    assert told(watching.steadily(*OLD, trades_draw("448"))) == [
        ("correction", "448", "unknown"),
        ("new", "448", "trades"),
    ]


def test_a_row_set_aside_is_told_with_row_and_reason_and_once() -> None:
    watching = begun()
    spoiled = rows()
    spoiled[2]["drawSize"] = "many"
    content = feed_of(spoiled)
    (alert,) = watching.read(content).alerts
    assert isinstance(alert, RowsSetAside)
    assert str(alert.problems[0]) == (
        f"row 3 (draw #{spoiled[2]['drawNumber']}): drawSize 'many': is no whole number"
    )
    assert alerts(watching.see(NotModified())) == []
    assert alerts(watching.read(content)) == []
    moved = feed_of([*feed_rows([NEXT[0]]), *spoiled])
    assert alerts(watching.read(moved)) == []
    spoiled[3]["drawCRS"] = "low"
    (other,) = watching.read(feed_of([*feed_rows([NEXT[0]]), *spoiled])).alerts
    assert isinstance(other, RowsSetAside)
    assert [problem.field for problem in other.problems] == ["drawCRS"]
    assert other.cause != alert.cause
    watching.draws(*OLD, NEXT[0])
    assert alerts(watching.read(moved)) == ["RowsSetAside"]


def test_a_draw_that_was_set_aside_is_new_when_it_can_be_read() -> None:
    watching = begun()
    spoiled: list[Row] = [dict(row) for row in feed_rows([*OLD, *NEXT[:2]])]
    spoiled[1]["drawDate"] = spoiled[1]["drawDateFull"] = "soon"
    assert told(watching.read(feed_of(spoiled))) == [("new", NEXT[1].number, NEXT[1].category)]
    assert told(watching.draws(*OLD, *NEXT[:2])) == [("new", NEXT[0].number, NEXT[0].category)]


def test_slips_beside_draws_are_told_when_they_are_new() -> None:
    watching = begun(*OLD)
    spoiled: list[Row] = [dict(row) for row in feed_rows([*OLD, NEXT[0]])]
    spoiled[0]["drawCutOff"] = "soon"
    spoiled[0]["dd1"] = "?"
    decision = watching.read(feed_of(spoiled))
    (alert,) = decision.alerts
    assert isinstance(alert, DoubtfulFields)
    assert [problem.field for problem in alert.problems] == ["drawCutOff", "dd1"]
    assert told(decision) == [("new", NEXT[0].number, NEXT[0].category)]
    assert alerts(watching.read(feed_of(spoiled))) == []


def test_old_slips_in_a_first_reading_are_no_news() -> None:
    """#247 has had a wrong sum for years."""
    decision = Watching().draws(*DRAWS)
    assert alerts(decision) == []
    assert decision.good


def test_each_alert_has_a_cause_of_its_own() -> None:
    watching = begun()
    spoiled: list[Row] = [dict(row) for row in feed_rows([*OLD, NEXT[0], NEXT[1]])]
    spoiled[0]["drawCutOff"] = "soon"
    spoiled[1]["drawName"] = "Baking"
    spoiled[5]["drawSize"] = "many"
    every = [
        FeedBroken("a", START_OF_TIME),
        FeedMended("a", START_OF_TIME, START_OF_TIME),
        FeedStale("a", START_OF_TIME),
        LateDraws(("1",)),
        LateDraws(("2",)),
        ManyCorrected(("1",)),
        *watching.read(feed_of(spoiled)).alerts,
    ]
    causes = [alert.cause for alert in every]
    assert len(set(causes)) == len(causes) == 9
    assert FeedBroken("b", START_OF_TIME).cause == every[0].cause


# A feed that flaps


def flips(every: timedelta, times: int) -> list[Decision]:
    """A cut-off that goes back and forth between 475 and 470."""
    watching = corrected_from(crs_cutoff=475)
    cutoffs = (470 if flip % 2 == 0 else 475 for flip in range(times))
    return [
        watching.draws(*OLD, trades_draw("448", crs_cutoff=cutoff), after=every)
        for cutoff in cutoffs
    ]


@pytest.mark.parametrize("minutes", [1, 5, 9, 30, 120])
def test_a_feed_that_flaps_sends_no_correction_at_its_flips_and_operators_hear_once(
    minutes: int,
) -> None:
    """Eight flips sent six or seven corrections."""
    decisions = flips(timedelta(minutes=minutes), 8)
    assert [event for decision in decisions for event in decision.owed] == []
    heard = [kind for decision in decisions for kind in alerts(decision)]
    assert heard == ["FeedFlapping"]


@pytest.mark.parametrize(("minutes", "corrections"), [(9, 0), (10, 1), (11, 1)])
def test_a_correction_comes_when_the_feed_was_the_same_for_ten_minutes(
    minutes: int, corrections: int
) -> None:
    watching = corrected_from(crs_cutoff=475)
    watching.draws(*OLD, trades_draw("448", crs_cutoff=470))
    later = watching.draws(
        *OLD, trades_draw("448", crs_cutoff=470), after=timedelta(minutes=minutes)
    )
    assert len(later.owed) == corrections


def test_a_feed_that_says_it_is_the_same_is_steady_too() -> None:
    watching = corrected_from(crs_cutoff=475)
    watching.draws(*OLD, trades_draw("448", crs_cutoff=470))
    assert watching.see(NotModified()).owed == ()
    decision = watching.see(NotModified())
    assert told(decision) == [("correction", "448", "trades")]
    assert [revision.draw.number for revision in decision.seen] == ["448"]
    assert watching.see(NotModified()).owed == ()


def test_nobody_is_told_again_within_a_day_of_what_they_were_told_before() -> None:
    """Slow flips: 475 told, 470 told, and 475 again an hour later is told a day after that."""
    watching = corrected_from(crs_cutoff=475)
    first = watching.steadily(*OLD, trades_draw("448", crs_cutoff=470))
    assert told(first) == [("correction", "448", "trades")]
    back = trades_draw("448", crs_cutoff=475)
    hours = [watching.draws(*OLD, back, after=timedelta(hours=1)) for _ in range(30)]
    when = [hour for hour, decision in enumerate(hours, 1) if decision.owed]
    assert when == [24]
    (event,) = hours[23].owed
    assert event.corrected is not None
    assert event.corrected.crs_cutoff == 470


def between(minutes: int) -> list[Decision]:
    """475 is told, 470 stands there for five minutes, then it is 475 again."""
    watching = corrected_from(crs_cutoff=475)
    watching.draws(*OLD, trades_draw("448", crs_cutoff=470))
    back = trades_draw("448", crs_cutoff=475)
    return [
        watching.draws(*OLD, back),
        watching.draws(*OLD, back, after=timedelta(minutes=minutes)),
        watching.draws(*OLD, back, after=timedelta(hours=2)),
        watching.see(NotModified(), timedelta(days=2)),
    ]


@pytest.mark.parametrize(("minutes", "corrected_at"), [(9, 2), (10, 1)])
def test_who_was_told_what_stood_there_between_is_corrected_once_it_is_steady(
    minutes: int, corrected_at: int
) -> None:
    """Whoever was told 475 knows that already: see the contents of notices."""
    decisions = between(minutes)
    assert [at for at, decision in enumerate(decisions) if decision.owed] == [corrected_at]
    (event,) = decisions[corrected_at].owed
    assert (event.kind, event.corrected and event.corrected.crs_cutoff) == ("correction", 470)


def test_what_stood_there_between_long_after_it_was_news_concerns_nobody() -> None:
    watching = corrected_from(crs_cutoff=475)
    watching.see(NotModified(), timedelta(days=3))
    watching.draws(*OLD, trades_draw("448", crs_cutoff=470))
    back = watching.steadily(*OLD, trades_draw("448", crs_cutoff=475))
    assert back.owed == ()


def test_who_was_told_475_is_corrected_from_475_whatever_stood_there_between() -> None:
    watching = corrected_from(crs_cutoff=475)
    watching.draws(*OLD, trades_draw("448", crs_cutoff=400))
    decision = watching.steadily(*OLD, trades_draw("448", crs_cutoff=470))
    (event,) = decision.owed
    assert event.corrected is not None
    assert event.corrected.crs_cutoff == 475
