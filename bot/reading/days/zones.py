"""Time zones as people name them: UTC-5, EST, "Toronto time", heure de Montréal, Asia/Manila."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from bot.reading.days.readings import Zone, ZoneAmbiguous, ZoneUnknown
from bot.reading.days.zone_names import (
    ABBREVIATIONS,
    CODES,
    NAMED_TIMES,
    PLACES,
    SHOUTED,
    plain_name,
)
from bot.reading.text.patterns import Late
from bot.reading.text.plain_text import PlainText, plain_text

ZoneRead = Zone | ZoneUnknown | ZoneAmbiguous
ZoneFound = tuple[ZoneRead, int]  # with the place in the plain text where it ends

_HOURS = r"(?P<h>\d{1,2})(?:[:.h]?(?P<m>[0-5]\d)|(?P<part>\.5|\.75))?(?![\d:])"
_OFFSET = Late(rf"(?P<sign>[+-]){_HOURS}")
# "UTC - 4" is an offset only where nothing but a stop follows: "UTC - 5 nov" is a day.
_UTC = Late(
    r"(?:utc|gmt|tuc|ut|tu)"
    rf"(?:\s?(?P<sign>[+-])(?:\s(?=\d{{1,2}}(?:[:.]\d\d?)?\s*(?:$|[),.;?!])))?{_HOURS})?"
)
_ISO_OFFSET = Late(r"(?P<sign>[+-])(?P<h>\d\d)(?::?(?P<m>[0-5]\d))?(?P<part>\b)(?![\d:])")
_SPACED_OFFSET = Late(r"(?P<sign>[+-])(?P<h>\d\d):?(?P<m>[0-5]\d)(?P<part>\b)(?![\d:])")
# After a day alone only what is nothing else than an offset: "2024-11-05 -0800".
_OFFSET_OF_DAY = Late(
    r" (?P<sign>[+-])(?P<h>0\d|1[0-4]):?(?P<m>00|15|30|45)(?P<part>\b)"
    r"(?![\d:]|\s?(?:points?|pts|crs))"
)
_OR = Late(r" (?:or|ou) ")
_IANA = Late(r"[a-z]+(?:/[a-z]+(?:[_-][a-z]+){0,3}){1,2}(?:[+-]\d{1,2})?")
_WORDS = Late(r"[a-z]+(?:[ '.-]{1,2}[a-z]+){0,4}")
_WORD = Late(r"[a-z]+")
_OPENING = Late(r"[\s,(\[]{0,3}")
_CLOSING = Late(r"\s?[)\]]")
_TIME_IN = Late(
    r"(?:in |a l')?(?:local )?(?:time|heure)(?: locale)?(?: d'| de l'(?!est\b|atlantique\b)|"
    r"(?: a| au| in| de la| de| du| des)?[\s,:('-]{1,3})|local[\s,:('-]{1,3}"
)
_IN = Late(r"(?:in|at|from|a|au|aux|en|de|du)\s+(?:the )?")
_TIME = Late(r"(?:'s)?\s+(?:local |standard )?time\b")
_NEXT_PLACE = Late(r"\s?[,(/]?\s?")
_FRENCH_IS = Late(r"est\s+(?:ce|que|ma|mon|le|la|les|pas|un|une|de|en|vers|bien|a)\b")
_UNSIGNED = Late(r"(?:utc|gmt)\s?(\d{1,2})(?=\s*(?:$|[),;?!]|\.(?!\d)))")
_UNSIGNED_WHOLE = Late(r"(?:utc|gmt)\s?(\d{1,2}:[0-5]\d)")
_CLOCKED = ("et", "ct", "mt", "pt", "est")
_STOP = Late(r"\s*(?:$|[),.;:!?\d])")


def zone_after(plain: PlainText, start: int, *, clocked: bool, english: bool) -> ZoneFound | None:
    """Read the time zone that follows a day or a time at `start`, if one does.

    `clocked`: a time of day was said, so a bare place ("10 pm in Manila") is its zone; after a
    day alone ("5 Nov in Manila") it is only where somebody was. `english`: "est" in small letters
    is Eastern Standard Time and not the French "is".
    """
    text = plain.text
    if clocked:
        offset = _ISO_OFFSET.regex.match(text, start)
        if offset is None and text.startswith(" ", start):
            offset = _SPACED_OFFSET.regex.match(text, start + 1)
        if offset:
            return _shifted(offset, plain.words(*offset.span())), offset.end()
        if text.startswith("z", start) and not text[start + 1 : start + 2].isalnum():
            return Zone("UTC", plain.words(start, start + 1)), start + 1
    elif offset := _OFFSET_OF_DAY.regex.match(text, start):
        return _shifted(offset, plain.words(*offset.span())), offset.end()
    begin = _end(_OPENING, text, start)
    timed = _end(_TIME_IN, text, begin)
    found = (
        _named(plain, begin, english=english, clocked=clocked)
        or _place(plain, begin, bare=clocked)
        or _place(plain, _end(_IN, text, timed), bare=clocked or timed > begin)
    )
    if found is None:
        return None
    if (either := _OR.regex.match(text, found[1])) and isinstance(found[0], Zone):
        other = _named(plain, either.end(), english=english)
        if other and isinstance(other[0], Zone) and other[0].name != found[0].name:
            both = (found[0].name, other[0].name)
            return ZoneAmbiguous(plain.words(begin, other[1]), both), other[1]
    opened = "(" in text[start:begin] or "[" in text[start:begin]
    return found[0], _end(_CLOSING, text, found[1]) if opened else found[1]


def read_zone(text: str) -> ZoneRead:
    """Read the answer to "which time zone?": a place, an abbreviation, an offset, an IANA name.

    Places that narrow each other down ("London, Ontario", "Hyderabad India") give one zone;
    a country with several zones, BST, or two different places are a `ZoneAmbiguous`.

    >>> read_zone("+5:30").name, read_zone("i live in manila").name
    ('+05:30', 'Asia/Manila')
    """
    plain = plain_text(text)
    said = text.strip()
    whole = plain.text.strip(" \t\r\n.,;:!?()[]\"'")
    if offset := _OFFSET.regex.fullmatch(whole):
        return _shifted(offset, said)
    if unsigned := _UNSIGNED_WHOLE.regex.fullmatch(whole):
        return _either_side(said, unsigned[1])
    zones = ABBREVIATIONS.get(whole) or CODES.get(whole) or PLACES.get(plain_name(whole))
    if zones:
        return _one_or_several(said, zones)
    return zone_mentioned(plain, english=True) or ZoneUnknown(said)


def zone_mentioned(plain: PlainText, *, english: bool) -> ZoneRead | None:
    """Find the zone that stands anywhere in a text; several that differ are asked back."""
    zones: tuple[str, ...] = ()
    words: list[str] = []
    for found in _zones_in(plain, english=english):
        if isinstance(found, ZoneUnknown):
            return found
        more = (found.name,) if isinstance(found, Zone) else found.candidates
        common = tuple(zone for zone in zones if zone in more)
        zones = common or tuple(dict.fromkeys(zones + more))
        words.append(found.said)
    said = words[0] if len(words) == 1 else plain.said.strip()
    return _one_or_several(said, zones) if zones else None


def _zones_in(plain: PlainText, *, english: bool) -> Iterator[ZoneRead]:
    """Go through a text from word to word and give every zone it names."""
    place = 0
    while word := _WORD.regex.search(plain.text, place):
        start, end = word.span()
        found = _named(plain, start, english=english) or _place(plain, start, bare=True)
        if found is None and word[0] in CODES and plain.words(start, end).isupper():
            found = _one_or_several(plain.words(start, end), CODES[word[0]]), end
        if found:
            yield found[0]
        place = found[1] if found else end


def _named(
    plain: PlainText, start: int, *, english: bool, clocked: bool = False
) -> ZoneFound | None:
    """Read UTC with its offset, an IANA name or an abbreviation at `start`.

    `clocked`: just after a time of day, where "et" or "est" that ends a phrase is a zone.
    """
    text = plain.text
    if iana := _IANA.regex.match(text, start):
        name = _iana_names().get(iana[0])
        if name:
            return Zone(name, plain.words(start, iana.end())), iana.end()
    if unsigned := _UNSIGNED.regex.match(text, start):
        return _either_side(plain.words(*unsigned.span()), unsigned[1]), unsigned.end()
    word = _WORD.regex.match(text, start)
    if word is None or word[0] not in ABBREVIATIONS or text[word.end() : word.end() + 1].isdigit():
        return None
    said = plain.words(start, word.end())
    is_french = word[0] == "est" and (not english or _FRENCH_IS.regex.match(text, start))
    ends = (
        clocked
        and english
        and word[0] in _CLOCKED
        and _STOP.regex.match(text, word.end()) is not None
    )
    if (word[0] in SHOUTED or is_french) and not ends:
        # A word of every day too; where all is in capitals, only at the end of a phrase.
        shouting = plain.said.isupper() and not _STOP.regex.match(text, word.end())
        if shouting or not said.isupper():
            return None
    if utc := _UTC.regex.match(text, start):
        return _shifted(utc, plain.words(*utc.span())), utc.end()
    return _one_or_several(said, ABBREVIATIONS[word[0]]), word.end()


def _place(plain: PlainText, start: int, *, bare: bool) -> ZoneFound | None:
    """Read the place at `start`, and the one that narrows it down ("London, Ontario")."""
    first = _one_place(plain, start)
    if first is None:
        return None
    zones, end = first
    named = plain_name(plain.text[start:end]) in NAMED_TIMES
    more = _one_place(plain, _end(_NEXT_PLACE, plain.text, end))
    if more and (common := tuple(zone for zone in zones if zone in more[0])):
        zones, end = common, more[1]
    timed = _end(_TIME, plain.text, end)
    if not (bare or named or timed > end):
        return None
    return _one_or_several(plain.words(start, timed), zones), timed


def _one_place(plain: PlainText, start: int) -> tuple[tuple[str, ...], int] | None:
    """Give the zones of the longest name in the tables that begins at `start`."""
    words = _WORDS.regex.match(plain.text, start)
    for last in reversed(list(_WORD.regex.finditer(words[0]))) if words else ():
        end = start + last.end()
        name = plain_name(plain.text[start:end])
        if name in PLACES and (name not in SHOUTED or plain.words(start, end).isupper()):
            return PLACES[name], end
    return None


def _one_or_several(said: str, zones: tuple[str, ...]) -> Zone | ZoneAmbiguous:
    return Zone(zones[0], said) if len(zones) == 1 else ZoneAmbiguous(said, zones)


def _either_side(said: str, hours: str) -> ZoneRead:
    """Read "UTC 5": whether five hours ahead or behind is not said."""
    sides = [match for sign in "+-" if (match := _OFFSET.regex.fullmatch(sign + hours))]
    zones = [zone.name for side in sides if isinstance(zone := _shifted(side, said), Zone)]
    return _one_or_several(said, tuple(dict.fromkeys(zones))) if zones else ZoneUnknown(said)


def _shifted(offset: re.Match[str], said: str) -> Zone | ZoneUnknown:
    """Read a matched offset from UTC; from -12:00 to +14:00, as the zones on Earth are."""
    if offset["sign"] is None:
        return Zone("UTC", said)
    part = {".5": 30, ".75": 45}.get(offset["part"] or "", 0)
    minutes = int(offset["h"]) * 60 + int(offset["m"] or part)
    if minutes > (14 * 60 if offset["sign"] == "+" else 12 * 60):
        return ZoneUnknown(said)
    if minutes == 0:
        return Zone("UTC", said)
    return Zone(f"{offset['sign']}{minutes // 60:02}:{minutes % 60:02}", said)


def _end(pattern: Late, text: str, start: int) -> int:
    """Give where an optional pattern ends, or `start` where it does not stand."""
    found = pattern.regex.match(text, start)
    return found.end() if found else start


@lru_cache(maxsize=1)
def _iana_names() -> dict[str, str]:
    """Give the IANA names that have a region, by their small letters."""
    from importlib.resources import files  # takes longer than this module; few need the names

    names = files("tzdata").joinpath("zones").read_text(encoding="utf-8").split()
    return {name.lower(): name for name in names if "/" in name}
