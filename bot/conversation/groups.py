"""In a group: what everybody may read, and never anything about a person.

Nothing of what somebody says there is kept, and nothing that is kept about them is used: a group's
conversation has no open question and no profile. Whoever asks about themselves is asked over into
the private chat. What changes something for the whole group is up to its administrators.
"""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from bot.conversation.choices import Choice, Kind, decode
from bot.conversation.effects import Subscribe
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
from bot.conversation.flows.buttons import pressed as pressed_in_private
from bot.conversation.flows.claims import draw_asked_back
from bot.conversation.flows.commands import behind_command, known, split_command
from bot.conversation.flows.commands import commanded as commanded_in_private
from bot.conversation.flows.lookups import look_up
from bot.conversation.flows.sharing import asked_for_notices
from bot.conversation.flows.subscribing import wished
from bot.conversation.links import WantNotices, decode_link
from bot.conversation.messages import Remark, Saying
from bot.conversation.states import Memory, Resting
from bot.conversation.transition import Rows, Transition
from bot.conversation.world import World
from bot.reading import understand
from bot.reading.questions.notices import read_wish
from bot.reading.understood import Reading, Understood

PRIVATE = Choice("private", "check")
"""Opens the private chat."""

_LOOKED_UP: frozenset[Kind] = frozenset(
    {"latest", "remaining", "history", "as_text", "older", "newer", "pool", "explain"}
)
_DECIDED: frozenset[Kind] = frozenset(
    {"subscribe", "subscribe_other", "quiet", "quiet_zone", "unsubscribe", "lang"}
)
_PUBLIC = _LOOKED_UP | _DECIDED | {"status", "help"}
_PERSONAL: frozenset[Kind] = frozenset({"check", "what_if", "change"})

_GENERAL: Rows = ((Choice("latest"), Choice("remaining")), (Choice("history"), PRIVATE))


def in_group(memory: Memory, event: Event, world: World) -> Transition:
    """One event in a group; of the memory only language and time zone are the group's own."""
    public = Resting(Memory(lang=memory.lang, zone=memory.zone))
    match event:
        case Said():
            taken = _said(public, event.text, world)
        case Pressed():
            taken = _pressed(public, event.data, world)
        case AddedToGroup():
            taken = _say(public, "group_hello")
        case SentSomethingElse():
            taken = _say(public, "group_help")
        case SaidTooMuch():
            taken = _say(public, "too_much")
        case EditedEarlier() | Blocked():
            return Transition(public)
        case _:
            assert_never(event)
    after = taken.state.memory
    kept = Resting(Memory(lang=after.lang, zone=after.zone))
    return replace(taken, state=kept, choices=_for_everybody(taken.choices))


def _said(public: Resting, text: str, world: World) -> Transition:
    command = split_command(text)
    said = text if command is None else command[1]
    reading = Reading(world.now, public.memory.lang)
    understood = understand(said, reading, world.knowledge, world.occupations)
    if command is not None:
        wanted = decode_link(command[1]) if command[0] == "start" else None
        if isinstance(wanted, WantNotices) and world.decides:
            return asked_for_notices(public, wanted.about, world)
        rest = behind_command(*command, understood)
        return _commanded(public, command[0], rest, world)
    if understood.says_something:
        return _only_in_private(public)
    wish = read_wish(text)
    if wish is not None:
        if wish.what != "status" and not world.decides:
            return _say(public, "administrators_decide")
        return wished(public, wish, understood.category, world)
    return _meant(public, understood, world)


def _commanded(public: Resting, name: str, rest: Understood, world: World) -> Transition:
    command = known(name)
    match command:
        case None:
            return _say(public, "unknown_command")
        case "start":
            return _say(public, "group_hello")
        case "help":
            return _say(public, "group_help")
        case "subscribe" | "unsubscribe" | "language" if not world.decides:
            return _say(public, "administrators_decide")
        case (
            "latest"
            | "remaining"
            | "history"
            | "pool"
            | "subscribe"
            | "unsubscribe"
            | "status"
            | "language"
        ):
            return commanded_in_private(public, command, "", rest, world)
        case _:
            return _only_in_private(public)


def _meant(public: Resting, understood: Understood, world: World) -> Transition:
    unclear = understood.unclear_draw
    if unclear is not None:
        return Transition(public, (draw_asked_back(unclear, world),), (), _GENERAL)
    match understood.intent:
        case "latest" | "remaining" | "history" | "explain":
            return look_up(public, understood.intent, understood, world)
        case "check" | "what_if":
            return _only_in_private(public)
        case "unknown" if understood.small == "thanks":
            return _say(public, "thanks")
        case "unknown" if world.overheard:
            return Transition(public)  # people talk about what the bot has said, not to it
        case _:
            return _say(public, "group_help")


def _pressed(public: Resting, data: str, world: World) -> Transition:
    choice = decode(data)
    if choice is not None and choice.kind in _PERSONAL:
        return _only_in_private(public)
    if choice is None or choice.kind not in _PUBLIC:
        return _say(public, "stale_button")
    if choice.kind == "help":
        return _say(public, "group_help")
    if choice.kind in _DECIDED and not world.decides:
        return _say(public, "administrators_decide")
    taken = pressed_in_private(public, data, world)
    subscription = world.standing.subscription
    if choice.kind == "quiet_zone" and subscription is not None:
        # A person's zone is part of what is known of them; a group's is part of its subscription.
        return replace(taken, effects=(Subscribe(subscription.terms),))
    return taken


def _say(public: Resting, what: Saying) -> Transition:
    return Transition(public, (Remark(what),), (), _GENERAL)


def _only_in_private(public: Resting) -> Transition:
    return Transition(public, (Remark("only_in_private"),), (), ((PRIVATE,),))


def _for_everybody(rows: Rows) -> Rows:
    """The buttons without those about a person: for them, one that opens the private chat."""
    public = tuple(
        tuple(choice for choice in row if choice.kind in _PUBLIC or choice == PRIVATE)
        for row in rows
    )
    kept = tuple(row for row in public if row)
    if any(choice.kind in _PERSONAL for row in rows for choice in row):
        return (*kept, (PRIVATE,))
    return kept
