"""French words for subscriptions, /status, and what operators read."""

from __future__ import annotations

from typing import assert_never

from bot.conversation.messages import (
    AskQuietHours,
    CorrectionOrdered,
    CorrectionPreview,
    Freshness,
    OperatorReport,
    SettingsReport,
    StatusReport,
    Subscribed,
)
from bot.conversation.subscriptions import (
    EVERY_DRAW,
    LATE,
    NoticeKind,
    PastNotice,
    Progress,
    Reminder,
    Terms,
)
from bot.replies.elapsed import ago
from bot.replies.fr.terms import CATEGORY, FR, draw_name
from bot.replies.markup import bold, esc
from knowledge.draws import Draw

CORRECTION = f"<i>/correct 447 La taille était de {FR.number(3_500)}.</i>"

NOTICE: dict[NoticeKind, str] = {
    "new": "",
    "correction": "correction à la ",
    "digest": "plusieurs rondes jusqu'à la ",
    "manual": "correction à la ",
    "reminder": "",
}


NOT_TOLD: dict[str, str] = {
    "same_outcome": "votre résultat était celui de la ronde d'avant",
    "other_kind": "ce n'était pas une ronde que vous suivez",
    "not_told_before": "je ne vous avais rien dit de cette ronde",
    "as_it_was": "la ronde était redevenue celle dont je vous avais parlé",
    "known_already": "vous aviez déjà les bons chiffres",
    "outcome_stays": "votre résultat restait le même",
    "not_wanted": "vous n'en vouliez plus",
    "another_day": "vous aviez corrigé cette date",
}
"""Why a notice was not sent."""

TOLD_FOR: dict[NoticeKind, str] = {
    "new": "vous suivez ces rondes",
    "correction": "ce que je vous avais dit n'était plus exact",
    "digest": "plusieurs rondes sont arrivées d'un coup",
    "manual": "la personne qui m'exploite a rectifié ce que je vous avais dit",
    "reminder": "vous aviez demandé ce rappel",
}
"""Why one was."""


def subscribed_text(message: Subscribed) -> str:
    """What the person gets, and how."""
    return f"{bold(_terms(message.terms))}\n{_how(message.terms, message.zone, message.judged)}"


def _terms(terms: Terms) -> str:
    """What is subscribed, as a sentence of its own."""
    every = terms.about == EVERY_DRAW
    names = [esc(CATEGORY.get(kind, kind)) for kind in terms.kinds]
    name = (
        "Entrée express" if every else " ou ".join(filter(None, (", ".join(names[:-1]), names[-1])))
    )
    if terms.only_changes:
        return f"Je vous avertis des nouvelles rondes ({name}) seulement si votre résultat change."
    return f"Je vous avertis de chaque nouvelle ronde ({name}) dès que je la vois."


def _how(terms: Terms, zone: str, judged: bool) -> str:
    lines = []
    if not judged:
        lines.append(
            "Je ne sais encore rien de vous; mes avis ne peuvent donc pas dire ce qu'une ronde"
            " signifie pour vous : /verifier prend une minute."
        )
    lines.append(_quiet(terms, zone))
    return "\n".join(f"• {line}" for line in lines)


def _quiet(terms: Terms, zone: str) -> str:
    if not terms.has_quiet_hours:
        return "Chaque avis sonne, même la nuit."
    begin, end = (FR.clock(at, seconds=False) for at in (terms.quiet_from, terms.quiet_until))
    return (
        f"De {begin} à {end} (heure locale, {esc(FR.place(zone))}), les avis arrivent sans bruit."
    )


def quiet_text(message: AskQuietHours) -> str:
    """Which hours without a sound, by which clock?"""
    return (
        f"{_quiet(message.terms, message.zone)}\nUn avis n'est jamais retenu, il arrive seulement"
        " en silence. Quelles heures voulez-vous, et où habitez-vous?"
    )


def settings_text(message: SettingsReport) -> str:
    """Language, time zone, notices, quiet hours."""
    zone = "inconnu, je donne donc les heures en UTC"
    lines = [
        "Langue : français",
        f"Fuseau horaire : {zone if message.zone is None else esc(FR.place(message.zone))}",
    ]
    if message.terms is not None:
        lines += [_terms(message.terms), _quiet(message.terms, message.quiet_zone)]
    elif message.pushes:
        lines.append("Avis de nouvelles rondes : aucun")
    return "\n".join([bold("Vos réglages"), *(f"• {line}" for line in lines)])


def status_text(message: StatusReport) -> str:
    """Subscription, last reading, newest notices."""
    if not message.pushes:
        return (
            f"Je connais les rondes livrées avec ce programme{_newest(message.freshness)}. La"
            " lecture du fichier d'IRCC et les avis n'existent que sur Telegram."
        )
    parts = [_feed(message)]
    if message.terms is None:
        parts.append("Vous n'avez pas d'avis de nouvelles rondes. /abonner y remédie.")
    else:
        parts.append(
            f"{_terms(message.terms)}\n{_how(message.terms, message.zone, message.judged)}"
        )
    if message.terms is not None or any(each.owed.kind == "reminder" for each, _ in message.told):
        parts.append(_notices(message))
    return "\n\n".join(parts)


