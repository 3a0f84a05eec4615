"""From a day of somebody's own to its reminder on Telegram, in virtual time: a year in a second."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from bot.conversation.stored_states import dump_profile
from bot.ports.messages import Rendered
from bot.ports.notifier import ChatGoneError
from bot.ports.store import Remembered
from knowledge.own_dates import DeadlineKind, OwnDates
from knowledge.profiles import Profile, Submission, zone_named
from tests.doubles.outbox import Reminders
from tests.notices.owing import NOW, WELDER, subscription
from tests.running.post_office import MemoryTelegram, PostOffice
from tests.virtual_time import VirtualClock, virtually

Story = Callable[["Year"], Coroutine[Any, Any, None]]

EVERY: tuple[DeadlineKind, ...] = ("profile", "apply", "work", "test", "birthday")
MINE = Profile(480, "72106", Submission(date(2026, 11, 3)))
DATES = OwnDates(
    invited_on=date(2026, 11, 20),
    tested_on=date(2025, 10, 10),
    working_since=date(2026, 8, 9),
    birthday="02-29",
)
ALL = [
    ("2026-12-20", "Reminder, in 30 days", "last of your 60 days to apply is 19 January 2027"),
    ("2027-01-09", "Reminder, in 10 days", "last of your 60 days to apply is 19 January 2027"),
    ("2027-01-16", "Reminder, in 3 days", "last of your 60 days to apply is 19 January 2027"),
    ("2027-01-18", "Reminder, tomorrow", "last of your 60 days to apply is 19 January 2027"),
    ("2027-02-28", "Reminder, today", "birthday on 28 February 2027"),
    ("2027-08-09", "Reminder, today", "12 months are complete on 9 August 2027"),
    ("2027-09-10", "Reminder, in 30 days", "its 2 years end on 10 October 2027"),
    ("2027-10-04", "Reminder, in 30 days", "ends on 3 November 2027"),
    ("2027-10-27", "Reminder, in 7 days", "ends on 3 November 2027"),
    ("2027-11-03", "Reminder, today", "ends on 3 November 2027"),
    ("2028-02-29", "Reminder, today", "birthday on 29 February 2028"),
]
"""Everything that somebody with these days is reminded of until the spring of 2028."""


@dataclass
class Postmarked(MemoryTelegram):
    """Telegram that writes down when it was asked to push, also after the clock was set on."""

    clock: VirtualClock
    marked: list[tuple[int, datetime, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    async def push(self, chat: int, message: Rendered, *, silent: bool) -> int:
        """Show one message after a while; its number."""
        self.marked.append((chat, self.clock.now(), message.html))
        return await super().push(chat, message, silent=silent)


class Year:
    """A post office, and time that goes on to where anything is to be looked at."""

    def __init__(self) -> None:
        clock = VirtualClock(NOW)
        self.telegram = Postmarked(clock)
        self.office = PostOffice(telegram=self.telegram, clock=clock)
        self.tables = self.office.tables

    @property
    def now(self) -> datetime:
        """The instant that it is."""
        return self.office.clock.now()

    def remind(
        self,
        chat: int = 1,
        about: tuple[DeadlineKind, ...] = EVERY,
        *,
        profile: Profile = MINE,
        dates: OwnDates = DATES,
        zone: str | None = None,
    ) -> None:
        """That person has these days and asks now to be reminded of them."""
        known = self.tables.reminders.get(chat)
        since = self.now if known is None else known.since
        self.tables.disk.chats[chat] = Remembered(profile=dump_profile(profile, zone, dates))
        self.tables.reminders[chat] = Reminders(about, since, self.now)

    def jump(self, until: date) -> bool:
        """Sleep until just before the next look that is planned; whether that day has come."""
        planned = [row.next_at for row in self.tables.reminders.values() if row.next_at is not None]
        coming = min((at for at in planned if at > self.now), default=self.now + timedelta(days=1))
        ahead = min(coming, self.now + timedelta(days=1)) - self.now
        self.office.clock.jump(max(timedelta(), ahead - timedelta(seconds=1)))
        return self.now.date() >= until

    async def live(self, until: date) -> None:
        """Days pass with one machine at work."""
        machine = self.office.machine()
        await asyncio.sleep(8)
        for _ in iter(lambda: self.jump(until), True):
            await asyncio.sleep(8)
        await machine.end()

    async def work_at(self, instant: datetime) -> None:
        """One machine works for some seconds from that instant on."""
        self.office.clock.jump(instant - self.now)
        machine = self.office.machine()
        await asyncio.sleep(8)
        await machine.end()

    def seen(self, chat: int = 1, zone: str = "America/Toronto") -> list[tuple[datetime, str]]:
        """What that person was sent, and when by that clock."""
        clock = zone_named(zone)
        return [
            (at.astimezone(clock).replace(tzinfo=None, microsecond=0), html)
            for to, at, html in self.telegram.marked
            if to == chat
        ]

    def days(self, chat: int = 1, zone: str = "America/Toronto") -> list[str]:
        """On which days of that clock."""
        return [at.date().isoformat() for at, _ in self.seen(chat, zone)]


def tell(story: Story) -> Year:
    """Live through it."""

    async def told() -> Year:
        year = Year()
        await story(year)
        return year

    return virtually(told)


ZONES = (
    None,
    "America/Toronto",
    "America/Vancouver",
    "America/St_Johns",
    "Asia/Manila",
    "Asia/Kolkata",
    "Pacific/Kiritimati",
    "Pacific/Honolulu",
    "Europe/Paris",
    "Australia/Lord_Howe",
    "-05:00",
    "Nowhere/Unknown",
)


def test_everybody_is_reminded_at_nine_by_their_own_clock_on_each_day_once() -> None:
    """Through two changes to summer time, a 29 February, and everybody's own midnight."""

    async def story(year: Year) -> None:
        for chat, zone in enumerate(ZONES):
            year.remind(chat, zone=zone)
        await year.live(date(2028, 3, 5))

    year = tell(story)
    for chat, zone in enumerate(ZONES):
        known = zone if zone not in (None, "Nowhere/Unknown") else "America/Toronto"
        seen = year.seen(chat, known or "")
        assert [at.date().isoformat() for at, _ in seen] == [day for day, _, _ in ALL], zone
        for (at, html), (_, first, then) in zip(seen, ALL, strict=True):
            assert time(9) <= at.time() < time(9, 0, 10), (zone, at)
            assert html.startswith(f"<b>{first}</b>: ")
            assert then in html.replace("\xa0", " ")
    assert year.office.outcomes() == {"sent": len(ZONES) * len(ALL)}


