"""French words for a person's dates: what ends when, and what is kept of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bot.conversation.messages import DatesFile, DatesReport, DatesTold
from bot.replies.fr.terms import FR, draw_name, months
from bot.replies.markup import bold
from knowledge.own_dates import Deadline, OwnDates

_NONE = (
    "Je ne connais encore aucune date de vous. Dites par exemple <i>soumis le 3 novembre 2025</i>,"
    " <i>j'ai reçu mon invitation le 2 octobre</i>, <i>mon TEF est du 3 mai 2025</i>, <i>je"
    " travaille comme soudeur depuis le 3 février 2026</i>, <i>mon anniversaire est le 12 mars</i>."
)
_NO_REMINDERS = "Je n'envoie pas de rappel avant une date"


def dates_text(message: DatesReport) -> str:
    """What ends when, after what can be done about reminding."""
    if not message.deadlines:
        return f"{_NO_REMINDERS}.\n\n{_NONE}" if message.remind else _NONE
    lead = (
        [f"{_NO_REMINDERS} : votre calendrier le peut. /dates fichier donne un fichier pour lui."]
        if message.remind
        else []
    )
    title = bold("C'est retenu. Vos dates" if message.kept else "Vos dates")
    lines = [f"• {line(each)}" for each in message.deadlines]
    tie = _tie(message)
    return "\n\n".join((*lead, "\n".join((title, *lines)), *([tie] if tie else ())))


def file_text(message: DatesFile) -> str:
    """What the file is for."""
    count = FR.number(len(message.deadlines))
    return (
        f"{bold('Vos dates pour votre calendrier')} : {count}, sur la journée. Reprises après un"
        " changement, la plupart des calendriers les déplacent. Je n'envoie pas de rappel : votre"
        " calendrier le peut."
    )


def told_text(message: DatesTold) -> str:
    """What follows from days that were told, and that they are kept only where that is wanted."""
    lines = [f"• {line(each)}" for each in message.deadlines]
    asked = "Faut-il le retenir? Je ne le garde que si vous appuyez sur Retenir."
    return "\n".join((*lines, asked))


def kept_days(dates: OwnDates) -> Iterator[str]:
    """The days that are kept, one a line."""
    if dates.invited_on is not None:
        yield f"Invitation du : {FR.day(dates.invited_on)}"
    if dates.tested_on is not None:
        yield f"Test de langue du : {FR.day(dates.tested_on)}"
    if dates.working_since is not None:
        yield f"Au travail depuis le : {FR.day(dates.working_since)}"
    if dates.birthday is not None:
        on = FR.day(date.fromisoformat(f"2024-{dates.birthday}"))
        yield f"Anniversaire : {on.removesuffix(' 2024')}"


def line(deadline: Deadline) -> str:
    """What is on that day, in a sentence."""
    on, since = FR.day(deadline.on), FR.day(deadline.since)
    match deadline.kind, deadline.past:
        case "profile", False:
            return f"Votre profil du {since} prend fin le {on}."
        case "profile", True:
            return f"Votre profil du {since} a pris fin le {on} : il en faut un nouveau."
        case "apply", False:
            days = FR.number(deadline.amount)
            return (
                f"Invitation du {since} : le dernier de vos {days} jours pour présenter la demande"
                f" est le {on}."
            )
        case "apply", True:
            return f"Invitation du {since} : le dernier jour pour la demande était le {on}."
        case "work", False:
            return (
                f"Au travail depuis le {since} : {months(deadline.amount)} seront complets le {on},"
                " si c'est à temps plein et sans interruption."
            )
        case "work", True:
            return (
                f"Au travail depuis le {since} : {months(deadline.amount)} étaient complets le"
                f" {on}, si c'était à temps plein et sans interruption."
            )
        case "test", False:
            return f"Test de langue du {since} : ses {deadline.amount} ans prennent fin le {on}."
        case "test", True:
            return f"Test de langue du {since} : trop ancien depuis le {on}, il en faut un nouveau."
        case _:
            return f"Votre anniversaire, le {on}, peut changer votre note : voyez votre compte."


def _tie(message: DatesReport) -> str:
    """What a new profile costs at a tie, where one may be wanted."""
    if all(each.kind != "profile" for each in message.deadlines):
        return ""
    cost = "Un nouveau profil compte à partir de son jour : à égalité, il passe après les anciens."
    if message.tie is None or message.tie.tie_break_at is None:
        return cost
    limit = FR.day(message.tie.tie_break_at.date())
    return f"{cost} Dans la {draw_name(message.tie)}, le départage était au {limit} (UTC)."
