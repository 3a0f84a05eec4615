"""From checked rows to frozen values: a fact in, the same fact out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from datetime import UTC
from types import MappingProxyType
from typing import Any, TypeVar

from knowledge.draws import Category, Draw, DrawLedger, Requirement, Version, WorkExperience
from knowledge.facts.files import Tables
from knowledge.facts.rows import (
    AskedRow,
    CategoryEntry,
    CategoryFile,
    CaveatRow,
    DrawRow,
    FigureRow,
    NoneFoundRow,
    Period,
    PlanRow,
    ReadingRow,
    ReferenceRow,
    RuleEntry,
    SourceRow,
    TopicFile,
)
from knowledge.facts.values import Checked, Claim, CrsRange, DatedCaveat, NoneFound, Rules
from knowledge.parameters import Dated, Parameter, Reference
from knowledge.plans import Plan, Window, WindowReading
from knowledge.topics import DrawPages, Fact, Figure, OfficialPage, Topic, draw_page

T = TypeVar("T")


def references(rows: list[ReferenceRow]) -> tuple[Reference, ...]:
    """The references of a fact, in the file's order."""
    return tuple(Reference(row["title"], row.get("href"), row["seen_on"]) for row in rows)


def dated(row: Period, value: T) -> Dated[T]:
    """The value with the period and the sources of its row."""
    return Dated(
        since=row["since"],
        until=row.get("until"),
        value=value,
        checked_on=row["checked_on"],
        confidence=row["confidence"],
        references=references(row["references"]),
        note=row.get("note"),
    )


def version(entry: CategoryEntry) -> Version | None:
    """The version of the entry, None where the category is declared not to have existed."""
    if "version" not in entry:
        return None
    row = entry["version"]
    asked = row.get("experience")
    nocs = row.get("occupations")
    return Version(
        id=row["id"],
        label=row["label"],
        names=tuple(row["names"]),
        nocs=None if nocs is None else frozenset(nocs),
        experience=None
        if asked is None
        else WorkExperience(
            asked["months"], asked["continuous"], asked.get("window_years"), asked["location"]
        ),
        conditions=tuple(row["conditions"]),
    )


def category(row: CategoryFile) -> Category:
    """A category with all its versions, or a program with its draw names."""
    asks = tuple(dated(entry, asked(entry)) for entry in row.get("asks", []))
    if "program" in row:
        return Category(row["id"], row["title"], None, tuple(row["program"]["names"]), asks)
    history = tuple(dated(entry, version(entry)) for entry in row["history"])
    versions = [entry.value for entry in history if entry.value is not None]
    names = tuple(name for found in versions for name in found.names)
    return Category(row["id"], row["title"], Parameter(row["id"], history), names, asks)


def asked(row: AskedRow) -> Requirement:
    """What the draws of a kind asked for beyond a place in the pool."""
    return Requirement(row["what"], row.get("months"), row.get("window_years"), row.get("nclc"))


def claims(sheets: Tables) -> Iterator[tuple[str, Claim, str, tuple[str | int, ...]]]:
    """Every claim on a draw name: (name, claim, file, place in it), in the order of the files."""
    for sheet in sheets.categories:
        row = sheet.rows
        for name in row["program"]["names"] if "program" in row else ():
            yield name, Claim(row["id"], None), sheet.file, ("program", "names")
        for index, entry in enumerate(row.get("history", [])):
            if "version" in entry:
                place = ("history", index, "version", "names")
                for name in entry["version"]["names"]:
                    yield name, Claim(row["id"], entry["version"]["id"]), sheet.file, place


def draw(row: DrawRow, claim: Claim, source: SourceRow, pages: tuple[DrawPages, ...]) -> Draw:
    """A draw; its reference is its own official page."""
    at = row.get("tie_break_at")
    page = draw_page(row["number"], "en", pages)
    return Draw(
        number=row["number"],
        drawn_on=row["drawn_on"],
        name=row["name"],
        category=claim.category,
        version=claim.version,
        itas=row["itas"],
        crs_cutoff=row["crs_cutoff"],
        tie_break_at=None if at is None else at.astimezone(UTC),
        source=Reference(source["title"], page, source["seen_on"]),
        note=row.get("note"),
    )


