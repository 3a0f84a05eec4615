"""Long polling that confirms an update to Telegram only after its turn is finished.

The library's own Updater confirms a batch as soon as the next one is asked for, so a process
killed in between loses what it had not answered. Here the offset stays at the lowest update that
is not finished. Telegram then returns the same updates again with the new ones; they are told
apart by id and cost a short pause between two polls, so that one slow chat delays nobody else.

One call returns at most 100 updates. When 100 in hand hide the newer ones, polling waits; an update
that hides them for longer than ``Pace.hold`` is released: its turn goes on, but the offset moves
past it. Only a process killed in the rest of that one turn could lose it; the other choice would
be that everybody waits for one chat.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from telegram.error import TelegramError

from bot.ports.metrics import NO_METRICS, Metrics
from bot.system.loops import ended
from bot.telegram.application import OnIncoming, OnInline, PerChat, build_application
from bot.telegram.bot import TelegramBot
from bot.telegram.faults import PollingFaults, PollingPace
from bot.telegram.floods import Floods
from bot.telegram.polling.window import LIMIT, PollingWindow
from bot.telegram.updates import ALLOWED_UPDATES, incoming, inline_asked, keepable, pressed

_LOG = logging.getLogger(__name__)

LAST_CALL_SECONDS = 5.0


async def serve_polling(
    bot: TelegramBot,
    on: OnIncoming,
    *,
    stop: asyncio.Event | None = None,
    pace: PollingPace | None = None,
    metrics: Metrics = NO_METRICS,
    inline: OnInline | None = None,
    floods: Floods | None = None,
) -> None:
    """Receive and answer updates until ``stop`` is set, then finish the turns in hand and return.

    Without ``stop``, SIGTERM and SIGINT do it. Opens and closes the bot. Raises CannotServeError
    when going on is useless. When cancelled, turns in hand are broken off and not confirmed:
    Telegram delivers them again to the next start.
    """
    polling = Polling(bot, on, pace or PollingPace(), metrics, inline, floods)
    if stop is not None:
        await polling.run(stop)
        return
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    signals = (signal.SIGTERM, signal.SIGINT)
    for number in signals:
        # Windows has no such handlers; there Ctrl-C cancels instead.
        with contextlib.suppress(NotImplementedError):
            loop.add_signal_handler(number, stop.set)
    try:
        await polling.run(stop)
    finally:
        for number in signals:
            with contextlib.suppress(NotImplementedError):
                loop.remove_signal_handler(number)


class Polling:
    """One run of long polling, from the first call to the last."""

    def __init__(
        self,
        bot: TelegramBot,
        on: OnIncoming,
        pace: PollingPace,
        metrics: Metrics = NO_METRICS,
        inline: OnInline | None = None,
        floods: Floods | None = None,
    ) -> None:
        self._bot = bot
        self._metrics = metrics
        self._floods = floods
        self._inline = inline
        self._pace = pace
        self._window = PollingWindow()
        self._faults = PollingFaults(pace)
        self._turns = PerChat(self._finish)
        self._application = build_application(bot, on, self._turns, metrics)
        self._acknowledging: set[asyncio.Task[None]] = set()
        self._wake: asyncio.Future[None] | None = None
        self._few = 0
        self._awaited: int | None = None
        self._recheck = pace.recheck

    async def run(self, stop: asyncio.Event) -> None:
        """Poll until ``stop`` is set; see ``serve_polling``."""
        polling = asyncio.create_task(self._poll(), name="telegram-polling")
        stopping = asyncio.create_task(stop.wait(), name="telegram-stop")
        try:
            await asyncio.wait({polling, stopping}, return_when=asyncio.FIRST_COMPLETED)
            await ended((polling, stopping))
            await self._drain()
        finally:
            await ended((polling, stopping))
            await self._close()
        if not polling.cancelled():
            polling.result()

    async def _poll(self) -> None:
        await self._start()
        while True:
            offset = self._window.offset
            updates = await self._updates(offset)
            self._window.confirmed(offset)
            fresh = self._window.take(map(_number, updates), _now())
            for update in updates:
                if _number(update) in fresh:
                    self._hand_over(update)
            await self._breathe(full=len(updates) >= LIMIT, fresh=bool(fresh))

    async def _start(self) -> None:
        await self._call(self._application.initialize)
        # Updates that came while no process ran are kept: people wait for their answers.
        await self._call(lambda: self._bot.call("deleteWebhook", {}))
        await self._application.start()
        _LOG.info("receiving updates by long polling")

    async def _updates(self, offset: int | None) -> list[Mapping[str, Any]]:
        """One answer of getUpdates, at once while turns are unfinished, else by long polling."""
        hold = 0 if self._window.unfinished else self._pace.long_poll
        parameters = {
            "offset": offset,
            "limit": LIMIT,
            "timeout": hold,
            "allowed_updates": ALLOWED_UPDATES,
        }
        allowed = hold + (self._bot.request.read_timeout or 0.0)
        begun = _now()

        async def get_updates() -> list[Any]:
            answer = await self._bot.call("getUpdates", parameters, allowed)
            if isinstance(answer, list):
                return answer
            raise TelegramError("getUpdates brought no list")

        answer: list[Any] = await self._call(get_updates)
        if not answer and not self._window.unfinished:
            # A server that holds nothing back must not make this a busy loop.
            await asyncio.sleep(self._pace.recheck - (_now() - begun))
        return [update for update in answer if _number(update)]

    async def _call(self, call: Callable[[], Awaitable[Any]]) -> Any:
        """The result of a call that is repeated through every fault that may pass."""
        while True:
            try:
                result = await call()
            except TelegramError as error:
                fault = error
            else:
                self._faults.none(_now())
                return result
            # Not inside the handler: the library's text for a bad token quotes the token.
            await asyncio.sleep(self._faults.wait_after(fault, _now()))

    def _hand_over(self, update: Mapping[str, Any]) -> None:
        query = pressed(update)
        if query is not None:
            task = asyncio.create_task(self._acknowledge(query))
            self._acknowledging.add(task)
            task.add_done_callback(self._acknowledging.discard)
        asked = inline_asked(update)
        if asked is not None and self._inline is not None:
            self._inline(asked)
        told = incoming(update, self._bot.itself)
        if told is None or not keepable(told):
            self._window.finish(_number(update))
        elif self._floods is None:
            self._application.update_queue.put_nowait(told)
        elif self._floods.heard(told) == "ignore":
            self._metrics.update("ignored")
            self._window.finish(_number(update))
        else:
            self._application.update_queue.put_nowait(self._floods.as_told(told))

    async def _acknowledge(self, query: str) -> None:
        """Stop the button's waiting sign at once; if that fails it stops by itself later."""
        with contextlib.suppress(TelegramError):
            await self._bot.call("answerCallbackQuery", {"callback_query_id": query})

    def _finish(self, number: int) -> None:
        self._window.finish(number)
        if self._wake is not None and (
            self._window.unfinished <= self._few or number == self._awaited
        ):
            _set(self._wake)

    async def _breathe(self, *, full: bool, fresh: bool) -> None:
        """Wait until polling again has a point; not at all when nothing holds the offset back."""
        holding = self._window.holding()
        if holding is None:
            return
        lowest, taken = holding
        if full and not fresh:
            age = _now() - taken
            if age < self._pace.hold:
                await self._sleep(self._pace.hold - age, few=0, awaited=lowest)
            elif not self._window.release(lowest):
                await self._sleep(self._pace.hold, few=0, awaited=lowest)
            return
        self._recheck = (
            self._pace.recheck if fresh else min(self._recheck * 2, self._pace.longest_recheck)
        )
        # A full answer means that more is waiting: poll when half of it is done, not all.
        await self._sleep(self._recheck, few=self._window.unfinished // 2 if full else 0)

    async def _sleep(self, longest: float, few: int, awaited: int | None = None) -> None:
        """Wait for that many seconds, or until ``few`` turns are left or ``awaited`` is over."""
        loop = asyncio.get_running_loop()
        self._wake = loop.create_future()
        self._few, self._awaited = few, awaited
        timer = loop.call_later(longest, _set, self._wake)
        try:
            await self._wake
        finally:
            timer.cancel()
            self._wake = None

    async def _drain(self) -> None:
        """Finish the turns in hand, within the grace, and confirm the finished ones."""
        until = _now() + self._pace.grace
        if self._window.in_hand:
            _LOG.info("stopping: %d turns in hand", self._window.in_hand)
        while self._window.in_hand and _now() < until:
            await self._sleep(min(0.05, until - _now()), few=0)
        if self._window.in_hand:
            _LOG.warning("%d turns not finished: Telegram sends them again", self._window.in_hand)
        if self._acknowledging:
            await asyncio.wait(self._acknowledging, timeout=max(0.1, until - _now()))
        if self._window.offset is not None:
            last = {"offset": self._window.offset, "limit": 1, "timeout": 0}
            # Unconfirmed, they come again at the next start, where they are known as answered.
            with contextlib.suppress(TelegramError, TimeoutError):
                async with asyncio.timeout(LAST_CALL_SECONDS):
                    await self._bot.call("getUpdates", last)

    async def _close(self) -> None:
        queue = self._application.update_queue
        while not queue.empty():
            queue.get_nowait()
            queue.task_done()
        self._turns.cancel()
        await ended(self._acknowledging)
        if self._application.running:
            await self._application.stop()
        await self._application.shutdown()
        await self._bot.shutdown()


def _now() -> float:
    return asyncio.get_running_loop().time()


def _number(update: object) -> int:
    """The update's id; 0, which Telegram never uses, if there is none."""
    match update:
        case {"update_id": int(number)}:
            return number
        case _:
            return 0


def _set(future: asyncio.Future[None]) -> None:
    if not future.done():
        future.set_result(None)
