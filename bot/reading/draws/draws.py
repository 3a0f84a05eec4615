"""Which draw a message speaks of: by its number, its day, its place or its cut-off."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.reading.days.readings import Ambiguous, Impossible, MonthOnly, SaidDay
from bot.reading.draws.naming import naming
from bot.reading.text.grammar import Fit
from bot.reading.text.page import CROSSED, Page
from bot.reading.text.row import WordRow
from bot.reading.understood import Unclear, UnclearReason
from knowledge.draws import Draw, DrawLedger

_TOLD = ("close_before", "asked_before")
_BEFORE_DAY = 14
"""Words before a day that may tell that it is a draw's."""


@dataclass(frozen=True, slots=True)
class DrawFound:
    """The draw that a message speaks of, or why it is not clear; the days that are no draw's."""

    number: str | None
    unclear: Unclear | None
    mine: tuple[SaidDay, ...]


@dataclass(frozen=True, slots=True)
class _Dated:
    """A day in the words ``first`` to ``last`` of a row, and the draws held on it."""

    day: SaidDay
    first: int
    last: int
    held: tuple[Draw, ...]
    of_draw: bool


def read_draw(
    page: Page,
    days: Sequence[SaidDay],
    ledger: DrawLedger,
    category: str | None,
    placed_as: tuple[str, int],
) -> DrawFound:
    """Read which draw is meant and cross it out; gives the days that remain unread as well.

    Days are looked at before they are crossed out of the page: one beside a word for draws is the
    draw's. ``category`` is the kind of draw the message speaks of; ``placed_as`` the kind
    that is talked about anyway and the present year, for "last year's draw".
    """
    if not days and page.words.isdisjoint(_hints()) and "#" not in page.text:
        return DrawFound(None, None, ())
    row = naming().row(page.text)
    dated = [_dated(page, row, day, ledger, category) for day in days]
    found = [each.held[0].number for each in dated if each.of_draw and len(each.held) == 1]
    unclear: Unclear | None = None
    for each in dated:
        if each.of_draw and len(each.held) != 1:
            numbers = tuple(draw.number for draw in each.held)
            reason: UnclearReason = "several" if numbers else "unknown_draw"
            unclear = Unclear("draw", each.day.said, reason, numbers)
    for each in dated:
        about = naming().ends("qualified_before", row, each.first)
        _cross_out(page, row, about.first if about else each.first, each.last)
    for first, last, number in _numbers(row, ledger):
        known = ledger.draw(number)
        if known is None and any(_has_name(row, each, first) for each in dated):
            continue  # "the 2 April draw 478 welder": a score
        said = page.said(*row.place(first, last))
        if known is None:
            unclear = Unclear("draw", said, "unknown_draw")
        elif _is_of_another(known, category):
            unclear = Unclear("draw", said, "ambiguous", (number,))
        else:
            found.append(number)
        _cross_out(page, row, first, last)
    if not found and unclear is None:
        found, unclear = _placed(page, row, ledger, category or placed_as[0], placed_as[1])
    mine = tuple(each.day for each in dated if not each.of_draw)
    different = tuple(dict.fromkeys(found))
    if len(different) > 1:
        unclear = Unclear("draw", ", ".join(different), "several", different)
    number_of = different[0] if different and unclear is None else None
    return DrawFound(number_of, unclear, mine)


@lru_cache(maxsize=1)
def _hints() -> frozenset[str]:
    return naming().first_words("hint")


def _cross_out(page: Page, row: WordRow, first: int, last: int) -> None:
    page.cross_out(*row.place(first, last))
    row.words[first:last] = [CROSSED] * (last - first)


def _dated(
    page: Page, row: WordRow, day: SaidDay, ledger: DrawLedger, category: str | None
) -> _Dated:
    start, end = page.place(day.span)
    first, last = row.at(start), row.at(end)
    rules = naming()
    mine = rules.ends("mine_before", row, first) is not None
    told = not mine and any(rules.ends(rule, row, first, most=_BEFORE_DAY) for rule in _TOLD)
    named = rules.match("draw_after", row, last)
    was_in = rules.ends("was_in_before", row, first, most=_BEFORE_DAY) is not None
    if not (told or named or was_in):
        return _Dated(day, first, last, (), of_draw=False)
    held = _held(day, ledger, category)
    # A word for draws with a number of its own behind it is no word for the day before it, unless
    # that draw was held on the day: "14 Feb 2026, draw 408", but "2 April draw #408".
    has_own = named is not None and rules.match("own_number", row, named.last) is not None
    behind = named is not None and not mine and (bool(held) or not has_own)
    was_in = was_in and (len(held) == 1 or not isinstance(day.reading, MonthOnly))
    return _Dated(day, first, last, held, of_draw=told or behind or was_in)


