"""Revisions and notices as they are stored, the same in every database: nested parts as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar

from pydantic import TypeAdapter, ValidationError

from bot.conversation.subscriptions import GivenUp
from bot.ports.faults import PortError
from bot.ports.notices import Announced, Counts, NoticeKind, Owed, Progress
from knowledge.draws import Draw
from knowledge.pools import Pool

MOST_PROGRESS = 5


Part = TypeVar("Part")


_ADAPTERS: dict[object, TypeAdapter[Any]] = {}


def _adapter(kind: type) -> TypeAdapter[Any]:
    if kind not in _ADAPTERS:
        _ADAPTERS[kind] = TypeAdapter(kind)
    return _ADAPTERS[kind]


def dump(part: Draw | Pool | Announced | None) -> str | None:
    """A nested part as JSON."""
    if part is None:
        return None
    return _adapter(type(part)).dump_json(part, exclude_defaults=True).decode()


def load(kind: type[Part], stored: str) -> Part:
    """The part of that JSON. PortError when this version cannot read it."""
    try:
        part: Part = _adapter(kind).validate_json(stored)
    except ValidationError as error:
        raise PortError(
            "the database holds a draw that this version cannot read: was it written by a newer "
            f"one? ({error.error_count()} fields of {error.title})"
        ) from None
    return part


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
        draws, corrected = json.dumps(owed.draws), dump(owed.corrected)
        return cls(owed.kind, owed.draw, owed.category, draws, corrected, owed.text)

    def owed(self) -> Owed:
        """The event of that row. PortError when this version cannot read it."""
        return _owed(self)


@lru_cache(maxsize=256)
def _owed(row: OwedRow) -> Owed:
    """Kept: the notices of a broadcast are all of one event."""
    corrected = None if row.corrected is None else load(Draw, row.corrected)
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
