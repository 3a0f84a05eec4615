"""What a message was understood to say: values, with everything unclear beside them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, Literal

from knowledge.own_dates import OwnDates
from knowledge.profiles import Profile, Submission

DEFAULT_CATEGORY = "trades"
Lang = Literal["en", "fr"]
_Question = Literal["check", "what_if", "remaining", "latest", "history", "explain", "help"]
_OfNotices = Literal["subscribe", "unsubscribe", "status", "settings", "language"]
_OwnData = Literal["me", "export", "forget", "privacy", "share", "undo", "dates"]
Intent = Literal[_Question, "unknown", _OfNotices, _OwnData, "remind", "small_talk"]
_Asked = Literal["crs", "occupation", "submitted", "experience"]
_Condition = Literal["canadian_experience", "french", "nomination"]
Slot = Literal[_Asked, "draw", "category", _Condition]
_Refused = Literal["out_of_range", "impossible", "future", "unknown_code", "unknown_draw"]
_Open = Literal["ambiguous", "month_only", "several", "zone_ambiguous", "hours_unknown"]
UnclearReason = Literal[_Refused, _Open]
WhyNot = Literal[
    "other_person", "draw_figure", "question", "general", "past", "other_day", "other_number"
]
"""Why something that looks like a fact is none of the asker's."""
_OfScores = Literal["tie_break", "cutoff", "crs", "raise_score"]
_OfWork = Literal["noc", "category", "trades_or_fst"]
_OfProfiles = Literal["submission_date", "validity", "new_profile"]
_OfInvitations = Literal["invitation", "nothing_received"]
_ToCome = Literal["next_draw", "chances", "no_promise", "crs_change"]
_OfProofs = Literal["experience_rules", "job_offer", "certificate", "language_test"]
_OfWays = Literal["how_to_start", "where_in_account", "other_draws", "provinces"]
_OfLife = Literal["fees", "family", "human_help", "permit_fear", "scam", "rumour"]
_OfTheBot = Literal["about_bot", "data_age", "privacy"]
_AboutDraws = Literal[_OfScores, _OfWork, _OfProfiles, _OfInvitations, _ToCome]
Topic = Literal[_AboutDraws, _OfProofs, _OfWays, _OfLife, _OfTheBot]
Matter = Topic | Literal["pool"]
"""What somebody may want to know more about: a topic, or how many wait with which score."""
_Answer = Literal["yes", "no", "dont_know", "none_of_these", "cancel", "later", "older"]
_Whose = Literal["keep", "mine", "not_mine", "back_to_mine", "undo"]
Small = Literal["greeting", "thanks", "puzzled", _Answer, _Whose]
"""Short human utterances; "keep" is "this is my profile" as well as "use this from now on"."""
Ownership = Literal["claim", "answer", "list", "supposed"]
"""How facts got their owner: said as one's own (or with their own label, or as a correction), as
the answer to a question, in a bare list of facts, or in a question or supposition."""


@dataclass(frozen=True, slots=True)
class Want:
    """One thing that a message asks for; ``topic`` is what is to be explained."""

    intent: Intent = "unknown"
    topic: Matter | None = None


NOTHING_WANTED = (Want(),)
NO_FACTS = Profile()
NO_DATES = OwnDates()


@dataclass(frozen=True, slots=True)
class Unclear:
    """One thing that was said and cannot be taken as it stands.

    ``readings`` are what it may mean, in a form to offer: ISO days, scores, UTC offsets, NOC codes.
    ``partial`` is what was clear of a submission (its time and zone beside an ambiguous day).
    """

    slot: Slot
    said: str
    reason: UnclearReason
    readings: tuple[str, ...] = ()
    partial: Submission | None = None


@dataclass(frozen=True, slots=True)
class Assumed:
    """Something taken from a default and said aloud in the answer, e.g. the year of "dec 3".

    ``what`` "day": a day counted from today ("3 weeks ago"), which is only about right; ``value``
    is then the day taken, in ISO form.
    """

    slot: Slot
    what: Literal["year", "day"]
    value: str


@dataclass(frozen=True, slots=True)
class NotTaken:
    """Words that look like a fact and are none of the asker's, and why."""

    slot: Slot
    said: str
    why: WhyNot


@dataclass(frozen=True, slots=True)
class Change:
    """A relative what-if: points more (or less), days and minutes later (earlier is negative)."""

    crs: int | None = None
    submitted_days: int | None = None
    submitted_minutes: int | None = None


@dataclass(frozen=True, slots=True)
class Wished:
    """What is said of the notices that are wanted; empty or None where nothing is.

    ``kinds`` of draw, instead of those before, or ``further`` ones, or none of these any more
    (``without``); ``only_changes``: only if the outcome changes, or each time; ``silent_nights``:
    without a sound at night, or with one.
    """

    kinds: tuple[str, ...] = ()
    further: bool = False
    without: bool = False
    only_changes: bool | None = None
    silent_nights: bool | None = None


