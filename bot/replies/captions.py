"""The words under a picture: three lines, and folded below them what warns and whose numbers."""

from __future__ import annotations

from bot.conversation.messages import History, PoolReport
from bot.replies.card import Card, CardLine, warning
from bot.replies.charts.pools import (
    holds,
    narrowest,
    profiles_above,
    profiles_beside,
    spaced,
)
from bot.replies.sentences import Address, Kind, PersonLabel, Sentence, Value, listed, sentence


def whose(person: str | None) -> dict[str, Value]:
    """Whose score it is, where it is somebody else's."""
    return {} if person is None else {"person": PersonLabel(person)}


def history_caption(message: History) -> Card:
    """What the picture of past draws shows; there is at least one."""
    first, last = message.rows[-1][0].drawn_on, message.rows[0][0].drawn_on
    many, crs = len(message.rows), message.profile.crs
    title = sentence("picture.history", category=Kind(message.category))
    lines = [
        sentence("first", said=title),
        sentence("picture.span", many=many, since=first, until=last),
    ]
    if crs is not None:
        outcomes = [found.verdict.outcome for _, found in message.rows if found is not None]
        key = "picture.supposed" if message.supposed else "picture.you"
        values: dict[str, Value] = {"crs": crs, "enough": outcomes.count("invited"), "many": many}
        lines.append(Sentence(key, values | whose(message.person)))
    folded = [warning(caveat, message.freshness) for caveat in message.caveats]
    return Card(tuple(map(CardLine, lines)), tuple(folded))


def pool_caption(message: PoolReport) -> Card:
    """What the picture of the pool shows."""
    folded = (*_earlier(message), *_pool_folded(message))
    return Card(tuple(map(CardLine, _pool_lines(message))), folded)


def pool_text(message: PoolReport) -> Card:
    """The same in words, with every band."""
    pool = message.pool
    bands = [
        Sentence(
            "pool.band.yours" if holds(band, message.crs) else "pool.band",
            ({"supposed": True} if message.supposed else whose(message.person))
            | {"band": f"{band.lowest}–{band.highest}", "people": band.profiles},
        )
        for band in narrowest(pool)
    ]
    added = sum(band.profiles for band in narrowest(pool))
    odd = [] if added == pool.total else [sentence("pool.adds_up", added=added)]
    lines = [*_pool_lines(message), *bands, *odd, *_earlier(message)]
    return Card(tuple(map(CardLine, lines)), tuple(_pool_folded(message)), whole=True)


def _pool_lines(message: PoolReport) -> list[Sentence]:
    pool, crs = message.pool, message.crs
    lines = [
        sentence("first", said=sentence("picture.pool")),
        sentence("picture.pool.size", size=pool.total, on=pool.as_on),
    ]
    if crs is not None:
        values: dict[str, Value] = {"crs": crs, "above": profiles_above(pool, crs)}
        values |= whose(message.person)
        values["beside"] = profiles_beside(pool, crs)
        for band in narrowest(pool):
            if holds(band, crs):
                values["band"] = f"{band.lowest}–{band.highest}"
        key = "picture.pool.supposed" if message.supposed else "picture.pool.you"
        lines.append(Sentence(key, values))
    return lines


def _pool_folded(message: PoolReport) -> list[Sentence]:
    draw, href = message.draw, message.pool.source.href
    warned = [
        Sentence("pool.crs_rules", {"since": caveat.since})
        if caveat.code == "crs_rules_may_have_changed" and caveat.since is not None
        else warning(caveat, message.freshness)
        for caveat in message.caveats
    ]
    address = Address(href, href)
    return [
        sentence("pool.all_programs"),
        *warned,
        sentence("pool.source", number=draw.number, source=address),
    ]


def _earlier(message: PoolReport) -> list[Sentence]:
    """How many stood above that score at earlier counts, else how many there were."""
    crs = message.crs
    counts = [
        sentence(
            "pool.count",
            count=pool.total if crs is None else profiles_above(pool, crs),
            on=pool.as_on,
        )
        for pool in spaced(message)[1:]
    ]
    if not counts:
        return []
    return [
        sentence("pool.earlier" if crs is None else "pool.earlier.above", counts=listed(*counts))
    ]
