"""Reminders of one's own days: asked for by a tap, each alone or all; and those missed."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

from bot.conversation.choices import Choice
from bot.conversation.effects import Forget, Remind
from bot.conversation.flows.lookups import beside
from bot.conversation.flows.own_dates import FILE, listed, report
from bot.conversation.messages import DatesReport, Missed
from bot.conversation.reminders import day_of
from bot.conversation.states import State
from bot.conversation.subscriptions import Reminder
from bot.conversation.transition import Rows, Transition
from bot.conversation.world import World
from knowledge.own_dates import DeadlineKind

EVERY: tuple[DeadlineKind, ...] = get_args(DeadlineKind)


def reminded(state: State, value: str, world: World) -> Transition | None:
    """Which reminders there are to choose from, or what a tap changes; None for no such button."""
    if not world.pushes:
        return listed(state, replace(report(state.memory, world), remind=True), world)
    wanted = world.standing.reminded
    if not value:
        return _menu(state, wanted, world)
    changed = _with(wanted, value)
    if changed is None:
        return None
    told = _menu(state, changed, world)
    return told if changed == wanted else replace(told, effects=(Remind(changed),))


def _with(wanted: tuple[DeadlineKind, ...], value: str) -> tuple[DeadlineKind, ...] | None:
    """What is wanted after that tap: one kind on or off, or all.

    >>> _with(("work",), "profile.on"), _with(("work",), "all.off"), _with((), "x.on")
    (('profile', 'work'), (), None)
    """
    name, _, on = value.partition(".")
    meant = EVERY if name == "all" else tuple(kind for kind in EVERY if kind == name)
    if not meant or on not in ("on", "off"):
        return None
    return tuple(kind for kind in EVERY if (on == "on" if kind in meant else kind in wanted))


def _menu(state: State, wanted: tuple[DeadlineKind, ...], world: World) -> Transition:
    world = replace(world, standing=replace(world.standing, reminded=wanted))
    found = replace(report(state.memory, world), remind=True)
    return beside(state, world, _rows(found, wanted), found)


def _rows(found: DatesReport, wanted: tuple[DeadlineKind, ...]) -> Rows:
    """All of them, or each kind that has a day to come; and by whose clock."""
    coming = [kind for kind in EVERY if any(each.kind == kind for each in found.upcoming)]
    each = [Choice("remind", f"{kind}.{'off' if kind in wanted else 'on'}") for kind in coming]
    every = (
        *((Choice("remind", "all.on"),) if wanted != EVERY else ()),
        *((Choice("remind", "all.off"),) if wanted else ()),
    )
    pairs = tuple(tuple(each[at : at + 2]) for at in range(0, len(each), 2))
    return (every, *pairs, (*((FILE,) if coming else ()), Choice("home_zone")))


def missed(names: str | None, taken: Transition, world: World) -> Transition:
    """The same turn, which first says what its person was not reminded of though they had asked.

    Nothing of days that are others by now, and nothing to whom everything was just deleted.
    """
    if names is None or not taken.replies or Forget() in taken.effects:
        return taken
    memory = taken.state.memory
    named = [each for name in names.split(";") if (each := Reminder.named(name)) is not None]
    days = [day_of(each, memory.profile, memory.dates, world) for each in named]
    true = tuple(dict.fromkeys(day for day in days if day is not None))
    return taken.after(Missed(true)) if true else taken