def ledger(sheets: Tables, claimed: dict[str, Claim]) -> DrawLedger:
    """All draws, each with the version that claims its name."""
    sources = sheets.sources[0].rows
    read, pages = sources["source"], draw_pages(sheets)
    return DrawLedger.of(
        (
            draw(row, claimed.get(row["name"], _unknown(row)), read[row["source"]], pages)
            for sheet in sheets.draws
            for row in sheet.rows["draw"]
        ),
        sources["complete_until"],
    )


def _unknown(row: DrawRow) -> Claim:
    """Of its category, and of a version that is not known here yet."""
    return Claim(row["category"], None)


def draw_pages(sheets: Tables) -> tuple[DrawPages, ...]:
    """The addresses of the pages of single draws, by the number they begin with."""
    rows = [row for sheet in sheets.pages for row in sheet.rows.get("draw_page", [])]
    found = [DrawPages(row["from_number"], row["en"], row["fr"]) for row in rows]
    return tuple(sorted(found, key=lambda page: page.from_number))


def pages(sheets: Tables) -> dict[str, OfficialPage]:
    """The official pages by id."""
    return {
        row["id"]: OfficialPage(
            id=row["id"],
            en=row.get("en"),
            fr=row.get("fr"),
            checked_on=row["checked_on"],
            confidence=row["confidence"],
            note=row.get("note"),
        )
        for sheet in sheets.pages
        for row in sheet.rows.get("page", [])
    }


def topics(sheets: Tables) -> dict[str, Topic]:
    """The topics of explain by id, with all their facts."""
    sources = sheets.topic_sources[0].rows["source"]
    return {sheet.rows["id"]: topic(sheet.rows, sources) for sheet in sheets.topics}


def topic(row: TopicFile, sources: dict[str, ReferenceRow]) -> Topic:
    """A topic with its facts in the file's order."""
    found = {
        name: Fact(
            id=f"{row['id']}.{name}",
            says=told["says"],
            figures=MappingProxyType({k: _figure(v) for k, v in told.get("figures", {}).items()}),
            since=told.get("since"),
            until=told.get("until"),
            checked_on=told["checked_on"],
            confidence=told["confidence"],
            references=references([sources[source] for source in told["sources"]]),
        )
        for name, told in row["fact"].items()
    }
    return Topic(row["id"], MappingProxyType(found), tuple(row["pages"]))


def _figure(value: FigureRow) -> Figure:
    return tuple(value) if isinstance(value, list) else value


def reading(row: ReadingRow) -> WindowReading:
    """One reading of a plan's window."""
    window = Window(row["since"], row["until"])
    return WindowReading(row["id"], window, row["reported_on"], references(row["references"]))


def plan(row: PlanRow) -> Plan:
    """A plan with all readings of its window."""
    return Plan(
        id=row["id"],
        title=row["title"],
        unit=row["unit"],
        amounts=tuple(row["amounts"].items()),
        said_by=row["said_by"],
        reported_on=row["reported_on"],
        readings=tuple(sorted(map(reading, row["readings"]), key=lambda r: r.reported_on)),
        confidence=row["confidence"],
        references=references(row["references"]),
        checked_on=row["checked_on"],
        note=row.get("note"),
    )


def none_found(row: NoneFoundRow) -> NoneFound:
    """A plan that was looked for and not found."""
    window = Window(row["since"], row["until"])
    return NoneFound(
        row["id"], row["title"], window, row["searches"], row["checked_on"], row["note"]
    )


def caveat(row: CaveatRow) -> DatedCaveat:
    """A dated warning."""
    return DatedCaveat(
        code=row["code"],
        since=row["since"],
        until=row.get("until"),
        checked_on=row["checked_on"],
        confidence=row["confidence"],
        references=references(row["references"]),
        note=row.get("note"),
    )


RULE_KINDS: MappingProxyType[str, type[Any]] = MappingProxyType(
    {
        "crs": dict,
        "tie_break": bool,
        "profile_life_months": int,
        "itas_days_to_apply": int,
        "job_offer_points": bool,
        "full_time_hours_per_year": int,
    }
)
"""The rules there must be, and of what type their values are in the files."""


