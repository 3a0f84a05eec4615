"""Draws and their ledger: order, days on the border, and what was known on a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.draws import Category, Draw, DrawLedger, Version
from knowledge.parameters import Dated, KnowledgeError, Parameter, Reference

SOURCE = Reference("A page", "https://example.org", date(2026, 11, 22))


def draw(number: str, drawn_on: str, category: str = "trades", itas: int = 100) -> Draw:
    day = date.fromisoformat(drawn_on)
    return Draw(number, day, "A name", category, None, itas, 480, None, SOURCE)


def at(day: str, time: str = "23:59:59") -> datetime:
    return datetime.fromisoformat(f"{day}T{time}").replace(tzinfo=UTC)


FIRST = draw("90", "2018-05-23", "general")
TWIN_A = draw("91a", "2018-05-30", "fst")
TWIN_B = draw("91b", "2018-05-30", "pnp")
NEXT = draw("92", "2018-06-13", "general")
LEDGER = DrawLedger.of([NEXT, TWIN_B, FIRST, TWIN_A], date(2018, 6, 20))


def test_draws_stand_as_they_were_held() -> None:
    assert LEDGER.draws == (FIRST, TWIN_A, TWIN_B, NEXT)
    assert LEDGER.complete_until == date(2018, 6, 20)
    assert LEDGER.read_at is None


def test_draws_of_one_day_stand_by_number_not_by_letters() -> None:
    ninth, tenth = draw("9", "2018-05-30"), draw("10", "2018-05-30")

    assert DrawLedger.of([tenth, ninth], date(2018, 6, 1)).draws == (ninth, tenth)


def test_a_number_stands_once() -> None:
    with pytest.raises(KnowledgeError, match="draw #92 stands twice"):
        DrawLedger.of([NEXT, FIRST, replace(NEXT, itas=1)], date(2018, 6, 20))


@pytest.mark.parametrize(
    ("number", "found"),
    [("91a", TWIN_A), ("91A", TWIN_A), ("92", NEXT), ("91", None), ("", None)],
    ids=["with a letter", "with a capital", "plain", "between two twins", "nothing"],
)
def test_a_draw_is_found_by_its_number(number: str, found: Draw | None) -> None:
    assert LEDGER.draw(number) == found


@pytest.mark.parametrize(
    ("as_of", "known"),
    [
        (at("2018-05-22"), ()),
        (at("2018-05-23", "00:00:00"), (FIRST,)),
        (at("2018-05-29"), (FIRST,)),
        (at("2018-05-30", "00:00:00"), (FIRST, TWIN_A, TWIN_B)),
        (at("2018-06-13"), (FIRST, TWIN_A, TWIN_B, NEXT)),
        (at("2026-01-01"), (FIRST, TWIN_A, TWIN_B, NEXT)),
    ],
    ids=[
        "the day before the first",
        "from the first second of a draw's day",
        "the day before the twins",
        "the twins' day",
        "the last one's day",
        "years later",
    ],
)
def test_known_are_the_draws_held_up_to_that_day(as_of: datetime, known: tuple[Draw, ...]) -> None:
    ledger = LEDGER.known(as_of)

    assert ledger.draws == known
    assert ledger.complete_until == LEDGER.complete_until


def test_an_empty_ledger_knows_nothing() -> None:
    empty = DrawLedger.of([], date(2018, 6, 20))

    assert empty.newest() is None
    assert empty.latest("trades", at("2026-01-01")) is None
    assert empty.known(at("2026-01-01")).draws == ()


def test_the_newest_is_that_of_any_kind() -> None:
    assert LEDGER.newest() == NEXT


def test_the_latest_is_the_newest_of_its_kind_known_that_day() -> None:
    assert LEDGER.latest("general", at("2018-06-12")) == FIRST
    assert LEDGER.latest("general", at("2018-06-13", "00:00:00")) == NEXT
    assert LEDGER.latest("trades", at("2026-01-01")) is None
    assert LEDGER.latest("general", at("2018-05-22")) is None


def test_federal_skilled_trades_is_no_trades_draw() -> None:
    assert LEDGER.of_category("fst") == (TWIN_A,)
    assert LEDGER.of_category("trades") == ()


@pytest.mark.parametrize(
    ("since", "until", "found"),
    [
        (date(2018, 5, 23), date(2018, 6, 13), (FIRST, NEXT)),
        (date(2018, 5, 24), date(2018, 6, 13), (NEXT,)),
        (date(2018, 5, 23), date(2018, 6, 12), (FIRST,)),
        (date(2018, 5, 24), date(2018, 6, 12), ()),
    ],
    ids=["both ends count", "one day too late", "one day too early", "between the two"],
)
def test_invited_between_counts_both_days(
    since: date, until: date, found: tuple[Draw, ...]
) -> None:
    assert LEDGER.invited_between("general", since, until) == found


@given(st.permutations([FIRST, TWIN_A, TWIN_B, NEXT]))
def test_the_order_given_does_not_matter(draws: list[Draw]) -> None:
    assert DrawLedger.of(draws, date(2018, 6, 20)) == LEDGER


def version(name: str) -> Version:
    return Version(f"trades-{name}", name, (f"Trades {name}",), frozenset({"72106"}), None)


def dated(since: str, until: str | None, value: Version | None) -> Dated[Version | None]:
    end = None if until is None else date.fromisoformat(until)
    return Dated(date.fromisoformat(since), end, value, date(2026, 11, 22), "confirmed", (SOURCE,))


V1, V2 = version("v1"), version("v2")
TRADES = Category(
    "trades",
    "Trades",
    Parameter(
        "trades",
        (
            dated("2023-05-31", "2025-02-26", V1),
            dated("2025-02-27", "2026-02-17", None),
            dated("2026-02-18", None, V2),
        ),
    ),
)
PROGRAM = Category("fst", "Federal Skilled Trades Program", None, ("Federal Skilled Trades",))


def test_times_without_the_category_are_no_version() -> None:
    assert TRADES.all_versions() == (V1, V2)
    assert TRADES.version("trades-v2") is V2
    assert TRADES.versions_before("trades-v2") == (V1,)
    assert TRADES.versions_before("trades-v1") == ()


def test_a_program_has_no_versions() -> None:
    assert PROGRAM.all_versions() == ()


@pytest.mark.parametrize("category", [TRADES, PROGRAM], ids=["a category", "a program"])
def test_a_version_that_does_not_exist_is_refused(category: Category) -> None:
    with pytest.raises(KnowledgeError, match=f"category {category.id}: no version trades-v9"):
        category.version("trades-v9")
