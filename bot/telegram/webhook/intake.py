"""The webhook: Telegram's requests are checked, kept in the queue, and only then answered 200."""

from __future__ import annotations

import asyncio
import hmac
import json
import logging
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

from aiohttp import web

from bot.ports.faults import PortError
from bot.ports.metrics import NO_METRICS, Metrics, WebhookRefusal
from bot.ports.queue import UpdateQueue
from bot.ports.updates import Incoming
from bot.system.logs import logged_as
from bot.telegram.application import OnInline
from bot.telegram.floods import Floods
from bot.telegram.updates import Me, incoming, inline_asked, is_id, keepable, pressed

_LOG = logging.getLogger(__name__)

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"

MOST_BYTES = 1024**2
"""The longest body taken. An update has a few thousand; packed bodies are never unpacked."""

BODY_SECONDS = 10.0
"""How long a body may take to come."""

RECENT = 4096

_TAKEN, _MALFORMED, _WRONG_SECRET, _SLOW, _TOO_LARGE, _LATER = 200, 400, 401, 408, 413, 503


class WebhookReceiver:
    """Takes updates from whoever knows the secret; every other request is refused and counted.

    ``received`` is called when there is something new in the queue, ``acknowledge`` with the id
    of a button press at once, however long its turn has to wait; ``me`` tells who the bot is.
    ``inline`` is given what is typed after the bot's name: nobody waits for an answer in a queue.
    What ``floods`` finds too much is not queued.
    """

    def __init__(
        self,
        queue: UpdateQueue,
        secret: str,
        *,
        received: Callable[[], None],
        acknowledge: Callable[[str], None],
        metrics: Metrics = NO_METRICS,
        me: Callable[[], Me | None] = lambda: None,
        inline: OnInline | None = None,
        floods: Floods | None = None,
    ) -> None:
        self._queue = queue
        self._secret = secret.encode()
        self._received = received
        self._acknowledge = acknowledge
        self._metrics = metrics
        self._me = me
        self._inline = inline
        self._floods = floods
        self._recent: dict[tuple[int, int], None] = {}

    def knows(self, secret: str | None) -> bool:
        """Whether that is the secret, found out in a time that does not depend on it."""
        # Headers may hold any byte; those that are no text come as lone surrogates.
        given = (secret or "").encode("utf-8", "surrogatepass")
        return hmac.compare_digest(given, self._secret)

    async def receive(self, secret: str | None, body: bytes) -> int:
        """The HTTP status for a request with that secret and body; never raises.

        200: queued, known already, or an update that asks for no answer. 400: no update. 401: not
        the secret. 413: too large. 503: the queue cannot keep it now; Telegram tries again.
        """
        if not self.knows(secret):
            return self._refuse("secret", _WRONG_SECRET)
        if len(body) > MOST_BYTES:
            return self._refuse("size", _TOO_LARGE)
        update = _update(body)
        if update is None:
            return self._refuse("malformed", _MALFORMED)
        told = incoming(update, self._me())
        if told is None:
            asked = inline_asked(update)
            if asked is not None and self._inline is not None:
                self._inline(asked)
            self._acknowledge_press(update)
            return _TAKEN
        if not keepable(told):
            return self._refuse("malformed", _MALFORMED)
        with logged_as(told.update, told.chat):
            return await self._keep(told, update, body)

    async def _keep(self, told: Incoming, update: Mapping[str, Any], body: bytes) -> int:
        key = told.update, told.chat
        if key in self._recent:
            return _TAKEN
        if self._floods is not None and self._floods.heard(told) == "ignore":
            self._metrics.update("ignored")
            self._acknowledge_press(update)
            self._remember(key)
            return _TAKEN
        try:
            new = await self._queue.put(told.update, told.chat, body.decode())
        except PortError as error:
            _LOG.warning("an update could not be queued, Telegram will repeat it: %s", error)
            return self._refuse("queue", _LATER)
        self._remember(key)
        if new:
            self._acknowledge_press(update)
            self._received()
        return _TAKEN

    def _remember(self, key: tuple[int, int]) -> None:
        self._recent[key] = None
        if len(self._recent) > RECENT:
            del self._recent[next(iter(self._recent))]

    def _acknowledge_press(self, update: Mapping[str, Any]) -> None:
        query = pressed(update)
        if query is not None:
            self._acknowledge(query)

    def _refuse(self, why: WebhookRefusal, status: int) -> int:
        self._metrics.refused(why)
        return status

    async def handle(self, request: web.Request) -> web.Response:
        """Answer one request of the web server."""
        secret = request.headers.get(SECRET_HEADER)
        # Before the body: who does not know the secret cannot make us read a megabyte.
        if not self.knows(secret):
            return web.Response(status=self._refuse("secret", _WRONG_SECRET))
        try:
            async with asyncio.timeout(BODY_SECONDS):
                body = await _body(request)
        except TimeoutError:
            return web.Response(status=self._refuse("slow", _SLOW))
        except (web.RequestPayloadError, OSError):
            return web.Response(status=self._refuse("malformed", _MALFORMED))
        return web.Response(status=await self.receive(secret, body))


def webhook_app(receiver: WebhookReceiver, url: str) -> web.Application:
    """The web application: POST on the path of ``url``, and nothing else."""
    path = urlsplit(url).path or "/"

    async def answer(request: web.Request) -> web.Response:
        if request.rel_url.raw_path != path:
            return web.Response(status=404)
        if request.method != "POST":
            return web.Response(status=405, headers={"Allow": "POST"})
        return await receiver.handle(request)

    app = web.Application()
    app.router.add_route("*", "/{anything:.*}", answer)
    return app


async def _body(request: web.Request) -> bytes:
    """The body, or as much of it as shows that it is too large."""
    if (request.content_length or 0) > MOST_BYTES:
        return bytes(MOST_BYTES + 1)
    body = bytearray()
    async for part in request.content.iter_any():
        body += part
        if len(body) > MOST_BYTES:
            break
    return bytes(body)


def _update(body: bytes) -> Mapping[str, Any] | None:
    """The body as an update of the Bot API; None when it is none."""
    try:
        # Not left to the library, which would also take UTF-16 and UTF-32.
        update: Any = json.loads(body.decode())
    except (ValueError, RecursionError):
        return None
    return update if isinstance(update, dict) and is_id(update.get("update_id")) else None
