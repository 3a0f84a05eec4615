"""Relative what-ifs: points more or less, days and minutes earlier or later."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from bot.reading.text.page import CROSSED, Page
from bot.reading.text.tokens import Line
from bot.reading.whose.cues import Hit, number_as_written, table_of
from bot.reading.whose.owners import Owners

_SAID = (("more", 1), ("less", -1), ("up", 1), ("down", -1))
_DONE = (("raised", 1), ("lowered", -1), ("given", 1))
_CHANGES = frozenset(name for name, _ in _SAID + _DONE)
_ALONE = ("up", "down", "raised", "lowered")
"""Ways that need nothing behind them that is counted."""
_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}
_MINUTES = {"minute": 1, "hour": 60}
_BEHIND = {"sooner_by": -1, "later_by": 1}
_HALF_A_YEAR = 180
_WAYS = {"earlier": -1, "later": 1, "older": -1, "newer": 1, "before": -1, "after": 1}
_OF_PROFILES, _ONLY_IN_IF = ("older", "newer"), ("before", "after")
_SIGNS = {"+": 1, "~": -1}
_FEW = 3

Found = Mapping[str, list[Hit]]


@dataclass(frozen=True, slots=True)
class Moved:
    """What a message says relatively: points more, days and minutes later; None for nothing."""

    crs: int | None = None
    submitted_days: int | None = None
    submitted_minutes: int | None = None


def read_changes(page: Page, line: Line, expecting: str | None) -> Moved:
    """Read relative changes and cross them out; "I need 20 more points" is none.

    ``line`` is the message before anything was found in it. Where the score or a what-if is
    expected, "-5" is a score that cannot be, or all is supposed anyway.
    """
    points, times = _found(line, "points"), _found(line, "time")
    if points.keys().isdisjoint(_CHANGES) and times.keys().isdisjoint(_DAYS | _MINUTES):
        return Moved()
    supposed = expecting == "what_if" or bool(Owners(line).mood("suppose"))
    free = [page.text[token.start] != CROSSED for token in line.tokens]
    days, minutes = _shifts(page, line, free, times, supposed=supposed)
    free = [page.text[token.start] != CROSSED for token in line.tokens]
    if expecting == "crs" and len(line.tokens) == 1:
        return Moved(None, days, minutes)
    return Moved(_points(page, line, free, points, supposed=supposed), days, minutes)


def _found(line: Line, part: str) -> dict[str, list[Hit]]:
    found: dict[str, list[Hit]] = {}
    for hit in table_of("changes", part).hits(line):
        found.setdefault(hit.cue.name, []).append(hit)
    return found


def _points(
    page: Page, line: Line, free: list[bool], found: Found, *, supposed: bool
) -> int | None:
    for way, sign in _SAID + _DONE if supposed else _SAID:
        for hit in found.get(way, ()):
            if not all(free[hit.first : hit.last]) or not _is_change(line, hit, found, supposed):
                continue
            tokens = line.tokens[hit.first : hit.last]
            page.cross_out(tokens[0].start - _signed(line, hit.first), tokens[-1].end)
            number = next((each.word for each in tokens if each.word.isdecimal()), "1")
            return sign * int(number)
    return None


def _signed(line: Line, place: int) -> int:
    """How many characters of a sign belong to a number."""
    token = line.tokens[place]
    if token.sign[-1:] not in ("+", "-") or not token.word.isdecimal():
        return 0
    return token.start - line.text.rindex(token.sign[-1], 0, token.start)


def _is_change(line: Line, hit: Hit, found: Found, supposed: bool) -> bool:
    """Whether points are neither wanted, nor given by something, nor the end of a way."""
    way, tokens = hit.cue.name, line.tokens

    def before(name: str) -> bool:
        return any(each.last == hit.first for each in found.get(name, ()))

    def behind(name: str) -> bool:
        return any(each.first == hit.last for each in found.get(name, ()))

    ends = hit.last == len(tokens) or tokens[hit.last].pause > 0
    if way in _ALONE and not (ends or tokens[hit.last - 1].word.isalpha() or behind("alone")):
        return False
    denied = [each for each in found.get("none", ()) if way not in ("raised", "lowered")]
    if any(each.first < hit.last and hit.first < each.last for each in denied):
        return False
    if tokens[hit.first].word.isdecimal():
        added = hit.first > 0 and tokens[hit.first - 1].word.isdecimal()
        if before("score") or (added and len(tokens[hit.first].word) > 2):
            return False
    gift = behind("gift") or behind("giver")
    if supposed:
        return not before("need") and (way != "given" or behind("giver"))
    rest = [token.word for token in tokens[hit.last + 1 :]]
    if gift and hit.first == 0 and len(rest) <= _FEW and all(map(str.isalpha, rest)):
        return True  # "+30 for French?" asks what it would do
    return not gift and not before("wanted")


def _shifts(
    page: Page, line: Line, free: list[bool], found: Found, *, supposed: bool
) -> tuple[int | None, int | None]:
    """Days and minutes later (earlier is negative); a month counts as 30 days, a year as 365."""
    ways: dict[int, tuple[int, int]] = {}  # by where they begin: which way, where they end
    for name, way in _WAYS.items():
        allowed = supposed or name not in _ONLY_IN_IF
        if allowed and (name not in _OF_PROFILES or "profile" in found):
            ways |= {each.first: (way, each.last) for each in found.get(name, ())}
    for each in found.get("none", ()):
        ways.pop(each.first, None)
    ahead = {each.last: way for name, way in _BEHIND.items() for each in found.get(name, ())}
    days = minutes = None
    for unit, size in (_DAYS | _MINUTES).items():
        for hit in found.get(unit, ()):
            counted = _count(line, hit.first, found)
            if counted is None or not free[hit.first]:
                continue
            first, count = counted
            way, last = ways.get(hit.last, (ahead.get(first, 0), hit.last))
            if not way and unit in _DAYS:
                way = _SIGNS.get(number_as_written(line, first)[:1], 0)
            if not way:
                continue
            page.cross_out(
                line.tokens[first].start - _signed(line, first), line.tokens[last - 1].end
            )
            if unit in _MINUTES:
                minutes = int(count * size) * way
            else:
                half_a_year = unit == "year" and count < 1
                days = (_HALF_A_YEAR if half_a_year else int(count * size)) * way
    return days, minutes


def _count(line: Line, unit: int, found: Found) -> tuple[int, Fraction] | None:
    """Where the count of a unit begins, and what it is: "2", "a", "half an"."""
    for name, count in (("half", Fraction(1, 2)), ("one", Fraction(1))):
        for hit in found.get(name, ()):
            if hit.last == unit:
                return hit.first, count
    word = line.tokens[unit - 1].word if unit else ""
    return (unit - 1, Fraction(word)) if word.isdecimal() and len(word) <= _FEW else None
