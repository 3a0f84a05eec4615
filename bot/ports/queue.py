"""What answering by webhook needs from the outside: updates that wait in the database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Queued:
    """One update that waits for its answer; ``body`` is Telegram's JSON text, as it came."""

    update: int
    chat: int
    body: str


class UpdateQueue(Protocol):
    """Keeps updates from their arrival until they are answered, for all machines on one database.

    An update leaves it in the transaction that marks its reply as sent (``Store.sent``), with
    ``Store.forget`` of its chat (those up to the one that asked for it; what a person says
    afterwards is answered as from somebody new), or by ``drop``. Every method is atomic;
    PortError when it cannot. Instants are aware.
    """

    async def put(self, update: int, chat: int, body: str) -> bool:
        """Keep an update; False, and nothing changes, when it waits here or was answered."""

    async def take(
        self, worker: str, now: datetime, until: datetime, most: int
    ) -> Sequence[Queued]:
        """Lease to this worker, until then, the next update of up to ``most`` chats.

        A chat's next update is the one with the lowest id. It can be had when nobody's lease on
        it lasts beyond ``now``; the later ones of the chat wait until it has left the queue.
        """

    async def renew(self, worker: str, updates: Sequence[int], until: datetime) -> None:
        """Keep the leases of updates that this worker still holds."""

    async def drop(self, worker: str, update: int) -> None:
        """It can never be answered; nothing happens when this worker does not hold it."""

    async def release(self, worker: str) -> None:
        """Give back everything this worker holds: it can be taken at once."""

    async def release_all(self) -> None:
        """Give back every lease: for a database that only one process can use at a time."""

    async def waiting(self) -> int:
        """How many updates are not answered yet, leased ones included."""


class WebhookMemory(Protocol):
    """What all machines on one database have to know of the webhook."""

    async def secret(self, proposed: str) -> str:
        """The secret made for this bot: the first one that was ever proposed."""

    async def announced(self) -> str | None:
        """The mark of what Telegram was last told."""

    async def announce(self, mark: str) -> None:
        """Telegram was told; the mark tells what, without saying it."""


class Queue(UpdateQueue, WebhookMemory, Protocol):
    """Both ports: each database has them in one class."""
