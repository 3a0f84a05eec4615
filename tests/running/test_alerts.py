"""Operators are told of one cause once an hour, whoever notices it and whatever restarts."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import get_args

import pytest

from bot.notices.alerts import (
    MOST_CAUSES,
    AlertsTold,
    ChatsSaidGone,
    DeliveryFailing,
    DoubtfulFields,
    FeedBroken,
    FeedFlapping,
    FeedMended,
    FeedStale,
    LanguagesDiffer,
    LateDraws,
    LongWait,
    ManyCorrected,
    NoticeBroken,
    NoticeRefused,
    NoticesExpired,
    OperatorAlert,
    RowsSetAside,
    SecondInstance,
    SlowBroadcast,
    TokenRefused,
    UnknownNames,
    WasAway,
)
from bot.ports.faults import Permanent, Retryable
from bot.replies.en.alerts import MOST_SHOWN, alert_text
from bot.replies.markup import plain
from bot.running.alerts import Alerts
from knowledge.feed.contents import FeedProblem
from knowledge.feed.languages import Difference
from tests.doubles.conversation import FixedClock, RecordingMessenger
from tests.doubles.outbox import MemoryOutbox, NoticeTables

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
HOUR, MOMENT = timedelta(hours=1), timedelta(microseconds=1)
ADMINS = (7, 9)
BROKEN = FeedBroken("it answered 502", NOON)
BAKING = FeedProblem("unknown_name", 1, "448", "drawName", "'Baking'", "no category has it")
TOO_MANY = FeedProblem("row", 3, "446", "drawSize", "'many'", "is no whole number")


class Machine:
    """One process that alerts, on a database that may be shared."""

    def __init__(self, clock: FixedClock, tables: NoticeTables) -> None:
        self.messenger = RecordingMessenger()
        self.outbox = MemoryOutbox(tables)
        self.pauses: list[float] = []
        self.patient = False
        self.alerts = Alerts(self.messenger, clock, ADMINS, self.outbox, self._sleep)

    async def _sleep(self, seconds: float) -> None:
        self.pauses.append(seconds)
        await asyncio.sleep(3600 if self.patient else 0)

    async def hears(self, alert: OperatorAlert) -> list[int]:
        """Who is told of it."""
        before = len(self.messenger.shown)
        self.alerts(alert)
        await self.alerts.close(0.1)
        return [chat for chat, _ in self.messenger.shown[before:]]


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOON)


@pytest.fixture
def tables() -> NoticeTables:
    return NoticeTables()


async def test_every_operator_is_told_once_an_hour_of_one_cause(
    clock: FixedClock, tables: NoticeTables
) -> None:
    machine = Machine(clock, tables)
    assert await machine.hears(NoticeRefused("draw #448", "Bad Request")) == [*ADMINS]
    clock.forward(HOUR - MOMENT)
    assert await machine.hears(NoticeRefused("draw #449", "Bad Request")) == []
    assert await machine.hears(NoticeRefused("draw #449", "another reason")) == [*ADMINS]
    clock.forward(MOMENT)
    assert await machine.hears(NoticeRefused("draw #449", "Bad Request")) == [*ADMINS]


async def test_machines_and_restarts_tell_it_no_more_often(
    clock: FixedClock, tables: NoticeTables
) -> None:
    one, other = Machine(clock, tables), Machine(clock, tables)
    assert await one.hears(SecondInstance()) == [*ADMINS]
    clock.forward(HOUR / 2)
    assert await other.hears(SecondInstance()) == []
    assert await Machine(clock, tables).hears(SecondInstance()) == []
    clock.forward(HOUR / 2)
    assert await Machine(clock, tables).hears(SecondInstance()) == [*ADMINS]


async def test_a_database_that_is_away_keeps_nobody_from_being_told(
    clock: FixedClock, tables: NoticeTables, caplog: pytest.LogCaptureFixture
) -> None:
    class Away(MemoryOutbox):
        async def claim_alert(self, cause: str, text: str, now: datetime, since: datetime) -> bool:
            raise Retryable("the database is busy")

    machine = Machine(clock, tables)
    machine.alerts = Alerts(machine.messenger, clock, ADMINS, Away(tables))
    assert await machine.hears(BROKEN) == [*ADMINS]
    assert await machine.hears(BROKEN) == []
    assert "cannot be looked up: the database is busy" in caplog.text


async def test_what_cannot_be_sent_is_kept_until_it_arrives(
    clock: FixedClock, tables: NoticeTables, caplog: pytest.LogCaptureFixture
) -> None:
    """Telegram away, or refusing: the operator who can be reached is told at once."""
    machine = Machine(clock, tables)
    machine.messenger.fail(Retryable("Telegram is away"), Permanent("Chat not found"))
    assert sorted(await machine.hears(BROKEN)) == [*ADMINS]
    assert "an operator could not be told: Telegram is away" in caplog.text
    assert machine.pauses == [5.0, 5.0]
    assert tables.undelivered == {}


async def test_what_did_not_arrive_before_the_end_is_told_after_the_next_start(
    clock: FixedClock, tables: NoticeTables
) -> None:
    """Feed and Telegram away together: the only alert used to be lost, and booked as told."""
    machine = Machine(clock, tables)
    machine.messenger.fail(*[Retryable("Telegram is away")] * 50)
    machine.patient = True
    assert await machine.hears(BROKEN) == []
    clock.forward(HOUR / 2)
    again = Machine(clock, tables)
    await again.alerts.take_up()
    await again.alerts.close()
    assert sorted(chat for chat, _ in again.messenger.shown) == [*ADMINS]
    assert "The feed cannot be read" in again.messenger.shown[0][1].html
    assert tables.undelivered == {}
    assert await again.hears(BROKEN) == [], "it was told within the hour"


async def test_it_stands_in_the_log_too_without_operators(
    clock: FixedClock, tables: NoticeTables, caplog: pytest.LogCaptureFixture
) -> None:
    machine = Machine(clock, tables)
    machine.alerts = Alerts(machine.messenger, clock, (), machine.outbox)
    assert await machine.hears(BROKEN) == []
    assert "The feed cannot be read it answered 502." in caplog.text


def test_what_was_heard_does_not_grow_for_ever() -> None:
    heard = AlertsTold()
    for number in range(MOST_CAUSES + 5):
        heard, tell = heard.with_alert(NoticeRefused("draw #448", str(number)), NOON)
        assert tell
    assert len(heard.told) == MOST_CAUSES
    assert heard.with_alert(BROKEN, NOON + HOUR) == (
        AlertsTold(((BROKEN.cause, NOON + HOUR),)),
        True,
    )


SAID: dict[OperatorAlert, tuple[str, ...]] = {
    BROKEN: ("it answered 502", "22 November 2026", "The last good data stay"),
    FeedMended("it answered 502", NOON, NOON + HOUR): ("read again", "12:00", "13:00"),
    FeedStale("it answered 502", NOON): ("a day old", "it answered 502", "FEED_URL"),
    RowsSetAside((TOO_MANY,)): ("row 3 (draw #446): drawSize 'many': is no whole number",),
    UnknownNames((BAKING,)): ("'Baking'", "every draw", "knowledge/data/categories"),
    DoubtfulFields((TOO_MANY,)): ("left out", "draw #446"),
    ManyCorrected(tuple(map(str, range(1, 9)))): ("nobody was told", "#5", "3 more", "/correct"),
    FeedFlapping(("448",)): ("back and forth", "#448", "ten minutes"),
    LateDraws(("12",)): ("nobody was told", "#12"),
    LanguagesDiffer((Difference("447", "score", "476", "475"),)): ("#447, score", "476", "475"),
    DeliveryFailing("12 of the last 200", "it answered 502"): ("12 of the last 200", "502"),
    NoticeRefused("draw #448", "Bad Request: <b> & more"): ("#448", "Bad Request: <b> & more"),
    NoticeBroken("draw #448", "a bug: KeyError at tell:12"): ("#448", "a bug: KeyError"),
    NoticesExpired("draw #448", 1_070): ("#448", "1,070 were not sent", "/admin"),
    WasAway(60 * HOUR, 1_070): ("60 h", "1,070 notices waited"),
    SlowBroadcast("448", 3_900_000, 43 * HOUR): ("43 hours", "3,900,000", "PAID_BROADCAST"),
    LongWait(NOON + HOUR, everybody=True): ("everybody", "13:00", "/resume"),
    ChatsSaidGone("20 of the last 20", "chat not found"): ("nobody was unsubscribed", "20 of"),
    SecondInstance(): ("Two processes", "Stop the other one"),
    TokenRefused(): ("refused the bot's token", "for a minute"),
}


def test_every_alert_has_a_text() -> None:
    kinds = {kind for union in get_args(OperatorAlert) for kind in get_args(union) or (union,)}
    assert {type(alert) for alert in SAID} == kinds


@pytest.mark.parametrize("alert", SAID, ids=lambda alert: type(alert).__name__)
def test_an_alert_says_what_happened_and_what_to_do(alert: OperatorAlert) -> None:
    html = alert_text(alert)
    assert html.startswith("<b>")
    for words in SAID[alert]:
        assert words in plain(html)
    assert html.count("•") <= MOST_SHOWN
