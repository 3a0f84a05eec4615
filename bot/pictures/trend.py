"""Below the pool: how many stood above the score, and in its band, at every count."""

from __future__ import annotations

from bot.pictures import style
from bot.pictures.sheet import Box, Sheet
from bot.ports.pictures import Trend

_HEIGHT = 96.0
_SAMPLE = 22.0


def trend_below(sheet: Sheet, trend: Trend, top: float) -> float:
    """The counts over time, a line each; where it ends."""
    top = sheet.wrapped(top, trend.title, style.TEXT, bold=True)
    gutter = max(sheet.width(tick.label, style.SMALL) for tick in trend.profiles.ticks)
    left, right = style.MARGIN + gutter + 6, style.WIDTH - style.MARGIN
    field = Box(left, top + 8, right, top + 8 + _HEIGHT)
    _axes(sheet, trend, field)
    days = [
        left + trend.days.place(count.on.toordinal()) * (right - left) for count in trend.counts
    ]
    sheet.line(days, [_up(trend, count.above, field) for count in trend.counts], style.SERIES, 1.6)
    if trend.beside:
        beside = [_up(trend, count.beside, field) for count in trend.counts]
        sheet.line(days, beside, style.YOU, 1.6, dashed=True)
    return _legend(sheet, trend, field.bottom + 23)


def _up(trend: Trend, profiles: int, field: Box) -> float:
    return field.bottom - trend.profiles.place(profiles) * (field.bottom - field.top)


def _axes(sheet: Sheet, trend: Trend, field: Box) -> None:
    for tick in trend.profiles.ticks:
        y = _up(trend, tick.at, field)
        sheet.line([field.left, field.right], [y, y], style.GRID, 0.8)
        sheet.text(
            field.left - 6, y + 4, tick.label, style.SMALL, colour=style.MUTED, align="right"
        )
    sheet.day_marks(trend.days, field)


def _legend(sheet: Sheet, trend: Trend, top: float) -> float:
    """What the lines are; where it ends."""
    x = style.MARGIN
    lines = ((trend.above, style.SERIES, False), (trend.beside, style.YOU, True))
    for words, colour, dashed in lines:
        if words:
            sheet.line([x, x + _SAMPLE], [top + 7, top + 7], colour, 1.6, dashed=dashed)
            sheet.text(x + _SAMPLE + 6, top + 11, words, style.SMALL, colour=style.MUTED)
            x += _SAMPLE + 20 + sheet.width(words, style.SMALL)
    return top + 18
