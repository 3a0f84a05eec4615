"""In a group: what everybody may read, and never anything about a person.

Nothing of what somebody says there is kept, and nothing that is kept about them is used: a group's
conversation has no open question and no profile. Whoever asks about themselves is asked over into
the private chat. What changes something for the whole group is up to its administrators.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.conversation.choices import Choice
from bot.conversation.effects import Subscribe
from bot.conversation.flows.sharing import asked_for_notices
from bot.conversation.links import WantNotices, decode_link
from bot.conversation.messages import Remark, Saying
from bot.conversation.requests import ROWS, Request
from bot.conversation.states import Memory, Resting, State
from bot.conversation.transition import Rows, Transition
from bot.conversation.world import World

PRIVATE = Choice("private", "check")
"""Opens the private chat."""

_GENERAL: Rows = ((Choice("latest"), Choice("remaining")), (Choice("history"), PRIVATE))

Done = Callable[[State, Request, World], Transition]


def in_public(memory: Memory) -> Resting:
    """What is kept of a group: only language and time zone are its own."""
    return Resting(Memory(lang=memory.lang, zone=memory.zone))


def in_group(memory: Memory, requests: tuple[Request, ...], world: World, done: Done) -> Transition:
    """One event in a group; the first thing that is asked is answered, by ``done``."""
    public = in_public(memory)
    taken = _asked(public, requests[0], world, done)
    return replace(
        taken,
        state=in_public(taken.state.memory),
        choices=_for_everybody(taken.choices),
    )


def _asked(public: Resting, request: Request, world: World, done: Done) -> Transition:
    match request.act:
        case "blocked" | "edited_earlier":
            return Transition(public)
        case "added":
            return _say(public, "group_hello")
        case "start":
            return _opened(public, request, world)
        case "sent_something_else" | "help":
            return _say(public, "group_help")
        case "too_much":
            return _say(public, "too_much")
        case "not_read":
            return _say(public, "not_read")
        case "thanks":
            return _say(public, "thanks")
        case "stale":
            return _say(public, "stale_button")
        case "unknown_command":
            return _say(public, "unknown_command")
        case "unknown" | "greeting" | "nothing" | "puzzled":
            if world.overheard:  # people talk about what the bot has said, not to it
                return Transition(public)
            lost = request.act == "unknown"
            return replace(_say(public, "group_help"), counted=("not_understood",) if lost else ())
        case _:
            return _row(public, request, world, done)


def _row(public: Resting, request: Request, world: World, done: Done) -> Transition:
    row = ROWS[request.act]
    if row.public == "person":
        return Transition(public, (Remark("only_in_private"),), (), ((PRIVATE,),))
    if row.public == "administrators" and not world.decides:
        return _say(public, "administrators_decide")
    taken = done(public, request, world)
    subscription = world.standing.subscription
    if request.act == "quiet_zone" and subscription is not None:
        # A person's zone is part of what is known of them; a group's is part of its subscription.
        return replace(taken, effects=(Subscribe(subscription.terms),))
    return taken


def _opened(public: Resting, request: Request, world: World) -> Transition:
    """A link that adds the bot subscribes the group, where an administrator opened it."""
    wanted = decode_link(request.value)
    if isinstance(wanted, WantNotices) and world.decides:
        return asked_for_notices(public, wanted.about, world)
    return _say(public, "group_hello")


def _say(public: Resting, what: Saying) -> Transition:
    return Transition(public, (Remark(what),), (), _GENERAL)


def _for_everybody(rows: Rows) -> Rows:
    """The buttons without those about a person: for them, one that opens the private chat."""
    public = tuple(
        tuple(choice for choice in row if ROWS[choice.kind].public != "person" or choice == PRIVATE)
        for row in rows
    )
    kept = tuple(row for row in public if row)
    if any(choice.kind in ("check", "what_if", "change") for row in rows for choice in row):
        return (*kept, (PRIVATE,))
    return kept
