"""Days and months counted from today: yesterday, 3 weeks ago, il y a 2 mois, last Monday."""

from __future__ import annotations

import re
from datetime import date, timedelta

from bot.reading.days.calendar_words import LONG_WEEKDAYS, NUMBERS, count_of
from bot.reading.days.numeric import DayFound, MonthFound
from bot.reading.text.patterns import Late

_FIXED: dict[str, int] = {
    "today": 0,
    "aujourd'hui": 0,
    "aujourdhui": 0,
    "this morning": 0,
    "ce matin": 0,
    "yesterday": -1,
    "yesteday": -1,
    "yesterdy": -1,
    "yesturday": -1,
    "yestarday": -1,
    "hier": -1,
    "day before yesterday": -2,
    "avant-hier": -2,
    "avant hier": -2,
    "tomorrow": 1,
    "tommorow": 1,
    "tomorow": 1,
    "tommorrow": 1,
    "demain": 1,
    "day after tomorrow": 2,
    "apres-demain": 2,
    "apres demain": 2,
}
_SHIFTED_MONTHS = {
    "last month": -1,
    "past month": -1,
    "mois dernier": -1,
    "mois passe": -1,
    "this month": 0,
    "ce mois-ci": 0,
    "ce mois": 0,
    "next month": 1,
    "mois prochain": 1,
}
_PHRASE = Late(
    rf"(?:{'|'.join(sorted({**_FIXED, **_SHIFTED_MONTHS}, key=len, reverse=True))})(?![a-z-])"
)
_DAYS_IN = {"day": 1, "jour": 1, "week": 7, "wk": 7, "semaine": 7, "fortnight": 14}
_MONTHS_IN = {"month": 1, "moi": 1, "year": 12, "yr": 12, "an": 12, "annee": 12}
_PART = rf"(\d{{1,3}}|{'|'.join(NUMBERS)})\s?({'|'.join({**_DAYS_IN, **_MONTHS_IN})})s?\b"
_AMOUNT = rf"{_PART}(?:(?:,? and | et | ){_PART})?"
_AGO = Late(rf"{_AMOUNT}\s(?:ago|back)\b(\s(?:today|to the day)\b)?")
_SINCE_THEN = (
    r" (?:(?:environ|a peu pres|presque|pres de|plus d'|plus de|moins d'|moins de) ?)?"
    rf"{_AMOUNT}(\sjour pour jour\b)?"
)
_IL_Y_A = Late(rf"(?:il )?y'? ?a{_SINCE_THEN}")
_CA_FAIT = Late(rf"(?:(?:ca|cela) fait|voila|depuis){_SINCE_THEN}")
# "Ca fait deux mois" alone may be work, or a life in Canada.
_SUBMITTED = r"(?:re)?soumi\w*|cree\w*|depose\w*|profil|bassin|inscrite?"
_SUBMITTED_BEFORE = Late(rf"\b(?:{_SUBMITTED})\b[^.,;!?\d]{{0,24}}$")
_SUBMITTED_AFTER = Late(
    rf" (?:dans le bassin\b|"
    rf"que (?:j'ai |je l'ai |je suis |c'est |mon )(?:\w+ )?(?:{_SUBMITTED})\b)"
)
_NTH_OF_MONTH = Late(
    r"(\d{1,2})(?:(?:(?:st|nd|rd|th)(?: of)?| of) (last month|this month|next month)"
    r"|(?:er)? (?:du|de) (mois dernier|mois passe|ce mois|mois prochain))\b"
)
_LOOKS_BACK = 64
_WEEKDAY = "|".join(LONG_WEEKDAYS)
_SHIFTED_WEEKDAY = Late(
    rf"(?:(last|past|next) ({_WEEKDAY})|({_WEEKDAY}) (dernier|passe|prochain))\b"
)
_BARE_BEFORE = Late(
    r"\b(?:submitted|created|made|filed|entered|joined|profile|pool|soumis|cree|depose|profil|"
    r"bassin)(?: (?:it|my profile|my ee profile|the profile|express entry|the pool|was|is|"
    r"mon profil))*(?: (?:on|this|le|ce))?(?: the)? $"
)
_BARE_WEEKDAY = Late(rf"({_WEEKDAY})(?![\w-])(?! \d| the \d)")
_BARE_DAY = Late(r"(\d{1,2})(?:st|nd|rd|th)(?=\s*(?:$|[,.;!?)]))")
# The first words that any of these begins with, beside digits.
STARTS = frozenset(
    {re.split("[ '-]", phrase)[0] for phrase in (*_FIXED, *_SHIFTED_MONTHS)}
    | {
        "il",
        "y",
        "ya",
        "ca",
        "cela",
        "voila",
        "depuis",
        "last",
        "past",
        "next",
        *LONG_WEEKDAYS,
        *NUMBERS,
    }
)


