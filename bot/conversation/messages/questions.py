"""What the bot says in between: questions, refusals and short utterances, as values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from bot.conversation.messages.answers import Judged
from bot.conversation.states import Question
from bot.reading.understood import NO_DATES, Assumed, Slot
from knowledge.draws import Draw
from knowledge.occupations.groups import UnitGroup
from knowledge.own_dates import DeadlineKind, OwnDates
from knowledge.profiles import Between, Profile


@dataclass(frozen=True, slots=True)
class Noted:
    """What was just understood of the profile, repeated so that a misreading is seen.

    ``slots`` are the answers that were set, ``before`` the profile until then.
    """

    profile: Profile
    before: Profile
    slots: tuple[Slot, ...]
    job: UnitGroup | None
    assumed: tuple[Assumed, ...] = ()
    what_if: bool = False
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Changed:
    """Answers that were stored and are others now: the first line of what is said.

    ``was`` and ``now`` are the occupations before and after; ``undone``: the change was taken back.
    """

    before: Profile
    after: Profile
    slots: tuple[Slot, ...]
    was: UnitGroup | None = None
    now: UnitGroup | None = None
    undone: bool = False


@dataclass(frozen=True, slots=True)
class AboutPerson:
    """What follows is about somebody else; the label is empty for somebody without a name."""

    label: str


@dataclass(frozen=True, slots=True)
class Welcome:
    """The first words to somebody new, with the newest trades draw."""

    draw: Draw | None


@dataclass(frozen=True, slots=True)
class Ask:
    """A question of the interview; ``draw`` where its tie-break is why we ask.

    ``on`` is the day whose hour is asked, or the day on which a score was held.
    ``judged`` is what can be said before it is answered; ``again``: it is only repeated, in one
    line, below something else. ``person`` is the label of somebody else it is about; ``required``
    the months or level that a condition asks for.
    """

    question: Question
    draw: Draw | None = None
    zone: str | None = None
    on: date | None = None
    judged: Judged | None = None
    again: bool = False
    person: str | None = None
    required: int | None = None


@dataclass(frozen=True, slots=True)
class AskPool:
    """Was the profile in the pool on the day of that draw? Else as ``Ask``."""

    draw: Draw
    judged: Judged | None = None
    again: bool = False
    person: str | None = None


@dataclass(frozen=True, slots=True)
class PoolDays:
    """The days of submission with which a profile was in the pool on the day of that draw.

    ``decides``: nothing else is open.
    """

    draw: Draw
    days: Between
    decides: bool = True


@dataclass(frozen=True, slots=True)
class AskNominationPoints:
    """Does the score hold the points of a nomination already, of which was just told?"""

    crs: int
    points: int


@dataclass(frozen=True, slots=True)
class AskOwner:
    """Whose are these facts: the person's own, or somebody else's?"""

    facts: Profile
    job: UnitGroup | None


@dataclass(frozen=True, slots=True)
class AskZone:
    """In which time zone was that time? ``said`` where an abbreviation has several meanings."""

    said: str | None = None


@dataclass(frozen=True, slots=True)
class AskWhatIf:
    """What should be different?"""

    profile: Profile


@dataclass(frozen=True, slots=True)
class AskWhatToChange:
    """Which answer is to be changed?"""

    profile: Profile
    job: UnitGroup | None
    zone: str | None


@dataclass(frozen=True, slots=True)
class NotACrsScore:
    """A score outside the range; both ends of the range are included."""

    said: str
    lowest: int
    highest: int


@dataclass(frozen=True, slots=True)
class SeveralScores:
    """More than one number could be the score, or one that was not said exactly ("about 480")."""

    scores: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class WhichOccupation:
    """Several unit groups fit what was said."""

    said: str
    groups: tuple[UnitGroup, ...]


@dataclass(frozen=True, slots=True)
class UnknownCode:
    """A number given as a NOC code that is none."""

    said: str


@dataclass(frozen=True, slots=True)
class NoneOfThese:
    """None of the offered unit groups was right."""


@dataclass(frozen=True, slots=True)
class WhichDay:
    """A date with two readings, such as 5/11/2024, or one that was not said exactly."""

    said: str
    days: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class NoExactDay:
    """A month without a day."""

    said: str


@dataclass(frozen=True, slots=True)
class NoSuchDay:
    """A day or time that does not exist, such as 31 February."""

    said: str


@dataclass(frozen=True, slots=True)
class NotYet:
    """A submission day that lies in the future: a plan, not a past submission."""

    on: date | None
    said: str


@dataclass(frozen=True, slots=True)
class OddExperience:
    """An amount of experience that cannot be read or be true."""

    said: str


@dataclass(frozen=True, slots=True)
class NoSuchDraw:
    """A draw that is not known (by that day)."""

    said: str
    newest: Draw | None


@dataclass(frozen=True, slots=True)
class WhichDraw:
    """Several draws fit what was said (two on one day): their numbers."""

    said: str
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """Nothing could be read in the message; ``question`` is the one still open, if any.

    ``maybe``: what may have been meant is offered as buttons. ``stuck``: so it went twice in a row.
    """

    question: Question | Literal["what_if", "zone"] | None
    maybe: bool = False
    stuck: bool = False


@dataclass(frozen=True, slots=True)
class NothingToCompare:
    """A relative what-if ("+15") without anything it could be relative to."""

    slot: Slot


@dataclass(frozen=True, slots=True)
class MyProfile:
    """All that is stored about the person; ``reminded`` before which of their days."""

    profile: Profile
    job: UnitGroup | None
    zone: str | None
    dates: OwnDates = NO_DATES
    reminded: tuple[DeadlineKind, ...] = ()


Saying = Literal[
    "hello",
    "thanks",
    "three_things",
    "all_right",
    "help",
    "commands",
    "cancelled",
    "nothing_to_cancel",
    "nothing_to_stop",
    "forget_asked",
    "person_forgotten",
    "not_forgotten",
    "nothing_kept",
    "stale_button",
    "cannot_read_that",
    "unknown_command",
    "back_to_real",
    "old_state",
    "which_language",
    "language_set",
    "other_language",
    "ask_subscription",
    "ask_group_subscription",
    "which_category",
    "unsubscribed",
    "no_notices_here",
    "delivery_paused",
    "delivery_resumed",
    "feed_accepted",
    "how_to_correct",
    "correction_too_long",
    "correction_dropped",
    "correction_waits",
    "group_hello",
    "group_help",
    "only_in_private",
    "administrators_decide",
    "too_much",
    "not_read",
    "notices_ended",
    "edited_too_late",
    "privacy",
    "privacy_server",
    "privacy_here",
    "ask_home_zone",
    "unknown_link",
    "shared_scenario",
    "already_subscribed",
    "no_pool_yet",
    "nothing_to_undo",
    "no_links_here",
    "nothing_to_share",
    "later_or_older",
    "tie_break_read",
    "tie_break_is_known",
]


@dataclass(frozen=True, slots=True)
class Remark:
    """A short fixed utterance."""

    what: Saying
