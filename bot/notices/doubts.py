"""Whether chats that are said to be gone are gone, or whether the other side is wrong.

A token of another bot, or a Bot API server that lost its data, says so of every chat. So it is
believed only while most of the newest sends arrive; what is in doubt waits for that.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from bot.ports.faults import Permanent
from bot.ports.notices import Due

RECENT = 100
ENOUGH = 20
"""Fewer sends are no share."""

TOLERATED = 0.2
TOLERATED_BY_OPERATOR = 0.5
"""After an operator has looked and resumed; the token of another bot reaches nearly nobody."""

PATIENCE = timedelta(seconds=30)
"""When no further sends tell more, it counts whether anybody was reached at all."""

Verdict = Literal["believed", "unsure", "wrong"]
Doubt = tuple[Due, Permanent]


@dataclass(frozen=True, slots=True)
class DoubtsJudged:
    """What becomes of those in doubt: their chats are gone, or they are tried again later.

    ``share`` of the newest sends said gone; ``known``: that it is wrong was found before.
    """

    verdict: Verdict
    doubts: Sequence[Doubt]
    share: str
    known: bool = False


@dataclass(slots=True)
class Doubts:
    """The newest sends, and who was said to be gone and is not settled yet."""

    _tolerated: float = TOLERATED
    _gone: deque[bool] = field(default_factory=lambda: deque(maxlen=RECENT))
    _doubts: list[Doubt] = field(default_factory=list)
    _since: datetime | None = None
    _wrong: bool = False

    def reached(self) -> DoubtsJudged | None:
        """One more was reached, or refused for another reason."""
        self._gone.append(False)
        return self._decide()

    def said_gone(self, due: Due, error: Permanent, now: datetime) -> DoubtsJudged | None:
        """One more was said to be gone; None while it is not decided."""
        self._gone.append(True)
        self._doubts.append((due, error))
        self._since = self._since or now
        return self._decide()

    def grown_old(self, now: datetime) -> DoubtsJudged | None:
        """No other sends tell more: believed when somebody was reached, else put off."""
        if self._since is None or timedelta() <= now - self._since < PATIENCE:
            return None
        return self._found("unsure" if all(self._gone) else "believed")

    def put_off(self) -> DoubtsJudged | None:
        """Time to stop: whoever comes next decides."""
        return self._found("unsure") if self._doubts else None

    def resumed(self) -> None:
        """Delivery is not paused (any more): after a stop an operator has looked."""
        if self._wrong:
            self._wrong, self._tolerated = False, TOLERATED_BY_OPERATOR
            self._gone.clear()

    def _decide(self) -> DoubtsJudged | None:
        if not self._doubts:
            return None
        if self._wrong:
            return self._found("wrong", known=True)
        if sum(self._gone) <= self._tolerated * len(self._gone):
            return self._found("believed")
        if len(self._gone) < ENOUGH:
            return None
        self._wrong = True
        return self._found("wrong")

    def _found(self, verdict: Verdict, *, known: bool = False) -> DoubtsJudged:
        doubts, self._doubts, self._since = self._doubts, [], None
        share = f"{sum(self._gone)} of the last {len(self._gone)}"
        return DoubtsJudged(verdict, doubts, share, known)
