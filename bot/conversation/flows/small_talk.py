"""Short human utterances, stopping, and being forgotten."""

from __future__ import annotations

from bot.conversation.flows.interview import after_answer, begin
from bot.conversation.flows.lookups import MENU, aside
from bot.conversation.flows.operating import corrected
from bot.conversation.flows.own_data import forget
from bot.conversation.messages import Remark
from bot.conversation.states import ConfirmingCorrection, ConfirmingForget, Resting, State
from bot.conversation.transition import Transition
from bot.conversation.world import World


def cancelled(state: State, world: World) -> Transition:
    """Close the open question; what was already answered stays."""
    memory = state.memory
    choices = MENU if memory.profile.is_empty else after_answer(world)
    if isinstance(state, ConfirmingForget):
        return confirmed(state, False, world)
    if isinstance(state, ConfirmingCorrection):
        return corrected(state, False, world)
    if not isinstance(state, Resting):
        return Transition(Resting(memory), (Remark("cancelled"),), (), choices)
    nothing = Remark("nothing_to_stop" if world.pushes else "nothing_to_cancel")
    return Transition(state, (nothing,), (), choices)


def greeted(state: State, world: World) -> Transition:
    """A greeting; somebody new is asked what the bot has to know."""
    if state.memory.profile.is_empty and isinstance(state, Resting):
        return begin(state.memory, world, Remark("hello"))
    return aside(state, world, Remark("hello"))


def confirmed(state: ConfirmingForget, yes: bool, world: World) -> Transition:
    """Delete everything, or nothing."""
    if not yes:
        choices = MENU if state.memory.profile.is_empty else after_answer(world)
        return Transition(Resting(state.memory), (Remark("not_forgotten"),), (), choices)
    return forget(state.memory, world)
