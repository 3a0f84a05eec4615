"""Charts of real draws: every kind of draw, and every way that a score can lie to them."""

from __future__ import annotations

from datetime import UTC, date, datetime

from bot.conversation.answers import freshness_of, history
from bot.conversation.messages import History, PoolReport
from bot.conversation.world import World
from bot.ports.pictures import Chart, HistoryChart, PoolChart
from bot.reading.occupations.reader import load_occupations
from bot.reading.understood import Lang
from bot.replies.pictures import PICTURES
from knowledge.draws import Draw
from knowledge.pools import Pool
from knowledge.profiles import Profile, Submission
from tests.facts import frozen

WORLD = World(datetime(2026, 11, 22, 12, 0, tzinfo=UTC), frozen(), load_occupations())
LANGS: tuple[Lang, ...] = ("en", "fr")

_IN_TIME = Submission(date(2025, 11, 3), None, False, None)

PROFILES = {
    "nobody": Profile(),
    "in the range": Profile(480, "72106", _IN_TIME),
    "at the cut-off": Profile(476, "72106", _IN_TIME),
    "between the cut-offs": Profile(440, "63200", _IN_TIME),
    "far above": Profile(1150),
    "far below": Profile(60, "72106", _IN_TIME),
    "no score": Profile(None, "72106", _IN_TIME),
}

CATEGORIES = sorted({draw.category for draw in WORLD.knowledge.draws.draws})


def told(category: str, profile: str, world: World = WORLD) -> History:
    """The history of a kind of draw for one of the profiles."""
    return history(category, PROFILES[profile], world)


def history_chart(category: str, profile: str, lang: Lang) -> HistoryChart:
    """The same as a chart."""
    return PICTURES[lang].history_picture(told(category, profile))


def draw_and_pool(number: str) -> tuple[Draw, Pool]:
    """A draw whose pool was published."""
    draw, pool = WORLD.knowledge.draws.draw(number), WORLD.knowledge.pool(number)
    assert draw is not None
    assert pool is not None
    return draw, pool


def pool_told(number: str, crs: int | None) -> PoolReport:
    """The pool around that draw."""
    return PoolReport(*draw_and_pool(number), crs, (), freshness_of(WORLD))


def pool_chart(number: str, crs: int | None, lang: Lang) -> PoolChart:
    """The pool around that draw as a chart."""
    return PICTURES[lang].pool_picture(pool_told(number, crs))


DRAWN: dict[str, Chart] = {
    "trades, nobody, en": history_chart("trades", "nobody", "en"),
    "trades, in the range, fr": history_chart("trades", "in the range", "fr"),
    "trades, far above, fr": history_chart("trades", "far above", "fr"),
    "trades, far below, en": history_chart("trades", "far below", "en"),
    "one draw only, fr": history_chart("fsw", "nobody", "fr"),
    "one draw only, far from the score, en": history_chart("military", "in the range", "en"),
    "114 draws, en": history_chart("pnp", "nobody", "en"),
    "114 draws, in the range, fr": history_chart("pnp", "in the range", "fr"),
    "all general draws, at the cut-off, en": history_chart("general", "at the cut-off", "en"),
    "the longest title, fr": history_chart("fst", "in the range", "fr"),
    "pool, en": pool_chart("445", None, "en"),
    "pool, in the middle, fr": pool_chart("445", 485, "fr"),
    "pool, in the longest bar, en": pool_chart("445", 360, "en"),
    "pool, on top, fr": pool_chart("445", 1200, "fr"),
}
"""The charts whose pictures are looked at, one of each kind: each takes a fifth of a second."""
