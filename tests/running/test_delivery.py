"""From the outbox to Telegram: the loop, in virtual time."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import replace
from datetime import time, timedelta
from itertools import pairwise
from typing import Any

import pytest

from bot.notices.alerts import DeliveryFailing, NoticeBroken, NoticeRefused
from bot.ports.faults import Permanent, Retryable
from bot.ports.notifier import ChatGoneError, ChatMovedError
from bot.ports.store import Remembered
from bot.running.delivery.deliverer import IN_FLIGHT
from bot.running.delivery.pacing import RepliesFirst
from knowledge.profiles import Profile, Submission
from tests.notices.owing import NEW, NOW, SEEN, TIE, WELDER, owed, world_with
from tests.running.post_office import AWAY, MoodyOutbox, PostOffice
from tests.virtual_time import virtually

Story = Callable[[PostOffice], Coroutine[Any, Any, None]]


def tell(story: Story) -> PostOffice:
    """Run it, with a post office of its own."""

    async def told() -> PostOffice:
        office = PostOffice()
        await story(office)
        return office

    return virtually(told)


def at() -> float:
    """Seconds since the story began."""
    return asyncio.get_running_loop().time()


# Everybody once, at the pace


def test_everybody_is_told_once_and_the_message_is_written_down() -> None:
    async def story(office: PostOffice) -> None:
        office.subscribe(range(1, 101), WELDER)
        office.owe()
        machine = office.machine()
        await asyncio.sleep(60)
        await machine.end()

    office = tell(story)
    assert office.telegram.times() == dict.fromkeys(range(1, 101), 1)
    row = office.rows(1)[0]
    assert (row.outcome, row.message, row.attempts) == ("sent", 1, 0)
    # The first starts at once and takes 0.05 s.
    assert row.at == NOW + timedelta(seconds=0.05)
    assert "3 points above" in office.telegram.shown[0].html


def test_no_second_has_more_than_the_pace_and_the_pace_is_even() -> None:
    async def story(office: PostOffice) -> None:
        office.subscribe(range(200))
        office.owe()
        machine = office.machine()
        await asyncio.sleep(60)
        await machine.end()

    telegram = tell(story).telegram
    starts = [push.at for push in telegram.begun]
    gaps = [after - before for before, after in pairwise(starts)]
    assert min(gaps) > 1 / 25
    assert max(gaps) < 0.1
    # 25 / 1.1 = 22.7 start in a second.
    assert telegram.busiest_second() in (22, 23)


def test_several_machines_keep_one_pace_together() -> None:
    async def story(office: PostOffice) -> None:
        office.subscribe(range(200))
        office.owe()
        machines = [office.machine(name) for name in ("one", "two", "three")]
        await asyncio.sleep(60)
        for machine in machines:
            await machine.end()

    office = tell(story)
    assert office.telegram.busiest_second() <= 25
    assert set(office.telegram.times().values()) == {1}
    assert len(office.telegram.shown) == 200
    assert office.telegram.begun[-1].at < 12


def test_a_slow_chat_delays_only_itself() -> None:
    async def story(office: PostOffice) -> None:
        office.subscribe(range(100))
        office.telegram.slow = {3: 45.0, 7: 30.0}
        office.owe()
        machine = office.machine()
        await asyncio.sleep(10)
        assert len(office.telegram.shown) == 98
        await asyncio.sleep(60)
        await machine.end()

    office = tell(story)
    assert set(office.telegram.times().values()) == {1}
    assert office.telegram.busiest_second() <= 25


def test_only_so_many_requests_are_in_flight() -> None:
    async def story(office: PostOffice) -> None:
        office.subscribe(range(300))
        office.telegram.takes = 30.0
        office.owe()
        machine = office.machine()
        await asyncio.sleep(20)
        assert len(office.telegram.in_flight) == IN_FLIGHT
        await machine.kill()

    tell(story)


def test_it_is_looked_for_at_once_when_something_is_owed() -> None:
    async def story(office: PostOffice) -> None:
        office.subscribe([1])
        machine = office.machine()
        await asyncio.sleep(10.3)
        office.owe()
        machine.deliverer.kick.set()
        await asyncio.sleep(5)
        await machine.end()

    assert tell(story).telegram.begun[0].at == pytest.approx(10.3)


def test_what_another_machine_owed_is_found_within_two_seconds() -> None:
    async def story(office: PostOffice) -> None:
        office.subscribe([1])
        machine = office.machine()
        await asyncio.sleep(11)
        office.owe()
        await asyncio.sleep(5)
        await machine.end()

    assert 11 < tell(story).telegram.begun[0].at <= 13


def test_notices_of_one_chat_come_one_after_the_other_and_in_order() -> None:
    async def story(office: PostOffice) -> None:
        office.world = world_with(NEW, replace(NEW, number="449", crs_cutoff=460))
        office.subscribe([1, 2])
        office.telegram.takes = 3.0
        office.owe()
        office.owe(owed(draws=("449",)))
        machine = office.machine()
        await asyncio.sleep(20)
        await machine.end()

    pushes = tell(story).telegram.begun  # which asserts that no chat has two at once
    order = [(push.chat, "#448" in push.html.splitlines()[0]) for push in pushes]
    assert order == [(1, True), (2, True), (1, False), (2, False)]
    assert pushes[2].at - pushes[0].at >= 3.0


def test_what_is_not_told_takes_no_turn() -> None:
    async def story(office: PostOffice) -> None:
        office.subscribe(range(1, 301), replace(WELDER, crs=400), only_changes=True)
        office.subscribe([301], WELDER, only_changes=True)
        office.owe()
        machine = office.machine()
        await asyncio.sleep(1)
        await machine.end()
        assert machine.outbox.paces == 1

    office = tell(story)
    assert office.outcomes() == {"not_concerned": 300, "sent": 1}
    assert office.rows(1)[0].reason == "same_outcome"


def test_what_is_too_old_is_written_down_as_expired() -> None:
    async def story(office: PostOffice) -> None:
        office.subscribe([1])
        office.owe(first_seen_at=NOW - timedelta(hours=48))
        machine = office.machine()
        await asyncio.sleep(1)
        await machine.end()

    office = tell(story)
    assert office.outcomes() == {"expired": 1}
    assert office.telegram.begun == []


def test_at_night_it_makes_no_sound() -> None:
    async def story(office: PostOffice) -> None:
        office.subscribe([1])
        office.subscribe([2], quiet_from=time(9), quiet_until=time(11))
        office.owe()
        machine = office.machine()
        await asyncio.sleep(1)
        await machine.end()

    assert [push.silent for push in tell(story).telegram.shown] == [False, True]


def test_everybody_is_told_in_their_own_language() -> None:
    async def story(office: PostOffice) -> None:
        office.subscribe([1, 2, 3])
        office.tables.disk.chats[2] = Remembered(lang="fr")
        office.tables.disk.chats[3] = Remembered(lang="xx")
        office.owe()
        machine = office.machine()
        await asyncio.sleep(1)
        await machine.end()

    english, french, unknown = (push.html for push in tell(story).telegram.shown)
    assert "métiers spécialisés" in french
    assert english == unknown
    assert "trades draw" in english


def test_a_letter_that_waited_is_written_for_the_time_it_is_sent() -> None:
    async def story(office: PostOffice) -> None:
        # 10:02 in Toronto; the hold ends at 10:04, after night fell at 10:03.
        office.subscribe([1], quiet_from=time(10, 3), quiet_until=time(11))
        office.tables.hold = NOW, NOW + timedelta(minutes=2)
        office.owe()
        machine = office.machine()
        await asyncio.sleep(130)
        await machine.end()

    (push,) = tell(story).telegram.shown
    assert push.at == 120
    assert push.silent


# Errors


def test_a_group_that_moved_is_told_at_its_new_place() -> None:
    async def story(office: PostOffice) -> None:
        office.subscribe([-5], group=True)
        office.telegram.faults[-5] = [ChatMovedError("supergroup", -1005)]
        office.owe()
        machine = office.machine()
        await asyncio.sleep(5)
        await machine.end()

    office = tell(story)
    assert [push.chat for push in office.telegram.shown] == [-1005]
    assert list(office.subscribed()) == [-1005]


def test_what_telegram_refuses_is_given_up_and_the_operator_sees_its_words() -> None:
    async def story(office: PostOffice) -> None:
        office.subscribe([1, 2])
        office.telegram.faults[1] = [Permanent("Bad Request: message is too long")]
        office.owe()
        machine = office.machine()
        await asyncio.sleep(5)
        await machine.end()

    office = tell(story)
    assert office.outcomes() == {"given_up": 1, "sent": 1}
    assert office.rows(1)[0].reason == "Bad Request: message is too long"
    assert office.alerts == [NoticeRefused("draw #448", "Bad Request: message is too long")]


def test_tries_of_one_chat_grow_apart() -> None:
    async def story(office: PostOffice) -> None:
        office.subscribe([1])
        office.telegram.faults[1] = [Retryable("Bad Gateway")] * 4
        office.owe()
        machine = office.machine()
        await asyncio.sleep(60)
        await machine.end()

    office = tell(story)
    starts = [push.at for push in office.telegram.begun]
    gaps = [after - before for before, after in pairwise(starts)]
    # Pauses of 2, 4, 8 and 16 s; looked for every 2 s.
    assert [round(gap) // 2 * 2 for gap in gaps] == [2, 4, 8, 16]
    assert office.rows(1)[0].outcome == "sent"
    assert office.rows(1)[0].attempts == 4


def test_more_than_five_per_cent_of_failures_are_told_to_the_operator_once() -> None:
    async def story(office: PostOffice) -> None:
        office.subscribe(range(200))
        office.telegram.faults = {chat: [Retryable("Bad Gateway")] for chat in range(100, 130)}
        office.owe()
        machine = office.machine()
        await asyncio.sleep(60)
        await machine.end()

    office = tell(story)
    assert office.alerts == [DeliveryFailing("6 of the last 106", "Bad Gateway")]
    assert office.outcomes() == {"sent": 200}


def test_a_bug_of_the_notifier_is_tried_again() -> None:
    async def story(office: PostOffice) -> None:
        office.subscribe([1])
        office.telegram.faults[1] = [KeyError("oops")]
        office.owe()
        machine = office.machine()
        await asyncio.sleep(10)
        await machine.end()

    office = tell(story)
    assert office.outcomes() == {"sent": 1}


# The facts


def test_the_facts_are_brought_up_to_date_once_for_each_event() -> None:
    async def story(office: PostOffice) -> None:
        office.subscribe(range(100))
        office.owe()
        machine = office.machine()
        await asyncio.sleep(20)
        await machine.end()

    assert tell(story).refreshed == 1


def test_a_draw_that_this_machine_does_not_know_yet_is_told_as_soon_as_it_does() -> None:
    async def story(office: PostOffice) -> None:
        office.world = world_with()
        office.subscribe([1])
        office.owe()
        machine = office.machine()
        await asyncio.sleep(5)
        assert office.telegram.begun == []
        office.world = world_with(NEW)
        await asyncio.sleep(20)
        await machine.end()

    office = tell(story)
    assert office.outcomes() == {"sent": 1}
    assert office.alerts == []


# The end, and the crash


def test_sigterm_finishes_what_is_in_flight_and_gives_the_rest_back() -> None:
    async def story(office: PostOffice) -> None:
        office.subscribe(range(100))
        office.telegram.takes = 4.0
        office.owe()
        first = office.machine("first")
        await asyncio.sleep(1)
        begun = len(office.telegram.begun)
        assert office.telegram.shown == []
        assert 20 <= begun < 50  # 50 are claimed
        await first.end()
        # Not one more began, and the others need not wait for any lease.
        assert at() < 1 + 4.1
        assert len(office.telegram.begun) == len(office.telegram.shown) == begun
        assert all(row.worker is None for row in office.tables.notices.values())
        second = office.machine("second")
        await asyncio.sleep(60)
        await second.end()

    office = tell(story)
    assert office.telegram.times() == dict.fromkeys(range(100), 1)


def test_sigterm_while_everybody_waits_ends_at_once() -> None:
    async def story(office: PostOffice) -> None:
        office.subscribe(range(100))
        office.tables.hold = NOW, NOW + timedelta(hours=1)
        office.owe()
        machine = office.machine()
        await asyncio.sleep(100)
        await machine.end()
        assert at() < 101

    assert tell(story).telegram.begun == []


def test_sigterm_while_idle_ends_at_once() -> None:
    async def story(office: PostOffice) -> None:
        machine = office.machine()
        await asyncio.sleep(10.5)
        await machine.end()
        assert at() == pytest.approx(10.5)

    tell(story)


def test_other_machines_go_on_ten_seconds_after_sigterm_began_though_one_chat_is_slow() -> None:
    async def story(office: PostOffice) -> None:
        office.subscribe(range(50))
        office.telegram.slow = {0: 40.0}
        office.owe()
        first = office.machine("first")
        await asyncio.sleep(1)
        ending = asyncio.create_task(first.end())
        second = office.machine("second")
        await asyncio.sleep(15)
        assert len(office.telegram.shown) == 49
        assert not ending.done()
        await ending
        await second.end()

    assert set(tell(story).telegram.times().values()) == {1}


def test_the_end_waits_for_a_database_that_is_away_but_not_for_ever() -> None:
    async def story(office: PostOffice) -> None:
        office.subscribe([1])
        office.owe()
        machine = office.machine()
        machine.outbox.away["settle"] = 1000
        await asyncio.sleep(1)
        await machine.end()
        assert 20 <= at() < 22

    tell(story)


def test_leases_that_cannot_be_given_back_run_out() -> None:
    async def story(office: PostOffice) -> None:
        office.subscribe(range(50))
        office.owe()
        first = office.machine("first")
        first.outbox.away["release"] = 1
        await asyncio.sleep(1)
        await first.end()
        second = office.machine("second")
        await asyncio.sleep(15)
        await second.end()

    assert tell(story).telegram.times() == dict.fromkeys(range(50), 1)


def test_after_kill_minus_nine_others_go_on_within_ten_seconds() -> None:
    async def story(office: PostOffice) -> None:
        office.subscribe(range(50))
        office.owe()
        first, second = office.machine("first"), office.machine("second")
        await asyncio.sleep(0.5)
        await first.kill()
        await asyncio.sleep(12)
        assert office.outcomes() == {"sent": 50}
        await second.end()

    tell(story)


def test_a_request_that_takes_longer_than_a_lease_is_not_made_twice() -> None:
    async def story(office: PostOffice) -> None:
        office.subscribe([1])
        office.telegram.takes = 45.0
        office.owe()
        machines = [office.machine(name) for name in ("one", "two")]
        await asyncio.sleep(60)
        for machine in machines:
            await machine.end()

    assert len(tell(story).telegram.begun) == 1


def test_a_lease_that_was_not_renewed_once_is_renewed_the_next_time() -> None:
    async def story(office: PostOffice) -> None:
        office.subscribe([1])
        office.telegram.takes = 45.0
        office.owe()
        one = office.machine("one")
        one.outbox.away["renew"] = 1
        two = office.machine("two")
        await asyncio.sleep(60)
        await one.end()
        await two.end()

    assert len(tell(story).telegram.begun) == 1


def test_a_machine_that_was_suspended_pushes_nothing_that_may_be_anothers() -> None:
    async def story(office: PostOffice) -> None:
        office.subscribe(range(50))
        office.owe()
        first = office.machine("first")
        await asyncio.sleep(1)
        # The lid is closed for a minute; meanwhile somebody else sends everything.
        office.clock.jump(timedelta(seconds=60))
        outbox = MoodyOutbox(office.tables)
        now = office.clock.now()
        taken = await outbox.claim("second", now, now + timedelta(seconds=30), 100)
        assert taken
        await asyncio.sleep(20)
        chats = {due.subscription.chat for due in taken}
        again = [push for push in office.telegram.begun if push.chat in chats and push.at > 1.2]
        assert again == []
        await first.end()

    tell(story)


# A database that is away


@pytest.mark.parametrize("method", ["claim", "pace", "settle", "renew"])
def test_a_database_that_is_away_for_a_while_loses_and_repeats_nothing(method: str) -> None:
    async def story(office: PostOffice) -> None:
        office.subscribe(range(60))
        office.owe()
        machines = [office.machine(name) for name in ("one", "two")]
        for machine in machines:
            machine.outbox.away[method] = 3
        await asyncio.sleep(60)
        for machine in machines:
            await machine.end()

    assert tell(story).telegram.times() == dict.fromkeys(range(60), 1)


@pytest.mark.parametrize(
    ("method", "error"),
    [
        ("hold", Retryable("Flood control", after=5.0)),
        ("moved", ChatMovedError("supergroup", -1001)),
    ],
)
def test_what_follows_from_an_error_need_not_be_written_for_others_to_be_told(
    method: str, error: Exception
) -> None:
    async def story(office: PostOffice) -> None:
        office.subscribe(range(1, 21))
        office.telegram.faults[1] = [error]
        office.owe()
        machine = office.machine()
        machine.outbox.away[method] = 1
        await asyncio.sleep(30)
        await machine.end()

    office = tell(story)
    assert {chat for chat in office.telegram.times() if chat != 1} == set(range(2, 21))


def test_facts_that_cannot_be_read_are_asked_for_again() -> None:
    async def story(office: PostOffice) -> None:
        office.subscribe([1])
        office.owe()
        office.away = [AWAY]
        machine = office.machine()
        await asyncio.sleep(10)
        await machine.end()

    office = tell(story)
    assert office.refreshed == 1
    assert office.outcomes() == {"sent": 1}


def test_what_is_not_written_down_yet_does_not_pile_up() -> None:
    async def story(office: PostOffice) -> None:
        office.subscribe(range(2000), replace(WELDER, crs=400), only_changes=True)
        office.owe()
        machine = office.machine(per_second=1e6)
        machine.outbox.away["settle"] = 8
        await asyncio.sleep(1)
        # Claims of 500 until more than 1,000 are waiting to be written.
        assert sum(row.worker is not None for row in office.tables.notices.values()) == 1500
        await asyncio.sleep(60)
        await machine.end()

    assert tell(story).outcomes() == {"not_concerned": 2000}


# Replies first, and the operator's pause


def test_replies_go_before_notices() -> None:
    async def story(office: PostOffice) -> None:
        office.subscribe(range(50))
        office.owe()
        replies = RepliesFirst()
        machine = office.machine(gate=replies.gate)
        await asyncio.sleep(0.5)
        with replies.in_hand():
            begun = len(office.telegram.begun)
            await asyncio.sleep(0.6)
            # The one that was about to start when the reply came in.
            assert len(office.telegram.begun) <= begun + 1
        await asyncio.sleep(20)
        await machine.end()

    office = tell(story)
    assert office.telegram.busiest_second() <= 25
    assert office.outcomes() == {"sent": 50}


def test_replies_without_an_end_do_not_keep_notices_back_for_ever() -> None:
    async def story(office: PostOffice) -> None:
        office.subscribe(range(50))
        office.owe()
        replies = RepliesFirst()

        async def chatter(person: int) -> None:
            await asyncio.sleep(person * 0.03)
            while True:
                with replies.in_hand():
                    await asyncio.sleep(0.06)

        talking = [asyncio.create_task(chatter(person)) for person in range(4)]
        machine = office.machine(gate=replies.gate)
        await asyncio.sleep(30)
        await machine.end()
        for task in talking:
            task.cancel()
        await asyncio.gather(*talking, return_exceptions=True)

    assert tell(story).outcomes() == {"sent": 50}


def test_the_operator_can_pause_and_resume() -> None:
    async def story(office: PostOffice) -> None:
        office.subscribe([1])
        office.tables.paused = True
        office.owe()
        machine = office.machine()
        await asyncio.sleep(20)
        assert office.telegram.begun == []
        await machine.outbox.pause(False)
        await asyncio.sleep(5)
        await machine.end()

    assert tell(story).outcomes() == {"sent": 1}


# How other people's bots failed at delivering (decisions.md)


async def crash(office: PostOffice) -> None:
    office.subscribe(range(200))
    office.owe()
    in_flight = 0
    for number in range(10):
        machine = office.machine(f"{number}")
        await asyncio.sleep(0.7)
        in_flight += len(office.telegram.in_flight)
        await machine.kill()
        office.telegram.takes = 0.1 + 0.3 * (number % 3)
    machine = office.machine("last")
    await asyncio.sleep(60)
    await machine.end()
    # Requests in flight at a kill may or may not have been shown; nobody is lost.
    assert set(office.telegram.times()) == set(range(200))
    assert len(office.telegram.shown) - 200 <= in_flight


async def any_error(office: PostOffice) -> None:
    office.subscribe(range(1, 8))
    errors: list[Exception] = [
        Retryable("Bad Gateway"),
        Retryable("Flood control", after=3.0),
        Permanent("Bad Request: can't parse entities"),
        KeyError("a bug"),
        Retryable("timed out"),
        ChatGoneError("Forbidden: bot was blocked by the user"),
    ]
    office.telegram.faults = {chat: [error] for chat, error in enumerate(errors, 1)}
    office.owe()
    machine = office.machine()
    await asyncio.sleep(60)
    await machine.end()
    assert set(office.subscribed()) == {1, 2, 3, 4, 5, 7}
    assert office.outcomes() == {"sent": 5, "given_up": 2}


async def outage(office: PostOffice) -> None:
    office.subscribe(range(100))
    office.telegram.faults = {chat: [Retryable("down")] * 3 for chat in range(100)}
    office.owe()
    machine = office.machine()
    await asyncio.sleep(120)
    await machine.end()
    assert office.telegram.times() == dict.fromkeys(range(100), 1)
    assert office.telegram.busiest_second() <= 25


async def history(office: PostOffice) -> None:
    office.subscribe([1], since=SEEN)
    office.subscribe([2], since=SEEN - timedelta(seconds=1))
    office.owe()
    office.owe(owed(draws=("447",)), SEEN - timedelta(days=50))
    machine = office.machine()
    await asyncio.sleep(10)
    await machine.end()
    assert [push.chat for push in office.telegram.shown] == [2]


async def again(office: PostOffice) -> None:
    office.subscribe([1])
    for _ in range(3):
        office.owe()
    machine = office.machine()
    await asyncio.sleep(10)
    office.owe()
    machine.deliverer.kick.set()
    await asyncio.sleep(10)
    await machine.end()
    assert len(office.telegram.shown) == 1


async def start_again(office: PostOffice) -> None:
    office.subscribe([1])
    office.owe()
    outbox = MoodyOutbox(office.tables)
    await outbox.subscribe(replace(office.subscribed()[1], since=NOW))
    machine = office.machine()
    await asyncio.sleep(10)
    await machine.end()
    assert office.subscribed()[1].since < SEEN
    assert len(office.telegram.shown) == 1


async def one_odd_person(office: PostOffice) -> None:
    office.subscribe(range(1, 10), WELDER)
    odd = Profile(470, "72106", Submission(TIE.date(), zone="Nowhere/At_All"))
    office.subscribe([5], odd)
    office.owe()
    machine = office.machine()
    await asyncio.sleep(1)
    assert office.telegram.times() == {chat: 1 for chat in range(1, 10) if chat != 5}
    (alert,) = office.alerts
    assert isinstance(alert, NoticeBroken)
    assert alert.reason.startswith("a bug: ZoneInfoNotFoundError at ")
    assert office.rows(5)[0].outcome == "waiting"
    # Mended by hand, or by an update of the program: nobody is lost.
    office.subscribe([5], WELDER)
    await asyncio.sleep(10)
    await machine.end()
    assert office.outcomes() == {"sent": 9}


TRAPS: dict[str, Story] = {
    "Save-then-send lost the rest of a broadcast at a crash; send-then-save repeated it": crash,
    "Any send error unsubscribed people (530 in one day)": any_error,
    "Transient outages brought the whole backlog at once": outage,
    "A removed row in the source re-sent old items": again,
    "The first run flooded everybody with history": history,
    "Pressing /start deleted the subscription": start_again,
    "One bad row stopped all notices": one_odd_person,
}


@pytest.mark.parametrize("story", TRAPS.values(), ids=TRAPS)
def test_trap(story: Story) -> None:
    tell(story)
