"""Whom to remind when: whatever is corrected, none early, none twice, none without its cause."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.messages import DayNear
from bot.conversation.reminders import AHEAD, clock_of, deadlines_of, next_ones
from bot.conversation.stored_states import dump_profile
from bot.conversation.subscriptions import Reminder, kinds_in
from bot.notices.contents import NotTold, Telling, tell
from bot.notices.reminding import LOOK_AGAIN, look, reminded_of
from bot.ports.notices import Due
from bot.ports.reminders import ToRemind
from knowledge.own_dates import DeadlineKind, OwnDates
from knowledge.profiles import Profile, Submission
from knowledge.verdicts import add_months
from tests.notices.owing import WORLD, subscription

BEGIN = datetime(2026, 11, 20, 15, 2, tzinfo=UTC)
ZONES = (None, "America/Toronto", "Asia/Manila", "Pacific/Kiritimati", "Pacific/Honolulu", "-03:30")
KINDS: tuple[DeadlineKind, ...] = tuple(AHEAD)


@dataclass
class Person:
    """What is stored about somebody, and what they were owed and told."""

    about: tuple[DeadlineKind, ...] = KINDS
    profile: Profile = field(default_factory=Profile)
    dates: OwnDates = field(default_factory=OwnDates)
    zone: str | None = None
    since: datetime = BEGIN
    next_at: datetime | None = BEGIN
    owed: list[Reminder] = field(default_factory=list)
    told: list[Reminder] = field(default_factory=list)

    @property
    def stored(self) -> str:
        """The profile as it is stored."""
        return dump_profile(self.profile, self.zone, self.dates)

    def is_looked_at(self, now: datetime) -> None:
        """As the database does it: what was owed before is not owed again."""
        if self.next_at is None or self.next_at > now:
            return
        who = ToRemind(1, self.about, self.since, self.next_at, self.stored)
        found = look(who, replace(WORLD, now=now))
        assert found.again_at is None or now < found.again_at <= now + LOOK_AGAIN
        self.next_at = found.again_at
        for each in found.owed:
            assert each.kind in self.about
            assert now >= datetime.combine(
                each.day, datetime.min.time().replace(hour=9), clock_of(self.zone)
            )
            if each not in self.owed:
                self.owed.append(each)

    def is_told(self, now: datetime) -> None:
        """Everything that waits is to be sent now."""
        for each in self.owed:
            if each in self.told:
                continue
            due = Due(
                *(1, subscription(), each.owed, BEGIN, each.over_at, 0, self.stored, "en"),
                reminded=self.about,
            )
            said = reminded_of(due, replace(WORLD, now=now))
            if isinstance(said, DayNear):
                assert now.astimezone(clock_of(self.zone)).date() == each.day
                assert each.kind in self.about
                assert each.on in self.days(each.kind, each.on)
                assert (said.deadline.on, said.ahead) == (each.on, each.ahead)
                self.told.append(each)

    def days(self, kind: DeadlineKind, on: date) -> list[date]:
        """The days of that kind as anybody can count them; of birthdays the one of that year."""
        dates, submission = self.dates, self.profile.submission
        match kind:
            case "profile":
                return [] if submission is None else [add_months(submission.on, 12)]
            case "apply":
                return [] if dates.invited_on is None else [dates.invited_on + timedelta(days=60)]
            case "work":
                begun = dates.working_since
                return [] if begun is None else [add_months(begun, 12)]
            case "test":
                return [] if dates.tested_on is None else [add_months(dates.tested_on, 24)]
            case "birthday":
                if dates.birthday is None:
                    return []
                leap = date.fromisoformat(f"2024-{dates.birthday}")
                return [add_months(leap, 12 * (on.year - 2024))]


def around(first: date, last: date) -> st.SearchStrategy[date | None]:
    return st.none() | st.dates(first, last)


DATES = st.builds(
    OwnDates,
    invited_on=around(date(2026, 9, 1), date(2027, 12, 1)),
    tested_on=around(date(2024, 11, 1), date(2026, 1, 1)),
    working_since=around(date(2025, 11, 1), date(2026, 12, 1)),
    birthday=st.none()
    | st.dates(date(2024, 1, 1), date(2024, 12, 31)).map(lambda on: f"{on:%m-%d}"),
)
PROFILES = st.builds(
    Profile,
    crs=st.just(480),
    submission=around(date(2025, 11, 1), date(2027, 1, 1)).map(
        lambda on: None if on is None else Submission(on)
    ),
)
CHANGES = st.tuples(
    st.sampled_from(["nothing", "nothing", "profile", "dates", "zone", "about", "down"]),
    PROFILES,
    DATES,
    st.sampled_from(ZONES),
    st.sets(st.sampled_from(KINDS)),
    st.floats(0.01, 1.0) | st.floats(1.0, 90.0),
)


@given(PROFILES, DATES, st.sampled_from(ZONES), st.lists(CHANGES, max_size=12))
def test_none_before_its_day_none_twice_none_after_its_cause_is_gone(
    profile: Profile,
    dates: OwnDates,
    zone: str | None,
    changes: list[tuple[str, Profile, OwnDates, str | None, set[DeadlineKind], float]],
) -> None:
    person, now = Person(profile=profile, dates=dates, zone=zone), BEGIN
    for what, new_profile, new_dates, new_zone, kinds, days in changes:
        later = now + timedelta(days=days)
        while what != "down" and person.next_at is not None and person.next_at <= later:
            now = max(now, person.next_at)
            person.is_looked_at(now)
            person.is_told(now)
        now = later
        match what:
            case "profile":
                person.profile = new_profile
            case "dates":
                person.dates = new_dates
            case "zone":
                person.zone = new_zone
            case "about":
                person.about = kinds_in(" ".join(kinds))
            case _:
                continue
        person.next_at = min(now, person.next_at or now)
    person.is_looked_at(now)
    person.is_told(now)
    assert len(person.told) == len(set(person.told))


@given(PROFILES, DATES, st.sampled_from(ZONES), st.integers(1, 100_000))
def test_every_day_that_stays_as_it_is_is_reminded_of(
    profile: Profile, dates: OwnDates, zone: str | None, seconds_late: int
) -> None:
    """However late the looks come, as long as it is still the day."""
    person, now = Person(profile=profile, dates=dates, zone=zone), BEGIN
    end = datetime(2028, 6, 1, tzinfo=UTC)
    late = timedelta(seconds=seconds_late % (14 * 3600))
    while person.next_at is not None and person.next_at <= end:
        now = max(now, person.next_at + late)
        person.is_looked_at(now)
        person.is_told(now)
    clock, wanted = clock_of(zone), set()
    for kind in KINDS:
        for year in (2026, 2027, 2028):
            for on in person.days(kind, date(year, 7, 1)):
                wanted |= {Reminder(kind, on, ahead) for ahead in AHEAD[kind]}
    nine = datetime.min.time().replace(hour=9)
    begun = {
        each for each in wanted if BEGIN <= datetime.combine(each.day, nine, clock) <= end - late
    }
    assert set(person.told) >= begun
    assert set(person.told) <= wanted


MINE = Profile(480, "72106", Submission(date(2026, 11, 3)))


def due(about: str, reminder: Reminder, profile: str | None) -> Due:
    return Due(
        *(1, subscription(), reminder.owed, BEGIN, reminder.over_at, 0, profile, "en"),
        reminded=kinds_in(about),
    )


REMINDER = Reminder("profile", date(2027, 11, 3), 30)
ON_ITS_DAY = replace(WORLD, now=datetime(2027, 10, 4, 13, tzinfo=UTC))


def test_a_reminder_says_the_day_and_how_to_stop_it() -> None:
    told = tell(due("profile", REMINDER, dump_profile(MINE, None)), ON_ITS_DAY)
    assert isinstance(told, Telling)
    assert isinstance(told.message, DayNear)
    assert [choice.value for row in told.rows for choice in row] == ["", "profile.off"]
    assert (told.silent, told.figures, told.instead_of) == (False, None, None)


@pytest.mark.parametrize(
    ("about", "profile", "reason"),
    [
        ("work", MINE, "not_wanted"),
        ("", MINE, "not_wanted"),
        ("profile", None, "not_wanted"),
        ("profile", Profile(480), "another_day"),
        ("profile", replace(MINE, submission=Submission(date(2026, 11, 4))), "another_day"),
    ],
)
def test_why_a_reminder_is_not_told(about: str, profile: Profile | None, reason: str) -> None:
    stored = None if profile is None else dump_profile(profile, None)
    assert tell(due(about, REMINDER, stored), ON_ITS_DAY) == NotTold("not_concerned", reason)


def test_an_event_that_names_no_day_reminds_of_nothing() -> None:
    odd = replace(
        due("profile", REMINDER, dump_profile(MINE, None)), owed=replace(REMINDER.owed, draw="?")
    )
    assert tell(odd, ON_ITS_DAY) == NotTold("not_concerned", "not_wanted")


def test_a_profile_that_cannot_be_read_is_left_alone() -> None:
    for stored in (None, "{", '{"profile": 7}'):
        found = look(ToRemind(1, KINDS, BEGIN, BEGIN, stored), WORLD)
        assert (found.owed, found.again_at) == ((), None)


def test_the_next_reminder_of_each_kind_is_the_one_that_is_still_to_come() -> None:
    days = deadlines_of(MINE, OwnDates(birthday="10-04"), ON_ITS_DAY)
    found = next_ones(days, ("profile", "birthday"), None, ON_ITS_DAY.now)
    assert [(each.kind, each.day.isoformat()) for each in found] == [("profile", "2027-10-27")]
