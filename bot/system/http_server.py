"""Listening for HTTP, for the webhook and for those who watch the process."""

from __future__ import annotations

import os
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web

from bot.ports.faults import PortError

LAST_REQUESTS_SECONDS = 5.0
"""How long requests in hand may take when listening ends."""


def _reason(error: OSError) -> str:
    """What the system says, without what asyncio writes around it."""
    if error.errno is None or isinstance(error, socket.gaierror):
        return str(error.strerror or error)
    return os.strerror(error.errno)


@asynccontextmanager
async def listening(app: web.Application, host: str, port: int, setting: str) -> AsyncIterator[int]:
    """Serve ``app`` at that address as long as this lasts; gives the port (0: any free one).

    At the end no connection is accepted any more and requests in hand are answered. PortError with
    one line, naming the setting, when the address cannot be had.
    """
    # Nobody who may talk to us packs bodies, and a small packed one can unpack to gigabytes. The
    # rest of a refused body is listened to just long enough for the answer to arrive.
    runner = web.AppRunner(
        app,
        access_log=None,
        auto_decompress=False,
        lingering_time=1.0,
        shutdown_timeout=LAST_REQUESTS_SECONDS,
    )
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, host, port).start()
        except OSError as error:
            raise PortError(
                f"{setting}: cannot listen on {host}:{port}: {_reason(error)}"
            ) from error
        yield runner.addresses[0][1]
    finally:
        await runner.cleanup()