NOTHING_WISHED = Wished()


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody else in a message, by the words for them: "husband", "client B"."""

    label: str
    facts: Profile = NO_FACTS
    occupation_said: str | None = None
    occupation_choices: tuple[str, ...] = ()
    unclear: tuple[Unclear, ...] = ()


@dataclass(frozen=True, slots=True)
class Reason:
    """Why one thing was understood as it was: of which slot, in which words, by which rule."""

    of: str
    said: str
    rule: str


@dataclass(frozen=True, slots=True)
class Understood:
    """One message, understood. None or empty where nothing was said or it was not clear.

    ``wants`` is never empty and in the order asked; ``did_you_mean`` what may have been meant.
    ``about``: whose the facts are; ``facts`` those of the one who is judged, ``ownership`` how they
    got their owner; ``person`` is the label of the other person they are of, ``others`` further
    people. ``supposed``: a question or supposition, which stores nothing; ``follows``: it goes on
    with what is shown ("and with 490?"); ``on_top``: its change counts from what is shown, not from
    the person's own; ``same`` the slots that stay as shown ("same day"). ``corrects``: it puts
    right what is shown ("no, 475"); ``owned``: it is the person's own in any case ("my score is").
    ``recreated``: the submission is that of a new profile, made after another one.

    ``draw`` is a draw number ("91a"); ``occupation_choices`` are NOC codes to choose from; ``year``
    is a calendar year asked about ("how many remained in 2025"); ``small`` a short human utterance,
    of which "keep" is "use this from now on"; ``asks_to_change`` the slot somebody wants to answer
    anew ("change my score"); ``time_only`` a bare clock time, the answer to "at what time" (its
    day is the one asked about); ``zone_only`` a bare time zone; ``day_part`` what completes the
    last day ("the 9th", "2026"); ``tie_break`` the instant that somebody has read on the page of
    the draw that is talked about. ``language`` is one asked for. ``as_text``: words are wanted, not
    a picture. ``wished`` is how notices are wanted. ``dates`` are days beside the profile that
    somebody tells of themselves. ``reasons`` say how all that was decided.
    """

    wants: tuple[Want, ...] = NOTHING_WANTED
    did_you_mean: tuple[Want, ...] = ()
    about: Literal["self", "other"] | None = None
    facts: Profile = NO_FACTS
    ownership: Ownership | None = None
    person: str | None = None
    others: tuple[Person, ...] = ()
    occupation_said: str | None = None
    occupation_choices: tuple[str, ...] = ()
    change: Change | None = None
    on_top: bool = False
    supposed: bool = False
    follows: bool = False
    same: frozenset[Slot] = frozenset()
    corrects: bool = False
    owned: bool = False
    recreated: bool = False
    category: str | None = None
    draw: str | None = None
    year: int | None = None
    not_taken: tuple[NotTaken, ...] = ()
    unclear: tuple[Unclear, ...] = ()
    assumed: tuple[Assumed, ...] = ()
    small: Small | None = None
    asks_to_change: Slot | None = None
    time_only: Submission | None = None
    zone_only: str | None = None
    day_part: str | None = None
    tie_break: datetime | None = None
    language: Lang | None = None
    as_text: bool = False
    wished: Wished = NOTHING_WISHED
    dates: OwnDates = NO_DATES
    reasons: tuple[Reason, ...] = field(default=(), compare=False)

    @property
    def intent(self) -> Intent:
        """The intent of the first thing wanted."""
        return self.wants[0].intent

    @property
    def topic(self) -> Matter | None:
        """The topic of the first thing wanted."""
        return self.wants[0].topic

    @property
    def perhaps(self) -> tuple[Want, ...]:
        """What may have been meant, at most three, where nothing surely was."""
        if self.intent != "unknown":
            return ()
        maybe = (want for want in self.did_you_mean if want.intent not in ("unknown", "small_talk"))
        return tuple(maybe)[:3]

    @property
    def crs(self) -> int | None:
        """The score."""
        return self.facts.crs

    @property
    def noc(self) -> str | None:
        """The occupation, where it is settled."""
        return self.facts.noc

    @property
    def submission(self) -> Submission | None:
        """When the profile was submitted."""
        return self.facts.submission

    @property
    def experience_months(self) -> int | None:
        """Full-time months of work."""
        return self.facts.experience_months

    @property
    def declares(self) -> bool:
        """Whether it is said as a fact about oneself, which a what-if is not."""
        return self.owned or self.corrects

    def wanting(self, intent: Intent, topic: Matter | None = None) -> Understood:
        """The same message with another first want."""
        return replace(self, wants=(Want(intent, topic), *self.wants[1:]))

    @property
    def says_something(self) -> bool:
        """Whether any part of a profile was said, clearly or not."""
        return (
            not self.facts.is_empty
            or bool(self.occupation_choices)
            or self.change is not None
            or any(unclear.slot not in ("draw", "category") for unclear in self.unclear)
        )

    @property
    def unclear_draw(self) -> Unclear | None:
        """The draw that was named and is not known, or that may be several."""
        return next((unclear for unclear in self.unclear if unclear.slot == "draw"), None)


def meant(
    intent: Intent = "unknown",
    topic: Matter | None = None,
    *,
    crs: int | None = None,
    noc: str | None = None,
    submission: Submission | None = None,
    experience_months: int | None = None,
    **other: Any,
) -> Understood:
    """A message with one want and at most the plainest facts.

    >>> meant("check", crs=480).facts.crs
    480
    """
    facts = Profile(crs, noc, submission, experience_months)
    return Understood((Want(intent, topic),), facts=facts, **other)


@dataclass(frozen=True, slots=True)
class Reading:
    """The circumstances a message is read in.

    ``expecting`` is the question that was asked, None when none is open; ``on`` the day whose
    time is asked, or may be told; ``zone`` the person's own time zone if known; ``category`` the
    kind of draw that is talked about, ``draw`` the number of the one that was answered about last;
    ``people`` are the labels of others who were told of before, ``dated`` whether a day or span of
    submission is known of the one who is shown;
    ``shown`` what the last answer showed: the person's own profile, a what-if, or somebody else's.
    """

    now: datetime
    lang: Lang = "en"
    expecting: Literal[_Asked, _Condition, "submitted_time", "what_if"] | None = None
    on: date | None = None
    zone: str | None = None
    category: str = DEFAULT_CATEGORY
    draw: str | None = None
    people: tuple[str, ...] = ()
    dated: bool = False
    shown: Literal["own", "what_if", "other"] = "own"
