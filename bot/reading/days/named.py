"""Days and months with the month's name: 5 nov. 2024, November 5th, le 1er août, in March."""

from __future__ import annotations

import re
from datetime import date

from bot.reading.days.calendar_words import (
    CARDINALS,
    LAST_YEAR,
    MONTHS,
    NEXT_YEAR,
    ORDINALS,
    THIS_YEAR,
    VERBS,
    month_of,
    short_year,
    year_of,
)
from bot.reading.days.numeric import DayFound, MonthFound
from bot.reading.days.readings import Lang
from bot.reading.text.patterns import Late

_NTH = "|".join(sorted((name.replace(" ", "[ -]") for name in ORDINALS), key=len, reverse=True))
# Three groups: digits, their ending, or an ordinal word.
_DAY = rf"(?:(\d{{1,2}})(?!\d)(?:\s?(st|nd|rd|th|er|ere|e|eme)(?![a-z0-9]))?|({_NTH})(?![a-z]))"
_CARDINAL = "|".join(
    sorted((name.replace(" ", "[ -]") for name in CARDINALS), key=len, reverse=True)
)
_IN_WORDS = Late(
    rf"({_CARDINAL})\s(janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|"
    rf"decembre)(?![a-z])(?:\sdeux[ -]mille[ -]({_CARDINAL})(?![a-z-]))?"
)
_DAY_MONTH = Late(
    rf"{_DAY}(?:\s*(?:-|/|to|or|and|ou|et|au|a|&)\s*(?:the |le )?{_DAY})?"
    r"(?:\s{1,2}|[./-]|(?<=\d))(of (?:the )?|day of |de |d'\s?)?([a-z]{3,10})(?![a-z])"
)
# "nov 5 points", "march 10 pm", "nov 7.5", "nov 12 months": the number is no day.
_IS_DAY = (
    r"(?!\s?[ap]\.?\s?m\b(?!\s+i\b))(?!\s?h(?:\s?\d|\b))(?!:\d)(?!\s?%)(?!\.\d(?!\d{3}))(?![a-z_])"
    r"(?!\s(?:pts?|points?|years?|yrs?|ans?|months?|mois|weeks?|semaines?|days?|jours?|hours?|hrs?"
    r"|heures?|times|fois|minutes?|min|percent|dollars|more|less|people)\b)"
)
_MONTH_DAY = Late(
    r"([a-z]{3,10})(\.?[\s/-]{0,2}|,\s(?=\d{1,2},?\s(?:19|20)\d\d))(?:the )?"
    rf"{_DAY}{_IS_DAY}(?:\s*(?:-|/|to|or|ou|au|a|&)\s*{_DAY}{_IS_DAY})?"
)
_YEAR_MONTH = Late(
    rf"((?:19|20)\d\d)[\s,./-]{{1,2}}([a-z]{{3,10}})(?![a-z])(?:[\s,./-]{{1,2}}{_DAY}{_IS_DAY})?"
)
_SECOND_DAY = Late(rf"\.?\s{_DAY}{_IS_DAY}(,?\s(?:19|20)\d\d(?!\d))?")
_WORD = Late(r"\s?([a-z]{3,10})(?![a-z])")

_YEAR = Late(
    r"(?:[\s,./'-]{0,3}|\s+(?:of|in|de|en) )(20\d\d|19\d\d)(?!\d|:\d)(?!\s?h(?:rs|\b))"
    r"|\s?\((20\d\d|19\d\d)\)"
)
_YEAR_SAID = Late(
    rf"[\s,]{{0,2}}(?:of |de |\()?({LAST_YEAR}|{THIS_YEAR}|{NEXT_YEAR}"
    r"|[a-z0-9]{1,6} years? ago|il y a [a-z0-9]{1,6} an(?:s|nees?)?)(?![a-z])"
)
_YEAR_BEFORE = Late(rf"({LAST_YEAR}|{THIS_YEAR})[\s,]{{1,2}}(?:(?:on|in|le|en|du|au) )?(?:the )?$")
_YEAR_JOINED = Late(r"([-/.]?)(\d\d)(?!\d)(?![.:/-]\d)")
_YEAR_SHORT = Late(
    r"[\s,]{0,2}'(\d\d)(?!\d)|[\s,]{1,2}(\d\d)(?=\s*(?:$|[,;!?)](?!\d)|\.(?!\d)|@"
    r"|(?:at|a|utc|gmt|with|avec)\b|\d{1,2}[:h]\d\d))"
)

