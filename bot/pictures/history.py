"""The history chart: cut-offs over time, the person's score as a line, and the draws in a list."""

from __future__ import annotations

from collections import defaultdict
from typing import Literal

from bot.pictures import style
from bot.pictures.placing import Obstacles, Wanted, place, step_boxes
from bot.pictures.sheet import Box, Sheet
from bot.ports.pictures import HistoryChart, Point, ScoreLine, Standing

_HEIGHT = 195.0
_HEIGHT_OF_ONE = 110.0
"""Of the field, where there is but one draw."""

_MANY = 24
"""From this many draws on, marks are small."""

_TINY_MARK = 4.4
_ROW = 19.5
_TEXT_COLUMNS = 2
"""The first columns, draw and day, begin at one line; the numbers after them end at one."""

Place = tuple[float, float]


def history_png(chart: HistoryChart) -> bytes:
    """The chart as a PNG."""
    sheet = Sheet()
    top = sheet.wrapped(style.MARGIN - 2, chart.title, style.TITLE, bold=True)
    top = sheet.wrapped(top + 1, chart.subtitle, style.SMALL, colour=style.MUTED)
    gutter = max(sheet.width(tick.label, style.SMALL) for tick in chart.crs.ticks)
    height = _HEIGHT if len(chart.points) > 1 else _HEIGHT_OF_ONE
    field = Box(style.MARGIN + gutter + 6, top + 10, style.WIDTH - style.MARGIN, top + 10 + height)
    sheet.levels(chart.crs, field)
    sheet.day_marks(chart.days, field)
    _cutoffs(sheet, chart, field)
    top = field.bottom + 23
    if chart.legend:
        top = _legend(sheet, chart.legend, top)
    top = _list(sheet, chart, top + 3)
    if chart.note is not None:
        top = sheet.wrapped(top + 6, chart.note, style.SMALL, colour=style.MUTED)
    return sheet.png(top + style.MARGIN - 4)


def _cutoffs(sheet: Sheet, chart: HistoryChart, field: Box) -> None:
    """The draws' marks, the line through them, the score, and the labels where they fit."""
    places = [
        (field.across(chart.days, point.on.toordinal()), field.up(chart.crs, point.crs_cutoff))
        for point in chart.points
    ]
    many = len(places) >= _MANY
    until_now = [*places, (field.right, places[-1][1])]
    xs, ys = [x for x, _ in until_now], [y for _, y in until_now]
    sheet.line(xs, ys, style.STEP, 0.7 if many else 1.1, steps=True)
    spots: defaultdict[tuple[Standing, float], list[Place]] = defaultdict(list)
    for spot, point in zip(places, chart.points, strict=True):
        large = point.labelled or not many
        spots[point.standing, style.MARK if large else _TINY_MARK].append(spot)
    for (standing, size), found in sorted(spots.items(), key=lambda entry: entry[0][1]):
        sheet.marks(found, standing, size)
    strokes = list(step_boxes(places, field.right))
    walls = [] if chart.score is None else _score(sheet, chart, chart.score, places, field)
    labelled = [
        (point, spot) for point, spot in zip(chart.points, places, strict=True) if point.labelled
    ]
    _labels(sheet, labelled, Obstacles(places, strokes, walls), field)


def _labels(
    sheet: Sheet, labelled: list[tuple[Point, Place]], obstacles: Obstacles, field: Box
) -> None:
    """Cut-off and number of a draw, one above the other."""
    high = style.FIGURE_HEIGHT * (style.TEXT + style.SMALL) + 4
    wanted = [
        Wanted(
            *spot,
            max(
                sheet.width(point.cutoff, style.TEXT, bold=True),
                sheet.width(point.number, style.SMALL),
            ),
            high,
        )
        for point, spot in labelled
    ]
    room = field._replace(top=field.top - 8, right=style.WIDTH - 3)
    for (point, _), box in zip(labelled, place(wanted, obstacles, room), strict=True):
        middle = (box.left + box.right) / 2
        first, second = box.top + style.FIGURE_HEIGHT * style.TEXT, box.bottom
        sheet.text(middle, first, point.cutoff, bold=True, align="center", halo=True)
        sheet.text(
            middle,
            second,
            point.number,
            style.SMALL,
            colour=style.MUTED,
            align="center",
            halo=True,
        )


