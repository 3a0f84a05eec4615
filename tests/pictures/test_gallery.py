"""Each picture is drawn once, kept within bounds, and sent again by Telegram's id."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from bot.pictures.gallery import Gallery, MemoryFileIds, edition, key_of
from bot.ports.faults import Retryable
from bot.ports.pictures import Chart, HistoryChart, NoPictureError
from tests.pictures.scenes import history_chart

CHART = history_chart("trades", "in the range", "en")


def titled(title: str) -> HistoryChart:
    return replace(CHART, title=title)


class SlowPainter:
    """Paints the title, 1000 bytes of it, as soon as it may; counts what it painted."""

    def __init__(self) -> None:
        self.painted: list[str] = []
        self.may = asyncio.Event()
        self.may.set()
        self.fails = False
        self.closed = False

    async def draw(self, chart: Chart) -> bytes:
        await self.may.wait()
        self.painted.append(chart.title)
        if self.fails:
            raise NoPictureError("no paint left")
        return chart.title.encode().ljust(1000)

    async def close(self) -> None:
        self.closed = True


class NoAnswer:
    """File ids of a database that is away."""

    async def get(self, key: str) -> str | None:
        raise Retryable("the database is away")

    async def put(self, key: str, file_id: str) -> None:
        raise Retryable("the database is away")

    async def drop(self, key: str) -> None:
        raise Retryable("the database is away")


async def test_a_picture_is_drawn_once() -> None:
    painter = SlowPainter()
    gallery = Gallery(painter, MemoryFileIds())
    first = await gallery.picture(titled("a"))
    again = await gallery.picture(titled("a"))
    assert first == again
    assert first.png is not None
    assert first.png.startswith(b"a ")
    assert first.file_id is None
    assert painter.painted == ["a"]


async def test_a_hundred_people_at_once_wait_for_one_drawing() -> None:
    painter = SlowPainter()
    painter.may.clear()
    gallery = Gallery(painter, MemoryFileIds(), at_once=1)
    waiting = [asyncio.create_task(gallery.picture(titled("a"))) for _ in range(100)]
    await asyncio.sleep(0)
    painter.may.set()
    assert len({picture.png for picture in await asyncio.gather(*waiting)}) == 1
    assert painter.painted == ["a"]


async def test_a_picture_sent_is_sent_again_by_its_id_until_refused() -> None:
    painter = SlowPainter()
    gallery = Gallery(painter, MemoryFileIds())
    picture = await gallery.picture(titled("a"))
    await gallery.sent(picture, "AgAC")
    known = await gallery.picture(titled("a"))
    assert (known.file_id, known.png) == ("AgAC", None)
    assert (await gallery.picture(titled("b"))).file_id is None
    await gallery.refused(known)
    assert (await gallery.picture(titled("a"))).png == picture.png
    assert painter.painted == ["a", "b"]


async def test_ids_outlive_the_pictures_kept() -> None:
    ids = MemoryFileIds()
    await Gallery(SlowPainter(), ids).sent(
        await Gallery(SlowPainter(), ids).picture(titled("a")), "AgAC"
    )
    assert (await Gallery(SlowPainter(), ids).picture(titled("a"))).file_id == "AgAC"


async def test_without_a_database_pictures_are_sent_anew() -> None:
    gallery = Gallery(SlowPainter(), NoAnswer())
    picture = await gallery.picture(titled("a"))
    await gallery.sent(picture, "AgAC")
    await gallery.refused(picture)
    assert await gallery.picture(titled("a")) == picture


async def test_what_was_used_last_is_kept() -> None:
    painter = SlowPainter()
    gallery = Gallery(painter, MemoryFileIds(), kept_bytes=2000)
    for title in ("a", "b", "a", "c", "a", "b"):
        await gallery.picture(titled(title))
    # Room for two: c pushed b out, since a was used after it.
    assert painter.painted == ["a", "b", "c", "b"]


async def test_what_is_larger_than_all_room_is_drawn_each_time() -> None:
    painter = SlowPainter()
    gallery = Gallery(painter, MemoryFileIds(), kept_bytes=999)
    assert (await gallery.picture(titled("a"))).png is not None
    assert (await gallery.picture(titled("a"))).png is not None
    assert painter.painted == ["a", "a"]


async def test_more_than_may_wait_are_told_at_once() -> None:
    painter = SlowPainter()
    painter.may.clear()
    gallery = Gallery(painter, MemoryFileIds(), at_once=2)
    waiting = [asyncio.create_task(gallery.picture(titled(title))) for title in ("a", "b")]
    await asyncio.sleep(0)
    with pytest.raises(NoPictureError, match="2 pictures wait"):
        await gallery.picture(titled("c"))
    painter.may.set()
    await asyncio.gather(*waiting)
    assert (await gallery.picture(titled("c"))).png is not None


async def test_who_stops_waiting_does_not_take_the_picture_from_others() -> None:
    painter = SlowPainter()
    painter.may.clear()
    gallery = Gallery(painter, MemoryFileIds())
    gone, there = (asyncio.create_task(gallery.picture(titled("a"))) for _ in range(2))
    await asyncio.sleep(0)
    gone.cancel()
    with pytest.raises(asyncio.CancelledError):
        await gone
    painter.may.set()
    assert (await there).png is not None


async def test_a_failure_is_told_and_not_kept() -> None:
    painter = SlowPainter()
    painter.fails = True
    gallery = Gallery(painter, MemoryFileIds())
    for _ in range(2):
        with pytest.raises(NoPictureError, match="no paint left"):
            await gallery.picture(titled("a"))
    painter.fails = False
    assert (await gallery.picture(titled("a"))).png is not None


async def test_a_failure_that_nobody_waits_for_is_silent() -> None:
    complaints: list[object] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, context: complaints.append(context))
    painter = SlowPainter()
    painter.may.clear()
    painter.fails = True
    gallery = Gallery(painter, MemoryFileIds())
    waiting = asyncio.create_task(gallery.picture(titled("a")))
    await asyncio.sleep(0)
    waiting.cancel()
    painter.may.set()
    await asyncio.sleep(0.01)
    assert painter.painted == ["a"]
    assert complaints == []


async def test_closing_tells_whoever_waits() -> None:
    painter = SlowPainter()
    painter.may.clear()
    gallery = Gallery(painter, MemoryFileIds())
    waiting = [asyncio.create_task(gallery.picture(titled(title))) for title in "ab"]
    await asyncio.sleep(0)
    await gallery.close()
    assert painter.closed
    for each in waiting:
        with pytest.raises(NoPictureError, match="stopped"):
            await each
    with pytest.raises(NoPictureError, match="stopped"):
        await gallery.picture(titled("c"))


async def test_only_the_ids_used_last_are_remembered() -> None:
    ids = MemoryFileIds(most=2)
    await ids.put("a", "1")
    await ids.put("b", "2")
    assert await ids.get("a") == "1"
    await ids.put("c", "3")
    assert [await ids.get(key) for key in "abc"] == ["1", None, "3"]
    await ids.drop("a")
    await ids.drop("never there")
    assert await ids.get("a") is None


def test_a_key_is_the_content_and_the_way_of_drawing() -> None:
    drawn_by = edition()
    assert key_of(CHART, drawn_by) == key_of(
        history_chart("trades", "in the range", "en"), edition()
    )
    assert key_of(CHART, drawn_by) != key_of(titled("another"), drawn_by)
    assert key_of(CHART, drawn_by) != key_of(CHART, "another style")
    assert len(key_of(CHART, drawn_by)) == 64
