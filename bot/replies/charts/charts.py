"""Charts from what is known: which values are shown, on which scale, and what is marked.

The words come from a language's own file as a ``ChartWords``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from bot.conversation.messages import History, Judged
from bot.ports.pictures import (
    Axis,
    HistoryChart,
    ListedDraw,
    Point,
    ScoreLine,
    Standing,
    Tick,
)
from knowledge.draws import Draw

MOST_LISTED = 8
"""Draws in the list below a chart; of more draws than this, the newest ``LISTED_OF_MANY``."""

LISTED_OF_MANY = 6


class ChartWords(Protocol):
    """How a language writes what stands on a chart."""

    def number(self, value: int) -> str:
        """A whole number."""

    def day(self, value: date) -> str:
        """A day, short."""

    def month(self, value: date) -> str:
        """A month with its year, short."""

    def draw(self, number: str) -> str:
        """A draw by its number, short."""


def listed(message: History) -> tuple[tuple[Draw, Judged | None], ...]:
    """The draws that the picture lists, newest first."""
    many = len(message.rows) > MOST_LISTED
    return message.rows[:LISTED_OF_MANY] if many else message.rows


def labelled(message: History) -> tuple[Draw, ...]:
    """The draws with their numbers in the chart itself.

    Those of the list; of many draws, only the newest, and the newest of those with the highest
    and the lowest cut-off.
    """
    draws = [draw for draw, _ in message.rows]
    if len(draws) <= MOST_LISTED:
        return tuple(draws)
    return tuple(dict.fromkeys([draws[0], *extremes(message)]))


def extremes(message: History) -> tuple[Draw, Draw]:
    """The draws with the highest and with the lowest cut-off; the newest of equal ones."""
    draws = [draw for draw, _ in message.rows]
    return max(draws, key=lambda d: d.crs_cutoff), min(draws, key=lambda d: d.crs_cutoff)


def standing(judged: Judged | None) -> Standing:
    """How the person stands to a draw."""
    if judged is None:
        return "plain"
    match judged.verdict.outcome:
        case "invited":
            return "in"
        case "not_invited":
            return "out"
        case "depends" | "incomplete":
            return "open"


def distance(crs: int, draw: Draw) -> str:
    """The score minus the cut-off, with its sign (a true minus), 0 without one."""
    points = crs - draw.crs_cutoff
    return f"{'+' if points > 0 else '−' if points < 0 else ''}{abs(points)}"


@dataclass(frozen=True, slots=True)
class HistoryLabels:
    """The words of a history chart; those that depend on numbers are written already.

    ``above`` and ``below`` stand behind the score where it lies outside the scale; ``note`` says
    why a score above a cut-off may not be in the range.
    """

    title: str
    subtitle: str
    columns: tuple[str, ...]
    you: str
    rest: str
    score: str
    above: str
    below: str
    standings: tuple[tuple[Standing, str], ...]
    note: str


def history_chart(message: History, words: ChartWords, labels: HistoryLabels) -> HistoryChart:
    """All draws of the message as a chart; it must have at least one."""
    crs = message.profile.crs
    axis = crs_axis([draw.crs_cutoff for draw, _ in message.rows], crs, words)
    named = {draw.number for draw in labelled(message)}
    shown = listed(message)
    used = {standing(judged) for _, judged in message.rows}
    score = None
    if crs is not None:
        beyond = labels.above if crs > axis.highest else labels.below if crs < axis.lowest else ""
        score = ScoreLine(crs, f"{labels.score} {beyond}".strip())
    odd = any(
        crs is not None and crs >= draw.crs_cutoff and standing(judged) == "out"
        for draw, judged in shown
    )
    return HistoryChart(
        title=labels.title,
        subtitle=labels.subtitle,
        crs=axis,
        days=day_axis(message.rows[-1][0].drawn_on, message.rows[0][0].drawn_on, words),
        points=tuple(
            Point(
                draw.drawn_on,
                draw.crs_cutoff,
                words.number(draw.crs_cutoff),
                words.draw(draw.number),
                standing(judged),
                draw.number in named,
            )
            for draw, judged in reversed(message.rows)
        ),
        columns=labels.columns if crs is None else (*labels.columns, labels.you),
        rows=tuple(
            ListedDraw(
                standing(judged),
                (
                    words.draw(draw.number),
                    words.day(draw.drawn_on),
                    words.number(draw.crs_cutoff),
                    words.number(draw.itas),
                    *(() if crs is None else (distance(crs, draw),)),
                ),
            )
            for draw, judged in shown
        ),
        rest=labels.rest if len(shown) < len(message.rows) else None,
        score=score,
        legend=tuple(entry for entry in labels.standings if entry[0] in used),
        note=labels.note if odd else None,
    )


_CRS_STEPS = (10, 20, 25, 50, 100, 200, 500)
_MOST_CRS_TICKS = 6


def crs_axis(cutoffs: Sequence[int], score: int | None, words: ChartWords) -> Axis:
    """A scale of CRS points with room around the cut-offs, and for a score not far from them.

    A score further away than the cut-offs are from each other would press them into one line: it
    is left outside.
    """
    low, high = min(cutoffs), max(cutoffs)
    near = max(high - low, 60)
    if score is not None and low - near <= score <= high + near:
        low, high = min(low, score), max(high, score)
    room = max((high - low) // 4, 12)
    lowest, highest = max(low - room, 0), high + room
    for step in _CRS_STEPS:
        marked = range(-(-lowest // step) * step, highest + 1, step)
        if len(marked) <= _MOST_CRS_TICKS:
            break
    return Axis(lowest, highest, tuple(Tick(at, words.number(at)) for at in marked))


_MONTH_STEPS = (1, 2, 3, 6, 12, 24, 36, 60, 120)
_MOST_MONTH_TICKS = 4
_MOST_YEAR_TICKS = 7


def day_axis(since: date, until: date, words: ChartWords) -> Axis:
    """A scale of days with some room around them; its marks are first days of months or years."""
    room = timedelta(days=max((until - since).days // 20, 30))
    first, last = since - room, until + room
    months = (last.year - first.year) * 12 + last.month - first.month
    for step in _MONTH_STEPS:
        if months / step <= (_MOST_MONTH_TICKS if step < 12 else _MOST_YEAR_TICKS):
            break
    ticks = []
    for month in range(first.year * 12, last.year * 12 + last.month, step):
        day = date(month // 12, month % 12 + 1, 1)
        if day >= first:
            label = words.month(day) if step < 12 else str(day.year)
            ticks.append(Tick(day.toordinal(), label))
    return Axis(first.toordinal(), last.toordinal(), tuple(ticks))
