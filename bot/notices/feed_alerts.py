"""What the operator is told about the feed: values, worded elsewhere.

``cause`` is the key by which the operator hears of one thing at most once an hour.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from knowledge.feed.contents import FeedProblem
from knowledge.feed.languages import Difference


@dataclass(frozen=True, slots=True)
class FeedBroken:
    """The feed cannot be read any more since that instant; the last good data stay."""

    reason: str
    since: datetime

    @property
    def cause(self) -> str:
        """One outage is one cause, whatever the reasons of its failures are."""
        return f"feed_broken {self.since}"


@dataclass(frozen=True, slots=True)
class FeedMended:
    """The feed is read again; it could not be from ``since`` to ``at``."""

    reason: str
    since: datetime
    at: datetime

    @property
    def cause(self) -> str:
        """That of its outage, which was told."""
        return f"feed_mended {self.since}"


@dataclass(frozen=True, slots=True)
class FeedStale:
    """The last good reading is so long ago that answers carry a warning now."""

    reason: str
    since: datetime

    @property
    def cause(self) -> str:
        """One cause: it is told when the border is crossed."""
        return "feed_stale"


@dataclass(frozen=True, slots=True)
class RowsSetAside:
    """Rows of which no draw could be made; the others were read."""

    problems: tuple[FeedProblem, ...]

    @property
    def cause(self) -> str:
        """Other rows, or other reasons, are another cause."""
        return f"rows_set_aside: {_listed(self.problems)}"


@dataclass(frozen=True, slots=True)
class UnknownNames:
    """Draw names that no category has: stored as unknown, told to subscribers of every draw."""

    problems: tuple[FeedProblem, ...]

    @property
    def cause(self) -> str:
        """Other names are another cause."""
        return f"unknown_names: {_listed(self.problems)}"


@dataclass(frozen=True, slots=True)
class DoubtfulFields:
    """What is wrong beside new or changed draws: a tie-break, a pool or a link was left out."""

    problems: tuple[FeedProblem, ...]

    @property
    def cause(self) -> str:
        """Other fields are another cause."""
        return f"doubtful_fields: {_listed(self.problems)}"


@dataclass(frozen=True, slots=True)
class ManyCorrected:
    """So many draws changed at once that nobody was told: the operator decides (/correct)."""

    draws: tuple[str, ...]

    @property
    def cause(self) -> str:
        """Other draws are another cause."""
        return f"many_corrected: {', '.join(self.draws)}"


@dataclass(frozen=True, slots=True)
class FeedFlapping:
    """These draws go back and forth between two states: nobody is told of every flip."""

    draws: tuple[str, ...]

    @property
    def cause(self) -> str:
        """Other draws are another cause."""
        return f"feed_flapping: {', '.join(self.draws)}"


@dataclass(frozen=True, slots=True)
class LateDraws:
    """Draws of long ago that the feed did not have before: stored, announced to nobody."""

    draws: tuple[str, ...]

    @property
    def cause(self) -> str:
        """Other draws are another cause."""
        return f"late_draws: {', '.join(self.draws)}"


@dataclass(frozen=True, slots=True)
class LanguagesDiffer:
    """The English and the French feed say different things of a draw; the English one stays."""

    differences: tuple[Difference, ...]

    @property
    def cause(self) -> str:
        """Other differences are another cause."""
        return f"languages_differ: {'; '.join(map(str, self.differences))}"


FeedAlert = (
    FeedBroken
    | FeedMended
    | FeedStale
    | RowsSetAside
    | UnknownNames
    | DoubtfulFields
    | ManyCorrected
    | FeedFlapping
    | LateDraws
    | LanguagesDiffer
)


def cause_of(problem: FeedProblem) -> str:
    """What tells one problem from another, wherever its row stands by now."""
    draw = "no number" if problem.number is None else f"#{problem.number}"
    return f"{problem.kind} {draw} {problem.field} {problem.value} {problem.reason}"


def _listed(problems: Iterable[FeedProblem]) -> str:
    return "; ".join(map(cause_of, problems))
