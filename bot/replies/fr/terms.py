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


_NAMED = re.compile(r"[A-Z]|\d")
_OF_A_FILE = re.compile(r"(client|candidat|dossier|cliente|candidate|personne)\b", re.IGNORECASE)


def somebody(label: str) -> str:
    """Somebody else: "votre conjointe", "la cliente B", "l'autre personne".

    >>> somebody("cliente a"), somebody("frère"), somebody("Marie")
    ('la cliente A', 'votre frère', 'Marie')
    """
    if not label:
        return "l'autre personne"
    named = re.sub(r"(?<= )[a-z]$", lambda letter: letter[0].upper(), label)
    if (kind := _OF_A_FILE.match(named)) is not None:
        return f"{'la' if kind[1].lower().endswith('e') else 'le'} {esc(named)}"
    return esc(named) if _NAMED.search(named) else f"votre {esc(label)}"


def of_somebody(label: str) -> str:
    """The same behind "de": "du client B", "de la cliente B", "d'Alex".

    >>> of_somebody("client b"), of_somebody("Alex"), of_somebody("")
    ('du client B', "d'Alex", "de l'autre personne")
    """
    who = somebody(label)
    if who.startswith("le "):
        return f"du {who[3:]}"
    return f"d'{who}" if who[:1] in "AEIOUYÉÈÊ" else f"de {who}"
