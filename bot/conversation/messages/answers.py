"""What answers hold: verdicts, draws, invitations and explanations, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, get_args

from bot.reading.understood import Topic
from knowledge.draws import Draw, DrawLedger
from knowledge.flips import Flip
from knowledge.occupations.groups import UnitGroup
from knowledge.plans import Remaining
from knowledge.pools import Pool
from knowledge.profiles import Profile
from knowledge.topics import OfficialPage
from knowledge.topics import Topic as StatedFacts
from knowledge.verdicts import DrawRules, Verdict

DRAWS_ON_A_PAGE = 12
"""So many fit one message with all that may be said beside them: tests/replies/test_fits.py."""

CaveatCode = Literal[
    "data_ends",
    "newer_draw_of_unknown_kind",
    "crs_rules_may_have_changed",
    "tie_break_unknown",
    "window_disputed",
]


@dataclass(frozen=True, slots=True)
class Freshness:
    """How fresh the data are: newest draw known, last day known complete, last good reading."""

    newest: Draw | None
    complete_until: date
    read_at: datetime | None


@dataclass(frozen=True, slots=True)
class Caveat:
    """A warning that belongs to an answer; ``since`` the day it is about, where it has one."""

    code: CaveatCode
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """A candidate's occupation, and how it stands to the list of the draw.

    ``left_on`` is the day it left the list, ``joined_on`` the day a later list took it up;
    ``nearest`` is the listed group most easily mistaken for it, for one that is not listed;
    ``nearest_left_on`` the day when that group itself had left the list, None while it is on it.
    """

    group: UnitGroup
    left_on: date | None = None
    joined_on: date | None = None
    nearest: UnitGroup | None = None
    nearest_left_on: date | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """One profile in one draw, under the rules of that day."""

    profile: Profile
    draw: Draw
    rules: DrawRules
    verdict: Verdict
    flip: Flip | None
    job: Job | None


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to "where do I stand": outcome, reasons, what may remain.

    ``against`` is the real profile's verdict where this is a what-if; ``zone`` the person's own
    time zone; ``latest`` tells whether the draw is the newest of its category. ``person`` is the
    label of somebody else it is about, empty where they have none. ``previous`` is the draw
    of the category before it, ``respond_by`` the last day to apply after an invitation.
    ``elsewhere`` is how the profile stands in the newest draw of each other kind, likeliest first.
    ``standing`` are the warnings to be said in full, the others are folded; ``again`` where the
    same was answered just before. ``now`` is when all
    this holds, ``page`` the draw's official page in English and French.
    """

    judged: Judged
    remaining: Remaining
    caveats: tuple[Caveat, ...]
    freshness: Freshness
    now: datetime
    page: tuple[str, str]
    respond_by: date
    zone: str | None = None
    latest: bool = True
    against: Judged | None = None
    person: str | None = None
    previous: Draw | None = None
    elsewhere: tuple[Judged, ...] = ()
    standing: frozenset[CaveatCode] = frozenset(get_args(CaveatCode))
    again: bool = False

    @property
    def on(self) -> date:
        """The day (UTC) on which all this holds."""
        return self.now.date()


@dataclass(frozen=True, slots=True)
class NextStep:
    """What to do now after that verdict, None where nothing is known of the person.

    ``heard``: they asked nothing, they only spoke.
    """

    answer: Answer | None
    heard: bool = False


@dataclass(frozen=True, slots=True)
class NoDrawYet:
    """No draw of that category was known."""

    category: str
    remaining: Remaining
    freshness: Freshness


@dataclass(frozen=True, slots=True)
class Expired:
    """The profile of the one who is shown ended on that day; ``person`` labels somebody else."""

    on: date
    person: str | None = None


