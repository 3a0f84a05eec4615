"""A profile that has expired: said with whatever is told about the one whose it is."""

from __future__ import annotations

from dataclasses import replace

from bot.conversation.messages import (
    Expired,
    Explained,
    History,
    LatestDraw,
    Message,
    PoolReport,
)
from bot.conversation.states import Memory
from bot.conversation.transition import Transition
from bot.conversation.world import World
from bot.reading.understood import Topic
from knowledge.deadlines import profile_life

OF_THEM: frozenset[Topic] = frozenset({"chances", "next_draw", "no_promise", "other_draws"})
"""Topics that speak of draws to come; those of the profile's life tell of its end themselves."""


def with_expiry(taken: Transition, world: World) -> Transition:
    """The same, where it compares somebody with draws that their profile can no longer be in.

    A verdict says so by itself.
    """
    memory = taken.state.memory
    said = expired(memory, world)
    if said is None:
        return taken
    for at, message in enumerate(taken.replies):
        if _compares(message):
            before, after = taken.replies[: at + 1], taken.replies[at + 1 :]
            return replace(taken, replies=(*before, said, *after))
    return taken


def expired(memory: Memory, world: World) -> Expired | None:
    """That the profile of the one who is shown has expired; None where it lives, or none knows."""
    life = profile_life(memory.shown, world.knowledge.rules, world.now)
    if life is None or not life.expired:
        return None
    return Expired(life.expires_on, memory.of)


def _compares(message: Message) -> bool:
    match message:
        case LatestDraw():
            return message.mine is not None
        case History():
            return not message.profile.is_empty
        case PoolReport():
            return message.crs is not None
        case Explained():
            return message.topic in OF_THEM
        case _:
            return False
