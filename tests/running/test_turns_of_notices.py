"""Turns about notices, on the doubles: what is asked of the outbox, and what it is ordered."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest

from bot.conversation.choices import Choice, encode
from bot.conversation.subscriptions import Counts, Owed, PastNotice, Subscription
from bot.ports.faults import Retryable
from bot.ports.updates import Incoming
from bot.running.turns import Runtime
from tests.conversation.talk import world
from tests.doubles.conversation import Disk, FixedClock, MemoryStore, RecordingMessenger
from tests.doubles.database import WholeStore
from tests.doubles.outbox import MemoryOutbox, NoticeTables

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
CHAT, OPERATOR = 42, 7
NEW = Owed("new", "447", "trades", ("447",))


class AskedOutbox(MemoryOutbox):
    """Counts what it is asked."""

    def __init__(self, tables: NoticeTables) -> None:
        super().__init__(tables)
        self.asked: list[str] = []

    async def subscription(self, chat: int) -> Subscription | None:
        self.asked.append("subscription")
        return await super().subscription(chat)

    async def told(self, chat: int, most: int) -> list[PastNotice]:
        self.asked.append(f"told {most}")
        return list(await super().told(chat, most))

    async def counts(self) -> Counts:
        self.asked.append("counts")
        return await super().counts()

    async def recipients(self, draw: str) -> int:
        self.asked.append(f"recipients {draw}")
        return await super().recipients(draw)


class Bench:
    """A runtime with an outbox and one operator."""

    def __init__(self) -> None:
        disk = Disk()
        self.outbox = AskedOutbox(NoticeTables(disk))
        self.store = WholeStore(self.outbox.tables)
        self.messenger = RecordingMessenger()
        self.clock = FixedClock(NOW)
        self.runtime = Runtime(
            self.store,
            self.messenger,
            self.clock,
            world,
            self.outbox,
            frozenset({OPERATOR}),
        )
        self.update = 0

    async def on(self, said: str | Choice, chat: int = CHAT) -> str:
        """One new update; what was answered."""
        self.update += 1
        return await self.again(said, chat)

    async def again(self, said: str | Choice, chat: int = CHAT) -> str:
        """The last update delivered once more; what was answered."""
        if isinstance(said, Choice):
            incoming = Incoming(self.update, chat, "button", encode(said), "en")
        else:
            incoming = Incoming(self.update, chat, "text", said, "en")
        before = len(self.messenger.shown)
        await self.runtime.on(incoming)
        return "".join(message.html for _, message in self.messenger.shown[before:])


async def test_ordinary_turns_ask_nothing_of_the_outbox() -> None:
    bench = Bench()
    for said in ("/start", "480", "welder", "3 November 2025", "what if 470", "/admin", "/forget"):
        await bench.on(said)
    assert bench.outbox.asked == []


async def test_a_subscription_is_made_and_kept_since_its_first_day() -> None:
    bench = Bench()
    assert "every new trades draw" in await bench.on(Choice("subscribe", "trades"))
    bench.clock.forward(timedelta(days=9))
    await bench.on(Choice("subscribe", "trades"))
    await bench.on("/start")
    await bench.on(Choice("quiet", "21-8"))
    assert await bench.outbox.subscription(CHAT) == Subscription(
        CHAT, "trades", NOW, quiet_from=time(21), quiet_until=time(8)
    )


async def test_notices_come_in_the_language_of_the_turn_that_asked_for_them() -> None:
    """Nobody chose a language: the app's own is taken, and kept."""
    bench = Bench()
    pressed = encode(Choice("subscribe", "trades"))
    await bench.runtime.on(Incoming(1, CHAT, "button", pressed, "fr-CA"))
    assert (await bench.store.turn(CHAT, 2)).remembered.lang == "fr"
    bench.update = 2
    await bench.on(Choice("lang", "en"))
    await bench.runtime.on(Incoming(4, CHAT, "button", encode(Choice("quiet", "off")), "fr-CA"))
    assert (await bench.store.turn(CHAT, 5)).remembered.lang == "en"


