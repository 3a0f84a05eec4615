"""Lengths of time: which are work, where, and how many full-time months they make."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from bot.reading.days.zones import names
from bot.reading.text.numbers import Number
from bot.reading.text.tokens import Line
from bot.reading.whose.cues import table_of
from bot.reading.whose.roles import Told, first_of
from bot.reading.whose.scene import Scene
from bot.reading.work.lengths import Duration

Work = Literal["work", "other", "bare"]
_YOUNGEST = 16  # years: a longer time that stands alone may be an age
FULL_TIME_HOURS = 30  # a week, by the ministry's own definition of full-time work
HOURS_A_MONTH = 130  # 1,560 hours of full-time work are a year
_PLACE_WITHIN = 3
_MOST_BARE = 99
MOST_MONTHS = 12 * 60  # nobody has worked longer


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time at a token, and what it is a length of."""

    place: int
    amount: Duration
    work: Work
    canadian: bool = False
    vague: bool = False
    enough: bool = False
    abroad: bool = False


def length_at(scene: Scene, place: int, amount: Duration) -> Length:
    """Tell what a length of time is."""
    told = scene.told("length", place)
    main = first_of(told, ("work", "other", "corrected"))
    if first_of(told, ("window", "study")):
        return Length(place, amount, "other")
    work: Work = "bare"
    if main is not None:
        work = "other" if main.role == "other" else "work"
        working = first_of(told, ("work",))
        if main.role == "other" and working is not None and main.hit.cue.side == "before":
            work = "work" if working.gap <= main.gap else "other"
    if work == "work" and may_be_age(amount) and not _named(scene, told):
        work = "bare"
    place_of = _place_of(scene, place)
    abroad = first_of(told, ("abroad", "other"))
    if work == "other" and abroad is not None and abroad.role == "abroad":
        work = "bare"  # "3 years back home"
    return Length(
        place,
        amount,
        work,
        place_of == "canadian",
        first_of(told, ("vague",)) is not None,
        first_of(told, ("chance",)) is not None,
        place_of == "abroad",
    )


def _place_of(scene: Scene, place: int) -> str:
    """Where a length was worked: "canadian", "abroad" or nowhere that is said.

    "16 months in Dubai", "3 years back home".
    """
    told = scene.told("length", place)
    here = [each.hit for each in told if each.role == "canadian"]
    tokens = scene.line.tokens
    nearest = first_of(told, ("canadian", "abroad"))
    for step in (1, -1):
        for at in range(place + step, place + step * (_PLACE_WITHIN + 1), step):
            if not 0 <= at < len(tokens) or tokens[max(at, at - step)].pause:
                break
            if any(hit.first <= at < hit.last for hit in here):
                return "canadian"
            if tokens[at].word in names("places"):
                return "abroad"
        if nearest is not None and nearest.gap == 0:
            break
    return "" if nearest is None else nearest.role


def bare_length(
    scene: Scene, place: int, number: Number, last: Length | None, *, asked: bool
) -> Length | None:
    """A number that counts months without the word, or what the last length counted.

    ``asked``: the message answers the question for months. "10 months here and 14 over there".
    """
    if number.value is None or number.value > _MOST_BARE:
        return None
    place_of = _place_of(scene, place)
    unit = 1
    if place_of and last is not None and (last.canadian or last.abroad):
        unit = last.amount.unit
    elif not asked:
        return None
    amount = Duration(number.start, number.end, (number.value * unit,))
    return Length(place, amount, "work", place_of == "canadian", abroad=place_of == "abroad")


def by_places(lengths: Mapping[int, Length]) -> dict[int, Length]:
    """The lengths; several that are each told to be in Canada or abroad are of work."""
    found = dict(lengths)
    if len(found) > 1 and all(each.canadian or each.abroad for each in found.values()):
        for place, each in found.items():
            found[place] = replace(each, work="work")
    return found


def _named(scene: Scene, told: Sequence[Told]) -> bool:
    """Whether it is called work or experience, and does not only stand beside an occupation."""
    tokens = scene.line.tokens
    return any(
        each.role == "work"
        and any(tokens[at].mention is None for at in range(each.hit.first, each.hit.last))
        for each in told
    )


def may_be_age(amount: Duration) -> bool:
    """Whether a length of time that stands alone may be how old somebody is: "32 years"."""
    return any(months >= 12 * _YOUNGEST for months in amount.readings)


def is_part_time(line: Line) -> bool:
    """Whether a message speaks of part time, and not of full time as well."""
    named = {hit.cue.name for hit in table_of("roles", "hours").hits(line)}
    return named == {"part"}


def full_time(months: int, hours: Fraction | None) -> int:
    """The same work in full-time months, rounded down; more than full time counts no more.

    >>> full_time(18, Fraction(15)), full_time(12, Fraction(44))
    (9, 12)
    """
    if hours is None or hours >= FULL_TIME_HOURS:
        return months
    return int(months * hours / FULL_TIME_HOURS)
