"""What is stored about a person and for how long, and what the bot says of it, as values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from bot.conversation.subscriptions import Reminder, Terms
from bot.reading.understood import Lang
from knowledge.draws import Draw
from knowledge.occupations.groups import UnitGroup
from knowledge.own_dates import Deadline, OwnDates
from knowledge.profiles import POOL_ZONE, Profile
from knowledge.verdicts import add_months

UNUSED_MONTHS = 18
"""After so many months without use, everything about a chat is deleted."""


def unused_since(now: datetime) -> datetime:
    """The instant before which a chat must have been used last to be deleted now.

    >>> unused_since(datetime(2026, 11, 22, 12)).isoformat()
    '2025-05-22T12:00:00'
    """
    return datetime.combine(add_months(now.date(), -UNUSED_MONTHS), now.timetz())


Stored = Mapping[str, Sequence[Mapping[str, object]]]
"""Rows about one chat by the name of their table, each its columns by name, fit for JSON."""


class KeptBackup(NamedTuple):
    """A copy of the database: the name of its file, without folders, and when it was made."""

    name: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class SettingsReport:
    """How the bot talks to this person.

    ``zone`` is None where none is known; ``quiet_zone`` the one whose clock the quiet hours go by.
    ``pushes`` where notices can be sent at all, ``terms`` None without a subscription.
    """

    lang: Lang
    zone: str | None
    pushes: bool
    terms: Terms | None
    quiet_zone: str


@dataclass(frozen=True, slots=True)
class DatesReport:
    """What ends, is complete or changes for the person, and when; the next first.

    ``tie`` is the newest draw whose tie-break is known, None without one: a new profile stands
    behind it. ``remind`` where they asked to be reminded, ``kept`` where these were just kept.
    ``reminders`` are the next ones of the kinds that are ``wanted``, if any is, None where none
    can be sent; ``zone`` the one by whose clock they come.
    """

    deadlines: tuple[Deadline, ...]
    tie: Draw | None
    remind: bool = False
    kept: bool = False
    reminders: tuple[Reminder, ...] | None = None
    zone: str = POOL_ZONE
    wanted: bool = False

    @property
    def upcoming(self) -> tuple[Deadline, ...]:
        """What is not over."""
        return tuple(each for each in self.deadlines if not each.past)


@dataclass(frozen=True, slots=True)
class DatesFile:
    """The file for a calendar with what is still to come, made at an instant.

    ``calendar`` is the same for every file of one person.
    """

    deadlines: tuple[Deadline, ...]
    calendar: str
    at: datetime


@dataclass(frozen=True, slots=True)
class FileWritten:
    """In a terminal: a file was written at that place; ``why`` it was not, None where it was.

    ``taken``: something else is there; any other reason is in the system's own words.
    """

    place: str
    why: str | None = None


@dataclass(frozen=True, slots=True)
class DatesTold:
    """Days that were told and are not kept yet, with what follows from them.

    ``offered``: they can be kept.
    """

    dates: OwnDates
    deadlines: tuple[Deadline, ...]
    offered: bool = True


@dataclass(frozen=True, slots=True)
class Missed:
    """Reminders of these days could not be sent when their time had come."""

    deadlines: tuple[Deadline, ...]


@dataclass(frozen=True, slots=True)
class Exported:
    """The file with everything stored about the person: its JSON text, and how many rows."""

    content: str
    rows: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Forgotten:
    """Everything was deleted; ``backups`` still hold it (newest first), None: nobody can say."""

    backups: tuple[KeptBackup, ...] | None
    at: datetime


@dataclass(frozen=True, slots=True)
class ScenarioLink:
    """An address that shows this profile to others as a what-if."""

    address: str
    profile: Profile
    job: UnitGroup | None
