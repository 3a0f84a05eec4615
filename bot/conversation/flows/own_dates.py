"""Days of the person: what ends when, and which of the days they told are kept."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from typing import Any

from bot.conversation.answers import ledger_of, subject_in
from bot.conversation.choices import Choice
from bot.conversation.flows.lookups import aside, beside
from bot.conversation.messages import DatesFile, DatesReport, DatesTold
from bot.conversation.states import NOTHING_SAID, Memory, State
from bot.conversation.transition import Rows, Transition
from bot.conversation.world import World
from knowledge.own_dates import Deadline, OwnDates, Periods, deadlines
from knowledge.profiles import Profile

FILE: Rows = ((Choice("dates", "file"),),)
_YEARS = range(1990, 2100)
"""Of any day that a person tells of; a forged button may name others."""


def own_dates(state: State, value: str, world: World) -> Transition | None:
    """What ends, is complete or changes for the person, and when; or the same as a file."""
    match value:
        case "":
            return _listed(state, _report(state.memory, world), world)
        case "file":
            return _as_file(state, world)
        case _:
            return None


def _as_file(state: State, world: World) -> Transition:
    """The file for a calendar; without anything to come, what can be told."""
    found = _report(state.memory, world)
    if not found.upcoming:
        return _listed(state, found, world)
    calendar = state.memory.calendar or f"{world.now:%Y%m%dT%H%M%S%f}"
    state = replace(state, memory=replace(state.memory, calendar=calendar))
    return aside(state, world, DatesFile(found.upcoming, calendar, world.now))


def _listed(state: State, found: DatesReport, world: World) -> Transition:
    """The dates, with a button for the file where anything is to come."""
    told = aside(state, world, found)
    return replace(told, choices=(*FILE, *told.choices)) if found.upcoming else told


def reminded(state: State, world: World) -> Transition:
    """The same, where somebody wants to be reminded: what can be done, and what cannot."""
    return _listed(state, replace(_report(state.memory, world), remind=True), world)


def told_dates(state: State, told: OwnDates, world: World) -> Transition:
    """Say what follows from days that were told, and offer to keep those that are not kept yet."""
    new = told.without(state.memory.dates)
    if new.is_empty:
        return _listed(state, _report(state.memory, world), world)
    found = DatesTold(new, _deadlines(NOTHING_SAID, new, state.memory, world))
    return beside(state, world, ((Choice("remember", value_of(new)),),), found)


def kept_dates(state: State, value: str, world: World) -> Transition | None:
    """Keep the days of a button, and tell all that are known; None where they cannot be read."""
    told = dates_of(value)
    if told is None:
        return None
    memory = replace(state.memory, dates=state.memory.dates.with_later(told))
    found = replace(_report(memory, world), kept=True)
    return _listed(replace(state, memory=memory), found, world)


def _report(memory: Memory, world: World) -> DatesReport:
    """All that is known; with the newest draw of the kind spoken of that broke a tie."""
    category = subject_in(memory, world).category
    drawn = ledger_of(world).of_category(category)
    tie = next((draw for draw in reversed(drawn) if draw.tie_break_at is not None), None)
    return DatesReport(_deadlines(memory.profile, memory.dates, memory, world), tie)


def _deadlines(
    profile: Profile, dates: OwnDates, memory: Memory, world: World
) -> tuple[Deadline, ...]:
    knowledge, today = world.knowledge, world.now.date()
    category = knowledge.categories.get(subject_in(memory, world).category)
    version = category.versions.on(today).value if category and category.versions else None
    asked = None if version is None else version.experience
    years = knowledge.topics["language_test"]["age"].number("years")
    work = None if asked is None else asked.months
    periods = Periods(knowledge.rules, work, years)
    return deadlines(profile, dates, periods, world.now)


def value_of(dates: OwnDates) -> str:
    """The days as a button carries them, each behind the first letter of what it is.

    >>> value_of(OwnDates(invited_on=date(2026, 10, 1), birthday="03-12"))
    'i2026-10-01.b03-12'
    """
    told = ((field.name[0], getattr(dates, field.name)) for field in fields(dates))
    return ".".join(f"{letter}{day}" for letter, day in told if day is not None)


def dates_of(value: str) -> OwnDates | None:
    """The days that a button carries; None where it is forged or holds none.

    >>> dates_of("i2026-10-01.b03-12").birthday, dates_of("i2026-99-01"), dates_of("")
    ('03-12', None, None)
    """
    named = {field.name[0]: field.name for field in fields(OwnDates)}
    found = OwnDates()
    for part in value.split("."):
        name, day = named.get(part[:1]), part[1:]
        if name is None:
            return None
        try:
            if name == "birthday":
                found = replace(found, birthday=f"{date.fromisoformat(f'2024-{day}'):%m-%d}")
            else:
                on = date.fromisoformat(day)
                if on.year not in _YEARS:
                    return None
                days: dict[str, Any] = {name: on}
                found = replace(found, **days)
        except ValueError:
            return None
    return found
