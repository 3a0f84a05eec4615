"""What may be understood of a text about somebody's occupation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from knowledge.occupations.groups import UnitGroup

How = Literal[
    "code", "old_code", "name", "title", "fuzzy", "ambiguous", "unsure", "role", "unknown"
]
Place = tuple[int, int]
"""From where to where in a plain text."""


@dataclass(frozen=True, slots=True)
class JobFound:
    """An occupation that was read: the unit groups it may be, at most three, likeliest first.

    ``settled``: it is the first one; else it must be asked. ``how`` says by which words it is
    known, or why it is not; "unknown" is a number meant as a NOC code that is none, with groups
    like it. ``said`` at ``span`` is what says so, ``places`` are those of every name, in order.
    """

    groups: tuple[UnitGroup, ...]
    said: str
    span: Place
    how: How
    places: tuple[Place, ...]
    settled: bool = False

    @property
    def unsure(self) -> bool:
        """Whether it is only a guess that an occupation is meant."""
        return not self.settled and self.how == "unsure"

    @property
    def noc(self) -> str | None:
        """Its code, where it is settled."""
        return self.groups[0].noc if self.settled else None

    @property
    def choices(self) -> tuple[str, ...]:
        """The codes to choose from, where it must be asked."""
        asked = not self.settled and self.how != "unknown"
        return tuple(group.noc for group in self.groups) if asked else ()
