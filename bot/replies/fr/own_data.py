"""French words for what belongs to the person: privacy, export, deletion, links to share."""

from __future__ import annotations

from bot.conversation.messages import Exported, Forgotten, ScenarioLink
from bot.conversation.messages.own_data import UNUSED_MONTHS
from bot.replies.elapsed import ago
from bot.replies.fr.terms import FR, months
from bot.replies.markup import bold, esc

MOST_BACKUPS = 5
"""Named one by one in a receipt."""

_PRIVACY = (
    "<b>Ce que je garde, et pourquoi</b>\n"
    "• Pour vous répondre : votre identifiant Telegram, votre langue, votre fuseau horaire, ce que"
    " vous m'avez dit de votre profil, les dates que vous m'avez fait retenir et où en est notre"
    " conversation.\n"
    "• Pour vous avertir : ce que vous suivez et les rondes déjà annoncées.\n"
    "• Pour vos rappels : avant lesquelles de vos dates, quand vient le prochain, et lesquels sont"
    " faits.\n"
    "• Pour répondre une seule fois à chaque message, et de nouveau si vous le modifiez : les"
    " numéros de vos messages et de mes réponses, environ 3 jours; un message qui attend sa réponse"
    " est gardé jusque-là.\n"
    "Ni nom, ni numéro de téléphone, ni journal de ce que vous écrivez.\n\n"
    "<b>Qui le voit</b>\n"
    "La personne qui exploite ce bot le pourrait; personne d'autre, et pas IRCC. Telegram achemine"
    " nos messages selon ses propres règles.\n\n"
    "<b>Combien de temps</b>\n"
    "Jusqu'à /oublier, ou {months} mois après votre dernier message, mon dernier avis ou"
    " mon dernier rappel : j'efface alors tout de moi-même, sauf si votre abonnement tient encore"
    " ou si un rappel est à venir. Les copies de sauvegarde que garde l'exploitant ne sont pas"
    " touchées; {backups}.\n\n"
    "<b>Ce qu'il en reste</b>\n"
    "{traces}\n\n"
    "/exporter vous donne le tout dans un fichier · /oublier l'efface"
)
PRIVACY = _PRIVACY.format(
    months=UNUSED_MONTHS,
    backups="le reçu de /oublier nomme celles que je connais",
    traces=(
        "Rien : ce qui est effacé est écrasé dans le fichier de ma base de données, et /oublier"
        " reconstruit en plus ce fichier. Son journal peut contenir un de vos messages tant qu'un"
        " message attend sa réponse; ensuite il est vidé."
    ),
)
PRIVACY_SERVER = _PRIVACY.format(
    months=UNUSED_MONTHS,
    backups="je ne les connais pas",
    traces=(
        "Les lignes effacées ne peuvent plus être lues, mais le serveur de base de données"
        " (PostgreSQL) ne les écrase qu'à son prochain nettoyage. D'ici là, et dans son propre"
        " journal et ses sauvegardes, la personne qui l'administre pourrait en trouver des traces,"
        " aussi de messages déjà traités."
    ),
)
PRIVACY_HERE = (
    "Ici, dans le terminal, rien n'est gardé : ce que vous me dites disparaît quand vous partez, et"
    " rien ne passe par le réseau."
)
UNKNOWN_LINK = (
    "Je n'arrive pas à lire le lien que vous avez ouvert : il est peut-être ancien ou tronqué. Rien"
    " n'est perdu : posez-moi simplement votre question."
)
SHARED_SCENARIO = (
    "Vous avez ouvert le lien d'un scénario que quelqu'un a partagé. C'est un exemple, pas vous :"
    " votre profil reste tel quel."
)
ALREADY_SUBSCRIBED = (
    "Le lien que vous avez ouvert abonne à un autre genre de ronde que le vôtre. Je n'ai rien"
    " changé : le premier bouton ci-dessous le fait."
)


def exported_text(message: Exported) -> str:
    """What is in the file."""
    rows = f"{FR.number(message.rows)} ligne{'' if message.rows < 2 else 's'}"
    return (
        f"{bold('Tout ce que je garde sur vous')} : {rows}, en JSON. Les heures sont en UTC."
        " /confidentialite dit pourquoi, /oublier l'efface."
    )


def forgotten_text(message: Forgotten) -> str:
    """The receipt of a deletion, with what it could not reach."""
    if message.backups == ():
        return "C'est effacé : je n'ai plus rien sur vous. /start permet de recommencer."
    done = "C'est effacé : ma base de données n'a plus rien sur vous. /start permet de recommencer."
    if message.backups is None:
        return (
            f"{done}\nLes copies de sauvegarde que l'exploitant a faites avant peuvent encore le"
            " contenir, jusqu'à ce qu'il les efface."
        )
    named, more = message.backups[:MOST_BACKUPS], message.backups[MOST_BACKUPS:]
    lines = [
        f"• {esc(backup.name)}, faite {ago(backup.made_at, message.at, FR)}" for backup in named
    ]
    if more:
        oldest = FR.day(more[-1].made_at.date())
        plural = "" if len(more) == 1 else "s"
        lines.append(
            f"• et {FR.number(len(more))} plus ancienne{plural}, la plus ancienne du {oldest}"
        )
    lead = (
        "Ces copies de sauvegarde peuvent encore le contenir, jusqu'à ce que l'exploitant les"
        " efface :"
    )
    return "\n".join([done, lead, *lines])


def link_text(message: ScenarioLink) -> str:
    """The address, and what it tells."""
    profile, parts = message.profile, []
    if profile.crs is not None:
        parts.append(f"note SCG {FR.number(profile.crs)}")
    if message.job is not None:
        parts.append(f"{esc(message.job.title_fr)} (CNP {message.job.noc})")
    if profile.submission is not None:
        parts.append(f"profil soumis le {FR.day(profile.submission.on)}")
    if profile.experience_months is not None:
        parts.append(f"{months(profile.experience_months)} d'expérience")
    return (
        f"{esc(message.address)}\n\nQui ouvre ce lien voit ce scénario comme un « et si »; son"
        f" propre profil reste tel quel. Il contient : {', '.join(parts)}; rien sur votre identité."
    )
