"""The question a state waits on: how it is put, and which buttons go with it."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from bot.conversation.answers import judged, ledger_of, subject_in
from bot.conversation.choices import Choice
from bot.conversation.messages import (
    Ask,
    AskOwner,
    AskPool,
    AskWhatIf,
    AskZone,
    Message,
    Remark,
    SeveralScores,
    WhichDay,
    WhichOccupation,
)
from bot.conversation.states import (
    AskingCondition,
    AskingCrs,
    AskingHomeZone,
    AskingOccupation,
    AskingOwner,
    AskingPool,
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
    Question,
    Resting,
    State,
)
from bot.conversation.transition import Rows, Transition, column
from bot.conversation.world import World
from knowledge.rulebook import rules_of

DONT_KNOW = Choice("dont_know")
COMMON_ZONES = ("America/Toronto", "America/Vancouver", "UTC", "Asia/Kolkata", "Asia/Manila")


HOME_ZONES = (
    "America/Vancouver",
    "America/Edmonton",
    "America/Winnipeg",
    "America/Toronto",
    "America/Halifax",
    "Europe/London",
    "Africa/Lagos",
    "Asia/Dubai",
    "Asia/Kolkata",
    "Asia/Manila",
)
"""Time zones offered as one's own, from west to east; any other one can be typed."""


def home_zones(zones: tuple[str, ...]) -> Rows:
    """Time zones to choose one's own from, two in a row, and a way out."""
    choices = [Choice("home_zone", zone) for zone in zones]
    rows = tuple(tuple(choices[at : at + 2]) for at in range(0, len(choices), 2))
    return (*rows, (Choice("cancel"),))


def asking(question: Question, memory: Memory, world: World) -> State:
    """The state that waits for the answer to that question.

    The day of submission decides only at exactly the cut-off. Off it, it is enough to know whether
    the profile was in the pool on the draw's day, which people remember better.
    """
    match question:
        case "crs":
            return AskingCrs(memory)
        case "occupation":
            return AskingOccupation(memory)
        case "submitted":
            draw = subject_in(memory, world).draw
            if draw is None or memory.shown.crs in (None, draw.crs_cutoff):
                return AskingSubmission(memory)
            return AskingPool(memory, draw.number)
        case "canadian_experience" | "french" | "nomination":
            return AskingCondition(memory, question, _required(memory, world))
        case "submitted_time":
            submission = memory.shown.submission
            if submission is not None and submission.at is not None:
                return AskingZone(memory, COMMON_ZONES)
            return AskingTime(memory)
        case _:
            assert_never(question)


def open_question(state: State) -> Question | None:
    """The interview question that the state waits on, or None."""
    match state:
        case AskingCrs() | ChoosingCrs():
            return "crs"
        case AskingOccupation() | ChoosingOccupation():
            return "occupation"
        case AskingSubmission() | AskingPool() | ChoosingDay():
            return "submitted"
        case AskingCondition():
            return state.asked
        case AskingTime() | AskingZone():
            return "submitted_time"
        case (
            Resting()
            | AskingWhatIf()
            | AskingHomeZone()
            | AskingOwner()
            | ConfirmingForget()
            | ConfirmingCorrection()
        ):
            return None
        case _:
            assert_never(state)


def put(state: State, world: World, *, again: bool = False) -> tuple[tuple[Message, ...], Rows]:
    """The words and buttons of the question the state waits on; nothing at rest.

    ``again``: it was put before, and is only repeated.
    """
    memory = state.memory
    match state:
        case Resting():
            return (), ()
        case AskingWhatIf() if again:  # it still waits, but nobody is pressed for a supposition
            return (), ()
        case AskingCrs():
            return (_asked("crs", memory, world, again),), column(DONT_KNOW)
        case AskingOccupation():
            return (_asked("occupation", memory, world, again),), column(DONT_KNOW)
        case AskingSubmission():
            return (_asked("submitted", memory, world, again),), column(DONT_KNOW)
        case AskingPool():
            return _pool(state, world, again)
        case AskingCondition():
            rows = (_YES_NO, (DONT_KNOW,))
            asked = _asked(state.asked, memory, world, again)
            return (replace(asked, required=state.required),), rows
        case AskingOwner():
            job = world.occupations.group(state.facts.noc) if state.facts.noc else None
            return (AskOwner(state.facts, job),), ((Choice("mine"), Choice("not_mine")),)
        case AskingTime():
            return (_asked("submitted_time", memory, world, again),), column(DONT_KNOW)
        case AskingZone():
            zones = tuple(Choice("zone", zone) for zone in state.choices)
            return (AskZone(),), column(*zones, DONT_KNOW)
        case ChoosingOccupation():
            groups = tuple(
                group
                for noc in state.choices
                if (group := world.occupations.group(noc)) is not None
            )
            nocs = tuple(Choice("occupation", noc) for noc in state.choices)
            return (WhichOccupation("", groups),), column(*nocs, Choice("none_of_these"))
        case ChoosingDay():
            days = tuple(Choice("day", day.isoformat()) for day in state.choices)
            return (WhichDay("", state.choices),), column(*days, DONT_KNOW)
        case ChoosingCrs():
            scores = tuple(Choice("crs", str(score)) for score in state.choices)
            return (SeveralScores(state.choices),), column(*scores)
        case AskingWhatIf():
            return (AskWhatIf(memory.profile),), column(Choice("cancel"))
        case AskingHomeZone():
            return (Remark("ask_home_zone"),), home_zones(HOME_ZONES)
        case ConfirmingForget():
            return (Remark("forget_asked"),), ((Choice("forget", "yes"), Choice("forget", "no")),)
        case ConfirmingCorrection():
            return (Remark("correction_waits"),), (
                (Choice("correct", "yes"), Choice("correct", "no")),
            )
        case _:
            assert_never(state)


_YES_NO = (Choice("condition", "yes"), Choice("condition", "no"))


def _required(memory: Memory, world: World) -> int:
    """So many months, or that level, the draw that is talked about asks for."""
    draw = subject_in(memory, world).draw
    asks = None if draw is None else rules_of(draw, world.knowledge).asks
    return 0 if asks is None else asks.months or asks.nclc or 0


def _asked(question: Question, memory: Memory, world: World, again: bool) -> Ask:
    """A question of the interview, with what can be said of the one it is about before."""
    draw, shown = subject_in(memory, world).draw, memory.real
    here = None if draw is None else judged(shown, draw, world)
    on = shown.submission.on if question == "submitted_time" and shown.submission else None
    if question == "crs" and here is not None and here.verdict["crs"].reason == "other_day":
        on = here.draw.drawn_on
    ties = question == "submitted_time" or (draw is not None and shown.crs == draw.crs_cutoff)
    about_tie = draw if ties else None
    zone = memory.zone if question == "submitted_time" else None
    return Ask(question, about_tie, zone, on, here, again, memory.of)


def _pool(state: AskingPool, world: World, again: bool) -> tuple[tuple[Message, ...], Rows]:
    draw, memory = ledger_of(world).draw(state.draw), state.memory
    if draw is None:  # known to nobody any more: the day itself is asked
        return put(AskingSubmission(memory), world, again=again)
    asked = AskPool(draw, judged(memory.real, draw, world), again, memory.of)
    told = tuple(Choice("in_pool", f"{word}.{draw.number}") for word in ("yes", "later", "older"))
    return (asked,), (told[:2], (told[2], DONT_KNOW))


def ask(state: State, world: World, *before: Message) -> Transition:
    """Wait in that state, putting its question after what is said first."""
    messages, choices = put(state, world)
    return Transition(state, before + messages, (), choices)
