"""Days of a person that are not of the profile: an invitation, a test, work, a birthday."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from bot.reading.days.readings import Day, Instant, LocalTime
from bot.reading.laying_out import LaidOut
from bot.reading.whose.cues import roles_table
from bot.reading.whose.deciding import Decided
from bot.reading.whose.scene import Scene
from knowledge.own_dates import OwnDates

_KIND = "dated"


def own_dates(said: LaidOut, decided: Decided, invited_by: date | None) -> OwnDates:
    """The days that the asker tells of; nothing that is asked, supposed or somebody else's.

    ``invited_by`` is the day of the draw that is named, if one is.
    """
    found = OwnDates()
    for place, day in said.days.items():
        reading = day.reading
        if place in decided.facts or not isinstance(reading, Day | LocalTime | Instant):
            continue
        if not reading.approximate and _is_told(said.scene, place):
            found = found.with_later(_of_role(said.scene, place, reading.on, said.today))
    if invited_by is not None and any(True for _ in _invited(said.scene)):
        found = replace(found, invited_on=found.invited_on or invited_by)
    return found


def _is_told(scene: Scene, place: int) -> bool:
    owners = scene.owners
    if scene.whose(place).subject in ("other", "general"):
        return False
    return not (owners.asked_before(place) or owners.supposed(place) or owners.would(place))


def _of_role(scene: Scene, place: int, on: date, today: date) -> OwnDates:
    """The day as what the nearest words beside it say it is."""
    told = scene.told(_KIND, place)
    role = told[0].role if told else ""
    if role == "birthday":
        return OwnDates(birthday=f"{on:%m-%d}")
    if on > today:
        return OwnDates()
    match role:
        case "invited":
            return OwnDates(invited_on=on)
        case "tested":
            return OwnDates(tested_on=on)
        case "working":
            return OwnDates(working_since=on)
        case _:
            return OwnDates()


def _invited(scene: Scene) -> Iterator[int]:
    """Where the asker says to have been invited in the draw that stands behind it."""
    tokens = scene.line.tokens
    for hit in roles_table(_KIND).hits(scene.line):
        if hit.cue.name != "invited" or not _is_told(scene, hit.first):
            continue
        if scene.owners.asked(hit.first):
            continue
        if any(token.word == "<draw>" for token in tokens[hit.last : hit.last + 4]):
            yield hit.first
