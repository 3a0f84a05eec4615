"""French words for draws: the newest one, and all of them."""

from __future__ import annotations

from bot.conversation.messages import History, Judged, LatestDraw
from bot.replies.fr.answer import caveat_text, small_print
from bot.replies.fr.terms import CATEGORY, FR, draw_name, invitations, points
from bot.replies.markup import bold, esc
from knowledge.draws import Draw


def latest_text(message: LatestDraw) -> str:
    """One draw: size, cut-off, tie-break, list, and how it compares with the one before."""
    draw, rules = message.draw, message.rules
    lead = "La plus récente que je connaisse : " if message.latest else ""
    name = draw_name(draw)
    lines = [
        bold(esc(f"{lead}{name if lead else name[:1].upper() + name[1:]}")),
        f"• {invitations(draw.itas)}, note SCG minimale de {FR.number(draw.crs_cutoff)}",
    ]
    if draw.tie_break_at is not None:
        tie = FR.instant(draw.tie_break_at, message.zone)
        lines.append(f"• À {draw.crs_cutoff} exactement : seuls les profils soumis avant le {tie}")
    if rules.nocs is not None:
        lines.append(f"• Liste de {FR.number(len(rules.nocs))} professions")
    if message.previous is not None:
        before = message.previous
        lines.append(
            f"• La précédente, n° {before.number} du {FR.day(before.drawn_on)} :"
            f" {invitations(before.itas)}, note minimale de {FR.number(before.crs_cutoff)}"
        )
    if message.mine is not None:
        lines.append(f"• Votre profil : {outcome_text(message.mine)}")
    return "\n\n".join(
        ["\n".join(lines), small_print(message.caveats, draw, message.freshness, message.zone)]
    )


def history_text(message: History) -> str:
    """All draws of a category, newest first, with the person's outcome in each."""
    category = CATEGORY.get(message.category, "Entrée express")
    if not message.rows:
        return f"Il n'y a encore eu aucune ronde ({category})."
    shown, many = message.on_page, len(message.rows)
    if many == 1:
        lead = bold(f"La seule ronde jusqu'ici ({category})")
    elif message.pages == 1:
        lead = bold(f"Les {many} rondes ({category}), la plus récente d'abord")
    elif message.page == 1:
        lead = bold(
            f"Les {len(shown)} dernières des {many} rondes ({category}), la plus récente d'abord"
        )
    else:
        first = message.rows.index(shown[0]) + 1
        there = f"Rondes {first} à {first + len(shown) - 1}" if len(shown) > 1 else f"Ronde {first}"
        lead = bold(f"{there} sur {many} ({category}), la plus récente d'abord")
    judged = (
        ""
        if message.profile.is_empty
        else "\nVotre résultat suit les règles du jour de chaque ronde."
    )
    rows = "\n".join(row_text(draw, found) for draw, found in shown)
    warnings = "\n".join(caveat_text(caveat, message.freshness) for caveat in message.caveats)
    return "\n\n".join(part for part in (f"{lead}{judged}\n{rows}", warnings) if part)


def row_text(draw: Draw, found: Judged | None) -> str:
    """One draw in one line, with the outcome and what decided it."""
    line = (
        f"• n° {draw.number}, {FR.day(draw.drawn_on)} : note minimale de"
        f" {FR.number(draw.crs_cutoff)}, {invitations(draw.itas)}"
    )
    return line if found is None else f"{line}\n   → {outcome_text(found)}"


def outcome_text(found: Judged) -> str:
    """The outcome in a few words with its deciding reason."""
    match found.verdict.outcome:
        case "invited":
            return f"dans la plage d'invitation ({_why_in(found)})"
        case "not_invited":
            reasons = [WHY_NOT[c.reason] for c in found.verdict.failing if c.reason]
            below = found.verdict["crs"]
            listed = ", ".join(
                reason.format(points=points(below.points or 0)) for reason in reasons
            )
            return f"hors de la plage ({listed})"
        case "depends":
            if found.verdict["occupation"].reason == "list_unknown":
                return "incertain (je ne connais pas encore sa liste de professions)"
            if found.verdict["tie_break"].reason == "unknown_tie_break":
                return "incertain (exactement la note minimale; bris d'égalité inconnu)"
            return "incertain (cela dépend de l'heure exacte ou du jour même)"
        case "incomplete":
            return "pas tranché (il manque une réponse)"


def _why_in(found: Judged) -> str:
    crs = found.verdict["crs"]
    if crs.reason == "above":
        return f"{points(crs.points or 0)} au-dessus"
    return "exactement la note minimale, soumis assez tôt"


WHY_NOT = {
    "canadian_experience": "trop peu de travail au Canada",
    "french": "français insuffisant",
    "nomination": "sans désignation d'une province",
    "not_on_list": "profession absente de cette liste",
    "removed_from_list": "profession retirée de la liste",
    "below": "{points} au-dessous",
    "later": "soumis après le bris d'égalité",
    "submitted_after_draw": "profil arrivé après la ronde",
    "profile_expired": "profil expiré",
    "too_short": "expérience trop courte",
}