@pytest.mark.parametrize("seed", range(3))
def test_neither_kills_nor_a_second_machine_lose_or_repeat_a_reminder(seed: int) -> None:
    """Killed at any moment but while Telegram is being asked: there nobody can know."""
    chance = random.Random(seed)

    async def story(year: Year) -> None:
        for chat in range(20):
            year.remind(chat, zone=ZONES[1 + chat % 10])
        running = [year.office.machine("a"), year.office.machine("b")]
        while not year.jump(date(2028, 3, 5)):
            await asyncio.sleep(chance.choice([0.5, 1.2, 2.1, 4.3, 12]))
            if chance.random() < 0.3 and not year.telegram.in_flight:
                killed = chance.randrange(2)
                await running[killed].kill()
                running[killed] = year.office.machine(chance.choice("ab"))
            await asyncio.sleep(15)
        for machine in running:
            await machine.end()

    year = tell(story)
    for chat in range(20):
        zone = ZONES[1 + chat % 10]
        assert year.days(chat, str(zone)) == [day for day, _, _ in ALL], zone


@pytest.mark.parametrize(
    ("quiet", "silent"),
    [(None, False), ((time(22), time(7)), False), ((time(8), time(10)), True)],
    ids=["no subscription", "quiet at night", "quiet at nine"],
)
def test_a_reminder_makes_no_sound_in_quiet_hours(
    quiet: tuple[time, time] | None, silent: bool
) -> None:
    async def story(year: Year) -> None:
        if quiet is not None:
            begin, end = quiet
            terms = subscription(1, quiet_from=begin, quiet_until=end)
            year.tables.subscriptions[1] = terms
        year.remind(about=("work",))
        await year.live(date(2027, 8, 12))

    assert [push.silent for push in tell(story).telegram.shown] == [silent]


def test_a_corrected_day_moves_its_reminders() -> None:
    async def story(year: Year) -> None:
        year.remind(about=("profile",))
        await year.live(date(2027, 10, 10))
        year.remind(about=("profile",), profile=replace(MINE, submission=LATER))
        await year.live(date(2028, 1, 1))

    # 30 days before 3 November, then 30 and 7 before 20 November and on it.
    assert tell(story).days() == ["2027-10-04", "2027-10-21", "2027-11-13", "2027-11-20"]


LATER = Submission(date(2026, 11, 20))


def corrected(year: Year) -> None:
    year.remind(about=("profile",), profile=replace(MINE, submission=LATER))


def off(year: Year) -> None:
    year.tables.reminders.pop(1)


def other_kinds(year: Year) -> None:
    year.remind(about=("work",))


def day_forgotten(year: Year) -> None:
    year.remind(about=("profile",), profile=replace(MINE, submission=None))


