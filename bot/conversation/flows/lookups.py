"""Questions about draws, invitations and rules, which leave the interview where it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.conversation.answers import (
    history,
    latest_draw,
    pool_report,
    remaining_report,
    subject_in,
    subject_of,
    verdict_of,
)
from bot.conversation.choices import Choice
from bot.conversation.explaining import explained
from bot.conversation.flows.next_steps import after_topic
from bot.conversation.flows.questions import open_question, put
from bot.conversation.messages import AboutPerson, Message, NotUnderstood, PoolReport
from bot.conversation.people import turned_to
from bot.conversation.states import (
    AskingWhatIf,
    AskingZone,
    Question,
    State,
)
from bot.conversation.transition import Rows, Transition
from bot.conversation.world import World
from bot.reading.understood import DEFAULT_CATEGORY, Topic, Understood, Want

NOTHING_UNDERSTOOD = Understood()

MENU: Rows = (
    (Choice("check"), Choice("latest")),
    (Choice("remaining"), Choice("history")),
)
HELP: Rows = ((Choice("check"), Choice("help", "commands")),)
BACK_TO_MINE: Rows = ((Choice("real", "other"),),)
STUCK: Rows = ((Choice("skip"), Choice("latest")), (Choice("help"),))
"""A way on for somebody who was not understood twice."""


def latest(state: State, said: Understood, world: World) -> Transition:
    """A draw, the newest of its kind or one that is named: what the talk is about from then on."""
    memory = state.memory
    named = subject_of(world, said.category, said.draw)
    told = latest_draw(named, world, memory.zone, memory.real, memory.of)
    category = None if named.latest and named.category == DEFAULT_CATEGORY else named.category
    memory = replace(memory, draw=said.draw, category=None if said.draw else category)
    return aside(replace(state, memory=memory), world, told)


def remaining(state: State, said: Understood, world: World) -> Transition:
    """What was planned, issued and may remain."""
    category = subject_of(world, said.category, said.draw).category
    return aside(state, world, remaining_report(category, world, said.year))


PERSONAL: frozenset[Topic] = frozenset(
    {
        *("tie_break", "cutoff", "category", "chances", "no_promise", "crs", "crs_change"),
        *("raise_score", "noc", "submission_date", "validity", "new_profile", "experience_rules"),
        *("language_test", "other_draws", "nothing_received"),
    }
)
"""Matters that are told with somebody's numbers."""


def explain(
    state: State, topic: Topic, world: World, said: Understood = NOTHING_UNDERSTOOD
) -> Transition:
    """One matter, with the numbers of the one who is asked about, else of the one who is shown.

    An occupation that the question is about goes before theirs.
    """
    if said.person is not None:
        state = replace(state, memory=turned_to(state.memory, said.person, world.now))
    memory = state.memory
    told = explained(topic, memory, world, said.facts.noc)
    question, choices = put(state, world, again=True)
    others = memory.of is not None and topic in PERSONAL and not told.asked
    about: tuple[Message, ...] = (AboutPerson(memory.of or ""),) if others else ()
    steps = after_topic(topic, world) + (BACK_TO_MINE if others else ())
    return Transition(state, (*about, told, *question), (), choices or steps)


_MOST_DRAWS = 4
"""As many numbers as fit beside each other on a phone."""

_TOPICS: Mapping[str, Topic] = {
    "occupation": "category",
    "crs": "cutoff",
    "tie_break": "tie_break",
    "pool": "validity",
    "experience": "category",
    "program": "category",
}
_OF_QUESTION: Mapping[Question, Topic] = {
    "crs": "crs",
    "occupation": "noc",
    "submitted": "submission_date",
    "submitted_time": "tie_break",
    "canadian_experience": "category",
    "french": "category",
    "nomination": "category",
}


def why(state: State, world: World) -> Transition | None:
    """Explain what was just asked, else what decided the last answer; None without either."""
    memory = state.memory
    asked = open_question(state)
    if asked is not None:
        topic = _OF_QUESTION[asked]
    else:
        profile, draw = memory.shown, subject_in(memory, world).draw
        if draw is None or profile.is_empty:
            return None
        criteria = verdict_of(profile, draw, world).criteria
        open_ones = [each.name for each in criteria if each.state in ("not_met", "depends")]
        topic = _TOPICS[open_ones[0]] if open_ones else "cutoff"
    return explain(state, topic, world)


def past_draws(
    state: State, category: str, world: World, page: int = 1, *, as_text: bool = False
) -> Transition:
    """All draws of a category: as a picture where there can be one, else in pages of words."""
    memory = state.memory
    told = replace(
        history(category, memory.shown, world, page, as_text=as_text),
        supposed=memory.what_if is not None,
        person=memory.of,
    )
    turning = (
        *((Choice("newer", f"{category}.{told.page - 1}"),) if told.page > 1 else ()),
        *((Choice("older", f"{category}.{told.page + 1}"),) if told.page < told.pages else ()),
    )
    rows = ((Choice("as_text", category), Choice("pool")), *((turning,) if turning else ()))
    question, choices = put(state, world, again=True)
    said = (told, *question)
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
    told = pool_report(state.memory.shown.crs, world, as_text=understood.as_text)
    if isinstance(told, PoolReport):
        memory = state.memory
        supposed = memory.shown.crs != memory.real.crs
        told = replace(told, supposed=supposed, person=memory.of)
    question, choices = put(state, world, again=True)
    rows = ((Choice("pool", "text"),), *(choices or MENU))
    return Transition(state, (told, *question), (), rows)


def aside(state: State, world: World, *said: Message) -> Transition:
    """Say something without losing the question that is open."""
    question, choices = put(state, world, again=True)
    return Transition(state, (*said, *question), (), choices or MENU)


def beside(state: State, world: World, rows: Rows, *said: Message) -> Transition:
    """The same with buttons of its own, above those of the open question."""
    question, choices = put(state, world, again=True)
    return Transition(state, (*said, *question), (), rows + choices)


def among_draws(state: State, world: World, numbers: Sequence[str], said: Message) -> Transition:
    """Ask which draw was meant, with the newest of those possible as buttons."""
    drawn = tuple(Choice("latest", number) for number in numbers[-_MOST_DRAWS:])
    return beside(state, world, (drawn, *MENU), said) if drawn else aside(state, world, said)


def misunderstood(state: State, said: Understood, world: World) -> Transition:
    """Say so, with what may have been meant, or an example for the question that is open.

    The question stays open; after two misses there is a way past it.
    """
    misses = state.memory.misses + 1
    state = replace(state, memory=replace(state.memory, misses=misses))
    question = open_question(state)
    maybe = tuple(_button(want) for want in said.perhaps)
    if isinstance(state, AskingWhatIf):
        told, rows = NotUnderstood("what_if"), put(state, world)[1]
        return Transition(state, (told,), (), rows, counted=("not_understood",))
    about = "zone" if isinstance(state, AskingZone) else question
    told = NotUnderstood(about, bool(maybe), misses > 1)
    rows = put(state, world)[1]
    if misses > 1 and question is not None:
        rows += STUCK
    offered = tuple((choice,) for choice in maybe)
    counted = ("not_understood", *(("did_you_mean",) if maybe else ()))
    return replace(Transition(state, (told,), (), offered + rows or MENU), counted=counted)


def _button(want: Want) -> Choice:
    return Choice("meant", f"{want.intent}.{want.topic or ''}")
