"""One turn: answered completely, tried again while the world cannot, and then over."""

from __future__ import annotations

import asyncio
import logging
import random
import traceback
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import TypeAlias

from bot.ports.faults import PortError, Retryable, back_off
from bot.ports.inline import InlineAsked
from bot.ports.metrics import NO_METRICS, Metrics
from bot.ports.updates import Incoming
from bot.system.logs import logged_as

_LOG = logging.getLogger(__name__)

OnIncoming: TypeAlias = Callable[[Incoming], Awaitable[bool | None]]
"""Answers one update completely. Retryable: the same update is handed in again after a pause.

False: it asked for no answer, and nothing is kept of it.
"""

OnInline: TypeAlias = Callable[[InlineAsked], None]
"""Answers what is typed after the bot's name, beside everything else; never raises."""

TURN_PATIENCE_SECONDS = 3600.0
FIRST_PAUSE_SECONDS = 0.5
LONGEST_PAUSE_SECONDS = 30.0


async def take_turn(
    on: OnIncoming,
    update: Incoming,
    patience: float = TURN_PATIENCE_SECONDS,
    metrics: Metrics = NO_METRICS,
) -> bool:
    """Answer one update; try again while the world cannot (Retryable), up to ``patience`` seconds.

    Whether it was answered. Nothing is raised: a turn that fails for good is logged, without what
    was said, answered by saying so, and is over, because an update that can never be answered would
    otherwise come back for ever. Every line logged meanwhile carries the turn's mark.
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
            _LOG.error("an update cannot be answered, a bug: %s", place_of(error))
            metrics.error("bug")
            if update.kind == "not_read":
                return False
            update, wait = replace(update, kind="not_read", body=""), 0.0
        await asyncio.sleep(wait)


def place_of(error: BaseException) -> str:
    """The kind of an exception and where it came from; not its message, which may quote people."""
    frames = traceback.extract_tb(error.__traceback__)
    path = " < ".join(f"{frame.filename}:{frame.lineno}" for frame in reversed(frames))
    return f"{type(error).__name__} at {path}"
