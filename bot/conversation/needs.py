"""What a turn needs to know besides the facts, so that ordinary turns ask the database nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import assert_never

from bot.conversation.choices import Kind, decode
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
from bot.conversation.flows.commands import split_command
from bot.conversation.flows.operating import draw_to_correct, known_to_operators
from bot.conversation.states import AskingHomeZone, ConfirmingForget, State
from bot.reading.questions.notices import place_lived_in, read_wish

MOST_TOLD = 5
"""How many of the newest notices /status shows."""

_BUTTONS: frozenset[Kind] = frozenset(
    {
        *("subscribe", "subscribe_other", "only_changes", "quiet", "quiet_zone", "unsubscribe"),
    }
)


@dataclass(frozen=True, slots=True)
class Needs:
    """What ``World.standing`` and ``World.view`` must hold for a turn.

    ``told`` is how many of the newest notices; ``counts`` and ``recipients_of`` (a draw number,
    perhaps of no draw) are for operators only. ``decision``: in a group it is up to the
    administrators. ``stored``: every row about the chat; ``backups``: the copies of the database
    that /forget does not reach.
    """

    subscription: bool = False
    told: int = 0
    counts: bool = False
    recipients_of: str | None = None
    decision: bool = False
    stored: bool = False
    backups: bool = False


NOTHING = Needs()
_MINE = Needs(subscription=True)
_SUBSCRIPTION = Needs(subscription=True, decision=True)
_LANGUAGE = Needs(decision=True)
_STATUS = Needs(subscription=True, told=MOST_TOLD)
_STORED = Needs(stored=True)


def needs(event: Event, state: State) -> Needs:
    """What must be known before this event can be answered in that state."""
    wanted = _by_itself(event)
    match state:
        case ConfirmingForget():
            return replace(wanted, backups=True)
        case AskingHomeZone():
            return replace(wanted, subscription=True)
        case _:
            return wanted


def _by_itself(event: Event) -> Needs:
    match event:
        case Said():
            return _to_answer(event.text)
        case Pressed():
            choice = decode(event.data)
            if choice is None:
                return NOTHING
            if choice.kind in _BUTTONS:
                return _SUBSCRIPTION
            if choice.kind == "status":
                return _STATUS
            if choice.kind == "lang":
                return _LANGUAGE
            if choice.kind in ("settings", "home_zone"):
                return _MINE
            if choice.kind == "export":
                return _STORED
            return Needs(counts=True) if choice.kind == "operator" else NOTHING
        case Blocked():
            return _MINE
        case SentSomethingElse() | AddedToGroup() | EditedEarlier() | SaidTooMuch():
            return NOTHING
        case _:
            assert_never(event)


def _to_answer(text: str) -> Needs:
    command = split_command(text)
    if command is None:
        wish = read_wish(text)
        if wish is None:
            return NOTHING if place_lived_in(text) is None else _MINE
        return _STATUS if wish.what == "status" else _SUBSCRIPTION
    name, rest = command
    if name in ("me", "settings"):
        return _MINE
    if name in ("subscribe", "unsubscribe") or (name == "start" and rest):
        return _SUBSCRIPTION
    if name == "status":
        return _STATUS
    if name == "language":
        return _LANGUAGE
    if name == "export":
        return _STORED
    order = known_to_operators(name)
    if order == "admin":
        return Needs(counts=True)
    return Needs(recipients_of=draw_to_correct(rest)) if order == "correct" else NOTHING
