"""What the shelf holds once everything is checked: frozen values, ready for the rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from knowledge.draws import Category, Draw, DrawLedger
from knowledge.facts.kinds import CaveatCode
from knowledge.parameters import Confidence, Dated, Parameter, Reference
from knowledge.plans import Plan, Remaining, Window
from knowledge.topics import DrawPages, OfficialPage, Topic, draw_page
from knowledge.verdicts import DrawRules

if TYPE_CHECKING:
    from knowledge.pools import Pool


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a fact cannot be used: file (as seen from the data folder), row (from 1), reason."""

    file: str
    row: int
    reason: str

    def __str__(self) -> str:
        return f"{self.file}:{self.row}: {self.reason}"


@dataclass(frozen=True, slots=True)
class CrsRange:
    """The CRS scores that are possible, both ends included."""

    lowest: int
    highest: int

    def __contains__(self, score: int) -> bool:
        return self.lowest <= score <= self.highest


@dataclass(frozen=True, slots=True)
class Rules:
    """The general rules of Express Entry, each with its history.

    ``crs`` possible scores; ``tie_break`` whether ties were broken by submission time;
    ``profile_life_months`` from submission; ``itas_days_to_apply`` by the day of the invitation;
    ``job_offer_points`` whether a job offer gave CRS points (nothing stored from the reported
    change on); ``full_time_hours_per_year`` of paid work.
    """

    crs: Parameter[CrsRange]
    tie_break: Parameter[bool]
    profile_life_months: Parameter[int]
    itas_days_to_apply: Parameter[int]
    job_offer_points: Parameter[bool]
    full_time_hours_per_year: Parameter[int]


@dataclass(frozen=True, slots=True)
class DatedCaveat:
    """A warning that belongs to answers of days from ``since`` to ``until``, both included."""

    code: CaveatCode
    since: date
    until: date | None
    checked_on: date
    confidence: Confidence
    references: tuple[Reference, ...]
    note: str | None = None

    def covers(self, day: date) -> bool:
        """Whether the warning belongs to an answer of that day."""
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class NoneFound:
    """A plan that was looked for and not found, with the number of searches."""

    id: str
    title: str
    window: Window
    searches: int
    checked_on: date
    note: str


class Claim(NamedTuple):
    """The ids of the category and version that a draw name belongs to; programs: no version."""

    category: str
    version: str | None


class Checked(NamedTuple):
    """A fact, where it stands (file and row), and the last day a person saw it still true."""

    checked_on: date
    file: str
    row: int
    fact: str


@dataclass(frozen=True)
class Knowledge:
    """Everything Canada published that this program knows.

    ``programs`` has the dated draw names of the kinds of draw without versions; ``occupations``
    the titles of all NOC unit groups on any list; ``claims`` what each draw name belongs to;
    ``pages`` official pages by id, ``topics`` what the topics of explain state;
    ``checked`` when each fact was last checked; ``version`` the newest of those days and a
    digest of the files; ``folder`` where they lie.
    """

    draws: DrawLedger
    categories: Mapping[str, Category]
    programs: Mapping[str, Dated[tuple[str, ...]]]
    occupations: Mapping[str, str]
    plans: tuple[Plan, ...]
    none_found: tuple[NoneFound, ...]
    rules: Rules
    caveats: tuple[DatedCaveat, ...]
    claims: Mapping[str, Claim]
    pages: Mapping[str, OfficialPage]
    draw_pages: tuple[DrawPages, ...]
    topics: Mapping[str, Topic]
    checked: tuple[Checked, ...]
    version: str
    folder: Path = field(default=Path(), compare=False)

    @cached_property
    def rules_found(self) -> dict[tuple[str, str | None, date], DrawRules]:
        """Rules already put together of these facts, by category, version and day of a draw."""
        return {}

    @cached_property
    def remaining_found(self) -> dict[tuple[str, date, int | None], Remaining]:
        """What may remain as already worked out, by category, day of asking and year asked for."""
        return {}

    def category_of(self, name: str) -> Claim | None:
        """What a draw of that name (exactly as in the feed) belongs to.

        None for a name never seen: it is never guessed, "trade" stands in two kinds of draw.
        """
        return self.claims.get(name)

    def pool(self, number: str) -> Pool | None:
        """The distribution around the draw of that number; None where none was published."""
        from knowledge.facts.pools import pools_of

        return pools_of(self.folder / "pool").get(number)

    def page_of(self, draw: Draw, lang: str) -> str:
        """The official page of the draw, in that language."""
        return draw_page(draw.number, lang, self.draw_pages)

    def caveats_on(self, day: date) -> tuple[DatedCaveat, ...]:
        """The warnings for an answer of that day."""
        return tuple(caveat for caveat in self.caveats if caveat.covers(day))

    def stale(self, day: date, days: int) -> tuple[Checked, ...]:
        """The facts last checked ``days`` or more days before ``day``, the oldest first."""
        return tuple(sorted(c for c in self.checked if (day - c.checked_on).days >= days))
