"""Every turn fits one message of Telegram: 4096 characters, 1024 beside a file.

Proved in two steps. No message is longer than the longest of its kind (``longest``): compared here
with every draw, occupation and page there is. And whatever happens in whatever state, the longest
of all that is said together fits.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from typing import get_args

import pytest

from bot.conversation import answers
from bot.conversation.choices import Choice, Kind, encode
from bot.conversation.events import AddedToGroup, Event, Pressed, Said, SentSomethingElse
from bot.conversation.explaining import explained
from bot.conversation.machine import step
from bot.conversation.messages import DatesFile, Exported, Message
from bot.conversation.requests import Command, OperatorCommand
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
    Memory,
    Resting,
    State,
)
from bot.conversation.subscriptions import (
    Counts,
    OperatorView,
    Owed,
    PastNotice,
    Standing,
    Subscription,
)
from bot.conversation.world import World
from bot.reading.understood import Lang, Topic
from bot.replies.markup import CAPTION_LIMIT, shown_length
from bot.replies.rendering import LANGUAGES
from knowledge.draws import Draw
from knowledge.profiles import Profile, Submission
from tests.replies.longest import kind, longest, profiles
from tests.replies.samples import FACTS, NOW, OCCUPATIONS, WORLD, choices
from tests.sampling import part

LIMIT = 4096
GAP = len("\n\n")
LOST = "Remark old_state"
"""May stand before any turn, when the stored state could not be read."""

FULL = Profile(476, "72106", Submission(date(2025, 11, 3)), 14)
TOLD = tuple(
    PastNotice(Owed("correction", draw.number, draw.category, (draw.number,)), "expired", NOW)
    for draw in FACTS.draws.draws[-5:]
)


def fits(lang: Lang, message: Message) -> None:
    """The message is not longer than the longest of its kind."""
    length = shown_length(LANGUAGES[lang].say(message))
    assert length <= longest(lang)[kind(message)], message


def of_every_length() -> Iterable[Draw]:
    """Draws of which no two have all their words and numbers equally long."""
    return {
        (
            *(draw.category, draw.version, draw.note, draw.tie_break_at is None),
            *(len(str(number)) for number in (draw.number, draw.itas, draw.crs_cutoff)),
            *(draw.drawn_on.month, draw.drawn_on.day > 9),
        ): draw
        for draw in FACTS.draws.draws
    }.values()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_draw_makes_a_longer_message_than_the_longest(lang: Lang) -> None:
    """Of a quarter of the draws, at each commit others."""
    zone = "America/Argentina/Buenos_Aires"
    for draw in part(of_every_length(), 4, lambda draw: draw.number):
        subject = answers.subject_of(WORLD, None, draw.number)
        fits(lang, answers.latest_draw(subject, WORLD, zone))
        for profile in profiles(draw):
            fits(lang, answers.answer(profile, subject, WORLD, zone, FULL))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_occupation_makes_a_longer_message_than_the_longest(lang: Lang) -> None:
    subject = answers.subject_of(WORLD)
    for noc in sorted(OCCUPATIONS.codes):
        fits(lang, answers.answer(replace(FULL, noc=noc), subject, WORLD, "Asia/Manila"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_kind_of_draw_no_page_and_no_year_makes_a_longer_message(lang: Lang) -> None:
    for category in FACTS.categories:
        for profile in (Profile(), FULL, replace(FULL, noc="63200", crs=300)):
            first = answers.history(category, profile, WORLD)
            for page in range(1, first.pages + 1):
                fits(lang, replace(first, page=page))
        for year in range(2015, 2028):
            fits(lang, answers.remaining_report(category, WORLD, year))
        for topic in get_args(Topic):
            fits(lang, explained(topic, Memory(FULL, category=category), WORLD))


def worlds() -> Iterator[World]:
    """An operator with everything, somebody without a subscription, a group."""
    terms = Subscription(1, "french", NOW, True)
    view = OperatorView(Counts(1, 1, 1, 1, 1, 1), recipients=5)
    person = replace(
        WORLD,
        pushes=True,
        username="x" * 32,
        standing=Standing(terms, TOLD),
        stored={"chats": [{}]},
        backups=None,
    )
    yield replace(person, operator=True, view=view)
    yield replace(person, standing=Standing(), backups=())
    yield replace(person, group=True)


def states(world: World) -> Iterator[State]:
    """Every state with everything known, and rest with nothing; a group only ever rests."""
    yield Resting(Memory())
    memory = Memory(FULL, "en", "Asia/Manila", what_if=FULL, draw="368")
    if world.group:
        return
    yield from (
        Resting(memory),
        Resting(Memory(FULL)),
        AskingCrs(memory),
        AskingOccupation(memory),
        ChoosingOccupation(memory, ("72106", "63200")),
        AskingSubmission(memory),
        ChoosingDay(memory, (date(2024, 11, 5), date(2024, 5, 11))),
        ChoosingCrs(memory, (470, 485)),
        AskingTime(memory),
        AskingZone(memory, ("UTC",)),
        AskingWhatIf(memory),
        AskingHomeZone(memory),
        ConfirmingForget(memory),
        ConfirmingCorrection(memory, "447", "The size was 3,500.", 5),
    )


SAID = (
    "480, welder, 3 November 2025",
    "480, mechanic, 5/11/2024, 99999, #9999",
    "470 or 485, cook, 31 February 2026, march 2026",
    "what if I had 1300, 5/11/2024, mechanic",
    "+15",
    "a month earlier",
    "476, welder, 1 october 2026 at 22:36 BST",
    "yes",
    "no",
    "cancel",
    "thanks",
    "hello",
    "I don't know",
    "none of these",
    "what is the latest draw, I have 480",
    "would I ever have been invited? 480 welder 3 November 2025",
    "how many may remain in 2025? mechanic",
    "what is the tie-breaking rule",
    "draw 9999",
    "nonsense that nobody reads",
    "notify me of every draw",
    "am I subscribed?",
    "use this from now on",
    "Manila time",
    "BST",
    "/start 1p-c480-n72106-d20251103-m14-r368",
    "/start 1s-trades",
    "/start forged",
    "/check 480, mechanic, 5/11/2024",
    "/whatif 490",
    "/latest french",
    "/remaining 2025",
    "/history pnp",
    "/history text",
    "/dates file",
    "/subscribe french",
    "/settings Manila",
    "/correct 447 The size was 3,500.",
    "/nonsense",
)


def events() -> Iterator[Event]:
    """Whatever can happen: every command, every button, and what people say."""
    yield from (Said(f"/{name}") for name in (*get_args(Command), *get_args(OperatorCommand)))
    yield from (Pressed(encode(choice)) for choice in choices())
    yield from (Pressed(encode(Choice(name))) for name in get_args(Kind))
    yield from (Pressed("forged"), SentSomethingElse("voice"), AddedToGroup())
    yield from map(Said, SAID)


@cache
def turns() -> frozenset[tuple[str, ...]]:
    """What is said together in one turn, by kind: the same in every language."""
    happening = tuple(events())
    return frozenset(
        tuple(map(kind, step(state, event, world).replies))
        for world in worlds()
        for state in states(world)
        for event in happening
    )


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_longest_of_all_that_is_said_in_a_turn_fits(lang: Lang) -> None:
    bounds = longest(lang)
    assert len(turns()) > 200, "too few turns were looked at"
    for kinds in turns():
        length = sum(bounds[each] + GAP for each in (LOST, *kinds))
        limit = CAPTION_LIMIT if {Exported.__name__, DatesFile.__name__} & {*kinds} else LIMIT
        assert length <= limit, (length, kinds)


def test_every_kind_of_message_has_its_longest() -> None:
    kinds = {each.partition(" ")[0] for each in longest("en")}
    assert kinds == {part.__name__ for part in get_args(Message)}
