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
    sheet.levels(trend.profiles, field)
    sheet.day_marks(trend.days, field)
    days = [field.across(trend.days, count.on.toordinal()) for count in trend.counts]
    sheet.line(
        days, [field.up(trend.profiles, count.above) for count in trend.counts], style.SERIES, 1.6
    )
    if trend.beside:
        beside = [field.up(trend.profiles, count.beside) for count in trend.counts]
        sheet.line(days, beside, style.YOU, 1.6, dashed=True)
    return _legend(sheet, trend, field.bottom + 23)


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
