"""Turns about one's own data: the file of /export, and a receipt that is not lost."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

import pytest

from bot.conversation.messages.own_data import KeptBackup
from bot.ports.faults import Permanent, Retryable
from bot.ports.store import Remembered
from bot.ports.updates import Incoming
from bot.running.turns import Runtime
from tests.conversation.talk import world
from tests.doubles.conversation import FixedClock, MemoryStore, RecordingMessenger

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
CHAT = 42
BACKUPS = (KeptBackup("monday.db", NOW - timedelta(days=3)),)


class BusyStore(MemoryStore):
    """Deletes at once, and then says for a while that traces are left."""

    def __init__(self) -> None:
        super().__init__()
        self.busy = 0
        self.deletions = 0

    async def forget(self, chat: int, update: int, receipt: str | None = None) -> None:
        self.deletions += 1
        await super().forget(chat, update, receipt)
        if self.busy:
            self.busy -= 1
            raise Retryable("another program is reading the database")


class OneRow:
    """The Keeper port that knows one row."""

    async def stored(self, chat: int) -> Mapping[str, Sequence[Mapping[str, object]]]:
        return {"chats": [{"chat_id": chat}]}

    async def forget_unused(self, before: datetime) -> int:
        return 0


class Bench:
    """A runtime in which somebody is asked whether everything shall be deleted."""

    def __init__(self, backups: tuple[KeptBackup, ...] | None = ()) -> None:
        self.store = BusyStore()
        self.messenger = RecordingMessenger()
        self.runtime = Runtime(
            self.store,
            self.messenger,
            FixedClock(NOW),
            world,
            keeper=OneRow(),
            backups=lambda: backups,
        )

    async def hear(self, update: int, text: str) -> None:
        await self.runtime.on(Incoming(update, CHAT, "text", text, "en"))

    async def asked(self) -> Bench:
        await self.hear(1, "480, welder, 3 November 2025")
        await self.hear(2, "/forget")
        return self

    @property
    def last(self) -> str:
        """The newest message that was shown."""
        return self.messenger.shown[-1][1].html


async def test_export_sends_one_message_with_a_file() -> None:
    bench = Bench()
    await bench.hear(1, "/export")
    ((_, shown),) = bench.messenger.shown
    assert shown.document is not None
    assert json.loads(shown.document.content)["about_you"] == [{"chat_id": CHAT}]


async def test_the_receipt_is_kept_until_telegram_is_back() -> None:
    bench = await Bench().asked()
    bench.messenger.fail(Retryable("away"), Retryable("away"))
    for _ in range(2):
        with pytest.raises(Retryable, match="away"):
            await bench.hear(3, "yes")
        assert bench.store.disk.chats == {}
    await bench.hear(3, "yes")
    assert bench.last.startswith("Deleted")
    assert len(bench.messenger.shown) == 3
    assert bench.store.deletions == 1
    assert bench.store.disk.updates == {}


async def test_a_deletion_that_left_traces_is_done_again_before_it_is_confirmed() -> None:
    bench = await Bench().asked()
    bench.store.busy = 1
    with pytest.raises(Retryable, match="reading"):
        await bench.hear(3, "yes")
    assert len(bench.messenger.shown) == 2
    await bench.hear(3, "yes")
    assert bench.last.startswith("Deleted")
    assert bench.store.deletions == 2


async def test_a_receipt_that_can_never_be_sent_is_let_go() -> None:
    bench = await Bench().asked()
    bench.messenger.fail(Permanent("blocked"))
    await bench.hear(3, "yes")
    assert bench.store.disk.chats == {}
    await bench.hear(4, "/me")
    assert "nothing stored" in bench.last


@pytest.mark.parametrize(
    ("backups", "words"),
    [
        ((), "nothing about you is stored any more"),
        (BACKUPS, "monday.db, made 3 days ago"),
        (None, "Backups that the operator made before may still hold it"),
    ],
)
async def test_the_receipt_says_what_it_cannot_reach(
    backups: tuple[KeptBackup, ...] | None, words: str
) -> None:
    bench = await Bench(backups).asked()
    await bench.hear(3, "yes")
    assert words in bench.last
    assert bench.store.disk.chats.get(CHAT, Remembered()) == Remembered()
