"""Other kinds of draw for the same profile, days that run, gaps, and who was invited elsewhere."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from knowledge.deadlines import ProfileLife, profile_life, respond_by, respond_by_passed
from knowledge.elsewhere import Elsewhere, elsewhere
from knowledge.profiles import Between, Profile, Submission
from knowledge.rulebook import eligible_invited
from tests.facts import frozen

FACTS = frozen()
DECEMBER = datetime(2026, 12, 1, 12, tzinfo=UTC)
WELDER = Profile(480, "72106", Submission(date(2026, 3, 14)))


def found(profile: Profile, category: str = "trades") -> dict[str, Elsewhere]:
    others = elsewhere(profile, category, FACTS, DECEMBER)
    assert others is not None
    return {other.draw.category: other for other in others}


def test_the_latest_draw_of_every_other_category_of_a_year_is_judged() -> None:
    others = found(WELDER)
    assert "trades" not in others
    assert "general" not in others  # none since 2024-04-23
    assert {name: other.draw.number for name, other in others.items()} == {
        draw.category: draw.number
        for draw in FACTS.draws.draws
        if draw.drawn_on > date(2025, 12, 1) and draw.category != "trades"
    }
    assert others["cec"].verdict.outcome == "not_invited"  # 518
    assert others["pnp"].verdict.needs == ("nomination",)
    assert others["french"].verdict.needs == ("french",)


def test_the_likeliest_comes_first() -> None:
    high = replace(WELDER, crs=560, canadian_experience_months=24)
    names = list(found(high))
    assert names[0] == "cec"
    outcomes = [other.verdict.outcome for other in found(high).values()]
    order = ["invited", "depends", "incomplete", "not_invited"]
    assert outcomes == sorted(outcomes, key=order.index)
    assert names.index("french") < names.index("pnp")  # a nomination says nothing of the score


def test_a_draw_whose_conditions_nobody_here_can_settle_comes_after_those_that_can() -> None:
    names = list(found(Profile(480, submission=Submission(date(2026, 3, 14)))))
    assert names.index("transport") < names.index("military")


def test_whoever_speaks_french_is_in_the_range_of_a_french_draw() -> None:
    french = found(replace(WELDER, french_nclc=7))["french"]
    assert (french.verdict.outcome, french.verdict.needs) == ("invited", ())


def test_the_category_asked_about_is_left_out_and_trades_comes_in() -> None:
    assert found(WELDER, "cec")["trades"].verdict.outcome == "invited"


def test_without_a_score_nothing_is_said() -> None:
    assert elsewhere(Profile(noc="72106"), "trades", FACTS, DECEMBER) is None


LIVES = {
    "the day before it ends": (date(2025, 12, 2), ProfileLife(date(2026, 12, 2), False)),
    "the very day it ends": (date(2025, 12, 1), ProfileLife(date(2026, 12, 1), False)),
    "the day after": (date(2025, 11, 30), ProfileLife(date(2026, 11, 30), True)),
    "29 February ends on the 28th": (date(2024, 2, 29), ProfileLife(date(2025, 2, 28), True)),
}


@pytest.mark.parametrize(("on", "life"), LIVES.values(), ids=LIVES)
def test_a_profile_lives_twelve_months(on: date, life: ProfileLife) -> None:
    assert profile_life(Profile(submission=Submission(on)), FACTS.rules, DECEMBER) == life


def test_the_day_of_an_instant_is_torontos() -> None:
    # 2025-12-01 03:00 UTC is still the 30th in Toronto, and so is 2026-12-01 04:00 UTC.
    at = Profile(submission=Submission(date(2025, 12, 1), time(3), zone="UTC"))
    night = datetime(2026, 12, 1, 4, tzinfo=UTC)
    assert profile_life(at, FACTS.rules, night) == ProfileLife(date(2026, 11, 30), False)
    assert profile_life(at, FACTS.rules, DECEMBER) == ProfileLife(date(2026, 11, 30), True)


def test_a_span_of_days_has_no_last_day() -> None:
    spanned = Profile(submitted_between=Between(date(2026, 5, 1), date(2026, 5, 31)))
    assert profile_life(spanned, FACTS.rules, DECEMBER) is None


DAYS_TO_APPLY = {
    "60 days in 2026": ("447", date(2026, 11, 30)),  # 30 of October, 30 of November
    "60 days in 2025": ("368", date(2025, 11, 17)),
    "90 days in the pandemic": ("176", date(2021, 5, 14)),
    "90 days in 2017": ("76", date(2018, 1, 30)),
}


@pytest.mark.parametrize(("number", "day"), DAYS_TO_APPLY.values(), ids=DAYS_TO_APPLY)
def test_the_days_to_apply_are_those_of_the_draws_own_time(number: str, day: date) -> None:
    draw = FACTS.draws.draw(number)
    assert draw is not None
    assert respond_by(draw, FACTS.rules) == day
    at = datetime.combine(day, time(23, 59, 59), UTC)
    assert not respond_by_passed(draw, FACTS.rules, at)
    assert respond_by_passed(draw, FACTS.rules, at + timedelta(seconds=1))


def test_gaps_between_trades_draws_are_counted_from_the_ledger() -> None:
    assert FACTS.draws.gaps("trades") == (138, 198, 111, 330, 196, 182)
    assert FACTS.draws.gaps("fsw") == ()
    assert FACTS.draws.gaps("nothing") == ()


def test_people_eligible_for_trades_were_invited_elsewhere_too() -> None:
    assert eligible_invited(FACTS, DECEMBER) == ((2023, 2_855), (2024, 3_884), (2025, 4_589))
    assert eligible_invited(FACTS, datetime(2026, 8, 3, tzinfo=UTC)) == ()
