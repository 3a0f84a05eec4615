"""Conversation states as JSON and back; what cannot be read any more is no error."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, get_args

from pydantic import TypeAdapter, ValidationError

from bot.conversation.states import State
from bot.reading.understood import NO_DATES
from knowledge.own_dates import OwnDates
from knowledge.profiles import Profile

SCHEMA = 1


@dataclass(frozen=True, slots=True)
class StoredState:
    """A state beside its kind: many states hold the same fields."""

    schema: int
    kind: str
    state: object


@dataclass(frozen=True, slots=True)
class StoredProfile:
    """The profile, the person's time zone, and the days beside it that they want kept."""

    profile: Profile
    zone: str | None
    dates: OwnDates = NO_DATES


_STATES = {kind.__name__: kind for kind in get_args(State)}


@cache
def _adapter(kind: str) -> TypeAdapter[Any]:
    """The adapter of a state by its name; built on first use, which costs some milliseconds."""
    return TypeAdapter(_STATES[kind])


@cache
def _envelope() -> TypeAdapter[StoredState]:
    return TypeAdapter(StoredState)


@cache
def _profile() -> TypeAdapter[StoredProfile]:
    return TypeAdapter(StoredProfile)


def dump_state(state: State) -> str:
    """The state as JSON."""
    kind = type(state).__name__
    body = _adapter(kind).dump_json(state, exclude_defaults=True).decode()
    return f'{{"schema":{SCHEMA},"kind":"{kind}","state":{body}}}'


def load_state(stored: str) -> State | None:
    """The state of that JSON; None where this version cannot read it."""
    try:
        found = _envelope().validate_json(stored)
        if found.schema != SCHEMA or found.kind not in _STATES:
            return None
        state: State = _adapter(found.kind).validate_python(found.state)
    except ValidationError:
        return None
    return state


def dump_profile(profile: Profile, zone: str | None, dates: OwnDates = NO_DATES) -> str:
    """The profile, time zone and days as JSON."""
    return _profile().dump_json(StoredProfile(profile, zone, dates)).decode()


def load_profile(stored: str) -> StoredProfile | None:
    """The profile of that JSON; None where this version cannot read it."""
    try:
        return _profile().validate_json(stored)
    except ValidationError:
        return None
