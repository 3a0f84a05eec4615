"""The calendar year that a question is about: "how many were left in 2025"."""

from __future__ import annotations

from bot.reading.text.patterns import Late

_ONLY_A_YEAR = Late(
    r"(?:(?:and|et|but|mais|ok|then|so|pis|what about|how about|qu'en est-il(?: de)?) )+"
    r"(?:(?:in|for|en|pour|the year|l'annee|of|de) )*"
    r"(?:20\d\d|(?:this|last|previous|next) year|cette annee|l'annee (?:derniere|prochaine|passee)|"
    r"l'an (?:dernier|prochain|passe))"
)
_YEAR = Late(r"(?<![\w.,/:-])(20\d\d)(?![\w/:-]|[.,]\d)")
_MOST_YEARS = 5
"""How far ahead a year is asked about; "2050 may remain" is a number of invitations."""
_THIS_YEAR = Late(r"\b(?:this year|cette annee)\b")
_LAST_YEAR = Late(
    r"\b(?:last year|previous year|l'an(?:nee)? (?:derniere?|passee?)|annee derniere)\b"
)
_NEXT_YEAR = Late(r"\b(?:next year|l'an(?:nee)? prochaine?|annee prochaine)\b")


def only_a_year(whole: str, today_year: int) -> int | None:
    """Give the calendar year a message asks about that says nothing else: "and 2025?"."""
    return year_asked(whole, today_year) if _ONLY_A_YEAR.regex.fullmatch(whole) else None


def year_asked(text: str, today_year: int) -> int | None:
    """Give the calendar year that a question is about, None when it names none."""
    for said in _YEAR.regex.finditer(text):
        if int(said[1]) <= today_year + _MOST_YEARS:
            return int(said[1])
    if _LAST_YEAR.regex.search(text):
        return today_year - 1
    if _NEXT_YEAR.regex.search(text):
        return today_year + 1
    return today_year if _THIS_YEAR.regex.search(text) else None
