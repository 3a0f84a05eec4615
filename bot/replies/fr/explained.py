"""French words for explanations, with the person's own numbers where there are any."""

from __future__ import annotations

from typing import assert_never

from bot.conversation.messages import Explained
from bot.replies.fr.remaining import remaining_text
from bot.replies.fr.terms import CATEGORY, FR, draw_name, months, points
from bot.replies.markup import bold, esc
from knowledge.verdicts import add_months


def explained_text(message: Explained) -> str:
    """One matter in a few lines."""
    match message.topic:
        case "tie_break":
            title = "La règle de bris d'égalité"
            return f"{bold(title)}\n{_tie_break(message)}"
        case "cutoff":
            return f"{bold('La note minimale')}\n{_cutoff(message)}"
        case "crs":
            return (
                f"{bold('La note SCG')}\nLe Système de classement global donne à chaque profil du"
                " bassin des points pour l'âge, les études, les langues, le travail et plus encore."
                " La vôtre figure dans votre compte IRCC. C'est la note du moment de la ronde qui"
                " compte : anniversaires, nouveaux résultats et nouvelles règles la font bouger."
                " Je ne la calcule pas, je la compare. Ce qui donne plus de points, l'outil de"
                " calcul d'IRCC le montre; ce qu'ils changeraient, /whatif."
                f"{_own_crs(message)}"
            )
        case "noc":
            return (
                f"{bold('CNP et FÉER')}\nLa Classification nationale des professions range les"
                " emplois en groupes de base, avec des codes à cinq chiffres, p. ex. 72106 pour la"
                " soudure. Le deuxième chiffre est le niveau FÉER : de 0 pour la gestion à 5 pour"
                " le travail sans formation. Ce qui compte, c'est le groupe de vos fonctions"
                f" principales, pas le titre du poste.{_own_noc(message)}"
            )
        case "trades_or_fst":
            return (
                f"{bold('Deux choses différentes')}\nLa <b>catégorie des métiers spécialisés</b>"
                " est une liste de professions pour lesquelles IRCC tient des rondes à part. Le"
                " <b>Programme des travailleurs de métiers spécialisés (fédéral)</b> est l'un des"
                " programmes qui donnent accès au bassin d'Entrée express; il a eu ses propres"
                " rondes autrefois. Pour une ronde des métiers spécialisés, il faut une profession"
                " de la liste et n'importe lequel des programmes, pas forcément celui-là."
            )
        case "submission_date":
            return (
                f"{bold('La date qui compte')}\nLe moment où votre profil est entré dans le bassin"
                " pour la première fois. Le mettre à jour (nouveau test, nouvel emploi) ne change"
                " pas cette date. Le retirer pour en soumettre un autre, ou le laisser expirer, la"
                f" change.{_own_day(message)}"
            )
        case "validity":
            title = "La durée d'un profil"
            return f"{bold(title)}\n{_validity(message)}"
        case "invitation":
            return (
                f"{bold('Après une invitation')}\nL'invitation à présenter une demande arrive par"
                " un message dans votre compte IRCC. Vous avez alors"
                f" {message.days_to_apply} jours, à ma connaissance, pour soumettre la demande"
                " complète; le message indique le dernier jour. Laisser passer ce délai oblige à"
                " recommencer avec un nouveau profil."
            )
        case "no_promise":
            category = CATEGORY.get(message.draw.category, "") if message.draw else ""
            return (
                f"{bold('Pourquoi personne ne peut promettre')}\nIRCC décide de chaque ronde"
                " séparément : quand, pour qui et combien. Un plan est une intention; il y en a eu"
                " de manqués et de dépassés.\n\n"
                f"{remaining_text(message.remaining, category)}"
            )
        case "crs_change":
            return f"{bold('Le changement annoncé du SCG')}\n{_crs_change(message)}"
        case "category":
            return f"{bold('Ce que demande la ronde')}\n{_category(message)}"
        case "privacy":
            return (
                f"{bold('Ce que je conserve')}\nVotre identifiant Telegram, la langue, la note, la"
                " profession, les dates, le fuseau horaire, la question en cours et les numéros"
                " des messages traités. Aucun nom, aucun texte. /me montre tout, /forget efface"
                " tout pour de bon."
            )
        case _:
            assert_never(message.topic)


def _crs_change(message: Explained) -> str:
    if message.crs_change_on is None:
        return "Je ne connais aucun changement annoncé du SCG."
    return (
        f"Deux sources indépendantes donnent le {FR.day(message.crs_change_on)} comme premier jour"
        " de nouvelles règles du SCG (plus de points pour le travail au Canada et les offres"
        " d'emploi bien payées). Je n'ai vu aucun texte officiel et je ne connais donc pas les"
        " points. Les notes minimales des rondes passées datent des anciennes règles; fiez-vous à"
        " la note de votre propre compte."
    )