def rules(sheets: Tables) -> Rules:
    """The general rules; their ids and types were checked before."""
    found = {
        sheet.rows["id"]: Parameter(
            sheet.rows["id"],
            tuple(dated(entry, _value(entry)) for entry in sheet.rows["history"]),
        )
        for sheet in sheets.rules
    }
    return Rules(**{field.name: found[field.name] for field in fields(Rules)})


def _value(entry: RuleEntry) -> Any:
    value = entry["value"]
    return CrsRange(value["lowest"], value["highest"]) if isinstance(value, dict) else value


def checked(sheets: Tables) -> tuple[Checked, ...]:
    """When each fact was last checked; of draws: when their source was last seen."""
    return tuple(_checked(sheets))


def _checked(sheets: Tables) -> Iterator[Checked]:
    for sources in sheets.sources:
        for name, source in sources.rows["source"].items():
            count = sum(row["source"] == name for s in sheets.draws for row in s.rows["draw"])
            row = sources.row("source", name)
            yield Checked(source["seen_on"], sources.file, row, f"{count} draws from {name}")
    for categories in sheets.categories:
        file, name = categories.file, categories.rows["id"]
        if "program" in categories.rows:
            on = categories.rows["program"]["checked_on"]
            yield Checked(on, file, categories.row("program", "checked_on"), f"program {name}")
        for i, entry in enumerate(categories.rows.get("history", [])):
            row = categories.row("history", i, "checked_on")
            what = entry["version"]["id"] if "version" in entry else f"{name}: no such category"
            yield Checked(entry["checked_on"], file, row, what)
        for i, asks in enumerate(categories.rows.get("asks", [])):
            row = categories.row("asks", i, "checked_on")
            yield Checked(asks["checked_on"], file, row, f"{name}: asks for {asks['what']}")
    for plans in sheets.plans:
        for i, planned in enumerate(plans.rows.get("plan", [])):
            row = plans.row("plan", i, "checked_on")
            yield Checked(planned["checked_on"], plans.file, row, f"plan {planned['id']}")
        for i, searched in enumerate(plans.rows.get("none_found", [])):
            row = plans.row("none_found", i, "checked_on")
            yield Checked(searched["checked_on"], plans.file, row, f"no plan {searched['id']}")
    for rule in sheets.rules:
        for i, value in enumerate(rule.rows["history"]):
            row = rule.row("history", i, "checked_on")
            what = f"rule {rule.rows['id']} since {value['since']}"
            yield Checked(value["checked_on"], rule.file, row, what)
    for caveats in sheets.caveats:
        for i, warned in enumerate(caveats.rows["caveat"]):
            row = caveats.row("caveat", i, "checked_on")
            what = f"caveat {warned['code']} since {warned['since']}"
            yield Checked(warned["checked_on"], caveats.file, row, what)
    for linked in sheets.pages:
        for i, page in enumerate(linked.rows.get("page", [])):
            row = linked.row("page", i, "checked_on")
            yield Checked(page["checked_on"], linked.file, row, f"page {page['id']}")
    for told in sheets.topics:
        for fact, stated in told.rows["fact"].items():
            row = told.row("fact", fact, "checked_on")
            yield Checked(stated["checked_on"], told.file, row, f"{told.rows['id']}: {fact}")


def programs(sheets: Tables) -> dict[str, Dated[tuple[str, ...]]]:
    """The draw names of the kinds of draw without versions, with their sources."""
    return {
        sheet.rows["id"]: dated(sheet.rows["program"], tuple(sheet.rows["program"]["names"]))
        for sheet in sheets.categories
        if "program" in sheet.rows
    }


def occupations(sheets: Tables) -> dict[str, str]:
    """The titles of all NOC unit groups that stand on any version's list."""
    return {
        noc: title
        for sheet in sheets.categories
        for entry in sheet.rows.get("history", [])
        if "version" in entry
        for noc, title in entry["version"].get("occupations", {}).items()
    }
