"""French names of the things themselves: kinds of draw, conditions, amounts and times."""

from __future__ import annotations

import re

from bot.replies.markup import esc
from bot.replies.numbers import format_for
from knowledge.draws import Draw
from knowledge.profiles import Submission

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


def draw_name(draw: Draw) -> str:
    """The draw as it is spoken of, without its article: number, category and day."""
    category = CATEGORY.get(draw.category, "Entrée express")
    return f"ronde n° {draw.number} ({category}, {FR.day(draw.drawn_on)})"


def months(count: int) -> str:
    """A number of months with its noun."""
    return f"{FR.number(count)} mois"


def submitted(submission: Submission, zone: str | None) -> str:
    """When the profile was submitted, as precisely as it was said."""
    return FR.submission(submission, zone)


_NAMED = re.compile(r"\b(?:client|cliente|candidat|candidate|dossier|personne)\b|[A-Z]|\d")


def somebody(label: str) -> str:
    """Somebody else: "votre conjointe", "client B", "l'autre personne"."""
    if not label:
        return "l'autre personne"
    named = re.sub(r"(?<= )[a-z]$", lambda letter: letter[0].upper(), label)
    return esc(named) if _NAMED.search(named) else f"votre {esc(label)}"
