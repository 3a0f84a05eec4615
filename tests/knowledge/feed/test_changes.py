"""What counts as a new draw, as a correction, and as nothing at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from knowledge.draws import Draw
from knowledge.feed.changes import Changes, changes
from knowledge.parameters import Reference

SOURCE = Reference("IRCC", "https://www.canada.ca/x", date(2026, 10, 1))
AT = datetime(2026, 4, 26, 18, 10, 4, tzinfo=UTC)
KNOWN = Draw("447", date(2026, 10, 1), "Trades", "trades", "trades-v3", 3500, 476, AT, SOURCE)
OTHER_AT = datetime(2026, 4, 26, 18, 10, 5, tzinfo=UTC)


def compared(read: Draw, known: Draw = KNOWN) -> Changes:
    return changes({known.number: known}, [read])


def test_the_same_draw_changes_nothing() -> None:
    assert compared(KNOWN) == Changes()


CORRECTED = {
    "another day": replace(KNOWN, drawn_on=date(2026, 10, 2)),
    "another category": replace(KNOWN, category="fst", version=None),
    "another version": replace(KNOWN, version="trades-v2"),
    "another number of ITAs": replace(KNOWN, itas=3501),
    "another cut-off": replace(KNOWN, crs_cutoff=475),
    "another tie-break": replace(KNOWN, tie_break_at=OTHER_AT),
}


@pytest.mark.parametrize("read", CORRECTED.values(), ids=CORRECTED.keys())
def test_a_fact_that_differs_is_a_correction(read: Draw) -> None:
    assert compared(read) == Changes(corrected=((KNOWN, read),))


UNCHANGED = {
    "another name of the same version": replace(KNOWN, name="Trade occupations (2026-3)"),
    "another day of seeing it": replace(KNOWN, source=replace(SOURCE, seen_on=date(2026, 11, 1))),
    "another note": replace(KNOWN, note="seen twice"),
    "a name that is unknown": replace(KNOWN, name="?", category="unknown", version=None),
    "a tie-break that was not read": replace(KNOWN, tie_break_at=None),
}


@pytest.mark.parametrize("read", UNCHANGED.values(), ids=UNCHANGED.keys())
def test_what_is_no_fact_is_no_correction(read: Draw) -> None:
    assert compared(read) == Changes()


def test_a_correction_keeps_what_was_known_and_not_read() -> None:
    read = replace(KNOWN, itas=4000, category="unknown", version=None, tie_break_at=None)
    assert compared(read).corrected == ((KNOWN, replace(KNOWN, itas=4000)),)


def test_what_becomes_known_is_a_correction() -> None:
    known = replace(KNOWN, category="unknown", version=None, tie_break_at=None)
    assert compared(KNOWN, known) == Changes(corrected=((known, KNOWN),))


def test_new_draws_and_corrections_come_oldest_first() -> None:
    days = {"91a": date(2018, 5, 30), "91b": date(2018, 5, 30), "448": date(2026, 10, 8)}
    read = [replace(KNOWN, number=number, drawn_on=day) for number, day in days.items()][::-1]
    assert [draw.number for draw in changes({}, read).new] == ["91a", "91b", "448"]
    known = {draw.number: replace(draw, itas=1) for draw in read}
    assert [old.number for old, _ in changes(known, read).corrected] == ["91a", "91b", "448"]


def test_known_draws_that_were_not_read_are_missing_oldest_first() -> None:
    older = replace(KNOWN, number="446", drawn_on=date(2026, 9, 29))
    assert changes({"447": KNOWN, "446": older}, []) == Changes(missing=("446", "447"))