def _feed(message: StatusReport) -> str:
    fresh, last = message.freshness, _newest(message.freshness)
    if fresh.read_at is None:
        return f"Je n'ai pas encore lu le fichier d'IRCC{last.replace(',', ';', 1)}."
    line = f"Fichier d'IRCC lu {ago(fresh.read_at, message.now, FR)}{last}."
    if not message.stale:
        return bold(line)
    return (
        f"{bold(line)}\n⚠ Je ne peux pas le lire en ce moment : il peut y avoir des rondes plus"
        " récentes que celles que je connais."
    )


def _newest(fresh: Freshness) -> str:
    draw = fresh.newest
    if draw is None:
        return ""
    return f", ronde la plus récente : n° {draw.number} du {FR.day(draw.drawn_on)}"


def _notices(message: StatusReport) -> str:
    if not message.told:
        return "Pas encore d'avis : rien à vous dire depuis votre abonnement."
    rows = [_notice(told, draw, message.zone) for told, draw in message.told]
    return "Vos derniers avis :\n" + "\n".join(f"• {row}" for row in rows)


def _notice(told: PastNotice, draw: Draw | None, zone: str) -> str:
    reminder = Reminder.named(told.owed.draw) if told.owed.kind == "reminder" else None
    late = "la nouvelle avait plus de 48 heures" if reminder is None else "son jour était passé"
    if reminder is not None:
        name = f"rappel du {FR.day(reminder.on)}"
    else:
        name = f"ronde n° {esc(told.owed.draw)}" if draw is None else esc(draw_name(draw))
    at = FR.instant(told.at, zone, seconds=False)
    what = f"{at} : {NOTICE[told.owed.kind]}{name}"
    match told.outcome:
        case "sent" if told.reason == LATE:
            return f"{what}, avis envoyé en retard : rien ne pouvait être livré"
        case "sent":
            return f"{what}, avis envoyé : {TOLD_FOR[told.owed.kind]}"
        case "waiting" | "retry":
            return f"{what}, avis en route"
        case "expired":
            return f"{what}, pas envoyé : {late}"
        case "given_up":
            return f"{what}, pas envoyé : Telegram l'a refusé"
        case "not_concerned":
            return f"{what}, pas envoyé : {_why_not(told)}"
        case _:
            assert_never(told.outcome)


def _why_not(told: PastNotice) -> str:
    return NOT_TOLD.get(told.reason or "", "rien ne changeait pour vous")


def operator_report_text(message: OperatorReport) -> str:
    """Counters and progress, then the operator's commands."""
    counts, number = message.counts, FR.number
    read = message.freshness.read_at
    lines = [
        f"Abonnements : {number(counts.subscribers)}",
        f"Avis : {number(counts.waiting)} en attente, {_counted(counts.sent, 'envoyé')},"
        f" {_counted(counts.given_up, 'abandonné')}, {_counted(counts.expired, 'périmé')},"
        f" {number(counts.not_concerned)} sans objet",
        f"Envoi : {_delivery(message)}",
        f"Fichier lu : {'jamais' if read is None else ago(read, message.now, FR)}"
        f"{_newest(message.freshness)}",
    ]
    progress = "\n".join(f"• {_progress(one)}" for one in counts.last)
    commands = (
        "/pause et /resume pour l'envoi · /accept pour un fichier qui a perdu des rondes"
        " · /correct montre une correction écrite à la main avant"
        f" son envoi, p. ex. {CORRECTION}"
    )
    refused = "\n".join(f"• {number(one.notices)} × {esc(one.reason)}" for one in counts.refusals)
    given_up = f"Abandonnés dernièrement :\n{refused}" if refused else ""
    parts = ("\n".join(lines), progress, given_up, commands)
    return "\n\n".join(part for part in parts if part)


def _delivery(message: OperatorReport) -> str:
    if message.paused:
        return "en pause"
    if message.held_until is not None:
        until = FR.instant(message.held_until)
        return f"retenu jusqu'au {until} : Telegram demande d'attendre (/resume y met fin)"
    return "en marche"


def _progress(one: Progress) -> str:
    done, number = one.sent + one.given_up + one.expired + one.not_concerned, FR.number
    return (
        f"{NOTICE[one.kind]}ronde n° {esc(one.draw)} : {number(done)} sur"
        f" {_counted(done + one.waiting, 'traité')}, {_counted(one.sent, 'envoyé')},"
        f" {_counted(one.given_up, 'abandonné')}"
    )


def _counted(count: int, participle: str) -> str:
    """A number and its participle; in French 0 is singular."""
    return f"{FR.number(count)} {participle}{'' if count < 2 else 's'}"


def preview_text(message: CorrectionPreview) -> str:
    """What follows is what people will read."""
    return (
        f"Pour {_people(message.recipients)} ayant eu un avis sur la ronde n° {esc(message.draw)} :"
    )


def ordered_text(message: CorrectionOrdered) -> str:
    """It is on its way."""
    return (
        f"En route vers {_people(message.recipients)} ayant eu un avis sur la ronde"
        f" n° {esc(message.draw)}. /admin montre où en est l'envoi."
    )


def _people(count: int) -> str:
    return f"{FR.number(count)} personne{'' if count < 2 else 's'}"
