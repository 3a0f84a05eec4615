"""Which updates are in hand, and how far Telegram may be told that they are done with."""

from __future__ import annotations

from collections.abc import Iterable

LIMIT = 100
"""The most updates one getUpdates returns, by the Bot API's documentation."""

MOST_RELEASED = 1000


class PollingWindow:
    """Updates between being received and being confirmed.

    Telegram forgets every update below the ``offset`` it is asked for, so the offset stays at the
    lowest update whose turn is not finished. What comes again because of that is known by its
    id and not taken twice. Times are seconds of any one clock.
    """

    def __init__(self) -> None:
        self._unfinished: dict[int, float] = {}
        self._finished: set[int] = set()
        self._released: set[int] = set()
        self._next: int | None = None

    @property
    def offset(self) -> int | None:
        """What getUpdates may be asked for now; None before the first update ever."""
        return min(self._unfinished) if self._unfinished else self._next

    @property
    def unfinished(self) -> int:
        """How many updates hold the offset back."""
        return len(self._unfinished)

    @property
    def in_hand(self) -> int:
        """How many turns are not finished, released ones included."""
        return len(self._unfinished) + len(self._released)

    def take(self, numbers: Iterable[int], at: float) -> frozenset[int]:
        """Receive what Telegram returned, in its order; the ids that are new."""
        fresh = set()
        for number in numbers:
            # The last one returned, not the highest ever: after a quiet week Telegram may go on
            # with a lower number.
            self._next = number + 1
            if number in self._unfinished or number in self._finished or number in self._released:
                continue
            self._unfinished[number] = at
            fresh.add(number)
        return frozenset(fresh)

    def finish(self, number: int) -> None:
        """The turn of that update is over."""
        if self._unfinished.pop(number, None) is not None:
            self._finished.add(number)
        self._released.discard(number)

    def confirmed(self, offset: int | None) -> None:
        """Telegram was asked for that offset and answered: it forgot everything below."""
        if offset is not None:
            self._finished = {number for number in self._finished if number >= offset}

    def holding(self) -> tuple[int, float] | None:
        """The update that holds the offset back, and when it was taken."""
        if not self._unfinished:
            return None
        lowest = min(self._unfinished)
        return lowest, self._unfinished[lowest]

    def release(self, number: int) -> bool:
        """Stop holding the offset back for that update, though its turn still runs.

        False, and nothing changes, when too many run like that already.
        """
        if len(self._released) >= MOST_RELEASED:
            return False
        if self._unfinished.pop(number, None) is not None:
            self._released.add(number)
        return True
