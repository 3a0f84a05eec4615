"""Questions about draws, invitations and rules, which leave the interview where it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal, assert_never

from bot.conversation.answers import (
    explained,
    history,
    judged,
    latest_draw,
    pool_report,
    remaining_report,
    subject_in,
    subject_of,
)
from bot.conversation.choices import Choice
from bot.conversation.flows.questions import open_question, put
from bot.conversation.messages import Message, Remark
from bot.conversation.states import Question, State
from bot.conversation.transition import Rows, Transition
from bot.conversation.world import World
from bot.reading.understood import Topic, Understood

Lookup = Literal["latest", "remaining", "history", "explain", "help"]

MENU: Rows = (
    (Choice("check"), Choice("latest")),
    (Choice("remaining"), Choice("history")),
)


def look_up(state: State, lookup: Lookup, understood: Understood, world: World) -> Transition:
    """Answer the question, and put the open question of the interview again, if there is one.

    A draw named by its number is what the talk is about from then on; a category is not: who
    looks at the French draws once still wants their own answers about the trades.
    """
    memory = state.memory
    named = subject_of(world, understood.category, understood.draw)
    match lookup:
        case "latest":
            memory = replace(memory, draw=understood.draw, category=None)
            said: Message = latest_draw(named, world, memory.zone, memory.profile)
        case "remaining":
            said = remaining_report(named.category, world, understood.year)
        case "history":
            return past_draws(state, named.category, world, as_text=understood.as_text)
        case "explain":
            if understood.topic == "pool":
                return the_pool(state, understood, world)
            said = explained(understood.topic or "crs", memory, world)
        case "help":
            said = Remark("help")
        case _:
            assert_never(lookup)
    return aside(replace(state, memory=memory), world, said)


_MOST_DRAWS = 4
"""As many numbers as fit beside each other on a phone."""

_TOPICS: dict[str, Topic] = {
    "occupation": "category",
    "crs": "cutoff",
    "tie_break": "tie_break",
    "pool": "validity",
    "experience": "category",
}
_OF_QUESTION: dict[Question, Topic] = {
    "crs": "crs",
    "occupation": "noc",
    "submitted": "submission_date",
    "submitted_time": "tie_break",
}


def why(state: State, world: World) -> Transition | None:
    """Explain what was just asked, else what decided the last answer; None without either."""
    memory = state.memory
    asked = open_question(state)
    if asked is not None:
        topic = _OF_QUESTION[asked]
    else:
        profile, draw = memory.what_if or memory.profile, subject_in(memory, world).draw
        if draw is None or profile.is_empty:
            return None
        criteria = judged(profile, draw, world).verdict.criteria
        open_ones = [each.name for each in criteria if each.state in ("not_met", "depends")]
        topic = _TOPICS[open_ones[0]] if open_ones else "cutoff"
    return aside(state, world, explained(topic, memory, world))


def past_draws(
    state: State, category: str, world: World, page: int = 1, *, as_text: bool = False
) -> Transition:
    """All draws of a category: as a picture where there can be one, else in pages of words."""
    memory = state.memory
    told = history(category, memory.what_if or memory.profile, world, page, as_text=as_text)
    turning = (
        *((Choice("newer", f"{category}.{told.page - 1}"),) if told.page > 1 else ()),
        *((Choice("older", f"{category}.{told.page + 1}"),) if told.page < told.pages else ()),
    )
    rows = ((Choice("as_text", category), Choice("pool")), *((turning,) if turning else ()))
    question, choices = put(state, world)
    said = (told, *_supposed(state), *question)
    return Transition(state, said, (), (*rows, *(choices or MENU)))


def turned(state: State, value: str, world: World) -> Transition | None:
    """Another page of past draws, in the place of the one that was shown; None: no such thing."""
    category, _, page = value.partition(".")
    if category not in world.knowledge.categories or not page.isdecimal() or len(page) > 3:
        return None
    told = past_draws(state, category, world, int(page), as_text=True)
    return replace(told, in_place=True)


def the_pool(state: State, understood: Understood, world: World) -> Transition:
    """How many wait with which score, the person's own score among them."""
    profile = state.memory.what_if or state.memory.profile
    told = pool_report(profile.crs, world, as_text=understood.as_text)
    question, choices = put(state, world)
    rows = ((Choice("pool", "text"),), *(choices or MENU))
    return Transition(state, (told, *_supposed(state), *question), (), rows)


def _supposed(state: State) -> tuple[Message, ...]:
    """That the score and outcomes shown are those of a what-if, where they are."""
    return () if state.memory.what_if is None else (Remark("about_what_if"),)


def aside(state: State, world: World, *said: Message) -> Transition:
    """Say something without losing the question that is open."""
    question, choices = put(state, world)
    return Transition(state, (*said, *question), (), choices or MENU)


def beside(state: State, world: World, rows: Rows, *said: Message) -> Transition:
    """The same with buttons of its own, above those of the open question."""
    question, choices = put(state, world)
    return Transition(state, (*said, *question), (), rows + choices)


def among_draws(state: State, world: World, numbers: Sequence[str], said: Message) -> Transition:
    """Ask which draw was meant, with the newest of those possible as buttons."""
    drawn = tuple(Choice("latest", number) for number in numbers[-_MOST_DRAWS:])
    return beside(state, world, (drawn, *MENU), said) if drawn else aside(state, world, said)
