"""English terms that several texts share: kinds of draw, conditions, points and months."""

from __future__ import annotations

import re

from bot.conversation.messages.answers import Freshness
from bot.replies.markup import esc, link
from bot.replies.numbers import format_for
from knowledge.draws import Draw
from knowledge.profiles import Submission
from knowledge.verdicts import Outcome

EN = format_for("en")

STANDING: dict[Outcome, str] = {
    "invited": "in the invited range",
    "not_invited": "not in the invited range",
    "depends": "not certain",
    "incomplete": "not settled yet",
}

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

CONDITION = {
    "program_eligible": "your eligibility for an Express Entry program",
    "foreign_military_service": "service in a recognized foreign military",
    "canadian_forces_job_offer": "a full-time job offer of at least 3 years from the Canadian"
    " Armed Forces",
    "post_secondary_two_years": "a post-secondary credential of two years or more",
}


def draw_name(draw: Draw) -> str:
    """The draw as it is spoken of: category, number and day."""
    category = CATEGORY.get(draw.category, "Express Entry")
    return f"{category} draw #{draw.number} ({EN.day(draw.drawn_on)})"


def points(count: int) -> str:
    """A number of points with its noun."""
    return f"{EN.number(count)} point{'' if count == 1 else 's'}"


def months(count: int) -> str:
    """A number of months with its noun."""
    return f"{EN.number(count)} month{'' if count == 1 else 's'}"


def submitted(submission: Submission, zone: str | None) -> str:
    """When the profile was submitted, as precisely as it was said."""
    return EN.submission(submission, zone)


def source_text(draw: Draw, freshness: Freshness, zone: str | None = None) -> str:
    """Where the draw's numbers come from, and how fresh the data are."""
    source = link(f"IRCC, draw #{draw.number}", freshness.page_of(draw, "en"))
    at = freshness.read_at
    read = "" if at is None else f", feed read {EN.instant(at, zone, seconds=False)}"
    return f"Source: {source}{read}. Only the message in your IRCC account counts."


_NAMED = re.compile(r"\b(?:client|candidate|applicant|case|person|file)\b|[A-Z]|\d")


def somebody(label: str) -> str:
    """Somebody else: "your husband", "client B", "the other person"."""
    if not label:
        return "the other person"
    return esc(label) if _NAMED.search(label) else f"your {esc(label)}"
