"""Whatever comes over the network: draws and problems for every row, or NotTheFeed."""

from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.feed.contents import Feed, NotTheFeed
from tests.knowledge.feed.sample import Row, content, read, row, rows

unhurried = settings(deadline=None)  # the first reading loads all facts

FIELDS = sorted(row())
LIKELY = st.sampled_from(
    [
        "",
        "0",
        "447",
        "91A",
        "2026-02-30",
        "0001-01-01",
        "9999-12-31",
        "February 29 at 10:00:00 UTC",
        "January 1, 0001 at 00:00:00 UTC",
        "\ud800",
        "\x00",
        "<a href='&#10;'>",
        "General",
    ]
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | LIKELY,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


def accounted(raw: bytes, count: int | None = None) -> Feed | None:
    """The feed of these bytes, every row of it accounted for; None where it is not the feed."""
    try:
        feed = read(raw)
    except NotTheFeed:
        return None
    numbers = [found.draw.number for found in feed.draws]
    assert len(set(numbers)) == len(numbers)
    places = {problem.row for problem in feed.quarantined}
    assert len(places) == len(feed.quarantined)
    assert count in (None, len(feed.draws) + len(places))
    for problem in feed.problems:
        assert problem.reason
        assert len(problem.value) <= 100
        str(problem).encode()
    for found in feed.draws:
        found.draw.name.encode()
        at = found.draw.tie_break_at
        assert at is None or at.date() <= found.draw.drawn_on
    return feed


@unhurried
@given(raw=st.binary())
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    accounted(raw)


@unhurried
@given(found=st.lists(JSON | st.just(row()), max_size=6))
def test_any_list_of_rounds_is_read_or_refused(found: list[object]) -> None:
    accounted(json.dumps({"rounds": found}).encode(), len(found))


@unhurried
@given(changed=st.lists(st.tuples(st.integers(0, 3), st.sampled_from(FIELDS), JSON), max_size=4))
def test_any_values_in_any_fields_account_for_every_row(
    changed: list[tuple[int, str, object]],
) -> None:
    found = rows()
    for place, field, value in changed:
        found[place][field] = value
    accounted(json.dumps({"rounds": found}).encode(), 4)


@unhurried
@given(gone=st.lists(st.tuples(st.integers(0, 3), st.sampled_from(FIELDS)), max_size=3))
def test_any_fields_missing_account_for_every_row(gone: list[tuple[int, str]]) -> None:
    found: list[Row] = rows()
    for place, field in gone:
        found[place].pop(field, None)
    accounted(content(found), 4)


@unhurried
@given(
    at=st.integers(0, len(content(rows()))),
    put=st.binary(max_size=8),
    cut=st.integers(0, 40),
)
def test_any_bytes_changed_are_read_or_refused(at: int, put: bytes, cut: int) -> None:
    raw = content(rows())
    accounted(raw[:at] + put + raw[at + cut :])


@unhurried
@given(at=st.integers(0, len(content(rows())) - 1))
def test_a_feed_that_was_cut_off_is_refused(at: int) -> None:
    assert accounted(content(rows())[:at]) is None
