"""The shelf's frozen values as plain data, and back: for snapshots."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from knowledge.draws import Category, Draw, DrawLedger, Requirement, Version, WorkExperience
from knowledge.facts.values import (
    Checked,
    Claim,
    CrsRange,
    DatedCaveat,
    Knowledge,
    NoneFound,
    Rules,
)
from knowledge.parameters import Dated, Parameter, Reference
from knowledge.plans import Plan, Window, WindowReading
from knowledge.topics import DrawPages, Fact, OfficialPage, Topic

_VALUES = (
    Category,
    CrsRange,
    Dated,
    DatedCaveat,
    Draw,
    DrawLedger,
    DrawPages,
    Fact,
    Knowledge,
    NoneFound,
    OfficialPage,
    Parameter,
    Plan,
    Reference,
    Requirement,
    Rules,
    Topic,
    Version,
    Window,
    WindowReading,
    WorkExperience,
)
_MAKE: tuple[Callable[..., Any], ...] = (
    date.fromordinal,
    datetime.fromisoformat,
    Checked,
    Claim,
    *_VALUES,
)
_DAY, _INSTANT, _CHECKED, _CLAIM = range(4)
_NUMBER = {kind: number for number, kind in enumerate(_VALUES, _CLAIM + 1)}


def plain_of(value: Any) -> Any:
    """Plain data for a value of the shelf: a list is a value, its kind's number in front.

    Raises KeyError for a kind of value that the shelf does not hold.
    """
    match value:
        case None | str() | int() | float() | frozenset():
            return value
        case datetime():
            return [_INSTANT, value.isoformat()]
        case date():
            return [_DAY, value.toordinal()]
        case Mapping():
            return {key: plain_of(held) for key, held in value.items()}
        case Checked():
            return [_CHECKED, *map(plain_of, value)]
        case Claim():
            return [_CLAIM, *map(plain_of, value)]
        case tuple():
            return tuple(map(plain_of, value))
        case _:
            number = _NUMBER[type(value)]
            held = (getattr(value, field.name) for field in fields(value) if field.compare)
            return [number, *map(plain_of, held)]


def value_of(plain: Any) -> Any:
    """The value that ``plain_of`` made this plain data from."""
    kind = type(plain)
    if kind is list:
        return _MAKE[plain[0]](*[value_of(held) for held in plain[1:]])
    if kind is tuple:
        return tuple([value_of(held) for held in plain])
    if kind is dict:
        return MappingProxyType({key: value_of(held) for key, held in plain.items()})
    return plain
