"""The part of a long table that a check tries, and when it is all of it."""

from __future__ import annotations

import pytest

from tests.sampling import ALL, commit, lot, part

ROWS = range(4_000)


def some_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    """As a check tries them, even while all are tried."""
    for name in ALL:
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize("one_in", [4, 40])
def test_about_one_in_so_many_is_tried_in_its_order(
    one_in: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    some_rows(monkeypatch)
    tried = part(ROWS, one_in)
    assert 0.5 < len(tried) * one_in / len(ROWS) < 2
    assert tried == sorted(tried)


def test_a_row_is_tried_whatever_else_there_is(monkeypatch: pytest.MonkeyPatch) -> None:
    some_rows(monkeypatch)
    assert part(ROWS[:2_000], 40) == [row for row in part(ROWS, 40) if row < 2_000]


def test_a_short_table_is_never_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    some_rows(monkeypatch)
    assert [len(part([row], 1_000_000)) for row in ROWS[:20]] == [1] * 20


def test_all_rows_are_tried_when_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in ALL.items():
        monkeypatch.setenv(name, value)
    assert part(ROWS, 40) == list(ROWS)


@pytest.mark.skipif(not commit(), reason="the files came without their history")
def test_another_commit_tries_others(monkeypatch: pytest.MonkeyPatch) -> None:
    before = [lot(f"{row}", 40) for row in ROWS]
    commit.cache_clear()
    monkeypatch.setenv("PATH", "")  # without git there is no commit
    try:
        assert commit() == ""
        assert [lot(f"{row}", 40) for row in ROWS] != before
    finally:
        commit.cache_clear()