def _tie_break(message: Explained) -> str:
    general = (
        "Quand plusieurs personnes ont exactement la note la plus basse invitée, celles qui ont"
        " soumis leur profil le plus tôt passent d'abord, jusqu'à un instant publié (UTC)."
        " Au-dessus de cette note, la date ne change rien; au-dessous, il n'y a pas d'invitation."
    )
    draw = message.draw
    if draw is None:
        return general
    if draw.tie_break_at is None:
        here = f"Je ne connais pas l'heure du bris d'égalité de la {esc(draw_name(draw))}."
    else:
        here = (
            f"À la {esc(draw_name(draw))} : à {FR.number(draw.crs_cutoff)} exactement, seuls les"
            f" profils soumis avant le {FR.instant(draw.tie_break_at, message.zone)}."
        )
    return f"{general}\n{here}{_own_score(message)}"


def _own_score(message: Explained) -> str:
    """One sentence with the person's own score, where there is one."""
    crs, draw = message.profile.crs, message.draw
    if crs is None or draw is None:
        return ""
    distance = points(abs(crs - draw.crs_cutoff))
    if crs == draw.crs_cutoff:
        return (
            f" Votre note de {FR.number(crs)} est exactement la note minimale : la règle vous"
            " concerne."
        )
    side = "au-dessus" if crs > draw.crs_cutoff else "au-dessous"
    return (
        f" Votre note de {FR.number(crs)} est {distance} {side} de la note minimale : la règle ne"
        " vous concerne pas."
    )


def _cutoff(message: Explained) -> str:
    general = (
        "C'est la note SCG de la personne la moins bien classée parmi celles qui ont été invitées."
        " C'est un résultat, pas une condition fixée d'avance : elle dépend du nombre d'invitations"
        " et de qui se trouvait dans le bassin."
    )
    if message.draw is None:
        return general
    cutoff = FR.number(message.draw.crs_cutoff)
    own = ""
    crs = message.profile.crs
    if crs is not None and crs != message.draw.crs_cutoff:
        side = "au-dessus" if crs > message.draw.crs_cutoff else "au-dessous"
        distance = points(abs(crs - message.draw.crs_cutoff))
        own = f" Votre note de {FR.number(crs)} est {distance} {side}."
    elif crs is not None:
        own = f" Votre note de {FR.number(crs)} est exactement celle-là."
    return f"{general}\nÀ la {esc(draw_name(message.draw))} : {cutoff}.{own}"


def _validity(message: Explained) -> str:
    text = (
        f"{months(message.life_months)} à partir du jour où vous l'avez soumis; les mises à jour ne"
        " le prolongent pas. Ensuite il est supprimé, et un nouveau profil repart avec une nouvelle"
        " date."
    )
    if message.profile.submission is None:
        return text
    on = message.profile.submission.on
    end = add_months(on, message.life_months)
    return f"{text} Le vôtre, du {FR.day(on)}, dure jusqu'au {FR.day(end)}."


def _own_crs(message: Explained) -> str:
    crs = message.profile.crs
    return "" if crs is None else f" La vôtre, d'après ce que vous m'avez dit : {FR.number(crs)}."


def _own_noc(message: Explained) -> str:
    noc = message.profile.noc
    return "" if noc is None else f" Le vôtre : {noc}, niveau FÉER {noc[1]}."


def _own_day(message: Explained) -> str:
    submission = message.profile.submission
    return "" if submission is None else f" Pour vous, je compte le {FR.day(submission.on)}."


def _category(message: Explained) -> str:
    if message.rules is None or message.draw is None or message.rules.nocs is None:
        return (
            "Il faut d'abord être dans le bassin, c'est-à-dire être admissible à l'un des trois"
            " programmes."
        )
    asked = message.rules.experience
    work = ""
    if asked is not None:
        kind = "continu " if asked.continuous else ""
        years = asked.window_years
        work = f" et {months(asked.months)} de travail {kind}à temps plein dans cette profession"
        work += "" if years is None else f" au cours des {FR.number(years)} dernières années"
    return (
        "1. Un profil dans le bassin : être admissible à l'un des trois programmes.\n2. L'une des"
        f" {FR.number(len(message.rules.nocs))} professions de la liste{work}.\nParmi ces"
        " profils, les notes SCG les plus hautes sont invitées. C'était ainsi à la"
        f" {esc(draw_name(message.draw))}.{_own_place(message.profile.noc, message.rules.nocs)}"
    )


def _own_place(noc: str | None, listed: frozenset[str]) -> str:
    if noc is None:
        return ""
    place = "figurait sur cette liste" if noc in listed else "n'y figurait pas"
    return f" Votre code de la CNP, {noc}, {place}."
