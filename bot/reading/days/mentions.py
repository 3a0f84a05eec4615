"""Where a text speaks of a day: the day, the time and the zone that stand together in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bot.reading.days.calendar_words import (
    CARDINALS,
    LONG_WEEKDAYS,
    ORDINALS,
    WEEKDAYS,
    month_of,
)
from bot.reading.days.clocks import ABOUT, PART_BEFORE, ClockFound, clock_at
from bot.reading.days.named import day_month_at, month_at, year_month_at
from bot.reading.days.numeric import (
    LOOSE_BEFORE,
    DayFound,
    MonthFound,
    numeric_at,
)
from bot.reading.days.readings import Lang
from bot.reading.days.relative import STARTS, relative_at
from bot.reading.days.zones import ZoneRead, zone_after
from bot.reading.text.patterns import Late
from bot.reading.text.plain_text import PlainText

_TOKEN = Late(r"[a-z]+|\d+")
_ORDINAL_STARTS = frozenset(name.split()[0] for name in (*ORDINALS, *CARDINALS))
_FIRST_WORDS = STARTS | _ORDINAL_STARTS | WEEKDAYS.keys() | {"noon", "midi"}
_AFTER_WEEKDAY = Late(r"\.?,?\s?(?:the |le )?(?=[a-z]{3}|\d)")
_WEEKDAY_AFTER = Late(rf"\s?\(({'|'.join(LONG_WEEKDAYS)})\)")
_ABOUT_BEFORE = Late(rf"(?:(?<![a-z])(?:{ABOUT})\s*|~\s?)(?:the |le |du |de |d'|on )?$")
_TO_CLOCK = Late(
    rf"\.?[\s,;(|]*(?:-\s*|/\s*(?=\d\d?:\d\d))?(?:(?:at|a|@|on|le|il etait|it was|time|"
    rf"heure|exactly|exactement|{ABOUT}|~)(?![a-z])[\s:]*){{0,3}}"
)
_LOOSE_CLOCK = Late(r"[\s,]{1,2}(?:(?:at |a )?(?:midnight|minuit)|(?:at|a|@|vers) ?\d{1,2})(?=\s)")
_TO_DAY = Late(r"[\s,;()|]*(?:-\s*)?(?:(?:on|le|of|the|du|in|en|date)[\s:]+){0,3}")
_YEAR_LAST = Late(r"[\s,]{1,2}((?:19|20)\d\d)(?![\d:])(?!\s?(?:h|hrs|pts?|points?)\b)")


@dataclass(frozen=True, slots=True)
class DayMention:
    """A day in `text[start:end]` of a plain text, with the time and zone said beside it.

    `day_start` to `day_end` are the words of the day alone. `weekday` counts from Monday, 0.
    `approximate`: "about 3 Nov", "before 3 Nov".
    """

    start: int
    end: int
    day_start: int
    day_end: int
    day: DayFound | MonthFound
    weekday: int | None = None
    approximate: bool = False
    clock: ClockFound | None = None
    zone: ZoneRead | None = None


@dataclass(frozen=True, slots=True)
class _Text:
    plain: PlainText
    today: date
    lang: Lang
    asked: bool


def mentions(
    plain: PlainText, today: date, lang: Lang, *, asked: bool = False
) -> Iterator[DayMention]:
    """Go through a text once, from left to right, and give every mention of a day or month."""
    source, begin, done = _Text(plain, today, lang, asked), 0, 0
    while token := _TOKEN.regex.search(plain.text, begin):
        start, begin = token.span()
        word = token[0]
        if not word.isdecimal() and word not in _FIRST_WORDS and month_of(word) is None:
            continue
        if start and (plain.text[start - 1].isalnum() or plain.text[start - 1] == "_"):
            continue
        found = _day_first(source, start)
        if found is None and not (word.isdecimal() and len(word) == 3):
            found = _clock_first(source, start, done)  # no time of day has three digits
        if found:
            yield found
            begin = done = found.end


def _day_first(source: _Text, start: int) -> DayMention | None:
    found = _day_at(source, start)
    if found is None or isinstance(found.day, MonthFound):
        return found
    plain, end = source.plain, found.end
    if end == len(plain.text):
        return found  # most often the day stands last
    zone = None
    part = PART_BEFORE.regex.match(plain.text, end)
    begin = _end(_TO_CLOCK, plain.text, part.end() if part else end)
    clock = clock_at(plain, begin, since=end, part=part[1] if part else None)
    if clock is None and (named := _zone(source, end, None)):  # "5 Nov 2024 UTC 22:36"
        zone, end = named
        clock = clock_at(plain, _end(_TO_CLOCK, plain.text, end), since=end)
    loose = _LOOSE_CLOCK.regex.match(plain.text, end) if clock is None and zone is None else None
    if loose and (named := _zone(source, loose.end(), None)):  # no time to count on, but its zone
        zone, end = named
    if clock:
        end = clock.end
        if zone is None and (named := _zone(source, end, clock)):
            zone, end = named
    return _with(source, found, start, end, clock, zone)


def _clock_first(source: _Text, start: int, done: int) -> DayMention | None:
    """Read "22:36 on Nov 5 2024": a time, perhaps its zone, then the day."""
    first = source.plain.text[start]
    clock = clock_at(source.plain, start, since=done) if first.isdigit() or first in "mn" else None
    if clock is None:
        return None
    end, zone = clock.end, None
    if named := _zone(source, end, clock):
        zone, end = named
    found = _day_at(source, _end(_TO_DAY, source.plain.text, end))
    if found is None or isinstance(found.day, MonthFound):
        return None
    end = found.end
    if zone is None and (named := _zone(source, end, clock)):
        zone, end = named
    return _with(source, found, start, end, clock, zone)


def _with(
    source: _Text,
    found: DayMention,
    start: int,
    end: int,
    clock: ClockFound | None,
    zone: ZoneRead | None,
) -> DayMention:
    """Complete a day with what was said beside it; "Nov 5 22:36 UTC 2024" has its year last."""
    day = found.day
    year = _YEAR_LAST.regex.match(source.plain.text, end)
    if year and end > found.day_end and isinstance(day, DayFound) and day.options[0][0] is None:
        options = tuple((int(year[1]), month, number) for _, month, number in day.options)
        day, end = DayFound(day.end, options, day.approximate), year.end()
    return DayMention(
        start,
        end,
        found.day_start,
        found.day_end,
        day,
        found.weekday,
        found.approximate,
        clock,
        zone,
    )


def _zone(source: _Text, start: int, clock: ClockFound | None) -> tuple[ZoneRead, int] | None:
    english = source.lang == "en" or (clock is not None and not clock.french)
    clocked = clock is not None and not clock.approximate
    return zone_after(source.plain, start, clocked=clocked, english=english)


def _day_at(source: _Text, start: int) -> DayMention | None:
    """Read a day or month at `start`, with its weekday before it or in brackets after it."""
    text = source.plain.text
    token = _TOKEN.regex.match(text, start)
    if token is None:
        return None
    if token[0] in WEEKDAYS and (source.lang, token[0]) != ("fr", "mon"):
        begin = _end(_AFTER_WEEKDAY, text, token.end())
        day = _shape_at(source, begin) if begin > token.end() else None
        if isinstance(day, DayFound) and not day.approximate:  # not "monday 3 weeks ago"
            return _mention(text, start, day, WEEKDAYS[token[0]], day.end)
    found = _shape_at(source, start)
    if found is None:
        return None
    after = _WEEKDAY_AFTER.regex.match(text, found.end)
    if after and isinstance(found, DayFound):
        return _mention(text, start, found, LONG_WEEKDAYS[after[1]], after.end())
    return _mention(text, start, found, None, found.end)


def _mention(
    text: str, start: int, day: DayFound | MonthFound, weekday: int | None, end: int
) -> DayMention:
    about = _ABOUT_BEFORE.regex.search(text[max(0, start - 16) : start]) is not None
    if isinstance(day, DayFound):
        about = about or day.approximate
    return DayMention(start, end, start, end, day, weekday, about)


def _shape_at(source: _Text, start: int) -> DayFound | MonthFound | None:
    """Read the day or month whose own words begin at `start`."""
    text, today = source.plain.text, source.today
    token = _TOKEN.regex.match(text, start)
    word = token[0] if token else ""
    if word.isdecimal():
        if LOOSE_BEFORE.regex.search(text[max(0, start - 2) : start]):
            return None
        digits = len(word)
        return (
            (year_month_at(text, start) if digits == 4 else None)
            or (day_month_at(text, start, today) if digits <= 2 else None)
            or numeric_at(text, start, today, source.lang, asked=source.asked)
            or (relative_at(text, start, today) if digits <= 3 else None)
        )
    found: DayFound | MonthFound | None = None
    if word in STARTS:
        found = relative_at(text, start, today)
    if found is None and word in _ORDINAL_STARTS:
        found = day_month_at(text, start, today)
    return found or month_at(text, start, today, source.lang)


def _end(pattern: Late, text: str, start: int) -> int:
    """Give where an optional pattern ends, or `start` where it does not stand."""
    found = pattern.regex.match(text, start)
    return found.end() if found else start
