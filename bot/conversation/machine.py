"""The conversation: a state and an event give the next state, replies and orders."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from bot.conversation.effects import Effect, Forget, SaveProfile, Subscribe
from bot.conversation.events import (
    AddedToGroup,
    Blocked,
    EditedEarlier,
    Event,
    Pressed,
    Said,
    SaidTooMuch,
    SentSomethingElse,
)
from bot.conversation.flows.buttons import in_language, in_zone, pressed
from bot.conversation.flows.claims import draw_asked_back
from bot.conversation.flows.commands import (
    behind_command,
    commanded,
    known,
    split_command,
    unknown_command,
)
from bot.conversation.flows.interview import begin, change, check, decline
from bot.conversation.flows.lookups import MENU, Lookup, among_draws, aside, look_up, why
from bot.conversation.flows.operating import corrected, known_to_operators, operated
from bot.conversation.flows.preferences import living_in
from bot.conversation.flows.questions import ask, open_question
from bot.conversation.flows.small_talk import cancelled, confirmed
from bot.conversation.flows.subscribing import blocked, wished
from bot.conversation.flows.what_ifs import back_to_real, keep, what_if
from bot.conversation.groups import in_group
from bot.conversation.messages import Answer, NoneOfThese, NotUnderstood, Remark
from bot.conversation.states import (
    AskingCrs,
    AskingHomeZone,
    AskingOccupation,
    AskingSubmission,
    AskingTime,
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
from bot.reading import understand
from bot.reading.questions.notices import (
    asks_for_the_real,
    asks_to_be_forgotten,
    read_wish,
)
from bot.reading.understood import DEFAULT_CATEGORY, Reading, Understood

__all__ = ["Transition", "step"]


def step(state: State, event: Event, world: World) -> Transition:
    """One event in one state: pure, total, and the same every time."""
    if world.group:
        return in_group(state.memory, event, world)
    if not state.memory.notices_ended:
        return _stepped(state, event, world)
    # Once back, they are told; whoever subscribes or is forgotten in that very turn knows enough.
    state = replace(state, memory=replace(state.memory, notices_ended=False))
    taken = _stepped(state, event, world)
    if not taken.replies or any(isinstance(each, Subscribe | Forget) for each in taken.effects):
        return taken
    return taken.after(Remark("notices_ended"))


def _stepped(state: State, event: Event, world: World) -> Transition:
    match event:
        case Said():
            taken = _said(state, event.text, world)
        case Pressed():
            taken = pressed(state, event.data, world)
        case SentSomethingElse():
            taken = aside(state, world, Remark("cannot_read_that"))
        case AddedToGroup():
            taken = aside(state, world, Remark("hello"))
        case EditedEarlier():
            taken = _edited_earlier(state, event.text, world)
        case SaidTooMuch():
            taken = aside(state, world, Remark("too_much"))
        case Blocked():
            taken = blocked(state, world)
        case _:
            assert_never(event)
    return _saving(state, taken)


def _edited_earlier(state: State, text: str, world: World) -> Transition:
    """Remark that facts in it were not read again; about anything else, be silent.

    Other things may have been said since: taking an old message as a new one could undo them.
    """
    understood = understand(text, reading_of(state, world), world.knowledge, world.occupations)
    if split_command(text) is not None or not understood.says_something:
        return Transition(state)
    return aside(state, world, Remark("edited_too_late"))


def _saving(before: State, taken: Transition) -> Transition:
    """Order the profile saved when it is another one than before."""
    was, now = before.memory, taken.state.memory
    if Forget() in taken.effects or (was.profile, was.zone) == (now.profile, now.zone):
        return taken
    save: tuple[Effect, ...] = (SaveProfile(now.profile, now.zone),)
    return replace(taken, effects=taken.effects + save)


def reading_of(state: State, world: World) -> Reading:
    """The circumstances in which the next text is to be read."""
    submission = state.memory.profile.submission
    on = submission.on if submission is not None else None
    expecting = "what_if" if isinstance(state, AskingWhatIf) else open_question(state)
    memory = state.memory
    category = memory.category or world.category or DEFAULT_CATEGORY
    return Reading(world.now, memory.lang, expecting, on, memory.zone, category)


def _said(state: State, text: str, world: World) -> Transition:
    command = split_command(text)
    if command is None:
        if (settled := living_in(state, text, world)) is not None:
            return settled
        if asks_to_be_forgotten(text):
            return ask(ConfirmingForget(state.memory), world)
        if state.memory.what_if is not None and asks_for_the_real(text):
            return back_to_real(state, world)
        understood = understand(text, reading_of(state, world), world.knowledge, world.occupations)
        own = understood.crs is not None or understood.submission is not None
        wish = None if own else read_wish(text)
        if wish is None:
            return heard(state, understood, world)
        return wished(state, wish, understood.category, world)
    name = known(command[0])
    if name is None:
        order = known_to_operators(command[0]) if world.operator else None
        if order is None:
            return unknown_command(state, world)
        return operated(state, order, command[1], world)
    rest = understand(command[1], reading_of(state, world), world.knowledge, world.occupations)
    return commanded(state, name, command[1], behind_command(*command, rest), world)


def heard(state: State, understood: Understood, world: World) -> Transition:
    """Do what a message means in this state."""
    match state:
        case ConfirmingForget():
            if understood.small in ("yes", "no", "cancel"):
                return confirmed(state, understood.small == "yes", world)
            return heard(Resting(state.memory), understood, world).after(Remark("not_forgotten"))
        case ConfirmingCorrection():
            if understood.small in ("yes", "no", "cancel"):
                return corrected(state, understood.small == "yes", world)
            return heard(Resting(state.memory), understood, world).after(
                Remark("correction_dropped")
            )
        case ChoosingOccupation() if understood.small == "none_of_these":
            again = AskingWhatIf(state.memory) if state.what_if else AskingOccupation(state.memory)
            return Transition(again, (NoneOfThese(),))
        case AskingTime() | AskingZone() if understood.time_only is not None:
            return _at_that_time(state, understood, world)
        case Resting() | AskingCrs() | AskingOccupation() if (
            understood.time_only is not None and not understood.says_something
        ):
            return _at_that_time(state, understood, world)
        case AskingTime() | AskingZone() | Resting() if understood.zone_only is not None:
            return in_zone(state, understood.zone_only, world)
        case (
            Resting()
            | AskingCrs()
            | AskingOccupation()
            | ChoosingOccupation()
            | AskingSubmission()
            | ChoosingDay()
            | ChoosingCrs()
            | AskingTime()
            | AskingZone()
            | AskingWhatIf()
            | AskingHomeZone()
        ):
            return _meant(state, understood, world)
        case _:
            assert_never(state)


def _at_that_time(state: State, understood: Understood, world: World) -> Transition:
    """The hour of a day that was said before; its zone may have been said before, too."""
    submission, said = state.memory.profile.submission, understood.time_only
    if submission is None or said is None:
        return begin(state.memory, world)
    zone = said.zone or submission.zone or state.memory.zone
    finer = replace(submission, at=said.at, to_the_second=said.to_the_second, zone=zone)
    return check(
        state, replace(understood, facts=replace(understood.facts, submission=finer)), world
    )


def _meant(state: State, understood: Understood, world: World) -> Transition:
    match understood.small:
        case "cancel":
            return cancelled(state, world)
        case "keep":
            return keep(state, world)
        case "puzzled":
            return why(state, world) or _not_understood(state, world)
        case "dont_know":
            return _do_not_know(state, world)
        case "greeting" if understood.intent in ("unknown", "help"):
            return _greeted(state, world)
        case "thanks" if understood.intent == "unknown":
            return aside(state, world, Remark("thanks"))
        case "yes" | "no" if isinstance(state, Resting):
            return aside(state, world, Remark("all_right"))
        case _:
            pass
    if understood.language is not None and not understood.says_something:
        return in_language(state, understood.language, world)
    if understood.asks_to_change is not None and not understood.says_something:
        return change(state.memory, understood.asks_to_change, world)
    unclear = understood.unclear_draw
    if unclear is not None and not understood.says_something:
        return among_draws(state, world, unclear.readings, draw_asked_back(unclear, world))
    match understood.intent:
        case "latest" | "remaining" | "history" | "explain" | "help":
            return _looked_up(state, understood.intent, understood, world)
        case "what_if":
            return what_if(state, understood, world)
        case "check":
            return _checked(state, understood, world)
        case _:
            return _not_understood(state, world)


def _checked(state: State, understood: Understood, world: World) -> Transition:
    """Facts about the person, unless they still talk about a what-if; nothing said: begin."""
    if not understood.says_something:
        about_a_draw = understood.draw is not None or understood.category is not None
        return check(state, understood, world) if about_a_draw else begin(state.memory, world)
    if state.memory.what_if is not None and not understood.declares:
        return what_if(state, understood, world)
    return check(state, understood, world)


def _looked_up(state: State, lookup: Lookup, understood: Understood, world: World) -> Transition:
    """Answer a question; facts said beside it are taken first, so that the answer knows them."""
    if not understood.says_something:
        return look_up(state, lookup, understood, world)
    taken = check(state, understood, world)
    judged = any(isinstance(message, Answer) for message in taken.replies)
    if judged and lookup in ("latest", "remaining") and understood.year is None:
        return taken
    told = look_up(Resting(taken.state.memory), lookup, understood, world)
    others = tuple(message for message in taken.replies if not isinstance(message, Answer))
    choices = told.choices if judged else taken.choices
    return replace(taken, replies=told.replies + others, choices=choices)


def _greeted(state: State, world: World) -> Transition:
    if state.memory.profile.is_empty and isinstance(state, Resting):
        return begin(state.memory, world, Remark("hello"))
    return aside(state, world, Remark("hello"))


def _do_not_know(state: State, world: World) -> Transition:
    question = open_question(state)
    if question is not None:
        return decline(state, question, world)
    if isinstance(state, AskingWhatIf):
        return cancelled(state, world)
    return _not_understood(state, world)


def _not_understood(state: State, world: World) -> Transition:
    """Remark so, with an example for the question that is open; the question stays open."""
    question = open_question(state)
    match state:
        case AskingWhatIf():
            return Transition(state, (NotUnderstood("what_if"),))
        case AskingZone():
            return aside(state, world, NotUnderstood("zone"))
        case ChoosingOccupation() | ChoosingDay() | ChoosingCrs():
            return aside(state, world, NotUnderstood(question))
        case _:
            told = aside(state, world, NotUnderstood(question))
            return replace(told, replies=told.replies[:1], choices=told.choices or MENU)
