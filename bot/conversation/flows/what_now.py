"""What comes after a verdict: the next step of whoever is shown, also for who only talks."""

from __future__ import annotations

from dataclasses import replace

from bot.conversation.answers import answer, subject_in
from bot.conversation.choices import Choice
from bot.conversation.flows.lookups import BACK_TO_MINE
from bot.conversation.flows.next_steps import after_verdict
from bot.conversation.flows.questions import put
from bot.conversation.messages import AboutPerson, Answer, Message, NextStep
from bot.conversation.states import Memory, State
from bot.conversation.transition import Rows, Transition
from bot.conversation.world import World

BEGIN: Rows = ((Choice("check"), Choice("explain", "how_to_start")),)


def what_now(state: State, draw: str, world: World) -> Transition:
    """The next step after the verdict that is talked about, or after that draw."""
    if draw:
        state = replace(state, memory=replace(state.memory, draw=draw, category=None))
    return _step(state, world, heard=False)


def heard_out(state: State, world: World) -> Transition:
    """The same for somebody who asked nothing: one kind line, then the step."""
    return _step(state, world, heard=True)


def _step(state: State, world: World, *, heard: bool) -> Transition:
    memory = state.memory
    found = _verdict(memory, world)
    about: tuple[Message, ...] = () if memory.of is None else (AboutPerson(memory.of),)
    question, choices = put(state, world, again=True)
    rows = BEGIN if found is None else after_verdict(found.judged.verdict.outcome, world)
    if memory.of is not None:
        rows += BACK_TO_MINE
    told = NextStep(found, heard)
    return Transition(state, (*about, told, *question), (), choices or rows)


def _verdict(memory: Memory, world: World) -> Answer | None:
    """What is really so of the one who is shown; None where nothing is known of them."""
    if memory.real.is_empty:
        return None
    found = answer(memory.real, subject_in(memory, world), world, memory.zone)
    return found if isinstance(found, Answer) else None
