"""Days of the person: what ends when, and which of the days they told are kept."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from typing import Any

from bot.conversation.answers import ledger_of, subject_in
from bot.conversation.choices import Choice
from bot.conversation.flows.lookups import aside, beside
from bot.conversation.messages import DatesFile, DatesReport, DatesTold
from bot.conversation.reminders import deadlines_of, next_ones
from bot.conversation.states import NOTHING_SAID, Memory, State
from bot.conversation.transition import Transition
from bot.conversation.world import World
from knowledge.own_dates import Deadline, OwnDates
from knowledge.profiles import POOL_ZONE, Profile

FILE = Choice("dates", "file")
_YEARS = range(1990, 2100)
"""Of any day that a person tells of; a forged button may name others."""


def own_dates(state: State, value: str, world: World) -> Transition | None:
    """What ends, is complete or changes for the person, and when; or the same as a file."""
    match value:
        case "":
            return listed(state, report(state.memory, world), world)
        case "file":
            return _as_file(state, world)
        case _:
            return None


def _as_file(state: State, world: World) -> Transition:
    """The file for a calendar; without anything to come, what can be told."""
    found = report(state.memory, world)
    if not found.upcoming:
        return listed(state, found, world)
    calendar = state.memory.calendar or f"{world.now:%Y%m%dT%H%M%S%f}"
    state = replace(state, memory=replace(state.memory, calendar=calendar))
    return aside(state, world, DatesFile(found.upcoming, calendar, world.now))


def listed(state: State, found: DatesReport, world: World) -> Transition:
    """The dates, with buttons for the file and for reminders where anything is to come."""
    told = aside(state, world, found)
    offered = (FILE,) if found.reminders is None else (Choice("remind"), FILE)
    return replace(told, choices=(offered, *told.choices)) if found.upcoming else told


def told_dates(state: State, told: OwnDates, world: World) -> Transition:
    """Say what follows from days that were told, and offer to keep those that are not kept yet."""
    new = told.without(state.memory.dates)
    if new.is_empty:
        return listed(state, report(state.memory, world), world)
    deadlines = _deadlines(NOTHING_SAID, new, state.memory, world)
    found = DatesTold(new, deadlines, world.remembers)
    return beside(state, world, ((Choice("remember", value_of(new)),),), found)


def kept_dates(state: State, value: str, world: World) -> Transition | None:
    """Keep the days of a button, and tell all that are known; None where they cannot be read."""
    told = dates_of(value)
    if told is None:
        return None
    memory = replace(state.memory, dates=state.memory.dates.with_later(told))
    found = replace(report(memory, world), kept=True)
    return listed(replace(state, memory=memory), found, world)


def report(memory: Memory, world: World) -> DatesReport:
    """All that is known; with the newest draw of the kind spoken of that broke a tie."""
    category = subject_in(memory, world).category
    drawn = ledger_of(world).of_category(category)
    tie = next((draw for draw in reversed(drawn) if draw.tie_break_at is not None), None)
    days = _deadlines(memory.profile, memory.dates, memory, world)
    coming, wanted = None, world.standing.reminded
    if world.pushes:
        own = deadlines_of(memory.profile, memory.dates, world)
        coming = next_ones(own, wanted, memory.zone, world.now)
    zone = memory.zone or POOL_ZONE
    return DatesReport(days, tie, reminders=coming, zone=zone, wanted=bool(wanted))


def _deadlines(
    profile: Profile, dates: OwnDates, memory: Memory, world: World
) -> tuple[Deadline, ...]:
    return deadlines_of(profile, dates, world, category=subject_in(memory, world).category)


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
