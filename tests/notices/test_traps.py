"""How other people's bots failed at reading (decisions.md); each sentence is a test."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from knowledge.draws import Draw
from tests.feed_server import feed_of, feed_rows
from tests.notices.watching import (
    DRAWS,
    NEXT,
    OLD,
    TRADES,
    Watching,
    alerts,
    begun,
    told,
    trades_draw,
)

Told = list[tuple[str, str, str]]


@dataclass(frozen=True)
class Trap:
    """What happens, and what it owes from the first reading on."""

    story: Callable[[], list[Told]]
    owed: list[Told]


def program_and_category() -> list[Told]:
    program = trades_draw("448", name="Federal Skilled Trades")
    return [
        told(begun().draws(*OLD, program)),
        told(begun().draws(*OLD, trades_draw("448", name=TRADES))),
    ]


def outage() -> list[Told]:
    watching = begun()
    gone = [watching.read(b"<html>", after=timedelta(hours=20)) for _ in range(5)]
    back = watching.draws(*OLD, *NEXT)
    return [*map(told, gone), told(back), told(watching.draws(*OLD, *NEXT))]


def removed_row() -> list[Told]:
    """A row so new that it would be news, were it forgotten when it is away."""
    watching = begun()
    away = [draw for draw in OLD if draw is not OLD[-2]]
    fewer = watching.draws(*away)
    swapped = watching.draws(*away, NEXT[0])
    back = watching.draws(*OLD, NEXT[0])
    return [told(fewer), told(swapped), told(back)]


def first_run() -> list[Told]:
    watching = Watching()
    newer_than_packaged: Draw = trades_draw("448")
    first = watching.draws(*DRAWS, newer_than_packaged)
    again = watching.draws(*DRAWS, newer_than_packaged)
    return [told(first), told(again)]


def empty_list() -> list[Told]:
    watching = begun()
    empty = watching.read(feed_of([]))
    assert not empty.good
    assert alerts(empty) == ["FeedBroken"]
    return [told(empty), told(watching.draws(*OLD, NEXT[0]))]


def bad_row() -> list[Told]:
    rows: list[dict[str, object]] = [dict(row) for row in feed_rows([*OLD, NEXT[0]])]
    rows[4]["drawCRS"] = "4 million"
    bad = begun().read(feed_of(rows))
    assert bad.good
    assert alerts(bad) == ["RowsSetAside"]
    return [told(bad)]


NEXT_ONE = ("new", NEXT[0].number, NEXT[0].category)

TRAPS = {
    "A keyword filter on 'trade' mixed in the Federal Skilled Trades program "
    "and missed 'Trades Occupations, 2026-Version 3'": Trap(
        program_and_category, [[("new", "448", "fst")], [("new", "448", "trades")]]
    ),
    "Transient outages brought the whole backlog at once": Trap(
        outage,
        [
            *[[]] * 5,
            [
                ("digest", "447", "all"),
                ("digest", "447", "trades"),
                ("digest", "446", "cec"),
                ("digest", "445", "pnp"),
                ("digest", "444", "senior_managers"),
            ],
            [],
        ],
    ),
    "A removed row in the source re-sent old items": Trap(removed_row, [[], [NEXT_ONE], []]),
    "The first run flooded everybody with history": Trap(first_run, [[], []]),
    "An empty list from the source was read as 'no news'": Trap(empty_list, [[], [NEXT_ONE]]),
    "One bad row stopped all notices": Trap(bad_row, [[NEXT_ONE]]),
}


@pytest.mark.parametrize("trap", TRAPS.values(), ids=TRAPS)
def test_trap(trap: Trap) -> None:
    assert trap.story() == trap.owed


def test_a_name_edited_within_one_version_is_neither_new_nor_a_correction() -> None:
    """The feed renamed "(2023-1)" to "(Version 1)" after the fact."""
    old = next(draw for draw in DRAWS if draw.name == "Trade occupations (Version 1)")
    watching = begun(old, *OLD)
    edited = watching.draws(replace(old, name="Trade Occupations, (version 1)"), *OLD)
    assert told(edited) == []
    assert alerts(edited) == []
    assert watching.known[old.number].draw.name == "Trade Occupations, (version 1)"
    assert watching.known[old.number].first_seen_at == watching.now
