"""What was understood, laid over a profile: what was set, what must be asked back."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from typing import assert_never

from bot.conversation.answers import ledger_of
from bot.conversation.messages import (
    AskZone,
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
from knowledge.occupations.reader import UnitGroup
from knowledge.profiles import Profile, Submission


@dataclass(frozen=True, slots=True)
class Heard:
    """A profile after a message.

    ``slots`` were set; ``problems`` are what to say about the rest; ``waiting`` is the state that
    asks back, None where nothing has to be asked back.
    """

    profile: Profile
    slots: tuple[Slot, ...] = ()
    problems: tuple[Message, ...] = ()
    waiting: State | None = None


def lay(base: Profile, understood: Understood, real: Profile) -> Profile:
    """The profile with everything that was said clearly laid over it.

    A relative change counts from a score or day said in the same message, else from ``real``.
    A score is not clipped: whether it can exist is for the caller to see.
    """
    said, none = understood.facts, Profile()
    heard = {each.name: getattr(said, each.name) for each in fields(Profile)}
    new = {name: value for name, value in heard.items() if value != getattr(none, name)}
    profile = replace(base, **new)
    change = understood.change
    if change is None:
        return profile
    crs = real.crs if understood.crs is None else understood.crs
    if change.crs is not None and crs is not None:
        profile = replace(profile, crs=crs + change.crs)
    submission = understood.submission or real.submission
    if change.submitted_days is not None and submission is not None:
        on = _shifted(submission.on, change.submitted_days)
        profile = replace(profile, submission=replace(submission, on=on))
    return profile


def _shifted(on: date, days: int) -> date:
    try:
        return on + timedelta(days=days)
    except OverflowError:
        return on


def hear(memory: Memory, understood: Understood, world: World, what_if: bool = False) -> Heard:
    """Lay a message over the person's profile, or over their last what-if."""
    base = memory.profile
    if what_if and memory.what_if is not None:
        base = memory.what_if
    profile = lay(base, understood, memory.profile)
    problems: list[Message] = []
    waiting: list[State] = []
    crs = world.knowledge.rules.crs.on(world.now.date()).value
    if profile.crs is not None and not crs.lowest <= profile.crs <= crs.highest:
        problems.append(NotACrsScore(str(profile.crs), crs.lowest, crs.highest))
        profile = replace(profile, crs=base.crs)
    for slot, amount, known in _relative(understood, memory.profile):
        if amount is not None and known is None:
            problems.append(NothingToCompare(slot))
    if understood.occupation_choices:
        groups = _groups(understood.occupation_choices, world)
        problems.append(WhichOccupation(understood.occupation_said or "", groups))
        waiting.append(ChoosingOccupation(memory, understood.occupation_choices, what_if))
    for unclear in understood.unclear:
        message, state = _asked_back(unclear, memory, understood, world, what_if)
        problems.append(message)
        if state is not None:
            waiting.append(state)
    return Heard(
        profile,
        _changed(base, profile, understood),
        tuple(problems),
        waiting[0] if waiting else None,
    )


def _relative(
    understood: Understood, real: Profile
) -> tuple[tuple[Slot, int | None, object | None], ...]:
    change = understood.change
    if change is None:
        return ()
    return (
        ("crs", change.crs, real.crs if understood.crs is None else understood.crs),
        ("submitted", change.submitted_days, understood.submission or real.submission),
    )


def _changed(before: Profile, after: Profile, understood: Understood) -> tuple[Slot, ...]:
    """The slots that were said, or that a relative change moved."""
    slots: list[Slot] = []
    if understood.crs is not None or before.crs != after.crs:
        slots.append("crs")
    if understood.noc is not None:
        slots.append("occupation")
    if understood.submission is not None or before.submission != after.submission:
        slots.append("submitted")
    if understood.experience_months is not None:
        slots.append("experience")
    return tuple(slots)


def _groups(nocs: tuple[str, ...], world: World) -> tuple[UnitGroup, ...]:
    return tuple(group for noc in nocs if (group := world.occupations.group(noc)) is not None)


def _asked_back(
    unclear: Unclear, memory: Memory, understood: Understood, world: World, what_if: bool
) -> tuple[Message, State | None]:
    """What to say about one unclear thing, and the state that waits for it."""
    match unclear.slot:
        case "crs":
            return _crs_asked_back(unclear, memory, world, what_if)
        case "occupation":
            return UnknownCode(unclear.said), AskingOccupation(memory)
        case "submitted":
            return _day_asked_back(unclear, memory, understood, what_if)
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
    unclear: Unclear, memory: Memory, world: World, what_if: bool
) -> tuple[Message, State | None]:
    crs = world.knowledge.rules.crs.on(world.now.date()).value
    if unclear.reason == "out_of_range":
        state = None if what_if else AskingCrs(memory)
        return NotACrsScore(unclear.said, crs.lowest, crs.highest), state
    scores = tuple(int(reading) for reading in unclear.readings)
    return SeveralScores(scores), ChoosingCrs(memory, scores, what_if)


def _day_asked_back(
    unclear: Unclear, memory: Memory, understood: Understood, what_if: bool
) -> tuple[Message, State | None]:
    again = None if what_if else AskingSubmission(memory)
    match unclear.reason:
        case "ambiguous" | "several" if unclear.readings:
            days = tuple(date.fromisoformat(reading) for reading in unclear.readings)
            partial = unclear.partial or Submission(days[0])
            said = unclear.said if unclear.reason == "ambiguous" else ""
            return WhichDay(said, days), ChoosingDay(
                memory, days, partial.at, partial.to_the_second, partial.zone, what_if
            )
        case "month_only" | "ambiguous":
            return NoExactDay(unclear.said), again
        case "future":
            on = understood.submission.on if understood.submission else None
            return NotYet(on, unclear.said), None
        case "zone_ambiguous":
            return AskZone(unclear.said), None if what_if else AskingZone(memory, unclear.readings)
        case _:
            return NoSuchDay(unclear.said), again
