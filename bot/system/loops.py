"""Loops that run beside each other until they are told to stop."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from datetime import timedelta
from typing import Any

from bot.conversation.messages.own_data import UNUSED_MONTHS, unused_since
from bot.ports.clock import Clock
from bot.ports.faults import PortError
from bot.ports.notices import Outbox
from bot.ports.own_data import Keeper
from bot.ports.store import Store

log = logging.getLogger(__name__)

RESTART_SECONDS = 5.0
"""Before a loop that ended by a bug begins anew."""

UPDATES_KEPT = timedelta(days=3)
"""Telegram delivers an update for at most 24 hours; ids older than this can go."""

PRUNE_SECONDS = 6 * 3600.0

TIDY_SECONDS = 24 * 3600.0

SETTLED_KEPT = timedelta(days=90)
MOST_AT_ONCE, PAUSE_SECONDS = 2_000, 0.2
"""Of settled notices: so many in a transaction, and a moment for others between two."""

NOT_MINE_SECONDS = 600.0
"""Before a machine whose duty it is not looks again."""


async def for_ever(name: str, run: Callable[[], Awaitable[None]], stop: asyncio.Event) -> None:
    """Run a loop that only ends when told to; one that a bug ended begins anew after a pause."""
    while True:
        try:
            await run()
        except Exception as error:
            log.error("%s: a fault ended the loop (%s); it begins anew", name, type(error).__name__)
        with suppress(TimeoutError):
            async with asyncio.timeout(RESTART_SECONDS):
                await stop.wait()
        if stop.is_set():
            return


async def prune(store: Store, clock: Clock) -> None:
    """Let go of the ids of updates that cannot come again."""
    while True:
        try:
            await store.prune(clock.now() - UPDATES_KEPT)
        except PortError as error:
            log.warning("old update ids were not pruned: %s", error)
        await asyncio.sleep(PRUNE_SECONDS)


async def forget_unused(keeper: Keeper, clock: Clock, mine: Callable[[], bool]) -> None:
    """Once a day, by one machine: delete everything about chats unused for 18 months."""
    while True:
        if not mine():
            await asyncio.sleep(NOT_MINE_SECONDS)
            continue
        try:
            gone = await keeper.forget_unused(unused_since(clock.now()))
            if gone:
                log.info("chats unused for %d months were deleted: %d", UNUSED_MONTHS, gone)
        except PortError as error:
            log.warning("unused chats were not deleted: %s", error)
        await asyncio.sleep(TIDY_SECONDS)


async def forget_settled(outbox: Outbox, clock: Clock, mine: Callable[[], bool]) -> None:
    """Once a day, by one machine: remove notices that were settled 90 days ago."""
    while True:
        if not mine():
            await asyncio.sleep(NOT_MINE_SECONDS)
            continue
        try:
            gone = MOST_AT_ONCE
            while gone == MOST_AT_ONCE:
                gone = await outbox.forget_settled(clock.now() - SETTLED_KEPT, MOST_AT_ONCE)
                await asyncio.sleep(PAUSE_SECONDS)
        except PortError as error:
            log.warning("settled notices were not removed: %s", error)
        await asyncio.sleep(TIDY_SECONDS)


async def ended(tasks: Iterable[asyncio.Future[Any]]) -> None:
    """Cancel what still runs and wait for its end, whatever that is."""
    tasks = tuple(tasks)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
