"""The submission of one person out of the days that are said of it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.reading.days import submitted as day_roles
from bot.reading.days.readings import MonthOnly
from bot.reading.laying_out import LaidOut
from bot.reading.whose.cues import word_set
from bot.reading.whose.deciding import Decided


def submission_of_days(
    said: LaidOut, decided: Decided, places: Sequence[int]
) -> day_roles.Submitted:
    """When a profile was submitted, out of the days that one person says are of it."""
    heaviest = max((decided.facts[place].weight for place in places), default=0)
    tokens = said.scene.line.tokens
    kept: list[int] = []
    updated: list[int] = []
    for place in places:
        if decided.facts[place].weight != heaviest:
            continue
        if kept and tokens[place - 1].word in word_set("fillers", "corrections"):
            kept.clear()
        if day_roles.role_of(said.scene, place) == "updated":
            updated.append(place)
        else:
            kept.append(place)
    kept = _without_drafts(said, kept)
    if len(kept) == 2 and _is_span(said, *kept):
        between = day_roles.span_of(said.days[kept[0]], said.days[kept[1]], said.today)
        if between is not None:
            return day_roles.Submitted(between=between)
    before = [tokens[place - 1].word if place else "" for place in kept or updated]
    days = [said.days[place] for place in kept or updated]
    found = day_roles.submitted(days, before, said.today, said.first_year)
    if len(days) == 1 and found.assumed and found.submission and said.scene.owners.mood("plan"):
        planned = day_roles.this_year_or_next(days[0], found.submission)
        if planned is not None:
            return day_roles.Submitted(unclear=(planned,))
    if updated and not kept and found.submission is not None:
        doubt = day_roles.doubted(days[0], found.submission)
        return day_roles.Submitted(unclear=(doubt,))
    return found


def _is_span(said: LaidOut, first: int, last: int) -> bool:
    """Whether two days are the ends of a span: "between 3 and 9 May", "3 or 4 May"."""
    tokens = said.scene.line.tokens
    words = [token.word for token in tokens[first + 1 : last]]
    readings = [said.days[place].reading for place in (first, last)]
    kinds = {isinstance(reading, MonthOnly) for reading in readings}
    return len(kinds) == 1 and all(word in word_set("fillers", "joins_spans") for word in words)


def _without_drafts(said: LaidOut, places: list[int]) -> list[int]:
    """The days without that of creating a profile that was submitted later."""
    made = [place for place in places if day_roles.role_of(said.scene, place) == "made"]
    others = [place for place in places if place not in made]
    return others if others and made and max(made) < min(others) else places
