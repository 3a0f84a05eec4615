"""The updates of the fake Bot API: getUpdates with Telegram's offset rules and one poller."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from tests.fake_telegram.rules import RefusedError, bad_request

FIRST_UPDATE = 700_000_001
_NOT_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


class UpdateQueue:
    """Updates that wait until the bot confirms them by asking for a higher offset."""

    def __init__(self, changed: Callable[[], None]) -> None:
        self._changed = changed
        self._next = FIRST_UPDATE
        self._pending: dict[int, dict[str, Any]] = {}
        self._known: dict[int, dict[str, Any]] = {}
        self._again: list[dict[str, Any]] = []
        self._allowed: frozenset[str] | None = None
        self._arrived = asyncio.Event()
        self._superseded: asyncio.Event | None = None
        self.webhook = ""

    @property
    def polling(self) -> bool:
        """Whether a getUpdates waits for updates right now."""
        return self._superseded is not None

    @property
    def pending(self) -> tuple[int, ...]:
        """Ids of the updates that are not confirmed, oldest first."""
        return tuple(sorted(self._pending))

    def push(self, update: dict[str, Any]) -> int:
        """Queue an update, with the next id if it has none; its id. Kinds not asked for vanish."""
        number = int(update.setdefault("update_id", self._next))
        self._next = max(self._next, number) + 1
        kinds = set(update) - {"update_id"}
        wanted = kinds - _NOT_BY_DEFAULT if self._allowed is None else kinds & self._allowed
        if wanted or not kinds:
            self._pending[number] = self._known[number] = update
            self._announce()
        return number

    def redeliver(self, number: int) -> None:
        """Hand that update out once more, whatever the offset, as after a lost confirmation."""
        self._again.append(self._known[number])
        self._announce()

    @property
    def allowed(self) -> frozenset[str]:
        """The kinds of updates that were asked for; empty for those Telegram sends by default."""
        return self._allowed or frozenset()

    def allow(self, kinds: object) -> None:
        """Take ``allowed_updates`` of a call; None leaves it as it was, an empty list resets it."""
        if isinstance(kinds, list):
            self._allowed = frozenset(map(str, kinds)) or None

    def to_post(self) -> list[dict[str, Any]]:
        """What a webhook is sent: updates to be delivered again, then the rest, oldest first."""
        return self._again + [self._pending[number] for number in self.pending]

    def posted(self, number: int) -> None:
        """The webhook took that update."""
        self._again = [update for update in self._again if update["update_id"] != number]
        self._pending.pop(number, None)
        self._changed()

    def drop(self) -> None:
        """Forget every update that is not confirmed."""
        self._pending.clear()
        self._changed()

    async def get(self, parameters: dict[str, Any]) -> list[dict[str, Any]]:
        """getUpdates: confirms what is below the offset, then waits up to the timeout."""
        if self.webhook:
            raise RefusedError(
                409,
                "Conflict: can't use getUpdates method while webhook is active;"
                " use deleteWebhook to delete the webhook first",
            )
        offset, limit, seconds = (
            _whole(parameters, name, default)
            for name, default in (("offset", 0), ("limit", 100), ("timeout", 0))
        )
        self.allow(parameters.get("allowed_updates"))
        self._confirm(offset)
        if self._superseded is not None:
            self._superseded.set()
        superseded = self._superseded = asyncio.Event()
        self._changed()
        try:
            return await self._wait(offset, max(1, min(limit, 100)), min(seconds, 50), superseded)
        finally:
            if self._superseded is superseded:
                self._superseded = None

    async def _wait(
        self, offset: int, limit: int, seconds: int, superseded: asyncio.Event
    ) -> list[dict[str, Any]]:
        loop = asyncio.get_running_loop()
        until = loop.time() + seconds
        while True:
            if superseded.is_set():
                raise RefusedError(
                    409,
                    "Conflict: terminated by other getUpdates request;"
                    " make sure that only one bot instance is running",
                )
            again, self._again = self._again[:limit], self._again[limit:]
            ready = [self._pending[n] for n in self.pending if n >= offset][: limit - len(again)]
            if again or ready or loop.time() >= until:
                return again + ready
            self._arrived.clear()
            waits = {asyncio.ensure_future(event.wait()) for event in (self._arrived, superseded)}
            await asyncio.wait(
                waits, timeout=until - loop.time(), return_when=asyncio.FIRST_COMPLETED
            )
            for wait in waits:
                wait.cancel()

    def _confirm(self, offset: int) -> None:
        if offset < 0:
            kept = self.pending[offset:]
            offset = kept[0] if kept else 0
        for number in self.pending:
            if number < offset:
                del self._pending[number]
        self._changed()

    def _announce(self) -> None:
        self._arrived.set()
        self._changed()


def _whole(parameters: dict[str, Any], name: str, default: int) -> int:
    try:
        return int(parameters.get(name, default))
    except (TypeError, ValueError):
        raise bad_request(f"{name} must be an Integer") from None