def _score(
    sheet: Sheet, chart: HistoryChart, score: ScoreLine, places: list[Place], field: Box
) -> list[Box]:
    """The person's line and its label, where the fewest cut-offs are; the room that they take.

    A score beyond the scale has no line, only its label at that end.
    """
    inside = chart.crs.lowest <= score.crs <= chart.crs.highest
    y = min(max(field.up(chart.crs, score.crs), field.top), field.bottom)
    walls = []
    if inside:
        sheet.line([field.left, field.right], [y, y], style.YOU, 1.8, dashed=True)
        walls.append(Box(field.left, y - 1.5, field.right, y + 1.5))
    wide = sheet.width(score.label, style.TEXT, bold=True)
    spare = field.right - field.left - wide
    boxes = [
        Box(field.left + shift * spare, top, field.left + shift * spare + wide, top + style.TEXT)
        for top in (y - style.TEXT - 4, y + 4)
        for shift in (0.0, 0.25, 0.5, 0.75, 1.0)
        if field.top - 8 <= top <= field.bottom - style.TEXT
    ]
    strokes = list(step_boxes(places, field.right))
    marks = [Box(x - 9, y - 9, x + 9, y + 9) for x, y in places]
    best = min(
        boxes,
        key=lambda box: (
            sum(box.overlap(stroke) for stroke in strokes)
            + 4 * sum(box.overlap(mark) for mark in marks)
        ),
    )
    sheet.text(best.left, best.bottom - 2, score.label, colour=style.YOU, bold=True, halo=True)
    return [*walls, best]


def _legend(sheet: Sheet, legend: tuple[tuple[Standing, str], ...], top: float) -> float:
    """What the marks mean, in one line or as many as it takes; where it ends."""
    x = style.MARGIN
    for standing, words in legend:
        wide = 15 + sheet.width(words, style.SMALL)
        if x > style.MARGIN and x + wide > style.WIDTH - style.MARGIN:
            x, top = style.MARGIN, top + 17
        sheet.marks([(x + 5, top + 7)], standing, style.MARK)
        sheet.text(x + 15, top + 11, words, style.SMALL, colour=style.MUTED)
        x += wide + 14
    return top + 18


def _list(sheet: Sheet, chart: HistoryChart, top: float) -> float:
    """The draws with all their numbers, newest first; where it ends."""
    edges = _columns(sheet, chart)
    _cells(sheet, chart.columns, edges, top + 12, style.SMALL, style.MUTED)
    top += 17
    for row in chart.rows:
        sheet.line([style.MARGIN, style.WIDTH - style.MARGIN], [top, top], style.GRID, 0.8)
        if chart.legend:
            sheet.marks([(style.MARGIN + 5, top + 10)], row.standing, style.MARK)
        _cells(sheet, row.cells, edges, top + 14.5, style.TEXT, style.INK)
        top += _ROW
    if chart.rest is not None:
        sheet.text(edges[0], top + 12, chart.rest, style.SMALL, colour=style.MUTED)
        top += 16
    return top


def _columns(sheet: Sheet, chart: HistoryChart) -> list[float]:
    """Where the cells of a row begin (texts) or end (numbers), with equal gaps between."""
    widths = [
        max(
            sheet.width(head, style.SMALL),
            *(sheet.width(row.cells[at], style.TEXT) for row in chart.rows),
        )
        for at, head in enumerate(chart.columns)
    ]
    begin = style.MARGIN + (16 if chart.legend else 0)
    gap = (style.WIDTH - style.MARGIN - begin - sum(widths)) / (len(widths) - 1)
    edges = []
    for at, width in enumerate(widths):
        edges.append(begin if at < _TEXT_COLUMNS else begin + width)
        begin += width + gap
    return edges


def _cells(
    sheet: Sheet,
    cells: tuple[str, ...],
    edges: list[float],
    baseline: float,
    size: float,
    colour: str,
) -> None:
    for at, (cell, x) in enumerate(zip(cells, edges, strict=True)):
        align: Literal["left", "right"] = "left" if at < _TEXT_COLUMNS else "right"
        sheet.text(x, baseline, cell, size, colour=colour, align=align)
