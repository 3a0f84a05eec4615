"""Facts laid over a profile, and what that changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import TypeVar

from bot.reading.understood import Slot, Understood
from knowledge.profiles import Between, Profile, ScoreOn, Submission

Value = TypeVar("Value")

NOON = 12
NEAR = 3
"""So many hours apart are two tellings of one moment."""


def lay(
    base: Profile, said: Understood, counted_from: Profile | None = None, zone: str | None = None
) -> Profile:
    """The profile with everything that was said clearly laid over it.

    A relative change counts from a score or day said in the same message, else from those of
    ``counted_from`` (``base`` without it). A score is not clipped: whether it can exist is for the
    caller to see. ``zone`` is the one of a time that was said without one.
    """
    facts = said.facts
    profile = _submitted(_scored(base, said), said, zone)
    profile = replace(
        profile,
        noc=_or(facts.noc, base.noc),
        experience_months=_or(facts.experience_months, base.experience_months),
        canadian_experience_months=_or(
            facts.canadian_experience_months, base.canadian_experience_months
        ),
        french_nclc=_or(facts.french_nclc, base.french_nclc),
        nomination=_or(facts.nomination, base.nomination),
    )
    in_canada = facts.canadian_experience_months
    if in_canada and facts.experience_months is None and profile.noc is not None:
        # Work in Canada is work in the occupation that is known; none there says nothing of abroad.
        profile = replace(profile, experience_months=in_canada)
    return _moved(profile, said, base if counted_from is None else counted_from)


def _or(said: Value | None, before: Value | None) -> Value | None:
    return before if said is None else said


def _scored(base: Profile, said: Understood) -> Profile:
    """The score told last as present is the profile's; one of another day is kept beside it."""
    facts = said.facts
    if facts.crs is None:
        return base
    if facts.scores or facts.crs_on is None or base.crs is None or base.crs == facts.crs:
        return replace(base, crs=facts.crs, crs_on=facts.crs_on, scores=facts.scores)
    if said.supposed or said.corrects or (base.crs_on is not None and base.crs_on < facts.crs_on):
        return replace(base, crs=facts.crs, crs_on=facts.crs_on, scores=())
    kept = [each for each in base.scores if each.on != facts.crs_on]
    scores = kept or [ScoreOn(base.crs, base.crs_on)]
    return replace(base, scores=(*scores, ScoreOn(facts.crs, facts.crs_on)))


def _submitted(base: Profile, said: Understood, zone: str | None) -> Profile:
    """The day, span, hour or zone of submission that was said, or a part that completes them."""
    facts, told = said.facts, said.facts.submission
    earlier = _or(facts.earlier_submitted_on, base.earlier_submitted_on)
    if told is None and said.day_part is not None:
        told = _completed(base, said.day_part)
    if told is not None:
        before = base.submission
        if said.recreated and before is not None and before.on < told.on:
            earlier = before.on
        if before is not None and before.on == told.on and told.at is None:
            told = replace(told, at=before.at, to_the_second=before.to_the_second)
            told = replace(told, zone=told.zone or before.zone)
        base = replace(base, submission=told, submitted_between=None, earlier_submitted_on=earlier)
    elif facts.submitted_between is not None:
        base = replace(
            base,
            submission=None,
            submitted_between=facts.submitted_between,
            earlier_submitted_on=earlier,
        )
    else:
        base = replace(base, earlier_submitted_on=earlier)
    submission, hour = base.submission, said.time_only
    if submission is not None and hour is not None and facts.submission is None:
        zone = hour.zone or said.zone_only or submission.zone or zone
        at = _in_the_afternoon(submission.at, hour.at) if said.corrects else hour.at
        submission = replace(submission, at=at, to_the_second=hour.to_the_second, zone=zone)
    elif submission is not None and said.zone_only is not None:
        submission = replace(submission, zone=said.zone_only)
    return replace(base, submission=submission)


def _in_the_afternoon(before: time | None, said: time | None) -> time | None:
    """A time that puts right one of the afternoon is of the afternoon: "4:50 not 3:50".

    >>> _in_the_afternoon(time(15, 50), time(4, 50))
    datetime.time(16, 50)
    """
    if before is None or said is None or before.hour < NOON or said.hour >= NOON:
        return said
    later = said.replace(hour=said.hour + NOON)
    near = abs(later.hour - before.hour) <= NEAR and later != before
    return later if near else said


def _completed(base: Profile, part: str) -> Submission | None:
    """The last day with another day of the month or year: "the 9th", "2026"."""
    number = int("".join(letter for letter in part if letter.isdecimal()) or "0")
    span = base.submitted_between
    if base.submission is not None:
        on, submission = base.submission.on, base.submission
    elif span is not None and (span.since or span.until) is not None:
        on = span.since or span.until or date.max
        submission = Submission(on)
    else:
        return None
    try:
        on = on.replace(day=number) if number <= 31 else on.replace(year=number)
    except ValueError:
        return None
    return replace(submission, on=on)


def _moved(profile: Profile, said: Understood, counted_from: Profile) -> Profile:
    change = said.change
    if change is None:
        return profile
    crs = _or(said.crs, counted_from.crs)
    if change.crs is not None and crs is not None:
        profile = replace(profile, crs=crs + change.crs, crs_on=None, scores=())
    submission = said.submission or counted_from.submission
    if submission is None:
        return profile
    if change.submitted_days is not None:
        on = _shifted(submission.on, change.submitted_days)
        profile = replace(profile, submission=replace(submission, on=on), submitted_between=None)
    if change.submitted_minutes is not None and submission.at is not None:
        then = datetime.combine(submission.on, submission.at)
        then += timedelta(minutes=change.submitted_minutes)
        moved = replace(submission, on=then.date(), at=then.time())
        profile = replace(profile, submission=moved, submitted_between=None)
    return profile


def _shifted(on: date, days: int) -> date:
    try:
        return on + timedelta(days=days)
    except OverflowError:
        return on


_PARTS: tuple[tuple[Slot, tuple[str, ...]], ...] = (
    ("crs", ("crs", "crs_on", "scores")),
    ("occupation", ("noc",)),
    ("submitted", ("submission", "submitted_between")),
    ("experience", ("experience_months",)),
    ("canadian_experience", ("canadian_experience_months",)),
    ("french", ("french_nclc",)),
    ("nomination", ("nomination",)),
)


def slots_between(before: Profile, after: Profile) -> tuple[Slot, ...]:
    """Which answers differ."""
    return tuple(
        slot
        for slot, names in _PARTS
        if any(getattr(before, name) != getattr(after, name) for name in names)
    )


def contradicted(before: Profile, after: Profile) -> tuple[Slot, ...]:
    """Which answers that were there became others: what fills a gap or a span contradicts none."""
    return tuple(
        slot for slot in slots_between(before, after) if not _completes(slot, before, after)
    )


def _completes(slot: Slot, before: Profile, after: Profile) -> bool:
    if slot != "submitted":
        names = dict(_PARTS)[slot][:1]
        return all(getattr(before, name) in (None, getattr(after, name)) for name in names)
    if before.submission is not None:
        return after.submission is not None and before.submission.allows(after.submission)
    return before.submitted_between is None or _inside(before.submitted_between, after)


def _inside(span: Between, after: Profile) -> bool:
    narrower = after.submitted_between
    if after.submission is not None:
        narrower = Between(after.submission.on, after.submission.on)
    return narrower is None or (
        (span.since or date.min) <= (narrower.since or date.min)
        and (narrower.until or date.max) <= (span.until or date.max)
    )
