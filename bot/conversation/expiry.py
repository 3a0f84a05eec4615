"""A profile that has expired: said with whatever is told about the one whose it is."""

from __future__ import annotations

from dataclasses import replace

from bot.conversation.messages import (
    Expired,
    Explained,
    History,
    LatestDraw,
    Message,
    MyProfile,
    PoolReport,
    Subscribed,
)
from bot.conversation.transition import Transition
from bot.conversation.world import World
from bot.reading.understood import Topic
from knowledge.deadlines import profile_life
from knowledge.profiles import Profile

OF_THEM: frozenset[Topic] = frozenset({"chances", "next_draw", "no_promise", "other_draws"})
"""Topics that speak of draws to come; those of the profile's life tell of its end themselves."""


def with_expiry(taken: Transition, world: World) -> Transition:
    """The same, where it tells somebody of draws that their profile can no longer be in.

    A verdict says so by itself.
    """
    memory = taken.state.memory
    for at, message in enumerate(taken.replies):
        said = None
        if isinstance(message, MyProfile | Subscribed):
            said = _expired(memory.profile, None, world)
        elif _compares(message):
            said = _expired(memory.shown, memory.of, world)
        if said is not None:
            before, after = taken.replies[: at + 1], taken.replies[at + 1 :]
            return replace(taken, replies=(*before, said, *after))
    return taken


def _expired(profile: Profile, person: str | None, world: World) -> Expired | None:
    """That this profile has expired; None where it lives, or nobody knows."""
    life = profile_life(profile, world.knowledge.rules, world.now)
    return Expired(life.expires_on, person) if life is not None and life.expired else None


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