_IN_BEFORE = Late(
    r"(?<![a-z])(?:in|since|during|this|next|early|mid|late|of|until|till|before|after|around|"
    r"from|between|entre|or|ou|en|depuis|debut|mi|fin|courant|mois|vers|pour|avant|apres|de|d'|des)"
    r"[\s-]?(?:the )?(?:de |d')?$"
)
_LAST_BEFORE = Late(r"(?<![a-z])(?:last|past) $")
_LAST_AFTER = Late(r" (?:derniere?|passee?)\b")
_VERB_BEFORE = Late(r"(?<![a-z])(?:this|next|from|pour|before|after)\s$")
_VERB_AFTER = Late(r"\s+(?:be|not|have|also|get|help|need|change|or|still|well|even|never)\b")
_DATE_BEFORE = Late(
    r"(?<![a-z])(?:on|the|le|since|from|until|till|before|after|profile|submitted|created|made|"
    r"filed|done|date|is|was|around|about|by|between|and|to) $"
)
_DATE_AFTER = Late(
    r"\s*(?:$|[,.;!?)(@]|\d|(?:at|a|utc|gmt|with|and|crs|noc|score|pls|sorry|"
    r"maybe|probably|i (?:think|guess|believe))\b)"
)


def day_month_at(text: str, start: int, today: date) -> DayFound | None:
    """Read a day before its month at `start`: "5 nov", "the 3rd of May 2024", "3-5 nov."."""
    if said := _IN_WORDS.regex.match(text, start):
        return _in_words(text, said, today)
    said = _DAY_MONTH.regex.match(text, start)
    month = month_of(said[8]) if said else None
    if said is None or month is None:
        return None
    sign = text[said.start(8) - 1].strip("0123456789")
    year, end = _year_after(text, said.end(), today, sign)
    if year is None:
        year = _year_before(text, start, today)
        end = _end(_LAST_AFTER, text, end)
    days = _days(said, 1, 4)
    if end == said.end() and (other := _SECOND_DAY.regex.match(text, end)):
        if other[4]:  # "age 29 nov 5 2024": the month belongs to the number after it
            return None
        days, end = (*days, *_days(other, 1)), other.end()
    if text[end : end + 1].isdigit():  # 05nov99
        return None
    if year is None and (max(days) > 31 or not _is_date(text, said)):
        return None
    return DayFound(end, tuple((year, month, day) for day in dict.fromkeys(days)))


def _in_words(text: str, said: re.Match[str], today: date) -> DayFound:
    """Read "cinq novembre 2024" and "vingt et un mars deux mille vingt-six"."""
    day, *years = (
        CARDINALS[number.replace("-", " ")] for number in said.group(1, 3) if number is not None
    )
    year, end = _year_after(text, said.end(), today, "", short=False)
    if year is None:
        year = 2000 + years[0] if years else _year_before(text, said.start(), today)
    return DayFound(end, ((year, MONTHS[said[2]], day),))


def _is_date(text: str, said: re.Match[str]) -> bool:
    """Whether a day and month without a year are meant: not "2 may help", "my first nov draw"."""
    if said[7] or said[2]:
        return True
    if said[3]:
        return said[3] == "premier"
    if said[8] not in VERBS:
        return True
    before = text[max(0, said.start() - 12) : said.start()]
    return bool(_DATE_BEFORE.regex.search(before) or _DATE_AFTER.regex.match(text, said.end()))


def year_month_at(text: str, start: int) -> DayFound | MonthFound | None:
    """Read a year before its month at `start`: "2024 Nov 5", "2024 november"."""
    said = _YEAR_MONTH.regex.match(text, start)
    month = month_of(said[2]) if said else None
    if said is None or month is None:
        return None
    if days := _days(said, 3):
        return DayFound(said.end(), ((int(said[1]), month, days[0]),))
    return None if said[2] in VERBS else MonthFound(said.end(2), int(said[1]), month)


