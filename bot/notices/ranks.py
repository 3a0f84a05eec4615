"""Whom a notice concerns most: they are told first, when telling all takes long."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from bot.conversation.answers import ledger_of, verdict_of
from bot.conversation.stored_states import load_profile
from bot.conversation.world import World
from bot.ports.notices import Owed, Rank, Recipient
from knowledge.draws import Draw
from knowledge.profiles import Profile
from knowledge.verdicts import Outcome

FIRST, CHANGED, REST = 0, 1, 2


def ranks(owed: Owed, people: Iterable[Recipient], world: World) -> Iterator[Rank]:
    """The rank of each of these people, one after the other.

    First who is in the range or may be, and everybody where a person wrote the words; then whose
    outcome is another one than before; then the rest.
    """
    draw = ledger_of(world).draw(owed.draw)
    if owed.kind == "manual" or draw is None or draw.category not in world.knowledge.categories:
        yield from (FIRST for _ in people)
        return
    before = owed.corrected or _before(draw, world)
    known: dict[str | None, Rank] = {None: REST}
    for person in people:
        profile = None if person.group else person.profile
        if profile not in known:
            try:
                known[profile] = _rank(profile, draw, before, world)
            except Exception:
                # One person's odd data must not stop the notices of all others; the letter tells.
                known[profile] = REST
        yield known[profile]


def _rank(stored: str | None, draw: Draw, before: Draw | None, world: World) -> Rank:
    loaded = load_profile(stored) if stored else None
    if loaded is None or loaded.profile.is_empty:
        return REST
    outcome = partial(_outcome, loaded.profile, world)
    now = outcome(draw)
    if now in ("invited", "depends"):
        return FIRST
    return REST if before is None or outcome(before) == now else CHANGED


def _outcome(profile: Profile, world: World, draw: Draw) -> Outcome:
    return verdict_of(profile, draw, world).outcome


def _before(draw: Draw, world: World) -> Draw | None:
    earlier = [
        other for other in ledger_of(world).of_category(draw.category) if other.order < draw.order
    ]
    return earlier[-1] if earlier else None
