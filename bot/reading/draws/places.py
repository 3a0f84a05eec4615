"""Draws named by their place among others: "the first draw", "last year's", "the 505 draw"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.reading.text.patterns import Late
from knowledge.draws import Draw, DrawLedger

_DRAW = r"(?:draw|round|tirage|ronde|tour)(?: of invitations| d'invitations)?\b"
_KIND = (
    r"(?:(?:\|+|trades?|skilled|ee|express entry|category(?:-based)?|ever|known|of the|"
    r"metiers?|de|des|pour(?: les)?|en) )*"
)
_ORDER = (
    r"(?P<first>(?:very )?first|premiere?)|"
    r"(?P<before>previous|second[- ](?:to[- ])?last|penultimate|last but one|"
    r"one before(?: the last)?|avant-dernie?re?)|"
    r"(?P<last>last|latest|newest|most recent|final|derniere?)"
)
_YEAR = (
    r"(?:(?P<{0}>20\d\d)|(?P<{0}_last>last year|previous year|l'an(?:nee)? (?:dernie?re?|passee?)))"
)
_OF = r"(?:held |done )?(?:(?:in|of|from|for|en|de|pour) )?(?:the year )?"
_PLACED = Late(
    rf"\b(?:{_ORDER}) {_KIND}{_DRAW}(?! (?:i|je|where|that)\b)"
    rf"(?: {_OF}{_YEAR.format('after')})?",
    rf"\b{_YEAR.format('before_it')}(?:'?s)? {_KIND}{_DRAW}",
    rf"\b{_DRAW} (?:\|+ )?{_OF}"
    rf"{_YEAR.format('behind')}(?![\w/:-]|[.,]\d)",
)
_SCORED = Late(
    r"\b(?:the|that|in|of|for|vs\.?|versus|by|from|from the|le|la) #?(?P<number>\d{3}[ab]?) "
    rf"(?:\|+ |trades? )?{_DRAW}(?!\s?#?\d)"
)


@dataclass(frozen=True, slots=True)
class Placed:
    """The words for a draw, and the draws that fit them; none when there was no such draw."""

    start: int
    end: int
    draws: tuple[Draw, ...]


def placed_in(text: str, ledger: DrawLedger, category: str, this_year: int) -> Placed | None:
    """Read the draw that a plain text names by its place, its year or its cut-off.

    "The latest draw" needs no such reading and gives None.
    """
    held = ledger.of_category(category)
    for said in _PLACED.regex.finditer(text):
        year = _year(said, this_year)
        fitting = tuple(draw for draw in held if year in (None, draw.drawn_on.year))
        if said["first"]:
            return Placed(*said.span(), fitting[:1])
        if said["before"]:
            return Placed(*said.span(), fitting[-2:-1])
        if year is not None:
            return Placed(*said.span(), fitting[-1:] if said["last"] else fitting)
    for said in _SCORED.regex.finditer(text):
        numbered = ledger.draw(said["number"])
        scored = [draw for draw in held if str(draw.crs_cutoff) == said["number"]]
        named = [numbered] if numbered is not None else []
        if fits := tuple(dict.fromkeys((*named, *scored))):
            return Placed(*said.span(), fits)
    return None


def _year(said: re.Match[str], this_year: int) -> int | None:
    for name in ("after", "before_it", "behind"):
        if said[name]:
            return int(said[name])
        if said[f"{name}_last"]:
            return this_year - 1
    return None
