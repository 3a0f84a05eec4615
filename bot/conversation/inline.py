"""Asked in passing, in any chat: one line in, a few answers out, and nothing remembered.

The profile that is kept about somebody is never used here: what comes out may be posted anywhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.conversation.answers import (
    answer,
    history,
    latest_draw,
    pool_report,
    remaining_report,
    subject_of,
)
from bot.conversation.explaining import explained
from bot.conversation.flows.claims import draw_asked_back, hear
from bot.conversation.groups import PRIVATE
from bot.conversation.links import Scenario, encode_link
from bot.conversation.messages import Message, NotUnderstood
from bot.conversation.people import Belonging
from bot.conversation.states import NOTHING_SAID, Memory, Resting
from bot.conversation.understanding import read
from bot.conversation.world import World
from bot.reading.understood import Lang

Subject = Literal["unclear", "verdict", "explained", "history", "latest", "remaining"]


@dataclass(frozen=True, slots=True)
class Offer:
    """One answer that can be picked and posted."""

    about: Subject
    said: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class Offers:
    """All answers to one line, the most fitting first; ``personal`` when it told of a person.

    ``opens`` is what the private chat begins with: the scenario of the line, where it has one.
    """

    offers: tuple[Offer, ...]
    personal: bool
    lang: Lang
    opens: str = PRIVATE.value


def offered(text: str, lang: Lang, world: World) -> Offers:
    """What can be said to that line: the verdict, what is not clear of it, the latest draw, what
    may remain.

    An incomplete line gives a verdict that says what is still missing.
    """
    memory = Memory(lang=lang)
    understood = read(text, Resting(memory), world)
    subject = subject_of(world, understood.category, understood.draw)
    found: list[Offer] = []
    opens = PRIVATE.value
    if understood.unclear_draw is not None:
        found.append(Offer("unclear", (draw_asked_back(understood.unclear_draw, world),)))
    if understood.says_something:
        nobody = Belonging(None, understood.supposed, NOTHING_SAID, NOTHING_SAID)
        heard = hear(memory, understood, nobody, world)
        problems = tuple(each for each in heard.problems if each != _first(found))
        if problems:
            found.append(Offer("unclear", problems))
        if not heard.profile.is_empty:
            zone = heard.profile.submission.zone if heard.profile.submission else None
            found.append(Offer("verdict", (answer(heard.profile, subject, world, zone),)))
            named = subject.draw.number if understood.draw and subject.draw else None
            opens = encode_link(Scenario(heard.profile, named))
    elif understood.intent == "explain":
        topic = understood.topic or "crs"
        told = pool_report(None, world) if topic == "pool" else explained(topic, memory, world)
        found.append(Offer("explained", (told,)))
    elif understood.intent == "history":
        found.append(Offer("history", (history(subject.category, memory.profile, world),)))
    elif understood.intent == "unknown" and text.strip() and not found:
        found.append(Offer("unclear", (NotUnderstood(None),)))
    found.append(Offer("latest", (latest_draw(subject, world, None),)))
    report = remaining_report(subject.category, world, understood.year)
    found.append(Offer("remaining", (report,)))
    if understood.intent == "remaining" and not understood.says_something:
        found.insert(0, found.pop())
    return Offers(tuple(found), understood.says_something, lang, opens)


def _first(found: list[Offer]) -> Message | None:
    return found[0].said[0] if found else None
