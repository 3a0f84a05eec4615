"""IRCC's feed of Express Entry rounds: bytes in, draws and problems out.

Every row becomes a draw or a problem that says why not. What is wrong beside a good draw (its
tie-break, its pool, its link) is a problem too, and does not hold the draw back.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from reprlib import Repr
from typing import Literal

from knowledge.draws import UNKNOWN, Category, Draw
from knowledge.facts.checks import TIE_BREAK_REACH
from knowledge.facts.pools import layout
from knowledge.facts.values import CrsRange
from knowledge.feed.changes import facts_of
from knowledge.feed.dates import read_day, read_instant
from knowledge.feed.names import DrawNames, draw_names
from knowledge.feed.rows import (
    FeedRow,
    WrongFieldError,
    page_href,
    read_counts,
    read_drawn_on,
    read_row,
    readable_number,
)
from knowledge.parameters import KnowledgeError, NotInForceError, Parameter, Reference
from knowledge.pools import Pool

ProblemKind = Literal[
    "row",
    "duplicate",
    "unknown_name",
    "unknown_version",
    "date",
    "tie_break_implausible",
    "tie_break_unreadable",
    "pool_unreadable",
    "sum",
    "link_unreadable",
]

_CLOCK_SLACK = timedelta(days=1)
"""A reader's clock may be a little wrong; a draw further ahead is a mistyped date."""

_SHORT = Repr()
_SHORT.maxstring = _SHORT.maxother = _SHORT.maxlong = 60
_SHORT.maxlevel = 2
_LONGEST = 100


class NotTheFeed(KnowledgeError):  # noqa: N818 - named by what was found, read "raises NotTheFeed"
    """The content is not the feed at all, or not in a shape we know; nothing of it may be used."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class FeedProblem:
    """What is wrong in one row: its place in the feed (from 1), the draw, the field, and why.

    ``number`` is None where the row has no readable one; ``value`` is shortened, as Python
    writes it.
    """

    kind: ProblemKind
    row: int
    number: str | None
    field: str
    value: str
    reason: str

    @property
    def quarantined(self) -> bool:
        """Whether the row was set aside: no draw was made of it."""
        return self.kind in ("row", "duplicate")

    def __str__(self) -> str:
        draw = "" if self.number is None else f" (draw #{self.number})"
        return f"row {self.row}{draw}: {self.field} {self.value}: {self.reason}"


@dataclass(frozen=True, slots=True)
class FeedDraw:
    """A draw with the pool around it; ``pool`` is None where none was published or readable."""

    draw: Draw
    pool: Pool | None


@dataclass(frozen=True, slots=True)
class Feed:
    """One reading of the feed: its draws in the feed's order, and everything that was wrong."""

    draws: tuple[FeedDraw, ...]
    problems: tuple[FeedProblem, ...]

    @property
    def quarantined(self) -> tuple[FeedProblem, ...]:
        """The rows that were set aside; with the draws they are all rows of the feed."""
        return tuple(problem for problem in self.problems if problem.quarantined)


def read_feed(
    content: bytes,
    categories: Mapping[str, Category],
    read_at: datetime,
    href: str,
    crs: Parameter[CrsRange] | None = None,
) -> Feed:
    """The draws of the English or the French feed, and everything that is wrong in it.

    ``read_at`` is the instant of the reading, ``href`` the feed's own address, given as a draw's
    source where its row links to no page. Where ``crs`` tells which scores are possible, a row
    with another one is set aside. Raises NotTheFeed when the content is something else, or when
    more than half of its rows cannot be read. Rows with one number that say different things are
    all set aside: nobody can tell which is right before they agree.
    """
    rows = _rounds(content)
    names, read_on = draw_names(categories), read_at.astimezone(UTC).date()
    reader = _Reader(categories, names, read_on, href, crs)
    read: dict[str, list[_Read]] = {}
    problems: list[FeedProblem] = []
    for place, raw in enumerate(rows, 1):
        try:
            found = _Read(place, *reader.draw(raw))
        except WrongFieldError as error:
            number = readable_number(raw) if isinstance(raw, dict) else None
            problems.append(_problem("row", place, number, error))
            continue
        read.setdefault(found.found.draw.number, []).append(found)
    draws: list[FeedDraw] = []
    for number, (first, *others) in read.items():
        if all(facts_of(other.found.draw) == facts_of(first.found.draw) for other in others):
            draws.append(first.found)
            problems += [_problem(kind, first.place, number, wrong) for kind, wrong in first.beside]
        else:
            wrong = WrongFieldError("drawNumber", number, "a later row of this number differs")
            problems.append(_problem("duplicate", first.place, number, wrong))
        twice = WrongFieldError("drawNumber", number, "an earlier row has this number")
        problems += [_problem("duplicate", other.place, number, twice) for other in others]
    problems.sort(key=lambda problem: problem.row)
    feed = Feed(tuple(draws), tuple(problems))
    if 2 * len(feed.quarantined) > len(rows):
        count = f"{len(feed.quarantined)} of {len(rows)} rows cannot be used"
        raise NotTheFeed(f"{count}; the first: {feed.quarantined[0]}")
    return feed


def _rounds(content: bytes) -> Sequence[object]:
    text = _text(content)
    if not text.strip():
        raise NotTheFeed("it is empty")
    if text.lstrip().startswith("<"):
        raise NotTheFeed("it is a page of HTML, not JSON")
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NotTheFeed(f"it is no whole JSON text: {str(error)[:200]}") from error
    rounds = found.get("rounds") if isinstance(found, dict) else None
    if not isinstance(rounds, list):
        raise NotTheFeed("it holds no list of rounds")
    if not rounds:
        raise NotTheFeed("its list of rounds is empty")
    return rounds


