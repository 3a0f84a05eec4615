"""Days that run: until when an invited person may apply, and how long a profile lives."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from knowledge.draws import Draw
from knowledge.facts.values import Rules
from knowledge.profiles import POOL_ZONE, Profile
from knowledge.verdicts import add_months


@dataclass(frozen=True, slots=True)
class ProfileLife:
    """The day on which a profile ends, and whether that day is past."""

    expires_on: date
    expired: bool


def profile_life(profile: Profile, rules: Rules, as_of: datetime) -> ProfileLife | None:
    """Until when the newest profile lives; None where the day of its submission is not known.

    It ends on the same date some months later, by the calendar of the pool's own zone.
    """
    if profile.submission is None:
        return None
    submitted_on = profile.submission.pool_on
    months = rules.profile_life_months.on(submitted_on).value
    expires_on = add_months(submitted_on, months)
    return ProfileLife(expires_on, as_of.astimezone(ZoneInfo(POOL_ZONE)).date() > expires_on)


def respond_by(draw: Draw, rules: Rules) -> date:
    """The last day (UTC) on which somebody invited in that draw may apply.

    The days are counted from the draw's day; a letter of 10 July 2019 ended "before 9 September,
    00:00 UTC", 60 days later.
    """
    return draw.drawn_on + timedelta(days=rules.itas_days_to_apply.on(draw.drawn_on).value)


def respond_by_passed(draw: Draw, rules: Rules, as_of: datetime) -> bool:
    """Whether the last day to apply after an invitation of that draw is over."""
    return as_of.date() > respond_by(draw, rules)
