"""Judging: both sides of every border, with the seven trades draws as the cases."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.draws import Draw
from knowledge.flips import flip
from knowledge.profiles import Profile, Submission
from knowledge.rulebook import joined_list_on, left_list_on, rules_of
from knowledge.verdicts import DrawRules, Verdict, add_months, judge
from tests.facts import frozen

FACTS = frozen()
TRADES = FACTS.draws.of_category("trades")
WELDER, COOK, BUTCHER, CHEF = "72106", "63200", "63201", "62200"


def draw(number: str) -> Draw:
    found = FACTS.draws.draw(number)
    assert found is not None
    return found


def rules(number: str) -> DrawRules:
    return rules_of(draw(number), FACTS)


def verdict(profile: Profile, number: str) -> Verdict:
    return judge(profile, draw(number), rules(number))


def at(instant: datetime) -> Submission:
    return Submission(instant.date(), instant.time(), to_the_second=True, zone="UTC")


def reasons(found: Verdict) -> dict[str, tuple[str, str | None]]:
    return {criterion.name: (criterion.state, criterion.reason) for criterion in found.criteria}


WITH_TIE = [found for found in TRADES if found.tie_break_at is not None]


def test_there_are_seven_trades_draws_and_one_tie_break_is_not_known() -> None:
    assert [found.number for found in TRADES] == ["261", "276", "300", "321", "368", "408", "447"]
    assert len(WITH_TIE) == 6


@pytest.mark.parametrize("number", [found.number for found in WITH_TIE])
def test_at_the_cut_off_the_tie_break_decides_to_the_second(number: str) -> None:
    found = draw(number)
    assert found.tie_break_at is not None
    second = timedelta(seconds=1)
    profile = Profile(found.crs_cutoff, WELDER)
    before = verdict(replace(profile, submission=at(found.tie_break_at - second)), number)
    same = verdict(replace(profile, submission=at(found.tie_break_at)), number)
    after = verdict(replace(profile, submission=at(found.tie_break_at + second)), number)
    assert (before.outcome, before["tie_break"].reason) == ("invited", "earlier")
    assert (same.outcome, same["tie_break"].reason) == ("depends", "same_second")
    assert (after.outcome, after["tie_break"].reason) == ("not_invited", "later")
    assert same.needs == ()


@pytest.mark.parametrize("number", [found.number for found in TRADES])
def test_one_point_above_or_below_needs_no_tie_break(number: str) -> None:
    found = draw(number)
    late = Submission(found.drawn_on - timedelta(days=1))
    above = verdict(Profile(found.crs_cutoff + 1, WELDER, late), number)
    below = verdict(Profile(found.crs_cutoff - 1, WELDER, late), number)
    assert (above.outcome, above["crs"].points, above["crs"].reason) == ("invited", 1, "above")
    assert (below.outcome, below["crs"].points, below["crs"].reason) == ("not_invited", 1, "below")
    assert reasons(above)["tie_break"] == reasons(below)["tie_break"]
    assert reasons(above)["tie_break"] == ("not_needed", "score_differs")


def test_the_unknown_tie_break_of_447_is_said_to_be_unknown() -> None:
    found = verdict(Profile(476, WELDER, Submission(date(2026, 3, 1))), "447")
    assert (found.outcome, found["tie_break"].reason) == ("depends", "unknown_tie_break")
    assert found.needs == ()


# The tie-break of #368 is 2024-11-05T22:36:09Z.
DAYS = {
    "two days before is earlier in every zone": (Submission(date(2024, 11, 3)), "earlier"),
    # The 4th ends last in UTC-12: 2024-11-05T11:59:59Z, still before the tie-break.
    "the day before is earlier even in UTC-12": (Submission(date(2024, 11, 4)), "earlier"),
    "the day itself is open": (Submission(date(2024, 11, 5)), "needs_time"),
    # The 6th begins first in UTC+14: 2024-11-05T10:00:00Z, before the tie-break.
    "the day after is open, it begins early in UTC+14": (
        Submission(date(2024, 11, 6)),
        "needs_time",
    ),
    # The 7th begins first at 2024-11-06T10:00:00Z.
    "two days after is later in every zone": (Submission(date(2024, 11, 7)), "later"),
    # Toronto, 6 November, begins at 05:00Z that day.
    "the day after in Toronto is later": (
        Submission(date(2024, 11, 6), zone="America/Toronto"),
        "later",
    ),
    # Toronto, 5 November: 05:00Z to 2024-11-06T04:59:59Z.
    "the day in Toronto is open": (
        Submission(date(2024, 11, 5), zone="America/Toronto"),
        "needs_time",
    ),
    # India, 6 November: 2024-11-05T18:30:00Z to 2024-11-06T18:29:59Z.
    "the day after in India is open": (
        Submission(date(2024, 11, 6), zone="Asia/Kolkata"),
        "needs_time",
    ),
    # Without a zone, 12:00 is between 2024-11-04T22:00Z (UTC+14) and 2024-11-06T00:00:59Z.
    "a time without a zone is open": (
        Submission(date(2024, 11, 5), time(12, 0)),
        "needs_time",
    ),
    # 08:00 without a zone is at the latest 20:00:59Z (UTC-12).
    "an early time without a zone is earlier": (
        Submission(date(2024, 11, 5), time(8, 0)),
        "earlier",
    ),
    "the minute of the tie-break is open": (
        Submission(date(2024, 11, 5), time(22, 36), zone="UTC"),
        "needs_time",
    ),
    "the minute before is earlier": (
        Submission(date(2024, 11, 5), time(22, 35), zone="UTC"),
        "earlier",
    ),
    "the minute after is later": (
        Submission(date(2024, 11, 5), time(22, 37), zone="UTC"),
        "later",
    ),
    # 17:36:08 in Toronto (UTC-5 since 3 November 2024) is 22:36:08Z.
    "a second before in Toronto is earlier": (
        Submission(date(2024, 11, 5), time(17, 36, 8), to_the_second=True, zone="-05:00"),
        "earlier",
    ),
}


@pytest.mark.parametrize(("submission", "reason"), DAYS.values(), ids=DAYS.keys())
def test_a_day_counts_only_when_every_zone_agrees(submission: Submission, reason: str) -> None:
    found = verdict(Profile(505, WELDER, submission), "368")
    assert found["tie_break"].reason == reason
    assert (found.needs == ("submitted_time",)) == (reason == "needs_time")


# #447 was drawn on 2026-10-01; a profile lives until the same date of the next year.
POOL = {
    "the day before the draw": (date(2026, 9, 30), "met", "in_pool"),
    "the draw's own day": (date(2026, 10, 1), "depends", "submitted_on_draw_day"),
    "the day after the draw": (date(2026, 10, 2), "not_met", "submitted_after_draw"),
    "a year before less a day": (date(2025, 10, 2), "met", "in_pool"),
    "exactly a year before": (date(2025, 10, 1), "depends", "expiry_day"),
    "a year and a day before": (date(2025, 9, 30), "not_met", "profile_expired"),
}


@pytest.mark.parametrize(("on", "state", "reason"), POOL.values(), ids=POOL.keys())
def test_the_pool_compares_calendar_days(on: date, state: str, reason: str) -> None:
    found = verdict(Profile(480, WELDER, Submission(on)), "447")
    assert reasons(found)["pool"] == (state, reason)
    expected = {"met": "invited", "depends": "depends", "not_met": "not_invited"}
    assert found.outcome == expected[state]


def test_the_day_of_an_instant_is_its_day_in_toronto() -> None:
    # 03:30Z on 2 October is 23:30 on 1 October in Toronto: the draw's own day.
    late = Submission(date(2026, 10, 2), time(3, 30), zone="UTC")
    assert verdict(Profile(480, WELDER, late), "447")["pool"].reason == "submitted_on_draw_day"
    # The same wall-clock time without a zone keeps its own day.
    vague = Submission(date(2026, 10, 2), time(3, 30))
    assert verdict(Profile(480, WELDER, vague), "447")["pool"].reason == "submitted_after_draw"


def test_a_profile_of_29_february_ends_on_28_february() -> None:
    leap = replace(draw("447"), drawn_on=date(2025, 2, 28), tie_break_at=None)
    found = judge(Profile(480, WELDER, Submission(date(2024, 2, 29))), leap, rules("447"))
    assert found["pool"].reason == "expiry_day"
    later = replace(leap, drawn_on=date(2025, 3, 1))
    found = judge(Profile(480, WELDER, Submission(date(2024, 2, 29))), later, rules("447"))
    assert found["pool"].reason == "profile_expired"


@pytest.mark.parametrize(
    ("noc", "number", "state", "reason"),
    [
        (COOK, "368", "met", "on_list"),
        (COOK, "408", "not_met", "removed_from_list"),
        (COOK, "447", "not_met", "removed_from_list"),
        (COOK, "321", "not_met", "not_on_list"),
        (BUTCHER, "368", "not_met", "not_on_list"),
        (BUTCHER, "447", "met", "on_list"),
        (CHEF, "447", "not_met", "not_on_list"),
        ("72405", "261", "met", "on_list"),
        ("72405", "368", "not_met", "removed_from_list"),
        ("72405", "447", "not_met", "removed_from_list"),
    ],
)
def test_the_list_is_that_of_the_draws_own_version(
    noc: str, number: str, state: str, reason: str
) -> None:
    assert reasons(verdict(Profile(700, noc), number))["occupation"] == (state, reason)


@pytest.mark.parametrize(
    ("months", "number", "state"),
    [(6, "368", "met"), (5, "368", "not_met"), (12, "447", "met"), (11, "447", "not_met")],
)
def test_experience_is_asked_by_the_version(months: int, number: str, state: str) -> None:
    found = verdict(Profile(700, WELDER, experience_months=months), number)["experience"]
    assert (found.state, found.given) == (state, months)
    assert found.required == (6 if number == "368" else 12)
    assert found.reason == ("enough" if state == "met" else "too_short")


def test_a_kind_of_draw_without_a_list_asks_for_no_occupation() -> None:
    known = Profile(520, None, Submission(date(2026, 5, 1)), canadian_experience_months=12)
    found = verdict(replace(known, experience_months=3), "446")
    assert reasons(found)["occupation"] == ("met", "no_occupation_needed")
    assert reasons(found)["experience"] == ("not_asked", None)
    assert found.outcome == "invited"


def test_before_draw_77_there_was_no_tie_breaking_rule() -> None:
    old = draw("76")
    found = verdict(Profile(old.crs_cutoff, WELDER, Submission(date(2017, 9, 1))), "76")
    assert reasons(found)["tie_break"] == ("not_needed", "no_tie_break_rule")
    assert (found.outcome, found.needs) == ("incomplete", ())  # a draw of Federal Skilled Trades
    assert reasons(verdict(Profile(), "76"))["tie_break"] == ("not_asked", None)


OUTCOMES = {
    "nothing said": (Profile(), "incomplete", ("crs", "occupation", "submitted")),
    "only a high score": (Profile(480), "incomplete", ("occupation", "submitted")),
    "a low score settles it": (Profile(450), "not_invited", ()),
    "an unlisted occupation settles it": (Profile(noc=CHEF), "not_invited", ()),
    "score at the cut-off without a date": (
        Profile(476, WELDER),
        "incomplete",
        ("submitted",),
    ),
    "too little experience settles it": (
        Profile(480, WELDER, Submission(date(2026, 1, 1)), 3),
        "not_invited",
        (),
    ),
}


@pytest.mark.parametrize(("profile", "outcome", "needs"), OUTCOMES.values(), ids=OUTCOMES.keys())
def test_the_outcome_and_what_to_ask_next(
    profile: Profile, outcome: str, needs: tuple[str, ...]
) -> None:
    found = verdict(profile, "447")
    assert (found.outcome, found.needs) == (outcome, needs)


EARLY, LATE = Submission(date(2024, 10, 1)), Submission(date(2025, 3, 1))


@pytest.mark.parametrize(
    ("profile", "points", "before", "obstacle"),
    [
        # Submitted before the tie-break: the cut-off itself is enough.
        (Profile(495, WELDER, EARLY), 10, None, None),
        # Submitted after it: one point above the cut-off.
        (Profile(495, WELDER, LATE), 11, None, None),
        (Profile(505, WELDER, LATE), 1, "2024-11-05T22:36:09+00:00", None),
        (Profile(505, WELDER, Submission(date(2024, 11, 5))), 1, "2024-11-05T22:36:09+00:00", None),
        (Profile(495, CHEF, EARLY), None, None, "occupation_not_on_list"),
        (Profile(520, "72405", EARLY), None, None, "occupation_removed_from_list"),
        (Profile(520, WELDER, EARLY, 2), None, None, "experience_too_short"),
        # Expired: submitted more than 12 months before 2025-09-18.
        (Profile(520, WELDER, Submission(date(2024, 9, 1))), None, None, "profile_expired"),
        # After the draw with a score above: any day before the draw's (00:00 in Toronto).
        (
            Profile(520, WELDER, Submission(date(2025, 9, 20))),
            None,
            "2025-09-18T04:00:00+00:00",
            None,
        ),
        # After the draw at the cut-off: before the tie-break.
        (
            Profile(505, WELDER, Submission(date(2025, 9, 20))),
            None,
            "2024-11-05T22:36:09+00:00",
            None,
        ),
        # After the draw and below: neither points nor a date alone.
        (Profile(400, WELDER, Submission(date(2025, 9, 20))), None, None, "submitted_after_draw"),
    ],
)
def test_flip_is_the_smallest_change(
    profile: Profile, points: int | None, before: str | None, obstacle: str | None
) -> None:
    found = flip(profile, draw("368"), rules("368"))
    assert found is not None
    instant = None if found.submitted_before is None else found.submitted_before.isoformat()
    assert (found.points_more, instant, found.obstacle) == (points, before, obstacle)


@pytest.mark.parametrize(
    "profile",
    [Profile(), Profile(495), Profile(495, WELDER), Profile(520, WELDER, EARLY)],
    ids=["nothing said", "only a score", "no date", "invited"],
)
def test_flip_is_none_when_invited_or_not_computable(profile: Profile) -> None:
    assert flip(profile, draw("368"), rules("368")) is None


def test_flip_with_an_unknown_tie_break_takes_one_point_more() -> None:
    at_cutoff = flip(Profile(476, WELDER, Submission(date(2026, 3, 1))), draw("447"), rules("447"))
    below = flip(Profile(470, WELDER, Submission(date(2026, 3, 1))), draw("447"), rules("447"))
    assert at_cutoff is not None
    assert below is not None
    assert (at_cutoff.points_more, below.points_more) == (1, 7)


PROFILES = st.builds(
    Profile,
    crs=st.integers(450, 530),
    noc=st.sampled_from([WELDER, COOK, CHEF]),
    submission=st.builds(
        Submission,
        on=st.dates(date(2024, 6, 1), date(2026, 11, 1)),
        at=st.none() | st.times().map(lambda value: value.replace(microsecond=0)),
        to_the_second=st.booleans(),
        zone=st.sampled_from([None, "UTC", "America/Toronto", "Asia/Kolkata", "+05:45"]),
    ),
    experience_months=st.none() | st.integers(0, 40),
)
RANK = {"not_invited": 0, "depends": 1, "invited": 2}


@given(profile=PROFILES, more=st.integers(0, 60), number=st.sampled_from(["368", "408", "447"]))
def test_more_points_never_hurt(profile: Profile, more: int, number: str) -> None:
    assert profile.crs is not None
    better = replace(profile, crs=profile.crs + more)
    assert RANK[verdict(better, number).outcome] >= RANK[verdict(profile, number).outcome]


@given(profile=PROFILES, number=st.sampled_from(["368", "408"]), sooner=st.integers(1, 10**6))
def test_an_earlier_submission_never_hurts_the_tie_break(
    profile: Profile, number: str, sooner: int
) -> None:
    found = draw(number)
    assert profile.submission is not None
    start = profile.submission.span()[0]
    at_cutoff = replace(profile, crs=found.crs_cutoff)
    states = {"not_met": 0, "depends": 1, "met": 2}
    later, earlier = (
        states[verdict(replace(at_cutoff, submission=at(moment)), number)["tie_break"].state]
        for moment in (start, start - timedelta(seconds=sooner))
    )
    assert earlier >= later


@given(profile=PROFILES, number=st.sampled_from(["368", "408", "447"]))
def test_points_more_is_enough_and_one_less_is_not(profile: Profile, number: str) -> None:
    found = flip(profile, draw(number), rules(number))
    if found is None or found.points_more is None:
        return
    assert profile.crs is not None
    enough = replace(profile, crs=profile.crs + found.points_more)
    short = replace(profile, crs=profile.crs + found.points_more - 1)
    assert verdict(enough, number).outcome == "invited"
    assert verdict(short, number).outcome != "invited"


@given(profile=PROFILES, number=st.sampled_from(["368", "408", "447"]))
def test_a_verdict_is_consistent(profile: Profile, number: str) -> None:
    found = verdict(profile, number)
    assert [criterion.name for criterion in found.criteria] == [
        "program",
        "occupation",
        "crs",
        "tie_break",
        "pool",
        "experience",
    ]
    assert (found.outcome == "not_invited") == bool(found.failing)
    assert all(criterion.points is None or criterion.points > 0 for criterion in found.criteria)


@given(day=st.dates(date(2000, 1, 1), date(2100, 1, 1)), months=st.integers(0, 60))
def test_adding_months_lands_in_that_month(day: date, months: int) -> None:
    later = add_months(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day <= day.day


def test_a_wall_clock_time_that_occurs_twice_spans_both() -> None:
    # Toronto, 2024-11-03 01:30 occurs at 05:30Z (EDT) and at 06:30Z (EST).
    twice = Submission(date(2024, 11, 3), time(1, 30), zone="America/Toronto")
    first, last = twice.span()
    assert first == datetime(2024, 11, 3, 5, 30, tzinfo=UTC)
    assert last == datetime(2024, 11, 3, 6, 30, 59, tzinfo=UTC)


def test_when_an_occupation_left_or_joined_the_list() -> None:
    trades = FACTS.categories["trades"]
    transport = FACTS.categories["transport"]
    today = date(2026, 11, 22)
    assert left_list_on(COOK, trades, today) == date(2026, 2, 18)
    assert left_list_on(COOK, trades, date(2025, 9, 18)) is None
    assert left_list_on(WELDER, trades, today) is None
    assert left_list_on(CHEF, trades, today) is None
    # 72404 was on the transport list until it ended in 2025, and again from 2026 on.
    assert left_list_on("72404", transport, date(2025, 6, 1)) == date(2025, 2, 27)
    assert left_list_on("72404", transport, today) is None
    assert joined_list_on(BUTCHER, trades, date(2025, 9, 18), today) == date(2026, 2, 18)
    assert joined_list_on(CHEF, trades, date(2025, 9, 18), today) is None
    assert left_list_on(COOK, FACTS.categories["cec"], today) is None
    assert joined_list_on(COOK, FACTS.categories["cec"], date(2025, 1, 1), today) is None
