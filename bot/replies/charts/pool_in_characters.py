"""The pool drawn with characters, for a terminal: one bar for each band of scores."""

from __future__ import annotations

import textwrap

from bot.ports.pictures import Bar, PoolChart, Trend
from bot.replies.charts.history_in_characters import NARROWEST, in_ascii

_NARROW, _WIDE = "█", "░"
_ASCII_NARROW, _ASCII_WIDE = "#", "-"


def pool_characters(chart: PoolChart, width: int = 72, *, boxes: bool = True) -> str:
    """The chart in lines of at most ``width`` characters (48 at least).

    Without ``boxes`` bars and signs are ASCII; the letters of words stay what they are.
    """
    width = max(width, NARROWEST)
    narrow, wide = (_NARROW, _WIDE) if boxes else (_ASCII_NARROW, _ASCII_WIDE)
    gutter = max(len(bar.label) for bar in chart.bars)
    space = width - gutter - 2
    lines = [
        *textwrap.wrap(chart.title, width),
        *textwrap.wrap(chart.subtitle, width),
        "",
        *(
            f"{bar.label:>{gutter}} {_bar(bar, chart, space, wide if bar.wide else narrow)}"
            for bar in chart.bars
        ),
        "",
        *textwrap.wrap(f"{narrow} {chart.narrow}   {wide} {chart.wide}", width),
        *([] if chart.trend is None else _over_time(chart.trend, width, narrow)),
        *textwrap.wrap(chart.note, width),
    ]
    text = "\n".join(lines).replace("\xa0", " ")
    return text if boxes else in_ascii(text)


def _over_time(trend: Trend, width: int, mark: str) -> list[str]:
    """How many stood above at some of the counts, a bar each."""
    gutter = max(len(each.day) for each in trend.listed)
    longest = max(max(each.above for each in trend.listed), 1)
    room = width - gutter - 2 - max(len(each.written) for each in trend.listed)
    bars = [
        f"{each.day:>{gutter}} {mark * round(each.above / longest * room)} {each.written}"
        for each in trend.listed
    ]
    return ["", *textwrap.wrap(trend.title, width), *bars, ""]


def _bar(bar: Bar, chart: PoolChart, space: int, mark: str) -> str:
    """As long as its part of the longest bar, all beside their words within the space."""
    longest = max(other.profiles for other in chart.bars)
    room = space - max(len(_words(other)) for other in chart.bars)
    length = max(round(bar.profiles / max(longest, 1) * room), 1 if bar.profiles else 0)
    return f"{mark * length} {_words(bar)}"


def _words(bar: Bar) -> str:
    return bar.count if bar.mine is None else f"{bar.count} ◀ {bar.mine}"
