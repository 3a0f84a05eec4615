"""Days of a person beside their profile, and what ends or is complete by them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from knowledge.deadlines import profile_life
from knowledge.facts.values import Rules
from knowledge.profiles import POOL_ZONE, Profile
from knowledge.verdicts import add_months

DeadlineKind = Literal["profile", "apply", "work", "test", "birthday"]


@dataclass(frozen=True, slots=True)
class OwnDates:
    """What a person told of days beside the profile; None where nothing was said.

    ``birthday`` is the day of the year alone ("03-12"): nobody needs to know the year.
    """

    invited_on: date | None = None
    tested_on: date | None = None
    working_since: date | None = None
    birthday: str | None = None

    @property
    def is_empty(self) -> bool:
        """Whether no day was told."""
        return self == OwnDates()

    def with_later(self, told: OwnDates) -> OwnDates:
        """The same with what was told since.

        >>> OwnDates(birthday="03-12").with_later(OwnDates(birthday="05-04")).birthday
        '05-04'
        """
        new = {field.name: getattr(told, field.name) for field in fields(told)}
        return replace(self, **{name: value for name, value in new.items() if value is not None})

    def without(self, known: OwnDates) -> OwnDates:
        """What of it is not known yet."""
        same = [
            field.name
            for field in fields(self)
            if getattr(self, field.name) == getattr(known, field.name)
        ]
        return replace(self, **dict.fromkeys(same))


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day on which something of a person ends, is complete or changes, and since when it runs.

    ``amount`` is how long it runs: days to apply, years of a test, else months; 0 of a birthday.
    ``past`` where the day is over by the calendar of the pool's own zone.
    """

    kind: DeadlineKind
    on: date
    since: date
    amount: int
    past: bool


@dataclass(frozen=True, slots=True)
class Periods:
    """How long what runs for a person runs: the general rules, and what a kind of draw asks for.

    ``work_months`` of full-time work, None where it asks for none; ``test_years`` after which the
    result of a language test is too old.
    """

    rules: Rules
    work_months: int | None
    test_years: int


def deadlines(
    profile: Profile, dates: OwnDates, periods: Periods, as_of: datetime
) -> tuple[Deadline, ...]:
    """All that is known to end or begin for a person, the next first, what is over last."""
    today = as_of.astimezone(ZoneInfo(POOL_ZONE)).date()
    found = [
        Deadline(kind, on, since, amount, today > on)
        for kind, since, on, amount in _found(profile, dates, periods, as_of, today)
    ]
    return tuple(sorted(found, key=lambda each: (each.past, each.on)))


def _found(
    profile: Profile,
    dates: OwnDates,
    periods: Periods,
    as_of: datetime,
    today: date,
) -> Iterator[tuple[DeadlineKind, date, date, int]]:
    life = profile_life(profile, periods.rules, as_of)
    if life is not None and profile.submission is not None:
        since = profile.submission.pool_on
        months = periods.rules.profile_life_months.on(since).value
        yield "profile", since, life.expires_on, months
    if (invited := dates.invited_on) is not None:
        for rule in periods.rules.itas_days_to_apply.history:
            if rule.covers(invited):
                yield "apply", invited, invited + timedelta(days=rule.value), rule.value
    if (begun := dates.working_since) is not None and (months := periods.work_months or 0):
        yield "work", begun, add_months(begun, months), months
    if (tested := dates.tested_on) is not None:
        years = periods.test_years
        yield "test", tested, add_months(tested, 12 * years), years
    if dates.birthday is not None:
        yield "birthday", today, next_birthday(dates.birthday, today), 0


def next_birthday(birthday: str, today: date) -> date:
    """The next day with that name, today included; 29 February is the 28th in a common year.

    >>> next_birthday("02-29", date(2026, 12, 1))
    datetime.date(2027, 2, 28)
    """
    month, day = map(int, birthday.split("-"))
    leap = date(2024, month, day)  # a leap year: every birthday is in it
    this = add_months(leap, 12 * (today.year - leap.year))
    return this if this >= today else add_months(leap, 12 * (today.year + 1 - leap.year))
