"""Was this profile in the invited range of that draw? A value with every reason.

"Invited" here means in the invited range: only the ministry can say that an invitation was sent.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal, assert_never

from knowledge.draws import AskedFor, Draw, Requirement, WorkExperience
from knowledge.profiles import Between, Profile, Submission

Name = Literal["program", "occupation", "crs", "tie_break", "pool", "experience"]
CriterionState = Literal["met", "not_met", "depends", "not_needed", "not_asked"]
Reason = Literal[
    "pool_suffices",
    AskedFor,
    "list_unknown",
    "on_list",
    "not_on_list",
    "removed_from_list",
    "no_occupation_needed",
    "above",
    "below",
    "equal",
    "other_day",
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
Need = Literal[
    "crs",
    "occupation",
    "submitted",
    "submitted_time",
    "canadian_experience",
    "french",
    "nomination",
]

NEEDED_FOR: dict[str, Need] = {
    "canadian_experience": "canadian_experience",
    "french": "french",
    "nomination": "nomination",
}
"""What to ask the candidate about; of other conditions no answer here would settle them."""


@dataclass(frozen=True, slots=True)
class DrawRules:
    """The rules of one draw's day: those of the category version that the draw used.

    ``nocs`` is None where no occupation is needed; ``earlier_nocs`` stood on an older version of
    the list. ``tie_break_rule`` tells whether ties were broken by submission time then. ``asks``
    is what the draw asked for beyond the pool. ``list_known`` is false for a version that nobody
    has described here yet. ``crs_changes`` are the first days of new rules of the CRS.
    """

    nocs: frozenset[str] | None
    earlier_nocs: frozenset[str]
    experience: WorkExperience | None
    conditions: tuple[str, ...]
    tie_break_rule: bool
    profile_life_months: int
    asks: Requirement | None = None
    list_known: bool = True
    crs_changes: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion, its state, and the reason with its numbers.

    There is no reason where it was not asked, except for what the draw asks of the program.
    ``points`` is the distance to the cut-off (always positive); ``required`` and ``given`` are
    months of experience, or levels of French.
    """

    name: Name
    state: CriterionState
    reason: Reason | None = None
    points: int | None = None
    required: int | None = None
    given: int | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome for one profile in one draw, with the six criteria in their fixed order.

    ``needs`` says what to ask next to settle it, in order; empty once it is settled.
    """

    outcome: Outcome
    criteria: tuple[Criterion, ...]
    needs: tuple[Need, ...]

    def __getitem__(self, name: Name) -> Criterion:
        """The criterion of that name."""
        return next(criterion for criterion in self.criteria if criterion.name == name)

    @property
    def can_be_settled(self) -> bool:
        """Whether the candidate's own answers can settle what the draw asks beyond the pool."""
        program = self["program"]
        return program.state != "not_asked" or program.reason in NEEDED_FOR

    @property
    def failing(self) -> tuple[Criterion, ...]:
        """The criteria that are not met."""
        return tuple(c for c in self.criteria if c.state == "not_met")


def judge(profile: Profile, draw: Draw, rules: DrawRules) -> Verdict:
    """Whether the profile was in the invited range of the draw, under the rules of its day."""
    submitted = profile.submitted_as_of(draw.drawn_on)
    program = _program(profile, rules.asks)
    crs = _crs(profile, draw, rules, program)
    criteria = (
        program,
        _occupation(profile.noc, rules),
        crs,
        _tie_break(profile, crs, submitted, draw, rules),
        _pool(submitted, draw.drawn_on, rules.profile_life_months),
        _experience(profile.experience_months, rules.experience),
    )
    outcome = _outcome(criteria)
    needs = _needs(profile, criteria) if outcome in ("incomplete", "depends") else ()
    return Verdict(outcome, criteria, needs)


def _program(profile: Profile, asked: Requirement | None) -> Criterion:
    """What the draw asked for beyond the pool; who is in the pool qualifies for some program."""
    if asked is None:
        return Criterion("program", "not_needed", "pool_suffices")
    given: int | None = None
    match asked.what:
        case "canadian_experience":
            given, required = profile.canadian_experience_months, asked.months
        case "french":
            given, required = profile.french_nclc, asked.nclc
        case "nomination":
            given, required = profile.nomination, True
        case "fst" | "other_condition":
            required = None
        case _:
            assert_never(asked.what)
    if given is None or required is None:
        return Criterion("program", "not_asked", asked.what)
    state: CriterionState = "met" if given >= required else "not_met"
    if asked.what == "nomination":
        return Criterion("program", state, asked.what)
    return Criterion("program", state, asked.what, required=required, given=given)


def _occupation(noc: str | None, rules: DrawRules) -> Criterion:
    if not rules.list_known:
        return Criterion("occupation", "depends", "list_unknown")
    if rules.nocs is None:
        return Criterion("occupation", "met", "no_occupation_needed")
    if noc is None:
        return Criterion("occupation", "not_asked")
    if noc in rules.nocs:
        return Criterion("occupation", "met", "on_list")
    reason: Reason = "removed_from_list" if noc in rules.earlier_nocs else "not_on_list"
    return Criterion("occupation", "not_met", reason)


