"""What every FeedStore promises: the same tests on the double, on SQLite and on PostgreSQL.

What every Outbox promises is in test_outbox_contract.py.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.ports.faults import PortError
from bot.ports.notices import Due, FeedState, Owed, Revision, Settled, Validators
from tests.facts import frozen, pool
from tests.storage.opening import (
    ADDRESS,
    LEASE,
    LONG_AGO,
    MOMENT,
    NOON,
    Databases,
    Whole,
    draw,
    owed,
    reading,
    revision,
    saved,
    subscription,
)

HOUR = timedelta(hours=1)


async def claim(database: Whole, most: int = 1000) -> list[Due]:
    """Everything that is due, each chat's one after the other, settled without being sent."""
    found: list[Due] = []
    now = NOON + HOUR
    while due := list(await database.outbox.claim("a", now, now + LEASE, most)):
        found += due
        nothing = [Settled(one.notice, "not_concerned", now) for one in due]
        await database.outbox.settle(nothing)
    return found


async def chats(database: Whole) -> list[int]:
    """Who is owed what waits, sorted."""
    return sorted(due.subscription.chat for due in await claim(database))


async def subscribers(database: Whole, **about: str) -> None:
    """Chats c1, c2 ... subscribed to these."""
    for name, wanted in about.items():
        await database.outbox.subscribe(subscription(int(name[1:]), wanted))


# --- how reading stands -------------------------------------------------------------------------


async def test_an_address_never_read_has_a_fresh_state(database: Whole) -> None:
    assert await database.feed_store.feed_state(ADDRESS) == FeedState(ADDRESS)


async def test_every_field_of_the_state_comes_back_for_its_own_address(
    databases: Databases,
) -> None:
    database = await databases.open()
    full = FeedState(
        ADDRESS,
        Validators('W/"é"', "Sun, 22 Nov 2026 11:00:00 GMT"),
        read_at=NOON,
        tried_at=NOON + MOMENT,
        failing="an HTML page",
        failing_since=NOON - MOMENT,
        rounds=435,
        broken_told_at=NOON - 2 * MOMENT,
    )
    other = FeedState("http://localhost/fr.json", rounds=1)
    await database.feed_store.save_feed_state(full)
    await database.feed_store.save_feed_state(other)
    again = await databases.open()
    assert await again.feed_store.feed_state(ADDRESS) == full
    assert await again.feed_store.feed_state(other.address) == other


async def test_only_the_latest_state_is_remembered(database: Whole) -> None:
    await database.feed_store.save_feed_state(FeedState(ADDRESS, failing="away", rounds=3))
    await database.feed_store.save_feed_state(reading())
    assert await database.feed_store.feed_state(ADDRESS) == reading()


# --- revisions ----------------------------------------------------------------------------------


async def test_every_real_draw_with_its_pool_comes_back_as_it_was(databases: Databases) -> None:
    seen = [Revision(draw, pool(draw.number), NOON, NOON) for draw in frozen().draws.draws]
    assert any(one.pool is not None for one in seen)
    assert any(one.draw.note is not None or one.draw.tie_break_at is None for one in seen)
    database = await databases.open()
    assert await saved(database, reading(), seen, []) == 0
    found = await (await databases.open()).feed_store.revisions()
    assert {one.draw.number: one for one in found} == {one.draw.number: one for one in seen}


async def test_unchanged_fields_only_move_when_they_were_last_seen(database: Whole) -> None:
    await saved(database, reading(), [revision()], [])
    later = replace(revision(), last_seen_at=NOON + HOUR)
    await saved(database, reading(NOON + HOUR), [later], [])
    assert await database.feed_store.revisions() == [later]
    # The key is number and first sight: with it the fields are known, whatever else is said.
    wrong = replace(later, draw=draw(itas=1), last_seen_at=NOON + 2 * HOUR)
    await saved(database, reading(NOON + 2 * HOUR), [wrong], [])
    assert await database.feed_store.revisions() == [replace(wrong, draw=draw())]


async def test_the_newest_revision_of_a_draw_is_given(database: Whole) -> None:
    other = revision("91a", itas=3)
    await saved(database, reading(), [revision(), other], [])
    changed = revision(first=NOON + HOUR, crs_cutoff=469)
    await saved(database, reading(NOON + HOUR), [changed], [])
    found = await database.feed_store.revisions()
    assert {one.draw.number: one for one in found} == {"448": changed, "91a": other}


async def test_a_reading_without_draws_keeps_those_there_are(database: Whole) -> None:
    await saved(database, reading(), [revision()], [])
    await saved(database, reading(NOON + HOUR), [], [])
    assert await database.feed_store.revisions() == [revision()]
    assert (await database.feed_store.feed_state(ADDRESS)).read_at == NOON + HOUR


# --- whom an event concerns ---------------------------------------------------------------------


async def test_a_new_draw_is_owed_to_its_category_and_to_every_draw(database: Whole) -> None:
    await subscribers(database, c1="trades", c2="all", c3="french", c4="trades")
    made = await saved(database, reading(), [revision()], [owed()])
    assert made == 3
    assert await chats(database) == [1, 2, 4]


async def test_a_digest_of_every_draw_goes_only_to_subscribers_of_every_draw(
    database: Whole,
) -> None:
    await subscribers(database, c1="trades", c2="all", c3="french")
    seen = [revision("447"), revision("448", category="french")]
    digests = [
        owed("448", "digest", "all", ("447", "448")),
        owed("447", "digest", "trades", ("447",)),
        owed("448", "digest", "french", ("448",)),
    ]
    assert await saved(database, reading(), seen, digests) == 3
    due = {due.subscription.chat: due.owed for due in await claim(database)}
    assert due == {2: digests[0], 1: digests[1], 3: digests[2]}


