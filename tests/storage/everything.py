"""Rows about a chat in every table, so that tests can see them told, and gone."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.conversation.effects import Remind
from bot.ports.store import Remembered
from bot.storage.databases import Database
from tests.storage.opening import NOON, owed, reading, revision, saved, subscription

LONG_AGO = NOON - timedelta(days=600)
NOTHING = Remembered()
PROFILE = '{"profile":{"crs":480},"zone":"Asia/Manila"}'
SOMEBODY = Remembered('{"kind":"Resting"}', PROFILE, "fr")


async def settle_in(database: Database, chat: int, at: datetime = NOON) -> None:
    """Leave rows about that chat in every table."""
    await database.store.commit(chat, chat, NOTHING, SOMEBODY, at, [Remind(("profile",))])
    await database.store.commit(chat, chat + 10, SOMEBODY, SOMEBODY, at)
    await database.store.sent(chat)
    await database.outbox.subscribe(subscription(chat, since=LONG_AGO))
    await saved(database, reading(at), [revision(first=at)], [owed()])
    await database.queue.put(chat + 20, chat, '{"message":"as it came"}')
