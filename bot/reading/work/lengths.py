"""Lengths of time in words and digits: "1 year 3 months", "un an et demi", "18 mois"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from bot.reading.text.patterns import Late
from bot.reading.whose.cues import words as words_of

_SAID = {name: "|".join(patterns) for name, patterns in words_of("lengths").items()}
_COUNT = (
    r"\d{{1,3}}(?: (?:{and}) (?:{halves})(?= (?:{years}|{months})\b)|"
    r"(?:[.,]\d{{1,2}}(?!\d)|½)?(?: ?1/2)?)|½|1/2|{half}|{one}"
).format_map(_SAID)
_HALF = r"\s?(?:{and})\s?(?:{halves})".format_map(_SAID)
_MONTHS = "(?:{months})".format_map(_SAID)
_MONTH_PART = rf"(?:(?:\s?(?:,|{_SAID['and']}|\+)\s?|\s?)(?P<m>{_COUNT})[\s-]?(?:{_MONTHS}|m)\b)?"
_AMOUNT = Late(
    rf"(?<![\w.,/$+-])(?:(?P<low>\d{{1,2}})\s?(?:-|{_SAID['to']})\s?)?"
    rf"(?:(?P<y>{_COUNT}|(?=year{_HALF}))(?P<h1>{_HALF})?\+?[\s-]?(?:{_SAID['good']})?"
    rf"(?:{_SAID['years']})(?![a-z])(?P<h2>{_HALF})?{_MONTH_PART}"
    rf"|(?P<only>{_COUNT})\+?[\s-]?{_MONTHS}\b(?P<h3>{_HALF})?)"
)


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time in a text; ``readings`` are the whole months it can mean, most often one.

    None at all when it is no whole number of months. It was counted in ``unit`` months.
    """

    start: int
    end: int
    readings: tuple[int, ...]
    unit: int = 1


def amounts_in(text: str) -> list[Duration]:
    """Every length of time in years and months, in order."""
    return [_amount(match) for match in _AMOUNT.regex.finditer(text)]


def _amount(match: re.Match[str]) -> Duration:
    in_years = match["only"] is None
    half = Fraction(1, 2) if match["h1"] or match["h2"] or match["h3"] else Fraction(0)
    months = _count(match["y"] if in_years else match["only"]) + half
    if in_years:
        months *= 12
        if match["m"] is not None:
            months += _count(match["m"])
    readings = [months]
    if match["low"] is not None:
        readings.insert(0, Fraction(match["low"]) * (12 if in_years else 1))
    whole = all(reading.denominator == 1 for reading in readings)
    told = tuple(int(reading) for reading in readings) if whole else ()
    return Duration(*match.span(), told, 12 if in_years else 1)


def _count(said: str) -> Fraction:
    half = "½" in said or "1/2" in said or "half" in said or "demi" in said
    digits = re.match(r"(\d+)(?:[.,](\d+))?(?!\d|/)", said)
    if digits is None:
        return Fraction(1, 2) if half else Fraction(1)
    whole = Fraction(f"{digits[1]}.{digits[2] or 0}")
    return whole + Fraction(1, 2) if half else whole
