"""The pool: how many profiles had which CRS score at a draw, as the ministry published it.

The distribution never splits by category: it cannot tell how many candidates there are in trades.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from knowledge.parameters import Reference


@dataclass(frozen=True, slots=True)
class Band:
    """The profiles with CRS scores from ``lowest`` to ``highest``, both included.

    ``parts`` are the narrower bands that were published of it, highest scores first.
    """

    lowest: int
    highest: int
    profiles: int
    parts: tuple[Band, ...] = ()


@dataclass(frozen=True, slots=True)
class Pool:
    """All profiles waiting around a draw, by score: ``bands`` cover every score, highest first.

    ``as_on`` is the day of the count, of the draw or before it. ``note`` tells what does not add
    up in it.
    """

    as_on: date
    bands: tuple[Band, ...]
    total: int
    source: Reference
    note: str | None = None