def relative_at(text: str, start: int, today: date) -> DayFound | MonthFound | None:
    """Read a day or month counted from today that begins at `start` of a plain text.

    Weeks, months and years ago are approximate days unless "today" follows ("a year ago today");
    "a month earlier" is no day but a change, read elsewhere.
    """
    if not text[start].isdecimal():
        return _in_words(text, start, today)
    if said := _BARE_DAY.regex.match(text, start):
        bare = _BARE_BEFORE.regex.search(text, max(0, start - _LOOKS_BACK), start)
        return _latest_day(said.end(), int(said[1]), today) if bare else None
    if said := _NTH_OF_MONTH.regex.match(text, start):
        year, month = _months_from(today, _SHIFTED_MONTHS[said[2] or said[3]])
        return DayFound(said.end(), ((year, month, int(said[1])),))
    said = _AGO.regex.match(text, start)
    return _ago(said, today) if said else None


def _in_words(text: str, start: int, today: date) -> DayFound | MonthFound | None:
    if said := _PHRASE.regex.match(text, start):
        if said[0] in _SHIFTED_MONTHS:
            year, month = _months_from(today, _SHIFTED_MONTHS[said[0]])
            return MonthFound(said.end(), year, month)
        return _day(said.end(), today, days=_FIXED[said[0]])
    if said := _SHIFTED_WEEKDAY.regex.match(text, start):
        return _weekday(said, today)
    if (said := _BARE_WEEKDAY.regex.match(text, start)) and _BARE_BEFORE.regex.search(
        text, max(0, start - _LOOKS_BACK), start
    ):
        days = -((today.weekday() - LONG_WEEKDAYS[said[1]]) % 7)
        return _day(said.end(), today, days=days, approximate=True)
    said = _AGO.regex.match(text, start) or _IL_Y_A.regex.match(text, start)
    if said is None and (said := _CA_FAIT.regex.match(text, start)):
        before = text[max(0, start - 40) : start]
        after = _SUBMITTED_AFTER.regex.match(text, said.end())
        said = said if after or _SUBMITTED_BEFORE.regex.search(before) else None
    return _ago(said, today) if said else None


def _weekday(said: re.Match[str], today: date) -> DayFound | None:
    wanted = LONG_WEEKDAYS[said[2] or said[3]]
    if (said[1] or said[4]) in ("next", "prochain"):
        return _day(said.end(), today, days=(wanted - today.weekday() - 1) % 7 + 1)
    return _day(said.end(), today, days=-((today.weekday() - wanted - 1) % 7 + 1))


def _latest_day(end: int, number: int, today: date) -> DayFound | None:
    """Give the latest day of that number, to be asked back: "submitted on the 5th"."""
    for months in range(0, -3, -1):
        year, month = _months_from(today, months)
        try:
            on = date(year, month, number)
        except ValueError:
            continue
        if on <= today:
            return DayFound(end, ((year, month, number),), approximate=True)
    return None


def _ago(said: re.Match[str], today: date) -> DayFound | None:
    days = months = 0
    for amount, unit in ((said[1], said[2]), (said[3], said[4])):
        if amount:
            days += (count_of(amount) or 0) * _DAYS_IN.get(unit, 0)
            months += (count_of(amount) or 0) * _MONTHS_IN.get(unit, 0)
    by_days = {said[2], said[4]} <= {"day", "jour", None}
    exact = by_days or said[5] is not None
    return _day(said.end(), today, days=-days, months=-months, approximate=not exact)


def _day(
    end: int, today: date, *, days: int = 0, months: int = 0, approximate: bool = False
) -> DayFound | None:
    """Give the day so far from today; the last of a month that is too short for its number."""
    year, month = _months_from(today, months)
    if not 1900 <= year < 9000:
        return None
    first_of_next = date(year + month // 12, month % 12 + 1, 1)
    last = (first_of_next - timedelta(days=1)).day
    on = date(year, month, min(today.day, last)) + timedelta(days=days)
    return DayFound(end, ((on.year, on.month, on.day),), approximate)


def _months_from(today: date, months: int) -> tuple[int, int]:
    count = today.year * 12 + today.month - 1 + months
    return count // 12, count % 12 + 1
