"""The pool chart: one bar for each band of scores, the person's band marked."""

from __future__ import annotations

from bot.pictures import style
from bot.pictures.sheet import Box, Sheet
from bot.pictures.trend import trend_below
from bot.ports.pictures import Bar, PoolChart

_ROW = 20.5
_BAR = 13.5
_GAP = 6.0


def pool_png(chart: PoolChart) -> bytes:
    """The chart as a PNG."""
    sheet = Sheet()
    top = sheet.wrapped(style.MARGIN - 2, chart.title, style.TITLE, bold=True)
    top = sheet.wrapped(top + 1, chart.subtitle, style.SMALL, colour=style.MUTED)
    top = _bars(sheet, chart.bars, top + 8)
    top = _legend(sheet, chart, top + 6)
    if chart.trend is not None:
        top = trend_below(sheet, chart.trend, top + 8)
    top = sheet.wrapped(top + 2, chart.note, style.SMALL, colour=style.MUTED)
    return sheet.png(top + style.MARGIN - 4)


def _bars(sheet: Sheet, bars: tuple[Bar, ...], top: float) -> float:
    labels_end = style.MARGIN + max(sheet.width(bar.label, style.TEXT, bold=True) for bar in bars)
    left = labels_end + 7
    space = style.WIDTH - style.MARGIN - left - _GAP
    per_profile = min(
        (space - sheet.width(_words(bar), style.TEXT, bold=bar.mine is not None))
        / max(bar.profiles, 1)
        for bar in bars
    )
    before = None
    for bar in bars:
        if before is not None and before != bar.wide:
            top += 5
        before = bar.wide
        end = left + max(per_profile * bar.profiles, 1.0)
        mine = bar.mine is not None
        colour = style.YOU if mine else style.SERIES
        middle = top + _ROW / 2
        sheet.rectangle(
            Box(left, middle - _BAR / 2, end, middle + _BAR / 2),
            fill=style.PAPER if bar.wide or mine else style.SERIES,
            edge=colour,
            hatch="////" if mine else None,
        )
        ink = style.YOU if mine else style.INK
        sheet.text(labels_end, middle + 4.5, bar.label, colour=ink, bold=mine, align="right")
        sheet.text(end + _GAP, middle + 4.5, _words(bar), colour=ink, bold=mine)
        top += _ROW
    return top


def _words(bar: Bar) -> str:
    return bar.count if bar.mine is None else f"{bar.count}  ◀ {bar.mine}"


def _legend(sheet: Sheet, chart: PoolChart, top: float) -> float:
    """What filled and hollow bars are; where it ends."""
    x = style.MARGIN
    for words, fill in ((chart.narrow, style.SERIES), (chart.wide, style.PAPER)):
        wide = 20 + sheet.width(words, style.SMALL)
        if x > style.MARGIN and x + wide > style.WIDTH - style.MARGIN:
            x, top = style.MARGIN, top + 16
        sheet.rectangle(Box(x, top + 2, x + 14, top + 12), fill=fill, edge=style.SERIES)
        sheet.text(x + 20, top + 11, words, style.SMALL, colour=style.MUTED)
        x += wide + 14
    return top + 18
