"""The one road in: whatever Telegram delivers, by polling or by webhook, is put into the queue."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, TypeAlias

from telegram.error import TelegramError

from bot.ports.inline import InlineAsked
from bot.ports.metrics import NO_METRICS, Metrics
from bot.ports.queue import UpdateQueue
from bot.ports.updates import Incoming
from bot.system.logs import logged_as
from bot.system.loops import ended
from bot.telegram.bot import TelegramBot
from bot.telegram.floods import COUNTED, Floods
from bot.telegram.updates import Me, incoming, inline_asked, is_id, keepable, pressed, to_queue

RECENT = 4096

OnInline: TypeAlias = Callable[[InlineAsked], None]
"""Answers what is typed after the bot's name, beside everything else; never raises."""


class Intake:
    """Keeps updates that ask for an answer; whoever delivered one may forget it afterwards.

    ``received`` is called when there is something new in the queue, ``acknowledge`` with the id
    of a button press at once, however long its turn has to wait; ``me`` tells who the bot is.
    ``inline`` is given what is typed after the bot's name: nobody waits for an answer in a queue.
    What ``floods`` finds too much is not queued.
    """

    def __init__(
        self,
        queue: UpdateQueue,
        *,
        received: Callable[[], None],
        acknowledge: Callable[[str], None],
        metrics: Metrics = NO_METRICS,
        me: Callable[[], Me | None] = lambda: None,
        inline: OnInline | None = None,
        floods: Floods | None = None,
    ) -> None:
        self._queue = queue
        self._received = received
        self._acknowledge = acknowledge
        self._metrics = metrics
        self._me = me
        self._inline = inline
        self._floods = floods
        self._recent: dict[tuple[int, int], None] = {}

    async def take(self, update: Mapping[str, Any]) -> bool:
        """Keep it, or see that it asks for nothing; False when nobody could ever keep it.

        PortError when the queue cannot keep it now.
        """
        if not is_id(update.get("update_id")):
            return False
        told = incoming(update, self._me())
        if told is None:
            asked = inline_asked(update)
            if asked is not None and self._inline is not None:
                self._inline(asked)
            self._acknowledge_press(update)
            return True
        if not keepable(told):
            return False
        key = told.update, told.chat
        if key not in self._recent:
            with logged_as(*key):
                await self._keep(told)
            self._recent[key] = None
            if len(self._recent) > RECENT:
                del self._recent[next(iter(self._recent))]
            self._acknowledge_press(update)
        return True

    async def _keep(self, told: Incoming) -> None:
        limited = told.kind in COUNTED
        heard = "answer" if self._floods is None else self._floods.heard(told)
        if heard == "ignore":
            self._metrics.update("ignored")
            return
        if heard == "tell":
            told = replace(told, kind="flood", body="")
        if await self._queue.put(told.update, told.chat, to_queue(told), limited=limited):
            self._received()

    def _acknowledge_press(self, update: Mapping[str, Any]) -> None:
        query = pressed(update)
        if query is not None:
            self._acknowledge(query)


class Acknowledging:
    """Stops a button's waiting sign, beside everything else; if that fails it stops by itself."""

    def __init__(self, bot: TelegramBot) -> None:
        self._bot = bot
        self._under_way: set[asyncio.Task[None]] = set()

    def __call__(self, query: str) -> None:
        """Begin to answer that button press."""
        task = asyncio.create_task(self._acknowledge(query), name="acknowledge")
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    async def close(self) -> None:
        """Break off what is under way."""
        await ended(self._under_way)

    async def _acknowledge(self, query: str) -> None:
        with contextlib.suppress(TelegramError):
            await self._bot.call("answerCallbackQuery", {"callback_query_id": query})
