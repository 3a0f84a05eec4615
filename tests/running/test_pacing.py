"""The gate at which notices wait for replies."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

import pytest

from bot.ports.faults import Permanent
from bot.ports.messages import Rendered
from bot.running.delivery.pacing import PriorityMessenger, RepliesFirst
from tests.doubles.conversation import RecordingMessenger
from tests.virtual_time import VirtualClock, virtually

START = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)
HELLO = Rendered("Hello")


class SlowMessenger(RecordingMessenger):
    """Each message takes so many seconds."""

    def __init__(self, takes: float) -> None:
        super().__init__()
        self._takes = takes

    async def send(self, chat: int, message: Rendered) -> int:
        """Keep one message after a while."""
        await asyncio.sleep(self._takes)
        return await super().send(chat, message)


def waited(takes: float, *later: float) -> float:
    """How long the gate is shut by a reply that takes so long, and by others that begin later."""

    async def story() -> float:
        replies = RepliesFirst()
        messenger = PriorityMessenger(SlowMessenger(takes), replies)

        async def reply(after: float) -> None:
            await asyncio.sleep(after)
            await messenger.send(1, HELLO)

        sending = [asyncio.create_task(reply(after)) for after in (0.0, *later)]
        await asyncio.sleep(0.001)
        begun = VirtualClock(START).now()
        await replies.gate()
        shut = (VirtualClock(START).now() - begun).total_seconds()
        await asyncio.gather(*sending)
        await replies.gate()
        return shut

    return virtually(story)


def test_the_gate_is_open_while_nobody_is_answered() -> None:
    async def story() -> None:
        await RepliesFirst().gate()

    virtually(story)


def test_a_notice_waits_until_the_reply_in_hand_is_sent() -> None:
    assert waited(0.5) == pytest.approx(0.5, abs=0.01)


def test_it_does_not_wait_for_replies_that_come_later() -> None:
    assert waited(0.5, 0.2, 0.4) == pytest.approx(0.5, abs=0.01)


def test_a_reply_to_a_slow_chat_holds_nobody_up_for_more_than_a_second() -> None:
    assert waited(75.0) == pytest.approx(1.0, abs=0.01)


def test_a_reply_that_cannot_be_sent_opens_the_gate_and_is_told() -> None:
    async def story() -> None:
        replies, inner = RepliesFirst(), RecordingMessenger()
        inner.fail(Permanent("blocked"))
        with pytest.raises(Permanent, match="blocked"):
            await PriorityMessenger(inner, replies).send(1, HELLO)
        await replies.gate()
        assert asyncio.get_running_loop().time() == 0
        await PriorityMessenger(inner, replies).send(1, HELLO)
        assert inner.shown == [(1, HELLO)]

    virtually(story)
