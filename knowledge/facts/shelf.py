"""The shelf: the only reader of ``data/``. Strictly checked, then frozen values.

``problems`` tells everything that is wrong with a data folder; ``load`` gives its facts, or
refuses all of them: with a doubtful fact no answer could be trusted. Checking needs pydantic and
takes longer than everything else; it is imported only where no snapshot is at hand.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from knowledge.facts.kinds import CaveatCode, Condition
from knowledge.facts.values import (
    Checked,
    Claim,
    CrsRange,
    DatedCaveat,
    Knowledge,
    NoneFound,
    Problem,
    Rules,
)
from knowledge.snapshots import Snapshots

__all__ = [
    "DATA",
    "CaveatCode",
    "Checked",
    "Claim",
    "Condition",
    "CrsRange",
    "DatedCaveat",
    "Knowledge",
    "NoneFound",
    "Problem",
    "Rules",
    "load",
    "problems",
]

DATA = Path(__file__).parents[1] / "data"
"""The facts that come with the program."""

SNAPSHOT = "facts"


def problems(folder: Path = DATA) -> tuple[Problem, ...]:
    """Everything that is wrong with the facts of that folder, by file and row."""
    from knowledge.facts.folder import problems_of

    return problems_of(folder)


def load(folder: Path = DATA, snapshots: Snapshots | None = None) -> Knowledge:
    """The facts of that folder; those of the program itself are read once.

    With ``snapshots``, facts that were checked before and did not change since are not checked
    again. Raises KnowledgeError, with one line for each problem, when anything is wrong with them.
    """
    return _packaged(snapshots) if folder == DATA else _load(folder, snapshots)


@lru_cache(maxsize=4)
def _packaged(snapshots: Snapshots | None) -> Knowledge:
    return _load(DATA, snapshots)


def _load(folder: Path, snapshots: Snapshots | None) -> Knowledge:
    if snapshots is None:
        return _read(folder)
    from knowledge.facts.snapshot import plain_of, value_of

    kept = snapshots.read(SNAPSHOT, folder)
    if kept is not None:
        known: Knowledge = value_of(kept)
        return replace(known, folder=folder)
    found = _read(folder)
    snapshots.write(SNAPSHOT, plain_of(found), folder)
    return found


def _read(folder: Path) -> Knowledge:
    from knowledge.facts.folder import knowledge_of

    return knowledge_of(folder)
