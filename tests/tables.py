"""Tables in one test: every row is looked at, and all that are wrong are told at once.

A test for each of some thousand rows spends more on being a test than on the row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

import pytest

Row = TypeVar("Row")


def each(
    rows: Iterable[Row], check: Callable[[Row], None], name: Callable[[Row], str] = str
) -> None:
    """Check every row; fail with all rows that are wrong, each by its name and how it differs.

    What is no failed assertion is a bug and ends it at once, with the row's name.
    """
    looked_at, wrong = 0, list[str]()
    for row in rows:
        looked_at += 1
        try:
            check(row)
        except AssertionError as error:
            wrong.append(f"{name(row)}\n{error}")
        except Exception as error:
            error.add_note(f"at the row: {name(row)}")
            raise
    assert looked_at, "a table without rows proves nothing"
    if wrong:
        pytest.fail(f"{len(wrong)} of {looked_at} rows:\n\n" + "\n\n".join(wrong), pytrace=False)