@pytest.mark.parametrize("cause", [corrected, off, other_kinds, day_forgotten])
def test_what_waits_is_not_told_once_its_cause_is_gone(cause: Callable[[Year], None]) -> None:
    async def story(year: Year) -> None:
        year.remind(about=("profile",))
        year.tables.paused = True
        await year.live(date(2027, 10, 5))
        assert year.office.outcomes() == {"waiting": 1}
        cause(year)
        year.tables.paused = False
        year.office.clock.jump(-timedelta(days=1))
        await year.live(date(2027, 10, 5))

    year = tell(story)
    assert year.days() == []
    assert year.office.outcomes() == {"not_concerned": 1}
    assert year.tables.disk.chats[1].missed is None


def test_who_is_forgotten_is_sent_nothing_that_waits() -> None:
    async def story(year: Year) -> None:
        year.remind()
        await year.live(date(2026, 12, 1))
        del year.tables.reminders[1], year.tables.disk.chats[1]
        await year.live(date(2028, 3, 5))

    assert tell(story).days() == []


@pytest.mark.parametrize("made", [True, False], ids=["paused", "down"])
def test_a_reminder_whose_day_is_over_is_not_sent_late_but_kept_to_be_said(made: bool) -> None:
    async def story(year: Year) -> None:
        year.remind(about=("profile",))
        await year.live(date(2027, 10, 2))
        year.tables.paused = made
        if made:
            await year.live(date(2027, 10, 6))
        else:
            year.office.clock.jump(timedelta(days=4))
        year.tables.paused = False
        await year.live(date(2027, 10, 26))

    year = tell(story)
    assert year.days() == []
    assert year.office.outcomes() == {"expired": 1}
    assert year.tables.disk.chats[1].missed == "profile 2027-11-03 30"


def test_a_birthday_that_passed_while_nothing_ran_is_kept_to_be_said() -> None:
    async def story(year: Year) -> None:
        year.remind(about=("birthday",))
        year.office.clock.jump(datetime(2027, 3, 3, tzinfo=UTC) - year.now)
        await year.live(date(2028, 3, 5))

    year = tell(story)
    assert year.days() == ["2028-02-29"]
    assert year.tables.disk.chats[1].missed == "birthday 2027-02-28 0"


def test_a_day_corrected_on_the_day_of_its_reminder_is_reminded_of_at_once() -> None:
    async def story(year: Year) -> None:
        year.remind(about=("profile",), profile=replace(MINE, submission=LATER))
        await year.work_at(datetime(2027, 10, 4, 19, tzinfo=UTC))
        year.remind(about=("profile",))
        await year.work_at(year.now)

    ((at, html),) = tell(story).seen()
    assert (at.date(), at.hour) == (date(2027, 10, 4), 15)
    assert html.startswith("<b>Reminder, in 30 days</b>")


def test_what_comes_back_on_the_same_day_still_reminds() -> None:
    async def story(year: Year) -> None:
        year.remind(about=("profile",))
        await year.live(date(2027, 10, 4))
        year.office.clock.jump(timedelta(hours=12))
        await year.live(date(2027, 10, 26))

    ((at, _),) = tell(story).seen()
    assert (at.date(), at.hour > 9) == (date(2027, 10, 4), True)


def test_a_blocked_chat_is_not_reminded_again() -> None:
    async def story(year: Year) -> None:
        for chat in range(10):
            year.remind(chat)
        year.telegram.faults[3] = [ChatGoneError("Forbidden: bot was blocked by the user")]
        await year.live(date(2028, 3, 5))

    year = tell(story)
    assert 3 not in year.tables.reminders
    assert len(year.days(3)) == 1
    assert len(year.days(4)) == len(ALL)


def test_nobody_is_reminded_before_the_day_has_begun_where_they_are_now() -> None:
    """It was nine in Kiritimati when they moved to Honolulu, where it was still yesterday."""

    async def story(year: Year) -> None:
        year.remind(about=("work",), zone="Pacific/Kiritimati")
        year.tables.paused = True
        await year.work_at(datetime(2027, 8, 8, 19, 0, 1, tzinfo=UTC))
        assert year.office.outcomes() == {"waiting": 1}
        year.remind(about=("work",), zone="Pacific/Honolulu")
        year.tables.paused = False
        await year.work_at(year.now)
        assert year.seen() == []
        await year.live(date(2027, 8, 12))

    ((at, _),) = tell(story).seen(zone="Pacific/Honolulu")
    assert at.date() == date(2027, 8, 9)


def test_a_draw_on_the_day_of_a_reminder_is_told_beside_it() -> None:
    async def story(year: Year) -> None:
        year.tables.subscriptions[1] = subscription(1)
        year.remind(about=("birthday",), profile=WELDER, dates=OwnDates(birthday="11-20"))
        year.office.owe()
        await year.live(date(2026, 11, 22))

    year = tell(story)
    assert len(year.seen()) == 1  # nine was over when they asked
    assert "448" in year.seen()[0][1]
