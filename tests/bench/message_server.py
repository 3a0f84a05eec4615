"""A Bot API as a process: its address is the first line it writes; it ends when its input does.

``quick``: takes every message as fast as Python can, and reads no more of a request than its
length, so that the client is what is measured. ``fake``: the fake Bot API of the tests, where the
chats with the numbers 1 to N exist.

    python -m tests.bench.message_server quick|fake N
"""

from __future__ import annotations

import asyncio
import sys
from typing import cast

from tests.fake_telegram.api import FakeBotApi

_BODY = b'{"ok":true,"result":{"message_id":7,"date":1790000000,"chat":{"id":1,"type":"private"}}}'
_ANSWER = (
    b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(_BODY)
) + _BODY


class Connection(asyncio.Protocol):
    """One connection: requests with a Content-Length, one after the other."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Remember where answers go."""
        self._transport = cast(asyncio.Transport, transport)
        self._read = b""

    def data_received(self, data: bytes) -> None:
        """Answer every request that is complete."""
        self._read += data
        while (end := self._read.find(b"\r\n\r\n")) >= 0:
            head = self._read[:end].lower()
            _, _, behind = head.partition(b"content-length:")
            whole = end + 4 + int(behind.partition(b"\r\n")[0] or 0)
            if len(self._read) < whole:
                return
            self._read = self._read[whole:]
            self._transport.write(_ANSWER)


async def main() -> None:
    """Serve until standard input ends."""
    loop = asyncio.get_running_loop()
    async with FakeBotApi() as api:
        url, kind, chats = api.url, sys.argv[1], int(sys.argv[2])
        api.screen.chats.update(dict.fromkeys(range(1, chats + 1), "private"))
        if kind == "quick":
            server = await loop.create_server(Connection, "127.0.0.1", 0)
            url = "http://{}:{}".format(*server.sockets[0].getsockname())
        sys.stdout.write(f"{url}\n")
        sys.stdout.flush()
        await loop.run_in_executor(None, sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(main())
