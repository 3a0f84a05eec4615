"""What may be understood of a text about somebody's occupation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from knowledge.occupations.groups import UnitGroup

How = Literal["code", "old_code", "name", "title", "fuzzy"]
Why = Literal["ambiguous", "unsure", "role", "old_code"]


@dataclass(frozen=True, slots=True)
class Found:
    """Understood: the group, and what in the text said so (``span`` ends after its last letter).

    ``places`` are the spans of every name that was read, in order.
    """

    group: UnitGroup
    said: str
    span: tuple[int, int]
    how: How
    places: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Offered:
    """Must be asked: two or three groups, likeliest first; "none of these" is always possible.

    ``places`` are the spans of every name that was read, in order.
    """

    groups: tuple[UnitGroup, ...]
    said: str
    span: tuple[int, int]
    why: Why
    places: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class UnknownNoc:
    """A number meant as a NOC code that is none; ``nearest`` has up to three codes like it."""

    said: str
    span: tuple[int, int]
    nearest: tuple[UnitGroup, ...]


@dataclass(frozen=True, slots=True)
class NotFound:
    """Nothing in the text looks like an occupation."""


Job = Found | Offered | UnknownNoc | NotFound
