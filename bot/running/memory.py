"""What is kept of a conversation between two turns, and what happened in one."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import assert_never

from bot.conversation.effects import (
    AcceptFeed,
    Forget,
    PauseDelivery,
    Remind,
    SaveLanguage,
    SaveProfile,
    SendCorrection,
    Subscribe,
    Unsubscribe,
)
from bot.conversation.events import (
    AddedToGroup,
    AllDeleted,
    Blocked,
    EditedEarlier,
    Event,
    NotRead,
    Pressed,
    Said,
    SaidTooMuch,
    SentSomethingElse,
)
from bot.conversation.states import Memory, Resting, State
from bot.conversation.stored_states import dump_profile, dump_state, load_profile, load_state
from bot.conversation.subscriptions import Subscription
from bot.conversation.transition import Transition
from bot.ports.store import Exchange, Order, Remembered
from bot.ports.updates import Incoming
from bot.reading.understood import Lang
from bot.replies.rendering import LANGUAGES


def event_of(incoming: Incoming, last: Exchange | None = None) -> Event | None:
    """What happened, in the conversation's own terms; None for what asks for no answer.

    ``last`` is the message that was answered last, needed for what was edited and for albums.
    """
    match incoming.kind:
        case "text":
            return Said(incoming.body)
        case "edited":
            said_last = last is not None and last.asked == incoming.message is not None
            return Said(incoming.body) if said_last else EditedEarlier(incoming.body)
        case "button":
            return Pressed(incoming.body)
        case "other":
            if last is not None and last.album == incoming.album is not None:
                return None  # another picture of an album that was answered
            return SentSomethingElse(incoming.body)
        case "flood":
            return SaidTooMuch()
        case "not_read":
            return NotRead()
        case "forgotten":
            return AllDeleted()
        case "added":
            return AddedToGroup()
        case "blocked":
            return Blocked()
        case "removed" | "moved":
            return None
        case _:
            assert_never(incoming.kind)


def language(code: str | None) -> Lang:
    """The language of ours that fits a language code such as "fr-CA"; English for others."""
    wanted = (code or "").split("-")[0].lower()
    return next((lang for lang in LANGUAGES if lang == wanted), "en")


def recall(
    remembered: Remembered, lang_code: str | None, *, group: bool = False
) -> tuple[State, bool]:
    """The state that was left, and whether an old one could not be read any more.

    The profile is kept apart from the state, so that it survives a change of states. A ``group``
    that has settled on no language is answered in that of whoever asks.
    """
    lang = language(remembered.lang or lang_code)
    if remembered.state is not None:
        state = load_state(remembered.state)
        if state is not None and group and remembered.lang is None:
            return replace(state, memory=replace(state.memory, lang=lang)), False
        if state is not None:
            return state, False
    stored = load_profile(remembered.profile) if remembered.profile else None
    memory = Memory(lang=lang)
    if stored is not None:
        memory = replace(memory, profile=stored.profile, zone=stored.zone, dates=stored.dates)
    return Resting(memory), remembered.state is not None


def remember(before: Remembered, transition: Transition) -> Remembered:
    """What is to be stored after a turn; what was missed is said with the first reply."""
    missed = None if transition.replies else before.missed
    after = replace(before, state=dump_state(transition.state), missed=missed)
    for effect in transition.effects:
        match effect:
            case SaveProfile():
                stored = dump_profile(effect.profile, effect.zone, effect.dates)
                after = replace(after, profile=stored)
            case SaveLanguage():
                after = replace(after, lang=effect.lang)
            case Forget():
                after = Remembered()
            case Subscribe() | Remind():
                # Notices are written when nobody talks: in the language of this turn.
                after = replace(after, lang=after.lang or transition.state.memory.lang)
            case Unsubscribe() | PauseDelivery() | AcceptFeed() | SendCorrection():
                pass  # not about what is remembered: see orders
    return after


def orders(incoming: Incoming, transition: Transition, now: datetime) -> tuple[Order, ...]:
    """What is to be done about notices, in the transaction that stores the turn.

    A group's quiet hours go by a clock of its own; a person's zone is part of their profile.
    """
    group, found = incoming.group is not None, list[Order]()
    zone = transition.state.memory.zone if group else None
    for effect in transition.effects:
        match effect:
            case Subscribe(terms):
                channel = group and incoming.group is not None and incoming.group.channel
                quiet = (terms.quiet_from, terms.quiet_until, zone, group, channel)
                wanted = (incoming.chat, terms.about, now, terms.only_changes, *quiet)
                found.append(Subscription(*wanted))
            case Unsubscribe() | Remind() | PauseDelivery() | AcceptFeed() | SendCorrection():
                found.append(effect)
            case SaveProfile() | SaveLanguage() | Forget():
                pass  # about what is remembered: see remember
    return tuple(found)
