"""What a question says of its answer: in which form it is wanted, and of which year."""

from __future__ import annotations

from bot.reading.beside.sayings import HeardLine, Meant, sayings
from bot.reading.text.page import Page
from bot.reading.text.tokens import Line

_MOST_YEARS = 5
"""How far ahead a year is asked about; "2050 may remain" is a number of invitations."""
_YEARS = {"this_year": 0, "last_year": -1, "next_year": 1}
_DIGITS = 4


def without_form(page: Page, heard: HeardLine, meant: Meant) -> str | None:
    """The message without the end that wants words, no picture; None where it has no such end.

    >>> page = Page("past French draws, as text please!")
    >>> heard = HeardLine(Line(page.text, ()))
    >>> without_form(page, heard, sayings("details", heard.line))
    'past French draws, '
    """
    places = meant.get("in_words", ())
    last = len(heard.words) - 1
    if last not in places:
        return None
    first = next(at for at in range(last, -1, -1) if at - 1 not in places)
    token = heard.line.tokens[first]
    left = page.given[: page.given_span(token.start, token.end)[0]]
    return f"{left}?" if page.asks else left


def only_a_year(heard: HeardLine, meant: Meant, today_year: int) -> int | None:
    """The calendar year a message asks about that says nothing else: "and 2025?"."""
    year = year_asked(heard.line, today_year) if "goes_on" in meant else None
    if year is None:
        return None
    numbers = sum(word.isdecimal() for word in heard.words)
    known = {place for name in ("goes_on", "of_year", *_YEARS) for place in meant.get(name, ())}
    return year if len(known) + numbers == len(heard.words) and numbers <= 1 else None


def year_asked(line: Line, today_year: int) -> int | None:
    """The calendar year that a question is about, None when it names none."""
    for token in line.tokens:
        year = token.word.startswith("20") and token.word.isdecimal()
        if not (year and _is_alone(line.text, token.start, token.end)):
            continue
        if int(token.word) <= today_year + _MOST_YEARS:
            return int(token.word)
    meant = sayings("details", line)
    return next((today_year + more for name, more in _YEARS.items() if name in meant), None)


def _is_alone(text: str, start: int, end: int) -> bool:
    """Whether a number is no part of a longer one, or of a date."""
    before, after = text[max(0, start - 1) : start], text[end : end + 2]
    longer = after[:1] in tuple("/:-") or (after[:1] in tuple(".,") and after[1:].isdecimal())
    return end - start == _DIGITS and before not in tuple(".,/:-") and not longer
