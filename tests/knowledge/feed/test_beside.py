"""What is wrong beside a good draw: its name, tie-break, pool or link."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from tests.knowledge.feed.sample import FEED_HREF, read_rows, row, without

BESIDE = {
    "an unknown name": ({"drawName": "Astronauts"}, "unknown_name", "drawName"),
    "a link missing": ({"drawNumberURL": "447"}, "link_unreadable", "drawNumberURL"),
    "a link of null": ({"drawNumberURL": None}, "link_unreadable", "drawNumberURL"),
    "a link to elsewhere": (
        {"drawNumberURL": "<a href='https://example.org/x'>447</a>"},
        "link_unreadable",
        "drawNumberURL",
    ),
    "a link to another host without a scheme": (
        {"drawNumberURL": "<a href='//example.org/x'>447</a>"},
        "link_unreadable",
        "drawNumberURL",
    ),
    "a tie-break of words": ({"drawCutOff": "unknown"}, "tie_break_unreadable", "drawCutOff"),
    "a tie-break after the draw": (
        {"drawCutOff": "October 2, 2026 at 00:00:00 UTC"},
        "tie_break_implausible",
        "drawCutOff",
    ),
    "a tie-break that repeats the draw's own time": (
        {"drawCutOff": "October 1, 2026 at 11:02:03 UTC"},
        "tie_break_implausible",
        "drawCutOff",
    ),
    "a tie-break 368 days before the draw": (
        {"drawCutOff": "September 28, 2025 at 23:59:59 UTC"},
        "tie_break_implausible",
        "drawCutOff",
    ),
    "a band missing": ({"dd4": None}, "pool_unreadable", "dd4"),
    "a day of the count of words": (
        {"drawDistributionAsOn": "recently"},
        "pool_unreadable",
        "drawDistributionAsOn",
    ),
    "a day of the count of null": (
        {"drawDistributionAsOn": None},
        "pool_unreadable",
        "drawDistributionAsOn",
    ),
    "ten-point bands that do not add up, as in #247": ({"dd4": "280"}, "sum", "dd3"),
    "a total that does not add up": ({"dd18": "8,094"}, "sum", "dd18"),
}


@pytest.mark.parametrize(("changed", "kind", "field"), BESIDE.values(), ids=BESIDE.keys())
def test_what_is_wrong_beside_a_draw_is_told_and_does_not_hold_it_back(
    changed: dict[str, object], kind: str, field: str
) -> None:
    feed = read_rows(row(**changed))
    assert [(p.kind, p.row, p.number, p.field) for p in feed.problems] == [(kind, 1, "447", field)]
    assert feed.quarantined == ()
    found = feed.draws[0]
    assert (found.draw.tie_break_at is None) == (field == "drawCutOff")
    assert (found.pool is None) == (kind == "pool_unreadable")
    assert (found.draw.category == "unknown") == (field == "drawName")
    assert (found.draw.version is None) == (field == "drawName")
    assert (found.draw.source.href == FEED_HREF) == (field == "drawNumberURL")


def test_a_row_without_the_pools_fields_is_a_draw_without_a_pool() -> None:
    bare = without(row(), *(f"dd{i}" for i in range(1, 19)))
    feed = read_rows(bare)
    assert feed.draws[0].pool is None
    assert [(p.kind, p.field, p.reason) for p in feed.problems] == [
        ("pool_unreadable", "dd1", "is missing")
    ]


def test_a_tie_break_367_days_before_the_draw_is_kept() -> None:
    # 2026-10-01 minus 367 days is 2025-09-29.
    feed = read_rows(row(drawCutOff="September 29, 2025 at 00:00:00 UTC"))
    assert feed.problems == ()
    assert feed.draws[0].draw.tie_break_at == datetime(2025, 9, 29, tzinfo=UTC)


def test_a_tie_break_on_the_draws_day_is_kept() -> None:
    feed = read_rows(row(drawCutOff="October 1, 2026 at 09:00:00 UTC"))
    assert feed.problems == ()
    assert feed.draws[0].draw.tie_break_at == datetime(2026, 10, 1, 9, tzinfo=UTC)


def test_the_draws_own_time_need_not_be_its_day() -> None:
    # Ten late-evening draws carry a time of the next day (#148), one a wrong month's (#357).
    feed = read_rows(row(drawDateTime="July 12, 2026 at 11:02:03 UTC"))
    assert feed.draws[0].draw.drawn_on == date(2026, 10, 1)
    assert feed.problems == ()


def test_a_pool_of_zeros_was_not_published() -> None:
    zeros = {f"dd{i}": "0" for i in range(1, 19)}
    feed = read_rows(row(**zeros, drawDistributionAsOn=""))
    assert feed.draws[0].pool is None
    assert feed.problems == ()
