"""Messages and buttons about the person's own data and settings, for the snapshots."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from bot.conversation.flows.questions import HOME_ZONES
from bot.conversation.messages import DayNear, Expired, Message, MyProfile
from bot.conversation.messages.own_data import (
    DatesFile,
    DatesReport,
    DatesTold,
    Exported,
    FileWritten,
    Forgotten,
    KeptBackup,
    Missed,
    ScenarioLink,
    SettingsReport,
)
from bot.conversation.reminders import AHEAD
from bot.conversation.subscriptions import Reminder, Terms
from bot.conversation.world import World
from knowledge.own_dates import Deadline, DeadlineKind, OwnDates
from knowledge.profiles import Profile, Submission

OWN_CHOICES: dict[str, tuple[str, ...]] = {
    "home_zone": ("", *HOME_ZONES, "+05:30"),
    "dates": ("", "file"),
    "remind": ("", "all.on", "all.off", "profile.on", "test.off"),
    "forget": ("", "yes", "no"),
}
LINK = "https://t.me/draws_bot?start=1p-c480-n72106-d20251103-m12"

_RUNS: tuple[tuple[DeadlineKind, int], ...] = (
    ("profile", 12),
    ("apply", 60),
    ("work", 12),
    ("test", 2),
    ("birthday", 0),
)


def ends(*, past: bool) -> tuple[Deadline, ...]:
    """Everything that can end or be complete for somebody; no birthday is past."""
    on, since = date(2026, 9, 30), date(2025, 9, 30)
    return tuple(
        Deadline(what, on, since, amount, past)
        for what, amount in _RUNS
        if what != "birthday" or not past
    )


def _reminders() -> tuple[Reminder, ...]:
    return tuple(Reminder(day.kind, day.on, AHEAD[day.kind][0]) for day in ends(past=False)[:3])


def _near() -> dict[str, Message]:
    """Each reminder there is."""
    return {
        f"reminder, {day.kind}, {ahead} ahead": DayNear(day, ahead)
        for day in ends(past=False)
        for ahead in AHEAD[day.kind]
    }


def own_data(world: World) -> dict[str, Message]:
    """A name for each message, and the message."""
    now = world.now
    backups = tuple(
        KeptBackup(f"tradedraw-<{days}>.db", now - timedelta(days=days))
        for days in (0, 3, 40, 50, 60, 70, 80)
    )
    full = Profile(480, "72106", Submission(datetime(2025, 11, 3, tzinfo=UTC).date()), 12)
    job = world.occupations.group("72106")
    night = Terms("french", True, time(21), time(8))
    tie = next(draw for draw in world.knowledge.draws.draws if draw.number == "368")
    return {
        "settings, nothing known": SettingsReport("en", None, True, None, "America/Toronto"),
        "settings, terminal": SettingsReport("fr", "+05:30", False, None, "+05:30"),
        "settings, subscribed": SettingsReport("en", "Asia/Manila", True, night, "Asia/Manila"),
        "dates, none": DatesReport((), None),
        "dates, none, to be reminded": DatesReport((), None, remind=True),
        "dates": DatesReport(ends(past=False), tie, remind=True),
        "dates, to choose reminders of": DatesReport(
            ends(past=False), tie, remind=True, reminders=()
        ),
        "dates, none to be reminded of": DatesReport((), None, remind=True, reminders=()),
        "dates, no reminder left": DatesReport(
            ends(past=False)[3:4], None, remind=True, reminders=(), wanted=True
        ),
        "dates, with reminders": DatesReport(
            ends(past=False), tie, remind=True, reminders=_reminders(), zone="Asia/Manila"
        ),
        "reminders missed": Missed((*ends(past=False)[:1], *ends(past=True)[1:2])),
        "known, with reminders": MyProfile(
            full, job, None, OwnDates(birthday="03-12"), ("profile", "birthday")
        ),
        "expired": Expired(date(2026, 11, 3)),
        "expired, somebody else's": Expired(date(2026, 11, 3), "husband"),
        **_near(),
        "dates, over": DatesReport(ends(past=True), None, kept=True),
        "dates, a file": DatesFile(ends(past=False), "1", now),
        "file written": FileWritten("dates.ics"),
        "file written, taken": FileWritten("<notes>", "taken"),
        "file written, no place": FileWritten("/x/dates.ics", "No such file or directory"),
        "dates told": DatesTold(OwnDates(birthday="03-12"), ends(past=False)[-1:]),
        "exported": Exported("{}", 7, now),
        "exported, one row": Exported("{}", 1, now),
        "forgotten": Forgotten((), now),
        "forgotten, backups": Forgotten(backups[:2], now),
        "forgotten, one more backup": Forgotten(backups[:6], now),
        "forgotten, many backups": Forgotten(backups, now),
        "forgotten, backups unknown": Forgotten(None, now),
        "link": ScenarioLink(LINK, full, job),
        "link, only a score": ScenarioLink(LINK, Profile(480), None),
        "link, only experience": ScenarioLink(LINK, Profile(experience_months=1), None),
    }
