"""Every French sentence of the bot, read from top to bottom like a script.

Canadian French with the ministry's own terms. The sentences are written with plain blanks and
apostrophes; ``typeset`` puts the typographic ones in.
"""

from __future__ import annotations

from typing import assert_never

from bot.conversation.choices import Choice
from bot.conversation.messages import (
    AboutPerson,
    Answer,
    Ask,
    AskNominationPoints,
    AskOwner,
    AskPool,
    AskQuietHours,
    AskWhatIf,
    AskWhatToChange,
    AskZone,
    Changed,
    CorrectionOrdered,
    CorrectionPreview,
    DatesFile,
    DatesReport,
    DatesTold,
    DayNear,
    DrawCorrected,
    DrawDigest,
    Expired,
    Explained,
    Exported,
    FileWritten,
    Forgotten,
    History,
    LatestDraw,
    Message,
    Missed,
    MyProfile,
    NewDraw,
    NextStep,
    NobodyTold,
    NoDrawYet,
    NoExactDay,
    NoneOfThese,
    NoSuchDay,
    NoSuchDraw,
    NotACrsScore,
    Noted,
    NothingToCompare,
    NotUnderstood,
    NotYet,
    OddExperience,
    OperatorCorrection,
    OperatorReport,
    PoolDays,
    PoolReport,
    RemainingReport,
    Remark,
    Saying,
    ScenarioLink,
    SettingsReport,
    SeveralScores,
    StatusReport,
    Subscribed,
    UnknownCode,
    Welcome,
    WhichDay,
    WhichDraw,
    WhichOccupation,
)
from bot.reading.occupations.reader import OccupationIndex
from bot.replies.composing import composed, zone_of
from bot.replies.fr.dates import dates_text, file_text, told_text, written_text
from bot.replies.fr.days import kept_days, line
from bot.replies.fr.labels import LABELS
from bot.replies.fr.notices import operator_text
from bot.replies.fr.own_data import (
    ALREADY_SUBSCRIBED,
    PRIVACY,
    PRIVACY_HERE,
    PRIVACY_SERVER,
    SHARED_SCENARIO,
    UNKNOWN_LINK,
    exported_text,
    forgotten_text,
    link_text,
)
from bot.replies.fr.people import (
    about_person,
    changed_text,
    known_text,
    owner_question,
)
from bot.replies.fr.reminders import missed_text, near_text, remind_label, wanted_text
from bot.replies.fr.subscriptions import (
    CORRECTION,
    operator_report_text,
    ordered_text,
    preview_text,
    quiet_text,
    settings_text,
    status_text,
    subscribed_text,
)
from bot.replies.fr.terms import FR
from bot.replies.fr.typography import typeset
from bot.replies.fr.wording import French
from bot.replies.labels import label_of
from bot.replies.markup import bold, esc
from knowledge.own_dates import Deadline


def say(message: Message, taken: int = 0) -> str:
    """The message in French, as Telegram HTML; ``taken`` as in ``fitting``."""
    return typeset(_say(message, taken))


def _say(message: Message, taken: int) -> str:
    match message:
        case (
            Answer()
            | LatestDraw()
            | RemainingReport()
            | NoDrawYet()
            | History()
            | PoolReport()
            | NewDraw()
            | DrawCorrected()
            | DrawDigest()
            | Expired()
            | Explained()
            | NextStep()
            | Noted()
            | Welcome()
            | Ask()
            | AskPool()
            | AskNominationPoints()
            | AskWhatIf()
            | AskZone()
            | NoExactDay()
            | NoneOfThese()
            | NoSuchDay()
            | NoSuchDraw()
            | NotACrsScore()
            | NothingToCompare()
            | NotUnderstood()
            | NotYet()
            | OddExperience()
            | PoolDays()
            | SeveralScores()
            | UnknownCode()
            | WhichDay()
            | WhichDraw()
            | WhichOccupation()
        ):
            return composed(message, French(zone_of(message)), taken)
        case Changed():
            return changed_text(message)
        case AboutPerson():
            return about_person(message)
        case AskOwner():
            return owner_question(message)
        case AskWhatToChange():
            known = known_text(message.profile, message.job, message.zone)
            return f"Voici ce que j'ai :\n{known}\nQuelle réponse voulez-vous changer?"
        case MyProfile():
            if message.profile.is_empty and message.dates.is_empty:
                return "Je n'ai rien en mémoire sur votre profil."
            kept = [*kept_days(message.dates)]
            if message.reminded:
                kept.append(wanted_text(message.reminded))
            days = "".join(f"\n• {each}" for each in kept)
            known = f"{known_text(message.profile, message.job, message.zone)}{days}".strip()
            lead = bold("Ce que j'ai en mémoire sur vous")
            why = "/confidentialite dit pourquoi et combien de temps; /oublier efface tout."
            return f"{lead}\n{known}\n{why}"
        case Remark():
            return SAYINGS[message.what]
        case OperatorCorrection():
            return operator_text(message)
        case Subscribed():
            return subscribed_text(message)
        case AskQuietHours():
            return quiet_text(message)
        case StatusReport():
            return status_text(message)
        case OperatorReport():
            return operator_report_text(message)
        case CorrectionPreview():
            return preview_text(message)
        case CorrectionOrdered():
            return ordered_text(message)
        case NobodyTold():
            return (
                f"Personne n'a eu d'avis sur la ronde n° {esc(message.draw)} : il n'y a rien à"
                " corriger."
            )
        case SettingsReport():
            return settings_text(message)
        case DatesFile():
            return file_text(message)
        case FileWritten():
            return written_text(message)
        case DatesReport():
            return dates_text(message)
        case DatesTold():
            return told_text(message)
        case DayNear():
            return near_text(message)
        case Missed():
            return missed_text(message)
        case Exported():
            return exported_text(message)
        case Forgotten():
            return forgotten_text(message)
        case ScenarioLink():
            return link_text(message)
        case _:
            assert_never(message)


