"""Slash commands: each does what the same words in a sentence would do."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Literal, assert_never, get_args

from bot.conversation.choices import Choice
from bot.conversation.flows.buttons import in_language
from bot.conversation.flows.interview import begin, check
from bot.conversation.flows.lookups import MENU, aside, look_up
from bot.conversation.flows.own_data import export, privacy
from bot.conversation.flows.preferences import home_zone, settings
from bot.conversation.flows.questions import ask, put
from bot.conversation.flows.sharing import opened
from bot.conversation.flows.small_talk import cancelled
from bot.conversation.flows.subscribing import status, subscribed_now, unsubscribe, wished
from bot.conversation.flows.what_ifs import what_if
from bot.conversation.messages import MyProfile, Remark, Welcome
from bot.conversation.states import AskingWhatIf, ConfirmingForget, State
from bot.conversation.transition import Transition
from bot.conversation.world import World
from bot.reading.questions.notices import Wish
from bot.reading.understood import Lang, Understood, meant

Command = Literal[
    "start",
    "check",
    "latest",
    "remaining",
    "history",
    "pool",
    "whatif",
    "me",
    "forget",
    "help",
    "cancel",
    "language",
    "subscribe",
    "unsubscribe",
    "status",
    "settings",
    "privacy",
    "export",
]

_A_YEAR, _A_DRAW = re.compile(r"20\d\d"), re.compile(r"#?(\d{1,3}[abAB]?)")
_COMMAND = re.compile(r"/([A-Za-z_]+)(?:@\w+)?(?:\s++(.*))?", re.DOTALL)


def split_command(text: str) -> tuple[str, str] | None:
    """The name of the command (lower case) and what stands after it; None for other texts.

    >>> split_command("/check@tradedraw_bot 505 welder")
    ('check', '505 welder')
    """
    found = _COMMAND.fullmatch(text.strip())
    return None if found is None else (found[1].lower(), (found[2] or "").strip())


def known(name: str) -> Command | None:
    """The command of that name, or None."""
    return next((command for command in get_args(Command) if command == name), None)


def behind_command(name: str, rest: str, said: Understood) -> Understood:
    """What the ``rest`` behind a command says, where it stands alone.

    "french" names the draws there, not the language; "/remaining 2025" a year, "/latest 408" a
    draw.
    """
    if said.language == "fr" and said.category is None:
        return replace(said, category="french")
    if name in ("remaining", "history") and _A_YEAR.fullmatch(rest):
        return meant(year=int(rest))
    if name == "latest" and (number := _A_DRAW.fullmatch(rest)):
        return meant(draw=number[1].lower())
    return said


def commanded(
    state: State, command: Command, rest: str, said: Understood, world: World
) -> Transition:
    """Do what the command says; ``said`` is what was understood of ``rest``, the text after it."""
    memory = state.memory
    match command:
        case "start":
            first = (_welcome(world),) if memory.profile.is_empty else ()
            return opened(state, rest, first, world) if rest else begin(memory, world, *first)
        case "check":
            if said.says_something or said.draw or said.category:
                return check(state, said, world)
            return begin(memory, world)
        case "latest" | "remaining" | "history" | "help":
            return look_up(state, command, said, world)
        case "pool":
            return look_up(state, "explain", said.wanting("explain", "pool"), world)
        case "whatif":
            if said.says_something:
                return what_if(state, said.wanting("what_if"), world)
            return ask(AskingWhatIf(memory), world)
        case "me":
            job = world.occupations.group(memory.profile.noc) if memory.profile.noc else None
            mine = MyProfile(memory.profile, job, memory.zone)
            return aside(state, world, mine, *subscribed_now(state, world))
        case "forget":
            return ask(ConfirmingForget(memory), world)
        case "cancel":
            return cancelled(state, world)
        case "language":
            if said.language is not None:
                return in_language(state, said.language, world)
            told = aside(state, world, Remark("which_language"))
            languages = tuple((Choice("lang", lang),) for lang in get_args(Lang))
            return replace(told, choices=languages + put(state, world)[1])
        case "subscribe":
            return wished(state, Wish("subscribe"), said.category, world)
        case "unsubscribe":
            return unsubscribe(state, world)
        case "status":
            return status(state, world)
        case "settings":
            if said.language is not None:
                return in_language(state, said.language, world)
            return (home_zone(state, rest, world) if rest else None) or settings(state, world)
        case "privacy":
            return privacy(state, world)
        case "export":
            return export(state, world)
        case _:
            assert_never(command)


def _welcome(world: World) -> Welcome:
    ledger = world.knowledge.draws.known(world.now)
    return Welcome(ledger.latest("trades", world.now))


def unknown_command(state: State, world: World) -> Transition:
    """A command that does not exist."""
    told = aside(state, world, Remark("unknown_command"))
    return replace(told, choices=told.choices or MENU)
