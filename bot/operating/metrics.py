"""What was counted, as Prometheus reads it: totals, times and ages; nothing about any person.

Imports prometheus-client (0.02 s beside aiohttp; 2 microseconds to count one thing): import this
module only where somebody watches.
"""

from __future__ import annotations

import asyncio
import logging
import math
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import TypeVar

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    disable_created_metrics,
    generate_latest,
)

from bot.conversation.subscriptions import Counts
from bot.conversation.transition import Counted
from bot.ports.clock import Clock
from bot.ports.faults import PortError
from bot.ports.metrics import Fault, WebhookRefusal

_LOG = logging.getLogger(__name__)

COUNTS_SECONDS = 60.0
"""How long counts of notices hold: a million of them take the database a while."""

REPLY_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 75)

_UNKNOWN = math.nan

Told = TypeVar("Told")


class PrometheusMetrics:
    """The Metrics port; ``text`` is what ``/metrics`` answers.

    The callables are asked when somebody looks; what they cannot tell then is NaN.
    """

    content_type = CONTENT_TYPE_LATEST

    def __init__(
        self,
        clock: Clock,
        *,
        feed_read_at: Callable[[], Awaitable[datetime | None]] | None = None,
        counts: Callable[[], Awaitable[Counts]] | None = None,
        waiting: Callable[[], Awaitable[int]] | None = None,
    ) -> None:
        disable_created_metrics()  # type: ignore[no-untyped-call]  # the library has no types there
        self._clock = clock
        self._ask_feed, self._ask_counts, self._ask_waiting = feed_read_at, counts, waiting
        self._counted_at = -math.inf
        self._registry = registry = CollectorRegistry()
        ProcessCollector(registry=registry)
        self._updates = Counter(
            "tradedraw_updates", "Updates taken in hand, by kind.", ["kind"], registry=registry
        )
        self._replies = Histogram(
            "tradedraw_reply_seconds",
            "Seconds from taking an update in hand until its reply was sent.",
            buckets=REPLY_BUCKETS,
            registry=registry,
        )
        self._refused = Counter(
            "tradedraw_webhook_refused",
            "Requests to the webhook that were refused, by reason.",
            ["reason"],
            registry=registry,
        )
        self._asked_back = Counter(
            "tradedraw_misunderstandings",
            "Messages that were not understood, what was offered instead, and what was taken.",
            ["kind"],
            registry=registry,
        )
        self._errors = Counter("tradedraw_errors", "Errors, by kind.", ["kind"], registry=registry)
        self._notices = Gauge(
            "tradedraw_notices", "Notices in the database, by state.", ["state"], registry=registry
        )
        self._subscribers = Gauge(
            "tradedraw_subscribers", "Chats that asked for notices.", registry=registry
        )
        self._waiting = Gauge(
            "tradedraw_updates_waiting", "Updates that wait for their turn.", registry=registry
        )
        self._feed_age = Gauge(
            "tradedraw_feed_age_seconds", "Seconds since the last good reading.", registry=registry
        )

    def names(self) -> list[str]:
        """What ``text`` tells of the bot itself, as Prometheus names it."""
        totals = {"counter": "_total"}
        ours = (each for each in self._registry.collect() if each.name.startswith("tradedraw"))
        return [each.name + totals.get(each.type, "") for each in ours]

    def update(self, kind: str) -> None:
        """An update is about to be answered."""
        self._updates.labels(kind).inc()

    def reply(self, seconds: float) -> None:
        """An update was answered, so many seconds after it was taken in hand."""
        self._replies.observe(seconds)

    def refused(self, why: WebhookRefusal) -> None:
        """A request to the webhook was refused."""
        self._refused.labels(why).inc()

    def misunderstood(self, what: Counted) -> None:
        """A message was not understood, or what was offered for it was taken."""
        self._asked_back.labels(what).inc()

    def error(self, fault: Fault) -> None:
        """Something went wrong."""
        self._errors.labels(fault).inc()

    async def text(self) -> bytes:
        """Everything counted so far, in Prometheus' text format."""
        await asyncio.gather(self._look_at_feed(), self._look_at_queue(), self._look_at_notices())
        return generate_latest(self._registry)

    async def _look_at_feed(self) -> None:
        if self._ask_feed is not None:
            read_at = await _told(self._ask_feed)
            age = _UNKNOWN if read_at is None else (self._clock.now() - read_at).total_seconds()
            self._feed_age.set(age)

    async def _look_at_queue(self) -> None:
        if self._ask_waiting is not None:
            count = await _told(self._ask_waiting)
            self._waiting.set(_UNKNOWN if count is None else count)

    async def _look_at_notices(self) -> None:
        now = asyncio.get_running_loop().time()
        if self._ask_counts is None or now - self._counted_at < COUNTS_SECONDS:
            return
        counts = await _told(self._ask_counts)
        if counts is not None:
            self._counted_at = now
        self._subscribers.set(_UNKNOWN if counts is None else counts.subscribers)
        for state in ("waiting", "sent", "given_up", "expired", "not_concerned"):
            self._notices.labels(state).set(_UNKNOWN if counts is None else getattr(counts, state))


async def _told(ask: Callable[[], Awaitable[Told]]) -> Told | None:
    """The answer; None when the database cannot give it now."""
    try:
        return await ask()
    except PortError as error:
        _LOG.warning("a number for those who watch could not be had: %s", error)
        return None
