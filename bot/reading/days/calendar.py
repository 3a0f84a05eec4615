"""The calendar of every language's tables: its grammar, its months with their slips, its years."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from bot.reading.text.grammar import Fit, Grammar
from bot.reading.text.plain_text import plain_text
from bot.reading.text.row import WordRow
from bot.reading.whose.cues import words

_SHORTEST = 5
"""Letters that a month's name must have for a slip in it to be mended."""
_NEAR = frozenset({"augusta", "auguste", "augusto"})


@lru_cache(maxsize=1)
def calendar() -> Grammar:
    """The rules of days, times of day and zones."""
    rules = {name: rule for name, rule in words("calendar").items() if name != "not"}
    return Grammar(rules, mended=month_meant)


@lru_cache(maxsize=4)
def not_in(lang: str) -> Mapping[str, Any]:
    """The words that are something else in a language: "mar." is Tuesday in French."""
    found: Mapping[str, Any] = words("calendar")["not"].get(lang, {})
    return found


def row_of(text: str, today: date) -> WordRow:
    """A text as the calendar reads it, on a day."""
    return calendar().row(plain_text(text), years=range(2015, today.year + 2))


def possible_year(year: int, today: date) -> bool:
    """Whether a profile can be submitted in that year, or somebody can ask what if it were.

    Express Entry opened on 1 January 2015.
    """
    return 2015 <= year <= today.year + 1


def month_meant(word: str) -> str | None:
    """Give the month's name that a word is meant to be, mending one slip in a long name.

    One letter missing, added, wrong, or two swapped. March, April and avril are too near to other
    words (match, marche): there only a swap is mended.

    >>> month_meant("febuary"), month_meant("match")
    ('february', None)
    """
    if len(word) < _SHORTEST or word in _NEAR:
        return None
    names = (name for name in calendar().words("month") if len(name) >= _SHORTEST)
    return next((name for name in names if _one_slip(word, name)), None)


def _one_slip(word: str, name: str) -> bool:
    if abs(len(word) - len(name)) > 1:
        return False
    start = 0
    while start < min(len(word), len(name)) and word[start] == name[start]:
        start += 1
    wrong, right = word[start:], name[start:]
    while wrong and right and wrong[-1] == right[-1]:
        wrong, right = wrong[:-1], right[:-1]
    if len(wrong) == len(right) == 2:
        return wrong == right[::-1]
    return len(name) > _SHORTEST and len(wrong) <= 1 and len(right) <= 1


def years_of(found: Fit | None, today: date) -> tuple[int, ...]:
    """The years that a rule kept, of which one is meant: in digits, "last year", "2 years ago"."""
    if found is None:
        return ()
    years: list[int] = []
    for kept, value, _ in found.kept:
        match kept:
            case "year":
                years.append(int(value))
            case "yy" | "two_thousand":
                years.append(2000 + int(value))
            case "year_told":
                years.append(today.year + int(value))
            case "years_back":
                years.append(today.year - int(found.get("number")))
            case _:
                continue
    return tuple(years)
