"""The stored copy of the official feed, whole: 435 rows with every quirk they have."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from knowledge.feed.contents import read_feed
from knowledge.feed.dates import read_instant
from tests.facts import frozen, pool
from tests.knowledge.feed.sample import FEED_HREF, read

STORED = Path(__file__).parents[4] / "shared/feed/ee_rounds_123_en.json"
stored = pytest.mark.skipif(
    not STORED.exists(), reason=f"the stored copy of the official feed is not here: {STORED}"
)


@stored
def test_the_stored_copy_gives_the_packaged_draws() -> None:
    knowledge = frozen()
    feed = read_feed(
        STORED.read_bytes(),
        knowledge.categories,
        datetime(2026, 8, 8, tzinfo=UTC),
        FEED_HREF,
        knowledge.rules.crs,
    )
    assert len(feed.draws) == 435
    for found in feed.draws:
        packaged = knowledge.draws.draw(found.draw.number)
        assert packaged is not None
        assert replace(found.draw, source=packaged.source, note=packaged.note) == packaged
        assert found.draw.source.href == packaged.source.href
    assert [(problem.number, problem.kind) for problem in feed.problems] == [
        ("247", "sum"),
        ("139", "tie_break_implausible"),
    ]


@stored
def test_the_stored_copy_gives_the_published_pools() -> None:
    feed = read(STORED.read_bytes())
    for found in feed.draws:
        packaged = pool(found.draw.number)
        assert (found.pool is None) == (packaged is None)
        if found.pool is not None and packaged is not None:
            assert found.pool == replace(packaged, source=found.pool.source, note=None)
    assert sum(found.pool is not None for found in feed.draws) == 217


@stored
def test_every_time_of_a_draw_in_the_stored_copy_is_read() -> None:
    elsewhere = []
    for found in json.loads(STORED.read_bytes())["rounds"]:
        drawn_on = date.fromisoformat(found["drawDate"])
        days = (read_instant(found["drawDateTime"], drawn_on).date() - drawn_on).days
        if days:
            elsewhere.append((found["drawNumber"], days))
    # Ten late-evening draws, and a typing error in #357: July 12 for July 22.
    late = ["148", "146", "139", "108", "104", "13", "11", "9", "8", "7"]
    assert elsewhere == [("357", -10), *((number, 1) for number in late)]
