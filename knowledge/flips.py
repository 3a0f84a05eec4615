"""What would have turned an outcome: the smallest change, never advice to change the past."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Literal

from knowledge.draws import Draw
from knowledge.profiles import POOL_ZONE, Profile, Submission
from knowledge.verdicts import DrawRules, Verdict, judge

FlipObstacle = Literal[
    "occupation_not_on_list",
    "occupation_removed_from_list",
    "submitted_after_draw",
    "profile_expired",
    "experience_too_short",
    "canadian_experience_too_short",
    "french_too_low",
    "no_nomination",
]


@dataclass(frozen=True, slots=True)
class Flip:
    """The smallest change that surely gives "invited"; None where a change of that kind does not.

    ``points_more`` in CRS points; ``submitted_before`` an instant (UTC, itself not included).
    ``obstacle`` names what no number of points mends.
    """

    points_more: int | None = None
    submitted_before: datetime | None = None
    obstacle: FlipObstacle | None = None


def flip(
    profile: Profile, draw: Draw, rules: DrawRules, verdict: Verdict | None = None
) -> Flip | None:
    """The smallest change that would have turned this outcome into "invited".

    ``verdict`` is the outcome, for who has it already. None when it is invited already, or when
    too little is known to compute it.
    """
    verdict = judge(profile, draw, rules) if verdict is None else verdict
    if verdict.outcome == "invited":
        return None
    points = _points_more(profile, draw, rules, verdict)
    before = _submitted_before(profile, draw, rules)
    found = Flip(points, before, _obstacle(verdict) if before is None else None)
    return None if found == Flip() else found


def _points_more(profile: Profile, draw: Draw, rules: DrawRules, verdict: Verdict) -> int | None:
    """Up to the cut-off if the tie-break would be met there, else one point above it."""
    held = profile.score_on(draw.drawn_on)
    if held is None or verdict["crs"].state == "depends":
        return None
    for score in (draw.crs_cutoff, draw.crs_cutoff + 1):
        if score > held.crs and _invited(profile.at_score(score), draw, rules):
            return score - held.crs
    return None


def _submitted_before(profile: Profile, draw: Draw, rules: DrawRules) -> datetime | None:
    """The latest instant before which a submission would surely have been in the invited range.

    Either the draw's day (in the pool's zone) or the tie-break; never later than what was said.
    """
    submitted = profile.submitted_as_of(draw.drawn_on)
    if submitted is None:
        return None
    latest = submitted.span()[1]
    for instant in (_day_begins(draw.drawn_on), draw.tie_break_at):
        if instant is None or latest < instant:
            continue
        before = instant - timedelta(seconds=1)
        submission = Submission(before.date(), before.time(), to_the_second=True, zone="UTC")
        if _invited(profile.submitting(submission), draw, rules):
            return instant
    return None


@lru_cache(maxsize=1024)
def _day_begins(on: date) -> datetime:
    """The first second of a day in the pool's zone."""
    return Submission(on, time(), to_the_second=True, zone=POOL_ZONE).span()[0]


def _obstacle(verdict: Verdict) -> FlipObstacle | None:
    for criterion in verdict.failing:
        match criterion.reason:
            case "not_on_list":
                return "occupation_not_on_list"
            case "removed_from_list":
                return "occupation_removed_from_list"
            case "submitted_after_draw":
                return "submitted_after_draw"
            case "profile_expired":
                return "profile_expired"
            case "too_short":
                return "experience_too_short"
            case "canadian_experience":
                return "canadian_experience_too_short"
            case "french":
                return "french_too_low"
            case "nomination":
                return "no_nomination"
            case _:
                continue
    return None


def _invited(profile: Profile, draw: Draw, rules: DrawRules) -> bool:
    return judge(profile, draw, rules).outcome == "invited"
