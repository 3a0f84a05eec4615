"""What goes wrong for whom in a soak, drawn by lot once for each draw that is told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random

from tests.fake_telegram.api import (
    BAD_GATEWAY,
    BLOCKED,
    RESET_AFTER,
    RESET_BEFORE,
    SERVER_ERROR,
    Fault,
    too_many,
)

DEACTIVATED = Fault(403, "Forbidden: user is deactivated")
GONE = (BLOCKED, DEACTIVATED)

SHARES: Mapping[str, float] = {
    "gone": 0.03,
    "server": 0.04,
    "reset before": 0.02,
    "reset after": 0.01,
    "own limit": 0.01,
    "slow": 0.04,
}
"""How many of the people meet which fault; the others are told at the first try."""

USUAL_SECONDS = (0.02, 0.12)
SLOW_SECONDS = (0.3, 1.5)
WAITS = (1, 1)
"""Telegram's retry_after for everybody, seconds."""

OWN_LIMIT = 3
"""For one chat."""


@dataclass(slots=True)
class Trouble:
    """The faults that notices of one draw meet.

    ``gone``: these people cannot be reached any more. ``once``: the fault of the first request to
    that chat. ``answers``: seconds that the first answer to a chat takes; a tenth of a second or
    so, but for the slow ones. ``waits``: the request with that number meets "wait so many
    seconds".
    """

    gone: dict[int, Fault] = field(default_factory=dict)
    once: dict[int, Fault] = field(default_factory=dict)
    answers: dict[int, float] = field(default_factory=dict)
    waits: dict[int, int] = field(default_factory=dict)


def draw_lots(
    people: Sequence[int],
    lots: Random,
    *,
    without: Iterable[str] = (),
    storm: float = SHARES["own limit"],
) -> Trouble:
    """Faults for these people, for each kind at least one person; ``without`` leaves kinds out.

    ``storm`` is the share that is told to wait.
    """
    left = list(people)
    lots.shuffle(left)
    chosen = {
        kind: [left.pop() for _ in range(max(1, round(share * len(people))))]
        for kind, share in {**SHARES, "own limit": storm}.items()
        if kind not in without
    }

    def each(kind: str, *faults: Fault) -> dict[int, Fault]:
        return {chat: lots.choice(faults) for chat in chosen.get(kind, ())}

    waits = {} if "wait" in without else {lots.randrange(len(people)): s for s in WAITS}
    return Trouble(
        each("gone", *GONE),
        each("server", BAD_GATEWAY, SERVER_ERROR)
        | each("reset before", RESET_BEFORE)
        | each("own limit", too_many(OWN_LIMIT))
        | each("reset after", RESET_AFTER),
        {chat: lots.uniform(*USUAL_SECONDS) for chat in people}
        | {chat: lots.uniform(*SLOW_SECONDS) for chat in chosen.get("slow", ())},
        waits,
    )
