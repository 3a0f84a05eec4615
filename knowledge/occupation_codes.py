"""NOC codes in a text: five digits of NOC 2021, or four of NOC 2016 where the text says so."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from knowledge.occupation_groups import UnitGroup

_LABEL = (
    r"(?:noc|cnp|cno)(?:[\s:=#\-.,(]|code|codes|number|num|no|n|numero|is|was|est|etait|c'|de|the|my|"
    r"version|v|teer|20(?:06|11|16|21|26)(?=\D{1,12}\d))*"
)
_LABELLED = re.compile(rf"(?<![a-z0-9]){_LABEL}(\d{{4,6}})(?!\d)")
_BARE = re.compile(r"(?<![\d.,$€£#/:\-+a-z])(\d{5})(?![\d/:$€£%a-z]|[.,\-]\d)")
_MONEY = re.compile(
    r"\s*(?:k\b|cad|usd|dollar|buck|per\b|a (?:year|month)|an hour|/|hours?\b|hrs?\b|heures?\b|"
    r"km\b|par an|points?\b|pts\b|people|candidat|invit|itas?\b)"
)
_ONLY_OLD = re.compile(r"\W*(\d{4})\W*")
_LIKE = 2


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
    for match in _LABELLED.finditer(folded):
        code = match.group(1)
        now = (code,) if code in groups else ()
        nocs = old_codes.get(code, ()) if len(code) == 4 else now
        found[match.start(1)] = CodeMention(match.start(1), match.end(1), nocs, len(code) == 4)
    for match in _BARE.finditer(folded):
        code = match.group(1)
        if match.start(1) in found or _MONEY.match(folded, match.end()):
            continue
        if code in groups:
            found[match.start(1)] = CodeMention(match.start(1), match.end(1), (code,), old=False)
        elif expected or found:
            found[match.start(1)] = CodeMention(match.start(1), match.end(1), (), old=False)
    only = _ONLY_OLD.fullmatch(folded)
    if expected and only is not None:
        code = only.group(1)
        nocs = old_codes.get(code, ())
        found[only.start(1)] = CodeMention(only.start(1), only.end(1), nocs, old=True)
    return tuple(found[start] for start in sorted(found))


def nearest_codes(
    said: str, groups: Mapping[str, UnitGroup], old_codes: Mapping[str, tuple[str, ...]]
) -> tuple[str, ...]:
    """Up to three unit groups whose code is like that number, likest first."""
    from knowledge.occupation_spelling import unlike

    if len(said) == 4:
        return old_codes[min(old_codes, key=lambda code: unlike(said, code))][:3]
    nearest = sorted(groups, key=lambda noc: unlike(said, noc))[:3]
    return tuple(noc for noc in nearest if unlike(said, noc)[0] <= _LIKE)
