"""The fake Bot API's own side of a webhook: it posts updates as Telegram does, until it gets 200.

The updates of one chat go one after another, those of different chats at once, up to
``max_connections``. What is not answered with 2xx is posted again after a pause.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import aiohttp

from tests.fake_telegram.queue import UpdateQueue
from tests.fake_telegram.rules import bad_request

FIRST_PAUSE_SECONDS = 0.02
LONGEST_PAUSE_SECONDS = 0.5
ANSWER_SECONDS = 10.0
PORTS = {None, 443, 80, 88, 8443}
_SECRET = re.compile(r"[A-Za-z0-9_-]{0,256}")


class WebhookDelivery:
    """Where updates go once the bot has called setWebhook, and what came of it."""

    def __init__(self, queue: UpdateQueue, changed: Callable[[], None], *, delivers: bool) -> None:
        self._queue = queue
        self._changed = changed
        self._delivers = delivers
        self._settings: dict[str, Any] = {}
        self._task: asyncio.Task[None] | None = None
        self._under_way: dict[asyncio.Task[None], tuple[int, object]] = {}
        self._error: tuple[int, str] | None = None
        self._pauses: dict[int, float] = {}
        self._again = asyncio.Event()
        self.answers: list[int] = []
        """HTTP statuses the bot gave, oldest first; 0 for no answer at all."""

    async def set(self, parameters: dict[str, Any]) -> None:
        """Do setWebhook."""
        url = str(parameters.get("url", ""))
        secret = str(parameters.get("secret_token", ""))
        most = int(parameters.get("max_connections", 40))
        if url:
            _check_address(url)
        if not _SECRET.fullmatch(secret):
            raise bad_request("secret token contains unallowed characters")
        if not 1 <= most <= 100:
            raise bad_request("max_connections must be between 1 and 100")
        await self.close()
        self._error = None
        self._queue.webhook = url
        self._queue.allow(parameters.get("allowed_updates"))
        self._settings = {"secret": secret, "most": most}
        if url and self._delivers:
            self._task = asyncio.create_task(self._deliver())

    def info(self) -> dict[str, Any]:
        """The answer of getWebhookInfo."""
        about: dict[str, Any] = {
            "url": self._queue.webhook,
            "has_custom_certificate": False,
            "pending_update_count": len(self._queue.pending),
        }
        if self._queue.webhook:
            about["max_connections"] = self._settings["most"]
            if self._queue.allowed:
                about["allowed_updates"] = sorted(self._queue.allowed)
        if self._error is not None:
            about["last_error_date"], about["last_error_message"] = self._error
        return about

    async def close(self) -> None:
        """Post no more."""
        tasks = [*self._under_way, *filter(None, [self._task])]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._task = None

    def announce(self) -> None:
        """There may be something to post."""
        self._again.set()

    async def _deliver(self) -> None:
        timeout = aiohttp.ClientTimeout(total=ANSWER_SECONDS)
        connector = aiohttp.TCPConnector(limit=100)
        async with aiohttp.ClientSession(connector=connector, timeout=timeout) as session:
            while True:
                self._again.clear()
                for update in self._queue.to_post():
                    if len(self._under_way) >= self._settings["most"]:
                        break
                    self._begin(session, update)
                await self._again.wait()

    def _begin(self, session: aiohttp.ClientSession, update: dict[str, Any]) -> None:
        chat = _chat(update)
        busy = {about for _, about in self._under_way.values()}
        numbers = {number for number, _ in self._under_way.values()}
        if chat in busy or update["update_id"] in numbers:
            return
        task = asyncio.create_task(self._post(session, update))
        self._under_way[task] = update["update_id"], chat
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        del self._under_way[task]
        self._again.set()
        self._changed()

    async def _post(self, session: aiohttp.ClientSession, update: dict[str, Any]) -> None:
        number = update["update_id"]
        headers = {"X-Telegram-Bot-Api-Secret-Token": self._settings["secret"]}
        if not self._settings["secret"]:
            headers = {}
        try:
            async with session.post(self._queue.webhook, json=update, headers=headers) as answer:
                status, reason = answer.status, f"{answer.status} {answer.reason}"
        except (aiohttp.ClientError, OSError, TimeoutError) as error:
            status, reason = 0, type(error).__name__
        self.answers.append(status)
        if 200 <= status < 300:
            self._pauses.pop(number, None)
            self._queue.posted(number)
            return
        at = 1_700_000_000 + len(self.answers)
        self._error = at, f"Wrong response from the webhook: {reason}"
        self._changed()
        pause = self._pauses.get(number, FIRST_PAUSE_SECONDS)
        self._pauses[number] = min(2 * pause, LONGEST_PAUSE_SECONDS)
        await asyncio.sleep(pause)


def _check_address(url: str) -> None:
    parts = urlsplit(url)
    if parts.hostname in {"127.0.0.1", "localhost"}:
        return  # kinder than Telegram, which reaches no such place: the tests' own
    if parts.scheme != "https":
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if parts.port not in PORTS:
        raise bad_request("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")


def _chat(update: dict[str, Any]) -> object:
    """What keeps updates in order: their chat, else who sent them, else nothing."""
    for content in update.values():
        match content:
            case {"message": {"chat": {"id": chat}}} | {"chat": {"id": chat}}:
                return chat
            case {"from": {"id": person}}:
                return person
            case _:
                pass
    return update["update_id"]
