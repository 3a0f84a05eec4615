"""What may remain of a year's invitations, as it was known on a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.draws import Draw, DrawLedger
from knowledge.parameters import Reference
from knowledge.plans import (
    Exceeded,
    Fulfilled,
    NoPlan,
    Open,
    Over,
    Plan,
    Remaining,
    Unit,
    Window,
    WindowReading,
    remaining,
)
from tests.facts import frozen

KNOWN = frozen()
SOURCE = Reference("A page", None, date(2026, 11, 22))


def at(day: str, time: str = "23:59:59") -> datetime:
    return datetime.fromisoformat(f"{day}T{time}").replace(tzinfo=UTC)


def asked(category: str, day: str, year: int | None = None) -> Remaining:
    return remaining(category, KNOWN.draws, KNOWN.plans, at(day), year)


class TestTrades:
    def test_on_2025_08_26_nobody_knew_of_a_plan(self) -> None:
        answer = asked("trades", "2025-08-26")

        assert isinstance(answer, NoPlan)
        assert (answer.year, answer.issued, answer.draws, answer.past) == (2025, 0, (), ())

    def test_on_2025_08_27_all_of_it_is_open(self) -> None:
        answer = asked("trades", "2025-08-27")

        assert isinstance(answer, Open)
        assert (answer.count.planned, answer.count.issued, answer.may_remain) == (3_300, 0, 3_300)
        assert answer.count.reading.window == Window(date(2025, 1, 1), date(2025, 12, 31))
        assert (answer.others, answer.disputed) == ((), False)

    def test_on_2025_09_19_there_may_remain_2050(self) -> None:
        answer = asked("trades", "2025-09-19")

        assert isinstance(answer, Open)
        # 3,300 - 1,250 (#368, the day before) = 2,050
        assert (answer.count.planned, answer.count.issued, answer.may_remain) == (
            3_300,
            1_250,
            2_050,
        )
        assert [draw.number for draw in answer.count.draws] == ["368"]
        assert answer.plan.id == "itas-2025"
        assert answer.plan.references

    def test_the_later_reading_speaks_and_the_other_stands_beside_it(self) -> None:
        answer = asked("trades", "2025-10-01")

        assert isinstance(answer, Open)
        assert answer.count.reading.window == Window(date(2025, 7, 1), date(2025, 12, 31))
        assert [other.reading.id for other in answer.others] == ["whole-2025"]
        # no trades draw from January to June 2025, so both readings give the same figures
        assert not answer.disputed

    def test_on_the_last_day_it_is_still_open(self) -> None:
        assert isinstance(asked("trades", "2025-12-31"), Open)

    def test_on_2026_02_01_there_is_no_plan_but_a_past(self) -> None:
        answer = asked("trades", "2026-02-01")

        assert isinstance(answer, NoPlan)
        assert (answer.year, answer.issued) == (2026, 0)
        [past] = answer.past
        # 3,300 - 1,250 = 2,050 never came
        assert (past.year, past.count.planned, past.count.issued, past.count.rest) == (
            2025,
            3_300,
            1_250,
            2_050,
        )

    def test_on_2026_11_22_two_draws_and_no_plan(self) -> None:
        answer = asked("trades", "2026-11-22")

        assert isinstance(answer, NoPlan)
        # 3,000 (#408) + 3,500 (#447)
        assert answer.issued == 6_500
        assert [draw.number for draw in answer.draws] == ["408", "447"]
        assert [past.year for past in answer.past] == [2025]

    def test_2025_asked_in_2026_is_over(self) -> None:
        answer = asked("trades", "2026-02-01", 2025)

        assert isinstance(answer, Over)
        assert (answer.count.planned, answer.count.issued, answer.unissued) == (
            3_300,
            1_250,
            2_050,
        )
        assert answer.past == ()

    def test_2025_asked_before_the_plan_was_known_stays_unknown(self) -> None:
        assert isinstance(asked("trades", "2025-08-26", 2025), NoPlan)

    def test_2026_asked_in_2025_has_no_plan_and_no_past_yet(self) -> None:
        answer = asked("trades", "2025-09-19", 2026)

        assert isinstance(answer, NoPlan)
        assert (answer.year, answer.issued, answer.past) == (2026, 0, ())

    def test_a_share_is_never_a_number_of_invitations(self) -> None:
        answer = asked("trades", "2024-12-31")

        assert isinstance(answer, NoPlan)
        # 1,800 (#300) + 1,800 (#321)
        assert answer.issued == 3_600

    def test_2023_adds_up(self) -> None:
        answer = asked("trades", "2026-11-22", 2023)

        assert isinstance(answer, NoPlan)
        # 1,500 (#261) + 1,000 (#276)
        assert answer.issued == 2_500


class TestOtherCategories:
    def test_the_window_decides_for_education(self) -> None:
        answer = asked("education", "2025-12-31")

        assert isinstance(answer, Open)
        # second half: 3,000 - 2,500 (#367); whole year: 1,000 (#344) + 2,500 = 3,500
        assert (answer.count.issued, answer.may_remain) == (2_500, 500)
        [other] = answer.others
        assert (other.issued, other.rest) == (3_500, 0)
        assert answer.disputed

    def test_education_before_the_second_reading_was_reported(self) -> None:
        answer = asked("education", "2025-09-17")

        assert isinstance(answer, Exceeded)
        assert (answer.count.planned, answer.count.issued, answer.disputed) == (
            3_000,
            3_500,
            False,
        )

    def test_healthcare_was_exceeded_by_the_whole_years_reading(self) -> None:
        answer = asked("healthcare", "2025-10-15")

        assert isinstance(answer, Exceeded)
        # second half to #373: 4,000 + 2,500 + 2,500 = 9,000 - 8,000 planned; never below zero
        assert answer.count.rest == 0

    def test_healthcare_is_over(self) -> None:
        answer = asked("healthcare", "2026-01-01", 2025)

        assert isinstance(answer, Over)
        [other] = answer.others
        assert (answer.count.issued, other.issued, answer.unissued) == (13_500, 14_500, 0)

    @pytest.mark.parametrize("category", ["pnp", "french", "stem", "general"])
    def test_a_category_without_planned_invitations_has_no_plan(self, category: str) -> None:
        # admissions (pnp, 2026) and shares (2024) are no plans of invitations
        assert isinstance(asked(category, "2024-12-31"), NoPlan)
        assert isinstance(asked(category, "2025-12-31"), NoPlan)
        assert isinstance(asked(category, "2026-11-22"), NoPlan)


def plan(amount: float, unit: Unit = "itas", since: str = "2030-01-01", **other: str) -> Plan:
    window = Window(date.fromisoformat(since), date(2030, 12, 31))
    reported = date.fromisoformat(other.get("reported_on", "2030-01-01"))
    reading = WindowReading("whole", window, reported, (SOURCE,))
    return Plan(
        id=other.get("id", "plan"),
        title="A plan",
        unit=unit,
        amounts=(("trades", amount),),
        said_by="A memo",
        reported_on=reported,
        readings=(reading,),
        confidence="reported",
        references=(SOURCE,),
        checked_on=date(2030, 1, 1),
    )


def ledger(*itas: int) -> DrawLedger:
    draws = [
        Draw(str(n), date(2030, 1, n), "Trades", "trades", "v", count, 480, None, SOURCE)
        for n, count in enumerate(itas, 1)
    ]
    return DrawLedger.of(draws, date(2030, 12, 31))


@pytest.mark.parametrize(
    ("issued", "kind"),
    [(999, Open), (1_000, Fulfilled), (1_001, Exceeded)],
    ids=["one short", "exactly", "one more"],
)
def test_the_status_turns_at_the_planned_number(issued: int, kind: type[Remaining]) -> None:
    answer = remaining("trades", ledger(issued), [plan(1_000)], at("2030-12-31"))

    assert type(answer) is kind


def test_over_begins_the_day_after_the_window() -> None:
    ended = remaining("trades", ledger(1_000), [plan(1_000)], at("2031-01-01", "00:00:00"), 2030)

    assert isinstance(ended, Over)
    assert ended.unissued == 0


@pytest.mark.parametrize("unit", ["share_of_itas", "admissions"])
def test_only_plans_of_invitations_are_compared(unit: Unit) -> None:
    assert plan(5, unit).planned("trades") is None
    assert isinstance(remaining("trades", ledger(1), [plan(5, unit)], at("2030-06-01")), NoPlan)


def test_of_two_plans_the_later_reported_speaks() -> None:
    early = plan(1_000, id="early")
    late = plan(2_000, id="late", reported_on="2030-03-01")

    before = remaining("trades", ledger(), [early, late], at("2030-02-28"))
    after = remaining("trades", ledger(), [early, late], at("2030-03-01", "00:00:00"))

    assert isinstance(before, Open)
    assert isinstance(after, Open)
    assert (before.plan.id, after.plan.id) == ("early", "late")


def test_a_reading_reported_later_than_its_plan_is_not_used_before() -> None:
    known = plan(1_000)
    late = replace(known.readings[0], reported_on=date(2030, 3, 1))
    only_late = replace(known, readings=(late,))

    assert isinstance(remaining("trades", ledger(), [only_late], at("2030-02-28")), NoPlan)
    assert isinstance(remaining("trades", ledger(), [only_late], at("2030-03-01")), Open)


def test_a_window_touches_every_year_it_has_a_day_in() -> None:
    window = Window(date(2029, 12, 31), date(2031, 1, 1))

    assert [window.touches(year) for year in range(2028, 2033)] == [False, True, True, True, False]


@given(
    planned=st.integers(0, 10_000),
    issued=st.lists(st.integers(1, 5_000), max_size=5),
    day=st.dates(date(2029, 1, 1), date(2032, 12, 31)),
    year=st.none() | st.integers(2028, 2033),
)
def test_nothing_that_remains_is_ever_negative(
    planned: int, issued: list[int], day: date, year: int | None
) -> None:
    as_of = datetime(day.year, day.month, day.day, tzinfo=UTC)
    answer = remaining("trades", ledger(*issued), [plan(planned)], as_of, year)

    match answer:
        case Open():
            assert answer.may_remain == planned - answer.count.issued > 0
        case Over():
            assert answer.unissued == max(0, planned - answer.count.issued)
        case Fulfilled() | Exceeded():
            assert answer.count.rest == 0
        case NoPlan():
            assert answer.issued >= 0
    assert all(past.count.rest >= 0 for past in answer.past)
