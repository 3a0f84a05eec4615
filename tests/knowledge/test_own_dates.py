"""What ends, is complete or changes for a person, by the calendar."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from knowledge.own_dates import OwnDates, Periods, deadlines, next_birthday
from knowledge.profiles import Profile, Submission
from tests.facts import frozen

PERIODS = Periods(frozen().rules, 12, 2)


@pytest.mark.parametrize(
    ("dates", "on"),
    [
        (OwnDates(invited_on=date(2026, 10, 1)), date(2026, 11, 30)),
        (OwnDates(invited_on=date(2020, 3, 1)), date(2020, 5, 30)),
        (OwnDates(tested_on=date(2024, 2, 29)), date(2026, 2, 28)),
        (OwnDates(working_since=date(2025, 12, 1)), date(2026, 12, 1)),
        (OwnDates(birthday="02-29"), date(2027, 2, 28)),
    ],
    ids=[
        "sixty days from the invitation",
        "ninety days in the pandemic",
        "two years from a leap day",
        "twelve months of work",
        "a leap day's birthday in a common year",
    ],
)
def test_each_day_runs_as_long_as_its_rule_says(dates: OwnDates, on: date) -> None:
    (found,) = deadlines(Profile(), dates, PERIODS, datetime(2026, 12, 1, 12, tzinfo=UTC))
    assert found.on == on


@pytest.mark.parametrize(
    ("now", "past"),
    [
        (datetime(2026, 12, 4, 4, 59, tzinfo=UTC), False),
        (datetime(2026, 12, 4, 5, 0, tzinfo=UTC), True),
    ],
    ids=["in Toronto it is still the last day", "in Toronto it is the day after"],
)
def test_a_day_is_over_by_the_pools_own_clock(now: datetime, past: bool) -> None:
    profile = Profile(480, None, Submission(date(2025, 12, 3)))
    (found,) = deadlines(profile, OwnDates(), PERIODS, now)
    assert (found.on, found.past) == (date(2026, 12, 3), past)


def test_what_is_over_stands_last() -> None:
    dates = OwnDates(invited_on=date(2026, 1, 1), birthday="06-30")
    found = deadlines(Profile(), dates, PERIODS, datetime(2026, 5, 1, tzinfo=UTC))
    assert [each.kind for each in found] == ["birthday", "apply"]


def test_without_work_asked_for_nothing_is_complete() -> None:
    dates = OwnDates(working_since=date(2026, 1, 1))
    periods = Periods(frozen().rules, None, 2)
    assert deadlines(Profile(), dates, periods, datetime(2026, 5, 1, tzinfo=UTC)) == ()


def test_a_birthday_today_is_today() -> None:
    assert next_birthday("12-01", date(2026, 12, 1)) == date(2026, 12, 1)
