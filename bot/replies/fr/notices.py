"""French words for notices: outcome in the first line, reasons, what may remain in one line."""

from __future__ import annotations

from typing import assert_never

from bot.conversation.messages import (
    DrawCorrected,
    DrawDigest,
    Judged,
    NewDraw,
    OperatorCorrection,
)
from bot.conversation.messages.answers import DRAWS_ON_A_PAGE
from bot.replies.fr.answer import (
    LIST_UNKNOWN,
    ORDER,
    caveat_text,
    conditions_text,
    criterion_text,
    flip_text,
)
from bot.replies.fr.draws import outcome_text
from bot.replies.fr.terms import (
    CATEGORY,
    FR,
    draw_name,
    invitations,
    missing_text,
    points,
    source_text,
)
from bot.replies.markup import bold, esc
from knowledge.draws import Draw
from knowledge.plans import Exceeded, Fulfilled, NoPlan, Open, Over, Remaining
from knowledge.verdicts import Outcome

PROGRAMS = ("cec", "pnp", "fsw", "fst")
"""Kinds of draw that invite only candidates of one program."""


def new_draw_text(message: NewDraw) -> str:
    """A new draw: a verdict where there can be one, else the draw's own numbers."""
    draw, found = message.draw, message.judged
    if found is None:
        cutoff = FR.number(draw.crs_cutoff)
        parts = [bold(f"Nouvelle {_named(draw)} : note minimale de {cutoff}.")]
        if not message.list_known:
            parts.append(LIST_UNKNOWN)
    else:
        parts = [_verdict(found), _reasons(found, message.zone)]
        if found.flip is not None:
            parts.append(flip_text(found.flip, found, message.zone))
    parts.append(_numbers(message))
    parts.append(_left(message.remaining, draw))
    parts += [caveat_text(caveat, message.freshness) for caveat in message.caveats]
    parts.append(source_text(draw, message.freshness, message.zone))
    return "\n\n".join(part for part in parts if part)


def corrected_text(message: DrawCorrected) -> str:
    """What was corrected, and what that makes of the person's outcome."""
    draw, found, was = message.draw, message.judged, message.was
    changed = "\n".join(f"• {line}" for line in _changed(message))
    known_now = message.before.version is None and draw.version is not None
    lead = (
        "Je connais maintenant les règles de cette ronde"
        if known_now
        else "IRCC a changé ce qu'il publie sur cette ronde"
    )
    title = "Désormais connu de la" if known_now else "Correction à la"
    why = f"{lead} :\n{changed}"
    name = esc(draw_name(draw))
    if found is None:
        parts = [bold(f"{title} {name}."), why]
    else:
        before = "" if was is None else f" Avant la correction : {OUTCOME[was.verdict.outcome]}."
        parts = [
            f"{bold(f'{title} {name} : {_outcome(found)}.')}{before}",
            why,
            _reasons(found, message.zone, with_crs=True),
        ]
    parts.append(source_text(draw, message.freshness, message.zone))
    return "\n\n".join(part for part in parts if part)


def digest_text(message: DrawDigest) -> str:
    """Several draws at once, newest first, one or two lines each."""
    count, shown = len(message.rows), message.rows[:DRAWS_ON_A_PAGE]
    more = f"; voici les {len(shown)} dernières" if len(shown) < count else ""
    lead = bold(f"{count} nouvelles rondes, la plus récente d'abord{more}")
    rows = "\n".join(_row(draw, found) for draw, found in shown)
    return f"{lead}\n{rows}\n\n{source_text(shown[0][0], message.freshness)}"


def operator_text(message: OperatorCorrection) -> str:
    """The operator's own words, marked as theirs."""
    lead = (
        f"Correction sur la ronde n° {esc(message.draw)}, écrite par la personne qui tient ce bot"
    )
    return f"{bold(lead)}\n\n{esc(message.text)}"


OUTCOME: dict[Outcome, str] = {
    "invited": "dans la plage d'invitation",
    "not_invited": "hors de la plage d'invitation",
    "depends": "impossible à dire avec certitude",
    "incomplete": "pas encore tranché",
}


def _outcome(found: Judged) -> str:
    outcome = found.verdict.outcome
    if outcome == "incomplete":
        return f"{OUTCOME[outcome]}, {missing_text(found.verdict)}"
    return OUTCOME[outcome]


def _verdict(found: Judged) -> str:
    """The first line: cut-off, the distance to it, the outcome."""
    draw, crs = found.draw, found.verdict["crs"]
    lead = f"Nouvelle {_named(draw)} : note minimale de {FR.number(draw.crs_cutoff)}."
    yours, outcome = FR.number(found.profile.crs or 0), _outcome(found)
    match crs.reason:
        case "above":
            # A high score alone decides nothing: the outcome may still be a no.
            link = " : " if found.verdict.outcome == "invited" else ", mais "
            above = points(crs.points or 0)
            distance = f"Votre note de {yours} est {above} au-dessus{link}{outcome}."
        case "below":
            below = points(crs.points or 0)
            distance = f"Votre note de {yours} est {below} au-dessous : {outcome}."
        case "equal":
            distance = f"Votre note de {yours} est exactement celle-là : {outcome}."
        case _:
            distance = f"{outcome[:1].upper()}{outcome[1:]}."
    return bold(f"{lead} {distance}")


