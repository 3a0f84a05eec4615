"""What a message was understood to say: values, with everything unclear beside them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from knowledge.profiles import Submission

DEFAULT_CATEGORY = "trades"
Lang = Literal["en", "fr"]
Intent = Literal["check", "what_if", "remaining", "latest", "history", "explain", "help", "unknown"]
Slot = Literal["crs", "occupation", "submitted", "experience", "draw", "category"]
UnclearReason = Literal[
    "out_of_range",
    "ambiguous",
    "impossible",
    "month_only",
    "future",
    "several",
    "zone_ambiguous",
    "unknown_code",
    "unknown_draw",
]
Topic = Literal[
    "tie_break",
    "cutoff",
    "crs",
    "noc",
    "trades_or_fst",
    "submission_date",
    "validity",
    "invitation",
    "no_promise",
    "crs_change",
    "category",
    "privacy",
]
Matter = Topic | Literal["pool"]
"""What somebody may want to know more about: a topic, or how many wait with which score."""
Small = Literal[
    "greeting", "thanks", "dont_know", "yes", "no", "none_of_these", "cancel", "keep", "puzzled"
]


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
class Change:
    """A relative what-if: points more (or less), days later (earlier is negative)."""

    crs: int | None = None
    submitted_days: int | None = None


@dataclass(frozen=True, slots=True)
class Understood:
    """One message, understood. None or empty where nothing was said or it was not clear.

    ``draw`` is a draw number ("91a"); ``noc`` is settled, ``occupation_choices`` are NOC codes
    to choose from; ``year`` is a calendar year asked about ("how many remained in 2025");
    ``topic`` what is to be explained; ``small`` a short human utterance; ``asks_to_change`` the
    slot somebody wants to answer anew ("change my score"); ``time_only`` a bare clock time, the
    answer to "at what time" (its day is the one asked about); ``zone_only`` a bare time zone;
    ``declares`` whether it is said as a fact about oneself ("my score is", "no, 495"), which a
    what-if is not. ``small`` "keep" is "use this from now on". ``language`` is one asked for.
    ``as_text``: words are wanted, not a picture.
    """

    intent: Intent = "unknown"
    category: str | None = None
    draw: str | None = None
    crs: int | None = None
    noc: str | None = None
    occupation_said: str | None = None
    occupation_choices: tuple[str, ...] = ()
    submission: Submission | None = None
    experience_months: int | None = None
    change: Change | None = None
    unclear: tuple[Unclear, ...] = ()
    assumed: tuple[Assumed, ...] = ()
    year: int | None = None
    topic: Matter | None = None
    small: Small | None = None
    asks_to_change: Slot | None = None
    time_only: Submission | None = None
    zone_only: str | None = None
    declares: bool = False
    language: Lang | None = None
    as_text: bool = False

    @property
    def says_something(self) -> bool:
        """Whether any part of a profile was said, clearly or not."""
        return (
            self.crs is not None
            or self.noc is not None
            or bool(self.occupation_choices)
            or self.submission is not None
            or self.experience_months is not None
            or self.change is not None
            or any(unclear.slot not in ("draw", "category") for unclear in self.unclear)
        )

    @property
    def unclear_draw(self) -> Unclear | None:
        """The draw that was named and is not known, or that may be several."""
        return next((unclear for unclear in self.unclear if unclear.slot == "draw"), None)


@dataclass(frozen=True, slots=True)
class Reading:
    """The circumstances a message is read in.

    ``expecting`` is the question that was asked, None when none is open; ``on`` the day whose
    time is asked, or may be told; ``zone`` the person's own time zone if known; ``category`` the
    kind of draw that is talked about.
    """

    now: datetime
    lang: Lang = "en"
    expecting: Literal["crs", "occupation", "submitted", "submitted_time", "what_if"] | None = None
    on: date | None = None
    zone: str | None = None
    category: str = DEFAULT_CATEGORY
