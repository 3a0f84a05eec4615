"""Telling systemd that the service is ready, that it still turns, and that it ends.

systemd gives NOTIFY_SOCKET, and WATCHDOG_USEC where the unit has WatchdogSec; without them nothing
is told. The protocol is one datagram for each word, as sd_notify(3) says.
"""

from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class ServiceManager:
    """Who started the service; ``address`` is None when nobody wants to be told.

    ``pause`` are the seconds between two signs of life, half of what systemd waits for one.
    """

    address: str | None = None
    pause: float | None = field(default=None)

    @classmethod
    def of(cls, environment: Mapping[str, str] = os.environ) -> ServiceManager:
        """The one that this process's environment names."""
        waits = environment.get("WATCHDOG_USEC", "")
        return cls(
            environment.get("NOTIFY_SOCKET") or None,
            int(waits) / 2_000_000 if waits.isdecimal() and int(waits) else None,
        )

    def tell(self, word: str) -> None:
        """Tell it one thing; who does not hear is not waited for."""
        if self.address is None:
            return
        # A name that begins with @ is an abstract one, on Linux only.
        address = "\0" + self.address[1:] if self.address.startswith("@") else self.address
        with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as told:
            told.setblocking(False)
            told.sendto(word.encode(), address)

    async def serve(self, stop: asyncio.Event) -> None:
        """Say that it is ready, give signs of life for as long as the loop turns, say the end."""
        self.tell("READY=1")
        while not stop.is_set():
            self.tell("WATCHDOG=1")
            with suppress(TimeoutError):
                async with asyncio.timeout(self.pause):
                    await stop.wait()
        self.tell("STOPPING=1")