async def test_whoever_subscribed_after_the_draw_was_first_seen_is_owed_nothing(
    database: Whole,
) -> None:
    for chat, since in enumerate((NOON - MOMENT, NOON, NOON + MOMENT, NOON + HOUR), start=1):
        await database.outbox.subscribe(subscription(chat, since=since))
    assert await saved(database, reading(), [revision()], [owed()]) == 1
    assert await chats(database) == [1]
    later = NOON + 2 * HOUR
    for event in (owed(kind="correction"), owed(category="french")):
        changed = [revision(first=later, crs_cutoff=469)]
        await saved(database, reading(later), changed, [event])
    (one,) = await database.outbox.claim("b", later, later + LEASE, 10)
    assert (one.subscription.chat, one.owed.kind) == (1, "correction")


async def test_nobody_is_owed_the_same_twice(databases: Databases) -> None:
    database = await databases.open()
    await subscribers(database, c1="trades", c2="all")
    assert await saved(database, reading(), [revision()], [owed()]) == 2
    assert await saved(database, reading(), [revision()], [owed()]) == 0
    again = await databases.open()
    await subscribers(again, c3="trades")
    later = reading(NOON + HOUR)
    assert await saved(again, later, [revision()], [owed()]) == 1
    assert await chats(again) == [1, 2, 3]


async def test_a_draw_that_moves_to_another_category_is_not_new_twice_to_one_person(
    database: Whole,
) -> None:
    await subscribers(database, c1="trades", c2="all", c3="french")
    await saved(database, reading(), [revision()], [owed()])
    moved = revision(first=NOON + HOUR, category="french")
    events = [owed(kind="correction"), owed(category="french")]
    assert await saved(database, reading(NOON + HOUR), [moved], events) == 3
    due = sorted((one.subscription.chat, one.owed.kind) for one in await claim(database))
    assert due == [(1, "correction"), (1, "new"), (2, "correction"), (2, "new"), (3, "new")]


async def test_the_same_draw_can_be_corrected_twice_but_each_correction_is_owed_once(
    database: Whole,
) -> None:
    await subscribers(database, c1="trades")
    await saved(database, reading(), [revision()], [owed()])
    first = revision(first=NOON + MOMENT, crs_cutoff=469)
    back = revision(first=NOON + 2 * MOMENT)
    made = [
        await saved(database, reading(one.first_seen_at), [one], [owed(kind="correction")])
        for one in (first, first, back, back)
    ]
    assert made == [1, 0, 1, 0]


async def test_a_reading_that_owes_nobody_makes_nothing(database: Whole) -> None:
    await subscribers(database, c1="french")
    assert await saved(database, reading(), [revision()], [owed()]) == 0
    assert await chats(database) == []


async def test_several_events_are_told_in_their_order(database: Whole) -> None:
    await subscribers(database, c1="all", c2="all")
    numbers = ["446", "447", "448"]
    seen = [revision(number) for number in reversed(numbers)]
    events = [owed(number) for number in numbers]
    assert await saved(database, reading(), seen, events) == 6
    due = await claim(database)
    for chat in (1, 2):
        told = [one.owed.draw for one in due if one.subscription.chat == chat]
        assert told == numbers


# --- what is claimed ----------------------------------------------------------------------------


async def test_a_claimed_notice_holds_the_whole_event(databases: Databases) -> None:
    database = await databases.open()
    await subscribers(database, c1="all")
    event = Owed("correction", "91a", "unknown", ("91a",), draw("91a", tie_break_at=None), "« é »")
    seen = [revision("91a")]
    await saved(database, reading(), seen, [event])
    (due,) = await claim(await databases.open())
    assert due.owed == event


async def test_first_seen_is_of_the_draw_and_of_a_correction_that_of_its_fields(
    database: Whole,
) -> None:
    await subscribers(database, c1="trades", c2="french")
    await saved(database, reading(), [revision()], [owed()])
    later = NOON + HOUR / 2
    changed = revision(first=later, crs_cutoff=469)
    events = [owed(kind="correction"), owed(category="french")]
    await saved(database, reading(later), [changed], events)
    seen = {
        (one.subscription.chat, one.owed.kind): one.first_seen_at for one in await claim(database)
    }
    assert seen == {(1, "new"): NOON, (1, "correction"): later, (2, "new"): NOON}


async def test_notices_made_before_come_before(database: Whole) -> None:
    await subscribers(database, c1="trades", c2="trades", c3="french")
    seen = [revision("448", first=LONG_AGO + HOUR), revision("449", first=NOON)]
    await saved(database, reading(), seen, [owed("448")])
    await saved(database, reading(NOON + MOMENT), seen, [owed("449", category="french")])
    assert [due.owed.draw for due in await claim(database)] == ["448", "448", "449"]


@pytest.mark.parametrize("databases", ["sqlite", "postgres"], indirect=True)
async def test_a_reading_that_fails_leaves_nothing_of_it(databases: Databases) -> None:
    database = await databases.open()
    await subscribers(database, c1="trades")
    wrong = replace(owed("449"), kind="bogus")  # type: ignore[arg-type]
    with pytest.raises(PortError):
        await saved(database, reading(), [revision()], [owed(), wrong])
    assert await chats(database) == []
    assert await database.feed_store.revisions() == []
    assert await database.feed_store.feed_state(ADDRESS) == FeedState(ADDRESS)
