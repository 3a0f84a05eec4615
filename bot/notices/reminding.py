"""Who is owed a reminder now, when to look again, and what one says."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Literal

from bot.conversation.messages import DayNear
from bot.conversation.reminders import AROUND, clock_of, day_of, deadlines_of, planned
from bot.conversation.stored_states import StoredProfile, load_profile
from bot.conversation.subscriptions import Reminder
from bot.conversation.world import World
from bot.ports.notices import Due
from bot.ports.reminders import Reminded, ToRemind
from knowledge.own_dates import Deadline

LOOK_AGAIN = timedelta(days=7)
"""At the latest, while anything is to come: rules can change by which days are counted."""

WhyNot = Literal["not_wanted", "another_day", "its day is over", "not its day yet"]


def look(who: ToRemind, world: World) -> Reminded:
    """What this person is owed at the world's instant, and when to look again.

    Owed is every reminder whose time has come since it was asked for and that was not looked at
    before, also one whose day is over: what becomes of it is decided where it is told. Beside
    these all of today, for a day that was corrected meanwhile; nobody is owed one twice.
    """
    now, stored = world.now, load_profile(who.profile) if who.profile else None
    if stored is None:
        return Reminded(who, (), None)
    days = (
        *_days(stored, world, min(who.looked_at, now) - AROUND),
        *_days(stored, world, now + AROUND),
    )
    plans = planned(days, who.about, stored.zone)
    owed = tuple(
        plan.reminder
        for plan in plans
        if who.since <= plan.at <= now and (plan.at >= who.looked_at or now < plan.until)
    )
    later = min((plan.at for plan in plans if plan.at > now), default=None)
    return Reminded(who, owed, None if later is None else min(later, now + LOOK_AGAIN))


def reminded_of(due: Due, world: World) -> DayNear | WhyNot:
    """What a reminder says at the world's instant; or why it is not told, or not yet."""
    reminder = Reminder.named(due.owed.draw)
    stored = load_profile(due.profile) if due.profile else None
    if reminder is None or stored is None or reminder.kind not in due.reminded:
        return "not_wanted"
    day = day_of(reminder, stored.profile, stored.dates, world)
    if day is None:
        return "another_day"
    today = world.now.astimezone(clock_of(stored.zone)).date()
    if today != reminder.day:
        return "its day is over" if today > reminder.day else "not its day yet"
    return DayNear(day, reminder.ahead)


def _days(stored: StoredProfile, world: World, at: datetime) -> tuple[Deadline, ...]:
    return deadlines_of(stored.profile, stored.dates, world, at=at)
