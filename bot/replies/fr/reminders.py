"""French words for reminders of one's own days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.conversation.messages import DatesReport, DayNear, Missed
from bot.conversation.reminders import AT
from bot.conversation.subscriptions import Reminder
from bot.replies.fr.days import line
from bot.replies.fr.terms import FR
from bot.replies.markup import bold
from knowledge.own_dates import DeadlineKind

_NAMES: Mapping[DeadlineKind, str] = {
    "profile": "profil",
    "apply": "invitation",
    "work": "travail",
    "test": "test",
    "birthday": "anniversaire",
}
_AND_NOW: Mapping[DeadlineKind, str] = {
    "profile": (
        "Après, vous n'êtes dans aucune ronde jusqu'à ce que vous soumettiez un nouveau profil, et"
        " à égalité un nouveau passe après tous les anciens. Le moment exact est dans votre compte"
        " d'IRCC."
    ),
    "apply": (
        "Votre lettre donne le dernier moment, en UTC : au Canada, ce jour se termine le soir. Le"
        " formulaire et les documents sont dans votre compte d'IRCC."
    ),
    "work": "Inscrivez-le dans votre profil : seul compte ce qui y est.",
    "test": (
        "Avec un test trop ancien, un profil peut sortir du bassin : il faut des semaines pour en"
        " passer un nouveau."
    ),
    "birthday": "",
}
_NOT_HERE = (
    "Ici, je ne peux pas vous le rappeler : rien ne tourne après votre départ. Sur Telegram, je le"
    " peux"
)
_NOTHING_YET = "Je peux vous rappeler vos dates dès que j'en connais une."
_NONE_LEFT = (
    "Je vous rappelle les dates que vous me direz : avant celles que je connais, il ne reste rien à"
    " envoyer."
)
_CHOOSE = (
    "Quelles dates faut-il vous rappeler? Je n'envoie rien que vous n'ayez choisi par un bouton."
)


def remind_text(message: DatesReport) -> str:
    """What can be done about reminding, before the days themselves."""
    if message.reminders is None and message.upcoming:
        calendar = "ici votre calendrier le peut : /echeances fichier dates.ics écrit un fichier."
        return f"{_NOT_HERE}, et {calendar}"
    if message.reminders is None:
        return f"{_NOT_HERE}."
    if not message.reminders and message.wanted:
        return _NONE_LEFT
    if not message.upcoming:
        return _NOTHING_YET
    if not message.reminders:
        return _CHOOSE
    return f"Mes rappels viennent à {AT.hour} h du matin ({FR.place(message.zone)})."


def next_text(reminders: Sequence[Reminder], kind: DeadlineKind) -> str:
    """When the next reminder of that kind comes, behind what it is about."""
    found = [f" Rappel le {FR.day(each.day)}." for each in reminders if each.kind == kind]
    return "".join(found)


def near_text(message: DayNear) -> str:
    """The reminder itself."""
    ahead = message.ahead
    when = {0: "aujourd'hui", 1: "demain"}.get(ahead, f"dans {FR.number(ahead)} jours")
    day = message.deadline
    return f"{bold(f'Rappel, {when}')} : {line(day)} {_AND_NOW[day.kind]}".strip()


def missed_text(message: Missed) -> str:
    """What could not be told when it was time."""
    lines = [f"• {line(each)}" for each in message.deadlines]
    return "\n".join((bold("Je n'ai pas pu vous le rappeler à temps"), *lines))


def wanted_text(reminded: Sequence[DeadlineKind]) -> str:
    """Of which days somebody wants to be reminded."""
    return f"Rappels : {', '.join(_NAMES[kind] for kind in reminded)}"


def remind_label(value: str) -> str:
    """The words on a button about reminders."""
    name, _, on = value.partition(".")
    match name, on:
        case "", _:
            return "Me le rappeler"
        case "all", "on":
            return "Tout me rappeler"
        case "all", _:
            return "Aucun rappel"
        case _:
            named = next((words for kind, words in _NAMES.items() if kind == name), name)
            return f"{'Rappel' if on == 'on' else 'Sans rappel'} : {named}"
