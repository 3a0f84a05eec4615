"""French names of the things themselves: kinds of draw, conditions, amounts and times."""

from __future__ import annotations

import re

from bot.conversation.messages.answers import Freshness
from bot.replies.markup import esc, link
from bot.replies.numbers import format_for
from knowledge.draws import Draw
from knowledge.profiles import Submission
from knowledge.verdicts import Verdict

FR = format_for("fr")

CATEGORY = {
    "trades": "métiers spécialisés",
    "healthcare": "santé et services sociaux",
    "stem": "STIM",
    "education": "éducation",
    "transport": "transport",
    "agriculture": "agriculture et agroalimentaire",
    "french": "français",
    "physicians": "médecins",
    "senior_managers": "cadres supérieurs et supérieures",
    "researchers": "chercheurs et chercheuses",
    "military": "recrues militaires qualifiées",
    "cec": "Catégorie de l'expérience canadienne",
    "pnp": "Programme des candidats des provinces",
    "fsw": "Programme fédéral des travailleurs qualifiés",
    "fst": "Programme fédéral des travailleurs de métiers spécialisés",
    "general": "tous les programmes",
}

CONDITION = {
    "program_eligible": "votre admissibilité à un programme d'Entrée express",
    "foreign_military_service": "un service dans une armée étrangère reconnue",
    "canadian_forces_job_offer": "une offre d'emploi à temps plein d'au moins 3 ans des Forces"
    " armées canadiennes",
    "post_secondary_two_years": "un diplôme d'études postsecondaires de deux ans ou plus",
}


def draw_name(draw: Draw) -> str:
    """The draw as it is spoken of, without its article: number, category and day."""
    category = CATEGORY.get(draw.category, "Entrée express")
    return f"ronde n° {draw.number} ({category}, {FR.day(draw.drawn_on)})"


def points(count: int) -> str:
    """A number of points with its noun."""
    return f"{FR.number(count)} point{'' if count < 2 else 's'}"


def months(count: int) -> str:
    """A number of months with its noun."""
    return f"{FR.number(count)} mois"


def submitted(submission: Submission, zone: str | None) -> str:
    """When the profile was submitted, as precisely as it was said."""
    return FR.submission(submission, zone)


def invitations(count: int) -> str:
    """A number of invitations with its noun."""
    return f"{FR.number(count)} invitation{'' if count < 2 else 's'}"


def listed(parts: list[str]) -> str:
    """The parts as one enumeration."""
    return " et ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


def missing_text(verdict: Verdict) -> str:
    """What would settle it, in the order it is asked for."""
    words = {
        "crs": "votre note SCG",
        "occupation": "votre profession",
        "submitted": "le jour où vous avez soumis votre profil",
        "submitted_time": "l'heure à laquelle vous l'avez soumis",
        "canadian_experience": "vos mois de travail qualifié au Canada",
        "french": "votre niveau de français (NCLC)",
        "nomination": "si une province vous a désigné",
    }
    if not verdict.needs:
        return "je ne peux pas vérifier ce qu'elle exigeait"
    return f"il me manque {listed([words[need] for need in verdict.needs])}"


def source_text(draw: Draw, freshness: Freshness, zone: str | None = None) -> str:
    """Where the draw's numbers come from, and how fresh the data are."""
    source = link(f"IRCC, ronde n° {draw.number}", freshness.page_of(draw, "fr"))
    at = freshness.read_at
    read = "" if at is None else f", fichier lu le {FR.instant(at, zone, seconds=False)}"
    return f"Source : {source}{read}. Seul le message dans votre compte IRCC compte."


_NAMED = re.compile(r"\b(?:client|cliente|candidat|candidate|dossier|personne)\b|[A-Z]|\d")


def somebody(label: str) -> str:
    """Somebody else: "votre conjointe", "client B", "l'autre personne"."""
    if not label:
        return "l'autre personne"
    return esc(label) if _NAMED.search(label) else f"votre {esc(label)}"
