"""Questions about draws, invitations and rules, which leave the interview where it is."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal, assert_never

from bot.conversation.answers import (
    explained,
    history,
    latest_draw,
    remaining_report,
    subject_of,
)
from bot.conversation.choices import Choice
from bot.conversation.messages import Message, Said
from bot.conversation.questions import put
from bot.conversation.states import State
from bot.conversation.transition import Rows, Transition
from bot.conversation.understand.understood import Understood
from bot.conversation.world import World

Lookup = Literal["latest", "remaining", "history", "explain", "help"]

MENU: Rows = (
    (Choice("check"), Choice("latest")),
    (Choice("remaining"), Choice("history")),
)


def look_up(state: State, lookup: Lookup, understood: Understood, world: World) -> Transition:
    """Answer the question, and put the open question of the interview again, if there is one.

    A draw named by its number is what the talk is about from then on; a category is not: who
    looks at the French draws once still wants their own answers about the trades.
    """
    memory = state.memory
    named = subject_of(world, understood.category, understood.draw)
    match lookup:
        case "latest":
            memory = replace(memory, draw=understood.draw, category=None)
            said: Message = latest_draw(named, world, memory.zone)
        case "remaining":
            said = remaining_report(named.category, world, understood.year)
        case "history":
            said = history(named.category, memory.what_if or memory.profile, world)
        case "explain":
            said = explained(understood.topic or "crs", memory, world)
        case "help":
            said = Said("help")
        case _:
            assert_never(lookup)
    return aside(replace(state, memory=memory), world, said)


def aside(state: State, world: World, *said: Message) -> Transition:
    """Say something without losing the question that is open."""
    question, choices = put(state, world)
    return Transition(state, (*said, *question), (), choices or MENU)


def beside(state: State, world: World, rows: Rows, *said: Message) -> Transition:
    """The same with buttons of its own, above those of the open question."""
    question, choices = put(state, world)
    return Transition(state, (*said, *question), (), rows + choices)