def _has_name(row: WordRow, dated: _Dated, first: int) -> bool:
    """Whether the word for a draw at a place has that day just before it, on which one was held."""
    named = naming().match("draw_after", row, dated.last) if dated.held else None
    return named is not None and dated.last <= first < named.last


def _numbers(row: WordRow, ledger: DrawLedger) -> list[tuple[int, int, str]]:
    """The draw numbers, each from its first word to its last, words for a draw included."""
    rules, found = naming(), list[tuple[int, int, str]]()
    for fit in rules.every("named_draw", row):
        number = _number(row, fit)
        # "309a electrician" has a licence, not a draw.
        licence = fit.get("lettered") is not None and ledger.draw(number) is None
        if licence or number.startswith("0") or row.is_glued(fit.first):
            continue
        found.append((*_span(fit), number))
        also = rules.match("also_draw", row, fit.last)
        if also and (
            fit.get("draw_many") or not (also.get("listed") or fit.get("draw_one") is None)
        ):
            found.append((*_span(also), _number(row, also)))
    return found


def _has_word(fit: Fit) -> bool:
    """Whether a draw's number has a word for draws before it, after which another one may stand."""
    return fit.first == fit.place("draw_one") or fit.first == fit.place("draw_many")


def _span(fit: Fit) -> tuple[int, int]:
    first, last = fit.place("from"), fit.place("to")
    return fit.first if first is None else first, fit.last if last is None else last


def _number(row: WordRow, fit: Fit) -> str:
    """The number of a draw as it is written, with its letter."""
    place = fit.place("n") if fit.place("n") is not None else fit.place("lettered")
    assert place is not None  # every name of a draw has one
    return row.word(place) + (fit.get("letter") or "")


def _is_of_another(draw: Draw, category: str | None) -> bool:
    """Whether a draw is of another kind than was said; "skilled trades" may mean either."""
    if category is None or draw.category == category:
        return False
    return {draw.category, category} != {"trades", "fst"}


def _held(day: SaidDay, ledger: DrawLedger, category: str | None) -> tuple[Draw, ...]:
    """The draws held then: of the category if one was said, else trades draws if any."""
    reading = day.reading
    if isinstance(reading, MonthOnly):
        held = [draw for draw in ledger.draws if draw.drawn_on.month == reading.month]
        year = reading.year or max((draw.drawn_on.year for draw in held), default=None)
        held = [draw for draw in held if draw.drawn_on.year == year]
    elif isinstance(reading, Impossible):
        held = []
    else:
        days = reading.readings if isinstance(reading, Ambiguous) else (reading.on,)
        held = [draw for draw in ledger.draws if draw.drawn_on in days]
    wanted = category or ("trades" if any(d.category == "trades" for d in held) else None)
    return tuple(draw for draw in held if wanted in (None, draw.category))


def _placed(
    page: Page, row: WordRow, ledger: DrawLedger, category: str, this_year: int
) -> tuple[list[str], Unclear | None]:
    """Read the draw that is named by its place, its year or its cut-off."""
    for fit, draws in _places(row, ledger, category, this_year):
        said = page.said(*row.place(fit.first, fit.last))
        _cross_out(page, row, fit.first, fit.last)
        numbers = tuple(draw.number for draw in draws)
        if len(numbers) == 1:
            return list(numbers), None
        return [], Unclear("draw", said, "several" if numbers else "unknown_draw", numbers)
    return [], None


def _places(
    row: WordRow, ledger: DrawLedger, category: str, this_year: int
) -> Iterator[tuple[Fit, tuple[Draw, ...]]]:
    """The words for a draw, each with the draws that fit; "the latest draw" needs no reading."""
    held = ledger.of_category(category)
    for fit in naming().every("placed_draw", row):
        year = fit.get("year") or (this_year - 1 if fit.get("last_year") else None)
        fitting = tuple(draw for draw in held if year in (None, draw.drawn_on.year))
        match fit.get("order"):
            case "first":
                yield fit, fitting[:1]
            case "before":
                yield fit, fitting[-2:-1]
            case order:
                if year is not None:
                    yield fit, fitting[-1:] if order == "last" else fitting
    for fit in naming().every("scored_draw", row):
        number = _number(row, fit)
        named = ledger.draw(number)
        scored = [draw for draw in held if str(draw.crs_cutoff) == number]
        if fits := tuple(dict.fromkeys((*([named] if named else []), *scored))):
            yield fit, fits
