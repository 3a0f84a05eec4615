"""Where a text speaks of a day: the day, the time and the zone that stand together in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from bot.reading.days.calendar import calendar, not_in
from bot.reading.days.clocks import ClockFound, clock_at
from bot.reading.days.day_words import RULES, DayFound, Found, MonthFound, Source, day_at, reading
from bot.reading.days.readings import Lang
from bot.reading.days.zones import ZoneFound, ZoneRead, zone_after
from bot.reading.text.row import WordRow


@dataclass(frozen=True, slots=True)
class DayMention:
    """A day in the words ``first`` to ``last`` of a row, with the time and zone said beside it.

    ``day_last`` is where the words of the day alone end, which begin at ``day_first``.
    ``weekday`` counts from Monday, 0. ``approximate``: "about 3 Nov", "before 3 Nov".
    """

    first: int
    last: int
    day_first: int
    day_last: int
    day: Found
    weekday: int | None = None
    approximate: bool = False
    clock: ClockFound | None = None
    zone: ZoneRead | None = None


def _zone_at(source: Source, at: int, clock: ClockFound | None) -> ZoneFound | None:
    english = source.lang == "en" or (clock is not None and not clock.french)
    clocked = clock is not None and not clock.approximate
    return zone_after(source.row, at, clocked=clocked, english=english)


def mentions(row: WordRow, today: date, lang: Lang, *, asked: bool = False) -> Iterator[DayMention]:
    """Go through a text once, from left to right, and give every mention of a day or month."""
    source, done = Source(row, today, lang, asked), 0
    first_words = _first_words()
    for at, word in enumerate(row.words):
        if at < done or word not in first_words:
            continue
        begins_day, begins_clock = _begins(row.pair(at))
        if not (begins_day or begins_clock) or row.is_glued(at):
            continue
        found = _day_first(source, at) if begins_day else None
        if found is None and begins_clock:
            found = _clock_first(source, at, done)
        if found:
            yield found
            done = found.last


@lru_cache(maxsize=1)
def _first_words() -> frozenset[str]:
    return calendar().first_words("weekday", "clock", "noon", *RULES)


@lru_cache(maxsize=16_384)
def _begins(pair: tuple[str, str]) -> tuple[bool, bool]:
    """Whether a day, and whether a time of day, may begin with two words of a row."""
    rules = calendar()
    day = bool(reading(pair)) or rules.may_begin("weekday", pair)
    clock = rules.may_begin("clock", pair) or rules.may_begin("noon", pair)
    return day, clock and pair[0] != "t"


def _day_first(source: Source, at: int) -> DayMention | None:
    found = _day_at(source, at)
    if found is None or isinstance(found.day, MonthFound):
        return found
    row, rules, end = source.row, calendar(), found.last
    if end == len(row.words):
        return found  # most often the day stands last
    zone = None
    part = rules.match("part_before", row, end)
    begin = rules.behind("to_clock", row, part.last if part else end)
    clock = clock_at(row, begin, since=end, part=part.get("part") if part else None)
    if clock is None and (named := _zone_at(source, end, None)):  # "5 Nov 2024 UTC 22:36"
        zone, end = named
        clock = clock_at(row, rules.behind("to_clock", row, end), since=end)
    if clock is None and zone is None:
        loose = rules.match("loose_clock", row, end)
        if loose and (
            named := _zone_at(source, loose.last, None)
        ):  # no time to count on, but its zone
            zone, end = named
    if clock is None and zone is None:
        return found
    if clock:
        end = clock.last
        if zone is None and (named := _zone_at(source, end, clock)):
            zone, end = named
    return _with(row, found, at, end, clock, zone)


def _clock_first(source: Source, at: int, done: int) -> DayMention | None:
    """Read "22:36 on Nov 5 2024": a time, perhaps its zone, then the day."""
    row = source.row
    clock = clock_at(row, at, since=done)
    if clock is None:
        return None
    end, zone = clock.last, None
    if named := _zone_at(source, end, clock):
        zone, end = named
    begin = calendar().behind("to_day", row, end)
    found = _day_at(source, begin) if begin < len(row.words) else None
    if found is None or isinstance(found.day, MonthFound):
        return None
    end = found.last
    if zone is None and (named := _zone_at(source, end, clock)):
        zone, end = named
    return _with(row, found, at, end, clock, zone)


def _with(
    row: WordRow,
    found: DayMention,
    first: int,
    last: int,
    clock: ClockFound | None,
    zone: ZoneRead | None,
) -> DayMention:
    """Complete a day with what was said beside it; "Nov 5 22:36 UTC 2024" has its year last."""
    day = found.day
    year = calendar().match("year_last", row, last) if last > found.day_last else None
    if year and isinstance(day, DayFound) and day.options[0][0] is None:
        options = tuple((year.get("year"), month, number) for _, month, number in day.options)
        day, last = DayFound(day.last, options, day.approximate), year.last
    return replace(found, first=first, last=last, day=day, clock=clock, zone=zone)


def _day_at(source: Source, at: int) -> DayMention | None:
    """Read a day or month at a place, with its weekday before it or in brackets after it."""
    row, rules = source.row, calendar()
    weekday = rules.match("weekday", row, at)
    if weekday and row.words[at] not in str(not_in(source.lang).get("weekday", "")).split():
        begin = rules.behind("weekday_apart", row, weekday.last)
        if begin < len(row.words) and not (begin == weekday.last and row.touches(begin)):
            day = day_at(source, begin)
            if isinstance(day, DayFound) and not day.approximate:  # not "monday 3 weeks ago"
                return _mention(row, at, day, weekday.get("weekday"), day.last)
    found = day_at(source, at)
    if found is None:
        return None
    after = rules.match("weekday_after", row, found.last)
    if after and isinstance(found, DayFound):
        return _mention(row, at, found, after.get("long_weekday"), after.last)
    return _mention(row, at, found, None, found.last)


def _mention(row: WordRow, at: int, day: Found, weekday: int | None, last: int) -> DayMention:
    about = calendar().ends("about_day", row, at) is not None
    if isinstance(day, DayFound):
        about = about or day.approximate
    return DayMention(at, last, at, last, day, weekday, about)