def _reasons(found: Judged, zone: str | None, *, with_crs: bool = False) -> str:
    """The other criteria, the failing ones first, in the words of /check."""
    told = [c for c in found.verdict.criteria if with_crs or c.name != "crs"]
    ordered = sorted(told, key=lambda criterion: ORDER[criterion.state])
    sentences = [criterion_text(criterion, found, zone) for criterion in ordered]
    if found.draw.category in PROGRAMS and found.verdict.outcome != "not_invited":
        sentences.append(
            "Cette ronde ne visait que les gens de ce programme; en faites-vous partie?"
        )
    sentences.append(conditions_text(found))
    return "\n".join(f"• {sentence}" for sentence in sentences if sentence)


def _numbers(message: NewDraw) -> str:
    """The draw's own numbers, and the draw before it."""
    draw, before = message.draw, message.previous
    size = f"{invitations(draw.itas)} le {FR.day(draw.drawn_on)}."
    if draw.tie_break_at is not None and message.judged is None:
        tie = FR.instant(draw.tie_break_at, message.zone)
        size += (
            f" À {FR.number(draw.crs_cutoff)} exactement, seuls les profils soumis avant le {tie}"
            " étaient dans la plage."
        )
    if before is None:
        return size
    return (
        f"{size} La ronde précédente, n° {before.number} du {FR.day(before.drawn_on)} :"
        f" {invitations(before.itas)}, note minimale de {FR.number(before.crs_cutoff)}."
    )


def _left(remaining: Remaining, draw: Draw) -> str:
    """What may remain, in one line; or that the kind of draw is not known."""
    if draw.category not in CATEGORY:
        return (
            f"Ce type de ronde est nouveau pour moi : « {esc(draw.name)} ». Je n'en connais pas"
            " les règles."
        )
    name, year = CATEGORY[draw.category], remaining.year
    match remaining:
        case NoPlan():
            issued = invitations(remaining.issued)
            line = f"{issued} ({name}) en {year} jusqu'ici; aucun plan n'est public."
        case Open():
            left = invitations(remaining.may_remain)
            line = f"Il pourrait rester {left} ({name}) pour {year} : un plan, pas une promesse."
        case Fulfilled() | Exceeded():
            planned, issued = (
                FR.number(remaining.count.planned),
                invitations(remaining.count.issued),
            )
            line = (
                f"{issued} ({name}), alors que {planned} étaient prévues pour {year} : d'autres"
                " peuvent suivre, aucune n'est annoncée."
            )
        case Over():
            line = f"Le plan d'invitations ({name}) pour {year} a pris fin."
        case _:
            assert_never(remaining)
    return f"{line} /remaining"


def _changed(message: DrawCorrected) -> list[str]:
    draw, before, zone = message.draw, message.before, message.zone
    lines = []
    if draw.crs_cutoff != before.crs_cutoff:
        was = FR.number(before.crs_cutoff)
        lines.append(f"note SCG minimale de {FR.number(draw.crs_cutoff)}, jusqu'ici {was}")
    if draw.tie_break_at != before.tie_break_at and draw.tie_break_at is not None:
        was = (
            "inconnu jusqu'ici"
            if before.tie_break_at is None
            else f"jusqu'ici le {FR.instant(before.tie_break_at, zone)}"
        )
        lines.append(f"bris d'égalité le {FR.instant(draw.tie_break_at, zone)}, {was}")
    if draw.itas != before.itas:
        lines.append(f"{invitations(draw.itas)}, jusqu'ici {FR.number(before.itas)}")
    if draw.drawn_on != before.drawn_on:
        lines.append(f"tenue le {FR.day(draw.drawn_on)}, jusqu'ici le {FR.day(before.drawn_on)}")
    if (draw.category, draw.version) != (before.category, before.version):
        was = "sa liste n'était pas connue jusqu'ici"
        was = was if draw.name == before.name else f"jusqu'ici « {esc(before.name)} »"
        lines.append(f"type de ronde : « {esc(draw.name)} », {was}")
    return lines


def _row(draw: Draw, found: Judged | None) -> str:
    name = _named(draw)
    line = (
        f"• {name[:1].upper()}{name[1:]}, {FR.day(draw.drawn_on)} : note minimale de"
        f" {FR.number(draw.crs_cutoff)}, {invitations(draw.itas)}"
    )
    return line if found is None else f"{line}\n   → {outcome_text(found)}"


def _named(draw: Draw) -> str:
    """Number and category, without the article."""
    return esc(f"ronde n° {draw.number} ({CATEGORY.get(draw.category, 'Entrée express')})")
