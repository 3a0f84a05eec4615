"""Opens whole databases for the contract tests: the double, SQLite and PostgreSQL."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Protocol

from bot.ports.notices import (
    FeedState,
    FeedStore,
    NoticeKind,
    Outbox,
    Owed,
    Rank,
    Revision,
    Settled,
    Subscription,
)
from bot.ports.pictures import FileIds
from bot.ports.store import Store
from bot.running.delivery.planning import SLICE
from bot.storage.databases import open_postgres, open_sqlite
from knowledge.draws import Draw
from knowledge.parameters import Reference
from tests.doubles.database import MemoryDatabase, WholeDisk
from tests.postgres_server import Postgres

KINDS = ("memory", "sqlite", "postgres")

ADDRESS = "https://feed.example/en.json"
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
LEASE = timedelta(seconds=10)
MOMENT = timedelta(microseconds=1)
LONG_AGO = NOON - timedelta(days=30)
DRAW = Draw(
    number="448",
    drawn_on=date(2026, 11, 20),
    name="Trades Occupations, 2026-Version 3",
    category="trades",
    version="3",
    itas=2500,
    crs_cutoff=470,
    tie_break_at=datetime(2026, 5, 1, 12, 0, 1, tzinfo=UTC),
    source=Reference("the feed", ADDRESS, date(2026, 11, 20)),
)


class Whole(Protocol):
    """All ports of one database."""

    @property
    def store(self) -> Store:
        """Chats and updates."""

    @property
    def feed_store(self) -> FeedStore:
        """Readings."""

    @property
    def outbox(self) -> Outbox:
        """Subscriptions and notices."""

    @property
    def file_ids(self) -> FileIds:
        """Pictures that were sent."""


Opener = Callable[[], Awaitable[Whole]]


class Databases:
    """Opens the same data again and again, without closing what was opened before: a crash, or
    another machine."""

    def __init__(self, kind: str, folder: Path, url: str = "") -> None:
        self.kind = kind
        self._folder = folder
        self.url = url
        self._disk = WholeDisk()
        self._close: list[Callable[[], Awaitable[None]]] = []

    @classmethod
    async def of(cls, kind: str, folder: Path, server: Callable[[], Postgres]) -> Databases:
        """With a fresh database of that kind."""
        url = await server().made_database() if kind == "postgres" else ""
        return cls(kind, folder, url)

    async def open(self) -> Whole:
        """One more on the same data."""
        if self.kind == "memory":
            double = MemoryDatabase(self._disk)
            self._close.append(double.close)
            return double
        if self.kind == "sqlite":
            found = await open_sqlite(self._folder / "bot.db", alone=False)
        else:
            found = await open_postgres(self.url, duties=False)
        self._close.append(found.close)
        return found

    async def close(self) -> None:
        """Everything that was opened."""
        for close in self._close:
            await close()


class Owing(Protocol):
    """What keeps readings and notices."""

    @property
    def feed_store(self) -> FeedStore:
        """Readings."""

    @property
    def outbox(self) -> Outbox:
        """Subscriptions and notices."""


async def saved(
    database: Owing,
    state: FeedState,
    seen: Sequence[Revision],
    owed: Sequence[Owed],
    most: int = SLICE,
) -> int:
    """A reading, and its notices are made; how many."""
    await database.feed_store.save_reading(state, seen, owed)
    return await made(database, state.read_at or state.tried_at or NOON, most)


async def made(database: Owing, now: datetime, most: int = SLICE, rank: Rank = 0) -> int:
    """Make all notices that are owed, in slices; how many."""
    notices = 0
    while (found := await database.outbox.next_slice(most)) is not None:
        notices += await database.outbox.make(found, [rank] * len(found.people), now)
    return notices


def draw(number: str = "448", **fields: object) -> Draw:
    """A draw with that number."""
    return replace(DRAW, number=number, **fields)  # type: ignore[arg-type]


def revision(number: str = "448", first: datetime = NOON, **fields: object) -> Revision:
    """Fields first and last seen at that instant."""
    return Revision(draw(number, **fields), None, first, first)


def reading(at: datetime = NOON) -> FeedState:
    """A good reading at that instant."""
    return FeedState(ADDRESS, read_at=at, tried_at=at)


def owed(
    number: str = "448",
    kind: NoticeKind = "new",
    category: str = "trades",
    draws: tuple[str, ...] = (),
    text: str | None = None,
) -> Owed:
    """An event that tells of that draw."""
    corrected = draw(number, crs_cutoff=471) if kind == "correction" else None
    return Owed(kind, number, category, draws or (number,), corrected, text)


def subscription(chat: int, about: str = "trades", since: datetime = LONG_AGO) -> Subscription:
    """A chat that subscribed long ago."""
    return Subscription(chat, about, since)


def sent(notice: int, at: datetime = NOON) -> Settled:
    """It was sent."""
    return Settled(notice, "sent", at, message=1000 + notice)
