"""Times of day as people write them: 22:36:09, 10:36 pm, 22 h 36, noon."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time

from bot.reading.days.readings import WallTime
from bot.reading.text.patterns import Late
from bot.reading.text.plain_text import PlainText

_H, _M, _S = r"(?P<h>\d{1,2})", r"(?P<m>\d\d)", r"(?P<s>\d\d)"
_HALF = r"(?P<half>[ap])\.?\s?m\b\.?(?!\s+i\b)"  # "nov 5 am I invited" holds no morning
_NUMBERED = (
    Late(rf"t(?P<h>\d\d):?{_M}(?::?{_S}(?:[.,]\d{{1,9}})?)?(?![\d:])"),
    Late(rf"{_H}\s?:\s?{_M}(?:\s?:\s?{_S}(?:[.,]\d{{1,9}})?)?(?![\d%])(?!:\d)(?:\s?{_HALF})?"),
    Late(rf"{_H}(?:\.{_M}(?:\.{_S})?)?\s?{_HALF}"),
    Late(rf"(?P<h>\d\d){_M}\s?(?:hrs?\b|hours\b|h\b|(?=utc\b|gmt\b|z\b))"),
)
_IN_WORDS = Late(
    rf"{_H}(?::?{_M})?(?:\s?o'?\s?clock)?(?=\s+in the (?:morning|afternoon|evening|night)\b)"
)
_FRENCH = (
    Late(
        rf"{_H}\s?h(?:eures?)?\s?{_M}(?!\d)(?:\s?m(?:in(?:utes?)?|n)?(?![a-z])\.?)?"
        rf"(?:\s?(?P<s>\d{{1,2}})(?:\s?s(?:ec(?:ondes?)?)?\b|(?<=m\d\d)(?!\d)))?(?:\s?{_HALF})?"
        r"(?![a-z])"
    ),
    # "8h a day" is a shift and "40h" a week: no time of day.
    Late(
        r"(?P<h>[01]?\d|2\d)\s?h(?:eures?)?\b(?!\s?(?:/|a (?:day|week)|par |per |each |"
        r"de (?!l'apres)))"
    ),
)
_IN_ANSWERS = (
    Late(rf"{_H}[. ]{_M}(?:[. ]{_S})?(?![\d.,%])"),
    Late(rf"(?P<h>\d\d){_M}{_S}?(?!\d)"),
)
_NOON = Late(r"(?:noon|midi)\b")
_PART = r"(morning|matin|afternoon|apres-?\s?midi|evening|soir|night|nuit)\b"
_PART_OF_DAY = Late(rf"\s+(?:in the|at|du|de l'|le|ce|cet|cette)\s?{_PART}")
PART_BEFORE = Late(rf"\s+(?:(?:in the|au|le|du|dans la|en|dans l'|de l'|l')\s?)?{_PART}")
"""A part of the day between a day and its time: "hier soir a 11 h"."""

ABOUT = (
    r"around|(?<!what )(?<!how )about|approx(?:imately|\.)?|roughly|circa|vers|environ|autour|"
    r"alentours|before|after|by|until|till|past|avant|apres|jusqu'a|more than|less than|over|under|"
    r"nearly|almost|plus|moins|presque|pres|between|(?<!profil )(?<!suis )(?<!est )(?<!ete )entre"
)
_ABOUT_BEFORE = Late(
    rf"(?:(?<![a-z])(?:{ABOUT}|quarter to|minutes to)\s*(?:a |de |d')?|~\s?"
    r"|\d(?::\d\d|\s?h(?:\s?\d\d)?|\s?[ap]\.?m\.?)?\s*(?:-|to|and|or|ou|et|a)\s*)$"
)
_ABOUT_AFTER = Late(
    r"\s?-?(?:ish\b|or so\b|environ\b|approx|moins\b|et (?:quart|demie)\b)"
    r"|\s*(?:-|to|and|or|ou|et|a)\s*\d{1,2}(?::\d|\s?h(?![a-z])|\s?[ap]\.?m\b)"
)
_OFFSET_AFTER = Late(r"\s?-(0\d|1[0-2]):?[0-5]\d(?!\d|\s?[ap])")


@dataclass(frozen=True, slots=True)
class ClockFound:
    """A time of day in `text[start:end]` of a plain text.

    `clock` None: no such time exists (25:70). `approximate`: not to be counted on (about 10 pm).
    `french`: written with an h.
    """

    start: int
    end: int
    clock: WallTime | None
    approximate: bool
    french: bool


def clock_at(
    plain: PlainText, start: int, *, since: int = 0, answer: bool = False, part: str | None = None
) -> ClockFound | None:
    """Read the time of day that begins at `start`, if one does.

    `since`: where the words that belong to it may begin; what is before is read already.
    `answer`: the text answers "at what time?", so 10.36 and 2236 are times as well.
    `part`: the part of the day named before it, "evening" or "matin".
    """
    text = plain.text
    said = None if text[start : start + 1].isdecimal() else _NOON.regex.match(text, start)
    if said:
        clock: WallTime | None = WallTime(time(12), has_seconds=False)
        end = said.end()
        french = False
    else:
        said = _first(_FRENCH, text, start)
        french = said is not None
        said = said or _first((*_NUMBERED, _IN_WORDS), text, start)
        if answer:
            said = said or _first(_IN_ANSWERS, text, start)
        if said is None:
            return None
        clock, end = _numbered(text, said, part)
    before = text[max(since, start - 20) : start]
    about = bool(_ABOUT_BEFORE.regex.search(before) or _ABOUT_AFTER.regex.match(text, end))
    if about and (offset := _OFFSET_AFTER.regex.match(text, end)):
        # 10:30-11:00 is a range; 22:36-05:00, 22:36:09-10:00 and T22:36-10:00 carry an offset.
        exact = text[start] == "t" or (clock is not None and clock.has_seconds)
        about = not exact and not offset[1].startswith("0")
    return ClockFound(start, end, clock, about, french)


def _first(patterns: tuple[Late, ...], text: str, start: int) -> re.Match[str] | None:
    return next((said for pattern in patterns if (said := pattern.regex.match(text, start))), None)


def _numbered(text: str, said: re.Match[str], named: str | None) -> tuple[WallTime | None, int]:
    """Give the time that the numbers and the words after them mean, and where it ends."""
    numbers = said.groupdict()
    hour, minute = int(numbers["h"]), int(numbers.get("m") or 0)
    seconds = numbers.get("s")
    half, end = numbers.get("half"), said.end()
    part = _PART_OF_DAY.regex.match(text, end)
    if part:
        end = part.end()
        named = part[1]
    if named:
        half = half or _half_of(named, hour)
    if half:
        hour = _on_24(hour, half)
    second = int(seconds or 0)
    if hour > 23 or minute > 59 or second > 59:
        return None, end
    return WallTime(time(hour, minute, second), seconds is not None), end


def _half_of(part: str, hour: int) -> str | None:
    """Give the half of the day that "in the evening" or "du matin" means for an hour."""
    if hour > 12:
        return None
    if part in ("morning", "matin"):
        return "a"
    late = part in ("night", "nuit") and (hour < 6 or hour == 12)
    return "a" if late else "p"


def _on_24(hour: int, half: str) -> int:
    """Give the hour on 24; "22:36 pm" is clear all the same, "13 am" and "0 pm" don't exist."""
    if half == "p" and hour > 12:
        return hour
    if hour > 12 or (half == "p" and hour == 0):
        return 99
    return hour % 12 + (12 if half == "p" else 0)
