"""The fake Bot API as a soak needs it: one address for each machine, every notice kept in time."""

from __future__ import annotations

import asyncio
import math
import re
from collections import Counter
from contextvars import ContextVar
from typing import Any

from aiohttp import web

from tests.fake_telegram.api import FakeBotApi, Fault, too_many
from tests.fake_telegram.rules import RefusedError
from tests.soak.figures import Request, Stall
from tests.soak.trouble import Trouble

HEARTBEAT_SECONDS = 0.005
STALL_SECONDS = 0.015

_NUMBER = re.compile(r"(?:#|n°\s)(\d+)")
"""The first one in a notice is its own draw's; it names the draw before, too."""

_REQUEST: ContextVar[Request] = ContextVar("_REQUEST")


class SoakTelegram(FakeBotApi):
    """Knows which machine asked what and when, and makes the trouble that it is told to.

    ``poller`` is the machine (by the port it was given) whose getUpdates came last, ``polls`` how
    many came from each, ``heard`` how many requests of any kind. ``speakers`` only get replies.
    ``stalls`` are the times in which this process itself stood still, so that what arrived evenly
    was seen at once.
    """

    def __init__(self) -> None:
        super().__init__()
        self.notices: list[Request] = []
        self.stalls: list[Stall] = []
        self.heard: Counter[int] = Counter()
        self.polls: Counter[int] = Counter()
        self.poller = 0
        self.trouble = Trouble()
        self.moved: dict[int, int] = {}
        self.speakers = range(0)
        self._marks: set[str] = set()
        self._wait_until = 0.0
        self._asked = 0
        self._met: set[int] = set()
        self._heart: asyncio.Task[None] | None = None

    async def address(self) -> tuple[int, str]:
        """Listen on one more port; the port, and the root that a machine asks."""
        assert self._runner is not None
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        port: int = self._runner.addresses[-1][1]
        if self._heart is None:
            self._heart = asyncio.create_task(self._beat())
        return port, f"http://127.0.0.1:{port}"

    async def __aexit__(self, *error: object) -> None:
        if self._heart is not None:
            self._heart.cancel()
            await asyncio.wait([self._heart])
        await super().__aexit__(*error)

    def expect(self, mark: str, trouble: Trouble) -> None:
        """From now on a message about that draw (``448``) is a notice, and meets these.

        Who was gone stays away.
        """
        trouble.gone |= self.trouble.gone
        self._marks.add(mark)
        self.trouble = trouble
        self._met.clear()
        self._asked = 0

    def told(self, mark: str) -> int:
        """How many notices with that mark were accepted."""
        return sum(request.accepted and request.mark == mark for request in self.notices)

    async def _beat(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            begun = loop.time()
            await asyncio.sleep(HEARTBEAT_SECONDS)
            if loop.time() - begun > STALL_SECONDS:
                self.stalls.append(Stall(begun, loop.time()))

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        assert request.transport is not None
        port = request.transport.get_extra_info("sockname")[1]
        noted = Request(port, asyncio.get_running_loop().time())
        _REQUEST.set(noted)
        self.heard[port] += 1
        if request.match_info["method"].lower() == "getupdates":
            self.poller = port
            self.polls[port] += 1
        try:
            return await super()._answer(request)
        finally:
            if not noted.answer_lost:
                noted.answered_at = asyncio.get_running_loop().time()

    def _fault(self, method: str, parameters: dict[str, Any]) -> Fault:
        text = str(parameters.get("text", ""))
        named = _NUMBER.search(text)
        mark = named[1] if named and named[1] in self._marks else None
        chat = int(parameters.get("chat_id", 0))
        if method != "sendmessage" or mark is None or chat in self.speakers:
            return super()._fault(method, parameters)
        noted = _REQUEST.get()
        noted.mark, noted.chat = mark, chat
        fault = self._trouble_of(noted)
        noted.status = fault.status
        noted.answer_lost = fault.reset is not None
        self.notices.append(noted)
        return fault

    def _trouble_of(self, noted: Request) -> Fault:
        self._asked += 1
        loop, trouble, chat = asyncio.get_running_loop(), self.trouble, noted.chat
        if seconds := trouble.waits.pop(self._asked, 0):
            self._wait_until = noted.at + seconds
        if noted.at < self._wait_until:
            noted.told_to_wait_until = self._wait_until
            return too_many(math.ceil(self._wait_until - noted.at))
        if chat in trouble.gone:
            return trouble.gone[chat]
        if chat in self._met:
            return Fault()
        self._met.add(chat)
        if chat in trouble.once:
            return trouble.once[chat]
        answer = asyncio.Event()
        loop.call_later(trouble.answers.get(chat, 0), answer.set)
        return Fault(until=answer)

    async def _perform(self, method: str, parameters: dict[str, Any]) -> Any:
        noted = _REQUEST.get()
        if noted.mark and noted.chat in self.moved:
            noted.status = 400
            raise RefusedError(
                400,
                "Bad Request: group chat was upgraded to a supergroup chat",
                migrate_to_chat_id=self.moved[noted.chat],
            )
        result = await super()._perform(method, parameters)
        noted.accepted = bool(noted.mark)
        return result
