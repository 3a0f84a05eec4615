"""Answers by a button or a short word: each counts only for the question that is open."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import assert_never

from bot.conversation.choices import Choice
from bot.conversation.flows.interview import begin, change, decline, tell
from bot.conversation.flows.lookups import aside
from bot.conversation.flows.operating import corrected
from bot.conversation.flows.own_profile import back, in_the_pool, keep, owner_told, undone
from bot.conversation.flows.questions import open_question, put
from bot.conversation.flows.small_talk import cancelled, confirmed
from bot.conversation.messages import AskWhatToChange, Message, NoneOfThese, Remark
from bot.conversation.requests import Act
from bot.conversation.states import (
    AskingCondition,
    AskingOccupation,
    AskingOwner,
    AskingPool,
    AskingWhatIf,
    AskingZone,
    ChoosingCrs,
    ChoosingDay,
    ChoosingOccupation,
    ConfirmingCorrection,
    ConfirmingForget,
    Resting,
    State,
)
from bot.conversation.transition import Transition
from bot.conversation.world import World
from bot.reading.days.calendar import possible_year
from bot.reading.understood import Change, Slot, Understood, meant
from knowledge.profiles import Profile, Submission

CHANGEABLE: tuple[Slot, ...] = (
    *("crs", "occupation", "submitted", "canadian_experience", "french", "nomination"),
)


def answered(state: State, act: Act, value: str, world: World) -> Transition | None:
    """What a button answers; None where it belongs to a question that is no longer open."""
    match state, act:
        case ChoosingCrs(), "crs" if value in map(str, state.choices):
            return _chosen(state, meant("check", crs=int(value)), state.what_if, world)
        case ChoosingOccupation(), "occupation" if value in state.choices:
            return _chosen(state, meant("check", noc=value), state.what_if, world)
        case ChoosingDay(), "day" if value in [day.isoformat() for day in state.choices]:
            on = date.fromisoformat(value)
            submission = Submission(on, state.at, state.to_the_second, state.zone)
            return _chosen(state, meant("check", submission=submission), state.what_if, world)
        case AskingZone(), "zone" if value in state.choices:
            return in_zone(state, value, world)
        case AskingPool(), "in_pool":
            told, _, draw = value.partition(".")
            return in_the_pool(state, told, world) if draw in ("", state.draw) else None
        case AskingCondition(), "condition" if value in ("yes", "no"):
            return _condition(state, value == "yes", world)
        case _, "points" if value.lstrip("+").isdecimal():
            points = Change(crs=int(value.lstrip("+")))
            return tell(state, meant("what_if", supposed=True, change=points), world)
        case _, "submitted":
            return _other_day(state, value, world)
        case _:
            return None


def none_of_these(state: State) -> Transition | None:
    """None of the occupations that were offered."""
    if not isinstance(state, ChoosingOccupation):
        return None
    again = AskingWhatIf(state.memory) if state.what_if else AskingOccupation(state.memory)
    return Transition(again, (NoneOfThese(),))


def said_yes(state: State, yes: bool, world: World) -> Transition | None:
    """A yes or no to the question that is open; None where it answers none."""
    match state:
        case ConfirmingForget():
            return confirmed(state, yes, world)
        case ConfirmingCorrection():
            return corrected(state, yes, world)
        case AskingOwner():
            return owner_told(state, yes, world)
        case AskingCondition():
            return _condition(state, yes, world)
        case ChoosingCrs(choices=(crs,), what_if=supposed) if yes:
            return _chosen(state, meant("check", crs=crs), supposed, world)
        case AskingPool():
            if yes:
                return in_the_pool(state, "yes", world)
            rows = put(state, world)[1]
            return Transition(state, (Remark("later_or_older"),), (), rows)
        case Resting():
            return aside(state, world, Remark("all_right"))
        case _:
            return None


def no_idea(state: State, world: World) -> Transition | None:
    """ "I don't know" and [Skip]; None where nothing is open that could be left out."""
    question = open_question(state)
    if question is not None:
        return decline(state, question, world)
    return cancelled(state, world) if isinstance(state, AskingWhatIf | AskingOwner) else None


def taken_back(state: State, world: World) -> Transition:
    """ "Undo", "not mine": of the last change, or of facts whose owner is being asked for."""
    if isinstance(state, AskingOwner):
        return owner_told(state, False, world)
    return undone(state, world) or aside(state, world, Remark("nothing_to_undo"))


def mine(state: State, world: World) -> Transition | None:
    """ "Mine": facts whose owner was asked for; else the own profile is to be shown."""
    if isinstance(state, AskingOwner):
        return owner_told(state, True, world)
    return None if state.memory.showing == "own" else back(state, world)


def kept(state: State, world: World) -> Transition:
    """ "That is mine": facts whose owner was asked for, or those of whoever is shown."""
    return owner_told(state, True, world) if isinstance(state, AskingOwner) else keep(state, world)


def in_zone(state: State, zone: str, world: World) -> Transition:
    """The time that was said, in this time zone."""
    memory = state.memory
    if memory.of is None:
        memory = replace(memory, zone=zone)
    if memory.shown.submission is None:
        return begin(memory, world)
    placed = Understood(zone_only=zone, ownership="answer")
    return tell(replace(state, memory=memory), placed, world)


def change_asked(state: State, slot: str, world: World) -> Transition:
    """Ask one answer anew, or which one."""
    memory = state.memory
    for known in CHANGEABLE:
        if known == slot:
            return change(memory, known, world)
    if memory.profile.is_empty:
        return begin(memory, world)
    job = world.occupations.group(memory.profile.noc) if memory.profile.noc else None
    rows = tuple((Choice("change", each),) for each in CHANGEABLE[:3])
    asked: Message = AskWhatToChange(memory.profile, job, memory.zone)
    return Transition(Resting(memory), (asked,), (), (*rows, (Choice("cancel"),)))


def _chosen(state: State, said: Understood, supposed: bool, world: World) -> Transition:
    if supposed:
        return tell(state, replace(said.wanting("what_if"), supposed=True, follows=True), world)
    return tell(state, replace(said, ownership="answer"), world)


def _condition(state: AskingCondition, yes: bool, world: World) -> Transition:
    """What a yes or no to a condition says: what is required, or nothing of it."""
    amount = state.required if yes else 0
    match state.asked:
        case "canadian_experience":
            facts = Profile(canadian_experience_months=amount)
        case "french":
            facts = Profile(french_nclc=amount)
        case "nomination":
            facts = Profile(nomination=yes)
        case _:
            assert_never(state.asked)
    return tell(state, Understood(facts=facts, ownership="answer"), world)


def _other_day(state: State, value: str, world: World) -> Transition | None:
    """The other year of a day whose year was assumed; the time and zone said stay."""
    try:
        on = date.fromisoformat(value)
    except ValueError:
        return None
    if not possible_year(on.year, world.now.date()):
        return None
    submission = state.memory.shown.submission or Submission(on)
    told = meant("check", submission=replace(submission, on=on), ownership="answer")
    return tell(state, told, world)
