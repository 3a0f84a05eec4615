"""Lines of one turn are marked alike, by keyed hashes from which no id can be found."""

from __future__ import annotations

import asyncio
import io
import json
import logging
import re
from collections.abc import Iterator
from typing import Literal

import pytest

from bot.ports.faults import Retryable
from bot.ports.updates import Incoming
from bot.system.logs import Correlation, logged_as, set_up_logging
from bot.telegram.worker import take_turn

TOKEN = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw_test"
log = logging.getLogger("bot.somewhere")


@pytest.fixture(autouse=True)
def _logging_as_it_was() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    logging.captureWarnings(False)


def logged(log_format: Literal["text", "json"] = "json", token: str = TOKEN) -> io.StringIO:
    stream = io.StringIO()
    set_up_logging(log_format, [token, "another secret"], stream=stream)
    return stream


def lines(stream: io.StringIO) -> list[dict[str, str]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


async def test_every_line_of_a_turn_has_the_same_two_marks() -> None:
    stream, tries = logged(), 0

    async def on(_: Incoming) -> None:
        nonlocal tries
        tries += 1
        await asyncio.create_task(deeper())
        if tries == 1:
            raise Retryable("Telegram is away", 0)

    async def deeper() -> None:
        log.info("deeper")

    await take_turn(on, Incoming(700_000_001, 987_654_321, "text", "505 welder"))
    log.info("afterwards")
    first, *rest, afterwards = lines(stream)
    assert [line["message"].split(" (")[0] for line in (first, *rest)] == [
        "deeper",
        "an update could not be answered yet",
        "deeper",
    ]
    assert {(line["update"], line["chat"]) for line in rest} == {(first["update"], first["chat"])}
    assert first["update"] != first["chat"]
    assert "update" not in afterwards
    assert "chat" not in afterwards


async def test_turns_side_by_side_are_told_apart() -> None:
    stream = logged()

    async def on(update: Incoming) -> None:
        for _ in range(3):
            log.info(update.body)
            await asyncio.sleep(0)

    turns = [(1, 7, "a"), (2, 7, "b"), (3, 8, "c")]
    await asyncio.gather(*(take_turn(on, Incoming(n, c, "text", b)) for n, c, b in turns))
    marks = {
        name: {(line["update"], line["chat"]) for line in lines(stream) if line["message"] == name}
        for name in "abc"
    }
    (a,), (b,), (c,) = marks.values()
    assert len({a[0], b[0], c[0]}) == 3
    assert a[1] == b[1] != c[1]


def test_the_mark_is_the_same_in_every_process_with_that_token_and_no_other() -> None:
    one = Correlation(TOKEN).mark(987_654_321)
    assert re.fullmatch("[0-9a-f]{12}", one)
    assert Correlation(TOKEN).mark(987_654_321) == one
    assert Correlation(TOKEN + "x").mark(987_654_321) != one
    assert Correlation(None).mark(987_654_321) != Correlation(None).mark(987_654_321)
    assert len({Correlation(TOKEN).mark(number) for number in range(2000)}) == 2000


@pytest.mark.parametrize("log_format", ["text", "json"])
def test_no_id_is_in_the_log(log_format: str) -> None:
    stream = logged("json" if log_format == "json" else "text")
    with logged_as(700_000_001, -1_001_234_567_890):
        log.warning("something")
    text = stream.getvalue()
    assert Correlation(TOKEN).mark(700_000_001) in text
    assert "700000001" not in text
    assert "1001234567890" not in text


def test_text_lines_end_with_the_turn_and_the_others_are_as_before() -> None:
    stream = logged("text")
    with logged_as(1, 2):
        log.info("inside")
    log.info("outside")
    inside, outside = stream.getvalue().splitlines()
    assert re.search(r"inside \[update [0-9a-f]{12} chat [0-9a-f]{12}\]$", inside)
    assert outside.endswith("bot.somewhere: outside")


def test_marks_nest_and_end() -> None:
    stream = logged()
    with logged_as(1, 2):
        with logged_as(3, 4):
            log.info("inner")
        log.info("outer")
    inner, outer = lines(stream)
    mark = Correlation(TOKEN).mark
    assert (inner["update"], inner["chat"]) == (mark(3), mark(4))
    assert (outer["update"], outer["chat"]) == (mark(1), mark(2))
