"""The fake Bot API as a process: reads orders from standard input, one JSON object a line.

First line out: ``{"url": ...}``. Each order ``{"updates", "chats", "text"}`` queues that many
messages and is answered ``{"wall": seconds, "waits": [...]}`` when the bot has shown that many
replies: how long each person waited for each, in seconds, shortest first. Started with
``webhook``, it posts updates where the bot has told it to.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections import deque
from http import HTTPStatus
from typing import Any

from tests.fake_telegram.api import Call, FakeBotApi


async def main() -> None:
    """Serve until standard input ends."""
    loop = asyncio.get_running_loop()
    orders = asyncio.StreamReader()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(orders), sys.stdin)
    async with FakeBotApi(delivers="webhook" in sys.argv) as api:
        _tell({"url": api.url})
        answered = 0
        while line := await orders.readline():
            order = json.loads(line)
            begun, before = loop.time(), len(api.calls)
            said: dict[int, deque[float]] = {}
            for number in range(order["updates"]):
                chat = 1 + number % order["chats"]
                said.setdefault(chat, deque()).append(loop.time())
                api.say(chat, order["text"])
            answered += order["updates"]
            await api.until(lambda: api.screen.count >= answered, timeout=120)  # noqa: B023 - awaited at once
            _tell({"wall": loop.time() - begun, "waits": _waits(api.calls[before:], said)})


def _waits(calls: list[Call], said: dict[int, deque[float]]) -> list[float]:
    """A chat is answered in order: its first reply belongs to the first thing said."""
    shown = (
        call for call in calls if call.method == "sendMessage" and call.status == HTTPStatus.OK
    )
    return sorted(call.at - said[int(call.parameters["chat_id"])].popleft() for call in shown)


def _tell(what: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(main())
