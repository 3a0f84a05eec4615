"""What was understood, laid over a profile: what was set, what must be asked back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import assert_never

from bot.conversation.answers import ledger_of
from bot.conversation.laying import contradicted, lay, slots_between
from bot.conversation.messages import (
    AskZone,
    Changed,
    Message,
    NoExactDay,
    NoSuchDay,
    NoSuchDraw,
    NotACrsScore,
    NothingToCompare,
    NotYet,
    OddExperience,
    SeveralScores,
    UnknownCode,
    WhichDay,
    WhichDraw,
    WhichOccupation,
)
from bot.conversation.people import Belonging
from bot.conversation.states import (
    AskingCrs,
    AskingOccupation,
    AskingSubmission,
    AskingZone,
    ChoosingCrs,
    ChoosingDay,
    ChoosingOccupation,
    Memory,
    State,
)
from bot.conversation.world import World
from bot.reading.understood import Slot, Unclear, Understood
from knowledge.occupations.groups import UnitGroup
from knowledge.profiles import Profile, Submission


@dataclass(frozen=True, slots=True)
class HeardProfile:
    """A profile after a message.

    ``slots`` were set; ``problems`` are what to say about the rest; ``waiting`` is the state that
    asks back, None where nothing has to be asked back.
    """

    profile: Profile
    slots: tuple[Slot, ...] = ()
    problems: tuple[Message, ...] = ()
    waiting: State | None = None


def hear(memory: Memory, said: Understood, where: Belonging, world: World) -> HeardProfile:
    """Lay a message over the profile that it is about."""
    base, supposed = where.base, where.supposed
    profile = lay(base, said, where.counted_from, memory.zone)
    problems: list[Message] = []
    waiting: list[State] = []
    crs = world.knowledge.rules.crs.on(world.now.date()).value
    if profile.crs is not None and not crs.lowest <= profile.crs <= crs.highest:
        problems.append(NotACrsScore(str(profile.crs), crs.lowest, crs.highest))
        profile = replace(profile, crs=base.crs, crs_on=base.crs_on, scores=base.scores)
    for slot, amount, known in _relative(said, where.counted_from):
        if amount is not None and known is None:
            problems.append(NothingToCompare(slot))
    if said.occupation_choices:
        groups = _groups(said.occupation_choices, world)
        problems.append(WhichOccupation(said.occupation_said or "", groups))
        waiting.append(ChoosingOccupation(memory, said.occupation_choices, supposed))
    for unclear in said.unclear:
        message, state = _asked_back(unclear, memory, said, world, supposed)
        problems.append(message)
        if state is not None:
            waiting.append(state)
    return HeardProfile(
        profile,
        slots_between(base, profile) or slots_between(Profile(), said.facts),
        tuple(problems),
        waiting[0] if waiting else None,
    )


def _relative(said: Understood, base: Profile) -> tuple[tuple[Slot, int | None, object], ...]:
    change = said.change
    if change is None:
        return ()
    return (
        ("crs", change.crs, base.crs if said.crs is None else said.crs),
        ("submitted", change.submitted_days, said.submission or base.submission),
        ("submitted", change.submitted_minutes, said.submission or base.submission),
    )


def _groups(nocs: tuple[str, ...], world: World) -> tuple[UnitGroup, ...]:
    return tuple(group for noc in nocs if (group := world.occupations.group(noc)) is not None)


def _asked_back(
    unclear: Unclear, memory: Memory, said: Understood, world: World, supposed: bool
) -> tuple[Message, State | None]:
    """What to say about one unclear thing, and the state that waits for it."""
    match unclear.slot:
        case "crs":
            return _crs_asked_back(unclear, memory, world, supposed)
        case "occupation":
            return UnknownCode(unclear.said), AskingOccupation(memory)
        case "submitted":
            return _day_asked_back(unclear, memory, said, supposed)
        case "experience" | "canadian_experience" | "french" | "nomination":
            return OddExperience(unclear.said), None
        case "draw" | "category":
            return draw_asked_back(unclear, world), None
        case _:
            assert_never(unclear.slot)


def draw_asked_back(unclear: Unclear, world: World) -> Message:
    """What to say about a draw that is not known, or that may be several."""
    if unclear.readings:
        return WhichDraw(unclear.said, unclear.readings)
    return NoSuchDraw(unclear.said, ledger_of(world).newest())


def _crs_asked_back(
    unclear: Unclear, memory: Memory, world: World, supposed: bool
) -> tuple[Message, State | None]:
    crs = world.knowledge.rules.crs.on(world.now.date()).value
    if unclear.reason == "out_of_range" or not unclear.readings:
        state = None if supposed else AskingCrs(memory)
        return NotACrsScore(unclear.said, crs.lowest, crs.highest), state
    scores = tuple(int(reading) for reading in unclear.readings)
    return SeveralScores(scores), ChoosingCrs(memory, scores, supposed)


def _day_asked_back(
    unclear: Unclear, memory: Memory, said: Understood, supposed: bool
) -> tuple[Message, State | None]:
    again = None if supposed else AskingSubmission(memory)
    match unclear.reason:
        case "ambiguous" | "several" if unclear.readings:
            days = tuple(date.fromisoformat(reading) for reading in unclear.readings)
            partial = unclear.partial or Submission(days[0])
            words = unclear.said if unclear.reason == "ambiguous" else ""
            return WhichDay(words, days), ChoosingDay(
                memory, days, partial.at, partial.to_the_second, partial.zone, supposed
            )
        case "month_only" | "ambiguous":
            return NoExactDay(unclear.said), again
        case "future":
            on = said.submission.on if said.submission else None
            return NotYet(on, unclear.said), None
        case "zone_ambiguous":
            return AskZone(unclear.said), None if supposed else AskingZone(memory, unclear.readings)
        case _:
            return NoSuchDay(unclear.said), again


def changed(before: Profile, after: Profile, world: World) -> tuple[Message, ...]:
    """The line that says which stored answers are others now; first answers have none."""
    slots = contradicted(before, after)
    if not slots:
        return ()
    was = world.occupations.group(before.noc) if before.noc else None
    now = world.occupations.group(after.noc) if after.noc else None
    return (Changed(before, after, slots, was, now),)
