"""The question a state waits on: how it is put, and which buttons go with it."""

from __future__ import annotations

from typing import assert_never

from bot.conversation.answers import subject_in
from bot.conversation.choices import Choice
from bot.conversation.messages import (
    Ask,
    AskWhatIf,
    AskZone,
    Message,
    Remark,
    SeveralScores,
    WhichDay,
    WhichOccupation,
)
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
    Question,
    Resting,
    State,
)
from bot.conversation.transition import Rows, Transition, column
from bot.conversation.world import World

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


def asking(question: Question, memory: Memory) -> State:
    """The state that waits for the answer to that question."""
    match question:
        case "crs":
            return AskingCrs(memory)
        case "occupation":
            return AskingOccupation(memory)
        case "submitted":
            return AskingSubmission(memory)
        case "submitted_time":
            submission = memory.profile.submission
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
        case AskingSubmission() | ChoosingDay():
            return "submitted"
        case AskingTime() | AskingZone():
            return "submitted_time"
        case (
            Resting()
            | AskingWhatIf()
            | AskingHomeZone()
            | ConfirmingForget()
            | ConfirmingCorrection()
        ):
            return None
        case _:
            assert_never(state)


def put(state: State, world: World) -> tuple[tuple[Message, ...], Rows]:
    """The words and buttons of the question the state waits on; nothing at rest."""
    memory = state.memory
    match state:
        case Resting():
            return (), ()
        case AskingCrs():
            return (Ask("crs"),), column(DONT_KNOW)
        case AskingOccupation():
            return (Ask("occupation"),), column(DONT_KNOW)
        case AskingSubmission():
            return (Ask("submitted"),), column(DONT_KNOW)
        case AskingTime():
            on = memory.profile.submission.on if memory.profile.submission else None
            draw = subject_in(memory, world).draw
            return (Ask("submitted_time", draw, memory.zone, on),), column(DONT_KNOW)
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


def ask(state: State, world: World, *before: Message) -> Transition:
    """Wait in that state, putting its question after what is said first."""
    messages, choices = put(state, world)
    return Transition(state, before + messages, (), choices)
