"""Times of day as people write them: 22:36:09, 10:36 pm, 22 h 36, noon."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time

from bot.reading.days.calendar import calendar
from bot.reading.days.readings import WallTime
from bot.reading.text.grammar import Fit
from bot.reading.text.row import WordRow

_LAST_HOUR_ALONE = 29
"""40 h is a week of work and no hour of the day; 25 h is one mistyped."""


@dataclass(frozen=True, slots=True)
class ClockFound:
    """A time of day in the words ``first`` to ``last`` of a row.

    ``clock`` None: no such time exists (25:70). ``approximate``: not to be counted on (about 10
    pm). ``french``: written with an h.
    """

    first: int
    last: int
    clock: WallTime | None
    approximate: bool
    french: bool


def clock_at(
    row: WordRow, at: int, *, since: int = 0, answer: bool = False, part: str | None = None
) -> ClockFound | None:
    """Read the time of day that begins at a place, if one does.

    ``since``: where the words that belong to it may begin; what is before is read already.
    ``answer``: the text answers "at what time?", so 10.36 and 2236 are times as well.
    ``part``: the part of the day named before it, "evening" or "matin".
    """
    rules = calendar()
    said = rules.match("noon", row, at) or rules.match("clock", row, at)
    if said is None and answer:
        said = rules.match("clock_answer", row, at)
    if said is None or (said.get("lone_h") or 0) > _LAST_HOUR_ALONE:
        return None
    named = rules.match("part_after", row, said.last)
    last = named.last if named and said.get("noon") is None else said.last
    clock = _clock(said, named.get("part") if named else part)
    about = bool(
        rules.ends("about_before", row, at, since=since) or rules.match("about_after", row, last)
    )
    if about and (offset := rules.match("offset_after", row, last)):
        # 10:30-11:00 is a range; 22:36-05:00, 22:36:09-10:00 and T22:36-10:00 carry an offset.
        hours = offset.get("h") if offset.get("h") is not None else offset.get("hm") // 100
        exact = row.words[at] == "t" or said.get("s") is not None or said.get("hms") is not None
        about = not exact and hours >= 10
    return ClockFound(at, last, clock, about, said.get("hour_sign") is not None)


def _clock(said: Fit, part: str | None) -> WallTime | None:
    """The time that numbers and the words after them mean; None when there is no such time."""
    if said.get("noon") is not None:
        return WallTime(time(12), has_seconds=False)
    hour, minute, second = _numbers(said)
    half = said.get("half") or (_half_of(part, hour) if part else None)
    if half:
        hour = _on_24(hour, half)
    if hour > 23 or minute > 59 or (second or 0) > 59:
        return None
    return WallTime(time(hour, minute, second or 0), second is not None)


def _numbers(said: Fit) -> tuple[int, int, int | None]:
    if (together := said.get("hms")) is not None:
        return together // 10_000, together // 100 % 100, together % 100
    if (together := said.get("hm")) is not None:
        return together // 100, together % 100, None
    hour = said.get("h") if said.get("h") is not None else said.get("lone_h")
    return hour, said.get("m") or 0, said.get("s")


def _half_of(part: str, hour: int) -> str | None:
    """The half of the day that "in the evening" or "du matin" means for an hour."""
    if hour > 12:
        return None
    if part == "morning" or (part == "night" and (hour < 6 or hour == 12)):
        return "a"
    return "p"


def _on_24(hour: int, half: str) -> int:
    """The hour on 24; "22:36 pm" is clear all the same, "13 am" and "0 pm" don't exist."""
    if half == "p" and hour > 12:
        return hour
    if hour > 12 or (half == "p" and hour == 0):
        return 99
    return hour % 12 + (12 if half == "p" else 0)
