"""French words on pictures and under them: cut-offs over time, and the pool."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.conversation.messages import History, Judged, PoolReport
from bot.ports.pictures import HistoryChart, PoolChart, Settled
from bot.replies.charts import charts
from bot.replies.charts.captions import fitted
from bot.replies.fr.answer import caveat_text
from bot.replies.fr.draws import WHY_NOT
from bot.replies.fr.terms import CATEGORY, FR, invitations
from bot.replies.fr.typography import typeset
from bot.replies.markup import bold, esc, link
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
    "in": "dans la plage d'invitation",
    "out": "hors de la plage",
    "open": "pas tranché",
}


SAID: dict[str, str] = {
    "in": "dans la plage",
    "out": "hors de la plage",
    "open": "pas tranché",
}
"""The same, shorter, for the rows of a caption."""


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
            you="Vous",
            rest="… et les plus anciennes ci-dessus",
            score="" if crs is None else typeset(f"Vous : {FR.number(crs)}"),
            above="▲ au-dessus de l’échelle",
            below="▼ sous l’échelle",
            standings=tuple((key, typeset(words)) for key, words in STANDING.items()),
            note=typeset(
                "La note seule ne décide pas : la liste des professions et les dates comptent"
                " aussi."
            ),
        ),
    )


def history_caption(message: History, beside: str = "") -> str | None:
    """What the chart shows, in words: newest draws first, as many as fit; then what is beside."""
    crs = message.profile.crs
    lead = [bold(esc(_title(message))), _span(message)]
    if crs is not None:
        lead.append(f"Votre note SCG : {FR.number(crs)}")
    if len(charts.listed(message)) < len(message.rows):
        high, low = charts.extremes(message)
        lead.append(f"La plus haute : {_extreme(high)}; la plus basse : {_extreme(low)}")
    full, short = (
        [_row(draw, judged, crs, why=why) for draw, judged in message.rows] for why in (True, False)
    )
    rest = esc(f"… les {FR.number(len(message.rows))} : /history {message.category} texte")
    least = len(charts.listed(message))
    told = (
        fitted("\n".join(lead), [full], beside, least, rest)
        or fitted("\n".join([*lead, *_why(message)]), [short], beside, least, rest)
        or fitted("\n".join(lead), [short], beside, least, rest)
    )
    return None if told is None else typeset(told)


def _why(message: History) -> list[str]:
    """The reasons said once, or where they stand, when there is no room for them in every row."""
    match charts.reasons_over_all(message):
        case ():
            return []
        case (same,):
            return (
                [f"Hors de la plage : {', '.join(WHY_NOT[code] for code in same)}"] if same else []
            )
        case _:
            return [esc(f"Pourquoi hors de la plage : /history {message.category} texte")]


def history_beside(message: History) -> str:
    """The warnings."""
    warnings = [caveat_text(caveat, message.freshness) for caveat in message.caveats]
    return typeset("\n".join(warnings))


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


def _extreme(draw: Draw) -> str:
    return f"{FR.number(draw.crs_cutoff)} (n° {draw.number}, {SHORT.day(draw.drawn_on)})"


def _row(draw: Draw, judged: Judged | None, crs: int | None, *, why: bool) -> str:
    you = "" if crs is None else f" (vous {charts.distance(crs, draw)})"
    row = (
        f"• n° {draw.number}, {SHORT.day(draw.drawn_on)} : {FR.number(draw.crs_cutoff)}{you},"
        f" {invitations(draw.itas)}"
    )
    if judged is None:
        return row
    reasons = [WHY_NOT[code] for code in charts.reasons(judged)] if why else []
    because = f" ({', '.join(reasons)})" if reasons else ""
    said = SAID[charts.standing(judged)]
    return f"{row}; {said}{because}"


def pool_picture(draw: Draw, pool: Pool, crs: int | None) -> PoolChart:
    """The pool around a draw as a chart; with a score, its band is marked."""
    return charts.pool_chart(
        pool,
        crs,
        WORDS,
        charts.PoolLabels(
            title=POOL_TITLE,
            subtitle=typeset(_pool_span(draw, pool)),
            narrow=typeset(f"tranches de {FR.number(charts.narrow_points(pool))} points"),
            wide="tranches plus larges",
            note=typeset(POOL_NOTE),
            you="" if crs is None else typeset(f"Vous : {FR.number(crs)}"),
        ),
    )


def pool_text(message: PoolReport) -> str:
    """The pool in words: the caption, with nothing to fit into."""
    lead, rows, tail = _pool_told(message.draw, message.pool, message.crs)
    said = (lead, "\n".join(rows), tail, pool_beside(message))
    return typeset("\n\n".join(said))


def pool_beside(message: PoolReport) -> str:
    """The warnings, and where the numbers come from."""
    page = message.freshness.page_of(message.draw, "fr")
    source = link(f"IRCC, ronde n° {message.draw.number}", page)
    warnings = [
        caveat_text(caveat, message.freshness)
        if caveat.code != "crs_rules_may_have_changed" or caveat.since is None
        else f"⚠ De nouvelles règles du SCG s'appliqueraient depuis le {FR.day(caveat.since)}; ce"
        " n'est pas confirmé. Ces notes datent d'avant."
        for caveat in message.caveats
    ]
    return typeset("\n".join([*warnings, f"Source : {source}"]))


def pool_caption(draw: Draw, pool: Pool, crs: int | None, beside: str = "") -> str | None:
    """What the chart shows, in words: every band, highest scores first; then what is beside."""
    lead, rows, tail = _pool_told(draw, pool, crs)
    said = "\n\n".join(part for part in (tail, beside) if part)
    told = fitted(lead, [rows], said, len(rows))
    return None if told is None else typeset(told)


def _pool_told(draw: Draw, pool: Pool, crs: int | None) -> tuple[str, list[str], str]:
    """What the numbers are, the numbers, and what they do not tell."""
    lead = [bold(POOL_TITLE), _pool_span(draw, pool)]
    if crs is not None:
        above = FR.number(charts.profiles_above(pool, crs))
        lead.append(
            f"Votre note SCG : {FR.number(crs)}. Dans les tranches supérieures : {above} profils"
        )
    rows = [
        f"• {charts.band_label(band, WORDS)} : {FR.number(band.profiles)}"
        f"{' ← vous' if charts.holds(band, crs) else ''}"
        for band in charts.narrowest(pool)
    ]
    tail = [POOL_NOTE]
    added = sum(band.profiles for band in charts.narrowest(pool))
    if added != pool.total:
        tail.append(f"Telles que publiées, les tranches totalisent {FR.number(added)} profils.")
    return "\n".join(lead), rows, "\n".join(tail)


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
