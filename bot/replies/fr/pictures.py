"""French words on pictures and under them: cut-offs over time, and the pool."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.conversation.messages import History, PoolReport
from bot.ports.pictures import HistoryChart, PoolChart, Settled
from bot.replies.charts import charts, pools
from bot.replies.fr.terms import CATEGORY, FR, somebody
from bot.replies.fr.typography import typeset
from bot.replies.markup import capital, plain
from knowledge.draws import Draw
from knowledge.pools import Pool

SHORT = replace(FR, day_pattern="d\xa0MMM\xa0y", first_day="d'er'\xa0MMM\xa0y")
MONTH = replace(FR, day_pattern="MMM y", first_day="MMM y")


class _Words:
    """How French writes what stands on a chart."""

    def number(self, value: int) -> str:
        return FR.number(value)

    def day(self, value: date) -> str:
        return SHORT.day(value)

    def month(self, value: date) -> str:
        return MONTH.day(value)

    def draw(self, number: str) -> str:
        return typeset(f"n° {number}")


WORDS = _Words()

STANDING: dict[Settled, str] = {
    "in": "oui",
    "out": "non",
    "open": "pas réglé",
}


def you(message: History | PoolReport) -> str:
    """Whose score is shown: the person's own, somebody else's, or one that is only supposed."""
    if message.supposed:
        return "Et si"
    return "Vous" if message.person is None else capital(plain(somebody(message.person)))


def score(message: History | PoolReport, crs: int | None) -> str:
    """That, with the score itself."""
    return "" if crs is None else typeset(f"{you(message)} : {FR.number(crs)}")


def history_picture(message: History) -> HistoryChart:
    """All draws of a category as a chart; the message must have at least one."""
    crs = message.profile.crs
    return charts.history_chart(
        message,
        WORDS,
        charts.HistoryLabels(
            title=typeset(_title(message)),
            subtitle=typeset(_span(message)),
            columns=("Ronde", "Jour", "Note", "Invitations"),
            you=typeset(you(message)),
            rest="… et les plus anciennes ci-dessus",
            score=score(message, crs),
            above="▲ au-dessus de l’échelle",
            below="▼ sous l’échelle",
            standings=tuple((key, typeset(words)) for key, words in STANDING.items()),
            note=typeset(
                "La note seule ne décide pas : la liste des professions et les dates comptent"
                " aussi."
            ),
        ),
    )


def _title(message: History) -> str:
    category = CATEGORY.get(message.category)
    return "Entrée express" if category is None else f"Entrée express : {category}"


def _span(message: History) -> str:
    first, last = message.rows[-1][0].drawn_on, message.rows[0][0].drawn_on
    if len(message.rows) == 1:
        return f"Note SCG minimale de la seule ronde, {SHORT.day(first)}"
    return (
        f"Notes SCG minimales de {FR.number(len(message.rows))} rondes, du {SHORT.day(first)} au"
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
            subtitle=typeset(_pool_span(message.draw, pool)),
            narrow=typeset(f"tranches de {FR.number(pools.narrow_points(pool))} points"),
            wide="tranches plus larges",
            note=typeset(POOL_NOTE),
            you=score(message, message.crs),
            trend=_trend(message),
        ),
    )


def _trend(message: PoolReport) -> pools.TrendLabels:
    """How the counts over time are called."""
    band = pools.band_of(message, WORDS)
    if band is None:
        return pools.TrendLabels("Tout le bassin au fil du temps", "tous les profils", "")
    title = "Qui se trouvait au-dessus, au fil du temps"
    return pools.TrendLabels(title, "tranches plus hautes", f"tranche {band}")


POOL_TITLE = typeset("Bassin d'Entrée express par note SCG")
POOL_NOTE = (
    "Tous les programmes et toutes les professions ensemble : la part de chaque catégorie n'est"
    " pas publiée."
)


def _pool_span(draw: Draw, pool: Pool) -> str:
    return (
        f"{FR.number(pool.total)} profils le {SHORT.day(pool.as_on)}, autour de la ronde"
        f" n° {draw.number}"
    )
