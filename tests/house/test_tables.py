"""A table in one test fails like a test for each row: with the row, and how it differs."""

from __future__ import annotations

import pytest

from tests.tables import each


def check(row: int) -> None:
    assert row % 2 == 0
    if row == 4:
        raise ZeroDivisionError


def test_every_wrong_row_is_told_with_its_difference() -> None:
    with pytest.raises(pytest.fail.Exception) as failed:
        each([1, 2, 3], check, lambda row: f"row {row}")
    assert str(failed.value).splitlines()[0] == "2 of 3 rows:"
    for told in ("row 1", "row 3", "assert (1 % 2) == 0", "assert (3 % 2) == 0"):
        assert told in str(failed.value)
    assert "row 2" not in str(failed.value)


def test_a_table_that_is_right_passes_and_an_empty_one_does_not() -> None:
    each([2, 6], check)
    with pytest.raises(AssertionError, match="without rows"):
        each([], check)


def test_an_error_that_is_no_failed_assertion_ends_the_test_and_names_the_row() -> None:
    with pytest.raises(ZeroDivisionError) as raised:
        each([2, 4], check)
    assert raised.value.__notes__ == ["at the row: 4"]
