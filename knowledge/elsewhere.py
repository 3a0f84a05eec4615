"""Other kinds of draw for the same profile: who is not in the range of one may be in another's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from knowledge.draws import UNKNOWN, Draw
from knowledge.facts.values import Knowledge
from knowledge.profiles import Profile
from knowledge.rulebook import rules_of
from knowledge.verdicts import Outcome, Verdict, add_months, judge

MONTHS_BACK = 12
"""Draws of longer ago say little about today's pool."""

_LIKELIEST: dict[Outcome, int] = {"invited": 0, "depends": 1, "incomplete": 2, "not_invited": 3}


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The latest draw of another category, and how the profile stands in it."""

    draw: Draw
    verdict: Verdict

    @property
    def likelihood(self) -> tuple[int, ...]:
        """Sorts the likeliest first: by outcome, by what fails or is not known, by the score."""
        crs = self.verdict["crs"]
        points = crs.points or 0
        return (
            _LIKELIEST[self.verdict.outcome],
            not self.verdict.can_be_settled,
            crs.state == "not_asked",
            len(self.verdict.failing),
            len(self.verdict.needs),
            points if crs.reason == "below" else -points,
        )


def elsewhere(
    profile: Profile, category: str, knowledge: Knowledge, as_of: datetime
) -> tuple[Elsewhere, ...] | None:
    """The latest draw of every other category of the last 12 months, the likeliest first.

    Judged as any draw is, by the rules of its own day. None without a score: nothing could be
    said. Kinds that nobody knows are left out.
    """
    if profile.crs is None and not profile.scores:
        return None
    since = add_months(as_of.date(), -MONTHS_BACK)
    latest = {
        draw.category: draw
        for draw in knowledge.draws.known(as_of).draws
        if draw.drawn_on > since and draw.category not in (UNKNOWN, category)
    }
    found = [
        Elsewhere(draw, judge(profile, draw, rules_of(draw, knowledge))) for draw in latest.values()
    ]
    return tuple(sorted(found, key=lambda each: (each.likelihood, each.draw.category)))
