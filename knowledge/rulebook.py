"""What follows from the facts alone, worked out once for everybody who asks."""

from __future__ import annotations

from datetime import date, datetime

from knowledge.draws import Category, Draw
from knowledge.plans import Remaining, remaining
from knowledge.shelf import Knowledge
from knowledge.verdicts import DrawRules

MOST_FOUND = 512
"""So many are remembered: every category and year anybody asks for on one day, and more."""


def rules_of(draw: Draw, knowledge: Knowledge) -> DrawRules:
    """The rules under which the draw was held.

    Those of the category version that the draw's name in the feed belongs to, not of today's.
    """
    key = (draw.category, draw.version, draw.drawn_on)
    found = knowledge.rules_found.get(key)
    if found is None:
        found = knowledge.rules_found[key] = _put_together(draw, knowledge)
    return found


def _put_together(draw: Draw, knowledge: Knowledge) -> DrawRules:
    day = draw.drawn_on
    life = knowledge.rules.profile_life_months.on(day).value
    tie_break = knowledge.rules.tie_break.on(day).value
    category = knowledge.categories.get(draw.category)
    if category is None or draw.version is None:
        return DrawRules(None, frozenset(), None, (), tie_break, life)
    version = category.version(draw.version)
    earlier = frozenset(
        noc for older in category.versions_before(version.id) for noc in older.nocs or ()
    )
    return DrawRules(version.nocs, earlier, version.experience, version.conditions, tie_break, life)


def remaining_of(
    category: str, knowledge: Knowledge, as_of: datetime, year: int | None = None
) -> Remaining:
    """What may remain for the category, as ``plans.remaining`` tells it of these facts."""
    found = knowledge.remaining_found
    key = (category, as_of.date(), year)
    if key not in found:
        if len(found) == MOST_FOUND:
            found.clear()
        found[key] = remaining(category, knowledge.draws, knowledge.plans, as_of, year)
    return found[key]


def left_list_on(noc: str, category: Category, day: date) -> date | None:
    """The day from which the group was no longer on the category's list, as of ``day``.

    None while it is on the list, or when it never was.
    """
    was_on, left = False, None
    for entry in category.versions.history if category.versions else ():
        if entry.since > day:
            break
        is_on = entry.value is not None and noc in (entry.value.nocs or ())
        if was_on and not is_on:
            left = entry.since
        elif is_on:
            left = None
        was_on = is_on
    return left


def joined_list_on(noc: str, category: Category, after: date, until: date) -> date | None:
    """The first day after ``after`` and up to ``until`` on which a new list had the group."""
    for entry in category.versions.history if category.versions else ():
        if after < entry.since <= until and entry.value and noc in (entry.value.nocs or ()):
            return entry.since
    return None