@dataclass(frozen=True, slots=True)
class LatestDraw:
    """The newest draw of a category, or the draw that was asked for by its number.

    ``mine`` is how the profile of the one who is shown stands in it, None where nothing is known
    of them, ``person`` the label of somebody else; ``page`` its official page in both languages.
    """

    draw: Draw
    rules: DrawRules
    previous: Draw | None
    caveats: tuple[Caveat, ...]
    freshness: Freshness
    page: tuple[str, str]
    zone: str | None
    latest: bool = True
    mine: Judged | None = None
    person: str | None = None


@dataclass(frozen=True, slots=True)
class RemainingReport:
    """What was planned, issued and may remain in a year.

    ``elsewhere`` is the last year, and the people in it, of whom it is known how many who fit the
    category were invited in any draw but those for nominees.
    """

    category: str
    remaining: Remaining
    caveats: tuple[Caveat, ...]
    freshness: Freshness
    elsewhere: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class History:
    """All draws of a category, newest first; with a profile, its verdict in each.

    As words they are told in pages; ``page`` counts from 1. ``as_text``: words are wanted even
    where a picture could be shown. ``supposed`` where the profile is a what-if, ``person`` the
    label of somebody else whose it is.
    """

    category: str
    rows: tuple[tuple[Draw, Judged | None], ...]
    profile: Profile
    caveats: tuple[Caveat, ...]
    freshness: Freshness
    page: int = 1
    as_text: bool = False
    supposed: bool = False
    person: str | None = None

    @property
    def on_page(self) -> tuple[tuple[Draw, Judged | None], ...]:
        """The rows of the page."""
        return self.rows[DRAWS_ON_A_PAGE * (self.page - 1) : DRAWS_ON_A_PAGE * self.page]

    @property
    def pages(self) -> int:
        """How many pages there are; one where there is no draw at all."""
        return max(-(-len(self.rows) // DRAWS_ON_A_PAGE), 1)


@dataclass(frozen=True, slots=True)
class PoolReport:
    """How many profiles waited with which score around ``draw``, the newest that tells.

    ``counted`` are all counts up to it, the oldest first, one a day. ``crs`` is the score of the
    one who is shown, ``person`` the label of somebody else, ``supposed`` where it is a what-if.
    """

    draw: Draw
    pool: Pool
    crs: int | None
    caveats: tuple[Caveat, ...]
    freshness: Freshness
    as_text: bool = False
    supposed: bool = False
    person: str | None = None
    counted: tuple[Pool, ...] = ()


@dataclass(frozen=True, slots=True)
class Explained:
    """One matter explained, with the numbers of the one who is shown, where there are any.

    ``person`` is the label of somebody else; ``job`` their occupation, or the one ``asked`` about.
    ``listed`` are the occupations of its list; ``mine`` is how the profile stands in ``draw``,
    ``elsewhere`` how in the newest draw of each other kind. ``days_to_apply`` after an invitation
    of today, ``life_months`` of a profile; ``respond_by`` the last day to apply after an invitation
    of ``draw``; ``list_since`` the first day of the list it used; ``crs_change_on`` the day a
    change of the CRS is reported for, where one is. ``on`` is today, ``ledger`` the draws known by
    then; ``facts`` is what topics state, ``pages`` the official pages by id, ``draw_page`` that of
    the draw, in English and French.
    """

    topic: Topic
    profile: Profile
    job: UnitGroup | None
    asked: bool
    person: str | None
    listed: tuple[UnitGroup, ...]
    draw: Draw | None
    rules: DrawRules | None
    mine: Judged | None
    remaining: Remaining
    zone: str | None
    days_to_apply: int
    life_months: int
    crs_change_on: date | None
    offer_points_ended_on: date | None
    respond_by: date | None
    list_since: date | None
    ledger: DrawLedger
    pool: Pool | None
    elsewhere: tuple[Judged, ...]
    freshness: Freshness
    on: date
    facts: Mapping[str, StatedFacts]
    pages: Mapping[str, OfficialPage]
    draw_page: tuple[str, str]