def _text(content: bytes) -> str:
    """UTF-8 first: the French file was Windows-1252 for a time, and nothing declares it."""
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise NotTheFeed("it is no text, neither UTF-8 nor Windows-1252")


def _problem(
    kind: ProblemKind, place: int, number: str | None, error: WrongFieldError
) -> FeedProblem:
    value = "" if error.value is None else _SHORT.repr(error.value)[:_LONGEST]
    return FeedProblem(kind, place, number, error.field, value, error.reason)


_Beside = list[tuple[ProblemKind, WrongFieldError]]


@dataclass(frozen=True, slots=True)
class _Read:
    """A draw, where its row stands, and what is wrong beside it."""

    place: int
    found: FeedDraw
    beside: _Beside


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads single rows; knows what all of them share."""

    categories: Mapping[str, Category]
    names: DrawNames
    read_on: date
    href: str
    crs: Parameter[CrsRange] | None

    def draw(self, raw: object) -> tuple[FeedDraw, _Beside]:
        """The row's draw and what is wrong beside it. Raises WrongFieldError: no draw."""
        if not isinstance(raw, dict):
            raise WrongFieldError("", raw, "the row is no object")
        row = read_row(raw)
        drawn_on, date_wrong = read_drawn_on(raw)
        self._check(row, drawn_on)
        beside: _Beside = [] if date_wrong is None else [("date", date_wrong)]
        claim = self.names.claim(row.name)
        if claim is None:
            reason = "no category has this draw name"
            beside.append(("unknown_name", WrongFieldError("drawName", row.name, reason)))
        elif claim.version is None and self.categories[claim.category].versions is not None:
            reason = f"no version of {claim.category} has this draw name"
            beside.append(("unknown_version", WrongFieldError("drawName", row.name, reason)))
        page = page_href(raw.get("drawNumberURL"))
        if page is None:
            link = WrongFieldError(
                "drawNumberURL", raw.get("drawNumberURL"), "no link to an official page"
            )
            beside.append(("link_unreadable", link))
        title = f"IRCC, Express Entry round of invitations #{row.number}"
        source = Reference(title, page or self.href, self.read_on)
        draw = Draw(
            number=row.number,
            drawn_on=drawn_on,
            name=row.name,
            category=UNKNOWN if claim is None else claim.category,
            version=None if claim is None else claim.version,
            itas=row.itas,
            crs_cutoff=row.crs_cutoff,
            tie_break_at=_tie_break(row, drawn_on, raw.get("drawDateTime"), beside),
            source=source,
        )
        return FeedDraw(draw, _pool(raw, source, beside)), beside

    def _check(self, row: FeedRow, drawn_on: date) -> None:
        if drawn_on > self.read_on + _CLOCK_SLACK:
            raise WrongFieldError("drawDateFull", str(drawn_on), "lies in the future")
        if self.crs is None:
            return
        try:
            possible = self.crs.on(drawn_on).value
        except NotInForceError as error:
            raise WrongFieldError("drawDateFull", str(drawn_on), str(error)) from error
        if row.crs_cutoff not in possible:
            reason = f"is no possible score ({possible.lowest} to {possible.highest})"
            raise WrongFieldError("drawCRS", row.crs_cutoff, reason)


def _tie_break(row: FeedRow, drawn_on: date, held: object, beside: _Beside) -> datetime | None:
    """The tie-break, unless it cannot be: after the draw, or longer ago than a profile lives.

    The time of the draw (``held``) is wrong too often to be compared with, but a tie-break equal
    to it to the second is a copy of it (#139).
    """
    if row.tie_break is None or not row.tie_break.strip():
        return None
    try:
        found = read_instant(row.tie_break, drawn_on)
    except ValueError as error:
        wrong = WrongFieldError("drawCutOff", row.tie_break, str(error))
        beside.append(("tie_break_unreadable", wrong))
        return None
    if found.date() > drawn_on or found == _held_at(held, drawn_on):
        reason = f"is not before the draw of {drawn_on}"
    elif drawn_on - found.date() > TIE_BREAK_REACH:
        reason = f"is more than {TIE_BREAK_REACH.days} days before the draw of {drawn_on}"
    else:
        return found
    beside.append(("tie_break_implausible", WrongFieldError("drawCutOff", row.tie_break, reason)))
    return None


def _held_at(held: object, drawn_on: date) -> datetime | None:
    try:
        return read_instant(held, drawn_on) if isinstance(held, str) else None
    except ValueError:
        return None


def _pool(raw: Mapping[str, object], source: Reference, beside: _Beside) -> Pool | None:
    """The pool's distribution; all zeros mean that none was published."""
    by = layout()
    try:
        counts = read_counts(raw, by.fields)
        if not any(counts.values()):
            return None
        as_on = _as_on(raw.get("drawDistributionAsOn"))
    except WrongFieldError as error:
        beside.append(("pool_unreadable", error))
        return None
    for field, published, added in by.sum_errors(counts):
        reason = f"its parts add up to {added}"
        beside.append(("sum", WrongFieldError(field, published, reason)))
    return by.pool(counts, as_on, source)


def _as_on(said: object) -> date:
    if not isinstance(said, str):
        raise WrongFieldError("drawDistributionAsOn", said, "is no text")
    try:
        return read_day(said)
    except ValueError as error:
        raise WrongFieldError("drawDistributionAsOn", said, str(error)) from error
