"""The conversation's state diagram, drawn by walking through the machine.

Starting at rest, every answer to the question that is open is tried in every state it leads to,
and every command. States that differ only in figures count as one, so the walk ends. Answers out
of turn are not drawn: they are taken everywhere, and then every state could lead to every other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from typing import assert_never, get_args

from bot.conversation.choices import Choice, encode
from bot.conversation.events import Pressed, Said
from bot.conversation.machine import heard, step
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
    Resting,
    State,
)
from bot.conversation.world import World
from bot.reading.occupations.reader import load_occupations
from bot.reading.understood import DEFAULT_CATEGORY, Change, Unclear, Understood, meant
from knowledge.draws import Draw
from knowledge.profiles import Submission
from tests.facts import frozen

DRAW = "368"
"""A trades draw whose tie-break is known, so that the hour of a submission can decide."""

COMMANDS = ("/check", "/whatif", "/cancel", "/forget")

Moves = dict[str, dict[str, set[str]]]
"""Name of a state -> what is answered or ordered -> names of the states that may follow."""


def the_world() -> tuple[World, Draw]:
    """The facts as known on the evening of that draw."""
    knowledge = frozen()
    draw = knowledge.draws.draw(DRAW)
    assert draw is not None
    evening = datetime.combine(draw.drawn_on, time(23), UTC)
    return World(evening, knowledge, load_occupations()), draw


def answers(state: State, draw: Draw) -> Iterator[tuple[str, Choice | Understood]]:
    """What may be answered to the question that is open, by a button or in words."""
    tie, crs = draw.tie_break_at, draw.crs_cutoff
    assert tie is not None
    welder, carpenter = "72106", "72310"
    unknown = "I don't know", Understood(small="dont_know")
    match state:
        case Resting():
            yield "/settings, time zone", Choice("home_zone")
            yield "a draw that asks for French", meant("check", category="french")
            yield "a draw of trades", meant("check", category=DEFAULT_CATEGORY)
            own = state.memory.profile
            if own.crs is not None and own.noc is not None:
                another = welder if own.noc == carpenter else carpenter
                listed = meant("check", crs=own.crs - 1, noc=another, ownership="list")
                yield "a list that differs", listed
        case AskingCrs():
            yield "score", meant("check", crs=crs)
            yield "score", meant("check", crs=crs + 1)
            two = Unclear("crs", "two scores", "several", (str(crs), str(crs - 1)))
            yield "several scores", meant("check", unclear=(two,))
            yield unknown
        case ChoosingCrs():
            for score in state.choices:
                yield "choice", Choice("crs", str(score))
        case AskingOccupation():
            yield "occupation", meant("check", noc=welder)
            yield "several occupations", meant("check", occupation_choices=(welder, carpenter))
            yield unknown
        case ChoosingOccupation():
            for noc in state.choices:
                yield "choice", Choice("occupation", noc)
            yield "none of these", Choice("none_of_these")
        case AskingSubmission():
            day = tie.date()
            yield "day", meant("check", submission=Submission(day - timedelta(days=7)))
            yield "day of the tie-break", meant("check", submission=Submission(day))
            days = (day - timedelta(days=7)).isoformat(), day.isoformat()
            two = Unclear("submitted", "a day read two ways", "ambiguous", days)
            yield "day read two ways", meant("check", unclear=(two,))
            yield unknown
        case AskingPool():
            for told in ("yes", "later", "older"):
                yield "whether it was in the pool", Choice("in_pool", f"{told}.{state.draw}")
            yield unknown
        case AskingCondition():
            yield "yes, no", Choice("condition", "yes")
            yield "yes, no", Choice("condition", "no")
            yield unknown
        case AskingOwner():
            yield "mine, not mine", Choice("mine")
            yield "mine, not mine", Choice("not_mine")
        case ChoosingDay():
            for on in state.choices:
                yield "choice", Choice("day", on.isoformat())
            yield unknown
        case AskingTime():
            hour = Submission(tie.date(), tie.time(), True)
            yield "hour", meant("check", time_only=hour)
            zoned = Submission(tie.date(), tie.time(), True, "UTC")
            yield "hour and time zone", meant("check", time_only=zoned)
            yield unknown
        case AskingZone():
            for zone in state.choices:
                yield "time zone", Choice("zone", zone)
            yield unknown
        case AskingWhatIf():
            yield "change", meant("what_if", change=Change(crs=1))
        case AskingHomeZone():
            yield "time zone", Choice("home_zone", "Asia/Manila")
        case ConfirmingForget():
            yield "yes", Choice("forget", "yes")
            yield "no", Choice("forget", "no")
        case ConfirmingCorrection():
            return  # only operators come here
        case _:
            assert_never(state)


def after(state: State, answer: Choice | Understood, world: World) -> State:
    """The state that follows."""
    if isinstance(answer, Choice):
        return step(state, Pressed(encode(answer)), world).state
    return heard(state, answer, world).state


def kind(state: State) -> tuple[object, ...]:
    """What makes two states differ for the walk: which things are known, not their values."""
    profile, submission = state.memory.profile, state.memory.profile.submission
    said = submission and (submission.on, submission.at is None, submission.zone is None)
    return (
        *(type(state), profile.crs is None, profile.noc is None, said),
        *(state.memory.declined, getattr(state, "what_if", None)),
        *(state.memory.category, state.memory.of is None, profile.french_nclc is None),
    )


def walk() -> Moves:
    """Every move, found by making it."""
    world, draw = the_world()
    moves: Moves = {part.__name__: defaultdict(set) for part in get_args(State)}
    seen: set[tuple[object, ...]] = set()
    waiting: list[State] = [Resting(Memory())]
    while waiting:
        state = waiting.pop()
        if kind(state) in seen:
            continue
        seen.add(kind(state))
        reached = [(label, after(state, said, world)) for label, said in answers(state, draw)]
        reached += [(word, step(state, Said(word), world).state) for word in COMMANDS]
        for label, follower in reached:
            moves[type(state).__name__][label].add(type(follower).__name__)
            waiting.append(follower)
    return moves


def everywhere(moves: Moves) -> dict[str, str]:
    """The commands that lead to one and the same state, wherever they are given."""
    targets = {
        command: {target for labels in moves.values() for target in labels[command]}
        for command in COMMANDS
    }
    return {command: found.pop() for command, found in targets.items() if len(found) == 1}


def diagram() -> str:
    """The diagram as Markdown: a mermaid drawing, and below it what holds in every state."""
    moves = walk()
    same = everywhere(moves)
    lines = ["```mermaid", "stateDiagram-v2", "    [*] --> Resting"]
    for source, labels in moves.items():
        # What /check does elsewhere is what it does at rest: it begins or goes on.
        drawn = [word for word in labels if word not in COMMANDS or source == "Resting"]
        for target in moves:
            edge = [word for word in drawn if target in labels[word] and word not in same]
            if edge and target != source:
                lines.append(f"    {source} --> {target}: {', '.join(edge)}")
    told = ", ".join(f"`{command}` leads to {target}" for command, target in same.items())
    return "\n".join([*lines, "```", "", f"From every state: {told}."])
