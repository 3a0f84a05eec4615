"""Invitations of a year in one line: issued, planned, what may remain, what came of a plan."""

from __future__ import annotations

from bot.replies.sentences import Address, Amount, Kind, Sentence, Value
from knowledge.plans import NoPlan, PastPlan, Remaining


def left(remaining: Remaining, category: str) -> Sentence:
    """What was issued in the year and may remain, in one line."""
    values: dict[str, Value] = {"category": Kind(category), "year": str(remaining.year)}
    if isinstance(remaining, NoPlan):
        values["issued"] = Amount(remaining.issued, "invitations")
        values["draws"] = Amount(len(remaining.draws), "draws")
        none = "" if remaining.draws else ".none"
        return Sentence(f"left.ended{none}" if remaining.ended else f"left.no_plan{none}", values)
    count = remaining.count
    values |= {"planned": count.planned, "rest": count.rest}
    values["issued"] = Amount(count.issued, "invitations")
    over = "" if count.rest else ".all"
    return Sentence(f"left.{type(remaining).__name__.lower()}{over}", values)


def past_plan(past: PastPlan) -> Sentence:
    """What came of an earlier plan."""
    href = next((each.href for each in past.plan.references if each.href), None)
    values: dict[str, Value] = {
        "year": str(past.year),
        "planned": past.count.planned,
        "issued": Amount(past.count.issued, "invitations"),
        "rest": past.count.rest,
        "plan": Address(href, href),
    }
    return Sentence("left.past" if past.count.rest else "left.past.all", values)
