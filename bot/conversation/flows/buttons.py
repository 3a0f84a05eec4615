"""Buttons: what each does, wherever the conversation stands by then."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import assert_never, get_args

from bot.conversation.answers import ledger_of
from bot.conversation.choices import Choice, decode
from bot.conversation.effects import SaveLanguage
from bot.conversation.flows.interview import begin, change, check, decline
from bot.conversation.flows.lookups import aside, look_up, past_draws, turned
from bot.conversation.flows.operating import corrected, pause, report
from bot.conversation.flows.own_data import export
from bot.conversation.flows.preferences import chosen_home_zone, settings
from bot.conversation.flows.questions import HOME_ZONES, ask, open_question
from bot.conversation.flows.sharing import share
from bot.conversation.flows.small_talk import cancelled, confirmed
from bot.conversation.flows.subscribing import (
    QUIET_HOURS,
    ask_quiet_hours,
    categories,
    menu,
    only_changes,
    quiet_hours,
    quiet_zone,
    status,
    subscribe,
    unsubscribe,
)
from bot.conversation.flows.what_ifs import back_to_real, keep, what_if
from bot.conversation.messages import AskWhatToChange, NoneOfThese, Remark
from bot.conversation.states import (
    AskingOccupation,
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
from bot.conversation.subscriptions import EVERY_DRAW
from bot.conversation.transition import Transition
from bot.conversation.world import World
from bot.reading.understood import Change, Lang, Slot, Topic, Understood, meant
from knowledge.profiles import Submission

CHANGEABLE: tuple[Slot, ...] = ("crs", "occupation", "submitted")


def pressed(state: State, data: str, world: World) -> Transition:
    """What a button does; one that belongs to a question long gone says so."""
    choice = decode(data)
    if choice is None:
        return stale(state, world)
    match choice.kind:
        case "check":
            return _stand(state, choice.value, world)
        case "what_if":
            return ask(AskingWhatIf(state.memory), world)
        case "latest" if choice.value:
            if ledger_of(world).draw(choice.value) is None:
                return stale(state, world)
            return look_up(state, "latest", meant("latest", draw=choice.value), world)
        case "latest" | "remaining" | "history" | "help":
            return look_up(state, choice.kind, meant(choice.kind), world)
        case "as_text" | "older" | "newer" | "pool":
            return _in_words(state, choice, world)
        case "explain":
            topic = next((topic for topic in get_args(Topic) if topic == choice.value), None)
            if topic is None:
                return stale(state, world)
            return look_up(state, "explain", meant("explain", topic=topic), world)
        case "change":
            return _change(state, choice, world)
        case "cancel":
            return cancelled(state, world)
        case "forget":
            if not choice.value:
                return ask(ConfirmingForget(state.memory), world)
            if not isinstance(state, ConfirmingForget) or choice.value not in ("yes", "no"):
                return stale(state, world)
            return confirmed(state, choice.value == "yes", world)
        case "lang":
            return _in_language(state, choice.value, world)
        case "keep" | "real":
            if state.memory.what_if is None:
                return stale(state, world)
            return keep(state, world) if choice.kind == "keep" else back_to_real(state, world)
        case "dont_know":
            question = open_question(state)
            return stale(state, world) if question is None else decline(state, question, world)
        case "submitted":
            return _submitted(state, choice.value, world)
        case "crs" | "occupation" | "none_of_these" | "day" | "zone" | "points":
            return _chosen(state, choice, world)
        case "subscribe" | "subscribe_other" | "only_changes" | "quiet" | "quiet_zone":
            return _subscription(state, choice, world)
        case "unsubscribe":
            return unsubscribe(state, world)
        case "status":
            return status(state, world)
        case "settings":
            return settings(state, world)
        case "home_zone":
            return chosen_home_zone(state, choice.value, world)
        case "export":
            return export(state, world)
        case "share":
            return share(state, world)
        case "operator":
            return _operator(state, choice.value, world)
        case "correct":
            if not isinstance(state, ConfirmingCorrection) or choice.value not in ("yes", "no"):
                return stale(state, world)
            return corrected(state, choice.value == "yes", world)
        case "private":
            return stale(state, world)  # it only opens a chat: nobody can press it here
        case _:
            assert_never(choice.kind)


def stale(state: State, world: World) -> Transition:
    """A button that no longer means anything; the open question is put again."""
    return aside(state, world, Remark("stale_button"))


def _stand(state: State, draw: str, world: World) -> Transition:
    """Where the person stands: in the draw that a notice told of, else in the newest one."""
    if draw and ledger_of(world).draw(draw) is not None:
        return check(state, meant("check", draw=draw), world)
    return begin(state.memory, world)


def _in_words(state: State, choice: Choice, world: World) -> Transition:
    """The words of a picture, or another page of them."""
    match choice.kind, choice.value:
        case "pool", "" | "text":
            asked = meant("explain", topic="pool", as_text=choice.value == "text")
            return look_up(state, "explain", asked, world)
        case "as_text", category if category in world.knowledge.categories:
            return past_draws(state, category, world, as_text=True)
        case "older" | "newer", page:
            return turned(state, page, world) or stale(state, world)
        case _:
            return stale(state, world)


def _subscription(state: State, choice: Choice, world: World) -> Transition:
    match choice.kind, choice.value:
        case "subscribe", "":
            return menu(state, world)
        case "subscribe", about if about == EVERY_DRAW or about in world.knowledge.categories:
            return subscribe(state, about, world)
        case "subscribe_other", _:
            return categories(state, world)
        case "only_changes", "on" | "off":
            return only_changes(state, choice.value == "on", world)
        case "quiet", "":
            return ask_quiet_hours(state, world)
        case "quiet", hours if hours in QUIET_HOURS:
            return quiet_hours(state, hours, world)
        case "quiet_zone", zone if zone in HOME_ZONES:
            return quiet_zone(state, zone, world)
        case _:
            return stale(state, world)


def _operator(state: State, order: str, world: World) -> Transition:
    if not world.operator:
        return stale(state, world)
    return pause(state, order == "pause", world) if order else report(state, world)


def _in_language(state: State, value: str, world: World) -> Transition:
    lang = next((lang for lang in get_args(Lang) if lang == value), None)
    return stale(state, world) if lang is None else in_language(state, lang, world)


def in_language(state: State, lang: Lang, world: World) -> Transition:
    """Answer in that language from now on."""
    memory = replace(state.memory, lang=lang)
    told = aside(replace(state, memory=memory), world, Remark("language_set"))
    return replace(told, effects=(SaveLanguage(lang),))


def _change(state: State, choice: Choice, world: World) -> Transition:
    memory = state.memory
    for slot in CHANGEABLE:
        if slot == choice.value:
            return change(memory, slot, world)
    if choice.value:
        return stale(state, world)
    if memory.profile.is_empty:
        return begin(memory, world)
    job = world.occupations.group(memory.profile.noc) if memory.profile.noc else None
    rows = tuple((Choice("change", slot),) for slot in CHANGEABLE)
    asked = AskWhatToChange(memory.profile, job, memory.zone)
    return Transition(Resting(memory), (asked,), (), (*rows, (Choice("cancel"),)))


def _chosen(state: State, choice: Choice, world: World) -> Transition:
    """An answer given by a button; it counts only for the question that offered it."""
    match state, choice.kind:
        case ChoosingCrs(), "crs" if choice.value in map(str, state.choices):
            understood = meant(crs=int(choice.value))
            return _taken(state, understood, state.what_if, world)
        case ChoosingOccupation(), "occupation" if choice.value in state.choices:
            understood = meant(noc=choice.value)
            return _taken(state, understood, state.what_if, world)
        case ChoosingOccupation(), "none_of_these":
            again = AskingWhatIf(state.memory) if state.what_if else AskingOccupation(state.memory)
            return Transition(again, (NoneOfThese(),))
        case ChoosingDay(), "day" if choice.value in [day.isoformat() for day in state.choices]:
            on = date.fromisoformat(choice.value)
            submission = Submission(on, state.at, state.to_the_second, state.zone)
            return _taken(state, meant(submission=submission), state.what_if, world)
        case AskingZone(), "zone" if choice.value in state.choices:
            return in_zone(state, choice.value, world)
        case _, "points" if choice.value.lstrip("+").isdecimal():
            points = Change(crs=int(choice.value.lstrip("+")))
            return what_if(state, meant("what_if", change=points), world)
        case _:
            return stale(state, world)


def _submitted(state: State, value: str, world: World) -> Transition:
    """The other year of a day whose year was assumed; the time and zone said stay."""
    try:
        on = date.fromisoformat(value)
    except ValueError:
        return stale(state, world)
    submission = state.memory.profile.submission or Submission(on)
    return check(state, meant(submission=replace(submission, on=on)), world)


def _taken(state: State, understood: Understood, hypothetical: bool, world: World) -> Transition:
    if hypothetical:
        return what_if(state, understood, world)
    return check(state, understood, world)


def in_zone(state: State, zone: str, world: World) -> Transition:
    """The time that was said, in this time zone."""
    submission = state.memory.profile.submission
    memory = replace(state.memory, zone=zone)
    if submission is None:
        return begin(memory, world)
    placed = meant(submission=replace(submission, zone=zone))
    return check(replace(state, memory=memory), placed, world)
