"""What every Outbox promises of reminders: the same on the double, on SQLite and on PostgreSQL."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from bot.conversation.effects import Remind, Unsubscribe
from bot.conversation.subscriptions import Reminder
from bot.ports.notices import Due, Settled
from bot.ports.reminders import Reminded, ToRemind
from bot.ports.store import Remembered
from tests.storage.opening import LEASE, NOON, Databases, Whole, sent, subscription

NOTHING = Remembered()
MINE = Remembered(state='{"kind":"resting"}', profile='{"crs":480}', lang="fr")
CORRECTED = replace(MINE, profile='{"crs":481}')
LATER = NOON + timedelta(days=3)
OWED = Reminder("profile", date(2026, 12, 22), 30)
OTHER = Reminder("apply", date(2026, 12, 22), 30)


async def opted_in(database: Whole, *chats: int) -> None:
    """These chats want to be reminded of their profile's end."""
    for chat in chats:
        await database.store.commit(chat, chat, NOTHING, MINE, NOON, [Remind(("profile",))])


async def looked_at(database: Whole, now: datetime = NOON) -> list[ToRemind]:
    return list(await database.outbox.to_remind(now, 100))


async def owe(
    database: Whole, *owed: Reminder, now: datetime = NOON, again_at: datetime | None = LATER
) -> int:
    """Everybody who is looked at now is owed this; how many reminders."""
    found = [Reminded(who, owed, again_at) for who in await looked_at(database, now)]
    return await database.outbox.remind(found, now)


async def claim(database: Whole, now: datetime = NOON) -> list[Due]:
    return list(await database.outbox.claim("a", now, now + LEASE, 100))


async def settle(database: Whole, outcome: str, *, gone: bool = False) -> None:
    """The one reminder that waits becomes that."""
    (due,) = await claim(database)
    ended = Settled(due.notice, outcome, NOON, reason="", gone=gone)  # type: ignore[arg-type]
    await database.outbox.settle([ended])


async def missed(database: Whole, chat: int = 7) -> str | None:
    return (await database.store.turn(chat, 99)).remembered.missed


async def test_what_was_asked_for_is_known_changed_and_ended(database: Whole) -> None:
    assert await database.outbox.reminded(7) == ()
    await opted_in(database, 7)
    assert await database.outbox.reminded(7) == ("profile",)
    await owe(database, again_at=None)
    await database.store.commit(7, 2, MINE, MINE, LATER, [Remind(("profile", "apply"))])
    assert await database.outbox.reminded(7) == ("profile", "apply")
    (who,) = await looked_at(database, LATER)
    assert who == ToRemind(7, ("profile", "apply"), NOON, LATER, MINE.profile)
    await database.store.commit(7, 3, MINE, MINE, LATER, [Remind(())])
    assert await database.outbox.reminded(7) == ()
    assert await looked_at(database, LATER) == []


async def test_whoever_wants_nothing_any_more_is_not_reminded_either(database: Whole) -> None:
    await opted_in(database, 7, 8)
    await owe(database, OWED)
    await database.outbox.unsubscribe(7)
    await database.store.commit(8, 20, MINE, MINE, NOON, [Unsubscribe()])
    assert [await database.outbox.reminded(chat) for chat in (7, 8)] == [(), ()]
    assert [due.reminded for due in await claim(database)] == [(), ()]


async def test_days_are_looked_at_when_planned_the_longest_planned_first(database: Whole) -> None:
    await opted_in(database, 7, 8)
    first, second = await looked_at(database)
    plans = [Reminded(first, (), LATER), Reminded(second, (), None)]
    assert await database.outbox.remind(plans, NOON) == 0
    assert await looked_at(database, LATER - timedelta(seconds=1)) == []
    assert [who.chat for who in await looked_at(database, LATER)] == [first.chat]


@pytest.mark.parametrize("again_at", [LATER, None])
async def test_whoever_corrects_their_profile_is_looked_at_at_once(
    database: Whole, again_at: datetime | None
) -> None:
    await opted_in(database, 7)
    await owe(database, again_at=again_at)
    moment = NOON + timedelta(hours=1)
    await database.store.commit(7, 20, MINE, replace(MINE, lang="en"), moment)
    assert await looked_at(database, moment) == []
    await database.store.commit(7, 21, MINE, CORRECTED, moment)
    (who,) = await looked_at(database, moment)
    assert (who.looked_at, who.profile) == (moment, CORRECTED.profile)