SAYINGS: dict[Saying, str] = {
    "hello": (
        "Bonjour! J'aide les gens de métier à voir où ils se situent dans les rondes d'Entrée"
        " express du Canada."
    ),
    "three_things": (
        "Il me faut trois choses pour le dire : votre note, votre métier et le jour du profil."
    ),
    "thanks": "Avec plaisir. Bonne chance!",
    "all_right": "Très bien. Que voulez-vous savoir?",
    "help": (
        "<b>Dites-moi note, métier et jour de votre profil</b>, p. ex."
        " <i>480, soudeur, 3 novembre 2025</i> : je dis si cela suffisait, pourquoi, et ce qui vous"
        " est ouvert ailleurs.\n"
        "Essayez un changement : <i>et si j'avais 510?</i>, <i>+15</i>, <i>un mois plus tôt</i>.\n"
        "Demandez autour : <i>combien peuvent rester?</i>, <i>comment avoir plus de points?</i>,"
        " <i>rien dans mon compte</i>, <i>mon mari est plombier, il a 481</i>.\n"
        "Je suis un programme gratuit : ni une personne, ni un avocat, ni IRCC."
    ),
    "commands": (
        "<b>Commandes</b>\n"
        "/verifier votre situation\n"
        "/etsi essayer un changement\n"
        "/dernier dernière ronde\n"
        "/reste invitations de l'année\n"
        "/historique rondes passées (/historique texte : sans l'image)\n"
        "/bassin qui attend avec quelle note\n"
        "/abonner suivre les nouvelles rondes · /desabonner arrêter · /etat tout va bien?\n"
        "/reglages langue, fuseau, avis · /langue\n"
        "/echeances ce qui prend fin et quand, et les rappels\n"
        "/moi ce que je garde · /confidentialite pourquoi · /exporter le tout dans un fichier ·"
        " /oublier tout effacer\n"
        "/annuler laisser une question\n"
        "Les noms anglais vont aussi : /check, /forget, …"
    ),
    "cancelled": "D'accord, je laisse cette question. Ce que vous m'avez dit avant reste.",
    "nothing_to_cancel": "Il n'y a rien à annuler.",
    "nothing_to_stop": (
        "Il n'y a rien à annuler. Pour ne plus recevoir d'avis de nouvelles rondes : /desabonner."
    ),
    "person_forgotten": "Ce que vous m'aviez dit d'elle ou de lui est effacé. Le reste demeure.",
    "forget_asked": "Effacer tout ce que je garde sur vous? C'est définitif.",
    "nothing_kept": "Je ne garde rien ici d'une question à l'autre : il n'y a rien à effacer.",
    "not_forgotten": "Rien n'a été effacé.",
    "stale_button": "Ce bouton appartient à une question précédente.",
    "cannot_read_that": (
        "Désolé, je ne lis que le texte. Écrivez-le-moi, p. ex."
        " <i>480, soudeur, 3 novembre 2025</i>."
    ),
    "unknown_command": "Je ne connais pas cette commande. /aide les énumère toutes.",
    "back_to_real": "Retour à votre vrai profil.",
    "old_state": (
        "J'ai été mis à jour et j'ai perdu le fil de notre dernière question; votre profil est"
        " conservé."
    ),
    "which_language": "Dans quelle langue dois-je répondre?",
    "other_language": "I speak English too.",
    "language_set": "Je réponds désormais en français.",
    "ask_subscription": (
        "De quelles rondes dois-je vous avertir? Vous aurez un message pour chacune : ce qu'elle"
        " signifie pour vous, selon les mêmes règles que /verifier. Ou dites ce que vous voulez :"
        " <i>avise-moi des rondes de métiers et de français, seulement si mon résultat change</i>."
    ),
    "ask_group_subscription": (
        "De quelles rondes dois-je avertir ce groupe? Il y a un message pour chacune, le même pour"
        " tout le monde; ce qu'elle signifie pour vous, je vous le dis en privé."
    ),
    "which_category": "Quel genre de ronde?",
    "unsubscribed": (
        "Je ne vous envoie ni avis ni rappel. /abonner et /echeances les rétablissent."
    ),
    "no_notices_here": "Je ne peux pas vous envoyer d'avis ici, seulement sur Telegram.",
    "delivery_paused": "L'envoi est en pause : aucun avis ne part jusqu'à /resume.",
    "delivery_resumed": "L'envoi est en marche.",
    "feed_accepted": "Le fichier est cru tel quel dès sa prochaine lecture, même plus court.",
    "how_to_correct": f"Écrivez la ronde et ce qui était faux, p. ex. {CORRECTION}",
    "correction_too_long": (
        f"C'est trop long pour un seul message : au plus {FR.number(3_000)} caractères, svp."
    ),
    "no_links_here": "Je ne peux créer un lien à partager que sur Telegram.",
    "nothing_to_share": (
        "Il n'y a encore rien à partager : dites-moi d'abord une note, un métier ou un jour."
    ),
    "nothing_to_undo": "Il n'y a rien à annuler.",
    "tie_break_read": "J'utilise le bris d'égalité lu par vous sur la page d'IRCC, ici seulement.",
    "tie_break_is_known": "Je connais le bris d'égalité de cette ronde et je m'y tiens.",
    "later_or_older": "Le profil a-t-il été soumis après ce jour-là, ou plus d'un an avant?",
    "no_pool_yet": "Aucune répartition du bassin d'Entrée express n'avait encore été publiée.",
    "correction_dropped": "Aucune correction n'a été envoyée.",
    "correction_waits": "Votre correction n'est pas encore envoyée. L'envoyer telle quelle?",
    "group_hello": (
        "Bonjour! Je dis ce que signifient les rondes d'Entrée express pour les métiers. Ici, tout"
        " le monde peut demander la dernière ronde (/dernier), ce qui peut encore venir cette année"
        " (/reste) et les rondes passées (/historique); les administrateurs peuvent abonner le"
        " groupe aux nouvelles rondes (/abonner). Ce qui ne concerne que vous, demandez-le-moi en"
        " privé : rien de ce que vous écrivez ici n'est conservé."
    ),
    "group_help": (
        "Dans un groupe, je réponds à /dernier, /reste, /historique, /bassin et aux questions comme"
        " <i>qu'est-ce que le bris d'égalité?</i> quand elles me mentionnent. Les"
        " administrateurs peuvent abonner le groupe aux nouvelles rondes (/abonner), le"
        " désabonner (/desabonner) et choisir sa langue (/langue); /etat montre où en sont"
        " les choses."
        " Où vous en êtes vous-même, je vous le dis en privé."
    ),
    "only_in_private": (
        "Cela vous concerne personnellement, et ici tout le monde lit : demandez-le-moi en privé,"
        " s'il vous plaît. Je ne garde rien de ce que vous avez écrit."
    ),
    "too_much": (
        "Cela fait beaucoup à la fois, plus que je ne peux répondre : je passe ce qui suit jusqu'à"
        " ce que ce soit plus calme. Écrivez-moi ensuite, tout simplement."
    ),
    "not_read": (
        "Je n'ai pas réussi à lire cela, et ce n'est pas votre faute. Rien n'a changé. Dites-le"
        " autrement, s'il vous plaît, ou envoyez /aide pour voir ce que vous pouvez demander."
    ),
    "notices_ended": (
        "Bon retour! Quand vous m'avez bloqué, vos avis et vos rappels ont pris fin; /abonner et"
        " /echeances les rétablissent."
    ),
    "edited_too_late": (
        "Quand vous modifiez un message, je ne relis que le dernier. Envoyez la correction dans un"
        " nouveau message, s'il vous plaît, p. ex. <i>non, 485</i>."
    ),
    "administrators_decide": "Seuls les administrateurs de ce groupe peuvent changer cela.",
    "ask_home_zone": (
        "Où habitez-vous? Choisissez un lieu, ou écrivez le vôtre, p. ex. <i>heure de Paris</i>,"
        " <i>Asia/Manila</i> ou <i>UTC+5:30</i>."
    ),
    "privacy": PRIVACY,
    "privacy_server": PRIVACY_SERVER,
    "privacy_here": PRIVACY_HERE,
    "unknown_link": UNKNOWN_LINK,
    "shared_scenario": SHARED_SCENARIO,
    "already_subscribed": ALREADY_SUBSCRIBED,
}


def day_title(deadline: Deadline) -> str:
    """What is on a day, as a calendar shows it."""
    return typeset(line(deadline))


def label(choice: Choice, occupations: OccupationIndex) -> str:
    """The words on a button."""
    if choice.kind == "remind":
        return typeset(remind_label(choice.value))
    group = occupations.group(choice.value) if choice.kind == "occupation" else None
    title = None if group is None else group.title_fr
    return typeset(label_of(choice, LABELS, FR, title))
