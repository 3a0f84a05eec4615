"""Finds in a message what facts are made of: days, draws, lengths, changes, codes, numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from itertools import pairwise

from bot.reading.beside.conditions import MOST_LEVEL
from bot.reading.days.dates import read_dates
from bot.reading.days.readings import SaidDay
from bot.reading.draws.draws import read_draw
from bot.reading.occupations.codes import Code, labelled_codes
from bot.reading.scores.changes import Moved, read_changes
from bot.reading.text.numbers import Number, numbers_in, phones_in
from bot.reading.text.page import Page
from bot.reading.text.tokens import Kind, Line, Mention
from bot.reading.understood import Reading, Unclear
from bot.reading.work.full_time import HOURS_A_MONTH
from bot.reading.work.lengths import Duration, amounts_in
from knowledge.facts.shelf import Knowledge

_HOURS = re.compile(
    r"(?<![\w.,/:-])(\d{1,3}(?:[.,]\d)?)\s?(?:hours?|hrs?|h|heures?)\s?"
    r"(?:(?:of work )?(?:a|an|per|each|every|in a|par|la|/|chaque|de travail par)\s?)+"
    r"(?:weeks?|wk|semaines?|sem)\b"
)


_TO = re.compile(r"\s?(?:to|a|\.\.+|~|-)\s?")
_AND = re.compile(r"\s?(?:and|et|&)\s?")
_FROM = re.compile(r"\b(?:from|de)\s?$")
_BETWEEN = re.compile(r"\b(?:between|entre)\b[^\d]{0,12}$")
_LEAST = 100
_IN_PIECES = re.compile(r"(?<![\w.,/:-])(?:[3-9]\d \d|[3-9] \d\d)(?![\w/:]|[.,]\d| \d)")
_HOURS_ALONE = re.compile(
    r"(?<![\w.,/:-])(\d{1,2}[, ]\d{3}|\d{3,4})\s?(?:hours|hrs|heures)\b"
    r"(?!\s?(?:a|per|par|each|every)\b)"
)
_CODE = 5  # digits of a NOC code
_POINTS = re.compile(r"\s?(?:points?|pts|crs|scg)\b")
_LABELLED = re.compile(r"(?:crs|score|scg|note)[\s:=]*(?:(?:is|of|was|est|de) )?$")


@dataclass(frozen=True, slots=True)
class Finds:
    """All that was found, each beside its place; ``page`` has it crossed out."""

    mentions: tuple[Mention, ...]
    days: Mapping[Mention, SaidDay]
    lengths: Mapping[Mention, Duration]
    numbers: Mapping[Mention, Number]
    hours: Fraction | None
    draw: str | None
    draw_unclear: Unclear | None
    moved: Moved
    codes: tuple[Code, ...] = ()

    def levels(self, line: Line) -> dict[int, int]:
        """The small numbers that may be levels of a language, by their tokens in a line."""
        return {
            place: number.value
            for mention, number in self.numbers.items()
            if number.value is not None
            and number.value <= MOST_LEVEL
            and (place := line.place.get(mention)) is not None
        }


def find(
    page: Page,
    bare: Line,
    reading: Reading,
    knowledge: Knowledge,
    today: date,
    category: str | None,
) -> Finds:
    """Find everything in a message; the category was found and crossed out before."""
    found: list[Mention] = [Mention("category", *span) for span in page.taken]
    days = read_dates(
        page.given,
        today=today,
        now=reading.now,
        lang=reading.lang,
        zone=reading.zone,
        asked=reading.expecting == "submitted",
    )
    ledger = knowledge.draws.known(reading.now)
    done = len(page.taken)
    draw = read_draw(page, days, ledger, category, placed_as=(reading.category, today.year))
    said: dict[Mention, SaidDay] = {}
    drawn = {id(day) for day in days} - {id(day) for day in draw.mine}
    for day in days:
        mention = Mention("draw" if id(day) in drawn else "day", *page.place(day.span))
        found.append(mention)
        if mention.kind == "day":
            said[mention] = day
    taken = [(each.start, each.end) for each in found]
    found += [
        Mention("draw", *span)
        for span in page.taken[done:]
        if not any(start < span[1] and span[0] < end for start, end in taken)
    ]
    hours = _hours(page, found)
    done = len(page.taken)
    moved = read_changes(page, bare, reading.expecting)
    found += [Mention("change", *span) for span in page.taken[done:]]
    lengths: dict[Mention, Duration] = {}
    for amount in (*amounts_in(page.text), *_in_hours(page.text)):
        mention = Mention("length", amount.start, amount.end)
        lengths[mention] = amount
        found.append(mention)
        page.cross_out(amount.start, amount.end)
    codes = labelled_codes(page.text)
    for code in codes:
        if code.odd:
            found.append(Mention("code", code.label, code.end))
            page.cross_out(code.label, code.end)
    for start, end in phones_in(page.text):
        page.cross_out(start, end)
    highest = knowledge.rules.crs.on(reading.now.date()).value.highest
    numbers: dict[Mention, Number] = {}
    whole = numbers_in(page.text, highest)
    apart = _pieces(page.text) if not any(map(_is_large, whole)) else ()
    for number in (*_with_ranges(page.text, whole), *apart):
        if (reading.expecting != "crs" or len(whole) > 1) and _is_year(page.text, number):
            continue
        mention = Mention("number", number.start, number.end)
        numbers[mention] = number
        found.append(mention)
    return Finds(
        _apart(found),
        said,
        lengths,
        numbers,
        hours,
        draw.number,
        draw.unclear,
        moved,
        codes,
    )


def _with_ranges(text: str, numbers: Sequence[Number]) -> list[Number]:
    """The numbers, with those marked that are two ends of one range: "between 475 and 480"."""
    ends: set[int] = set()
    for at, (low, high) in enumerate(pairwise(numbers)):
        before, between = text[max(0, low.start - 16) : low.start], text[low.end : high.start]
        if (low.value or 0) < _LEAST:
            continue
        to = _TO.fullmatch(between) and not _FROM.search(before)
        if to or (_AND.fullmatch(between) and _BETWEEN.search(before)):
            ends |= {at, at + 1}
    return [replace(each, ranged=True) if at in ends else each for at, each in enumerate(numbers)]


def _is_large(number: Number) -> bool:
    return (number.value or 0) >= _LEAST


def _pieces(text: str) -> Iterator[Number]:
    """Scores typed in two pieces, "48 0", to be asked back where no number is whole."""
    for said in _IN_PIECES.finditer(text):
        yield Number(*said.span(), int(said[0].replace(" ", "")), apart=True)


def _is_year(text: str, number: Number) -> bool:
    """Whether a number is a calendar year, and not said to be a score."""
    if number.value is None or not 1950 <= number.value <= 2050:
        return False
    return not said_as_score(text, number.start, number.end)


def said_as_score(text: str, start: int, end: int) -> bool:
    """Whether a word for the score stands just before or after a number."""
    before = text[max(0, start - 16) : start]
    after = end - start < _CODE and _POINTS.match(text, end)
    return bool(_LABELLED.search(before) or after)


def _hours(page: Page, found: list[Mention]) -> Fraction | None:
    """Hours a week: "20 hours a week", "15 h par semaine"."""
    said = _HOURS.search(page.text)
    if said is None:
        return None
    found.append(Mention("hours", *said.span()))
    page.cross_out(*said.span())
    return Fraction(said[1].replace(",", "."))


def _in_hours(text: str) -> Iterator[Duration]:
    """Work counted in hours alone, as months of full time: "1,560 hours" is a year."""
    for said in _HOURS_ALONE.finditer(text):
        hours = int(said[1].replace(",", "").replace(" ", ""))
        if hours >= _LEAST:
            yield Duration(*said.span(), (hours // HOURS_A_MONTH,))


def _apart(found: Sequence[Mention]) -> tuple[Mention, ...]:
    """In order, without those that stand inside another."""
    kept: list[Mention] = []
    for mention in sorted(set(found), key=lambda each: (each.start, -each.end)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return tuple(kept)


def with_jobs(finds: Finds, spans: Sequence[tuple[int, int]]) -> tuple[Mention, ...]:
    """All mentions and the occupations found since; codes are occupations as well."""
    job: Kind = "job"
    jobs = [Mention(job, *span) for span in spans]
    others = [
        each
        for each in finds.mentions
        if not any(each.start < end and start < each.end for start, end in spans)
    ]
    return _apart([*others, *jobs])
