"""What the two feeds disagree on, and what is no disagreement."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from knowledge.draws import Draw
from knowledge.feed.languages import differences
from tests.facts import frozen

DRAWS = frozen().draws.draws[-5:]
LAST, TIED = DRAWS[-1], DRAWS[-2]
"""The newest has no tie-break, the one before it has."""


def found(*french: Draw) -> list[str]:
    return [str(one) for one in differences({draw.number: draw for draw in DRAWS}, french)]


CHANGED: dict[str, tuple[dict[str, Any], str]] = {
    "the day": ({"drawn_on": date(2026, 9, 30)}, "day: English 2026-09-29, French 2026-09-30"),
    "the size": ({"itas": 2_001}, "size: English 2000, French 2001"),
    "the score": ({"crs_cutoff": 517}, "score: English 518, French 517"),
    "the tie-break": (
        {"tie_break_at": datetime(2026, 2, 13, 20, 48, 9, tzinfo=UTC)},
        "tie-break: English 2026-02-13 20:48:08+00:00, French 2026-02-13 20:48:09+00:00",
    ),
}


@pytest.mark.parametrize(("fields", "told"), CHANGED.values(), ids=CHANGED)
def test_a_difference_says_draw_field_and_both(fields: dict[str, Any], told: str) -> None:
    assert found(*DRAWS[:-2], replace(TIED, **fields), LAST) == [f"#446, {told}"]


def test_the_same_draws_under_french_names_are_the_same() -> None:
    assert found(*(replace(draw, name="Métiers", category="unknown") for draw in DRAWS)) == []


def test_a_tie_break_that_only_one_tells_is_no_difference() -> None:
    assert found(*(replace(draw, tie_break_at=None) for draw in DRAWS)) == []


def test_a_draw_that_only_one_has_is_told() -> None:
    assert found(*DRAWS[:-1]) == ["#447, number: English there, French missing"]
    assert found(*DRAWS, replace(LAST, number="448", drawn_on=date(2026, 10, 2))) == [
        "#448, number: English missing, French there"
    ]
