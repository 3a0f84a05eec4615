"""Everything that is wrong with a data folder, the occupations included."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from knowledge.facts.checks import all_problems
from knowledge.facts.conversions import occupations
from knowledge.facts.files import Tables, read
from knowledge.occupations.shelf import Shelf
from knowledge.parameters import KnowledgeError


def everything_wrong(folder: Path) -> list[str]:
    """One line for each problem of the facts and the occupations of that folder."""
    sheets = read(folder)
    shelf = Shelf(folder / "occupations")
    return [*map(str, all_problems(sheets)), *dict.fromkeys(_occupations(shelf, sheets))]


def _occupations(shelf: Shelf, sheets: Tables) -> Iterator[str]:
    """Mistakes of the occupation files, and groups on a category's list that are none."""
    try:
        groups = shelf.groups
    except KnowledgeError as error:
        yield f"occupations/{error}"
        return
    for noc, title in occupations(sheets).items():
        if noc not in groups:
            yield f"categories/: {noc} ({title}) is no unit group of occupations/"
        elif groups[noc].title_en != title:
            yield f"categories/: {noc} is {title!r}, in occupations/ {groups[noc].title_en!r}"
    try:
        _ = shelf.old_codes
    except KnowledgeError as error:
        yield f"occupations/{error}"
