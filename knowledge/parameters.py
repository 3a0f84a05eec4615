"""Dated values: what was in force on a day, who says so, and when it was last checked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Generic, Literal, TypeVar

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

Confidence = Literal["official", "confirmed", "reported", "unverified"]


class KnowledgeError(Exception):
    """A fact that cannot be used; the message says where it stands and why."""


class NotInForceError(KnowledgeError):
    """Asked for a day on which the parameter had no value."""

    def __init__(self, name: str, day: date) -> None:
        super().__init__(f"{name}: no value in force on {day.isoformat()}")
        self.name = name
        self.day = day


@dataclass(frozen=True, slots=True)
class Reference:
    """Where a published fact was read: title, address if it has one, and the day it was seen."""

    title: str
    href: str | None
    seen_on: date


@dataclass(frozen=True, slots=True)
class Dated(Generic[T_co]):
    """One value with its period in force (``since`` and ``until`` are both inclusive days).

    ``until`` is None while no end is known. ``checked_on`` is the last day on which a person
    saw it still true.
    """

    since: date
    until: date | None
    value: T_co
    checked_on: date
    confidence: Confidence
    references: tuple[Reference, ...]
    note: str | None = None

    def covers(self, day: date) -> bool:
        """Whether the value was in force on that day, both ends included."""
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Parameter(Generic[T_co]):
    """A named value and its history, oldest first, without overlaps.

    A period in which the thing is known not to have existed has a value of None, so that a hole
    in our knowledge and an absence in the world are told apart.
    """

    name: str
    history: tuple[Dated[T_co], ...]

    def on(self, day: date) -> Dated[T_co]:
        """The entry in force on that day, never a neighbour's.

        Raises NotInForceError when no entry covers the day.
        """
        for entry in self.history:
            if entry.covers(day):
                return entry
        raise NotInForceError(self.name, day)


def ordered(name: str, entries: tuple[Dated[T], ...]) -> Parameter[T]:
    """A parameter from entries given oldest first.

    Raises KnowledgeError when two periods overlap, when one ends before it begins, or when days
    between two periods are not accounted for.
    """
    for entry in entries:
        if entry.until is not None and entry.until < entry.since:
            raise KnowledgeError(
                f"{name}: the entry since {entry.since} ends before it begins ({entry.until})"
            )
    for earlier, later in pairwise(entries):
        if earlier.until is None or earlier.until >= later.since:
            raise KnowledgeError(
                f"{name}: the entry since {earlier.since} overlaps the entry since {later.since}"
            )
        if earlier.until + timedelta(days=1) != later.since:
            raise KnowledgeError(
                f"{name}: nothing is declared between {earlier.until} and {later.since}; "
                "if there was none in that time, declare an entry that says so"
            )
    return Parameter(name, entries)
