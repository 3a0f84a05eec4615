"""Days of the person and the reminders before them: which there are, and when each is sent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from bot.conversation.subscriptions import Reminder
from bot.conversation.world import World
from bot.reading.understood import DEFAULT_CATEGORY
from knowledge.own_dates import Deadline, DeadlineKind, OwnDates, Periods, deadlines
from knowledge.profiles import POOL_ZONE, Profile, zone_named

AHEAD: Mapping[DeadlineKind, tuple[int, ...]] = {
    "profile": (30, 7, 0),
    "apply": (30, 10, 3, 1),
    "work": (0,),
    "test": (30,),
    "birthday": (0,),
}
"""How many days before each day a reminder is sent; a new test takes weeks to be had."""

AT = time(9)
"""On the clock of the person."""

AROUND = timedelta(days=2)
"""A day begins and ends elsewhere up to so much sooner or later than in the pool's own zone."""


@dataclass(frozen=True, slots=True)
class TimedReminder:
    """A reminder, and from when until when (not included) it can be sent: its day, from nine on."""

    reminder: Reminder
    at: datetime
    until: datetime


def clock_of(zone: str | None) -> tzinfo:
    """The person's clock; that of the pool where none is known, or none that can be read."""
    try:
        return zone_named(zone or POOL_ZONE)
    except (KeyError, ValueError):
        return zone_named(POOL_ZONE)


def deadlines_of(
    profile: Profile,
    dates: OwnDates,
    world: World,
    *,
    category: str | None = None,
    at: datetime | None = None,
) -> tuple[Deadline, ...]:
    """What ends, is complete or changes for a person, as of an instant, by default now.

    How much work is asked for is a matter of the kind of draw, by default trades.
    """
    knowledge = world.knowledge
    kind = knowledge.categories.get(category or world.category or DEFAULT_CATEGORY)
    version = kind.versions.on(world.now.date()).value if kind and kind.versions else None
    asked = None if version is None else version.experience
    years = knowledge.topics["language_test"]["age"].number("years")
    periods = Periods(knowledge.rules, None if asked is None else asked.months, years)
    return deadlines(profile, dates, periods, at or world.now)


def planned(
    days: Iterable[Deadline], about: Sequence[DeadlineKind], zone: str | None
) -> tuple[TimedReminder, ...]:
    """All reminders before these days, of the kinds that are wanted, the first one first."""
    clock = clock_of(zone)
    found = {
        _planned(Reminder(each.kind, each.on, ahead), clock)
        for each in days
        if each.kind in about
        for ahead in AHEAD[each.kind]
    }
    return tuple(sorted(found, key=lambda each: (each.at, each.reminder.kind, each.reminder.on)))


def _planned(reminder: Reminder, clock: tzinfo) -> TimedReminder:
    begin = _instant(reminder.day, AT, clock)
    return TimedReminder(reminder, begin, _instant(reminder.day + timedelta(days=1), time(), clock))


def _instant(day: date, at: time, clock: tzinfo) -> datetime:
    return datetime.combine(day, at, clock).astimezone(UTC)


def next_ones(
    days: Iterable[Deadline], about: Sequence[DeadlineKind], zone: str | None, now: datetime
) -> tuple[Reminder, ...]:
    """The next reminder of each kind that is wanted and still has one to come."""
    first: dict[DeadlineKind, Reminder] = {}
    for each in planned(days, about, zone):
        if each.at > now:
            first.setdefault(each.reminder.kind, each.reminder)
    return tuple(first.values())


def day_of(reminder: Reminder, profile: Profile, dates: OwnDates, world: World) -> Deadline | None:
    """The day that it reminds of; None where that is another one by now."""
    before = datetime.combine(reminder.on, AT, UTC) - AROUND
    for each in deadlines_of(profile, dates, world, at=before):
        if (each.kind, each.on) == (reminder.kind, reminder.on):
            return replace(each, past=world.now.astimezone(clock_of(None)).date() > each.on)
    return None
