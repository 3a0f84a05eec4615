"""Replies to people go before notices: who sends notices waits at this gate."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from bot.ports.messages import Messenger, Rendered

LONGEST_SECONDS = 1.0
"""A reply that takes longer, to one slow chat, holds up nobody's notice any more."""


class RepliesFirst:
    """Knows the replies in hand.

    Who comes to the gate waits for those in hand at that moment, not for later ones: they are
    sent at once anyway, and a busy hour must not keep notices back for ever.
    """

    def __init__(self, longest: float = LONGEST_SECONDS) -> None:
        self._longest = longest
        self._in_hand: set[asyncio.Future[None]] = set()

    @contextmanager
    def in_hand(self) -> Iterator[None]:
        """A reply is in hand as long as this lasts, but at most a second."""
        loop = asyncio.get_running_loop()
        over = loop.create_future()
        self._in_hand.add(over)
        timer = loop.call_later(self._longest, self._end, over)
        try:
            yield
        finally:
            timer.cancel()
            self._end(over)

    async def gate(self) -> None:
        """Wait until the replies that are in hand now are sent."""
        if self._in_hand:
            await asyncio.wait(tuple(self._in_hand))

    def _end(self, over: asyncio.Future[None]) -> None:
        self._in_hand.discard(over)
        if not over.done():
            over.set_result(None)


class PriorityMessenger:
    """A Messenger whose messages are replies: in hand until they are sent or cannot be."""

    def __init__(self, messenger: Messenger, replies: RepliesFirst) -> None:
        self._messenger = messenger
        self._replies = replies

    async def send(self, chat: int, message: Rendered) -> int:
        """Show one message; its id. Raises Retryable or Permanent."""
        with self._replies.in_hand():
            return await self._messenger.send(chat, message)

    async def edit(self, chat: int, shown: int, message: Rendered) -> int:
        """Show it in the place of an earlier one; its id. Raises Retryable or Permanent."""
        with self._replies.in_hand():
            return await self._messenger.edit(chat, shown, message)
