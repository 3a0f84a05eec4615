"""English words for planned, issued and remaining invitations."""

from __future__ import annotations

from bot.replies.markup import bold, link
from bot.replies.numbers import format_for
from knowledge.plans import (
    Count,
    Exceeded,
    Fulfilled,
    NoPlan,
    Open,
    Over,
    PastPlan,
    Plan,
    Remaining,
)

EN = format_for("en")

WHO = {"itas-2025": "internal IRCC memo, partly redacted, obtained by consultant Mandeep Lidher"}
"""Who announced a plan, in English; the plan's own words where it is not named here."""

MEMO = {"itas-2025": "internal IRCC memo"}
"""The same in three words."""


def remaining_text(remaining: Remaining, category: str) -> str:
    """What was planned, issued and may remain, with who says so."""
    match remaining:
        case NoPlan():
            return _no_plan(remaining, category)
        case Open():
            status = (
                f"{bold(f'{EN.number(remaining.may_remain)} {category} invitations may remain')}"
                f" for {remaining.year}: {_figures(remaining.count)}. A plan, not a promise."
            )
        case Fulfilled():
            status = (
                f"The plan for {category} invitations in {remaining.year} is fulfilled:"
                f" {_figures(remaining.count)}. More may come, but none are announced."
            )
        case Exceeded():
            status = (
                f"More {category} invitations than planned for {remaining.year}:"
                f" {_figures(remaining.count)}. Nobody has said how many more may come."
            )
        case Over():
            status = (
                f"The plan for {category} invitations in {remaining.year} is over:"
                f" {_figures(remaining.count)}; {_never_came(remaining.unissued)}."
            )
    others = "".join(f"\n{_other(count)}" for count in remaining.others if remaining.disputed)
    plan = remaining.plan
    who = f"Who says so: {link(WHO.get(plan.id, plan.said_by), _href(plan))}."
    return f"{status}{others}\n{who}"


def _no_plan(remaining: NoPlan, category: str) -> str:
    count = len(remaining.draws)
    draws = "one draw" if count == 1 else f"{EN.number(count)} draws"
    lead = bold(f"{category[:1].upper()}{category[1:]} invitations in {remaining.year}:")
    if remaining.ended:
        issued = f"{EN.number(remaining.issued)} in {draws}" if count else "none"
        text = f"{lead} {issued}. No plan for that year was public."
    else:
        issued = f"{EN.number(remaining.issued)} so far, in {draws}" if count else "none so far"
        text = (
            f"{lead} {issued}. No plan for {remaining.year} is public, so nobody can say how many"
            " may remain."
        )
    return " ".join([text, *(past_text(past) for past in remaining.past)])


def past_text(past: PastPlan) -> str:
    """What came of an earlier plan."""
    source = link(MEMO.get(past.plan.id, past.plan.title), _href(past.plan))
    planned, issued = EN.number(past.count.planned), EN.number(past.count.issued)
    return (
        f"For {past.year}, {planned} were planned ({source}) and {issued} issued:"
        f" {_never_came(past.count.rest)}."
    )


def _never_came(unissued: int) -> str:
    if not unissued:
        return "none of the planned ones is missing"
    return f"{EN.number(unissued)} never came"


def _figures(count: Count) -> str:
    window = count.reading.window
    period = f"{EN.day(window.since)} to {EN.day(window.until)}"
    return f"{EN.number(count.planned)} planned, {EN.number(count.issued)} issued ({period})"


def _other(count: Count) -> str:
    return f"Read another way: {_figures(count)}."


def _href(plan: Plan) -> str | None:
    return next((reference.href for reference in plan.references if reference.href), None)
