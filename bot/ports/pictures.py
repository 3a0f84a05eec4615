"""What is drawn, and what drawing needs from the outside.

A *chart* is a picture not yet drawn: every word and number on it, already written in the person's
language. Equal charts are equal pictures.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, Protocol

from bot.ports.faults import PortError

Settled = Literal["in", "out", "open"]
"""How somebody who asked stands to a draw: it was enough, it was not, not certain."""

Standing = Literal["plain", Settled]
"""The same, or ``plain`` where nobody asked."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A place on an axis, and what is written there."""

    at: int
    label: str


@dataclass(frozen=True, slots=True)
class Axis:
    """An axis from ``lowest`` to ``highest``, both shown; of days it counts their ordinals."""

    lowest: int
    highest: int
    ticks: tuple[Tick, ...]

    def place(self, value: int) -> float:
        """Where a value lies on it: 0 is the lowest, 1 the highest, others lie outside."""
        return (value - self.lowest) / (self.highest - self.lowest)


@dataclass(frozen=True, slots=True)
class Point:
    """One draw: its day, its CRS cut-off as a number and as it is written, and its number.

    ``labelled`` tells whether number and cut-off stand beside it.
    """

    on: date
    crs_cutoff: int
    cutoff: str
    number: str
    standing: Standing
    labelled: bool


@dataclass(frozen=True, slots=True)
class ListedDraw:
    """One draw in the list below the chart: the mark that it has there, and a cell per column."""

    standing: Standing
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """The person's CRS score, and what stands beside its line.

    A score beyond the axis has no line, only its label at that end; the label says so.
    """

    crs: int
    label: str


@dataclass(frozen=True, slots=True)
class HistoryChart:
    """The cut-offs of all draws of one kind over time.

    ``points`` oldest first, at least one. ``columns`` head the cells of ``rows``, newest first:
    draw, day, cut-off, size, and the distance of the person's score where there is one. ``rest``
    stands below them where there are more draws. ``legend`` names the marks in use, none where all
    are "plain"; ``note`` explains rows where a mark and a distance seem not to agree.
    """

    title: str
    subtitle: str
    crs: Axis
    days: Axis
    points: tuple[Point, ...]
    columns: tuple[str, ...]
    rows: tuple[ListedDraw, ...]
    rest: str | None
    score: ScoreLine | None
    legend: tuple[tuple[Standing, str], ...]
    note: str | None


@dataclass(frozen=True, slots=True)
class Bar:
    """One band of scores: ``profiles`` as a number and as it is written.

    ``wide`` bands hold more scores than the others; ``mine`` is what stands beside the band that
    holds the person's score.
    """

    label: str
    profiles: int
    count: str
    wide: bool
    mine: str | None = None


@dataclass(frozen=True, slots=True)
class PoolCount:
    """One count of the pool: profiles in bands above the score, and in the band of it.

    Without a score all profiles are ``above``.
    """

    on: date
    above: int
    beside: int


@dataclass(frozen=True, slots=True)
class ListedCount:
    """How many stood above on a day, as it is written in a list."""

    day: str
    above: int
    written: str


@dataclass(frozen=True, slots=True)
class Trend:
    """How many profiles stood above a score over time, and in its band; at least two counts.

    ``listed`` are some of them, newest first; ``above`` and ``beside`` say what the two lines are,
    ``beside`` is empty without a score.
    """

    title: str
    profiles: Axis
    days: Axis
    counts: tuple[PoolCount, ...]
    listed: tuple[ListedCount, ...]
    above: str
    beside: str


@dataclass(frozen=True, slots=True)
class PoolChart:
    """How many profiles had which score: ``bars`` highest scores first, never one inside another.

    ``narrow`` and ``wide`` say what the two kinds of bars are; ``note`` what they do not show.
    ``trend`` is how that came to be, None where the pool was counted only once.
    """

    title: str
    subtitle: str
    bars: tuple[Bar, ...]
    narrow: str
    wide: str
    note: str
    trend: Trend | None = None


Chart = HistoryChart | PoolChart


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart as it can be sent: by Telegram's ``file_id`` of an earlier sending, else as a PNG.

    ``key`` names the content: equal for equal pictures, in hexadecimal. Exactly one of ``file_id``
    and ``png`` is there.
    """

    key: str
    file_id: str | None
    png: bytes | None


class NoPictureError(PortError):
    """No picture now (it cannot be drawn here, or too many wait): say it in words."""


class FileIds(Protocol):
    """Remembers under which id Telegram keeps a picture. PortError when it cannot."""

    async def get(self, key: str) -> str | None:
        """The id under which that picture was sent before, or None."""

    async def put(self, key: str, file_id: str) -> None:
        """That picture was sent, and Telegram keeps it under this id."""

    async def drop(self, key: str) -> None:
        """Telegram no longer knows that picture's id."""


class Pictures(Protocol):
    """Draws charts, each once."""

    async def picture(self, chart: Chart) -> Picture:
        """The chart, ready to be sent. Raises NoPictureError."""

    async def sent(self, picture: Picture, file_id: str) -> None:
        """Telegram took the picture and keeps it under this id."""

    async def refused(self, picture: Picture) -> None:
        """Telegram did not know the picture's id: the next time it is sent as a PNG."""

    async def close(self) -> None:
        """Stop drawing; whoever waits gets NoPictureError."""
