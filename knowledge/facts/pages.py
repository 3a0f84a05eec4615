"""A fact with its history and sources, as plain text for somebody who looks after the facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from knowledge.draws import Category, Draw, Requirement, Version, WorkExperience
from knowledge.facts.shelf import Checked, Knowledge, NoneFound
from knowledge.parameters import Confidence, Dated, Reference
from knowledge.plans import Plan, Unit

_UNITS: dict[Unit, str] = {
    "itas": "invitations to apply",
    "share_of_itas": "per cent of the invitations to apply",
    "admissions": "admissions (not invitations)",
}


def draw_page(draw: Draw, knowledge: Knowledge) -> str:
    """A draw with its version, its source and the day that was seen, and its note."""
    category = knowledge.categories[draw.category]
    return _page(
        f"draw #{draw.number}",
        _line("drawn on", draw.drawn_on),
        _line("name", draw.name),
        _line("category", f"{category.id} ({category.title})"),
        _line("version", _version_of(draw, category)),
        _line("ITAs", f"{draw.itas:,}"),
        _line("CRS cut-off", draw.crs_cutoff),
        _line("tie-break", _tie_break(draw, knowledge)),
        *_references([draw.source]),
        *_note(draw.note),
    )


def _version_of(draw: Draw, category: Category) -> str:
    if draw.version is None:
        return "none, a program" if category.versions is None else "not known here"
    version = category.version(draw.version)
    return f"{version.id} ({version.label})"


def _tie_break(draw: Draw, knowledge: Knowledge) -> str:
    if draw.tie_break_at is not None:
        return f"{draw.tie_break_at:%Y-%m-%d %H:%M:%S} UTC"
    return "not known" if knowledge.rules.tie_break.on(draw.drawn_on).value else "no such rule then"


def category_page(category_id: str, knowledge: Knowledge) -> str:
    """A category with every version, its list, experience and sources; or a program's names.

    Raises KeyError for an id that is no category's.
    """
    category = knowledge.categories[category_id]
    blocks = [f"category {category.id}: {category.title}"]
    blocks.extend(_asks(entry) for entry in category.asks)
    if category.versions is None:
        program = knowledge.programs[category_id]
        blocks.append(_page("a program, without versions", *_sourced(program), *_names(program)))
    else:
        blocks.extend(_version(entry, knowledge) for entry in category.versions.history)
    held = [f"#{draw.number}" for draw in knowledge.draws.of_category(category_id)]
    blocks.append(_page(f"draws ({len(held)})", *_wrapped(held)))
    return "\n\n".join(blocks)


def _names(program: Dated[tuple[str, ...]]) -> Iterator[str]:
    return (_line("draw name", name) for name in program.value)


def _version(entry: Dated[Version | None], knowledge: Knowledge) -> str:
    version = entry.value
    if version is None:
        return _page("no such category", *_sourced(entry))
    return _page(
        f"{version.id}: {version.label}",
        *(_line("draw name", name) for name in version.names or ("none seen yet",)),
        *_sourced(entry),
        _line("experience", _experience(version.experience)),
        _line("also asked", ", ".join(version.conditions)),
        *_occupations(version.nocs, knowledge),
    )


def _asks(entry: Dated[Requirement]) -> str:
    asked = entry.value
    return _page(
        f"asks for {asked.what.replace('_', ' ')}",
        *(_line(name, amount) for name, amount in _amounts(asked) if amount is not None),
        *_sourced(entry),
    )


def _amounts(asked: Requirement) -> Iterator[tuple[str, int | None]]:
    yield "months", asked.months
    yield "within years", asked.window_years
    yield "NCLC", asked.nclc


def _experience(asked: WorkExperience | None) -> str:
    if asked is None:
        return "none asked"
    where = {"anywhere": "in Canada or abroad", "canada": "in Canada"}
    return " ".join(
        [
            f"{asked.months} months",
            "continuous" if asked.continuous else "not necessarily continuous",
            f"within {asked.window_years} years" if asked.window_years else "at any time",
            where.get(asked.location, "in a recognized foreign military"),
        ]
    )


def _occupations(nocs: frozenset[str] | None, knowledge: Knowledge) -> Iterator[str]:
    if nocs is None:
        yield _line("occupations", "none asked")
        return
    yield _line("occupations", len(nocs))
    for noc in sorted(nocs):
        yield f"  {noc} {knowledge.occupations[noc]}"


def plan_page(plan_id: str, knowledge: Knowledge) -> str | None:
    """The plan of that id (or all its yearly parts, ``ID/YEAR``), or None where there is none.

    A plan that was looked for in vain has a page too.
    """
    pages = [
        _plan(plan, knowledge)
        for plan in knowledge.plans
        if plan.id == plan_id or plan.id.startswith(f"{plan_id}/")
    ]
    pages.extend(_none_found(none) for none in knowledge.none_found if none.id == plan_id)
    return "\n\n".join(pages) or None


def _plan(plan: Plan, knowledge: Knowledge) -> str:
    return _page(
        f"plan {plan.id}: {plan.title}",
        _line("unit", _UNITS[plan.unit]),
        *(_line("amount", f"{category} {number:,}") for category, number in plan.amounts),
        _line("said by", plan.said_by),
        _line("reported on", plan.reported_on),
        *_checked(plan.checked_on, plan.confidence),
        *_references(plan.references),
        *_note(plan.note),
        *_readings(plan, knowledge),
    )


def _readings(plan: Plan, knowledge: Knowledge) -> Iterator[str]:
    for reading in plan.readings:
        window = reading.window
        yield ""
        yield f"  reading {reading.id}"
        yield _line("window", f"{window.since} to {window.until}, both included")
        yield _line("reported on", reading.reported_on)
        for category, _ in plan.amounts:
            if (planned := plan.planned(category)) is not None:
                draws = knowledge.draws.invited_between(category, window.since, window.until)
                issued = sum(draw.itas for draw in draws)
                numbers = " ".join(f"#{draw.number}" for draw in draws)
                yield _line("issued", f"{category} {issued:,} of {planned:,} ({numbers})")
        yield from _references(reading.references)


def _none_found(none: NoneFound) -> str:
    return _page(
        f"plan {none.id}: {none.title}",
        _line("found", f"none, in {none.searches} searches"),
        _line("window", f"{none.window.since} to {none.window.until}, both included"),
        _line("checked on", none.checked_on),
        *_note(none.note),
    )


def stale_line(fact: Checked, days: int) -> str:
    """One line about a fact that was last checked ``days`` days ago."""
    return f"{fact.file}:{fact.row}: {fact.fact}: checked {fact.checked_on}, {days} days ago"


def _page(title: str, *lines: str) -> str:
    return "\n".join([title, *lines])


def _line(name: str, value: object) -> str:
    return f"  {name:<12} {value}"


def _sourced(entry: Dated[object]) -> Iterator[str]:
    yield _line("in force", f"{entry.since} to {entry.until or 'now'}")
    yield from _checked(entry.checked_on, entry.confidence)
    yield from _references(entry.references)
    yield from _note(entry.note)


def _checked(checked_on: object, confidence: Confidence) -> Iterator[str]:
    yield _line("confidence", confidence)
    yield _line("checked on", checked_on)


def _references(references: Iterable[Reference]) -> Iterator[str]:
    for reference in references:
        yield _line("source", f"{reference.title} (seen on {reference.seen_on})")
        if reference.href is not None:
            yield _line("", reference.href)


def _note(note: str | None) -> Iterator[str]:
    if note is not None:
        yield _line("note", note)


def _wrapped(words: list[str], width: int = 12) -> Iterator[str]:
    for start in range(0, len(words), width):
        yield "  " + " ".join(words[start : start + width])
