"""Pictures kept: each is drawn once, and sent again by the id that Telegram gave it."""

from __future__ import annotations

import asyncio
import hashlib
from collections import OrderedDict
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from bot.pictures.painter import Painter
from bot.ports.faults import PortError
from bot.ports.pictures import Chart, FileIds, NoPictureError, Picture

_KEPT_BYTES = 16 * 1024 * 1024
_MOST_AT_ONCE = 32
_MOST_IDS = 4096


class Gallery:
    """The Pictures port: at most ``at_once`` charts wait to be drawn, each only once.

    Of what was drawn, the pictures used last are kept, ``kept_bytes`` together; ids are asked of
    ``file_ids``. Without an answer from there a picture is sent anew, never not at all.
    """

    def __init__(
        self,
        painter: Painter,
        file_ids: FileIds,
        *,
        kept_bytes: int = _KEPT_BYTES,
        at_once: int = _MOST_AT_ONCE,
    ) -> None:
        self._painter = painter
        self._file_ids = file_ids
        self._edition = edition()
        self._kept = _Kept(kept_bytes)
        self._at_once = at_once
        self._drawing: dict[str, asyncio.Task[bytes]] = {}
        self._closed = False

    async def picture(self, chart: Chart) -> Picture:
        """The chart, ready to be sent. Raises NoPictureError."""
        key = key_of(chart, self._edition)
        with suppress(PortError):
            if (file_id := await self._file_ids.get(key)) is not None:
                return Picture(key, file_id, None)
        png = self._kept.get(key)
        if png is None:
            png = await self._drawn(key, chart)
        return Picture(key, None, png)

    async def sent(self, picture: Picture, file_id: str) -> None:
        """Telegram took the picture and keeps it under this id."""
        with suppress(PortError):
            await self._file_ids.put(picture.key, file_id)

    async def refused(self, picture: Picture) -> None:
        """Telegram did not know the picture's id: the next time it is sent as a PNG."""
        with suppress(PortError):
            await self._file_ids.drop(picture.key)

    async def close(self) -> None:
        """Stop drawing; whoever waits gets NoPictureError."""
        self._closed = True
        tasks = list(self._drawing.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self._painter.close()

    async def _drawn(self, key: str, chart: Chart) -> bytes:
        task = self._drawing.get(key) or self._begun(key, chart)
        try:
            # Whoever stops waiting does not take the picture from others who wait for it.
            return await asyncio.shield(task)
        except asyncio.CancelledError:
            if self._closed and task.cancelled():
                raise NoPictureError("drawing has stopped") from None
            raise

    def _begun(self, key: str, chart: Chart) -> asyncio.Task[bytes]:
        if self._closed:
            raise NoPictureError("drawing has stopped")
        if len(self._drawing) >= self._at_once:
            raise NoPictureError(f"{self._at_once} pictures wait to be drawn already")
        task = asyncio.create_task(self._draw(key, chart))
        self._drawing[key] = task
        task.add_done_callback(lambda done: self._done(key, done))
        return task

    async def _draw(self, key: str, chart: Chart) -> bytes:
        png = await self._painter.draw(chart)
        self._kept.put(key, png)
        return png

    def _done(self, key: str, task: asyncio.Task[bytes]) -> None:
        del self._drawing[key]
        if not task.cancelled():
            task.exception()  # seen, also where nobody waits any more


class MemoryFileIds:
    """The FileIds port without a database: the ids used last, gone with the process."""

    def __init__(self, most: int = _MOST_IDS) -> None:
        self._most = most
        self._ids: OrderedDict[str, str] = OrderedDict()

    async def get(self, key: str) -> str | None:
        """The id under which that picture was sent before, or None."""
        if key in self._ids:
            self._ids.move_to_end(key)
        return self._ids.get(key)

    async def put(self, key: str, file_id: str) -> None:
        """That picture was sent, and Telegram keeps it under this id."""
        self._ids[key] = file_id
        self._ids.move_to_end(key)
        while len(self._ids) > self._most:
            self._ids.popitem(last=False)

    async def drop(self, key: str) -> None:
        """Telegram no longer knows that picture's id."""
        self._ids.pop(key, None)


class _Kept:
    """Pictures by key, those used last, so many bytes together."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._size = 0
        self._pictures: OrderedDict[str, bytes] = OrderedDict()

    def get(self, key: str) -> bytes | None:
        if key in self._pictures:
            self._pictures.move_to_end(key)
        return self._pictures.get(key)

    def put(self, key: str, png: bytes) -> None:
        self._pictures[key] = png
        self._size += len(png)
        while self._size > self._most:
            _, oldest = self._pictures.popitem(last=False)
            self._size -= len(oldest)


def key_of(chart: Chart, drawn_by: str) -> str:
    """The name of a picture by its content: SHA-256 of everything on it and of how it is drawn."""
    return hashlib.sha256(f"{drawn_by}\n{chart!r}".encode()).hexdigest()


def edition() -> str:
    """What the drawing itself is: another style or another matplotlib gives other pictures."""
    try:
        library = version("matplotlib")
    except PackageNotFoundError:
        library = "none"
    digest = hashlib.sha256(library.encode())
    for module in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(module.read_bytes())
    return digest.hexdigest()
