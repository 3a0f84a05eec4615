"""Time zones as people name them: UTC-5, EST, "Toronto time", heure de Montréal, Asia/Manila."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import Literal

from bot.reading.days.calendar import calendar, row_of
from bot.reading.days.readings import Zone, ZoneAmbiguous, ZoneUnknown
from bot.reading.text.grammar import Fit
from bot.reading.text.row import WordRow
from bot.reading.whose.cues import word_set, words

ZoneRead = Zone | ZoneUnknown | ZoneAmbiguous
ZoneFound = tuple[ZoneRead, int]  # with the place in the row where it ends
_Places = Mapping[str, tuple[str, ...]]
_LONGEST = 9
"""WordRow and signs of the longest name of a place."""
_ELIDES = "'"
_PARTS = {5: 30, 75: 45}
_IN_NAMES = frozenset("'.-")
_EAST, _WEST = 14 * 60, 12 * 60
"""Minutes from UTC, as the zones on Earth are."""


@lru_cache(maxsize=4)
def names(table: Literal["places", "abbreviations", "codes"]) -> _Places:
    """The zones that names stand for, as plain words with single blanks."""
    told = words("zones")
    several: Mapping[str, list[str]] = told["several"]
    said = sorted(told[table].items(), key=lambda item: item[0] in several)
    return {
        _plainly(name): tuple(several.get(zone, (zone,)))
        for zone, listed in said
        for name in (listed.split() if isinstance(listed, str) else listed)
    }


def zone_after(row: WordRow, at: int, *, clocked: bool, english: bool) -> ZoneFound | None:
    """Read the time zone that follows a day or a time at a place, if one does.

    ``clocked``: a time of day was said, so a bare place ("10 pm in Manila") is its zone; after a
    day alone ("5 Nov in Manila") it is only where somebody was. ``english``: "est" in small
    letters is Eastern Standard Time and not the French "is".
    """
    rules = calendar()
    if at >= len(row.words):
        return None
    offset = rules.match("offset_behind" if clocked else "offset_of_day", row, at)
    if offset and (clocked or _is_usual(offset)):
        return _shifted(offset, row.said(at, offset.last)), offset.last
    if clocked and rules.match("z", row, at):
        return Zone("UTC", row.said(at, at + 1)), at + 1
    begin = rules.behind("opening", row, at)
    timed = rules.behind("time_in", row, begin)
    found = (
        _named(row, begin, english=english, clocked=clocked)
        or _place(row, begin, bare=clocked)
        or _place(row, rules.behind("in_place", row, timed), bare=clocked or timed > begin)
    )
    if found is None:
        return None
    zone, last = found
    either = rules.behind("or_zone", row, last)
    if either > last and isinstance(zone, Zone):
        other = _named(row, either, english=english)
        if other and isinstance(other[0], Zone) and other[0].name != zone.name:
            both = (zone.name, other[0].name)
            return ZoneAmbiguous(row.said(begin, other[1]), both), other[1]
    opened = not {"(", "["}.isdisjoint(row.words[at:begin])
    return zone, rules.behind("closing_sign", row, last) if opened else last


def read_zone(text: str) -> ZoneRead:
    """Read the answer to "which time zone?": a place, an abbreviation, an offset, an IANA name.

    Places that narrow each other down ("London, Ontario", "Hyderabad India") give one zone;
    a country with several zones, BST, or two different places are a `ZoneAmbiguous`.

    >>> read_zone("+5:30").name, read_zone("i live in manila").name
    ('+05:30', 'Asia/Manila')
    """
    row = row_of(text, date.max)
    said = text.strip()
    if offset := calendar().match("offset_alone", row, 0):
        return _shifted(offset, said)
    if unsigned := calendar().match("unsigned_alone", row, 0):
        return _either_side(said, unsigned)
    whole = _plainly(row.text)
    for table in ("abbreviations", "codes", "places"):
        if zones := names(table).get(whole):
            return _one_or_several(said, zones)
    return zone_mentioned(row, english=True) or ZoneUnknown(said)


def zone_mentioned(row: WordRow, *, english: bool) -> ZoneRead | None:
    """Find the zone that stands anywhere in a text; several that differ are asked back."""
    zones: tuple[str, ...] = ()
    said: list[str] = []
    for found in _zones_in(row, english=english):
        if isinstance(found, ZoneUnknown):
            return found
        more = (found.name,) if isinstance(found, Zone) else found.candidates
        common = tuple(zone for zone in zones if zone in more)
        zones = common or tuple(dict.fromkeys(zones + more))
        said.append(found.said)
    whole = said[0] if len(said) == 1 else row.plain.said.strip()
    return _one_or_several(whole, zones) if zones else None


def _zones_in(row: WordRow, *, english: bool) -> Iterator[ZoneRead]:
    """Go through a text from word to word and give every zone it names."""
    at = 0
    while at < len(row.words):
        if not row.is_word(at):
            at += 1
            continue
        found = _named(row, at, english=english) or _place(row, at, bare=True)
        said = row.said(at, at + 1)
        if found is None and said.isupper() and (zones := names("codes").get(row.word(at))):
            found = _one_or_several(said, zones), at + 1
        if found:
            yield found[0]
        at = found[1] if found else at + 1


def _named(row: WordRow, at: int, *, english: bool, clocked: bool = False) -> ZoneFound | None:
    """Read UTC with its offset, an IANA name or an abbreviation at a place.

    ``clocked``: just after a time of day, where "et" or "est" that ends a phrase is a zone.
    """
    rules = calendar()
    if at >= len(row.words) or not row.is_word(at):
        return None
    if iana := rules.match("iana", row, at):
        start, end = row.place(iana.first, iana.last)
        if name := _iana_names().get(row.text[start:end]):
            return Zone(name, row.said(iana.first, iana.last)), iana.last
    if unsigned := rules.match("unsigned", row, at):
        return _either_side(row.said(at, unsigned.last), unsigned), unsigned.last
    word, last = row.word(at), at + 1
    zones = names("abbreviations").get(word)
    if zones is None or (last < len(row.words) and row.touches(last) and row.is_number(last)):
        return None
    said = row.said(at, last)
    is_french = word == "est" and (not english or rules.match("french_is", row, at) is not None)
    ends = rules.match("zone_stop", row, last) is not None
    if word in word_set("zones", "shouted") or is_french:
        # A word of every day too; where all is in capitals, only at the end of a phrase.
        shouted = said.isupper() and (ends or not row.plain.said.isupper())
        behind_time = clocked and english and ends and word in word_set("zones", "clocked")
        if not (shouted or behind_time):
            return None
    if utc := rules.match("utc", row, at):
        return _shifted(utc, row.said(at, utc.last)), utc.last
    return _one_or_several(said, zones), last


def _place(row: WordRow, at: int, *, bare: bool) -> ZoneFound | None:
    """Read the place at a place, and the one that narrows it down ("London, Ontario")."""
    rules = calendar()
    first = _one_place(row, at)
    if first is None:
        return None
    zones, last, name = first
    more = _one_place(row, rules.behind("next_place", row, last))
    if more and (common := tuple(zone for zone in zones if zone in more[0])):
        zones, last = common, more[1]
    timed = rules.behind("place_time", row, last)
    named = not word_set("zones", "time_words").isdisjoint(name.split())
    if not (bare or named or timed > last):
        return None
    return _one_or_several(row.said(at, timed), zones), timed


def _one_place(row: WordRow, at: int) -> tuple[tuple[str, ...], int, str] | None:
    """The zones of the longest name in the tables that begins at a place, its end and the name."""
    found, name = None, ""
    for last in range(at, min(at + _LONGEST, len(row.words))):
        if not row.is_word(last):
            if not name or row.words[last] not in _IN_NAMES:
                break
            continue
        name = f"{name} {row.word(last).removesuffix(_ELIDES)}".lstrip()
        zones = names("places").get(name)
        shouted = name in word_set("zones", "shouted")
        if zones and (not shouted or row.said(at, last + 1).isupper()):
            found = zones, last + 1, name
    return found


def _plainly(name: str) -> str:
    """A name as the tables are asked for it: single blanks, no signs."""
    return " ".join("".join(c if c.isalnum() else " " for c in name).split())


def _one_or_several(said: str, zones: tuple[str, ...]) -> Zone | ZoneAmbiguous:
    return Zone(zones[0], said) if len(zones) == 1 else ZoneAmbiguous(said, zones)


def _either_side(said: str, hours: Fit) -> ZoneRead:
    """Read "UTC 5": whether five hours ahead or behind is not said."""
    sides = (_zone(said, sign, hours) for sign in "+-")
    zones = dict.fromkeys(side.name for side in sides if isinstance(side, Zone))
    return _one_or_several(said, tuple(zones)) if zones else ZoneUnknown(said)


def _is_usual(offset: Fit) -> bool:
    """Whether an offset alone behind a day is one: "2024-11-05 -0800"."""
    minutes = _minutes(offset)
    return minutes is not None and minutes <= _EAST + 45 and minutes % 15 == 0


def _shifted(offset: Fit, said: str) -> Zone | ZoneUnknown:
    return _zone(said, offset.get("sign"), offset)


def _zone(said: str, sign: str | None, offset: Fit) -> Zone | ZoneUnknown:
    """Read an offset from UTC; from -12:00 to +14:00, as the zones on Earth are."""
    minutes = _minutes(offset)
    if minutes is None or minutes > (_EAST if sign == "+" else _WEST):
        return ZoneUnknown(said)
    if minutes == 0:
        return Zone("UTC", said)
    return Zone(f"{sign}{minutes // 60:02}:{minutes % 60:02}", said)


def _minutes(offset: Fit) -> int | None:
    """The minutes of an offset, 5:30, 530 or 5.5; None for 5:80."""
    hours, minutes = offset.get("h") or 0, offset.get("m") or 0
    if (together := offset.get("hm")) is not None:
        hours, minutes = divmod(together, 100)
    elif (part := offset.get("part")) is not None:
        minutes = _PARTS.get(part, part if part > 9 else 0)
    return hours * 60 + minutes if minutes < 60 else None


@lru_cache(maxsize=1)
def _iana_names() -> dict[str, str]:
    """Give the IANA names that have a region, by their small letters."""
    from importlib.resources import files  # takes longer than this module; few need the names

    told = files("tzdata").joinpath("zones").read_text(encoding="utf-8").split()
    return {name.lower(): name for name in told if "/" in name}
