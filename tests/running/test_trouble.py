"""What must not stop notices: one chat's limit, long waits, a wrong "gone", a clock set back."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.conversation.subscriptions import LATE
from bot.notices.alerts import (
    ChatsSaidGone,
    DeliveryAlert,
    DeliveryFailing,
    LongWait,
    NoticeRefused,
    NoticesExpired,
    WasAway,
)
from bot.ports.faults import Permanent, Retryable
from bot.ports.notifier import ChatGoneError, ChatNotReachedError
from knowledge.draws import Draw
from tests.notices.owing import NEW, NOW, WELDER, owed, packaged, world_with
from tests.running.post_office import PostOffice
from tests.virtual_time import virtually

Story = Callable[[PostOffice], Coroutine[Any, Any, None]]


def tell(story: Story) -> PostOffice:
    """Run it, with a post office of its own."""

    async def told() -> PostOffice:
        office = PostOffice()
        await story(office)
        return office

    return virtually(told)


def flood(after: float) -> Retryable:
    return Retryable(f"Telegram asks to wait {after:.0f} s", after)


def draws(office: PostOffice, chat: int) -> list[str]:
    """The draws that a chat was told of, in order."""
    shown = [push.html for push in office.telegram.shown if push.chat == chat]
    return [html.split("#")[1][:3] for html in shown]


# One chat's limit


@pytest.mark.parametrize("groups", [1, 4])
def test_chats_that_are_told_to_wait_again_and_again_keep_nobody_else_waiting(groups: int) -> None:
    """300 people in 13.2 s at 25 / 1.1 a second; it was 170 s and longer for 59 of them."""

    async def story(office: PostOffice) -> None:
        office.subscribe(range(1, 301))
        chats = [-1 - group for group in range(groups)]
        office.subscribe(chats, group=True)
        for place, chat in enumerate(chats):
            # Told to wait until long after everybody else is through, each at another moment.
            office.telegram.faults[chat] = [flood(30)] * 3
            office.telegram.slow[chat] = 0.05 + 3 * place
        office.owe()
        machine = office.machine()
        await asyncio.sleep(14 + groups / 25)
        assert set(office.telegram.times()) == set(range(1, 301))
        await asyncio.sleep(150)
        await machine.end()

    office = tell(story)
    assert set(office.telegram.times().values()) == {1}
    assert len(office.telegram.shown) == 300 + groups
    assert not any(isinstance(alert, LongWait) for alert in office.alerts)


def test_all_wait_when_several_chats_are_told_so_within_seconds() -> None:
    async def story(office: PostOffice) -> None:
        office.subscribe(range(100))
        office.telegram.faults = {chat: [flood(35)] for chat in (10, 11, 12)}
        office.owe()
        machines = [office.machine(name) for name in ("one", "two")]
        await asyncio.sleep(60)
        for machine in machines:
            await machine.end()

    office = tell(story)
    refused = max(push.at for push in office.telegram.begun if push.chat in (10, 11, 12))
    told = min(push.at for push in office.telegram.begun if push.chat == 10) + 0.05
    third = sorted(p.at for p in office.telegram.begun if p.chat in (10, 11, 12))[2] + 0.05
    assert refused > told + 34
    # Slots that the other machine had reserved, for 0.2 s each, may still be used.
    assert [p for p in office.telegram.begun if third + 0.4 < p.at < told + 35] == []
    after = [push for push in office.telegram.begun if push.at >= told + 35]
    assert after[0].at == pytest.approx(told + 35, abs=0.001)
    assert office.telegram.busiest_second() <= 25
    assert office.telegram.times() == dict.fromkeys(range(100), 1)


def test_a_wait_of_an_hour_for_one_chat_is_that_chats_and_operators_hear_of_it() -> None:
    async def story(office: PostOffice) -> None:
        office.subscribe(range(100))
        office.telegram.faults[3] = [flood(3600)]
        office.owe()
        machine = office.machine()
        await asyncio.sleep(10)
        assert len(office.telegram.shown) == 99
        await asyncio.sleep(3600)
        await machine.end()

    office = tell(story)
    assert office.telegram.times()[3] == 1
    (alert,) = office.alerts
    assert isinstance(alert, LongWait)
    assert not alert.everybody


def test_a_wait_of_an_hour_for_all_outlives_a_restart_until_an_operator_ends_it() -> None:
    async def story(office: PostOffice) -> None:
        office.subscribe(range(100))
        office.telegram.faults = {chat: [flood(3600)] for chat in range(3, 6)}
        office.owe()
        machine = office.machine("first")
        await asyncio.sleep(5)
        await machine.end()
        begun = len(office.telegram.begun)
        machine = office.machine("second")
        await asyncio.sleep(600)
        assert len(office.telegram.begun) == begun
        assert await machine.outbox.held(office.clock.now()) is not None
        await machine.outbox.pause(False)
        await asyncio.sleep(10)
        assert len(office.telegram.shown) == 97
        await machine.end()

    alerts = [alert for alert in tell(story).alerts if isinstance(alert, LongWait)]
    assert any(alert.everybody for alert in alerts)


def test_waits_that_go_on_are_told_to_operators() -> None:
    async def story(office: PostOffice) -> None:
        office.subscribe(range(100))
        office.telegram.faults = {chat: [flood(8)] for chat in range(0, 100, 9)}
        office.owe()
        machine = office.machine()
        await asyncio.sleep(120)
        await machine.end()

    assert any(isinstance(alert, DeliveryFailing) for alert in tell(story).alerts)


# A wrong "gone"

BLOCKED = ChatGoneError("sendMessage: Forbidden: bot was blocked by the user")
NOT_FOUND = ChatNotReachedError("sendMessage: Chat not found")
BARE = ChatNotReachedError("sendMessage: Forbidden")


@pytest.mark.parametrize("error", [BLOCKED, NOT_FOUND, BARE], ids=str)
def test_when_every_chat_is_said_to_be_gone_delivery_stops_and_nobody_is_unsubscribed(
    error: Permanent,
) -> None:
    """It ended all 200 subscriptions in 8 s."""

    async def story(office: PostOffice) -> None:
        office.subscribe(range(200))
        office.telegram.faults = {chat: [error] for chat in range(200)}
        office.owe()
        machine = office.machine()
        await asyncio.sleep(60)
        assert len(office.telegram.begun) < 40
        assert len(office.subscribed()) == 200
        assert office.outcomes() == {"waiting": 200}
        # The operator puts the right token back.
        office.telegram.faults = {}
        await machine.outbox.pause(False)
        await asyncio.sleep(60)
        await machine.end()

    office = tell(story)
    assert office.telegram.times() == dict.fromkeys(range(200), 1)
    assert office.alerts == [ChatsSaidGone("20 of the last 20", str(error))]


def test_a_few_who_blocked_the_bot_are_believed_and_unsubscribed() -> None:
    async def story(office: PostOffice) -> None:
        office.subscribe(range(200))
        office.telegram.faults = {chat: [BLOCKED] for chat in range(5, 200, 7)}
        office.owe()
        machine = office.machine()
        await asyncio.sleep(60)
        await machine.end()

    office = tell(story)
    assert set(office.subscribed()) == set(range(200)) - set(range(5, 200, 7))
    assert office.alerts == []


def test_a_chat_that_is_not_found_is_given_up_told_and_stays_subscribed() -> None:
    async def story(office: PostOffice) -> None:
        office.subscribe(range(50))
        office.telegram.faults = {7: [NOT_FOUND]}
        office.owe()
        machine = office.machine()
        await asyncio.sleep(60)
        await machine.end()

    office = tell(story)
    assert 7 in office.subscribed()
    assert office.rows(7)[0].outcome == "given_up"
    assert [str(alert.reason) for alert in _refused(office.alerts)] == [str(NOT_FOUND)]


def _refused(alerts: list[DeliveryAlert]) -> list[Any]:
    return [alert for alert in alerts if type(alert).__name__ == "NoticeRefused"]


@pytest.mark.parametrize(
    ("reached", "stays"),
    [
        pytest.param(2, False, id="one of three, the others were reached"),
        pytest.param(0, True, id="the only one: nobody says that the other side is right"),
    ],
)
def test_of_few_subscribers_it_counts_whether_anybody_was_reached(
    reached: int, stays: bool
) -> None:
    async def story(office: PostOffice) -> None:
        office.subscribe(range(reached + 1))
        office.telegram.faults = {reached: [BLOCKED] * 50}
        office.owe()
        machine = office.machine()
        await asyncio.sleep(120)
        await machine.end()

    assert (reached in tell(story).subscribed()) is stays


def test_what_is_in_doubt_at_the_end_is_tried_by_the_next_process() -> None:
    async def story(office: PostOffice) -> None:
        office.subscribe([1])
        office.telegram.faults = {1: [BLOCKED]}
        office.owe()
        machine = office.machine("first")
        await asyncio.sleep(1)
        await machine.end()
        assert office.outcomes() == {"waiting": 1}
        machine = office.machine("second")
        await asyncio.sleep(10)
        await machine.end()

    assert tell(story).outcomes() == {"sent": 1}


# The clock


def test_a_clock_set_back_an_hour_delays_nobody() -> None:
    """Notices waited out the hour."""

    async def story(office: PostOffice) -> None:
        office.subscribe(range(300))
        office.telegram.faults = {5: [Retryable("Bad Gateway")]}
        office.owe()
        machine = office.machine()
        await asyncio.sleep(3)
        office.clock.jump(-timedelta(hours=1))
        await asyncio.sleep(20)
        await machine.end()

    office = tell(story)
    assert office.telegram.times() == dict.fromkeys(range(300), 1)
    assert office.telegram.busiest_second() <= 25


def test_a_clock_set_back_while_nothing_ran_delays_nobody() -> None:
    async def story(office: PostOffice) -> None:
        office.subscribe(range(50))
        office.owe(first_seen_at=NOW)
        office.tables.next_slot = NOW
        office.clock.jump(-timedelta(hours=1))
        machine = office.machine()
        await asyncio.sleep(5)
        await machine.end()

    assert tell(story).outcomes() == {"sent": 50}


# The order in each chat


@pytest.mark.parametrize(
    "error",
    [Retryable("Bad Gateway"), flood(20)],
    ids=["a notice that failed", "a chat that was told to wait"],
)
def test_a_notice_that_is_tried_again_is_not_overtaken_in_its_chat(error: Retryable) -> None:
    async def story(office: PostOffice) -> None:
        other = packaged("447")
        later: Draw = NEW
        office.world = world_with(later)
        office.subscribe([1, 2])
        office.telegram.faults = {1: [error]}
        office.owe(owed(draws=(other.number,)))
        machine = office.machine()
        await asyncio.sleep(1)
        office.owe(owed(draws=(later.number,)))
        machine.deliverer.kick.set()
        await asyncio.sleep(60)
        await machine.end()

    office = tell(story)
    assert (draws(office, 1), draws(office, 2)) == (["447", "448"], ["447", "448"])


# Downtime


def test_sixty_hours_down_in_the_middle_of_a_broadcast_lose_nobody() -> None:
    """70 of 100 were lost, without a word to anybody."""

    async def story(office: PostOffice) -> None:
        office.subscribe(range(100))
        office.owe()
        machine = office.machine("first")
        await asyncio.sleep(1.3)
        await machine.kill()
        assert 20 < len(office.telegram.shown) < 40
        office.clock.jump(timedelta(hours=60))
        machine = office.machine("second")
        await asyncio.sleep(30)
        await machine.end()

    office = tell(story)
    assert set(office.telegram.times()) == set(range(100))
    assert office.outcomes() == {"sent": 100}
    (away,) = office.alerts
    assert isinstance(away, WasAway)
    assert timedelta(hours=60) <= away.gap < timedelta(hours=60, minutes=1)
    late = [row for chat in range(100) for row in office.rows(chat) if row.reason == LATE]
    assert 60 < away.waiting == len(late) < 80


def test_who_waited_for_several_draws_while_nothing_ran_gets_one_message_about_all() -> None:
    async def story(office: PostOffice) -> None:
        office.world = world_with(NEW)
        office.subscribe(range(10))
        other = packaged("446").category
        office.subscribe([10], about=other)
        office.subscribe([11], replace(WELDER, crs=400), only_changes=True)
        office.subscribe([12], about=f"trades {other}")
        for number, kind in (("446", other), ("447", "trades")):
            office.owe(owed(draws=(number,), category=kind))
        before = office.machine("first")
        await asyncio.sleep(0)
        await before.kill()
        office.clock.jump(timedelta(hours=60))
        machine = office.machine("second")
        await asyncio.sleep(2)  # until the feed was read
        office.owe(owed(draws=("448",)))
        await asyncio.sleep(30)
        await machine.end()

    office = tell(story)
    assert office.telegram.times() == dict.fromkeys((*range(11), 12), 1)
    text = next(push.html for push in office.telegram.shown if push.chat == 0)
    assert "2 draws while I could not write to you" in text
    assert "3 draws" in next(push.html for push in office.telegram.shown if push.chat == 12)
    assert {row.reason for row in office.rows(0)} == {LATE}
    assert office.outcomes() == {"sent": 10 * 2 + 1 + 3, "not_concerned": 2}


def test_a_pause_of_sixty_hours_loses_nobody_either() -> None:
    async def story(office: PostOffice) -> None:
        office.subscribe(range(10))
        machine = office.machine()
        await asyncio.sleep(5)
        await machine.outbox.pause(True)
        office.owe()
        await asyncio.sleep(5)
        office.clock.jump(timedelta(hours=60))
        await machine.outbox.pause(False)
        await asyncio.sleep(30)
        await machine.end()

    assert tell(story).outcomes() == {"sent": 10}


def test_what_is_too_old_all_the_same_is_counted_and_told_to_operators() -> None:
    async def story(office: PostOffice) -> None:
        office.subscribe(range(70))
        office.owe(first_seen_at=NOW - timedelta(hours=49))
        machine = office.machine()
        await asyncio.sleep(10)
        await machine.end()

    office = tell(story)
    assert office.alerts == [NoticesExpired("draw #448", 70)]
    assert office.outcomes() == {"expired": 70}


def test_a_notice_given_up_after_a_hundred_tries_is_told_to_operators() -> None:
    async def story(office: PostOffice) -> None:
        office.subscribe([1, 2])
        office.telegram.faults[1] = [Retryable("Bad Gateway")]
        office.owe()
        for row in office.rows(1):
            row.attempts = 99
        machine = office.machine()
        await asyncio.sleep(10)
        await machine.end()

    office = tell(story)
    assert office.alerts == [NoticeRefused("draw #448", "Bad Gateway")]
    assert office.outcomes() == {"given_up": 1, "sent": 1}
