"""The webhook: Telegram's requests are checked, kept in the queue, and only then answered 200."""

from __future__ import annotations

import asyncio
import hmac
import json
import logging
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from aiohttp import web

from bot.ports.faults import PortError
from bot.ports.metrics import NO_METRICS, Metrics, WebhookRefusal
from bot.telegram.intake import Intake

_LOG = logging.getLogger(__name__)

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"

MOST_BYTES = 1024**2
"""The longest body taken. An update has a few thousand; packed bodies are never unpacked."""

BODY_SECONDS = 10.0
"""How long a body may take to come."""

_TAKEN, _MALFORMED, _WRONG_SECRET, _SLOW, _TOO_LARGE, _LATER = 200, 400, 401, 408, 413, 503


class WebhookReceiver:
    """Takes updates from whoever knows the secret; every other request is refused and counted."""

    def __init__(self, intake: Intake, secret: str, metrics: Metrics = NO_METRICS) -> None:
        self._intake = intake
        self._secret = secret.encode()
        self._metrics = metrics

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
        try:
            if update is None or not await self._intake.take(update):
                return self._refuse("malformed", _MALFORMED)
        except PortError as error:
            _LOG.warning("an update could not be queued, Telegram will repeat it: %s", error)
            return self._refuse("queue", _LATER)
        return _TAKEN

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
    """The body as a JSON object; None when it is none."""
    try:
        # Not left to the library, which would also take UTF-16 and UTF-32.
        update: Any = json.loads(body.decode())
    except (ValueError, RecursionError):
        return None
    return update if isinstance(update, dict) else None
