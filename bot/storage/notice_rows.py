"""Revisions and notices as they are stored, the same in every database: nested parts as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple

from pydantic import TypeAdapter, ValidationError

from bot.conversation.subscriptions import GivenUp
from bot.ports.faults import PortError
from bot.ports.notices import Announced, Counts, NoticeKind, Owed, Progress
from knowledge.draws import Draw
from knowledge.pools import Pool

MOST_PROGRESS = 5


@cache
def _draws() -> TypeAdapter[Draw]:
    return TypeAdapter(Draw)


@cache
def _pools() -> TypeAdapter[Pool]:
    return TypeAdapter(Pool)


@cache
def _announced() -> TypeAdapter[Announced]:
    return TypeAdapter(Announced)


def dump_draw(draw: Draw) -> str:
    """The draw as JSON."""
    return _draws().dump_json(draw, exclude_defaults=True).decode()


def load_draw(stored: str) -> Draw:
    """The draw of that JSON. PortError when this version cannot read it."""
    draw: Draw = _load(_draws(), stored)
    return draw


def dump_pool(pool: Pool | None) -> str | None:
    """The pool as JSON."""
    return None if pool is None else _pools().dump_json(pool, exclude_defaults=True).decode()


def load_pool(stored: str | None) -> Pool | None:
    """The pool of that JSON. PortError when this version cannot read it."""
    return None if stored is None else _load(_pools(), stored)


def dump_announced(announced: Announced | None) -> str | None:
    """What was told of a draw, as JSON."""
    if announced is None:
        return None
    return _announced().dump_json(announced, exclude_defaults=True).decode()


def load_announced(stored: str | None) -> Announced | None:
    """What was told, of that JSON. PortError when this version cannot read it."""
    return None if stored is None else _load(_announced(), stored)


def _load(adapter: TypeAdapter[Any], stored: str) -> Any:
    try:
        return adapter.validate_json(stored)
    except ValidationError as error:
        raise PortError(
            "the database holds a draw that this version cannot read: was it written by a newer "
            f"one? ({error.error_count()} fields of {error.title})"
        ) from None


class OwedRow(NamedTuple):
    """An event as it is stored; ``draws`` and ``corrected`` are JSON."""

    kind: NoticeKind
    draw: str
    category: str
    draws: str
    corrected: str | None
    words: str | None

    @classmethod
    def of(cls, owed: Owed) -> OwedRow:
        """The row of that event."""
        corrected = None if owed.corrected is None else dump_draw(owed.corrected)
        draws = json.dumps(owed.draws)
        return cls(owed.kind, owed.draw, owed.category, draws, corrected, owed.text)

    def owed(self) -> Owed:
        """The event of that row. PortError when this version cannot read it."""
        return _owed(self)


@lru_cache(maxsize=256)
def _owed(row: OwedRow) -> Owed:
    """Kept: the notices of a broadcast are all of one event."""
    corrected = None if row.corrected is None else load_draw(row.corrected)
    draws = tuple(json.loads(row.draws))
    return Owed(row.kind, row.draw, row.category, draws, corrected, row.words)


class ProgressRow(NamedTuple):
    """How far one event is: how many notices are waiting, and by what became of the others."""

    kind: NoticeKind
    draw: str
    topic: int
    event: int
    waiting: int
    sent: int
    given_up: int
    expired: int
    not_concerned: int


def sum_up(
    subscribers: int, rows: Iterable[ProgressRow], refusals: Iterable[Sequence[Any]]
) -> Counts:
    """The counters of all events; those of one topic (digests of one reading) are one event."""
    topics: dict[int, list[ProgressRow]] = {}
    for row in sorted(rows, key=lambda row: row.event, reverse=True):
        topics.setdefault(row.topic, []).append(row)
    of_draws = [group for group in topics.values() if group[0].kind != "reminder"]
    last = tuple(
        Progress(group[0].kind, group[0].draw, *_added(group)) for group in of_draws[:MOST_PROGRESS]
    )
    totals = _added(row for group in topics.values() for row in group)
    return Counts(subscribers, *totals, last, tuple(GivenUp(*row) for row in refusals))


def _added(rows: Iterable[ProgressRow]) -> tuple[int, int, int, int, int]:
    waiting = sent = given_up = expired = not_concerned = 0
    for row in rows:
        waiting += row.waiting
        sent += row.sent
        given_up += row.given_up
        expired += row.expired
        not_concerned += row.not_concerned
    return waiting, sent, given_up, expired, not_concerned
