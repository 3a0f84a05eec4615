"""What becomes of the person's own profile and of what is shown: kept, taken back, whose it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.conversation.answers import ledger_of, pool_days, subject_of
from bot.conversation.flows.claims import changed
from bot.conversation.flows.interview import about, begin, proceed, take, tell
from bot.conversation.laying import slots_between
from bot.conversation.messages import Changed, Noted, Remark
from bot.conversation.people import NAMELESS, Belonging, back_to_own, whose
from bot.conversation.states import AskingOwner, AskingPool, ReadTieBreak, Resting, State
from bot.conversation.transition import Transition
from bot.conversation.world import World
from bot.reading.understood import Understood
from knowledge.profiles import Between, Profile

MOST_READ = 5
"""So many tie-breaks that somebody has read are kept."""


def read_it(state: State, said: Understood, world: World) -> Transition:
    """A tie-break that the person has read on the draw's page, where none is known here."""
    memory = about(state.memory, said)
    draw = subject_of(world, memory.category, memory.draw).draw
    if draw is None or said.tie_break is None:
        return proceed(memory, world)
    if draw.tie_break_at is not None or said.tie_break.date() > draw.drawn_on:
        return proceed(memory, world, Remark("tie_break_is_known"))
    others = tuple(each for each in memory.tie_breaks if each.draw != draw.number)
    told = (*others, ReadTieBreak(draw.number, said.tie_break))[-MOST_READ:]
    return proceed(replace(memory, tie_breaks=told), world, Remark("tie_break_read"))


def in_the_pool(state: AskingPool, told: str, world: World) -> Transition | None:
    """The days of submission that an answer about the pool leaves; None for no such answer."""
    draw = ledger_of(world).draw(state.draw)
    if draw is None:
        return None
    day, sure = timedelta(days=1), pool_days(draw, world)
    assert sure.since is not None
    spans = {
        "yes": sure,
        "later": Between(draw.drawn_on + day, world.now.date()),
        "older": Between(None, sure.since - 2 * day),
    }
    if told not in spans:
        return None
    facts = Profile(submitted_between=spans[told])
    return tell(state, Understood(facts=facts, ownership="answer"), world)


def owner_told(state: AskingOwner, mine: bool, world: World) -> Transition:
    """Whose the facts were, of which it was not clear: taken as the person's own, or another's."""
    said = Understood(facts=state.facts, ownership="claim", owned=mine)
    if mine:
        where = whose(back_to_own(state.memory), said)
        return take(Resting(state.memory), state.memory, said, where, world)
    nameless = Profile()
    where = Belonging(NAMELESS, False, nameless, nameless)
    return take(Resting(state.memory), state.memory, said, where, world)


def keep(state: State, world: World) -> Transition:
    """ "Use this from now on", "this is my profile": what is shown becomes the person's own."""
    memory = state.memory
    if memory.showing == "own":
        return begin(memory, world)
    kept = replace(back_to_own(memory), profile=memory.shown, declined=frozenset())
    job = world.occupations.group(kept.profile.noc) if kept.profile.noc else None
    noted = Noted(kept.profile, memory.profile, (), job, kept=True)
    return proceed(kept, world, *changed(memory.profile, kept.profile, world), noted)


def back(state: State, world: World) -> Transition:
    """Back to the person's own profile and the newest trades draw."""
    return begin(back_to_own(state.memory), world, Remark("back_to_real"))


def undone(state: State, world: World) -> Transition | None:
    """Take back the last change of what is stored, once; None where there is none."""
    memory = state.memory
    if memory.undo is None:
        return None
    back = replace(back_to_own(memory), profile=memory.undo, undo=None, declined=frozenset())
    was = world.occupations.group(memory.profile.noc) if memory.profile.noc else None
    now = world.occupations.group(back.profile.noc) if back.profile.noc else None
    slots = slots_between(memory.profile, back.profile)
    said = Changed(memory.profile, back.profile, slots, was, now, undone=True)
    return proceed(back, world, said)
