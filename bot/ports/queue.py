"""What answering needs from the outside: updates that wait in the database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

MOST_WAITING = 20
"""So many updates of one chat wait at most; the last of them is told that it was too much."""


@dataclass(frozen=True, slots=True)
class Queued:
    """One update that waits for its answer; ``body`` is a JSON text of whoever put it there.

    ``takes``: how often it was begun, this time included. ``crowded``: it had the last place in its
    chat's line. ``receipt``: everything else about the chat is deleted, and what is owed is the
    receipt for that, in this language.
    """

    update: int
    chat: int
    body: str
    takes: int = 1
    crowded: bool = False
    receipt: str | None = None


class UpdateQueue(Protocol):
    """Keeps updates from their arrival until they are answered, for all machines on one database.

    An update leaves it in the transaction that marks its reply as sent (``Store.sent``), with
    ``Store.forget`` of its chat (those before the one that asked for it; what a person says
    afterwards is answered as from somebody new), or by ``drop``. Every method is atomic;
    PortError when it cannot. Instants are aware.
    """

    async def put(self, update: int, chat: int, body: str, *, limited: bool = True) -> bool:
        """Keep an update; False, and nothing changes, when it waits here or was answered.

        And when it is ``limited`` and its chat's line is full: who had the last place is told.
        """

    async def take(
        self, worker: str, now: datetime, until: datetime, most: int, again: int
    ) -> Sequence[Queued]:
        """Lease to this worker, until then, the next update of up to ``most`` chats.

        And of up to ``again`` chats where it was begun before, by whoever did not end it. A chat's
        next update is the one with the lowest id. It can be had when nobody's lease on it lasts
        beyond ``now``; the later ones of the chat wait until it has left the queue.
        """

    async def renew(self, worker: str, updates: Sequence[int], until: datetime) -> None:
        """Keep the leases of updates that this worker still holds."""

    async def drop(self, worker: str, update: int) -> None:
        """It can never be answered; nothing happens when this worker does not hold it."""

    async def release(self, worker: str) -> None:
        """Give back everything this worker holds: it can be taken at once."""

    async def release_all(self) -> None:
        """Give back every lease: for a database that only one process can use at a time."""

    async def rest(self) -> None:
        """Nothing waits: leave no traces of what did, where that is this program's to do."""

    async def waiting(self) -> int:
        """How many updates are not answered yet, leased ones included."""


class WebhookMemory(Protocol):
    """What all machines on one database have to know of the webhook."""

    async def announced(self) -> str | None:
        """The mark of what Telegram was last told."""

    async def announce(self, mark: str) -> None:
        """Telegram was told; the mark tells what, without saying it."""


class Queue(UpdateQueue, WebhookMemory, Protocol):
    """Both ports: each database has them in one class."""
