"""Messages and buttons about the person's own data and settings, for the snapshots."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from bot.conversation.flows.questions import HOME_ZONES
from bot.conversation.messages import Message
from bot.conversation.messages.own_data import (
    Exported,
    Forgotten,
    KeptBackup,
    ScenarioLink,
    SettingsReport,
)
from bot.conversation.subscriptions import Terms
from bot.conversation.world import World
from knowledge.profiles import Profile, Submission

OWN_CHOICES: dict[str, tuple[str, ...]] = {
    "home_zone": ("", *HOME_ZONES, "+05:30"),
    "forget": ("", "yes", "no"),
}
LINK = "https://t.me/draws_bot?start=1p-c480-n72106-d20251103-m12"


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
    return {
        "settings, nothing known": SettingsReport("en", None, True, None, "America/Toronto"),
        "settings, terminal": SettingsReport("fr", "+05:30", False, None, "+05:30"),
        "settings, subscribed": SettingsReport("en", "Asia/Manila", True, night, "Asia/Manila"),
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
