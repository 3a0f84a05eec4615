"""The history chart drawn with characters, for a terminal."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from itertools import pairwise

from bot.ports.pictures import HistoryChart, Standing

NARROWEST = 48
"""Columns that the widest list takes; what is narrower than that is drawn in as many."""

_HIGH, _HIGH_OF_ONE = 15, 7


@dataclass(frozen=True, slots=True)
class _Pens:
    """What lines and marks are drawn with."""

    marks: dict[Standing, str]
    across: str
    upright: str
    rising: str
    falling: str
    score: str
    corner: str
    crs_tick: str
    day_tick: str


_BOXES = _Pens(
    {"plain": "●", "in": "●", "out": "×", "open": "◇"},
    across="─",
    upright="│",
    rising="┘",
    falling="┐",
    score="═",
    corner="└",
    crs_tick="┤",
    day_tick="┬",
)
_ASCII = _Pens(
    {"plain": "o", "in": "o", "out": "x", "open": "?"},
    across="-",
    upright="|",
    rising="+",
    falling="+",
    score="=",
    corner="+",
    crs_tick="+",
    day_tick="+",
)
_TO_ASCII = str.maketrans(
    {"−": "-", "–": "-", "…": "...", "▲": "^", "▼": "v", "◀": "<", "’": "'", "°": "o", "\xa0": " "}
)


def history_characters(chart: HistoryChart, width: int = 72, *, boxes: bool = True) -> str:
    """The chart and its list, in lines of at most ``width`` characters (48 at least).

    Without ``boxes`` lines, marks and signs are ASCII; the letters of words stay what they are.
    """
    width = max(width, NARROWEST)
    pens = _BOXES if boxes else _ASCII
    lines = [
        *textwrap.wrap(chart.title, width),
        *textwrap.wrap(chart.subtitle, width),
        "",
        *_field(chart, width, pens),
        *_legend(chart, width, pens),
        "",
        *_list(chart, width, pens),
        *(["", *textwrap.wrap(chart.note, width)] if chart.note is not None else []),
    ]
    text = "\n".join(line.rstrip() for line in lines).replace("\xa0", " ")
    return text if boxes else in_ascii(text)


def in_ascii(text: str) -> str:
    """The text with its signs in ASCII; letters stay what they are."""
    return text.translate(_TO_ASCII)


class _Grid:
    """Characters in rows and columns, the first row on top."""

    def __init__(self, high: int, wide: int) -> None:
        self.high = high
        self.wide = wide
        self._cells = [[" "] * wide for _ in range(high)]

    def put(self, row: int, column: int, text: str) -> None:
        """Write over whatever is there."""
        self._cells[row][column : column + len(text)] = text

    def fill(self, row: int, columns: range, character: str) -> None:
        """Write where nothing is yet."""
        for column in columns:
            if self._cells[row][column] == " ":
                self._cells[row][column] = character

    def is_free(self, row: int, column: int, length: int) -> bool:
        """Whether so many characters fit there, with a blank on either side."""
        if not (0 <= row < self.high and column >= 0 and column + length <= self.wide):
            return False
        return not "".join(self._cells[row][max(column - 1, 0) : column + length + 1]).strip()

    def row(self, row: int) -> str:
        """One row as text."""
        return "".join(self._cells[row])


def _field(chart: HistoryChart, width: int, pens: _Pens) -> list[str]:
    """The cut-offs between their two scales."""
    gutter = max(len(tick.label) for tick in chart.crs.ticks)
    high = _HIGH if len(chart.points) > 1 else _HIGH_OF_ONE
    grid = _Grid(high, width - gutter - 2)
    places = [
        (_row(chart, point.crs_cutoff, grid), _column(chart, point.on.toordinal(), grid))
        for point in chart.points
    ]
    _steps(grid, places, pens)
    for (row, column), point in zip(places, chart.points, strict=True):
        grid.put(row, column, pens.marks[point.standing])
    _score(grid, chart, pens)
    for (row, column), point in zip(places, chart.points, strict=True):
        if point.labelled:
            _label(grid, row, column, point.cutoff)
    ticks = {_row(chart, tick.at, grid): tick.label for tick in chart.crs.ticks}
    lines = [
        f"{ticks.get(row, ''):>{gutter}} {pens.crs_tick if row in ticks else pens.upright}"
        f"{grid.row(row)}"
        for row in range(grid.high)
    ]
    floor, labels = _Grid(1, grid.wide), _Grid(1, grid.wide)
    for tick in chart.days.ticks:
        column = _column(chart, tick.at, grid)
        floor.put(0, column, pens.day_tick)
        start = min(max(column - len(tick.label) // 2, 0), grid.wide - len(tick.label))
        if labels.is_free(0, start, len(tick.label)):
            labels.put(0, start, tick.label)
    floor.fill(0, range(grid.wide), pens.across)
    blank = " " * gutter
    return [*lines, f"{blank} {pens.corner}{floor.row(0)}", f"{blank}  {labels.row(0)}"]


def _row(chart: HistoryChart, crs: int, grid: _Grid) -> int:
    return round((1 - chart.crs.place(crs)) * (grid.high - 1))


def _column(chart: HistoryChart, ordinal: int, grid: _Grid) -> int:
    return round(chart.days.place(ordinal) * (grid.wide - 1))


def _steps(grid: _Grid, places: list[tuple[int, int]], pens: _Pens) -> None:
    """Each cut-off, until the next draw takes its place."""
    end = (places[-1][0], grid.wide)
    for (row, column), (next_row, next_column) in pairwise((*places, end)):
        for between in range(column, next_column):
            grid.put(row, between, pens.across)
        if row != next_row:
            for between in range(min(row, next_row) + 1, max(row, next_row)):
                grid.put(between, next_column, pens.upright)
            grid.put(row, next_column, pens.rising if next_row < row else pens.falling)


def _label(grid: _Grid, row: int, column: int, cutoff: str) -> None:
    """The cut-off above or below its mark, where there is room; the list has it anyway."""
    middle = column - len(cutoff) // 2
    for there in (row - 1, row + 1):
        for start in (middle, middle - 1, middle + 1):
            if grid.is_free(there, start, len(cutoff)):
                grid.put(there, start, cutoff)
                return


def _score(grid: _Grid, chart: HistoryChart, pens: _Pens) -> None:
    """The person's line and label; a score beyond the scale has a label at that end only."""
    score = chart.score
    if score is None:
        return
    row = min(max(_row(chart, score.crs, grid), 0), grid.high - 1)
    spots = [
        (there, start)
        for there in (row, row - 1, row + 1, row - 2, row + 2)
        for start in range(grid.wide)
        if grid.is_free(there, start, len(score.label) + 2)
    ]
    if spots:
        # No-break spaces: the line goes around the label, not through it.
        grid.put(*spots[0], f" {score.label} ".replace(" ", "\xa0"))
    if chart.crs.lowest <= score.crs <= chart.crs.highest:
        grid.fill(row, range(grid.wide), pens.score)


def _legend(chart: HistoryChart, width: int, pens: _Pens) -> list[str]:
    words = [f"{pens.marks[standing]} {said}" for standing, said in chart.legend]
    return textwrap.wrap("   ".join(words).replace(" ", "\xa0").replace("\xa0" * 3, "   "), width)


def _list(chart: HistoryChart, width: int, pens: _Pens) -> list[str]:
    """The draws with all their numbers, newest first."""
    table = [chart.columns, *(row.cells for row in chart.rows)]
    widths = [max(len(cells[at]) for cells in table) for at in range(len(chart.columns))]
    gap = " " * min(max((width - 2 - sum(widths)) // (len(widths) - 1), 1), 4)
    marks = [" ", *(pens.marks[row.standing] if chart.legend else " " for row in chart.rows)]
    lines = [
        f"{mark} "
        + gap.join(
            cell.ljust(wide) if at < 2 else cell.rjust(wide)
            for at, (cell, wide) in enumerate(zip(cells, widths, strict=True))
        )
        for mark, cells in zip(marks, table, strict=True)
    ]
    return [*lines, *([f"  {chart.rest}"] if chart.rest is not None else [])]