def _crs(profile: Profile, draw: Draw, rules: DrawRules, program: Criterion) -> Criterion:
    """The score held on the draw's day against the cut-off.

    A nomination is worth so many points that the score says nothing in a draw for nominees
    before it is known whether there is one.
    """
    held = profile.score_on(draw.drawn_on)
    if held is None or (program.reason == "nomination" and program.state == "not_asked"):
        return Criterion("crs", "not_asked")
    if held.on is not None and not _compares(held.on, draw.drawn_on, rules.crs_changes):
        return Criterion("crs", "depends", "other_day")
    if held.crs > draw.crs_cutoff:
        return Criterion("crs", "met", "above", points=held.crs - draw.crs_cutoff)
    if held.crs < draw.crs_cutoff:
        return Criterion("crs", "not_met", "below", points=draw.crs_cutoff - held.crs)
    return Criterion("crs", "met", "equal")


def _compares(held_on: date, drawn_on: date, changes: tuple[date, ...]) -> bool:
    """Whether a score of that day is still what was compared on the day of the draw."""
    return held_on <= drawn_on and not any(held_on < new <= drawn_on for new in changes)


def _tie_break(
    profile: Profile,
    crs: Criterion,
    submitted: Submission | Between | None,
    draw: Draw,
    rules: DrawRules,
) -> Criterion:
    """The tie-breaking rule concerns only candidates at exactly the lowest score invited.

    Source: the sentence in each draw's ministerial instructions. Equality to the second is
    settled by no source, hence ``same_second``.
    """
    held = profile.score_on(draw.drawn_on)
    if crs.state == "not_asked" or held is None:
        return Criterion("tie_break", "not_asked")
    if not rules.tie_break_rule:
        return Criterion("tie_break", "not_needed", "no_tie_break_rule")
    if held.crs != draw.crs_cutoff:
        return Criterion("tie_break", "not_needed", "score_differs")
    if submitted is None:
        return Criterion("tie_break", "not_asked")
    if draw.tie_break_at is None:
        return Criterion("tie_break", "depends", "unknown_tie_break")
    at = draw.tie_break_at
    found = _at_both_ends(submitted, lambda submission: _in_tie(submission, at))
    if found.state == "not_met" and crs.state == "depends":
        return replace(found, state="depends")
    return found


def _in_tie(submission: Submission, tie_break_at: datetime) -> Criterion:
    first, last = submission.span()
    if last < tie_break_at:
        return Criterion("tie_break", "met", "earlier")
    if first > tie_break_at:
        return Criterion("tie_break", "not_met", "later")
    return Criterion("tie_break", "depends", "same_second" if first == last else "needs_time")


def _pool(submitted: Submission | Between | None, drawn_on: date, life_months: int) -> Criterion:
    if submitted is None:
        return Criterion("pool", "not_asked")
    return _at_both_ends(submitted, lambda one: _in_pool(one.pool_on, drawn_on, life_months))


def _in_pool(submitted_on: date, drawn_on: date, life_months: int) -> Criterion:
    """Calendar days only: the feed's hour of the draw is unreliable, so its own day stays open."""
    if submitted_on > drawn_on:
        return Criterion("pool", "not_met", "submitted_after_draw")
    if submitted_on == drawn_on:
        return Criterion("pool", "depends", "submitted_on_draw_day")
    ends_on = add_months(submitted_on, life_months)
    if drawn_on > ends_on:
        return Criterion("pool", "not_met", "profile_expired")
    if drawn_on == ends_on:
        return Criterion("pool", "depends", "expiry_day")
    return Criterion("pool", "met", "in_pool")


_WORST_FIRST = ("not_met", "depends", "met")


def _at_both_ends(
    submitted: Submission | Between, judged: Callable[[Submission], Criterion]
) -> Criterion:
    """The answer of a span of days where both ends give it, else open for the end that fails."""
    if isinstance(submitted, Submission):
        return judged(submitted)
    first, last = (judged(Submission(day)) for day in submitted.ends)
    if first == last:
        return first
    failing = min((first, last), key=lambda found: _WORST_FIRST.index(found.state))
    return replace(failing, state="depends")


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


def _needs(profile: Profile, criteria: tuple[Criterion, ...]) -> tuple[Need, ...]:
    program, occupation, crs, tie_break, pool, _ = criteria
    a_span = profile.submission is None and "depends" in (pool.state, tie_break.state)
    needs: dict[Need, bool] = {
        "crs": crs.reason == "other_day" or profile.score_on(date.max) is None,
        "occupation": occupation.state == "not_asked",
        "submitted": pool.state == "not_asked" or a_span,
        "submitted_time": tie_break.reason == "needs_time" and not a_span,
    }
    if program.state == "not_asked" and program.reason in NEEDED_FOR:
        needs[NEEDED_FOR[program.reason]] = True
    return tuple(need for need, wanted in needs.items() if wanted)


def add_months(day: date, months: int) -> date:
    """The same date that many months later; the month's last day where there is none such.

    >>> add_months(date(2024, 2, 29), 12)
    datetime.date(2025, 2, 28)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