async def test_a_correction_does_not_put_off_a_look_that_is_overdue(database: Whole) -> None:
    await opted_in(database, 7)
    await database.store.commit(7, 20, MINE, CORRECTED, LATER)
    await database.store.commit(7, 21, CORRECTED, CORRECTED, LATER, [Remind(("work",))])
    assert [who.looked_at for who in await looked_at(database, LATER)] == [NOON]


async def test_a_reminder_is_owed_once_and_for_ever(databases: Databases) -> None:
    one, other = await databases.open(), await databases.open()
    await opted_in(one, 7, 8)
    found = [Reminded(who, (OWED, OTHER), LATER) for who in await looked_at(one)]
    assert await one.outbox.remind(found, NOON) == 4
    assert await other.outbox.remind(found, NOON) == 0
    await owe(one, OWED, now=LATER, again_at=None)
    told = await one.outbox.told(7, 5)
    assert sorted(one.owed.draw for one in told) == sorted([OWED.owed.draw, OTHER.owed.draw])


async def test_nothing_is_owed_to_whom_anything_was_changed_meanwhile(database: Whole) -> None:
    await opted_in(database, 7, 8, 9)
    await owe(database)
    found = [Reminded(who, (OWED,), None) for who in await looked_at(database, LATER)]
    await database.store.commit(7, 20, MINE, CORRECTED, NOON)
    await database.store.forget(8, 21)
    assert await database.outbox.remind(found, LATER) == 1
    assert [due.subscription.chat for due in await claim(database, LATER)] == [9]
    assert [who.chat for who in await looked_at(database, LATER)] == [7]


async def test_a_reminder_comes_with_what_is_remembered_and_needs_no_subscription(
    database: Whole,
) -> None:
    await opted_in(database, 7, 8)
    terms = replace(subscription(8), only_changes=True)
    await database.outbox.subscribe(terms)
    await owe(database, OWED)
    due = {one.subscription.chat: one for one in await claim(database)}
    assert {one.owed for one in due.values()} == {OWED.owed}
    assert (due[7].profile, due[7].lang, due[7].reminded) == (MINE.profile, "fr", ("profile",))
    assert (due[7].subscription.about, due[8].subscription) == ("", terms)
    # Over everywhere when the day of 22 November is over at UTC-12.
    assert due[7].news_until == datetime.fromisoformat("2026-11-23T12:00:00+00:00")


@pytest.mark.parametrize("outcome", ["expired", "given_up"])
async def test_what_was_not_sent_is_remembered_until_it_was_said(
    database: Whole, outcome: str
) -> None:
    await opted_in(database, 7)
    await owe(database, OWED)
    await settle(database, outcome)
    assert await missed(database) == OWED.owed.draw
    before = (await database.store.turn(7, 20)).remembered
    await database.store.commit(7, 20, before, before, NOON)
    assert await missed(database) == OWED.owed.draw
    await database.store.commit(7, 21, before, MINE, NOON)
    assert await missed(database) is None
    # After a crash the same is said again.
    assert (await database.store.turn(7, 21)).before == before


async def test_several_that_were_missed_are_all_remembered(database: Whole) -> None:
    await opted_in(database, 7)
    await owe(database, OWED, OTHER)
    for _ in range(2):
        await settle(database, "expired")
    assert await missed(database) == f"{OWED.owed.draw};{OTHER.owed.draw}"


@pytest.mark.parametrize("outcome", ["sent", "not_concerned"])
async def test_what_was_sent_or_is_true_no_more_was_not_missed(
    database: Whole, outcome: str
) -> None:
    await opted_in(database, 7)
    await owe(database, OWED)
    await settle(database, outcome)
    assert await missed(database) is None


async def test_a_chat_that_is_gone_is_not_reminded_again(database: Whole) -> None:
    await opted_in(database, 7)
    await owe(database, OWED)
    await settle(database, "given_up", gone=True)
    assert await database.outbox.reminded(7) == ()
    assert await looked_at(database, LATER) == []


async def test_reminders_are_counted_and_are_no_news_of_draws(database: Whole) -> None:
    await opted_in(database, 7, 8)
    await owe(database, OWED)
    first, _ = await claim(database)
    await database.outbox.settle([sent(first.notice)])
    counts = await database.outbox.counts()
    assert (counts.waiting, counts.sent, counts.last) == (1, 1, ())
