"""Listening for HTTP, for the webhook and for those who watch the process."""

from __future__ import annotations

import asyncio
import logging
import os
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError

from bot.ports.faults import PortError
from bot.ports.metrics import NO_METRICS, Metrics

log = logging.getLogger(__name__)

LAST_REQUESTS_SECONDS = 5.0
"""How long requests in hand may take when listening ends."""

HEAD_SECONDS = 10.0
"""How long a connection may take until its request has begun, the first one or a later one."""

MOST_CONNECTIONS = 200
"""One more takes the place of whoever has asked for nothing for longest."""

COMPLAINT_SECONDS = 60.0

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class _Complaints(logging.Logger):
    """Logs what is wrong with who connects, one line a minute; what is wrong with us, each time."""

    def __init__(self, setting: str, metrics: Metrics) -> None:
        super().__init__(f"{__name__}.{setting}", logging.DEBUG)
        self._setting = setting
        self._metrics = metrics
        self._silent_until = 0.0
        self._count = 0

    def handle(self, record: logging.LogRecord) -> None:
        """One record of the web server."""
        error = record.exc_info[1] if record.exc_info else None
        if isinstance(error, HttpProcessingError):
            self._metrics.refused("malformed")
            self.refused()
        elif record.levelno >= logging.WARNING:
            log.handle(record)

    def refused(self) -> None:
        """One connection or request more that was refused."""
        self._count += 1
        now = asyncio.get_running_loop().time()
        if now >= self._silent_until:
            log.warning("%s: refused what is no request, %d times", self._setting, self._count)
            self._silent_until, self._count = now + COMPLAINT_SECONDS, 0


class _NoRoom(asyncio.Protocol):
    """A connection that is ended before anything is read."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """End it."""
        if isinstance(transport, asyncio.WriteTransport):
            transport.abort()


class _Door:
    """Lets connections in, and the silent ones out when there are too many."""

    def __init__(self, complaints: _Complaints, metrics: Metrics) -> None:
        self._complaints = complaints
        self._metrics = metrics
        self._asked: set[object] = set()

    def heard(self, connection: object) -> None:
        """This connection has something to ask."""
        self._asked.add(connection)

    def enter(self, server: web.Server) -> asyncio.Protocol:
        """What serves one more connection."""
        inside = server.connections
        self._asked.intersection_update(inside)
        if len(inside) < MOST_CONNECTIONS:
            return server()
        self._metrics.refused("connection")
        self._complaints.refused()
        silent = next((one for one in inside if one not in self._asked), None)
        if silent is None:
            return _NoRoom()
        silent.force_close()
        return server()


def _reason(error: OSError) -> str:
    """What the system says, without what asyncio writes around it."""
    if error.errno is None or isinstance(error, socket.gaierror):
        return str(error.strerror or error)
    return os.strerror(error.errno)


@asynccontextmanager
async def listening(
    app: web.Application, host: str, port: int, setting: str, metrics: Metrics = NO_METRICS
) -> AsyncIterator[int]:
    """Serve ``app`` at that address as long as this lasts; gives the port (0: any free one).

    At the end no connection is accepted any more and requests in hand are answered. PortError with
    one line, naming the setting, when the address cannot be had.
    """
    complaints = _Complaints(setting, metrics)
    door = _Door(complaints, metrics)

    @web.middleware
    async def hear(request: web.Request, handler: Handler) -> web.StreamResponse:
        door.heard(request.protocol)
        return await handler(request)

    app.middlewares.append(hear)
    # Nobody who may talk to us packs bodies, and a small packed one can unpack to gigabytes. The
    # rest of a refused body is listened to just long enough for the answer to arrive.
    runner = web.AppRunner(
        app,
        access_log=None,
        auto_decompress=False,
        keepalive_timeout=HEAD_SECONDS,
        lingering_time=1.0,
        shutdown_timeout=LAST_REQUESTS_SECONDS,
        logger=complaints,
    )
    await runner.setup()
    server = runner.server
    assert server is not None
    accepting: asyncio.Server | None = None
    try:
        try:
            accepting = await asyncio.get_running_loop().create_server(
                lambda: door.enter(server), host, port, reuse_address=None
            )
        except OSError as error:
            raise PortError(
                f"{setting}: cannot listen on {host}:{port}: {_reason(error)}"
            ) from error
        yield accepting.sockets[0].getsockname()[1]
    finally:
        if accepting is not None:
            accepting.close()
        await runner.cleanup()
