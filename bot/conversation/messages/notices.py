"""What notices say: a new draw, a correction, several draws at once, as values."""

from __future__ import annotations

from dataclasses import dataclass

from bot.conversation.messages.answers import Caveat, Freshness, Judged
from knowledge.draws import Draw
from knowledge.plans import Remaining


@dataclass(frozen=True, slots=True)
class NewDraw:
    """A draw that has just appeared, with what it means for the person.

    ``judged`` is None where no outcome can be told: without a profile, in a group, for a kind of
    draw that is not known. ``previous`` is the draw of the category before it. ``list_known``
    tells whether its list of occupations was described here.
    """

    draw: Draw
    previous: Draw | None
    judged: Judged | None
    remaining: Remaining
    caveats: tuple[Caveat, ...]
    freshness: Freshness
    zone: str | None = None
    list_known: bool = True


@dataclass(frozen=True, slots=True)
class DrawCorrected:
    """The feed has changed what it said of a draw: the fields until now, and those of now.

    ``judged`` is the person's outcome now and ``was`` with the fields before; None where none can
    be told.
    """

    draw: Draw
    before: Draw
    judged: Judged | None
    was: Judged | None
    freshness: Freshness
    zone: str | None = None


@dataclass(frozen=True, slots=True)
class DrawDigest:
    """Several draws told as one after a long gap, newest first, with the person's outcomes."""

    rows: tuple[tuple[Draw, Judged | None], ...]
    freshness: Freshness


@dataclass(frozen=True, slots=True)
class OperatorCorrection:
    """A correction about a draw, written by the person who runs this bot."""

    draw: str
    text: str
