"""French words for a person's dates: what ends when, and what is kept of them."""

from __future__ import annotations

from bot.conversation.messages import DatesFile, DatesReport, DatesTold, FileWritten
from bot.replies.fr.days import line
from bot.replies.fr.reminders import next_text, remind_text
from bot.replies.fr.terms import FR, draw_name
from bot.replies.markup import bold, esc

_NONE = (
    "Je ne connais encore aucune date de vous. Dites par exemple <i>soumis le 3 novembre 2025</i>,"
    " <i>j'ai reçu mon invitation le 2 octobre</i>, <i>mon TEF est du 3 mai 2025</i>, <i>je"
    " travaille comme soudeur depuis le 3 février 2026</i>, <i>mon anniversaire est le 12 mars</i>."
)


def dates_text(message: DatesReport) -> str:
    """What ends when, after what can be done about reminding."""
    lead = (remind_text(message),) if message.remind else ()
    if not message.deadlines:
        return "\n\n".join((*lead, _NONE))
    title = bold("C'est retenu. Vos dates" if message.kept else "Vos dates")
    coming = message.reminders or ()
    lines = [
        f"• {line(each)}{'' if each.past else next_text(coming, each.kind)}"
        for each in message.deadlines
    ]
    tie = _tie(message)
    return "\n\n".join((*lead, "\n".join((title, *lines)), *([tie] if tie else ())))


def file_text(message: DatesFile) -> str:
    """What the file is for."""
    count = FR.number(len(message.deadlines))
    return (
        f"{bold('Vos dates pour votre calendrier')} : {count}, sur la journée. Reprises après un"
        " changement, la plupart des calendriers les déplacent."
    )


def written_text(message: FileWritten) -> str:
    """Where the file is now, or why it is not there."""
    place = bold(esc(message.place))
    match message.why:
        case None:
            return (
                f"Écrit : {place}. Ouvrez-le avec votre calendrier; un autre déplace ce qui change."
            )
        case "taken":
            return f"Pas écrit : {place} existe et n'est pas un calendrier. Prenez un autre nom."
        case why:
            return f"Pas écrit : {place} : {esc(why)}."


def told_text(message: DatesTold) -> str:
    """What follows from days that were told, and that they are kept only where that is wanted."""
    lines = [f"• {line(each)}" for each in message.deadlines]
    if message.offered:
        lines.append("Faut-il le retenir? Je ne le garde que si vous appuyez sur Retenir.")
    return "\n".join(lines)


def _tie(message: DatesReport) -> str:
    """What a new profile costs at a tie, where one may be wanted."""
    if all(each.kind != "profile" for each in message.deadlines):
        return ""
    cost = "Un nouveau profil compte à partir de son jour : à égalité, il passe après les anciens."
    if message.tie is None or message.tie.tie_break_at is None:
        return cost
    limit = FR.day(message.tie.tie_break_at.date())
    return f"{cost} Dans la {draw_name(message.tie)}, le départage était au {limit} (UTC)."
