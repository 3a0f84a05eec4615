"""What every Outbox promises: the same tests on the double, on SQLite and on PostgreSQL."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from itertools import pairwise
from typing import get_args

import pytest

from bot.conversation.effects import AcceptFeed, PauseDelivery, SendCorrection, Unsubscribe
from bot.conversation.subscriptions import GivenUp
from bot.ports.faults import PortError
from bot.ports.notices import (
    Counts,
    Due,
    Held,
    Outcome,
    Owed,
    PastNotice,
    Progress,
    Settled,
    Subscription,
)
from bot.ports.store import Remembered
from tests.storage.opening import (
    LEASE,
    LONG_AGO,
    MOMENT,
    NOON,
    Databases,
    Whole,
    made,
    owed,
    reading,
    revision,
    saved,
    sent,
    subscription,
)

SECOND = timedelta(seconds=1)
NOTHING = Remembered()
ANSWERED = Remembered(state='{"kind":"resting"}', lang="fr")
FRENCH = Remembered(state='{"kind":"idle"}', profile='{"crs":505}', lang="fr")


async def owe(database: Whole, *events: Owed, at: datetime = NOON) -> int:
    """A reading with these events; the draws are first seen in it."""
    seen = [revision(event.draw, first=at) for event in events]
    return await saved(database, reading(at), seen, events)


async def owed_by_hand(database: Whole, event: Owed, now: datetime) -> int:
    """A correction written by an operator, and its notices are made; how many."""
    await database.outbox.owe(event, now)
    return await made(database, now)


async def subscribe(database: Whole, *chats: int) -> None:
    for chat in chats:
        await database.outbox.subscribe(subscription(chat))


async def claim(
    database: Whole, worker: str = "a", now: datetime = NOON, most: int = 1000
) -> list[Due]:
    return list(await database.outbox.claim(worker, now, now + LEASE, most))


async def all_claimed(database: Whole, now: datetime) -> list[Due]:
    """Everything that is due, one after the other in each chat, settled without being sent."""
    found: list[Due] = []
    while due := await claim(database, now=now):
        found += due
        nothing = [Settled(one.notice, "not_concerned", now) for one in due]
        await database.outbox.settle(nothing)
    return found


def chats(due: Sequence[Due]) -> list[int]:
    return sorted(one.subscription.chat for one in due)


async def tell(database: Whole, event: Owed, at: datetime = NOON) -> None:
    """An event, made and sent to all it concerns."""
    await owe(database, event, at=at)
    claimed = await claim(database, now=at)
    await database.outbox.settle([sent(due.notice, at) for due in claimed])


# --- subscriptions ------------------------------------------------------------------------------


async def test_a_chat_that_never_subscribed_has_no_subscription(database: Whole) -> None:
    assert await database.outbox.subscription(7) is None


async def test_every_field_of_a_subscription_comes_back(databases: Databases) -> None:
    full = Subscription(
        -1001234567890, "french", NOON, True, time(21, 30), time(6, 45), "America/Toronto", True
    )
    await (await databases.open()).outbox.subscribe(full)
    assert await (await databases.open()).outbox.subscription(full.chat) == full


async def test_subscribing_again_changes_what_is_wanted_and_keeps_since(database: Whole) -> None:
    await database.outbox.subscribe(subscription(7))
    for wanted in (
        Subscription(7, "all", NOON, True, time(0), time(0), "Europe/Paris", True),
        Subscription(7, "trades", NOON + SECOND),
    ):
        await database.outbox.subscribe(wanted)
        assert await database.outbox.subscription(7) == replace(wanted, since=LONG_AGO)


async def test_subscribing_leaves_what_is_remembered_and_the_other_way_round(
    database: Whole,
) -> None:
    await database.store.commit(7, 1, Remembered(), FRENCH, NOON)
    await subscribe(database, 7, 8)
    assert (await database.store.turn(7, 2)).remembered == FRENCH
    assert (await database.store.turn(8, 2)).remembered == Remembered()
    await database.store.commit(8, 3, Remembered(), FRENCH, NOON)
    assert await database.outbox.subscription(8) == subscription(8)


async def test_ending_a_subscription_drops_what_waits_and_keeps_what_was_told(
    database: Whole,
) -> None:
    await subscribe(database, 7, 8)
    await tell(database, owed("447"))
    await owe(database, owed("448"))
    await database.outbox.unsubscribe(7)
    assert await database.outbox.subscription(7) is None
    assert chats(await claim(database)) == [8]
    assert [told.owed.draw for told in await database.outbox.told(7, 5)] == ["447"]


async def test_ending_what_there_is_not_changes_nothing(database: Whole) -> None:
    await subscribe(database, 8)
    await database.outbox.unsubscribe(7)
    await database.outbox.unsubscribe(7)
    assert await database.outbox.subscription(8) == subscription(8)


async def test_whoever_subscribes_anew_gets_nothing_of_before(database: Whole) -> None:
    await subscribe(database, 7)
    await owe(database, owed())
    await database.outbox.unsubscribe(7)
    await database.outbox.subscribe(subscription(7, since=NOON + SECOND))
    assert await owe(database, owed()) == 0
    assert await claim(database) == []


# --- forgetting ---------------------------------------------------------------------------------


async def test_forgetting_a_chat_removes_its_subscription_and_all_its_notices(
    databases: Databases,
) -> None:
    database = await databases.open()
    await subscribe(database, 7, 8)
    await tell(database, owed("447"))
    await owe(database, owed("448"))
    await database.store.forget(7, 1)
    again = await databases.open()
    assert await again.outbox.subscription(7) is None
    assert await again.outbox.told(7, 5) == []
    assert chats(await claim(again)) == [8]
    counts = await again.outbox.counts()
    assert (counts.subscribers, counts.waiting, counts.sent) == (1, 1, 1)


async def test_a_late_word_about_a_notice_that_is_gone_changes_nothing(database: Whole) -> None:
    await subscribe(database, 7, 8, 9)
    await owe(database, owed("447"))
    held = {due.subscription.chat: due.notice for due in await claim(database)}
    await database.store.forget(9, 1)
    await database.outbox.unsubscribe(8)
    await subscribe(database, 8, 9)
    await owe(database, owed("448"), at=NOON + SECOND)
    await database.outbox.settle([sent(notice) for notice in held.values()])
    later = await claim(database, now=NOON + SECOND)
    assert {due.owed.draw for due in later} == {"448"}
    assert chats(later) == [7, 8, 9]


# --- claiming -----------------------------------------------------------------------------------


async def test_a_claim_brings_subscription_memory_and_event(database: Whole) -> None:
    await subscribe(database, 7)
    await database.store.commit(7, 1, Remembered(), FRENCH, NOON)
    await owe(database, owed())
    (due,) = await claim(database)
    until = NOON + timedelta(hours=48)
    remembered = FRENCH.profile, FRENCH.lang
    assert due == Due(due.notice, subscription(7), owed(), NOON, until, 0, *remembered)


async def test_no_more_is_claimed_than_was_asked_for_the_oldest_first(database: Whole) -> None:
    await subscribe(database, *range(1, 8))
    await owe(database, owed("447"))
    await owe(database, owed("448"), at=NOON + MOMENT)
    draws = []
    while due := await claim(database, now=NOON + SECOND, most=3):
        assert len(due) <= 3
        draws += [one.owed.draw for one in due]
        await database.outbox.settle([sent(one.notice) for one in due])
    assert draws == ["447"] * 7 + ["448"] * 7


async def test_what_has_been_due_longest_is_claimed_first(database: Whole) -> None:
    for chat, number, seconds in ((7, "446", 0), (8, "447", 10), (9, "448", 30)):
        await database.outbox.subscribe(subscription(chat, number))
        await owe(database, owed(number, category=number), at=NOON + seconds * SECOND)
    (due,) = await claim(database)
    again = Settled(due.notice, "retry", NOON, again_at=NOON + 20 * SECOND)
    await database.outbox.settle([again])
    now = NOON + 40 * SECOND
    order = [(await claim(database, now=now, most=1))[0].owed.draw for _ in range(3)]
    assert order == ["447", "446", "448"]


async def test_nothing_is_claimed_twice_and_nothing_is_left_by_many_workers(
    databases: Databases,
) -> None:
    machines = [await databases.open() for _ in range(2)]
    await subscribe(machines[0], *range(1, 301))
    await owe(machines[0], owed())

    async def work(worker: str, database: Whole) -> list[int]:
        mine: list[int] = []
        while due := await claim(database, worker, most=7):
            mine += [one.notice for one in due]
            await asyncio.sleep(0)
        return mine

    shares = await asyncio.gather(
        *(work(f"{name}{n}", machine) for n in range(2) for name, machine in enumerate(machines))
    )
    claimed = [notice for share in shares for notice in share]
    assert len(claimed) == len(set(claimed)) == 300
    assert await claim(machines[0]) == []


async def test_a_lease_keeps_others_out_until_it_runs_out(databases: Databases) -> None:
    """kill -9 between claim and settle: another worker gets it, untouched, ten seconds later."""
    database = await databases.open()
    await subscribe(database, 7)
    await owe(database, owed())
    (due,) = await claim(database)
    other = await databases.open()
    assert await claim(other, "b", NOON + LEASE - MOMENT) == []
    assert await claim(other, "b", NOON + LEASE) == [due]
    assert await claim(database, "a", NOON + LEASE + SECOND) == []


async def test_a_lease_can_be_renewed_by_its_holder_only(database: Whole) -> None:
    await subscribe(database, 7, 8)
    await owe(database, owed())
    first, second = await claim(database)
    later = NOON + 5 * SECOND
    await database.outbox.renew("a", [first.notice, 999_999], later + LEASE)
    await database.outbox.renew("b", [second.notice], later + LEASE)
    assert await claim(database, "b", NOON + LEASE) == [second]
    await database.outbox.renew("a", [second.notice], NOON + 9 * LEASE)
    assert await claim(database, "c", later + LEASE + 5 * SECOND) == [first, second]
    await database.outbox.renew("c", [], NOON + 9 * LEASE)


async def test_a_settled_notice_is_not_renewed_back_to_life(database: Whole) -> None:
    await subscribe(database, 7)
    await owe(database, owed())
    (due,) = await claim(database)
    await database.outbox.settle([sent(due.notice)])
    await database.outbox.renew("a", [due.notice], NOON + LEASE)
    assert await claim(database, now=NOON + 3 * LEASE) == []


async def test_release_gives_back_what_that_worker_holds(database: Whole) -> None:
    await subscribe(database, 7, 8)
    await owe(database, owed())
    (first,), (second,) = await claim(database, "a", most=1), await claim(database, "b", most=1)
    await database.outbox.release("a")
    assert await claim(database, "c") == [first]
    await database.outbox.release("b")
    assert await claim(database, "c") == [second]


async def test_release_all_gives_back_everything(database: Whole) -> None:
    await subscribe(database, 7, 8, 9)
    await owe(database, owed())
    both = [*await claim(database, "a", most=1), *await claim(database, "b", most=1)]
    await database.outbox.release_all()
    again = await claim(database, "c")
    assert again[:2] == both
    assert len(again) == 3


# --- settling -----------------------------------------------------------------------------------


@pytest.mark.parametrize("outcome", [name for name in get_args(Outcome) if name != "retry"])
async def test_a_settled_notice_is_done_with_and_told_as_what_it_became(
    databases: Databases, outcome: Outcome
) -> None:
    database = await databases.open()
    await subscribe(database, 7)
    await owe(database, owed())
    assert await database.outbox.told(7, 5) == [PastNotice(owed(), "waiting", NOON)]
    (due,) = await claim(database)
    settled = Settled(due.notice, outcome, NOON + SECOND, reason="Bad Request: « é »")
    await database.outbox.settle([settled])
    again = await databases.open()
    assert await claim(again, now=NOON + timedelta(days=9)) == []
    told = PastNotice(owed(), outcome, NOON + SECOND, "Bad Request: « é »")
    assert await again.outbox.told(7, 5) == [told]


async def test_a_notice_to_be_tried_again_waits_until_then_and_counts_its_attempts(
    database: Whole,
) -> None:
    await subscribe(database, 7)
    await owe(database, owed())
    now = NOON
    for attempts in range(3):
        (due,) = await claim(database, now=now)
        assert due.attempts == attempts
        again = Settled(due.notice, "retry", now, again_at=now + 30 * SECOND, reason="timeout")
        await database.outbox.settle([again])
        assert await claim(database, "b", now + 30 * SECOND - MOMENT) == []
        told = PastNotice(owed(), "waiting", now, "timeout")
        assert await database.outbox.told(7, 5) == [told]
        now += 30 * SECOND


async def test_what_was_settled_first_stays(database: Whole) -> None:
    await subscribe(database, 7)
    await owe(database, owed())
    (due,) = await claim(database)
    await database.outbox.settle([sent(due.notice)])
    await database.outbox.settle([Settled(due.notice, "given_up", NOON + SECOND, reason="x")])
    again = NOON + 2 * SECOND
    await database.outbox.settle([Settled(due.notice, "retry", again, again_at=again)])
    assert await database.outbox.told(7, 5) == [PastNotice(owed(), "sent", NOON)]
    assert await claim(database, now=NOON + timedelta(days=1)) == []


async def test_many_are_settled_at_once_each_its_own_way(database: Whole) -> None:
    await subscribe(database, *range(1, 101))
    await owe(database, owed())
    due = {one.subscription.chat: one.notice for one in await claim(database)}
    settled = [sent(due[chat]) for chat in range(1, 51)]
    again = NOON + LEASE
    settled += [Settled(due[chat], "retry", NOON, again_at=again) for chat in range(51, 71)]
    settled += [Settled(999_999, "sent", NOON)]
    await database.outbox.settle(settled)
    await database.outbox.settle([])
    assert chats(await claim(database, "b", NOON + LEASE)) == list(range(51, 101))
    counts = await database.outbox.counts()
    assert (counts.sent, counts.waiting) == (50, 50)


# --- moving -------------------------------------------------------------------------------------


async def test_a_moved_group_keeps_its_subscription_its_notices_and_its_language(
    database: Whole,
) -> None:
    await database.store.commit(-5, 1, Remembered(), FRENCH, NOON)
    await subscribe(database, -5, 8)
    await tell(database, owed("447"))
    await owe(database, owed("448"))
    held = {due.subscription.chat: due for due in await claim(database)}
    await database.outbox.moved(-5, -1005)
    await database.outbox.settle([Settled(held[-5].notice, "retry", NOON, again_at=NOON)])
    assert await database.outbox.subscription(-5) is None
    assert await database.outbox.subscription(-1005) == subscription(-1005)
    (due,) = await claim(database, "b")
    moved = (due.notice, due.subscription.chat, due.lang)
    assert moved == (held[-5].notice, -1005, "fr")
    assert [told.owed.draw for told in await database.outbox.told(-1005, 5)] == ["448", "447"]
    assert await database.outbox.told(-5, 5) == []


async def test_where_a_moved_group_is_known_already_nothing_is_told_twice(
    database: Whole,
) -> None:
    await database.store.commit(-5, 1, Remembered(), FRENCH, NOON)
    await subscribe(database, -5, -1005)
    await database.outbox.subscribe(replace(subscription(-1005), about="all"))
    await owe(database, owed())
    await database.outbox.moved(-5, -1005)
    await database.outbox.moved(-5, -1005)
    await database.outbox.moved(-1005, -1005)
    (due,) = await claim(database)
    assert (due.subscription.chat, due.lang) == (-1005, "fr")
    found = await database.outbox.subscription(-1005)
    assert found is not None
    assert found.about == "all"


async def slot(machine: Whole, now: datetime, count: int, per_second: float) -> datetime:
    """The instant of a reservation, where nothing is held."""
    first = await machine.outbox.pace(now, count, per_second)
    assert not isinstance(first, Held)
    return first


# --- pace, hold, pause --------------------------------------------------------------------------


async def test_reservations_are_as_far_apart_as_the_pace_demands(databases: Databases) -> None:
    machines = [await databases.open() for _ in range(2)]
    firsts = [
        (await slot(machine, NOON, count, 25), count)
        for machine, count in [*zip(machines * 3, (1, 5, 2, 1, 10, 3), strict=True)]
    ]
    assert firsts[0][0] == NOON
    for (first, count), (following, _) in pairwise(firsts):
        assert following - first == count * SECOND / 25


async def test_reservations_at_the_same_moment_do_not_overlap(databases: Databases) -> None:
    machines = [await databases.open() for _ in range(2)]
    firsts = await asyncio.gather(*(slot(machines[n % 2], NOON, 2, 30) for n in range(20)))
    gaps = [b - a for a, b in pairwise(sorted(firsts))]
    assert min(gaps) >= 2 * SECOND / 30
    assert max(firsts) - NOON < 40 * SECOND / 30


async def test_what_was_not_used_is_not_saved_up(database: Whole) -> None:
    await database.outbox.pace(NOON, 1, 25)
    later = NOON + timedelta(hours=1)
    assert await database.outbox.pace(later, 1, 25) == later
    assert await database.outbox.pace(later, 1, 25) == later + SECOND / 25


async def test_nobody_starts_before_the_end_of_a_hold(databases: Databases) -> None:
    one, other = await databases.open(), await databases.open()
    await one.outbox.hold(NOON, NOON + 30 * SECOND)
    await one.outbox.hold(NOON, NOON + 10 * SECOND)
    assert await other.outbox.pace(NOON, 1, 25) == Held(NOON + 30 * SECOND)
    assert await other.outbox.held(NOON + 30 * SECOND - MOMENT) == NOON + 30 * SECOND
    assert await other.outbox.held(NOON + 30 * SECOND) is None
    # While it is held nothing is reserved: afterwards the pace begins at once.
    for _ in range(9):
        await other.outbox.pace(NOON + 29 * SECOND, 5, 25)
    assert await other.outbox.pace(NOON + 30 * SECOND, 1, 25) == NOON + 30 * SECOND


async def test_an_operator_who_resumes_ends_a_hold(databases: Databases) -> None:
    one, other = await databases.open(), await databases.open()
    await one.outbox.hold(NOON, NOON + 3600 * SECOND)
    await other.outbox.pause(False)
    assert await one.outbox.held(NOON) is None
    assert await one.outbox.pace(NOON, 1, 25) == NOON


async def test_a_clock_that_was_set_back_an_hour_keeps_nobody_waiting(database: Whole) -> None:
    """What was reserved, held and made by the clock of before does not count by that of now."""
    await subscribe(database, 7)
    await owe(database, owed())
    await database.outbox.pace(NOON, 5, 25)
    await database.outbox.hold(NOON, NOON + 30 * SECOND)
    back = NOON - timedelta(hours=1)
    assert await database.outbox.held(back) is None
    assert await database.outbox.pace(back, 1, 25) == back
    assert await database.outbox.claim("a", back, back + LEASE, 9) == []
    await database.outbox.set_right(back)
    (due,) = await database.outbox.claim("a", back, back + LEASE, 9)
    assert due.subscription.chat == 7


async def test_a_lease_given_before_the_clock_was_set_back_is_void(database: Whole) -> None:
    await subscribe(database, 7)
    await owe(database, owed(), at=NOON - timedelta(hours=2))
    (due,) = await database.outbox.claim("killed", NOON, NOON + LEASE, 9)
    back = NOON - timedelta(hours=1)
    assert await database.outbox.claim("next", back, back + LEASE, 9) == [due]


async def test_a_chat_gets_no_later_notice_before_the_first_that_waits(database: Whole) -> None:
    await subscribe(database, 7, 8)
    await owe(database, owed("447"))
    await owe(database, owed("448"))
    first = list(await database.outbox.claim("a", NOON, NOON + LEASE, 9))
    first.sort(key=lambda due: due.subscription.chat)
    assert [(due.subscription.chat, due.owed.draw) for due in first] == [(7, "447"), (8, "447")]
    again = NOON + 60 * SECOND
    await database.outbox.settle([Settled(first[0].notice, "retry", NOON, again_at=again)])
    await database.outbox.settle([sent(first[1].notice)])
    later = await database.outbox.claim("a", NOON + LEASE, NOON + 2 * LEASE, 9)
    assert [(due.subscription.chat, due.owed.draw) for due in later] == [(8, "448")]
    last = await database.outbox.claim("b", again, again + LEASE, 9)
    assert {(due.subscription.chat, due.owed.draw) for due in last} == {(7, "447"), (8, "448")}


async def test_a_pause_holds_for_all_machines_until_it_is_lifted(databases: Databases) -> None:
    one, other = await databases.open(), await databases.open()
    assert not await other.outbox.paused()
    await one.outbox.pause(True)
    await one.outbox.pause(True)
    assert await other.outbox.paused()
    await other.outbox.pause(False)
    assert not await one.outbox.paused()


# --- what was told ------------------------------------------------------------------------------


async def test_the_newest_notices_of_a_chat_are_told_first(database: Whole) -> None:
    await subscribe(database, 7, 8)
    for hour, number in enumerate(("445", "446", "447")):
        await tell(database, owed(number), at=NOON + timedelta(hours=hour))
    await owe(database, owed("448"), at=NOON + timedelta(hours=3))
    told = await database.outbox.told(7, 3)
    assert [(one.owed.draw, one.outcome) for one in told] == [
        ("448", "waiting"),
        ("447", "sent"),
        ("446", "sent"),
    ]
    assert await database.outbox.told(9, 3) == []


async def test_a_due_notice_says_whether_the_chat_was_sent_something_about_that_draw(
    database: Whole,
) -> None:
    await subscribe(database, 7, 8, 9)
    await owe(database, owed("448", "digest", draws=("447", "448")))
    due = {one.subscription.chat: one.notice for one in await claim(database)}
    nothing = [Settled(due[8], "not_concerned", NOON), Settled(due[9], "expired", NOON)]
    await database.outbox.settle([sent(due[7]), *nothing])
    later = NOON + SECOND
    await owe(database, owed("447", "correction"), at=NOON + MOMENT)
    corrections = await claim(database, now=later)
    told = {one.subscription.chat: one.told_at for one in corrections}
    assert told == {7: NOON, 8: None, 9: None}
    await database.outbox.settle([sent(one.notice, later) for one in corrections])
    await owe(database, owed("446", "correction"), at=NOON + MOMENT)
    assert [one.told_at for one in await all_claimed(database, later)] == [None] * 3
    manual = owed("447", "manual", text="The size was 3,500.")
    assert await owed_by_hand(database, manual, later) == 3
    again = await claim(database, now=later)
    assert [one.told_at for one in again] == [later] * 3, "the newest counts"


# --- the operator's corrections -----------------------------------------------------------------


async def test_recipients_are_the_subscribers_who_were_sent_a_notice_that_told_of_the_draw(
    database: Whole,
) -> None:
    await subscribe(database, 7, 8, 9, 10)
    await owe(database, owed("448", "digest", draws=("447", "448")))
    due = {one.subscription.chat: one.notice for one in await claim(database)}
    expired = Settled(due[9], "expired", NOON)
    await database.outbox.settle([sent(due[7]), sent(due[8]), expired, sent(due[10])])
    await database.outbox.unsubscribe(10)
    found = [await database.outbox.recipients(number) for number in ("446", "447", "448")]
    assert found == [0, 2, 2]
    await tell(database, owed("447", "correction"), at=NOON + SECOND)
    assert await database.outbox.recipients("447") == 3


async def test_of_two_digests_of_one_reading_each_tells_of_its_own_draws(database: Whole) -> None:
    await subscribe(database, 1)
    await database.outbox.subscribe(subscription(2, "all"))
    await tell(database, owed("448", "digest", draws=("446", "448")))
    await tell(database, owed("448", "digest", "all", ("446", "447", "448")))
    found = [await database.outbox.recipients(number) for number in ("446", "447", "448")]
    assert found == [2, 1, 2]
    manual = owed("447", "manual", text="The size was 3,500.")
    assert await owed_by_hand(database, manual, NOON) == 1
    await owe(database, owed("447", "correction"), at=NOON + SECOND)
    due = await all_claimed(database, NOON + SECOND)
    told = [(one.subscription.chat, one.owed.kind, one.told) for one in due]
    assert sorted(told) == [(1, "correction", False), (2, "correction", True), (2, "manual", True)]


async def test_whoever_follows_several_kinds_is_told_of_each_once(database: Whole) -> None:
    await database.outbox.subscribe(subscription(1, "trades healthcare"))
    await database.outbox.subscribe(subscription(2, "health"))
    for number, kind in (("446", "trades"), ("447", "healthcare"), ("448", "french")):
        await owe(database, owed(number, category=kind))
    due = await all_claimed(database, NOON)
    assert [(one.subscription.chat, one.owed.draw) for one in due] == [(1, "446"), (1, "447")]


async def test_of_the_digests_of_one_reading_whoever_follows_several_kinds_has_that_of_all(
    database: Whole,
) -> None:
    await subscribe(database, 1)
    await database.outbox.subscribe(subscription(2, "trades healthcare"))
    digests = [
        owed("448", "digest", "all", ("446", "447", "448")),
        owed("448", "digest", "trades", ("446", "448")),
        owed("447", "digest", "healthcare", ("447",)),
    ]
    await owe(database, *digests)
    found = {one.subscription.chat: one.owed.category for one in await claim(database)}
    assert found == {1: "trades", 2: "all"}


async def test_what_is_late_brings_the_new_draws_that_wait_behind_it(database: Whole) -> None:
    await subscribe(database, 1, 2)
    await owe(database, owed("446"))
    await owe(database, owed("447"), owed("447", "correction"))
    await owe(database, owed("448", "digest"))
    later = NOON + timedelta(hours=48)
    assert [one.behind for one in await claim(database, now=later - SECOND)] == [(), ()]
    await database.outbox.release("a")
    found = await claim(database, now=later)
    assert [one.late for one in found] == [True, True]
    assert [one.draws for one in found] == [("446", "447", "448")] * 2
    every = [one.notice for due in found for one in due.behind]
    assert len(set(every)) == 4
    await database.outbox.settle([sent(notice, later) for notice in every])
    told = [await database.outbox.told(chat, 5) for chat in (1, 2)]
    assert [[one.outcome for one in each].count("sent") for each in told] == [2, 2]


async def test_a_hand_written_correction_is_owed_once_to_each_recipient(database: Whole) -> None:
    await subscribe(database, 7, 8, 9)
    await owe(database, owed("448", "digest", draws=("447", "448")))
    due = {one.subscription.chat: one.notice for one in await claim(database)}
    nothing = Settled(due[9], "not_concerned", NOON)
    await database.outbox.settle([sent(due[7]), sent(due[8]), nothing])
    await database.outbox.unsubscribe(8)
    manual = owed("447", "manual", text="The size was 3,500. « é »")
    later = NOON + timedelta(days=3)
    assert await owed_by_hand(database, manual, later) == 1
    assert await owed_by_hand(database, manual, later + SECOND) == 0
    assert await owed_by_hand(database, replace(manual, text="Again."), later + SECOND) == 1
    assert await owed_by_hand(database, replace(manual, draw="446", draws=("446",)), later) == 0
    found = [
        one for one in await all_claimed(database, later + SECOND) if one.owed.kind == "manual"
    ]
    assert [(one.owed.text, one.first_seen_at, one.told) for one in found] == [
        (manual.text, later, True),
        ("Again.", later + SECOND, True),
    ]
    assert found[0].owed == manual
    assert found[0].subscription == subscription(7)


async def test_a_correction_of_a_draw_that_nobody_was_told_of_is_owed_to_nobody(
    database: Whole,
) -> None:
    await subscribe(database, 7)
    await owe(database, owed())
    assert await owed_by_hand(database, owed(kind="manual", text="x"), NOON) == 0


async def test_a_chat_that_is_gone_and_its_subscription_end_in_one_moment(
    database: Whole,
) -> None:
    """Else kill -9 between the two would leave a subscription that nobody ends."""
    await subscribe(database, 7, 8, 9)
    await owe(database, owed("447"))
    await owe(database, owed("448"), at=NOON + MOMENT)
    first = {
        one.subscription.chat: one.notice for one in await claim(database) if one.owed.draw == "447"
    }
    await database.outbox.settle(
        [
            Settled(first[7], "given_up", NOON, reason="blocked", gone=True),
            Settled(first[8], "given_up", NOON, reason="too long"),
            sent(first[9]),
        ]
    )
    assert await database.outbox.subscription(7) is None
    assert await database.outbox.subscription(8) == subscription(8)
    assert [one.outcome for one in await database.outbox.told(7, 5)] == ["given_up"]
    assert chats(await claim(database, now=NOON + 2 * LEASE)) == [8, 9]


# --- counters -----------------------------------------------------------------------------------


async def test_nothing_at_all_counts_as_nothing(database: Whole) -> None:
    assert await database.outbox.counts() == Counts(0, 0, 0, 0, 0, 0)


async def test_counters_of_all_and_the_progress_of_the_newest_events(database: Whole) -> None:
    await subscribe(database, *range(1, 7))
    await database.outbox.subscribe(subscription(99, "french"))
    await owe(database, owed("441"))
    due = [one.notice for one in await claim(database)]
    ends: list[Outcome] = ["sent", "sent", "given_up", "expired", "not_concerned"]
    await database.outbox.settle(
        [Settled(notice, end, NOON, reason=end) for notice, end in zip(due, ends, strict=False)]
    )
    counts = await database.outbox.counts()
    first, why = Progress("new", "441", 1, 2, 1, 1, 1), GivenUp("given_up", 1)
    assert counts == Counts(7, 1, 2, 1, 1, 1, last=(first,), refusals=(why,))
    numbers = [str(number) for number in range(442, 447)]
    for place, number in enumerate(numbers, start=1):
        await owe(database, owed(number), at=NOON + place * MOMENT)
    counts = await database.outbox.counts()
    assert (counts.waiting, counts.sent) == (31, 2)
    assert [one.draw for one in counts.last] == numbers[::-1]


async def test_the_newest_reasons_why_notices_were_given_up(database: Whole) -> None:
    await subscribe(database, *range(1, 8))
    await owe(database, owed())
    due = [one.notice for one in await claim(database)]
    reasons = ["blocked", "too long", "blocked", "odd", "gone", "odd"]
    await database.outbox.settle(
        [
            Settled(notice, "given_up", NOON + minute * SECOND, reason=reason)
            for minute, (notice, reason) in enumerate(zip(due, reasons, strict=False))
        ]
    )
    assert (await database.outbox.counts()).refusals == (
        GivenUp("odd", 2),
        GivenUp("gone", 1),
        GivenUp("blocked", 2),
    )


async def test_the_digests_of_one_reading_are_one_event(database: Whole) -> None:
    await subscribe(database, 1, 2)
    await database.outbox.subscribe(subscription(3, "all"))
    await owe(
        database,
        owed("448", "digest", "all", ("446", "447", "448")),
        owed("448", "digest", "trades", ("447", "448")),
    )
    counts = await database.outbox.counts()
    assert counts.last == (Progress("digest", "448", 3, 0, 0, 0, 0),)


async def test_a_turn_and_what_it_orders_are_stored_together(database: Whole) -> None:
    wanted = replace(
        subscription(7, "french", NOON),
        only_changes=True,
        quiet_from=time(21, 30),
        quiet_until=time(8),
        zone="Asia/Manila",
    )
    await database.store.commit(7, 1, NOTHING, ANSWERED, NOON, [wanted])
    assert await database.outbox.subscription(7) == wanted
    assert (await database.store.turn(7, 1)).answer == "unsent"
    assert (await database.store.turn(7, 2)).remembered == ANSWERED
    again = replace(wanted, about="trades", since=NOON + SECOND)
    await database.store.commit(7, 2, ANSWERED, ANSWERED, NOON, [again])
    assert await database.outbox.subscription(7) == replace(again, since=NOON)
    await database.store.commit(7, 3, ANSWERED, ANSWERED, NOON, [PauseDelivery(True)])
    assert await database.outbox.paused()
    await database.store.commit(7, 4, ANSWERED, ANSWERED, NOON, [PauseDelivery(False)])
    assert not await database.outbox.paused()


async def test_a_feed_that_lost_draws_is_accepted_in_a_turn(database: Whole) -> None:
    state = replace(reading(NOON), rounds=448)
    await database.feed_store.save_feed_state(state)
    await database.store.commit(7, 1, NOTHING, ANSWERED, NOON, [AcceptFeed()])
    assert await database.feed_store.feed_state(state.address) == replace(state, rounds=0)


async def test_who_unsubscribes_in_a_turn_is_told_nothing_more(database: Whole) -> None:
    await subscribe(database, 7, 8)
    await owe(database, owed())
    await database.store.commit(7, 1, NOTHING, ANSWERED, NOON, [Unsubscribe()])
    assert await database.outbox.subscription(7) is None
    assert [due.subscription.chat for due in await claim(database)] == [8]


async def test_a_correction_ordered_in_a_turn_is_owed_once_to_who_was_told(
    database: Whole,
) -> None:
    await subscribe(database, 7, 8)
    await owe(database, owed())
    first, _ = await claim(database)
    await database.outbox.settle([sent(first.notice)])
    wrong = owed(kind="manual", text="The size was 2,400. Désolé.")
    for update in (1, 2):
        order = [SendCorrection(wrong)]
        await database.store.commit(99, update, NOTHING, ANSWERED, NOON, order)
    assert await made(database, NOON) == 1
    told = await database.outbox.told(first.subscription.chat, 5)
    assert [(one.owed, one.outcome) for one in told] == [(wrong, "waiting"), (owed(), "sent")]
    assert (await database.outbox.counts()).waiting == 2


async def test_a_turn_whose_order_cannot_be_stored_is_not_stored_either(
    databases: Databases, database: Whole
) -> None:
    if databases.kind == "memory":
        pytest.skip("the double stores anything")
    broken = replace(subscription(7), zone="half a letter: \ud83d")
    with pytest.raises(PortError):
        await database.store.commit(7, 1, NOTHING, ANSWERED, NOON, [broken])
    assert (await database.store.turn(7, 1)).answer == "new"
    assert (await database.store.turn(7, 1)).remembered == NOTHING
    many = [(chat, [broken if chat == 5 else subscription(chat)]) for chat in range(1, 9)]
    done = await asyncio.gather(
        *(database.store.commit(chat, chat, NOTHING, ANSWERED, NOON, o) for chat, o in many),
        return_exceptions=True,
    )
    assert [chat for (chat, _), error in zip(many, done, strict=True) if error] == [5]
    assert (await database.outbox.counts()).subscribers == 7


async def test_of_several_machines_one_tells_the_operators_of_a_cause_within_the_hour(
    databases: Databases,
) -> None:
    machines = [(await databases.open()).outbox for _ in range(3)]

    async def who_tells(cause: str, now: datetime) -> int:
        since = now - timedelta(hours=1)
        claims = (one.claim_alert(cause, "It broke.", now, since) for one in machines)
        return sum(await asyncio.gather(*claims))

    assert await who_tells("a1", NOON) == 1
    assert await who_tells("a1", NOON + timedelta(minutes=59)) == 0
    assert await who_tells("b2", NOON + timedelta(minutes=59)) == 1
    assert await who_tells("a1", NOON + timedelta(hours=1)) == 1
    assert await who_tells("b2", NOON + timedelta(hours=1)) == 0


async def test_an_alert_waits_for_every_machine_until_it_arrived(databases: Databases) -> None:
    one, other = (await databases.open()).outbox, (await databases.open()).outbox
    hour = timedelta(hours=1)
    for minute, cause in enumerate(("a1", "b2")):
        at = NOON + timedelta(minutes=minute)
        assert await one.claim_alert(cause, f"{cause} broke.", at, at - hour)
    assert await other.waiting_alerts(NOON) == [("a1", "a1 broke.")]
    await other.alert_arrived("a1")
    later = NOON + 5 * hour
    assert await one.claim_alert("c3", "c3 broke.", later, later - hour)
    assert await one.waiting_alerts(later) == [("b2", "b2 broke."), ("c3", "c3 broke.")]


async def test_hours_in_which_nothing_was_delivered_are_no_hours_of_news(
    databases: Databases,
) -> None:
    """Down for 60 hours in the middle of a broadcast: the rest is news for 48 hours of work."""
    one = (await databases.open()).outbox
    machines = [await databases.open() for _ in range(2)]
    await subscribe(machines[0], 7)
    hour = timedelta(hours=1)
    await tell(machines[0], owed("446"), at=NOON - 60 * hour)
    await owe(machines[0], owed("447"))
    assert await one.alive(NOON) == timedelta()
    assert await one.alive(NOON + 5 * timedelta(minutes=1)) == timedelta()
    begin = NOON + 5 * timedelta(minutes=1)
    gaps = [await machine.outbox.alive(begin + 60 * hour) for machine in machines]
    assert gaps == [60 * hour, timedelta()]
    (due,) = await claim(machines[0], now=begin + 60 * hour)
    assert due.news_until == NOON + 108 * hour


async def test_a_clock_that_goes_back_prolongs_nothing(database: Whole) -> None:
    await subscribe(database, 7)
    await owe(database, owed())
    assert await database.outbox.alive(NOON) == timedelta()
    assert await database.outbox.alive(NOON - timedelta(hours=1)) == timedelta()
    assert await database.outbox.alive(NOON - timedelta(minutes=55)) == timedelta()
    (due,) = await claim(database)
    assert due.news_until == NOON + timedelta(hours=48)


async def test_the_figures_that_were_told_come_with_the_next_notice_about_the_draw(
    database: Whole,
) -> None:
    await subscribe(database, 7, 8)
    await owe(database, owed("447"))
    first, second = sorted(await claim(database), key=lambda due: due.subscription.chat)
    await database.outbox.settle(
        [replace(sent(first.notice), figures="447=ab"), sent(second.notice)]
    )
    await owe(database, owed("447", "correction"), owed("446", "correction"), at=NOON + SECOND)
    due = await all_claimed(database, NOON + SECOND)
    told = {(one.subscription.chat, one.owed.draw): one.told_figures for one in due}
    assert told == {(7, "447"): "447=ab", (8, "447"): None, (7, "446"): None, (8, "446"): None}


async def test_something_can_be_written(database: Whole) -> None:
    await database.outbox.write_check(NOON)


# --- slices and ranks ---------------------------------------------------------------------------


async def test_notices_are_made_in_slices_that_come_to_everybody_once(
    databases: Databases,
) -> None:
    """Killed between two of them, another machine goes on where the first one was."""
    one, other = await databases.open(), await databases.open()
    await subscribe(one, *range(-5, 18))
    await one.feed_store.save_reading(reading(), [revision()], [owed()])
    seen: list[int] = []
    for machine in (one, other) * 20:
        found = await machine.outbox.next_slice(5)
        if found is None:
            break
        assert len(found.people) <= 5
        assert found.subscribers == (0 if seen else 23)
        seen += [person.chat for person in found.people]
        ranks = [0] * len(found.people)
        assert await machine.outbox.make(found, ranks, NOON) == len(found.people)
        assert await other.outbox.make(found, ranks, NOON) == 0, "it is made already"
    assert sorted(seen) == [*range(-5, 18)]
    assert chats(await claim(one)) == [*range(-5, 18)]
    assert await one.outbox.next_slice(5) is None


async def test_draws_begin_with_different_people(databases: Databases) -> None:
    if databases.kind == "memory":
        pytest.skip("the double begins with the lowest")
    database = await databases.open()
    await subscribe(database, *range(1, 200))
    begun = set()
    for number in range(448, 456):
        await database.feed_store.save_reading(
            reading(), [revision(str(number))], [owed(str(number))]
        )
        found = await database.outbox.next_slice(10)
        assert found is not None
        begun.add(found.people[0].chat)
        await made(database, NOON)
    assert len(begun) > 4


async def test_whoever_leaves_between_two_slices_is_owed_nothing(database: Whole) -> None:
    await subscribe(database, 7, 8, 9)
    await database.feed_store.save_reading(reading(), [revision()], [owed()])
    found = await database.outbox.next_slice(10)
    assert found is not None
    await database.outbox.unsubscribe(8)
    await database.store.forget(9, 1)
    await database.outbox.make(found, [0] * len(found.people), NOON)
    await made(database, NOON)
    assert chats(await claim(database)) == [7]


async def test_the_lowest_rank_is_claimed_first_and_no_higher_one_than_asked_for(
    database: Whole,
) -> None:
    await subscribe(database, 1, 2, 3, 4)
    await database.feed_store.save_reading(reading(), [revision()], [owed()])
    while (found := await database.outbox.next_slice(10)) is not None:
        ranks = [{1: 2, 2: 0, 3: 1, 4: 0}[person.chat] for person in found.people]
        await database.outbox.make(found, ranks, NOON)
    first = await database.outbox.claim("a", NOON, NOON + LEASE, 10, 0)
    assert chats(first) == [2, 4]
    rest = await database.outbox.claim("a", NOON, NOON + LEASE, 10)
    assert [due.subscription.chat for due in rest] == [3, 1]


async def test_settled_notices_are_removed_but_for_the_newest_of_each_chat(
    database: Whole,
) -> None:
    await subscribe(database, 7, 8)
    for day, number in enumerate(("445", "446", "447")):
        await tell(database, owed(number), at=NOON + timedelta(days=day))
    await owe(database, owed("448"), at=NOON + timedelta(days=3))
    border = NOON + timedelta(days=2, microseconds=1)
    assert await database.outbox.forget_settled(border, 4) == 4
    assert await database.outbox.forget_settled(border, 4) == 2
    assert await database.outbox.forget_settled(border, 4) == 0
    assert [told.owed.draw for told in await database.outbox.told(7, 9)] == ["448"]
    await database.outbox.unsubscribe(8)
    assert [told.owed.draw for told in await database.outbox.told(8, 9)] == []


async def test_of_a_chat_that_nothing_waits_for_the_newest_notice_stays(database: Whole) -> None:
    await subscribe(database, 7)
    for number in ("446", "447"):
        await tell(database, owed(number))
    assert await database.outbox.forget_settled(NOON + timedelta(days=99), 10) == 1
    assert [told.owed.draw for told in await database.outbox.told(7, 9)] == ["447"]
