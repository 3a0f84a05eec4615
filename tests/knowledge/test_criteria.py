"""What a draw asks of the program, of a score's day, and of a submission known by a span."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from knowledge.draws import Draw, Requirement
from knowledge.flips import Flip, flip
from knowledge.parameters import Reference
from knowledge.profiles import Between, Profile, ScoreOn, Submission
from knowledge.verdicts import Criterion, DrawRules, Verdict, judge

WELDER, COOK = "72106", "63200"
DRAW = Draw(
    number="447",
    drawn_on=date(2026, 10, 1),
    name="Trades Occupations, 2026-Version 3",
    category="trades",
    version="trades-v3",
    itas=3_500,
    crs_cutoff=476,
    tie_break_at=datetime(2026, 5, 28, 16, 55, 23, tzinfo=UTC),
    source=Reference("a draw", None, date(2026, 10, 1)),
)
RULES = DrawRules(
    nocs=frozenset({WELDER}),
    earlier_nocs=frozenset(),
    experience=None,
    conditions=(),
    tie_break_rule=True,
    profile_life_months=12,
)
NO_LIST = replace(RULES, nocs=None)
WORK_IN_CANADA = replace(
    NO_LIST, asks=Requirement("canadian_experience", months=12, window_years=3)
)
FRENCH = replace(NO_LIST, asks=Requirement("french", nclc=7))
NOMINATION = replace(NO_LIST, asks=Requirement("nomination"))
IN_MAY = Submission(date(2026, 5, 3))
WELL = Profile(490, WELDER, IN_MAY)


def told(found: Criterion) -> tuple[str, str | None]:
    return found.state, found.reason


def verdict(profile: Profile, rules: DrawRules = RULES) -> Verdict:
    return judge(profile, DRAW, rules)


PROGRAMS = {
    "a place in the pool suffices": (RULES, WELL, "not_needed", "pool_suffices", "invited"),
    "work in Canada is not known": (
        *(WORK_IN_CANADA, WELL, "not_asked", "canadian_experience"),
        "incomplete",
    ),
    "a month too few in Canada": (
        *(WORK_IN_CANADA, replace(WELL, canadian_experience_months=11)),
        *("not_met", "canadian_experience", "not_invited"),
    ),
    "just enough in Canada": (
        *(WORK_IN_CANADA, replace(WELL, canadian_experience_months=12)),
        *("met", "canadian_experience", "invited"),
    ),
    "never worked in Canada": (
        *(WORK_IN_CANADA, replace(WELL, canadian_experience_months=0)),
        *("not_met", "canadian_experience", "not_invited"),
    ),
    "French is not known": (FRENCH, WELL, "not_asked", "french", "incomplete"),
    "French one level too low": (
        *(FRENCH, replace(WELL, french_nclc=6)),
        *("not_met", "french", "not_invited"),
    ),
    "French just enough": (FRENCH, replace(WELL, french_nclc=7), "met", "french", "invited"),
    "whether there is a nomination is not known": (
        *(NOMINATION, WELL, "not_asked", "nomination"),
        "incomplete",
    ),
    "no nomination": (
        *(NOMINATION, replace(WELL, nomination=False)),
        *("not_met", "nomination", "not_invited"),
    ),
    "nominated": (NOMINATION, replace(WELL, nomination=True), "met", "nomination", "invited"),
    "a program that no answer here can settle": (
        *(replace(NO_LIST, asks=Requirement("fst")), WELL, "not_asked", "fst"),
        "incomplete",
    ),
    "conditions that no answer here can settle": (
        *(
            replace(NO_LIST, asks=Requirement("other_condition")),
            WELL,
            "not_asked",
            "other_condition",
        ),
        "incomplete",
    ),
}


@pytest.mark.parametrize(
    ("rules", "profile", "state", "reason", "outcome"), PROGRAMS.values(), ids=PROGRAMS
)
def test_what_a_draw_asks_beyond_the_pool(
    rules: DrawRules, profile: Profile, state: str, reason: str, outcome: str
) -> None:
    found = verdict(profile, rules)
    assert found.criteria[0] == found["program"]
    assert told(found["program"]) == (state, reason)
    assert found.outcome == outcome


def test_a_score_says_nothing_about_a_draw_for_nominees_before_a_nomination_is_known() -> None:
    found = verdict(WELL, NOMINATION)
    assert [found[name].state for name in ("crs", "tie_break")] == ["not_asked"] * 2
    assert found.needs == ("nomination",)
    assert told(verdict(replace(WELL, nomination=False), NOMINATION)["crs"]) == ("met", "above")


NEEDS = {
    "nothing is known of who wants French": (FRENCH, Profile(), ("crs", "submitted", "french")),
    "nothing is known of a nominee": (NOMINATION, Profile(), ("crs", "submitted", "nomination")),
    "nothing is known, and a list": (RULES, Profile(), ("crs", "occupation", "submitted")),
    "all but the work in Canada": (WORK_IN_CANADA, WELL, ("canadian_experience",)),
    "nothing would settle what the draw asks": (
        *(replace(NO_LIST, asks=Requirement("fst")), WELL),
        (),
    ),
    "a day at the tie asks for the time": (
        *(RULES, Profile(476, WELDER, Submission(date(2026, 5, 28)))),
        ("submitted_time",),
    ),
    "a month at the tie asks for the day": (
        *(
            RULES,
            Profile(476, WELDER, submitted_between=Between(date(2026, 5, 1), date(2026, 5, 31))),
        ),
        ("submitted",),
    ),
    "a score of a later day": (RULES, replace(WELL, crs_on=date(2026, 10, 2)), ("crs",)),
    "work in Canada of somebody below": (WORK_IN_CANADA, replace(WELL, crs=400), ()),
}


@pytest.mark.parametrize(("rules", "profile", "needs"), NEEDS.values(), ids=NEEDS)
def test_what_is_asked_next(rules: DrawRules, profile: Profile, needs: tuple[str, ...]) -> None:
    assert verdict(profile, rules).needs == needs


def test_a_list_that_nobody_has_described_yet_is_open_for_every_occupation() -> None:
    rules = replace(RULES, nocs=None, list_known=False)
    for noc in (WELDER, COOK, None):
        found = verdict(replace(WELL, noc=noc), rules)
        assert told(found["occupation"]) == ("depends", "list_unknown")
        assert (found.outcome, found.needs) == ("depends", ())
    assert verdict(replace(WELL, crs=475), rules).outcome == "not_invited"


CHANGED = replace(RULES, crs_changes=(date(2026, 9, 15),))
OCTOBER, AUGUST = date(2026, 10, 2), date(2026, 8, 31)
DAYS = {
    "a score without a day counts as held": (RULES, Profile(490), ("met", "above")),
    "held on the draw's day": (
        *(RULES, Profile(490, crs_on=date(2026, 10, 1))),
        ("met", "above"),
    ),
    "held before it": (RULES, Profile(470, crs_on=AUGUST), ("not_met", "below")),
    "only a later one is known": (RULES, Profile(490, crs_on=OCTOBER), ("depends", "other_day")),
    "new rules lie between": (CHANGED, Profile(490, crs_on=AUGUST), ("depends", "other_day")),
    "held on the first day of new rules": (
        *(CHANGED, Profile(490, crs_on=date(2026, 9, 15))),
        ("met", "above"),
    ),
    "of two the one held before the draw": (
        *(
            RULES,
            Profile(490, crs_on=OCTOBER, scores=(ScoreOn(470, AUGUST), ScoreOn(490, OCTOBER))),
        ),
        ("not_met", "below"),
    ),
    "of two earlier ones the later": (
        *(RULES, Profile(scores=(ScoreOn(470, AUGUST), ScoreOn(480, date(2026, 9, 1))))),
        ("met", "above"),
    ),
    "two later ones": (
        *(RULES, Profile(scores=(ScoreOn(470, OCTOBER), ScoreOn(480, date(2026, 11, 1))))),
        ("depends", "other_day"),
    ),
}


@pytest.mark.parametrize(("rules", "profile", "crs"), DAYS.values(), ids=DAYS)
def test_the_score_that_counts_is_that_of_the_day_of_the_draw(
    rules: DrawRules, profile: Profile, crs: tuple[str, str]
) -> None:
    known = replace(profile, noc=WELDER, submission=IN_MAY)
    assert told(verdict(known, rules)["crs"]) == crs


def test_points_are_not_counted_from_the_score_of_another_day() -> None:
    later = replace(WELL, crs=470, crs_on=OCTOBER)
    assert verdict(later).outcome == "depends"
    assert flip(later, DRAW, RULES) is None
    assert flip(replace(later, crs_on=AUGUST), DRAW, RULES) == Flip(points_more=6)


def spanned(since: date | None, until: date | None, crs: int = 490) -> Verdict:
    return verdict(Profile(crs, WELDER, submitted_between=Between(since, until)))


SPANS = {
    "June lies in the pool": (
        *(date(2026, 6, 1), date(2026, 6, 30)),
        *(("met", "in_pool"), ("not_met", "later")),
    ),
    "April lies before the tie": (
        *(date(2026, 4, 1), date(2026, 4, 30)),
        *(("met", "in_pool"), ("met", "earlier")),
    ),
    "May lies on both sides of the tie": (
        *(date(2026, 5, 1), date(2026, 5, 31)),
        *(("met", "in_pool"), ("depends", "later")),
    ),
    # The 28th may have been before or after 16:55:23 UTC, the 27th was before.
    "two days at the tie": (
        *(date(2026, 5, 26), date(2026, 5, 28)),
        *(("met", "in_pool"), ("depends", "needs_time")),
    ),
    "before March has no beginning": (
        *(None, date(2026, 2, 28)),
        *(("depends", "profile_expired"), ("met", "earlier")),
    ),
    "after September has no end": (
        *(date(2026, 9, 30), None),
        *(("depends", "submitted_after_draw"), ("not_met", "later")),
    ),
    "older than the life of a profile": (
        *(None, date(2025, 9, 30)),
        *(("not_met", "profile_expired"), ("met", "earlier")),
    ),
    "it may have ended on the very day": (
        *(date(2025, 10, 1), date(2025, 10, 31)),
        *(("depends", "expiry_day"), ("met", "earlier")),
    ),
}


@pytest.mark.parametrize(("since", "until", "pool", "tie_break"), SPANS.values(), ids=SPANS)
def test_a_span_is_judged_at_both_ends(
    since: date | None, until: date | None, pool: tuple[str, str], tie_break: tuple[str, str]
) -> None:
    found = spanned(since, until, 476)
    assert (told(found["pool"]), told(found["tie_break"])) == (pool, tie_break)


def test_a_span_in_the_pool_is_enough_above_the_cut_off() -> None:
    assert spanned(date(2026, 5, 1), date(2026, 5, 31)).outcome == "invited"


def test_a_draw_before_a_profile_was_made_again_is_judged_with_the_earlier_day() -> None:
    again = Profile(476, WELDER, Submission(date(2026, 11, 1)))
    assert told(verdict(again)["pool"]) == ("not_met", "submitted_after_draw")
    known = replace(again, earlier_submitted_on=date(2026, 4, 1))
    assert verdict(known).outcome == "invited"
    assert told(verdict(known)["tie_break"]) == ("met", "earlier")
    made_before = replace(known, submission=Submission(date(2026, 9, 1)))
    assert told(verdict(made_before)["tie_break"]) == ("not_met", "later")


OBSTACLES = {
    "work in Canada": (WORK_IN_CANADA, "canadian_experience_too_short"),
    "French": (FRENCH, "french_too_low"),
    "a nomination": (NOMINATION, "no_nomination"),
}


@pytest.mark.parametrize(("rules", "obstacle"), OBSTACLES.values(), ids=OBSTACLES)
def test_no_points_mend_what_a_draw_asks_beyond_the_pool(rules: DrawRules, obstacle: str) -> None:
    nothing = replace(WELL, canadian_experience_months=0, french_nclc=0, nomination=False)
    found = flip(nothing, DRAW, rules)
    assert found is not None
    assert (found.points_more, found.obstacle) == (None, obstacle)