async def test_a_subscription_is_stored_with_the_turn_whatever_becomes_of_the_answer() -> None:
    bench = Bench()
    bench.messenger.fail(Retryable("Telegram is away"))
    with pytest.raises(Retryable):
        await bench.on(Choice("subscribe", "trades"))
    assert bench.outbox.tables.subscriptions.keys() == {CHAT}
    assert "every new trades draw" in await bench.again(Choice("subscribe", "trades"))
    assert await bench.again(Choice("subscribe", "trades")) == ""


async def test_an_answer_that_comes_late_orders_nothing_again() -> None:
    """Two operators: the one whose answer was held up does not undo what the other did."""
    bench = Bench()
    bench.messenger.fail(Retryable("Telegram is away"))
    with pytest.raises(Retryable):
        await bench.on("/pause", OPERATOR)
    assert await bench.outbox.paused()
    await bench.outbox.pause(False)
    assert "Delivery" in await bench.again("/pause", OPERATOR)
    assert not await bench.outbox.paused()


async def test_a_reply_that_was_not_sent_is_the_same_the_next_time() -> None:
    bench = Bench()
    for said in ("notify me of trades draws", "/unsubscribe"):
        bench.messenger.fail(Retryable("Telegram is away"))
        with pytest.raises(Retryable):
            await bench.on(said)
        late = await bench.again(said)
        assert late
        assert late == await bench.on(said)
    assert bench.outbox.tables.subscriptions == {}


async def test_status_shows_what_was_told() -> None:
    bench = Bench()
    await bench.on(Choice("subscribe", "trades"))
    bench.outbox.tables.owe(NEW, NOW + timedelta(hours=1))
    status = await bench.on("/status")
    assert "trades draw #447" in status
    assert bench.outbox.asked[-2:] == ["subscription", "told 5"]


async def test_only_operators_have_their_commands() -> None:
    bench = Bench()
    for said in ("/admin", "/pause", "/correct 447 The size was 3,500."):
        assert "I do not know that command" in await bench.on(said)
    assert not await bench.outbox.paused()
    assert "Subscribers: 0" in await bench.on("/admin", OPERATOR)
    await bench.on("/pause", OPERATOR)
    assert await bench.outbox.paused()
    assert "Delivery: paused" in await bench.on("/admin", OPERATOR)
    await bench.on("/resume", OPERATOR)
    assert not await bench.outbox.paused()


async def test_a_correction_goes_once_to_those_who_were_told() -> None:
    bench = Bench()
    await bench.on(Choice("subscribe", "trades"))
    await bench.on(Choice("subscribe", "french"), chat=43)
    tables = bench.outbox.tables
    tables.owe(NEW, NOW + timedelta(hours=1))
    for row in tables.notices.values():
        row.outcome = "sent"
    preview = await bench.on("/correct 447 The size was 3,500.", OPERATOR)
    assert "This goes to 1 person told of draw #447:" in preview
    bench.messenger.fail(Retryable("Telegram is away"))
    with pytest.raises(Retryable):
        await bench.on(Choice("correct", "yes"), OPERATOR)
    assert "On its way to 1 person" in await bench.again(Choice("correct", "yes"), OPERATOR)
    (unmade,) = tables.unmade
    assert (unmade.owed.kind, unmade.owed.text) == ("manual", "The size was 3,500.")
    concerned = [chat for chat in tables.subscriptions if tables.concerns(unmade, chat)]
    assert concerned == [CHAT]


async def test_without_an_outbox_nobody_can_subscribe() -> None:
    messenger = RecordingMessenger()
    operator = frozenset({OPERATOR})
    runtime = Runtime(MemoryStore(), messenger, FixedClock(NOW), world, None, operator)
    await runtime.on(Incoming(1, CHAT, "text", "/subscribe", "en"))
    await runtime.on(Incoming(2, OPERATOR, "text", "/admin", "en"))
    await runtime.on(Incoming(3, OPERATOR, "text", "/pause", "en"))
    shown = [message.html for _, message in messenger.shown]
    assert all("only on Telegram" in html for html in shown)
