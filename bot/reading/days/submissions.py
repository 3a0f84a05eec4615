"""The day an Express Entry profile was submitted, among the days that a message names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from bot.reading.days.readings import (
    Ambiguous,
    Day,
    Impossible,
    Instant,
    LocalTime,
    MonthOnly,
    Reading,
    Said,
    Zone,
    ZoneAmbiguous,
    tz_of,
)
from bot.reading.days.roles import Role, replaces, role_of
from bot.reading.text.page import Page
from bot.reading.text.patterns import Late
from bot.reading.understood import Assumed, Unclear
from knowledge.profiles import Submission

_MONTHS_AGO = Late(
    r"(?:months?|years?|yrs?) (?:ago|back)\b|"
    r"\b(?:y[’']? ?a|fait|voil[aà]|depuis)\b.*\b(?:mois|ans?|ann[eé]es?)\b"
)
_COUNTED = Late(r"\b(?:ago|back|y[’']? ?a|fait|voil[aà]|depuis|last|derni\w+|pass\w+)\b")

# "I'm going to submit on 15 December": no day of the past, whatever its year.
_TO_COME = Late(
    r"\b(?:going to|gonna|will|i'll|planning to|plan to|intend to|je vais|compte|prevois(?: de)?) "
    r"(?:(?:be|re-?)?submit\w*|enter|create|make|apply|file|join|soumettre|deposer|creer)"
    r"(?: (?!not\b)[a-z']+){0,5} $|\bje (?:soumettrai|deposerai|creerai)(?: [a-z']+){0,5} $"
)
_LEAP_DAY = (2, 29)


@dataclass(frozen=True, slots=True)
class Submitted:
    """What a message says of the submission, with what must be asked back or said aloud."""

    submission: Submission | None = None
    unclear: tuple[Unclear, ...] = ()
    assumed: tuple[Assumed, ...] = ()


NOTHING = Submitted()


def read_submission(
    page: Page, days: Sequence[Said], said: str, first_year: int, *, only_mine: bool
) -> Submitted:
    """Read when the profile was submitted; days of other things are let alone.

    ``said`` is the plain text before anything was crossed out; ``first_year`` the one in which
    Express Entry began: no profile is older. ``only_mine``: a day counts only with a word
    for the submission, since the message asks something.
    """
    role, candidates = _candidates(page, days, said, only_mine)
    if not candidates:
        return NOTHING
    if len(candidates) > 1:
        return _several(candidates)
    day = candidates[0]
    read = _read(day, first_year, updated=role == "updated")
    start = page.place(day.span)[0]
    if read.assumed and read.submission and _TO_COME.regex.search(said, 0, start):
        return _this_year_or_next(day.said, read.submission.on) or read
    return read


def _this_year_or_next(said: str, on: date) -> Submitted | None:
    """Ask for the year of a day that is to come: the latest one of that name is past."""
    if (on.month, on.day) == _LEAP_DAY:
        return None
    readings = (on.isoformat(), on.replace(year=on.year + 1).isoformat())
    return Submitted(unclear=(Unclear("submitted", said, "ambiguous", readings),))


def _candidates(
    page: Page, days: Sequence[Said], said: str, only_mine: bool
) -> tuple[Role, list[Said]]:
    """Give the days that may be the submission, the surest kind alone."""
    roles: dict[Role, list[Said]] = {}
    role: Role = "plain"
    before = 0
    for day in days:
        start, end = page.place(day.span)
        begin = start
        if before and replaces(said[before:start]) and roles[role]:
            roles[role].pop()
        else:
            role, begin = role_of(said, before, start, end, role)
        if role == "other":
            page.cross_out(begin, end)
        roles.setdefault(role, []).append(day)
        before = end
    roles = _without_drafts(roles)
    mine: tuple[Role, ...] = ("mine", "made")
    kinds = mine if only_mine else (*mine, "plain", "updated")
    surest = next((kind for kind in kinds if kind in roles), None)
    return (surest, _unlike(roles[surest])) if surest else ("other", [])


def _without_drafts(roles: dict[Role, list[Said]]) -> dict[Role, list[Said]]:
    """Treat the day of creating as one of submitting, unless it was before that: a draft."""
    if "mine" not in roles or "made" not in roles:
        return roles
    made = [on for day in roles["made"] for on in _days_of(day.reading)]
    submitted = [on for day in roles["mine"] for on in _days_of(day.reading)]
    if made and submitted and max(made) <= min(submitted):
        return roles
    return roles | {"mine": [*roles["mine"], *roles["made"]]}


def _unlike(days: list[Said]) -> list[Said]:
    """Leave out the days that mean the same as one before."""
    kept: list[Said] = []
    for day in days:
        if all(day.reading != other.reading for other in kept):
            kept.append(day)
    return kept


def _several(days: list[Said]) -> Submitted:
    """Ask which day is meant; a month beside a day of that month says nothing else."""
    said = ", ".join(day.said for day in days)
    readings: dict[str, None] = {}
    for day in days:
        readings.update((on.isoformat(), None) for on in _days_of(day.reading))
    if len(readings) > 1:
        return Submitted(unclear=(Unclear("submitted", said, "several", tuple(readings)),))
    settled = [day for day in days if _days_of(day.reading)]
    months = {_days_of(day.reading)[0].month for day in settled}
    odd = [
        day
        for day in days
        if isinstance(day.reading, Impossible)
        or (isinstance(day.reading, MonthOnly) and day.reading.month not in months)
    ]
    timed = [day for day in settled if isinstance(day.reading, Instant | LocalTime)]
    return _read((odd or timed or settled)[0], 0)


def _days_of(reading: Reading) -> tuple[date, ...]:
    if isinstance(reading, Ambiguous):
        return reading.readings
    return () if isinstance(reading, MonthOnly | Impossible) else (_day_of(reading),)


def _day_of(reading: Instant | LocalTime | Day | ZoneAmbiguous) -> date:
    assert reading.on is not None  # a zone in a text stands beside its day
    return reading.on


def _read(day: Said, first_year: int, *, updated: bool = False) -> Submitted:
    reading = day.reading
    if isinstance(reading, Impossible):
        return Submitted(unclear=(Unclear("submitted", day.said, "impossible"),))
    if isinstance(reading, MonthOnly) or _MONTHS_AGO.regex.search(day.said.lower()):
        return Submitted(unclear=(Unclear("submitted", day.said, "month_only"),))
    if isinstance(reading, Ambiguous):
        return Submitted(unclear=(_ambiguous(day.said, reading),))
    on = _day_of(reading)
    if on.year < first_year:
        return Submitted(unclear=(Unclear("submitted", day.said, "impossible"),))
    submission = submission_of(reading)
    rough = reading.approximate and _COUNTED.regex.search(day.said.lower()) is None
    if rough or updated:
        days = (on.isoformat(),)
        return Submitted(unclear=(Unclear("submitted", day.said, "ambiguous", days, submission),))
    unclear: list[Unclear] = []
    if reading.future:
        unclear.append(Unclear("submitted", day.said, "future"))
    if isinstance(reading, ZoneAmbiguous):
        unclear.append(Unclear("submitted", reading.said, "zone_ambiguous", reading.candidates))
    assumed: list[Assumed] = []
    if reading.approximate:
        assumed.append(Assumed("submitted", "day", on.isoformat()))
    if reading.year_assumed:
        assumed.append(Assumed("submitted", "year", str(on.year)))
    return Submitted(submission, tuple(unclear), tuple(assumed))


def _ambiguous(said: str, reading: Ambiguous) -> Unclear:
    clock = reading.clock
    partial = Submission(
        reading.readings[0],
        clock.time if clock else None,
        bool(clock and clock.has_seconds),
        reading.zone.name if isinstance(reading.zone, Zone) else None,
    )
    days = tuple(on.isoformat() for on in reading.readings)
    return Unclear("submitted", said, "ambiguous", days, partial)


def submission_of(reading: Instant | LocalTime | Day | ZoneAmbiguous) -> Submission:
    """Write a day, time and zone as the profile keeps them."""
    if isinstance(reading, Instant):
        return Submission(reading.on, _wall(reading), _to_the_second(reading), reading.zone)
    if isinstance(reading, LocalTime):
        return Submission(reading.on, reading.time, reading.has_seconds)
    if isinstance(reading, Day):
        return Submission(reading.on, zone=reading.zone)
    clock = reading.clock
    seconds = bool(clock and clock.has_seconds)
    return Submission(_day_of(reading), clock.time if clock else None, seconds)


def _to_the_second(reading: Instant) -> bool:
    return (reading.latest - reading.earliest).seconds % 60 == 0


def _wall(reading: Instant) -> time:
    """Give the time on the wall: halfway between both readings where the clocks skipped it."""
    zone = tz_of(reading.zone)
    walls = [at.astimezone(zone).replace(tzinfo=None) for at in (reading.earliest, reading.latest)]
    middle: datetime = walls[0] + (walls[1] - walls[0]) / 2
    seconds = middle.second if _to_the_second(reading) else 0
    return middle.time().replace(second=seconds, microsecond=0)
