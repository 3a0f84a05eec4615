"""NOC codes in a text: five digits of NOC 2021, or four of NOC 2016 where the text says so."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from knowledge.occupations.groups import UnitGroup

_NAME = r"(?:noc|cnp|cno|n\.o\.c)"
_LABEL = (
    rf"{_NAME}(?:[\s:=#\-.,()]|code|codes|number|num|no|n|numero|is|was|est|etait|c'|de|the|my|mon|ma|"
    r"version|v|teer|[12]\.[0-3]|20(?:06|11|16|21|26)(?=\D{1,24}\d))*"
)
_DIGITS = r"\d{2} \d{3}|\d(?: \d){4}|\d{4,9}"
_LABELLED = re.compile(rf"(?<![a-z0-9]){_LABEL}({_DIGITS})(?![\da-z])")
_LABEL_AFTER = re.compile(rf"(?<![\d.,$/:\-+a-z])(\d{{4,5}})\s+\(?{_NAME}(?![a-z])(?!\W*\d)")
_MISTYPED = re.compile(rf"(?<![a-z0-9]){_LABEL}(?=[a-z]{{0,3}}\d)([\doilsz]{{4,6}})(?![\da-z])")
_LOOKALIKES = str.maketrans("oilsz", "01152")
_BARE = re.compile(r"(?<![\d.,$€£#/:\-+a-z])(\d{5})(?![\d/:$€£%a-z]|[.,\-]\d)")
_MONEY = re.compile(
    r"\s*(?:k\b|cad|usd|dollar|buck|per\b|a (?:year|month)|an hour|/|hours?\b|hrs?\b|heures?\b|"
    r"km\b|par an|points?\b|pts\b|people|candidat|invit|itas?\b)"
)
_MONEY_BEFORE = re.compile(
    r"\b(?:salar(?:y|ies)|wages?|income|pa(?:y|ys|id)|earn\w*|mak(?:e|es|ing)|budget|savings|funds|price|cost|"
    r"salaire|gagne|revenu|paie|postal|zip)\b(?:\W+[a-z][a-z']*+){0,3}\W*$"
)
_POLITE = (
    r"(?:(?:please|pls|plz|hi|hello|hey|bonjour|salut|svp|stp|merci|thanks|thank you|thx)\b\W*)*"
)
_ONLY_OLD = re.compile(rf"\W*{_POLITE}(\d{{4}})\W*{_POLITE}")
_PLAIN = re.compile(rf"{_NAME}\D*\d{{4,5}}")
_PART_BEFORE = re.compile(r"(?:^|[,;|(\n]|\bcode(?: is| est|:)?)\s*$")
_PART_AFTER = re.compile(r"\s*(?:$|[,;|)\n.?!])")
_LIKE = 2
_BEFORE = 40


@dataclass(frozen=True, slots=True)
class CodeMention:
    """A code in a text, and the unit groups it stands for: none when it is no code at all."""

    start: int
    end: int
    nocs: tuple[str, ...]
    old: bool


def find_codes(
    folded: str,
    groups: Mapping[str, UnitGroup],
    old_codes: Mapping[str, tuple[str, ...]],
    *,
    expected: bool,
) -> tuple[CodeMention, ...]:
    """The codes of a folded text, in order.

    A bare five-digit number counts when it is a unit group and no wage or the like; a bare
    four-digit one only when it is the whole answer to a question for the occupation, since
    1300 may as well be a score. With the word NOC or CNP before it every number counts.
    """
    found: dict[int, CodeMention] = {}

    def take(match: re.Match[str], code: str) -> None:
        old = len(code) == 4
        now = (code,) if code in groups else ()
        nocs = old_codes.get(code, ()) if old else now
        start, end = match.span(1)
        found.setdefault(start, CodeMention(start, end, nocs, old))

    for match in _LABELLED.finditer(folded):
        take(match, match.group(1).replace(" ", ""))
    for match in _LABEL_AFTER.finditer(folded):
        take(match, match.group(1))
    for match in _MISTYPED.finditer(folded):
        letters = sum(not sign.isdecimal() for sign in match.group(1))
        if 0 < letters <= _LIKE:
            found[match.start(1)] = CodeMention(match.start(1), match.end(1), (), old=False)
    for match in _BARE.finditer(folded):
        code = match.group(1)
        before = folded[max(0, match.start(1) - _BEFORE) : match.start(1)]
        if (
            match.start(1) in found
            or _MONEY.match(folded, match.end())
            or _MONEY_BEFORE.search(before)
        ):
            continue
        if code in groups or expected or found or _stands_alone(folded, match):
            take(match, code)
    only = _ONLY_OLD.fullmatch(folded)
    if only is not None and (expected or is_old_trade(only.group(1), old_codes)):
        take(only, only.group(1))
    return tuple(found[start] for start in sorted(found))


def _stands_alone(folded: str, match: re.Match[str]) -> bool:
    """Whether a number like a trade's code stands between commas: "480, 72315, 3 Nov"."""
    before, after = folded[: match.start(1)], folded[match.end(1) :]
    parted = _PART_BEFORE.search(before) and _PART_AFTER.match(after)
    return match.group(1)[0] == "7" and parted is not None


def odd_codes(folded: str) -> list[tuple[int, int]]:
    """The places of labelled numbers that need their label to be seen as codes at all."""
    if "n" not in folded:
        return []
    found = [m.span() for m in _LABELLED.finditer(folded) if not _PLAIN.fullmatch(m.group())]
    return found + [m.span() for m in _MISTYPED.finditer(folded) if not m.group(1).isdecimal()]


def is_old_trade(code: str, old_codes: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether four digits by themselves are an old code, since no score or year is so high."""
    return len(code) == 4 and code[0] in "6789" and code in old_codes


def nearest_codes(
    said: str, groups: Mapping[str, UnitGroup], old_codes: Mapping[str, tuple[str, ...]]
) -> tuple[str, ...]:
    """Up to three unit groups whose code is like that number, likest first."""
    from bot.reading.occupations.spelling import unlike

    said = "".join(filter(str.isdecimal, said.lower().translate(_LOOKALIKES))) or "0"
    if said in groups:
        return (said,)
    if len(said) == 4:
        return old_codes[min(old_codes, key=lambda code: unlike(said, code))][:3]
    nearest = sorted(groups, key=lambda noc: unlike(said, noc))[:3]
    return tuple(noc for noc in nearest if unlike(said, noc)[0] <= _LIKE)
