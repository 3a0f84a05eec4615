"""What belongs to the person: what is stored of them, a file of it, and its deletion."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime

from bot.conversation.choices import Choice
from bot.conversation.effects import Forget
from bot.conversation.flows.lookups import MENU, aside, beside
from bot.conversation.flows.subscribing import subscribed_now
from bot.conversation.messages import Exported, Forgotten, MyProfile, Remark
from bot.conversation.messages.own_data import Stored
from bot.conversation.states import Memory, Resting, State
from bot.conversation.stored_states import dump_profile
from bot.conversation.transition import Transition
from bot.conversation.world import World

READABLE: Mapping[str, str] = {
    "chats": "about_you",
    "subscriptions": "subscription",
    "notices": "notices",
    "reminders": "reminders",
    "updates": "answered_messages",
    "waiting_updates": "messages_waiting_for_an_answer",
}
"""What a table is called in an exported file; tables that are not named here keep their name."""


def privacy(state: State, world: World) -> Transition:
    """What is stored, why, for how long, who sees it, and how to have it or delete it."""
    if not world.pushes:
        return aside(state, world, Remark("privacy_here"))
    rows = ((Choice("export"), Choice("forget")), (Choice("settings"),))
    return beside(state, world, rows, Remark("privacy_server" if world.server else "privacy"))


def me(state: State, world: World) -> Transition:
    """All that is known of the person, and what they are told of."""
    memory = state.memory
    job = world.occupations.group(memory.profile.noc) if memory.profile.noc else None
    known = (memory.profile, job, memory.zone, memory.dates)
    mine = MyProfile(*known, world.standing.reminded)
    return aside(state, world, mine, *subscribed_now(state, world))


def export(state: State, world: World) -> Transition:
    """Everything stored about the person, as a JSON file."""
    stored = world.stored if world.stored is not None else _in_hand(state.memory)
    rows = sum(map(len, stored.values()))
    content = json.dumps(_export(stored, world.now), ensure_ascii=False, indent=2) + "\n"
    return beside(state, world, MENU, Exported(content, rows, world.now))


def _export(stored: Stored, now: datetime) -> dict[str, object]:
    about: dict[str, object] = {
        "what": "Every row that tradedraw stores about this chat, without what was told of others.",
        "exported_at": now.isoformat(timespec="seconds"),
    }
    return about | {
        READABLE.get(table, table): [without_others(row) for row in rows]
        for table, rows in stored.items()
    }


def without_others(value: object) -> object:
    """What is stored, without the facts of other people, which are kept for a day only.

    >>> without_others({"memory": {"of": "brother", "what_if": {"crs": 480}, "lang": "en"}})
    {'memory': {'lang': 'en'}}
    """
    match value:
        case Mapping():
            left_out = _OTHERS | ({"what_if"} if "of" in value else set())
            return {
                name: without_others(each)
                for name, each in value.items()
                if name not in left_out and not _is_of_others(name, each)
            }
        case list() | tuple():
            return [without_others(each) for each in value]
        case _:
            return value


def _is_of_others(name: str, value: object) -> bool:
    """Whether it is what was shown last, of somebody else."""
    return name == "last" and isinstance(value, Mapping) and "of" in value


_OTHERS = frozenset({"others", "of", "facts"})


def _in_hand(memory: Memory) -> Stored:
    """Where nothing is stored (a terminal): what is known until the conversation ends."""
    known = json.loads(dump_profile(memory.profile, memory.zone, memory.dates))
    return {"chats": [{"lang": memory.lang, "profile": known}]}


def forget(memory: Memory, world: World) -> Transition:
    """Delete everything, and say what cannot be reached."""
    receipt = Forgotten(world.backups, world.now)
    return Transition(Resting(Memory(lang=memory.lang)), (receipt,), (Forget(),))
