"""English words on pictures and under them: cut-offs over time, and the pool."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.conversation.messages import History, Judged, PoolReport
from bot.ports.pictures import HistoryChart, PoolChart, Settled
from bot.replies.charts import charts
from bot.replies.charts.captions import fitted
from bot.replies.en.answer import caveat_text
from bot.replies.en.draws import WHY_NOT
from bot.replies.en.terms import CATEGORY, EN
from bot.replies.markup import bold, esc, link
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
    "in": "in the invited range",
    "out": "not in the range",
    "open": "not settled",
}


SAID: dict[str, str] = {"in": "in range", "out": "not in range", "open": "not settled"}
"""The same, shorter, for the rows of a caption."""


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
            you="You",
            rest="… and the older ones above",
            score="" if crs is None else f"You: {EN.number(crs)}",
            above="▲ above this scale",
            below="▼ below this scale",
            standings=tuple(STANDING.items()),
            note="The score alone does not decide: the list of occupations and the days count too.",
        ),
    )


def history_caption(message: History, beside: str = "") -> str | None:
    """What the chart shows, in words: newest draws first, as many as fit; then what is beside."""
    crs = message.profile.crs
    lead = [bold(esc(_title(message))), _span(message)]
    if crs is not None:
        lead.append(f"Your CRS score: {EN.number(crs)}")
    if len(charts.listed(message)) < len(message.rows):
        high, low = charts.extremes(message)
        lead.append(f"Highest: {_extreme(high)}; lowest: {_extreme(low)}")
    full, short = (
        [_row(draw, judged, crs, why=why) for draw, judged in message.rows] for why in (True, False)
    )
    rest = esc(f"… all {EN.number(len(message.rows))}: /history {message.category} text")
    least = len(charts.listed(message))
    return (
        fitted("\n".join(lead), [full], beside, least, rest)
        or fitted("\n".join([*lead, *_why(message)]), [short], beside, least, rest)
        or fitted("\n".join(lead), [short], beside, least, rest)
    )


def _why(message: History) -> list[str]:
    """The reasons said once, or where they stand, when there is no room for them in every row."""
    match charts.reasons_over_all(message):
        case ():
            return []
        case (same,):
            return [f"Not in range: {', '.join(WHY_NOT[code] for code in same)}"] if same else []
        case _:
            return [esc(f"Why not in range: /history {message.category} text")]


def history_beside(message: History) -> str:
    """The warnings."""
    warnings = [caveat_text(caveat, message.freshness) for caveat in message.caveats]
    return "\n".join(warnings)


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


def _extreme(draw: Draw) -> str:
    return f"{EN.number(draw.crs_cutoff)} (#{draw.number}, {SHORT.day(draw.drawn_on)})"


def _row(draw: Draw, judged: Judged | None, crs: int | None, *, why: bool) -> str:
    you = "" if crs is None else f" (you {charts.distance(crs, draw)})"
    row = (
        f"• #{draw.number}, {SHORT.day(draw.drawn_on)}: {EN.number(draw.crs_cutoff)}{you},"
        f" {EN.number(draw.itas)} invitations"
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
            subtitle=_pool_span(draw, pool),
            narrow=f"bands of {EN.number(charts.narrow_points(pool))} points",
            wide="wider bands",
            note=POOL_NOTE,
            you="" if crs is None else f"You: {EN.number(crs)}",
        ),
    )


def pool_text(message: PoolReport) -> str:
    """The pool in words: the caption, with nothing to fit into."""
    lead, rows, tail = _pool_told(message.draw, message.pool, message.crs)
    said = (lead, "\n".join(rows), tail, pool_beside(message))
    return "\n\n".join(said)


def pool_beside(message: PoolReport) -> str:
    """The warnings, and where the numbers come from."""
    page = message.freshness.page_of(message.draw, "en")
    source = link(f"IRCC, draw #{message.draw.number}", page)
    warnings = [
        caveat_text(caveat, message.freshness)
        if caveat.code != "crs_rules_may_have_changed" or caveat.since is None
        else f"⚠ New CRS rules are reported from {EN.day(caveat.since)}, unconfirmed; these scores"
        " are from before."
        for caveat in message.caveats
    ]
    return "\n".join([*warnings, f"Source: {source}"])


def pool_caption(draw: Draw, pool: Pool, crs: int | None, beside: str = "") -> str | None:
    """What the chart shows, in words: every band, highest scores first; then what is beside."""
    lead, rows, tail = _pool_told(draw, pool, crs)
    said = "\n\n".join(part for part in (tail, beside) if part)
    return fitted(lead, [rows], said, len(rows))


def _pool_told(draw: Draw, pool: Pool, crs: int | None) -> tuple[str, list[str], str]:
    """What the numbers are, the numbers, and what they do not tell."""
    lead = [bold(POOL_TITLE), _pool_span(draw, pool)]
    if crs is not None:
        above = EN.number(charts.profiles_above(pool, crs))
        lead.append(f"Your CRS score: {EN.number(crs)}. In higher bands: {above} profiles")
    rows = [
        f"• {charts.band_label(band, WORDS)}: {EN.number(band.profiles)}"
        f"{' ← you' if charts.holds(band, crs) else ''}"
        for band in charts.narrowest(pool)
    ]
    tail = [POOL_NOTE]
    added = sum(band.profiles for band in charts.narrowest(pool))
    if added != pool.total:
        tail.append(f"As published, these add up to {EN.number(added)}, not to the total.")
    return "\n".join(lead), rows, "\n".join(tail)


POOL_TITLE = "Express Entry pool by CRS score"
POOL_NOTE = "All programs and occupations together: how many are in one category is not published."


def _pool_span(draw: Draw, pool: Pool) -> str:
    return (
        f"{EN.number(pool.total)} profiles on {SHORT.day(pool.as_on)}, around draw #{draw.number}"
    )
