"""Draws, categories and their versions, and the ledger of all draws."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from itertools import pairwise
from typing import Literal

from knowledge.parameters import Dated, KnowledgeError, Parameter, Reference

UNKNOWN = "unknown"
"""The category of a draw whose name belongs to none that is known."""

Location = Literal["anywhere", "canada", "foreign_military"]

AskedFor = Literal["canadian_experience", "french", "nomination", "fst", "other_condition"]


@dataclass(frozen=True, slots=True)
class Requirement:
    """What a kind of draw asks for beyond a place in the pool.

    ``months`` of skilled work in Canada (or the same amount part-time) inside the last
    ``window_years`` years; ``nclc`` the level of French in all four abilities.
    """

    what: AskedFor
    months: int | None = None
    window_years: int | None = None
    nclc: int | None = None


@dataclass(frozen=True, slots=True)
class WorkExperience:
    """The work experience a category version asks for.

    ``months`` of full-time work (or the same amount part-time) inside the last ``window_years``
    years, in one listed occupation; ``continuous`` where it had to be without a break.
    ``window_years`` is None where the instructions name no window.
    """

    months: int
    continuous: bool
    window_years: int | None
    location: Location


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a category: its list of NOC unit groups and its own conditions.

    ``nocs`` is None where the category asks for no occupation (French). ``names`` are the draw
    names the feed used for it, exactly as printed. ``conditions`` are codes of further demands
    that nobody's answer here can settle (e.g. ``single_occupation``); the texts name them.
    """

    id: str
    label: str
    names: tuple[str, ...]
    nocs: frozenset[str] | None
    experience: WorkExperience | None
    conditions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Category:
    """A kind of draw. ``versions`` has entries of value None where no such category existed.

    Programs (CEC, PNP, Federal Skilled Trades ...) are kinds of draw without versions:
    ``versions`` is None and ``names`` lists the draw names. A program is not a category of
    occupations: Federal Skilled Trades and the trades category are two things. ``asks`` is what
    its draws asked for beyond the pool, by date; empty where a place in the pool suffices.
    """

    id: str
    title: str
    versions: Parameter[Version | None] | None
    names: tuple[str, ...] = ()
    asks: tuple[Dated[Requirement], ...] = ()

    def version(self, version_id: str) -> Version:
        """The version of that id. Raises KnowledgeError when this category has none such."""
        for found in self.all_versions():
            if found.id == version_id:
                return found
        raise KnowledgeError(f"category {self.id}: no version {version_id}")

    def all_versions(self) -> tuple[Version, ...]:
        """Every version there was, oldest first."""
        if self.versions is None:
            return ()
        return tuple(entry.value for entry in self.versions.history if entry.value is not None)

    def asked_on(self, day: date) -> Requirement | None:
        """What a draw of that day asked for beyond a place in the pool, or None."""
        return next((entry.value for entry in self.asks if entry.covers(day)), None)

    def versions_before(self, version_id: str) -> tuple[Version, ...]:
        """The versions older than the one of that id, oldest first."""
        known = self.all_versions()
        ids = [version.id for version in known]
        return known[: ids.index(version_id)]


@dataclass(frozen=True, slots=True)
class Draw:
    """One round of invitations, as the feed gives it.

    ``number`` is text ("91a" exists); ``name`` the draw's name in the feed; ``category`` the id of
    its category or "unknown"; ``version`` the id of the category version, None for programs and
    for a version that is not known here yet;
    ``tie_break_at`` an instant in UTC, None where none was published or none is known.
    """

    number: str
    drawn_on: date
    name: str
    category: str
    version: str | None
    itas: int
    crs_cutoff: int
    tie_break_at: datetime | None
    source: Reference
    note: str | None = None

    @property
    def order(self) -> tuple[date, int, str]:
        """Sorts draws as they were held: by day, then by number ("91a" before "91b")."""
        digits = "".join(filter(str.isdigit, self.number))
        return (self.drawn_on, int(digits), self.number)


@dataclass(frozen=True)
class DrawLedger:
    """All draws known, oldest first, each number once.

    ``complete_until`` is the last day up to which no draw can be missing as far as is known;
    ``read_at`` the instant of the last good reading of the feed, None for packaged facts alone.
    """

    draws: tuple[Draw, ...]
    complete_until: date
    read_at: datetime | None = None

    @classmethod
    def of(
        cls, draws: Iterable[Draw], complete_until: date, read_at: datetime | None = None
    ) -> DrawLedger:
        """A ledger of draws in any order. Raises KnowledgeError when a number stands twice."""
        ordered = tuple(sorted(draws, key=lambda draw: draw.order))
        seen: set[str] = set()
        for draw in ordered:
            if draw.number in seen:
                raise KnowledgeError(f"draw #{draw.number} stands twice")
            seen.add(draw.number)
        return cls(ordered, complete_until, read_at)

    @cached_property
    def _by_number(self) -> dict[str, Draw]:
        return {draw.number: draw for draw in self.draws}

    def draw(self, number: str) -> Draw | None:
        """The draw of that number ("91A" is "91a"), or None."""
        return self._by_number.get(number.lower())

    def known(self, as_of: datetime) -> DrawLedger:
        """The ledger as it stood on the day of ``as_of`` (UTC): draws held up to that day."""
        day = as_of.date()
        if not self.draws or self.draws[-1].drawn_on <= day:
            return self
        return DrawLedger(
            tuple(draw for draw in self.draws if draw.drawn_on <= day),
            self.complete_until,
            self.read_at,
        )

    def of_category(self, category: str) -> tuple[Draw, ...]:
        """All draws of that category, oldest first."""
        return self._by_category.get(category, ())

    @cached_property
    def _by_category(self) -> dict[str, tuple[Draw, ...]]:
        found: dict[str, list[Draw]] = {}
        for draw in self.draws:
            found.setdefault(draw.category, []).append(draw)
        return {category: tuple(draws) for category, draws in found.items()}

    def gaps(self, category: str) -> tuple[int, ...]:
        """The days between the draws of the category, oldest first; they are no forecast."""
        days = [draw.drawn_on for draw in self.of_category(category)]
        return tuple((later - earlier).days for earlier, later in pairwise(days))

    def newest(self) -> Draw | None:
        """The newest draw of any kind, or None in an empty ledger."""
        return self.draws[-1] if self.draws else None

    def latest(self, category: str, as_of: datetime) -> Draw | None:
        """The newest draw of the category held up to the day of ``as_of`` (UTC), or None."""
        return self.known(as_of)._last_of(category)

    def _last_of(self, category: str) -> Draw | None:
        draws = self.of_category(category)
        return draws[-1] if draws else None

    def invited_between(self, category: str, since: date, until: date) -> tuple[Draw, ...]:
        """The draws of the category held from ``since`` to ``until``, both days included."""
        return tuple(d for d in self.of_category(category) if since <= d.drawn_on <= until)
