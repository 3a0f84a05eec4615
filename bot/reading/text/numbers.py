"""The numbers in a text, with what belongs to them: signs, decimals, thousands, ranges."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.reading.text.patterns import Late

_NUMBER = Late(
    r"(?:(?<![\w.])(?<!\d[:/'-])|(?<=crs)|(?<=scg)|(?<=score)|(?<=note)|(?<=points)|(?<=pts))"
    r"(?P<whole>(?<!\d )\d{1,2}(?: \d{3})+(?!\d)|\d{3}(?: 000)+(?!\d)|"
    r"\d+)(?:(?P<thousands>(?:,\d{3}(?!\d))+)|"
    r"(?P<decimals>[.,]\d{1,2}(?!\d)|\.\d{3}(?!\d)))?"
    r"(?![:'][0-9]|[./]\d|-\d)(?P<glued>[a-z]*)(?!\d)"
)
_PAIR = Late(r"(?<![\w./:-])(\d{1,4})(\s?)[-/](\s?)(\d{1,4})(?![\w/:'-]|[.,]\d)")
_SIGN = Late(r"(?:^|[\s|(:=,])([-+])$")
_PHONE = Late(
    r"(?:\+\s?\d{1,3}[\s.-]?)?\(?(?<!\d)\d{3}\)?[\s.-]\s?\d{3}[\s.-]\d{4}(?!\d)"
    r"|(?<!\d)\+\d{8,}|(?<!\d)\d{3}-\d{4}(?!\d)"
    # As written abroad: "+237 6 99 47 84 78", "07 58 47 99 11", "77 478 12 34".
    r"|(?<![\w+])\+\s?\d{1,3}(?:[\s.-]?\d){7,11}(?!\d)"
    r"|(?<![\w.,/-])\d{1,4}(?:[\s.-]\d\d){3,5}(?![\w/]|[.,:]\d)"
    r"|(?<![\w.,/-])\d\d[\s.-]\d{3}(?:[\s.-]\d\d){2}(?![\w/]|[.,:]\d)"
)
_LOWEST = 100
_POINTS = frozenset({"", "pts", "pt", "points", "point", "crs", "scg", "p", "ish"})


@dataclass(frozen=True, slots=True)
class Number:
    """A number and its place, sign and the letters glued to it included.

    ``value`` is None for one with decimals or below zero; ``ranged``: one end of "470-480";
    ``apart``: typed in pieces.
    """

    start: int
    end: int
    value: int | None
    ranged: bool = False
    apart: bool = False


def phones_in(text: str) -> list[tuple[int, int]]:
    """The places of telephone numbers."""
    return [phone.span() for phone in _PHONE.regex.finditer(text)]


def numbers_in(text: str, highest: int) -> list[Number]:
    """The numbers of a plain text that could be scores, in order.

    "478/1200" is one number when 1200 is the ``highest`` score, "1 050" is one; "470,480" is two.
    """
    found: list[Number] = []
    at = 0
    while match := _NEXT.regex.search(text, at):
        at = match.end()
        pair = _PAIR.regex.match(text, match.start())
        if pair is not None:
            at = pair.end()
            found += _both(pair, highest)
        elif (number := _NUMBER.regex.match(text, match.start())) and number["glued"] in _POINTS:
            at = number.end()
            found += _one(text, number)
    return found


_NEXT = Late(r"\d+")


def _both(pair: re.Match[str], highest: int) -> list[Number]:
    low, high = int(pair[1]), int(pair[4])
    if high == highest and low <= high:
        return [Number(pair.start(), pair.end(), low)]
    ranged = low >= _LOWEST  # "29/478" is an age and a score
    return [
        Number(pair.start(1), pair.end(1), low, ranged),
        Number(pair.start(4), pair.end(4), high, ranged),
    ]


def _one(text: str, number: re.Match[str]) -> list[Number]:
    start, end = number.span()
    if number["decimals"] and number["decimals"].strip(".,0"):
        return [Number(start, end, None)]
    if number["thousands"]:
        groups = number["thousands"][1:].split(",")
        if len(groups) == 1 and len(number["whole"]) == 3:
            middle = number.end("whole")
            return [
                Number(start, middle, int(number["whole"])),
                Number(middle + 1, end, int(groups[0])),
            ]
        digits = "".join([number["whole"], *groups]).replace(" ", "")
        return [Number(start, end, int(digits[:9]))]
    sign = _SIGN.regex.search(text, max(0, start - 4), start)
    if sign is not None and sign[1] == "-":
        return [Number(sign.start(1), end, None)]
    return [Number(start, end, int(number["whole"].replace(" ", "")[:9]))]
