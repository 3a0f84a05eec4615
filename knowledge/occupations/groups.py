"""What may be said about somebody's occupation: unit groups and the ways a text was understood."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

How = Literal["code", "old_code", "name", "title", "fuzzy"]
Why = Literal["ambiguous", "unsure", "role", "old_code"]


@dataclass(frozen=True, slots=True)
class UnitGroup:
    """One occupation class of NOC 2021: its five-digit code and both official titles.

    ``near`` is the code of the listed trade it is most easily mistaken for, where there is one.
    """

    noc: str
    title_en: str
    title_fr: str
    near: str | None

    @property
    def teer(self) -> int:
        """Training, Education, Experience and Responsibilities level: the code's second digit."""
        return int(self.noc[1])


@dataclass(frozen=True, slots=True)
class RankedGroup:
    """A unit group that words may mean; ``score`` from 0 to 1, 1 for a name of the group."""

    group: UnitGroup
    score: float


@dataclass(frozen=True, slots=True)
class Found:
    """Understood: the group, and what in the text said so (``span`` ends after its last letter)."""

    group: UnitGroup
    said: str
    span: tuple[int, int]
    how: How


@dataclass(frozen=True, slots=True)
class Offered:
    """Must be asked: two or three groups, likeliest first; "none of these" is always possible."""

    groups: tuple[UnitGroup, ...]
    said: str
    span: tuple[int, int]
    why: Why


@dataclass(frozen=True, slots=True)
class UnknownNoc:
    """A number meant as a NOC code that is none; ``nearest`` has up to three codes like it."""

    said: str
    span: tuple[int, int]
    nearest: tuple[UnitGroup, ...]


@dataclass(frozen=True, slots=True)
class NotFound:
    """Nothing in the text looks like an occupation."""


Reading = Found | Offered | UnknownNoc | NotFound
