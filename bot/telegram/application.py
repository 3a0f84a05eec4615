"""The library's Application as we use it: many chats at once, each chat in order."""

from __future__ import annotations

import asyncio
import logging
import random
import traceback
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias

from telegram.ext import Application, BaseUpdateProcessor, CallbackContext, TypeHandler

from bot.ports.faults import PortError, Retryable, back_off
from bot.ports.inline import InlineAsked
from bot.ports.metrics import NO_METRICS, Metrics
from bot.ports.updates import Incoming
from bot.system.logs import logged_as
from bot.telegram.bot import TelegramBot

_LOG = logging.getLogger(__name__)

OnIncoming: TypeAlias = Callable[[Incoming], Awaitable[bool | None]]
"""Answers one update completely. Retryable: the same update is handed in again after a pause.

False: it asked for no answer, and nothing is kept of it.
"""

OnInline: TypeAlias = Callable[[InlineAsked], None]
"""Answers what is typed after the bot's name, beside everything else; never raises."""

BotApplication: TypeAlias = Application[TelegramBot, Any, Any, Any, Any, None]

TURNS_AT_ONCE = 4096
"""Far above what the poll loop lets in: waiting in a chat's line must not use up other's places."""

TURN_PATIENCE_SECONDS = 3600.0
FIRST_PAUSE_SECONDS = 0.5
LONGEST_PAUSE_SECONDS = 30.0


class PerChat(BaseUpdateProcessor):
    """Turns of different chats run at once, turns of one chat one after another.

    A chat has an entry only while one of its turns runs or waits. ``finished`` is told the
    update id of every turn that ran to its end; a turn that was cancelled is not finished.
    """

    __slots__ = ("_cancelled", "_finished", "_lines", "_tasks")

    def __init__(self, finished: Callable[[int], None]) -> None:
        super().__init__(TURNS_AT_ONCE)
        self._finished = finished
        self._lines: dict[int, deque[asyncio.Future[None]]] = {}
        self._tasks: set[asyncio.Task[Any]] = set()
        self._cancelled = False

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Run one turn when all earlier ones of its chat are over; nothing else is processed."""
        if not isinstance(update, Incoming) or self._cancelled:
            _close(coroutine)
            return
        task = asyncio.current_task()
        if task is not None:
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        await self._in_line(update.chat, coroutine)
        self._finished(update.update)

    def cancel(self) -> None:
        """Break off every turn that runs, waits or is still to come; none counts as finished."""
        self._cancelled = True
        for task in tuple(self._tasks):
            task.cancel()

    async def _in_line(self, chat: int, coroutine: Awaitable[Any]) -> None:
        line = self._lines.get(chat)
        if line is None:
            self._lines[chat] = line = deque()
        else:
            called = asyncio.get_running_loop().create_future()
            line.append(called)
            try:
                await called
            except asyncio.CancelledError:
                if called.done() and not called.cancelled():
                    self._call_next(chat, line)
                _close(coroutine)
                raise
        try:
            await coroutine
        finally:
            self._call_next(chat, line)

    def _call_next(self, chat: int, line: deque[asyncio.Future[None]]) -> None:
        while line:
            following = line.popleft()
            if not following.done():
                following.set_result(None)
                return
        del self._lines[chat]


def _close(coroutine: Awaitable[Any]) -> None:
    """Tell a turn that never began that it will not, or Python warns that nobody awaited it."""
    close = getattr(coroutine, "close", None)
    if close is not None:
        close()


def build_application(
    bot: TelegramBot, on: OnIncoming, turns: PerChat, metrics: Metrics = NO_METRICS
) -> BotApplication:
    """An Application that hands every Incoming put in its ``update_queue`` to ``on``.

    It has no updater, no job queue and no persistence: what they would do is done elsewhere.
    """

    async def handle(update: Incoming, _: CallbackContext[Any, Any, Any, Any]) -> None:
        await take_turn(on, update, metrics=metrics)

    application = (
        Application.builder()
        .bot(bot)
        .updater(None)
        .job_queue(None)
        .concurrent_updates(turns)
        .build()
    )
    application.add_handler(TypeHandler(Incoming, handle))
    return application


async def take_turn(
    on: OnIncoming,
    update: Incoming,
    patience: float = TURN_PATIENCE_SECONDS,
    metrics: Metrics = NO_METRICS,
) -> bool:
    """Answer one update; try again while the world cannot (Retryable), up to ``patience`` seconds.

    Whether it was answered. Nothing is raised: a turn that fails for good is logged, without what
    was said, and is over, because an update that can never be answered would otherwise come back
    for ever. Every line logged meanwhile carries the turn's mark.
    """
    begun = asyncio.get_running_loop().time()
    metrics.update(update.kind)
    with logged_as(update.update, update.chat):
        answered = await _insist(on, update, begun + patience, metrics)
    if answered:
        metrics.reply(asyncio.get_running_loop().time() - begun)
    return answered


async def _insist(on: OnIncoming, update: Incoming, until: float, metrics: Metrics) -> bool:
    loop = asyncio.get_running_loop()
    failures = 0
    while True:
        failures += 1
        try:
            return await on(update) is not False
        except Retryable as error:
            pause = back_off(failures, FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS)
            wait = error.after if error.after is not None else pause * random.uniform(0.7, 1.0)
            if loop.time() + wait > until:
                _LOG.error("an update stays unanswered: %s", error)
                metrics.error("turn_unanswered")
                return False
            _LOG.warning(
                "an update could not be answered yet (%s); next try in %.1f s", error, wait
            )
            metrics.error("turn_retried")
        except PortError as error:
            _LOG.error("an update stays unanswered: %s", error)
            metrics.error("turn_unanswered")
            return False
        except Exception as error:
            _LOG.error("an update stays unanswered, a bug: %s", place_of(error))
            metrics.error("bug")
            return False
        await asyncio.sleep(wait)


def place_of(error: BaseException) -> str:
    """The kind of an exception and where it came from; not its message, which may quote people."""
    frames = traceback.extract_tb(error.__traceback__)
    path = " < ".join(f"{frame.filename}:{frame.lineno}" for frame in reversed(frames))
    return f"{type(error).__name__} at {path}"
