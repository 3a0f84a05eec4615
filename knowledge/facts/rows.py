"""The shapes of the tables in ``data/``: what a row may hold, before it becomes a frozen value.

Everything is strict (no text where a number belongs) and unknown keys are refused, so that a
mistyped key never silently loses a fact. Typed dictionaries, not models: making the checkers of
these costs a third of the time at every start of the program.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, NotRequired

from pydantic import AwareDatetime, ConfigDict, Field, StringConstraints, with_config
from typing_extensions import TypedDict

from knowledge.draws import AskedFor, Location
from knowledge.facts.kinds import CaveatCode, Condition
from knowledge.parameters import Confidence
from knowledge.plans import Unit

Line = Annotated[str, StringConstraints(pattern=r"^\S.*$")]
Href = Annotated[str, StringConstraints(pattern=r"^https?://\S+$")]
PageHref = Annotated[str, StringConstraints(pattern=r"^https://\S*\{number\}\S*$")]
Number = Annotated[str, StringConstraints(pattern=r"^[1-9][0-9]*[a-z]?$")]
Noc = Annotated[str, StringConstraints(pattern=r"^[0-9]{5}$")]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_/-]*$")]
Positive = Annotated[int, Field(gt=0)]
NotNegative = Annotated[int, Field(ge=0)]
Amount = Annotated[int | float, Field(ge=0)]

row = with_config(ConfigDict(extra="forbid", strict=True))


@row
class ReferenceRow(TypedDict):
    """Where a fact was read."""

    title: Line
    href: NotRequired[Href]
    seen_on: date


References = Annotated[list[ReferenceRow], Field(min_length=1)]


@row
class Sourced(TypedDict):
    """What every fact must carry: who says so, how surely, and when it was last checked."""

    checked_on: date
    confidence: Confidence
    references: References
    note: NotRequired[Line]


@row
class Period(Sourced):
    """A fact in force from ``since`` to ``until``, both days included."""

    since: date
    until: NotRequired[date]


@row
class DrawRow(TypedDict):
    """One draw; ``source`` is an id of sources.toml.

    ``new_version`` where no version has its name yet: it is of its category all the same.
    """

    number: Number
    drawn_on: date
    name: Line
    category: Id
    itas: Positive
    crs_cutoff: NotNegative
    tie_break_at: NotRequired[AwareDatetime]
    source: str
    new_version: NotRequired[Literal[True]]
    note: NotRequired[Line]


@row
class DrawFile(TypedDict):
    """A year of draws."""

    draw: list[DrawRow]


@row
class SourceRow(TypedDict):
    """Where draws were read."""

    title: Line
    href: Href
    seen_on: date


@row
class SourcesFile(TypedDict):
    """The sources of the draws, and the last day for which no draw can be missing."""

    complete_until: date
    source: dict[str, SourceRow]


@row
class ExperienceRow(TypedDict):
    """The work experience that a version asks for."""

    months: Positive
    continuous: bool
    window_years: NotRequired[Positive]
    location: Location


@row
class VersionRow(TypedDict):
    """A category version; ``occupations`` maps NOC unit groups to their titles."""

    id: Id
    label: Line
    names: list[Line]
    conditions: list[Condition]
    experience: NotRequired[ExperienceRow]
    occupations: NotRequired[dict[Noc, Line]]


@row
class CategoryEntry(Period):
    """A period of a category: with a version, or declared to be without one."""

    version: NotRequired[VersionRow]
    absent: NotRequired[Literal[True]]


@row
class ProgramRow(Period):
    """The draw names of a program, which has no versions."""

    names: Annotated[list[Line], Field(min_length=1)]


@row
class AskedRow(Period):
    """What draws of a kind asked for beyond a place in the pool."""

    what: AskedFor
    months: NotRequired[Positive]
    window_years: NotRequired[Positive]
    nclc: NotRequired[Positive]


@row
class CategoryFile(TypedDict):
    """A category with its history, or a program."""

    id: Id
    title: Line
    history: NotRequired[Annotated[list[CategoryEntry], Field(min_length=1)]]
    program: NotRequired[ProgramRow]
    asks: NotRequired[list[AskedRow]]


@row
class ReadingRow(TypedDict):
    """One reading of the period that a plan speaks of."""

    id: Id
    since: date
    until: date
    reported_on: date
    references: References


@row
class PlanRow(Sourced):
    """A plan; ``amounts`` by category (admissions: by class of immigrants)."""

    id: Id
    title: Line
    unit: Unit
    said_by: Line
    reported_on: date
    amounts: Annotated[dict[Id, Amount], Field(min_length=1)]
    readings: Annotated[list[ReadingRow], Field(min_length=1)]


@row
class NoneFoundRow(TypedDict):
    """A plan that was looked for and not found."""

    id: Id
    title: Line
    since: date
    until: date
    searches: Positive
    checked_on: date
    note: Line


@row
class PlanFile(TypedDict):
    """Plans, and searches for plans that found none."""

    plan: NotRequired[list[PlanRow]]
    none_found: NotRequired[list[NoneFoundRow]]


@row
class CaveatRow(Period):
    """A dated warning."""

    code: CaveatCode


@row
class CaveatFile(TypedDict):
    """Dated warnings."""

    caveat: list[CaveatRow]


@row
class PageRow(TypedDict):
    """An official page in both languages; without the one that is not known."""

    id: Id
    en: NotRequired[Href]
    fr: NotRequired[Href]
    checked_on: date
    confidence: Confidence
    note: NotRequired[Line]


@row
class DrawPageRow(TypedDict):
    """The addresses of the official pages of single draws from ``from_number`` on."""

    from_number: Positive
    en: PageHref
    fr: PageHref


@row
class PagesFile(TypedDict):
    """Official pages, and those of single draws."""

    page: NotRequired[list[PageRow]]
    draw_page: NotRequired[list[DrawPageRow]]


FigureRow = int | date | Line | list[int | float] | list[Line]


@row
class FactRow(TypedDict):
    """A fact of a topic; ``sources`` are ids of sources.toml."""

    says: Line
    figures: NotRequired[dict[Id, FigureRow]]
    since: NotRequired[date]
    until: NotRequired[date]
    checked_on: date
    confidence: Confidence
    sources: Annotated[list[Id], Field(min_length=1)]


@row
class TopicFile(TypedDict):
    """A topic of explain: the pages to link, and its facts by their ids."""

    id: Id
    pages: list[Id]
    fact: Annotated[dict[Id, FactRow], Field(min_length=1)]


@row
class TopicSourcesFile(TypedDict):
    """Where the facts of the topics were read."""

    source: dict[Id, ReferenceRow]


@row
class CrsRangeRow(TypedDict):
    """The CRS scores that are possible, both ends included."""

    lowest: NotNegative
    highest: Positive


@row
class RuleEntry(Period):
    """One value of a rule and its period."""

    value: bool | Positive | CrsRangeRow


@row
class RuleFile(TypedDict):
    """A rule with its history."""

    id: Id
    title: Line
    history: Annotated[list[RuleEntry], Field(min_length=1)]
