"""What becomes of a notice that could not be sent: wait, try again, give up, end, move."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.ports.faults import Permanent, Retryable, back_off
from bot.ports.notices import Due, Settled
from bot.ports.notifier import ChatGoneError, ChatMovedError

FIRST_PAUSE = timedelta(seconds=2)
LONGEST_PAUSE = timedelta(minutes=30)
MOST_ATTEMPTS = 100
"""Failed sends of one notice; with growing pauses that is about a day and a half."""

RECENT = 200
FEWEST = 20
TOLERATED = 0.05


@dataclass(frozen=True, slots=True)
class ToldToWait:
    """Telegram wants nothing for that chat before that instant."""

    chat: int
    until: datetime


@dataclass(frozen=True, slots=True)
class Move:
    """The group lives on as another chat."""

    chat: int
    to: int


@dataclass(frozen=True, slots=True)
class AfterFailure:
    """What to write down about the notice, what else follows, and whether operators care."""

    settled: Settled
    then: ToldToWait | Move | None = None
    alarming: bool = False


def after_failure(
    due: Due, error: Retryable | Permanent, now: datetime, jitter: float
) -> AfterFailure:
    """What follows when this notice could not be sent; ``jitter`` is from 0 to 1.

    - Telegram said how long to wait: exactly then it is tried again; others need not wait.
    - The chat is gone: its subscription ends. A group that moved: sent again at the new place.
    - Refused (400): given up, with Telegram's own words.
    - Anything that may pass: tried again after a pause that doubles, up to half an hour, cut by
      chance to no less than its half so that an outage's backlog does not come back as one wave.

    Given up after 100 failed sends, or when the next would come when it is news no more.
    """
    match error:
        case ChatGoneError():
            return AfterFailure(replace(_given_up(due, now, str(error)), gone=True))
        case ChatMovedError():
            move = Move(due.subscription.chat, error.to)
            return AfterFailure(_again(due, now, now, str(error)), move)
        case Permanent():
            return AfterFailure(_given_up(due, now, str(error)), alarming=True)
        case Retryable(after=None):
            again_at = now + pause(due.attempts) * (1 - jitter / 2)
            return AfterFailure(_again(due, now, again_at, str(error)), alarming=True)
        case _:
            until = now + timedelta(seconds=error.after or 0)
            wait = ToldToWait(due.subscription.chat, until)
            return AfterFailure(_again(due, now, until, str(error)), wait, alarming=True)


def pause(attempts: int) -> timedelta:
    """The longest pause after that many failed sends before this one.

    >>> [pause(n).total_seconds() for n in (0, 1, 2, 9, 10, 1000)]
    [2.0, 4.0, 8.0, 1024.0, 1800.0, 1800.0]
    """
    first, longest = FIRST_PAUSE.total_seconds(), LONGEST_PAUSE.total_seconds()
    return timedelta(seconds=back_off(attempts + 1, first, longest))


def _again(due: Due, now: datetime, again_at: datetime, reason: str) -> Settled:
    too_late = again_at >= due.news_until
    if too_late or due.attempts + 1 >= MOST_ATTEMPTS:
        return _given_up(due, now, reason)
    return Settled(due.notice, "retry", now, again_at=again_at, reason=reason)


def _given_up(due: Due, now: datetime, reason: str) -> Settled:
    return Settled(due.notice, "given_up", now, reason=reason)


@dataclass(slots=True)
class FailureRate:
    """How many of the newest sends failed; only what an operator could do something about."""

    _failed: deque[bool] = field(default_factory=lambda: deque(maxlen=RECENT))
    _count: int = 0
    _high: bool = False

    def count(self, *, failed: bool) -> bool:
        """Count one send; whether the rate has just become too high.

        Too high is above 5 % of the last 200 sends, once there are 20; it is told again only
        after it was lower in between.
        """
        if len(self._failed) == RECENT:
            self._count -= self._failed[0]
        self._failed.append(failed)
        self._count += failed
        was = self._high
        total = len(self._failed)
        self._high = total >= FEWEST and self._count > TOLERATED * total
        return self._high and not was

    def __str__(self) -> str:
        """The rate in figures."""
        return f"{self._count} of the last {len(self._failed)}"
