"""Dated values: in force from the first to the last day, and never a neighbour's."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.parameters import (
    Dated,
    KnowledgeError,
    NotInForceError,
    Parameter,
    Reference,
    ordered,
)

SOURCE = (Reference("A page", "https://example.org", date(2026, 11, 22)),)


def entry(since: str, until: str | None, value: int | None = 1) -> Dated[int | None]:
    end = None if until is None else date.fromisoformat(until)
    return Dated(date.fromisoformat(since), end, value, date(2026, 11, 22), "confirmed", SOURCE)


FIRST = entry("2023-05-31", "2025-02-26", 6)
ABSENT = entry("2025-02-27", "2026-02-17", None)
LAST = entry("2026-02-18", None, 12)
MONTHS = ordered("months", (FIRST, ABSENT, LAST))


@pytest.mark.parametrize(
    ("day", "found"),
    [
        (date(2023, 5, 31), FIRST),
        (date(2025, 2, 26), FIRST),
        (date(2025, 2, 27), ABSENT),
        (date(2026, 2, 17), ABSENT),
        (date(2026, 2, 18), LAST),
        (date(2999, 12, 31), LAST),
    ],
    ids=[
        "its first day",
        "its last day",
        "the first day without any",
        "the last day without any",
        "the first day of one without end",
        "any later day",
    ],
)
def test_a_value_is_in_force_on_both_ends(day: date, found: Dated[int | None]) -> None:
    assert MONTHS.on(day) is found


def test_the_day_before_all_has_no_value() -> None:
    with pytest.raises(NotInForceError, match="months: no value in force on 2023-05-30") as refused:
        MONTHS.on(date(2023, 5, 30))
    assert (refused.value.name, refused.value.day) == ("months", date(2023, 5, 30))


def test_the_day_after_the_end_has_no_value() -> None:
    ended = ordered("months", (FIRST,))

    with pytest.raises(NotInForceError):
        ended.on(date(2025, 2, 27))


def test_no_value_in_force_is_a_knowledge_error() -> None:
    assert issubclass(NotInForceError, KnowledgeError)


@pytest.mark.parametrize(
    ("entries", "reason"),
    [
        ((entry("2023-05-31", "2025-02-27"), LAST), "nothing is declared between 2025-02-27"),
        ((entry("2023-05-31", "2026-02-18"), LAST), "since 2023-05-31 overlaps .* 2026-02-18"),
        ((LAST, entry("2026-02-19", None)), "since 2026-02-18 overlaps"),
        ((LAST, FIRST), "since 2026-02-18 overlaps"),
        ((entry("2026-02-18", "2026-02-17"),), r"ends before it begins \(2026-02-17\)"),
    ],
    ids=[
        "days between two are not accounted for",
        "two share a day",
        "one without end has another after it",
        "the newest stands first",
        "one ends before it begins",
    ],
)
def test_a_history_is_refused(entries: tuple[Dated[int | None], ...], reason: str) -> None:
    with pytest.raises(KnowledgeError, match=f"^months: .*{reason}"):
        ordered("months", entries)


def test_a_value_of_one_day_is_taken() -> None:
    one_day = ordered("months", (entry("2026-02-18", "2026-02-18", 3),))

    assert one_day.on(date(2026, 2, 18)).value == 3


@given(st.dates(min_value=date(2023, 5, 31)))
def test_every_day_from_the_first_on_has_exactly_one_entry(day: date) -> None:
    covering = [found for found in MONTHS.history if found.covers(day)]

    assert covering == [MONTHS.on(day)]


def test_a_parameter_without_history_never_has_a_value() -> None:
    empty: Parameter[int] = ordered("nothing", ())

    with pytest.raises(NotInForceError):
        empty.on(date(2026, 1, 1))
