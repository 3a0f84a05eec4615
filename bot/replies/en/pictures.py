"""English words on pictures and under them: cut-offs over time, and the pool."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.conversation.messages import History, PoolReport
from bot.ports.pictures import HistoryChart, PoolChart, Settled
from bot.replies.charts import charts, pools
from bot.replies.en.terms import CATEGORY, EN, somebody
from bot.replies.markup import capital, plain
from knowledge.draws import Draw
from knowledge.pools import Pool

SHORT = replace(EN, day_pattern="d\xa0MMM\xa0y", first_day="d\xa0MMM\xa0y")
MONTH = replace(EN, day_pattern="MMM y", first_day="MMM y")


class _Words:
    """How English writes what stands on a chart."""

    def number(self, value: int) -> str:
        return EN.number(value)

    def day(self, value: date) -> str:
        return SHORT.day(value)

    def month(self, value: date) -> str:
        return MONTH.day(value)

    def draw(self, number: str) -> str:
        return f"#{number}"


WORDS = _Words()

STANDING: dict[Settled, str] = {
    "in": "yes",
    "out": "no",
    "open": "not settled",
}


def you(message: History | PoolReport) -> str:
    """Whose score is shown: the person's own, somebody else's, or one that is only supposed."""
    if message.supposed:
        return "What if"
    return "You" if message.person is None else capital(plain(somebody(message.person)))


def score(message: History | PoolReport, crs: int | None) -> str:
    """That, with the score itself."""
    return "" if crs is None else f"{you(message)}: {EN.number(crs)}"


def history_picture(message: History) -> HistoryChart:
    """All draws of a category as a chart; the message must have at least one."""
    crs = message.profile.crs
    return charts.history_chart(
        message,
        WORDS,
        charts.HistoryLabels(
            title=_title(message),
            subtitle=_span(message),
            columns=("Draw", "Day", "Cut-off", "Invitations"),
            you=you(message),
            rest="… and the older ones above",
            score=score(message, crs),
            above="▲ above this scale",
            below="▼ below this scale",
            standings=tuple(STANDING.items()),
            note="The score alone does not decide: the list of occupations and the days count too.",
        ),
    )


def _title(message: History) -> str:
    category = CATEGORY.get(message.category)
    return "Express Entry" if category is None else f"Express Entry: {category}"


def _span(message: History) -> str:
    first, last = message.rows[-1][0].drawn_on, message.rows[0][0].drawn_on
    if len(message.rows) == 1:
        return f"CRS cut-off of the only draw, {SHORT.day(first)}"
    return (
        f"CRS cut-offs of {EN.number(len(message.rows))} draws, {SHORT.day(first)} to"
        f" {SHORT.day(last)}"
    )


def pool_picture(message: PoolReport) -> PoolChart:
    """The pool around a draw as a chart; with a score, its band is marked."""
    pool = message.pool
    return pools.pool_chart(
        message,
        WORDS,
        pools.PoolLabels(
            title=POOL_TITLE,
            subtitle=_pool_span(message.draw, pool),
            narrow=f"bands of {EN.number(pools.narrow_points(pool))} points",
            wide="wider bands",
            note=POOL_NOTE,
            you=score(message, message.crs),
            trend=_trend(message),
        ),
    )


def _trend(message: PoolReport) -> pools.TrendLabels:
    """How the counts over time are called."""
    band = pools.band_of(message, WORDS)
    if band is None:
        return pools.TrendLabels("Everybody in the pool over time", "all profiles", "")
    return pools.TrendLabels("Who stood above over time", "in higher bands", f"in {band}")


POOL_TITLE = "Express Entry pool by CRS score"
POOL_NOTE = "All programs and occupations together: how many are in one category is not published."


def _pool_span(draw: Draw, pool: Pool) -> str:
    return (
        f"{EN.number(pool.total)} profiles on {SHORT.day(pool.as_on)}, around draw #{draw.number}"
    )
