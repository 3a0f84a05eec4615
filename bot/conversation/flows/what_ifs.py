"""What-if: a change laid over the stored profile, which stays as it is."""

from __future__ import annotations

from dataclasses import replace

from bot.conversation.answers import answer, subject_in
from bot.conversation.choices import Choice
from bot.conversation.flows.claims import hear
from bot.conversation.flows.interview import about, begin, proceed
from bot.conversation.flows.questions import ask, put
from bot.conversation.messages import Message, Noted, Remark
from bot.conversation.states import (
    AskingCrs,
    AskingOccupation,
    AskingSubmission,
    AskingTime,
    AskingWhatIf,
    AskingZone,
    Resting,
    State,
)
from bot.conversation.transition import Rows, Transition
from bot.conversation.world import World
from bot.reading.understood import Slot, Understood
from knowledge.profiles import Profile

INTERVIEW = (AskingCrs, AskingOccupation, AskingSubmission, AskingTime, AskingZone)

AFTER_WHAT_IF: Rows = (
    (Choice("what_if"), Choice("real")),
    (Choice("keep"),),
)


def what_if(state: State, understood: Understood, world: World) -> Transition:
    """Answer for the changed profile: what was understood, the outcome, what changed."""
    memory = about(state.memory, understood)
    heard = hear(memory, understood, world, what_if=True)
    if not heard.slots and not heard.problems:
        return ask(AskingWhatIf(memory), world)
    if heard.waiting is not None:
        waiting = replace(heard.waiting, memory=memory)
        return Transition(waiting, heard.problems, (), put(waiting, world)[1])
    if not heard.slots:
        return Transition(state, heard.problems, (), put(state, world)[1])
    return show(replace(state, memory=memory), heard.profile, understood, world, *heard.problems)


def show(
    state: State,
    profile: Profile,
    understood: Understood,
    world: World,
    *problems: Message,
) -> Transition:
    """The what-if's outcome against the real profile."""
    memory = replace(state.memory, what_if=profile)
    real = memory.profile
    subject = subject_in(memory, world)
    against = None if real.is_empty or real == profile else real
    found = answer(profile, subject, world, memory.zone, against)
    job = world.occupations.group(profile.noc) if profile.noc else None
    slots = changed_slots(real, profile)
    noted = Noted(profile, real, slots, job, understood.assumed, what_if=True)
    if isinstance(state, INTERVIEW):
        # Asked in the middle of the interview: answered once, and the interview goes on.
        question, choices = put(state, world)
        return Transition(state, (noted, *problems, found, *question), (), choices)
    return Transition(Resting(memory), (noted, *problems, found), (), after_what_if(world))


def after_what_if(world: World) -> Rows:
    """What to do with a what-if; where links to this bot can be made, it can be shared."""
    return AFTER_WHAT_IF if world.username is None else (*AFTER_WHAT_IF, (Choice("share"),))


def changed_slots(before: Profile, after: Profile) -> tuple[Slot, ...]:
    """Which answers differ."""
    pairs: tuple[tuple[Slot, object, object], ...] = (
        ("crs", before.crs, after.crs),
        ("occupation", before.noc, after.noc),
        ("submitted", before.submission, after.submission),
        ("experience", before.experience_months, after.experience_months),
    )
    return tuple(slot for slot, was, now in pairs if was != now)


def keep(state: State, world: World) -> Transition:
    """ "Use this from now on": the last what-if becomes the profile."""
    memory = state.memory
    if memory.what_if is None:
        return begin(memory, world)
    job = world.occupations.group(memory.what_if.noc) if memory.what_if.noc else None
    noted = Noted(memory.what_if, memory.profile, (), job, kept=True)
    kept = replace(memory, profile=memory.what_if, what_if=None, declined=frozenset())
    return proceed(kept, world, noted)


def back_to_real(state: State, world: World) -> Transition:
    """Let go of the what-if."""
    memory = replace(state.memory, what_if=None)
    return begin(memory, world, Remark("back_to_real"))