def month_at(text: str, start: int, today: date, lang: Lang) -> DayFound | MonthFound | None:
    """Read a day or month that begins with the month's name at `start` of a plain text.

    Without a day and a year it is a month only after a word like "in" or "last", or when it is
    the whole text: "may", "march" and "dec" are other words too.
    """
    word = _WORD.regex.match(text, start)
    month = month_of(word[1]) if word else None
    if word is None or month is None or (lang, word[1]) == ("fr", "mar"):
        return None  # "mar." is Tuesday in French
    said = _MONTH_DAY.regex.match(text, start)
    if said and (day := _month_day(text, said, month, today)):
        return day
    end = word.end()
    stop = end + text.startswith(".", end)
    year, stop = _year_after(text, stop, today, "", short=False)
    if year is not None:
        return MonthFound(stop, year, month)
    before = text[max(0, start - 16) : start]
    verb = word[1] == "may" and _VERB_AFTER.regex.match(text, end)
    latest = today.year - (month > today.month)
    if after := _LAST_AFTER.regex.match(text, end):
        return MonthFound(after.end(), latest, month, year_assumed=True)
    if _LAST_BEFORE.regex.search(before) and not verb:
        return MonthFound(end, latest, month, year_assumed=True)
    if text.strip(" \t\n.,;:!?") == word[1] and (lang, word[1]) != ("fr", "sept"):
        return MonthFound(end, None, month)
    if verb or (word[1] in VERBS and _VERB_BEFORE.regex.search(before)):
        return None
    if _IN_BEFORE.regex.search(before) or _year_before(text, start, today):
        return MonthFound(end, _year_before(text, start, today), month)
    return None


def _month_day(text: str, said: re.Match[str], month: int, today: date) -> DayFound | None:
    days = _days(said, 3, 6)
    sign, end = said[2].strip(" ."), said.end()
    if len(days) == 2:
        next_word = _WORD.regex.match(text, end)
        joined = sign == "-"  # nov-05-24 carries its year, nov 5-24 is a range
        if joined or (next_word and month_of(next_word[1])):  # "nov 3 to 10 dec" are two
            days, end = days[:1], max(said.end(group) for group in (3, 4, 5))
    year, end = _year_after(text, end, today, sign)
    year = _year_before(text, said.start(), today) if year is None else year
    if year is None and (max(days) > 31 or (said[5] and said[1] in VERBS)):
        return None
    return DayFound(end, tuple((year, month, day) for day in dict.fromkeys(days)))


def _days(said: re.Match[str], *groups: int) -> tuple[int, ...]:
    """Give the days of the `_DAY` patterns whose groups begin at these numbers, where said."""
    found: list[int] = []
    for group in groups:
        if said[group]:
            found.append(int(said[group]))
        elif said[group + 2]:
            found.append(ORDINALS[said[group + 2].replace("-", " ")])
    return tuple(found)


def _year_after(
    text: str, start: int, today: date, sign: str, *, short: bool = True
) -> tuple[int | None, int]:
    """Read the year after a day and month, and where it ends: 2024, '24, 24, "last year"."""
    if said := _YEAR.regex.match(text, start):
        return int(said[1] or said[2]), said.end()
    if (said := _YEAR_SAID.regex.match(text, start)) and (
        year := year_of(said[1], today)
    ) is not None:
        return year, said.end()
    if short:
        said = _YEAR_JOINED.regex.match(text, start)
        if said is None or said[1] != sign:
            said = _YEAR_SHORT.regex.match(text, start)
        year = short_year(said[said.lastindex or 0], today) if said else None
        if said and year:
            return year, said.end()
    return None, start


def _end(pattern: Late, text: str, start: int) -> int:
    found = pattern.regex.match(text, start)
    return found.end() if found else start


def _year_before(text: str, start: int, today: date) -> int | None:
    said = _YEAR_BEFORE.regex.search(text[max(0, start - 40) : start])
    return year_of(said[1], today) if said else None
