"""What long polling does when Telegram does not answer as hoped: how long to wait, when to stop."""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar

from telegram.error import Conflict, EndPointNotFound, InvalidToken, RetryAfter, TelegramError

from bot.ports.faults import PortError, back_off
from bot.telegram.errors import LONGEST_REASON, seconds

_LOG = logging.getLogger(__name__)

Result = TypeVar("Result")


class CannotServeError(PortError):
    """Serving Telegram has to stop; the message is the one line for the operator."""


class BadTokenError(CannotServeError):
    """Telegram does not accept the bot's token."""


class SecondInstanceError(CannotServeError):
    """Another process receives this bot's updates."""


@dataclass(frozen=True, slots=True)
class PollingPace:
    """How long polling waits for what, in seconds.

    ``long_poll``: how long Telegram holds an empty answer. ``recheck``: shortest time between two
    polls that bring nothing. ``gap``: pause after one that brought something, so that a busy hour
    costs few polls. ``conflict_*``: pause between tries beside a second instance, how long to go
    on, and how long without a conflict counts as its end. ``outage_*``: first and longest pause
    of the back-off. ``token_*``: pause between tries while a token that was good is refused, and
    how long to go on.
    """

    long_poll: int = 30
    recheck: float = 0.1
    gap: float = 0.01
    conflict_pause: float = 3.0
    conflict_patience: float = 60.0
    conflict_over: float = 20.0
    outage_pause: float = 1.0
    longest_outage_pause: float = 30.0
    token_pause: float = 5.0
    token_patience: float = 60.0


class PollingFaults:
    """Remembers the trouble polling is in, and logs its beginning and its end once each.

    ``now`` is in seconds of one monotonic clock. ``token_refused`` is called when a token that was
    good is refused, before it is tried again.
    """

    def __init__(self, pace: PollingPace, token_refused: Callable[[], None] = lambda: None) -> None:
        self._pace = pace
        self._token_refused = token_refused
        self._accepted = False
        self._refused_since: float | None = None
        self._outage = False
        self._failures = 0
        self._conflict_since: float | None = None
        self._conflict_last = 0.0

    def wait_after(self, error: TelegramError, now: float) -> float:
        """Seconds to wait after that fault; CannotServeError if waiting is useless."""
        match error:
            case InvalidToken() | EndPointNotFound():
                return self._wait_after_refusal(now)
            case Conflict():
                return self._wait_after_conflict(now)
            case RetryAfter():
                self._outage_begins("it asks to slow down")
                return seconds(error)
            case _:
                self._outage_begins(error.message[:LONGEST_REASON])
                self._failures += 1
                first, longest = self._pace.outage_pause, self._pace.longest_outage_pause
                return back_off(self._failures, first, longest) * random.uniform(0.5, 1.0)

    def none(self, now: float) -> None:
        """Telegram answered as it should."""
        self._accepted, self._refused_since = True, None
        if self._outage:
            self._outage, self._failures = False, 0
            _LOG.info("Telegram answers again")
        # Two instances take turns at succeeding, so one success alone proves nothing.
        if (
            self._conflict_since is not None
            and now - self._conflict_last > self._pace.conflict_over
        ):
            self._conflict_since = None
            _LOG.info("this process alone receives the bot's updates again")

    def _wait_after_refusal(self, now: float) -> float:
        """A token that was good may be so again: one answer of 401 or 404 proves nothing."""
        if self._refused_since is None:
            self._refused_since = now
        if not self._accepted or now - self._refused_since >= self._pace.token_patience:
            raise BadTokenError(
                "Telegram refuses the bot's token: check TELEGRAM_BOT_TOKEN and TELEGRAM_API_URL"
            )
        if self._refused_since == now:
            _LOG.error(
                "Telegram refuses the bot's token; trying for %.0f s", self._pace.token_patience
            )
            self._token_refused()
        return self._pace.token_pause

    def _outage_begins(self, reason: str) -> None:
        if not self._outage:
            self._outage = True
            _LOG.warning("Telegram does not answer, trying on: %s", reason)

    def _wait_after_conflict(self, now: float) -> float:
        self._conflict_last = now
        if self._conflict_since is None:
            self._conflict_since = now
            _LOG.warning(
                "another process receives this bot's updates; trying for %.0f s",
                self._pace.conflict_patience,
            )
        elif now - self._conflict_since >= self._pace.conflict_patience:
            raise SecondInstanceError(
                "another process receives this bot's updates (or a webhook is set):"
                " stop it, or give this one a bot of its own"
            )
        return self._pace.conflict_pause


async def insist(faults: PollingFaults, call: Callable[[], Awaitable[Result]]) -> Result:
    """The result of a call that is repeated through every fault that may pass.

    CannotServeError when waiting is useless.
    """
    now = asyncio.get_running_loop().time
    while True:
        try:
            result = await call()
        except TelegramError as error:
            fault = error
        else:
            faults.none(now())
            return result
        # Not inside the handler: the library's text for a bad token quotes the token.
        await asyncio.sleep(faults.wait_after(fault, now()))
