"""What a candidate told us, and what it can mean in time.

A day is not an instant: somebody who says "5 November" may have submitted at any second of that
day, in any time zone unless one was said. A submission therefore spans the instants it may stand
for, and rules compare with both ends.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

EASTERNMOST = timezone(timedelta(hours=14))
"""The zone in which a calendar day begins first (Line Islands)."""

WESTERNMOST = timezone(timedelta(hours=-12))
"""The zone in which a calendar day ends last."""

POOL_ZONE = "America/Toronto"
"""Where the pool's calendar day is counted; the ministry's own clock."""

_OFFSET = re.compile(r"([+-])(\d\d):(\d\d)")


@lru_cache(maxsize=1024)
def zone_named(name: str) -> tzinfo:
    """The zone of an IANA name, "UTC" or an offset such as "-05:00".

    Raises KeyError (ZoneInfoNotFoundError) or ValueError for anything else.

    >>> zone_named("+05:30").utcoffset(None)
    datetime.timedelta(seconds=19800)
    """
    if name == "UTC":
        return UTC
    if offset := _OFFSET.fullmatch(name):
        sign = 1 if offset[1] == "+" else -1
        return timezone(sign * timedelta(hours=int(offset[2]), minutes=int(offset[3])))
    return ZoneInfo(name)


@dataclass(frozen=True, slots=True)
class Submission:
    """When an Express Entry profile was submitted, as precisely as was said.

    ``on`` is the day as said, in ``zone`` if one was said; ``at`` the wall-clock time if said,
    whose seconds count only with ``to_the_second``.
    """

    on: date
    at: time | None = None
    to_the_second: bool = False
    zone: str | None = None

    @property
    def is_instant(self) -> bool:
        """Whether a time and a zone were said."""
        return self.at is not None and self.zone is not None

    def allows(self, other: Submission) -> bool:
        """Whether the other says the same, or the same more exactly.

        >>> Submission(date(2026, 2, 14)).allows(Submission(date(2026, 2, 14), time(15, 53)))
        True
        """
        same_time = self.at in (None, other.at) and self.zone in (None, other.zone)
        return self.on == other.on and same_time and self.to_the_second <= other.to_the_second

    def span(self) -> tuple[datetime, datetime]:
        """The first and the last second (UTC, both included) that it may stand for.

        Without a zone every zone from UTC-12 to UTC+14 is possible. A wall-clock time that a
        clock change makes occur twice, or never, spans both readings.
        """
        first = time() if self.at is None else self.at
        last = time(23, 59, 59) if self.at is None else self.at
        if self.at is not None and not self.to_the_second:
            last = self.at.replace(second=59)
        if self.zone is None:
            return (
                datetime.combine(self.on, first, EASTERNMOST).astimezone(UTC),
                datetime.combine(self.on, last, WESTERNMOST).astimezone(UTC),
            )
        zone = zone_named(self.zone)
        return (
            min(_both_folds(self.on, first, zone)),
            max(_both_folds(self.on, last, zone)),
        )

    @property
    def instant(self) -> datetime | None:
        """The first second it may stand for, in UTC; None without a time and a zone."""
        return self.span()[0] if self.is_instant else None

    @property
    def pool_on(self) -> date:
        """The calendar day compared with the draw's day.

        Of an instant its day in Toronto, else the day as said.
        """
        if self.instant is None:
            return self.on
        return self.instant.astimezone(ZoneInfo(POOL_ZONE)).date()


def _both_folds(on: date, at: time, zone: tzinfo) -> tuple[datetime, datetime]:
    wall = datetime.combine(on, at, zone)
    return wall.astimezone(UTC), wall.replace(fold=1).astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Between:
    """Days among which a submission lies, both included; None where that end is open.

    Said by "June 2026", "before March" or "3 or 4 May", or told by a button.
    """

    since: date | None = None
    until: date | None = None

    @property
    def ends(self) -> tuple[date, date]:
        """The first and the last day it may have been."""
        return self.since or _FIRST_DAY, self.until or _LAST_DAY

    def span(self) -> tuple[datetime, datetime]:
        """The first and the last second (UTC) that it may stand for, in any time zone."""
        first, last = self.ends
        return Submission(first).span()[0], Submission(last).span()[1]


_FIRST_DAY = date(1900, 1, 1)
_LAST_DAY = date(2999, 12, 31)


@dataclass(frozen=True, slots=True)
class ScoreOn:
    """A score and the day on which it was held; without a day it was told as the present one."""

    crs: int
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Profile:
    """What a candidate told us; None where nothing was said.

    ``crs`` in points, held on ``crs_on`` where a day was said; ``scores`` where several were;
    ``noc`` a NOC 2021 unit group of 5 digits; ``experience_months`` of full-time work (or the
    same amount part-time) in that occupation in the last three years, and
    ``canadian_experience_months`` of skilled work in Canada; ``french_nclc`` the lowest of the
    four abilities; ``nomination`` by a province. ``submission`` is that of the newest profile,
    or ``submitted_between`` where only a span of days is known; ``earlier_submitted_on`` is the
    day of the profile before a re-created one.
    """

    crs: int | None = None
    noc: str | None = None
    submission: Submission | None = None
    experience_months: int | None = None
    crs_on: date | None = None
    scores: tuple[ScoreOn, ...] = ()
    submitted_between: Between | None = None
    earlier_submitted_on: date | None = None
    canadian_experience_months: int | None = None
    french_nclc: int | None = None
    nomination: bool | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing was said yet."""
        return self == Profile()

    def at_score(self, crs: int) -> Profile:
        """The same person with that score on every day, as a supposition has it."""
        return replace(self, crs=crs, crs_on=None, scores=())

    def submitting(self, submission: Submission) -> Profile:
        """The same person with that submission and no other."""
        return replace(
            self, submission=submission, submitted_between=None, earlier_submitted_on=None
        )

    def score_on(self, day: date) -> ScoreOn | None:
        """The score to compare with a draw of that day, and the day on which it was held.

        The latest held not after the day, else one told without a day, which counts as held on
        any; where there are only later ones, the earliest of those.
        """
        told: dict[date | None, ScoreOn] = {score.on: score for score in self.scores}
        if self.crs is not None:
            told[self.crs_on] = ScoreOn(self.crs, self.crs_on)
        dated = sorted(on for on in told if on is not None)
        held = [on for on in dated if on <= day]
        if held:
            return told[held[-1]]
        return told.get(None) or (told[dated[0]] if dated else None)

    def submitted_as_of(self, day: date) -> Submission | Between | None:
        """The submission that counts in a draw of that day: of a re-created profile the earlier."""
        newest = self.submission or self.submitted_between
        if newest is None or self.earlier_submitted_on is None:
            return newest
        first = newest.pool_on if isinstance(newest, Submission) else newest.ends[0]
        return Submission(self.earlier_submitted_on) if day < first else newest
