"""What follows from the facts alone, worked out once for everybody who asks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from knowledge.draws import UNKNOWN, Category, Draw
from knowledge.facts.shelf import Knowledge
from knowledge.plans import Remaining, remaining
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
    rules = DrawRules(
        nocs=None,
        earlier_nocs=frozenset(),
        experience=None,
        conditions=(),
        tie_break_rule=knowledge.rules.tie_break.on(day).value,
        profile_life_months=knowledge.rules.profile_life_months.on(day).value,
        crs_changes=crs_changes(knowledge),
    )
    category = knowledge.categories.get(draw.category)
    if category is None:
        return replace(rules, list_known=draw.category != UNKNOWN)
    rules = replace(rules, asks=category.asked_on(day))
    if draw.version is None:
        return replace(rules, list_known=_never_lists(category))
    version = category.version(draw.version)
    earlier = frozenset(
        noc for older in category.versions_before(version.id) for noc in older.nocs or ()
    )
    return replace(
        rules,
        nocs=version.nocs,
        earlier_nocs=earlier,
        experience=version.experience,
        conditions=version.conditions,
    )


def _never_lists(category: Category) -> bool:
    """Whether draws of the category ask for no occupation, whatever their version is."""
    known = category.all_versions()
    return category.versions is None or (
        bool(known) and all(version.nocs is None for version in known)
    )


def crs_changes(knowledge: Knowledge) -> tuple[date, ...]:
    """The first days of new rules of the CRS, the reported ones with the confirmed."""
    confirmed = [entry.since for entry in knowledge.rules.job_offer_points.history[1:]]
    reported = [caveat.since for caveat in knowledge.caveats]
    return tuple(sorted({*confirmed, *reported}))


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


def eligible_invited(knowledge: Knowledge, as_of: datetime) -> tuple[tuple[int, int], ...]:
    """How many people eligible for trades were invited in any draw but those for nominees.

    By year, the oldest first, as far as was published on the day of ``as_of``.
    """
    told = [fact for fact in knowledge.topics["chances"].facts.values() if "people" in fact.figures]
    return tuple(
        (fact.since.year, fact.number("people"))
        for fact in told
        if fact.since is not None and fact.day("published_on") <= as_of.date()
    )


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
