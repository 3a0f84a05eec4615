"""Many callers, one trip: group commit."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

from bot.ports.faults import PortError, Retryable

Asked = TypeVar("Asked")
Given = TypeVar("Given")


class Grouped(Generic[Asked, Given]):
    """Answers together what was asked while the previous trip was under way.

    A lone caller is served at once. Under load the trips keep a distance of ``gap`` seconds, and
    those who come meanwhile go together: a trip to a database thread costs 0.06 ms of CPU however
    many it carries. Measured with three groups per turn, 256 chats and 60 ms of network between:
    0.19 ms of CPU per turn without a gap, 0.05 ms with 2 ms, for 3 ms more until the reply.

    ``run`` takes the questions and gives as many answers, in their order; it is all or nothing.
    """

    def __init__(
        self, run: Callable[[list[Asked]], Awaitable[Sequence[Given]]], gap: float = 0.002
    ) -> None:
        self._run = run
        self._gap = gap
        self._not_before = 0.0  # on the loop's clock
        self._waiting: list[tuple[Asked, asyncio.Future[Given]]] = []
        self._task: asyncio.Task[None] | None = None

    async def __call__(self, asked: Asked) -> Given:
        """The answer to one question. A caller that goes away does not undo what it asked for."""
        future: asyncio.Future[Given] = asyncio.get_running_loop().create_future()
        self._waiting.append((asked, future))
        if self._task is None:
            self._task = asyncio.create_task(self._serve())
        return await future

    async def drain(self) -> None:
        """Wait until nothing is under way."""
        while self._task is not None:
            await asyncio.wait([self._task])

    async def _serve(self) -> None:
        clock = asyncio.get_running_loop().time
        try:
            while self._waiting:
                if (pause := self._not_before - clock()) > 0:
                    await asyncio.sleep(pause)
                group, self._waiting = self._waiting, []
                await self._answer(group)
                self._not_before = clock() + self._gap
        finally:
            self._task = None

    async def _answer(self, group: list[tuple[Asked, asyncio.Future[Given]]]) -> None:
        try:
            answers = await self._run([asked for asked, _ in group])
        except Exception as error:
            # A value that cannot be stored must fail its own caller only; but when the world
            # fails, it would fail each of them again.
            if isinstance(error, PortError) and not isinstance(error, Retryable) and group[1:]:
                for one in group:
                    await self._answer([one])
                return
            for _, future in group:
                if not future.done():
                    future.set_exception(error)
        else:
            for (_, future), answer in zip(group, answers, strict=True):
                if not future.done():
                    future.set_result(answer)
