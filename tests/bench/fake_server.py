"""The fake Bot API as a process: reads orders from standard input, one JSON object a line.

First line out: ``{"url": ...}``. Each order ``{"updates", "chats", "text"}`` queues that many
messages and is answered ``{"wall": seconds}`` when the bot has shown that many replies.
"""

from __future__ import annotations

import asyncio
import json
import sys
from typing import Any

from tests.fake_bot_api import FakeBotApi


async def main() -> None:
    """Serve until standard input ends."""
    loop = asyncio.get_running_loop()
    orders = asyncio.StreamReader()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(orders), sys.stdin)
    async with FakeBotApi() as api:
        _tell({"url": api.url})
        answered = 0
        while line := await orders.readline():
            order = json.loads(line)
            begun = loop.time()
            for number in range(order["updates"]):
                api.say(1 + number % order["chats"], order["text"])
            answered += order["updates"]
            await api.until(lambda: api.screen.count >= answered, timeout=120)  # noqa: B023 - awaited at once
            _tell({"wall": loop.time() - begun})


def _tell(what: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(main())
