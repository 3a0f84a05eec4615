"""The person's settings: language, time zone, notices, quiet hours."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

from bot.conversation.choices import Choice
from bot.conversation.effects import SaveLanguage
from bot.conversation.flows.lookups import aside, beside
from bot.conversation.flows.questions import ask, home_zones, put
from bot.conversation.flows.subscribing import SUBSCRIBE, changes_to, quiet_zone_of, terms_of
from bot.conversation.messages import AskZone, Remark, SettingsReport
from bot.conversation.states import AskingHomeZone, Memory, Resting, State
from bot.conversation.transition import Rows, Transition
from bot.conversation.world import World
from bot.reading.days.readings import Zone, ZoneAmbiguous, ZoneUnknown
from bot.reading.days.zones import read_zone
from bot.reading.understood import Lang

LONGEST = 200
"""Characters of an answer that can be the name of a time zone."""


def settings(state: State, world: World) -> Transition:
    """How the bot talks to this person, and what can be changed."""
    memory, terms = state.memory, terms_of(world) if world.pushes else None
    zone = quiet_zone_of(state, world)
    report = SettingsReport(memory.lang, memory.zone, world.pushes, terms, zone)
    others = tuple(Choice("lang", lang) for lang in get_args(Lang) if lang != memory.lang)
    rows: Rows = ((*others, Choice("home_zone")),)
    if terms is not None:
        rows += changes_to(terms)
    elif world.pushes:
        rows += ((SUBSCRIBE,),)
    return beside(state, world, rows, report)


def ask_home_zone(state: State, world: World) -> Transition:
    """Ask where the person lives; what was open before is let go."""
    return ask(AskingHomeZone(state.memory), world)


def in_language(state: State, lang: str, world: World) -> Transition | None:
    """Answer in that language from now on; without one, ask which. None for no language of ours."""
    if not lang:
        told = aside(state, world, Remark("which_language"))
        languages = tuple((Choice("lang", lang),) for lang in get_args(Lang))
        return replace(told, choices=languages + put(state, world)[1])
    wanted: Lang | None = next((each for each in get_args(Lang) if each == lang), None)
    if wanted is None:
        return None
    memory = replace(state.memory, lang=wanted)
    told = aside(replace(state, memory=memory), world, Remark("language_set"))
    return replace(told, effects=(SaveLanguage(wanted),))


OFFERED_AFTER = 3
"""So many messages in our other language, and it is offered, once."""


def with_language_offered(taken: Transition, spoken: Lang | None) -> Transition:
    """The same, with the other language offered to somebody who keeps writing in it."""
    memory = taken.state.memory
    if spoken is None or memory.language_offered or not taken.replies:
        return taken
    if spoken == memory.lang:
        return _remembered(taken, replace(memory, in_other_language=0))
    heard = memory.in_other_language + 1
    if heard < OFFERED_AFTER:
        return _remembered(taken, replace(memory, in_other_language=heard))
    taken = _remembered(taken, replace(memory, in_other_language=0, language_offered=True))
    replies = (*taken.replies, Remark("other_language"))
    return replace(taken, replies=replies, choices=((Choice("lang", spoken),), *taken.choices))


def _remembered(taken: Transition, memory: Memory) -> Transition:
    if memory == taken.state.memory:
        return taken
    return replace(taken, state=replace(taken.state, memory=memory))


def home_zone(state: State, said: str, world: World) -> Transition | None:
    """Take the time zone that was said, or ask which of several; None when it names none."""
    match read_zone(said) if len(said) <= LONGEST else ZoneUnknown(said):
        case Zone(name):
            memory = replace(state.memory, zone=name)
            at_rest = isinstance(state, AskingHomeZone)
            return settings(Resting(memory) if at_rest else replace(state, memory=memory), world)
        case ZoneAmbiguous(words, candidates):
            waiting = AskingHomeZone(state.memory)
            return Transition(waiting, (AskZone(words),), (), home_zones(candidates))
        case _:
            return None


def chosen_home_zone(state: State, value: str, world: World) -> Transition:
    """A button for a time zone; without a zone in it, the question which."""
    if not value:
        return ask_home_zone(state, world)
    taken = home_zone(state, value, world)
    return aside(state, world, Remark("stale_button")) if taken is None else taken
