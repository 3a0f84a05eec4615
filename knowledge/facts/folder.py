"""The facts of a data folder, strictly checked: all of them, or none."""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType

from knowledge.facts import conversions as facts
from knowledge.facts.checks import all_problems
from knowledge.facts.files import read
from knowledge.facts.values import Knowledge, Problem
from knowledge.parameters import KnowledgeError


def problems_of(folder: Path) -> tuple[Problem, ...]:
    """Everything that is wrong with the facts of that folder, by file and row."""
    return all_problems(read(folder))


def knowledge_of(folder: Path) -> Knowledge:
    """The facts of that folder. Raises KnowledgeError with a line for each problem."""
    sheets = read(folder)
    if found := all_problems(sheets):
        raise KnowledgeError("\n".join(map(str, found)))
    claims = {name: claim for name, claim, _, _ in facts.claims(sheets)}
    checked = facts.checked(sheets)
    newest = max(entry.checked_on for entry in checked)
    return Knowledge(
        draws=facts.ledger(sheets, claims),
        categories=MappingProxyType(
            {sheet.rows["id"]: facts.category(sheet.rows) for sheet in sheets.categories}
        ),
        programs=MappingProxyType(facts.programs(sheets)),
        occupations=MappingProxyType(facts.occupations(sheets)),
        plans=tuple(
            facts.plan(row) for sheet in sheets.plans for row in sheet.rows.get("plan", [])
        ),
        none_found=tuple(
            facts.none_found(row)
            for sheet in sheets.plans
            for row in sheet.rows.get("none_found", [])
        ),
        rules=facts.rules(sheets),
        caveats=tuple(
            facts.caveat(row) for sheet in sheets.caveats for row in sheet.rows["caveat"]
        ),
        claims=MappingProxyType(claims),
        pages=MappingProxyType(facts.pages(sheets)),
        draw_pages=facts.draw_pages(sheets),
        topics=MappingProxyType(facts.topics(sheets)),
        checked=checked,
        version=f"{newest}+{sheets.digest:08x}",
        folder=folder,
    )
