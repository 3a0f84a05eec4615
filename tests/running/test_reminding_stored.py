"""More than a year on the real databases: kept, killed and taken over between any two steps."""

from __future__ import annotations

import random
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from bot.conversation.effects import Remind
from bot.conversation.stored_states import dump_profile
from bot.conversation.world import World
from bot.notices.contents import Telling, tell
from bot.ports.notices import LONGEST_AHEAD, Owed, Settled
from bot.ports.store import Remembered
from bot.running.delivery.planning import Planning
from knowledge.own_dates import DeadlineKind, OwnDates
from knowledge.profiles import Profile, Submission, zone_named
from tests.notices.owing import NOW, WORLD
from tests.storage.opening import KINDS, Databases, Whole

EVERY: tuple[DeadlineKind, ...] = ("profile", "apply", "work", "test", "birthday")
MINE = Profile(480, "72106", Submission(date(2026, 11, 3)))
DATES = OwnDates(date(2026, 11, 20), date(2025, 10, 10), date(2026, 8, 9), "02-29")
DAYS = (
    *("2026-12-20", "2027-01-09", "2027-01-16", "2027-01-18", "2027-02-28", "2027-08-09"),
    *("2027-09-10", "2027-10-04", "2027-10-27", "2027-11-03", "2028-02-29"),
)
ZONES = ("America/Toronto", "Asia/Manila", "Pacific/Honolulu")
NOTHING = Remembered()


@dataclass
class Machines:
    """One after the other on one database; a killed one leaves what it had in hand."""

    databases: Databases
    database: Whole
    at: datetime = NOW
    sent: list[tuple[int, str]] = field(default_factory=list)
    started: int = 0
    turns: int = 0

    def now(self) -> datetime:
        """The instant that it is."""
        return self.at

    async def asks(self, chat: int, profile: Profile, dates: OwnDates) -> None:
        """That person has these days, and wants to be reminded of all."""
        self.turns += 1
        store, update = self.database.store, self.turns
        before = (await store.turn(chat, update)).remembered
        stored = dump_profile(profile, ZONES[chat], dates)
        orders = [Remind(EVERY)] if before == NOTHING else []
        await store.commit(chat, update, before, replace(before, profile=stored), self.at, orders)

    async def another(self) -> None:
        """The one before is killed, its leases run out, another one goes on."""
        self.started += 1
        self.database = await self.databases.open()
        self.at += LONGEST_AHEAD + timedelta(seconds=1)

    async def work(self, chance: random.Random) -> None:
        """Make what is due and send it; killed now and then, but never while sending."""
        planning = Planning(
            *(self.database.outbox, self, self._world, _known, print, 25.0, _made),
        )
        await planning.step()
        if chance.random() < 0.3:
            await self.another()
        while True:
            outbox, worker = self.database.outbox, f"m{self.started}"
            until = self.at + LONGEST_AHEAD
            claimed = await outbox.claim(worker, self.at, until, 10)
            if not claimed:
                return
            if chance.random() < 0.3:
                await self.another()
                continue
            for due in claimed:
                told, chat = tell(due, self._world(self.at)), due.subscription.chat
                assert isinstance(told, Telling), told
                there = self.at.astimezone(zone_named(ZONES[chat]))
                assert time(9) <= there.time() < time(9, 5)
                self.sent.append((chat, there.date().isoformat()))
            await outbox.settle([Settled(due.notice, "sent", self.at) for due in claimed])

    async def sleep(self) -> bool:
        """Until the next look at anybody; False where there is none."""
        looks = await self.database.outbox.to_remind(datetime.max.replace(tzinfo=NOW.tzinfo), 100)
        if not looks:
            return False
        self.at = max(self.at, min(who.looked_at for who in looks))
        return True

    def _world(self, now: datetime) -> World:
        return replace(WORLD, now=now)


async def _known(_: Owed) -> bool:
    return True


def _made() -> None:
    """Nobody waits for it."""


@pytest.fixture(params=KINDS)
async def machines(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Machines]:
    databases = await Databases.of(
        request.param, tmp_path, lambda: request.getfixturevalue("postgres_server")
    )
    yield Machines(databases, await databases.open())
    await databases.close()


async def test_each_reminder_is_sent_once_on_its_day_whatever_is_killed_between_two_steps(
    machines: Machines,
) -> None:
    """One person corrects their day of submission in the middle of it."""
    chance, corrected = random.Random(1), False
    for chat in range(len(ZONES)):
        await machines.asks(chat, MINE, DATES)
    while await machines.sleep() and machines.at.date() < date(2028, 3, 5):
        await machines.work(chance)
        if machines.at.date() > date(2027, 10, 10) and not corrected:
            corrected = True
            later = replace(MINE, submission=Submission(date(2026, 12, 1)))
            await machines.asks(2, later, DATES)
    told = [[day for to, day in machines.sent if to == chat] for chat in range(len(ZONES))]
    assert told[0] == told[1] == list(DAYS)
    moved = ("2027-11-01", "2027-11-24", "2027-12-01")
    assert told[2] == [*DAYS[:8], *moved, DAYS[-1]]
    assert machines.started > 10
