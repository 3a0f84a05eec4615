"""Was this profile in the invited range of that draw? A value with every reason.

"Invited" here means in the invited range: only the ministry can say that an invitation was sent.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Literal

from knowledge.draws import Draw, WorkExperience
from knowledge.profiles import Profile, Submission

Name = Literal["occupation", "crs", "tie_break", "pool", "experience"]
CriterionState = Literal["met", "not_met", "depends", "not_needed", "not_asked"]
Reason = Literal[
    "on_list",
    "not_on_list",
    "removed_from_list",
    "no_occupation_needed",
    "above",
    "below",
    "equal",
    "no_tie_break_rule",
    "score_differs",
    "earlier",
    "later",
    "needs_time",
    "same_second",
    "unknown_tie_break",
    "in_pool",
    "submitted_after_draw",
    "profile_expired",
    "submitted_on_draw_day",
    "expiry_day",
    "enough",
    "too_short",
]
Outcome = Literal["invited", "not_invited", "depends", "incomplete"]
Need = Literal["crs", "occupation", "submitted", "submitted_time"]


@dataclass(frozen=True, slots=True)
class DrawRules:
    """The rules of one draw's day: those of the category version that the draw used.

    ``nocs`` is None where no occupation is needed; ``earlier_nocs`` stood on an older version of
    the list. ``tie_break_rule`` tells whether ties were broken by submission time then.
    """

    nocs: frozenset[str] | None
    earlier_nocs: frozenset[str]
    experience: WorkExperience | None
    conditions: tuple[str, ...]
    tie_break_rule: bool
    profile_life_months: int


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion, its state, and the reason with its numbers; no reason where it was not asked.

    ``points`` is the distance to the cut-off (always positive); ``required`` and ``given`` are
    months of experience.
    """

    name: Name
    state: CriterionState
    reason: Reason | None = None
    points: int | None = None
    required: int | None = None
    given: int | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome for one profile in one draw, with the five criteria in their fixed order.

    ``needs`` says what to ask next to settle it, in order; empty once it is settled.
    """

    outcome: Outcome
    criteria: tuple[Criterion, ...]
    needs: tuple[Need, ...]

    def __getitem__(self, name: Name) -> Criterion:
        """The criterion of that name."""
        return next(criterion for criterion in self.criteria if criterion.name == name)

    @property
    def failing(self) -> tuple[Criterion, ...]:
        """The criteria that are not met."""
        return tuple(c for c in self.criteria if c.state == "not_met")


def judge(profile: Profile, draw: Draw, rules: DrawRules) -> Verdict:
    """Whether the profile was in the invited range of the draw, under the rules of its day."""
    criteria = (
        _occupation(profile.noc, rules),
        _crs(profile.crs, draw.crs_cutoff),
        _tie_break(profile, draw, rules.tie_break_rule),
        _pool(profile.submission, draw.drawn_on, rules.profile_life_months),
        _experience(profile.experience_months, rules.experience),
    )
    outcome = _outcome(criteria)
    needs = _needs(criteria) if outcome in ("incomplete", "depends") else ()
    return Verdict(outcome, criteria, needs)


def _occupation(noc: str | None, rules: DrawRules) -> Criterion:
    if rules.nocs is None:
        return Criterion("occupation", "met", "no_occupation_needed")
    if noc is None:
        return Criterion("occupation", "not_asked")
    if noc in rules.nocs:
        return Criterion("occupation", "met", "on_list")
    reason: Reason = "removed_from_list" if noc in rules.earlier_nocs else "not_on_list"
    return Criterion("occupation", "not_met", reason)


def _crs(crs: int | None, cutoff: int) -> Criterion:
    if crs is None:
        return Criterion("crs", "not_asked")
    if crs > cutoff:
        return Criterion("crs", "met", "above", points=crs - cutoff)
    if crs < cutoff:
        return Criterion("crs", "not_met", "below", points=cutoff - crs)
    return Criterion("crs", "met", "equal")


def _tie_break(profile: Profile, draw: Draw, rule_in_force: bool) -> Criterion:
    """The tie-breaking rule concerns only candidates at exactly the lowest score invited.

    Source: the sentence in each draw's ministerial instructions. Equality to the second is
    settled by no source, hence ``same_second``.
    """
    if profile.crs is None:
        return Criterion("tie_break", "not_asked")
    if not rule_in_force:
        return Criterion("tie_break", "not_needed", "no_tie_break_rule")
    if profile.crs != draw.crs_cutoff:
        return Criterion("tie_break", "not_needed", "score_differs")
    if profile.submission is None:
        return Criterion("tie_break", "not_asked")
    if draw.tie_break_at is None:
        return Criterion("tie_break", "depends", "unknown_tie_break")
    first, last = profile.submission.span()
    if last < draw.tie_break_at:
        return Criterion("tie_break", "met", "earlier")
    if first > draw.tie_break_at:
        return Criterion("tie_break", "not_met", "later")
    return Criterion("tie_break", "depends", "same_second" if first == last else "needs_time")


def _pool(submission: Submission | None, drawn_on: date, life_months: int) -> Criterion:
    """Calendar days only: the feed's hour of the draw is unreliable, so its own day stays open."""
    if submission is None:
        return Criterion("pool", "not_asked")
    if submission.pool_on > drawn_on:
        return Criterion("pool", "not_met", "submitted_after_draw")
    if submission.pool_on == drawn_on:
        return Criterion("pool", "depends", "submitted_on_draw_day")
    ends_on = add_months(submission.pool_on, life_months)
    if drawn_on > ends_on:
        return Criterion("pool", "not_met", "profile_expired")
    if drawn_on == ends_on:
        return Criterion("pool", "depends", "expiry_day")
    return Criterion("pool", "met", "in_pool")


def _experience(months: int | None, asked: WorkExperience | None) -> Criterion:
    """Only what the category version asks; a program's own minimum is not judged here."""
    if months is None or asked is None:
        return Criterion("experience", "not_asked")
    if months < asked.months:
        return Criterion("experience", "not_met", "too_short", required=asked.months, given=months)
    return Criterion("experience", "met", "enough", required=asked.months, given=months)


def _outcome(criteria: tuple[Criterion, ...]) -> Outcome:
    if any(criterion.state == "not_met" for criterion in criteria):
        return "not_invited"
    deciding = [criterion for criterion in criteria if criterion.name != "experience"]
    if any(criterion.state == "not_asked" for criterion in deciding):
        return "incomplete"
    if any(criterion.state == "depends" for criterion in deciding):
        return "depends"
    return "invited"


def _needs(criteria: tuple[Criterion, ...]) -> tuple[Need, ...]:
    occupation, crs, tie_break, pool, _ = criteria
    needs: list[Need] = []
    if crs.state == "not_asked":
        needs.append("crs")
    if occupation.state == "not_asked":
        needs.append("occupation")
    if pool.state == "not_asked":
        needs.append("submitted")
    if tie_break.reason == "needs_time":
        needs.append("submitted_time")
    return tuple(needs)


def add_months(day: date, months: int) -> date:
    """The same date that many months later; the month's last day where there is none such.

    >>> add_months(date(2024, 2, 29), 12)
    datetime.date(2025, 2, 28)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
