"""What owes notices and reminders, stored once, however many people it concerns."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256

from bot.notices.announcements import STILL_NEWS
from bot.ports.notices import Owed
from bot.storage.engine import Calls
from bot.storage.notice_rows import OwedRow


async def owe(calls: Calls, owed: Owed, at: datetime) -> None:
    """Save one event, inside a transaction that makes notices alone; they are made in slices.

    The variant tells events about one draw apart: a correction by when its new fields were first
    seen, a hand-written one by its words. An event owed again goes through all subscribers again:
    some may not have it yet.
    """
    ((oldest, newest),) = await calls.rows("seen", draw=owed.draw)
    match owed.kind:
        case "manual":
            first_seen_at, variant = at, owed.text or ""
        case "correction":
            first_seen_at, variant = newest or at, newest.isoformat() if newest else ""
        case _:
            first_seen_at, variant = oldest or at, ""
    news_until = first_seen_at + STILL_NEWS
    event, _ = await save_event(calls, owed, variant, first_seen_at, news_until)
    await calls.rows("save_told_draws", event=event, told=[(draw,) for draw in owed.draws])
    ((lowest, highest),) = await calls.rows("ends_of_subscriptions")
    start = _start(f"{owed.kind} {owed.draw} {variant}", lowest or 0, highest or 0)
    await calls.rows("begin_slices", event=event, start=start)


async def save_event(
    calls: Calls, owed: Owed, variant: str, first_seen_at: datetime, news_until: datetime
) -> tuple[int, int]:
    """Save an event, unless it is there; its number, and that of what it tells."""
    about = {"variant": variant, "first_seen_at": first_seen_at, "news_until": news_until}
    ((event, topic),) = await calls.rows("save_event", **OwedRow.of(owed)._asdict(), **about)
    return event, topic


def _start(event: str, lowest: int, highest: int) -> int:
    """With which chat an event begins: another one each time, so that nobody is always the last."""
    drawn = int.from_bytes(sha256(event.encode()).digest()[:8], "big")
    return lowest + drawn % (highest - lowest + 1)
