"""What notices say: a new draw, a correction, several draws at once, a day that is near."""

from __future__ import annotations

from dataclasses import dataclass

from bot.conversation.messages.answers import Answer, Caveat, Freshness, Judged
from knowledge.draws import Draw
from knowledge.own_dates import Deadline
from knowledge.plans import Remaining


@dataclass(frozen=True, slots=True)
class NewDraw:
    """A draw that has just appeared, with what it means for the person.

    ``answer`` is None where no outcome can be told: without a profile, in a group, for a kind of
    draw that is not known. ``previous`` is the draw of the category before it, ``page`` its
    official page in English and French; ``list_known`` whether its list of occupations is.
    """

    draw: Draw
    previous: Draw | None
    answer: Answer | None
    remaining: Remaining
    caveats: tuple[Caveat, ...]
    freshness: Freshness
    page: tuple[str, str]
    zone: str | None = None
    list_known: bool = True

    @property
    def judged(self) -> Judged | None:
        """The person's outcome."""
        return None if self.answer is None else self.answer.judged


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
    page: tuple[str, str]
    zone: str | None = None


@dataclass(frozen=True, slots=True)
class DrawDigest:
    """Several draws told as one after a long gap, newest first, with the person's outcomes.

    ``late``: the gap was one of the bot, which could not write.
    """

    rows: tuple[tuple[Draw, Judged | None], ...]
    freshness: Freshness
    page: tuple[str, str]
    late: bool = False


@dataclass(frozen=True, slots=True)
class DayNear:
    """A reminder: a day of the person's own, so many days ahead; 0 on the day itself."""

    deadline: Deadline
    ahead: int


@dataclass(frozen=True, slots=True)
class OperatorCorrection:
    """A correction about a draw, written by the person who runs this bot."""

    draw: str
    text: str
