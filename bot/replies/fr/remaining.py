"""French words for planned, issued and remaining invitations."""

from __future__ import annotations

from bot.replies.fr.terms import FR, invitations
from bot.replies.markup import bold, link
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

WHO = {
    "itas-2025": "note interne d'IRCC, en partie caviardée, obtenue par le consultant"
    " Mandeep Lidher"
}
"""Who announced a plan, in French; the plan's own words where it is not named here."""

MEMO = {"itas-2025": "note interne d'IRCC"}
"""The same in three words."""


def remaining_text(remaining: Remaining, category: str) -> str:
    """What was planned, issued and may remain, with who says so."""
    match remaining:
        case NoPlan():
            return _no_plan(remaining, category)
        case Open():
            left = f"Il pourrait rester {invitations(remaining.may_remain)}"
            status = (
                f"{bold(left)} pour {remaining.year}{_of(category)} : {_figures(remaining.count)}."
                " C'est un plan, pas une promesse."
            )
        case Fulfilled():
            status = (
                f"Le plan d'invitations pour {remaining.year}{_of(category)} est atteint :"
                f" {_figures(remaining.count)}. D'autres peuvent suivre, mais aucune n'est"
                " annoncée."
            )
        case Exceeded():
            status = (
                f"Il y a eu plus d'invitations que prévu pour {remaining.year}{_of(category)} :"
                f" {_figures(remaining.count)}. Personne n'a dit combien d'autres peuvent suivre."
            )
        case Over():
            status = (
                f"Le plan d'invitations pour {remaining.year}{_of(category)} a pris fin :"
                f" {_figures(remaining.count)}; {_never_came(remaining.unissued)}."
            )
    others = "".join(f"\n{_other(count)}" for count in remaining.others if remaining.disputed)
    plan = remaining.plan
    who = f"Qui le dit : {link(WHO.get(plan.id, plan.said_by), _href(plan))}."
    return f"{status}{others}\n{who}"


def _of(category: str) -> str:
    return f" ({category})" if category else ""


def _no_plan(remaining: NoPlan, category: str) -> str:
    count = len(remaining.draws)
    draws = "une ronde" if count == 1 else f"{FR.number(count)} rondes"
    lead = bold(f"Invitations en {remaining.year}{_of(category)} :")
    if remaining.ended:
        issued = f"{FR.number(remaining.issued)} en {draws}" if count else "aucune"
        text = f"{lead} {issued}. Aucun plan n'était public pour cette année-là."
    else:
        some = f"{FR.number(remaining.issued)} jusqu'ici, en {draws}"
        issued = some if count else "aucune jusqu'ici"
        text = (
            f"{lead} {issued}. Aucun plan n'est public pour"
            f" {remaining.year} : personne ne peut dire combien il peut en rester."
        )
    return " ".join([text, *(past_text(past) for past in remaining.past)])


def past_text(past: PastPlan) -> str:
    """What came of an earlier plan."""
    source = link(MEMO.get(past.plan.id, past.plan.title), _href(past.plan))
    planned, issued = FR.number(past.count.planned), FR.number(past.count.issued)
    return (
        f"Pour {past.year}, {planned} étaient prévues ({source}) et {issued} ont été émises :"
        f" {_never_came(past.count.rest)}."
    )


def _never_came(unissued: int) -> str:
    if not unissued:
        return "il n'en manque aucune"
    if unissued == 1:
        return f"{FR.number(unissued)} n'est jamais venue"
    return f"{FR.number(unissued)} ne sont jamais venues"


def _figures(count: Count) -> str:
    window = count.reading.window
    period = f"du {FR.day(window.since)} au {FR.day(window.until)}"
    return f"{FR.number(count.planned)} prévues, {FR.number(count.issued)} émises ({period})"


def _other(count: Count) -> str:
    return f"Autre lecture possible : {_figures(count)}."


def _href(plan: Plan) -> str | None:
    return next((reference.href for reference in plan.references if reference.href), None)
