"""What ``tradedraw status`` says to the operator; in English, as the log is."""

from __future__ import annotations

from datetime import datetime

from bot.conversation.subscriptions import Counts
from bot.ports.notices import FeedState
from bot.replies.elapsed import ago
from bot.replies.en.terms import EN, draw_name
from knowledge.draws import Draw


def newest_line(newest: Draw | None) -> str:
    """Number, kind and day of the newest draw known."""
    return f"Newest draw: {'none known' if newest is None else draw_name(newest)}"


def feed_lines(state: FeedState, now: datetime) -> list[str]:
    """When the feed was last read, and what is wrong with it."""
    if state.read_at is None:
        lines = ["Feed: never read"]
    else:
        read = EN.instant(state.read_at)
        lines = [f"Feed: last read {ago(state.read_at, now, EN)} ({read})"]
    if state.failing is not None:
        since = "" if state.failing_since is None else f" since {EN.instant(state.failing_since)}"
        lines.append(f"Feed failing{since}: {' '.join(state.failing.split())}")
    return lines


def delivery_lines(counts: Counts, paused: bool) -> list[str]:
    """Subscribers, and what became of the notices owed to them."""
    number = EN.number
    line = (
        f"Notices: {number(counts.waiting)} waiting, {number(counts.sent)} sent,"
        f" {number(counts.given_up)} given up"
    )
    if counts.expired:
        line += f", {number(counts.expired)} too old"
    if paused:
        line += "; delivery is paused (/resume)"
    refused = [f"Given up lately: {number(one.notices)} × {one.reason}" for one in counts.refusals]
    return [f"Subscribers: {number(counts.subscribers)}", line, *refused]
