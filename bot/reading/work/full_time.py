"""Lengths of time: which are work, where, and how many full-time months they make."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from bot.reading.whose.roles import Told, first_of
from bot.reading.whose.scene import Scene
from bot.reading.work.lengths import Duration

Work = Literal["work", "other", "bare"]
_YOUNGEST = 16  # years: a longer time that stands alone may be an age
FULL_TIME_HOURS = 30  # a week, by the ministry's own definition of full-time work
HOURS_A_MONTH = 130  # 1,560 hours of full-time work are a year
MOST_MONTHS = 12 * 60  # nobody has worked longer


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time at a token, and what it is a length of."""

    place: int
    amount: Duration
    work: Work
    canadian: bool = False
    vague: bool = False
    enough: bool = False


def length_at(scene: Scene, place: int, amount: Duration) -> Length:
    """Tell what a length of time is."""
    told = scene.told("length", place)
    main = first_of(told, ("work", "other"))
    if first_of(told, ("window", "study")):
        return Length(place, amount, "other")
    work: Work = "bare"
    if main is not None:
        work = "other" if main.role == "other" else "work"
        working = first_of(told, ("work",))
        if main.role == "other" and working is not None and main.hit.cue.side == "before":
            work = "work" if working.gap <= main.gap else "other"
    if work == "work" and may_be_age(amount) and not _named(scene, told):
        work = "bare"
    canadian = first_of(told, ("canadian",)) is not None
    return Length(
        place,
        amount,
        work,
        canadian,
        first_of(told, ("vague",)) is not None,
        first_of(told, ("chance",)) is not None,
    )


def _named(scene: Scene, told: Sequence[Told]) -> bool:
    """Whether it is called work or experience, and does not only stand beside an occupation."""
    tokens = scene.line.tokens
    return any(
        each.role == "work"
        and any(tokens[at].mention is None for at in range(each.hit.first, each.hit.last))
        for each in told
    )


def may_be_age(amount: Duration) -> bool:
    """Whether a length of time that stands alone may be how old somebody is: "32 years"."""
    return any(months >= 12 * _YOUNGEST for months in amount.readings)


def full_time(months: int, hours: Fraction | None) -> int:
    """The same work in full-time months, rounded down; more than full time counts no more.

    >>> full_time(18, Fraction(15)), full_time(12, Fraction(44))
    (9, 12)
    """
    if hours is None or hours >= FULL_TIME_HOURS:
        return months
    return int(months * hours / FULL_TIME_HOURS)
