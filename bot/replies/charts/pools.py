"""The pool from what is known: a bar for each band, and how many stood above over time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from bot.conversation.messages import PoolReport
from bot.ports.pictures import Axis, Bar, ListedCount, PoolChart, PoolCount, Tick, Trend
from bot.replies.charts.charts import ChartWords, day_axis
from knowledge.pools import Band, Pool


def narrowest(pool: Pool) -> tuple[Band, ...]:
    """The bands of the pool, each profile counted once: parts instead of the bands they make up."""
    return tuple(part for band in pool.bands for part in (band.parts or (band,)))


@dataclass(frozen=True, slots=True)
class PoolLabels:
    """The words of a pool chart; those that depend on numbers are written already."""

    title: str
    subtitle: str
    narrow: str
    wide: str
    note: str
    you: str
    trend: TrendLabels


@dataclass(frozen=True, slots=True)
class TrendLabels:
    """The words of the counts over time; the band of the score stands in them already."""

    title: str
    above: str
    beside: str


def pool_chart(message: PoolReport, words: ChartWords, labels: PoolLabels) -> PoolChart:
    """The pool as a chart; with a score, its band is marked, and who stood above it over time."""
    pool, crs = message.pool, message.crs
    bands = narrowest(pool)
    narrow = narrow_points(pool)
    return PoolChart(
        title=labels.title,
        subtitle=labels.subtitle,
        bars=tuple(
            Bar(
                band_label(band, words),
                band.profiles,
                words.number(band.profiles),
                points_of(band) > narrow,
                labels.you if holds(band, crs) else None,
            )
            for band in bands
        ),
        narrow=labels.narrow,
        wide=labels.wide,
        note=labels.note,
        trend=_trend(message, words, labels.trend),
    )


MOST_COUNTS_LISTED = 5
_HALF_A_YEAR = timedelta(days=182)


def _trend(message: PoolReport, words: ChartWords, labels: TrendLabels) -> Trend | None:
    """Every count of the pool: who stood above the score and in its band, else how many in all."""
    counted, crs = message.counted, message.crs
    if len(counted) < 2:
        return None
    counts = tuple(
        PoolCount(
            pool.as_on,
            pool.total if crs is None else profiles_above(pool, crs),
            0 if crs is None else profiles_beside(pool, crs),
        )
        for pool in counted
    )
    most = max(max(count.above, count.beside) for count in counts)
    return Trend(
        labels.title,
        _profiles_axis(most, words),
        day_axis(counts[0].on, counts[-1].on, words),
        counts,
        tuple(
            ListedCount(words.day(each.as_on), above, words.number(above))
            for each in spaced(message)
            for above in (each.total if crs is None else profiles_above(each, crs),)
        ),
        labels.above,
        labels.beside,
    )


def spaced(message: PoolReport) -> tuple[Pool, ...]:
    """The newest counts of the pool that lie half a year apart, newest first."""
    found: list[Pool] = []
    for pool in reversed(message.counted):
        if not found or pool.as_on <= found[-1].as_on - _HALF_A_YEAR:
            found.append(pool)
    return tuple(found[:MOST_COUNTS_LISTED])


_PROFILE_STEPS = tuple(factor * 10**power for power in range(1, 6) for factor in (1, 2, 5))
_MOST_PROFILE_TICKS = 4


def _profiles_axis(most: int, words: ChartWords) -> Axis:
    """A scale of profiles from none on."""
    step = next(step for step in _PROFILE_STEPS if most / step <= _MOST_PROFILE_TICKS)
    highest = max(-(-most // step), 1) * step
    ticks = tuple(Tick(at, words.number(at)) for at in range(0, highest + 1, step))
    return Axis(0, highest, ticks)


def points_of(band: Band) -> int:
    """How many scores a band holds."""
    return band.highest - band.lowest + 1


def narrow_points(pool: Pool) -> int:
    """How many scores the narrowest bands hold."""
    return min(points_of(band) for band in narrowest(pool))


def holds(band: Band, crs: int | None) -> bool:
    """Whether the score lies in the band."""
    return crs is not None and band.lowest <= crs <= band.highest


def band_label(band: Band, words: ChartWords) -> str:
    """The scores of a band, both ends included."""
    return f"{words.number(band.lowest)}–{words.number(band.highest)}"


def band_of(message: PoolReport, words: ChartWords) -> str | None:
    """The band that holds the score; None without one."""
    found = (band for band in narrowest(message.pool) if holds(band, message.crs))
    return next((band_label(band, words) for band in found), None)


def profiles_above(pool: Pool, crs: int) -> int:
    """How many profiles are in bands wholly above the score."""
    return sum(band.profiles for band in narrowest(pool) if band.lowest > crs)


def profiles_beside(pool: Pool, crs: int) -> int:
    """How many profiles are in the band of the score."""
    return sum(band.profiles for band in narrowest(pool) if holds(band, crs))
