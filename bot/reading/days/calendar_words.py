"""The words for months, weekdays and small numbers in English and French, plainly written."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from bot.reading.text.number_words import SMALL
from bot.reading.text.patterns import Late

_MONTHS = (
    "january jan janvier janv",
    "february feb febr fevrier fev fevr",
    "march mar mars",
    "april apr avril avr",
    "may mai",
    "june jun juin",
    "july jul juillet juil juill",
    "august aug aout",
    "september sep sept septembre",
    "october oct octobre",
    "november nov novembre",
    "december dec decembre",
)
MONTHS = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
_LONG_NAMES = tuple(name for name in MONTHS if len(name) >= 5)
_NOT_MONTHS = frozenset({"augusta", "auguste", "augusto"})
# Months that are ordinary words as well: they need more than standing beside a number.
VERBS = frozenset({"may", "march"})

_WEEKDAYS = (
    "monday mon lundi lun",
    "tuesday tues tue mardi mar",
    "wednesday wed mercredi mer",
    "thursday thurs thur thu jeudi jeu",
    "friday fri vendredi ven",
    "saturday sat samedi sam",
    "sunday sun dimanche dim",
)
WEEKDAYS = {name: number for number, names in enumerate(_WEEKDAYS) for name in names.split()}
LONG_WEEKDAYS = {name: number for name, number in WEEKDAYS.items() if len(name) >= 5}

NUMBERS = {"a": 1, "an": 1, "twenty": 20, "vingt": 20} | {
    name: number for name, number in SMALL.items() if number
}

_UNITS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_TEENS = ("thir", "four", "fif", "six", "seven", "eigh", "nine")
_NTH = (*_UNITS, "tenth", "eleventh", "twelfth", *(f"{teen}teenth" for teen in _TEENS), "twentieth")
ORDINALS = {name: number for number, name in enumerate(_NTH, 1)} | {"premier": 1, "thirtieth": 30}
ORDINALS |= {f"twenty {name}": 20 + number for number, name in enumerate(_UNITS, 1)}
ORDINALS["thirty first"] = 31

_FRENCH = (
    "un deux trois quatre cinq six sept huit neuf",
    "dix onze douze treize quatorze quinze seize dix_sept dix_huit dix_neuf",
    "vingt vingt_et_un vingt_deux vingt_trois vingt_quatre vingt_cinq vingt_six vingt_sept",
    "vingt_huit vingt_neuf trente trente_et_un",
)
# The numbers of days and of years in words; digits are more usual.
CARDINALS = {
    name.replace("_", " "): number for number, name in enumerate(" ".join(_FRENCH).split(), 1)
}

LAST_YEAR = r"last year|l'an(?:nee)? (?:derniere?|passee?)|l'annee d'avant"
THIS_YEAR = r"this year|cette annee"
NEXT_YEAR = r"next year|l'an(?:nee)? prochaine?"
_YEARS_BACK = (
    (Late(LAST_YEAR), -1),
    (Late(THIS_YEAR), 0),
    (Late(NEXT_YEAR), 1),
)
_YEARS_AGO = Late(r"(?:il y a )?(\d|[a-z]+)")


@lru_cache(maxsize=4096)
def month_of(word: str) -> int | None:
    """Give the month (1 to 12) that a plain word names, mending one slip in a long name.

    One letter missing, added, wrong, or two swapped, in a word of at least five letters. March,
    April and avril are too near to other words (match, marche): there only a swap is mended.

    >>> month_of("febuary"), month_of("match")
    (2, None)
    """
    if word in MONTHS:
        return MONTHS[word]
    if len(word) < 5 or word in _NOT_MONTHS:
        return None
    near = (name for name in _LONG_NAMES if _one_slip(word, name))
    return next((MONTHS[name] for name in near), None)


def _one_slip(word: str, name: str) -> bool:
    if abs(len(word) - len(name)) > 1:
        return False
    start = 0
    while start < min(len(word), len(name)) and word[start] == name[start]:
        start += 1
    wrong, right = word[start:], name[start:]
    while wrong and right and wrong[-1] == right[-1]:
        wrong, right = wrong[:-1], right[:-1]
    if len(wrong) == len(right) == 2:
        return wrong == right[::-1]
    return len(name) > 5 and len(wrong) <= 1 and len(right) <= 1


def count_of(word: str) -> int | None:
    """Give the number of a plain word or of digits, "three" or "3"; None for another word."""
    return int(word) if word.isdecimal() else NUMBERS.get(word)


def year_of(words: str, today: date) -> int | None:
    """Give the year that "last year", "this year" or "2 years ago" means on a day."""
    for pattern, shift in _YEARS_BACK:
        if pattern.regex.fullmatch(words):
            return today.year + shift
    ago = _YEARS_AGO.regex.match(words)
    back = count_of(ago[1]) if ago else None
    return None if back is None else today.year - back


def short_year(digits: str, today: date) -> int | None:
    """Give the year of two digits: from 2015, the first pool, up to next year; else None.

    Express Entry opened on 1 January 2015; an earlier year can't be a submission.
    """
    year = 2000 + int(digits)
    return year if possible_year(year, today) else None


def possible_year(year: int, today: date) -> bool:
    """Whether a profile can be submitted in that year, or somebody can ask what if it were."""
    return 2015 <= year <= today.year + 1
