"""Facts that stand still: what the tests of behaviour are told, whatever is published since.

A copy of ``knowledge/data`` as of 2026-12-01, in which one draw, #447, has no tie-break. It changes
only with the shape of the files. What an occupation is called is no part of it: that is read from
where the program reads it.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from knowledge.facts.shelf import Knowledge, load
from knowledge.pools import Pool

FOLDER = Path(__file__).with_name("data")


@cache
def frozen() -> Knowledge:
    """The facts that stand still; read once."""
    return load(FOLDER)


def pool(number: str) -> Pool | None:
    """The distribution around that draw among them."""
    return frozen().pool(number)
