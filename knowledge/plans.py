"""Plans of invitations to apply (ITAs), and how many may remain.

A plan of ITAs counts invitations; a levels plan counts admissions. They are never mixed: only a
plan whose unit is ``itas`` is ever compared with draws.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, assert_never

from knowledge.draws import Draw, DrawLedger
from knowledge.parameters import Confidence, Reference

Status = Literal["open", "fulfilled", "exceeded", "over"]
Unit = Literal["itas", "share_of_itas", "admissions"]


@dataclass(frozen=True, slots=True)
class Window:
    """A period of days, both ends included."""

    since: date
    until: date

    def touches(self, year: int) -> bool:
        """Whether any day of that calendar year lies inside."""
        return self.since.year <= year <= self.until.year


@dataclass(frozen=True, slots=True)
class WindowReading:
    """One reading of the period a plan speaks of, and when that reading became public."""

    id: str
    window: Window
    reported_on: date
    references: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What somebody announced or leaked for a period.

    ``amounts`` are (category id, number) pairs: numbers of ITAs, per cent of ITAs or admissions,
    as ``unit`` says. ``readings`` are oldest first; more than one means the window is disputed.
    """

    id: str
    title: str
    unit: Unit
    amounts: tuple[tuple[str, float], ...]
    said_by: str
    reported_on: date
    readings: tuple[WindowReading, ...]
    confidence: Confidence
    references: tuple[Reference, ...]
    checked_on: date
    note: str | None = None

    def planned(self, category: str) -> int | None:
        """ITAs planned for the category, or None where this is no plan of ITAs for it."""
        if self.unit != "itas":
            return None
        return next((int(number) for name, number in self.amounts if name == category), None)

    def readings_known(self, day: date) -> tuple[WindowReading, ...]:
        """The readings public on that day, the later-reported first."""
        known = [reading for reading in self.readings if reading.reported_on <= day]
        return tuple(sorted(known, key=lambda reading: reading.reported_on, reverse=True))


@dataclass(frozen=True, slots=True)
class Count:
    """One reading's figures: ITAs planned for the window and issued in it so far."""

    reading: WindowReading
    planned: int
    draws: tuple[Draw, ...]

    @property
    def issued(self) -> int:
        """ITAs of the draws inside the window."""
        return sum(draw.itas for draw in self.draws)

    @property
    def rest(self) -> int:
        """Planned minus issued, never below zero."""
        return max(0, self.planned - self.issued)

    def status(self, day: date) -> Status:
        """Where this reading stood on that day; over from the day after its window."""
        if self.reading.window.until < day:
            return "over"
        if self.issued < self.planned:
            return "open"
        return "fulfilled" if self.issued == self.planned else "exceeded"


@dataclass(frozen=True, slots=True)
class PastPlan:
    """A plan whose window has ended, and what came of it."""

    year: int
    plan: Plan
    count: Count


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan known on that day touches the year; figures follow the later-reported reading."""

    year: int
    plan: Plan
    count: Count
    others: tuple[Count, ...]
    past: tuple[PastPlan, ...]

    @property
    def disputed(self) -> bool:
        """Whether another reading of the window gives other figures."""
        own = (self.count.planned, self.count.issued)
        return any((other.planned, other.issued) != own for other in self.others)


@dataclass(frozen=True, slots=True)
class Open(Planned):
    """Fewer ITAs were issued than planned and the window has not ended."""

    @property
    def may_remain(self) -> int:
        """ITAs that may still come; an announced intention, not a promise."""
        return self.count.rest


@dataclass(frozen=True, slots=True)
class Fulfilled(Planned):
    """Exactly the planned number was issued and the window has not ended."""


@dataclass(frozen=True, slots=True)
class Exceeded(Planned):
    """More ITAs were issued than planned and the window has not ended."""


@dataclass(frozen=True, slots=True)
class Over(Planned):
    """The window had ended: what was not issued never came."""

    @property
    def unissued(self) -> int:
        """ITAs that were planned and never issued."""
        return self.count.rest


@dataclass(frozen=True, slots=True)
class NoPlan:
    """No plan of ITAs for the category known on that day touches the year.

    ``ended`` tells whether the year was over on that day.
    """

    year: int
    draws: tuple[Draw, ...]
    past: tuple[PastPlan, ...]
    ended: bool = False

    @property
    def issued(self) -> int:
        """ITAs issued to the category in that calendar year so far."""
        return sum(draw.itas for draw in self.draws)


Remaining = Open | Fulfilled | Exceeded | Over | NoPlan


def remaining(
    category: str,
    ledger: DrawLedger,
    plans: Iterable[Plan],
    as_of: datetime,
    year: int | None = None,
) -> Remaining:
    """What was planned for the category in a year, issued, and may remain, as known at ``as_of``.

    ``year`` defaults to that of ``as_of`` (UTC). Only draws held and plans reported up to that
    day count. Where two plans touch the year, the later-reported one speaks.
    """
    today = as_of.date()
    asked = today.year if year is None else year
    draws = ledger.known(as_of)
    counted = [
        (plan, counts)
        for plan in sorted(plans, key=lambda plan: plan.reported_on, reverse=True)
        if (counts := _counts(plan, category, draws, today))
    ]
    past = tuple(
        PastPlan(counts[0].reading.window.until.year, plan, counts[0])
        for plan, counts in counted
        if counts[0].reading.window.until < min(today, date(asked, 1, 1))
    )
    for plan, counts in counted:
        if counts[0].reading.window.touches(asked):
            return _status(asked, plan, counts, past, today)
    whole_year = draws.invited_between(category, date(asked, 1, 1), date(asked, 12, 31))
    return NoPlan(asked, whole_year, past, asked < today.year)


def _counts(plan: Plan, category: str, ledger: DrawLedger, today: date) -> tuple[Count, ...]:
    planned = plan.planned(category)
    if planned is None or plan.reported_on > today:
        return ()
    return tuple(
        Count(
            reading,
            planned,
            ledger.invited_between(category, reading.window.since, reading.window.until),
        )
        for reading in plan.readings_known(today)
    )


def _status(
    year: int, plan: Plan, counts: tuple[Count, ...], past: tuple[PastPlan, ...], today: date
) -> Remaining:
    count, others = counts[0], counts[1:]
    status = count.status(today)
    match status:
        case "open":
            return Open(year, plan, count, others, past)
        case "fulfilled":
            return Fulfilled(year, plan, count, others, past)
        case "exceeded":
            return Exceeded(year, plan, count, others, past)
        case "over":
            return Over(year, plan, count, others, past)
        case _:
            assert_never(status)
