"""English terms that several texts share: kinds of draw, conditions, points and months."""

from __future__ import annotations

import re

from bot.replies.markup import esc
from bot.replies.numbers import format_for
from knowledge.draws import Draw
from knowledge.profiles import Submission

EN = format_for("en")

CATEGORY = {
    "trades": "trades",
    "healthcare": "healthcare and social services",
    "stem": "STEM",
    "education": "education",
    "transport": "transport",
    "agriculture": "agriculture and agri-food",
    "french": "French-language",
    "physicians": "physicians",
    "senior_managers": "senior managers",
    "researchers": "researchers",
    "military": "skilled military recruits",
    "cec": "Canadian Experience Class",
    "pnp": "Provincial Nominee Program",
    "fsw": "Federal Skilled Worker",
    "fst": "Federal Skilled Trades (program)",
    "general": "general",
}


def draw_name(draw: Draw) -> str:
    """The draw as it is spoken of: category, number and day."""
    category = CATEGORY.get(draw.category, "Express Entry")
    return f"{category} draw #{draw.number} ({EN.day(draw.drawn_on)})"


def months(count: int) -> str:
    """A number of months with its noun."""
    return f"{EN.number(count)} month{'' if count == 1 else 's'}"


def submitted(submission: Submission, zone: str | None) -> str:
    """When the profile was submitted, as precisely as it was said."""
    return EN.submission(submission, zone)


_NAMED = re.compile(r"\b(?:client|candidate|applicant|case|person|file)\b|[A-Z]|\d")


def somebody(label: str) -> str:
    """Somebody else: "your husband", "client B", "the other person"."""
    if not label:
        return "the other person"
    named = re.sub(r"(?<= )[a-z]$", lambda letter: letter[0].upper(), label)
    return esc(named) if _NAMED.search(named) else f"your {esc(label)}"
