"""The process that draws: started when needed, replaced when it fails, never left behind."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import time

import pytest

from bot.pictures.drawing import draw
from bot.pictures.painter import COMMAND, ProcessPainter
from bot.ports.pictures import NoPictureError
from tests.pictures.scenes import DRAWN

CHART = DRAWN["one draw only, fr"]
OTHER = DRAWN["pool, en"]

READ = "import os, sys, time; i = sys.stdin.buffer; n = int.from_bytes(i.read(4)); i.read(n); "
SAY = "o = sys.stdout.buffer; o.write(len(a).to_bytes(4) + a); o.flush(); "
NUMBERED = "a = b'+%d' % os.getpid(); " + SAY


def acting(code: str) -> tuple[str, ...]:
    """A process that reads one chart and then does this."""
    return (sys.executable, "-c", READ + code)


async def ended(process: int) -> None:
    """Wait until a process is gone and was seen to be."""
    while True:
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            await asyncio.sleep(0.05)
            return
        await asyncio.sleep(0.02)


async def test_another_process_draws_the_same() -> None:
    painter = ProcessPainter()
    try:
        drawn = await asyncio.gather(painter.draw(CHART), painter.draw(OTHER), painter.draw(CHART))
    finally:
        await painter.close()
    assert list(drawn) == [draw(CHART), draw(OTHER), draw(CHART)]


async def test_a_process_that_takes_too_long_is_ended() -> None:
    painter = ProcessPainter(seconds=0.3, command=acting("time.sleep(60)"))
    begin = time.monotonic()
    with pytest.raises(NoPictureError, match="Timeout"):
        await painter.draw(CHART)
    assert time.monotonic() - begin < 10
    await painter.close()


@pytest.mark.parametrize("how", ["sys.exit(3)", "os._exit(0)", "sys.stdout.buffer.write(b'12')"])
async def test_a_process_that_dies_costs_one_picture(how: str) -> None:
    painter = ProcessPainter(command=acting(how))
    for _ in range(2):
        with pytest.raises(NoPictureError, match="failed"):
            await painter.draw(CHART)
    await painter.close()


async def test_a_process_that_ended_in_between_is_replaced() -> None:
    painter = ProcessPainter(command=acting(NUMBERED))
    first = int(await painter.draw(CHART))
    await ended(first)
    assert int(await painter.draw(CHART)) != first
    await painter.close()


async def test_a_command_that_is_not_there_is_no_picture() -> None:
    painter = ProcessPainter(command=("/no/such/program",))
    with pytest.raises(NoPictureError, match="failed"):
        await painter.draw(CHART)
    await painter.close()


async def test_the_reason_of_a_failed_drawing_is_told_and_the_process_stays() -> None:
    again = "a = b'-ValueError: odd'; " + SAY + "n = int.from_bytes(i.read(4)); i.read(n); "
    painter = ProcessPainter(command=acting(again + "a = b'+png'; " + SAY))
    with pytest.raises(NoPictureError, match="ValueError: odd"):
        await painter.draw(CHART)
    assert await painter.draw(CHART) == b"png"
    await painter.close()


async def test_the_process_does_not_get_the_bots_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "123:secret")
    monkeypatch.setenv("LANG", "C.UTF-8")
    painter = ProcessPainter(command=acting("a = b'+' + repr(os.environ).encode(); " + SAY))
    seen = await painter.draw(CHART)
    await painter.close()
    assert b"secret" not in seen
    assert b"C.UTF-8" in seen


async def test_an_idle_process_is_let_go_and_comes_back() -> None:
    painter = ProcessPainter(idle=0.05, command=acting(NUMBERED + "i.read()"))
    first = int(await painter.draw(CHART))
    await ended(first)
    assert int(await painter.draw(CHART)) != first
    await painter.close()


async def test_closing_ends_a_picture_in_the_middle() -> None:
    painter = ProcessPainter(command=acting("time.sleep(60)"))
    waiting = [asyncio.create_task(painter.draw(CHART)) for _ in range(2)]
    await asyncio.sleep(0.3)
    await painter.close()
    for each in waiting:
        with pytest.raises(NoPictureError):
            await each
    with pytest.raises(NoPictureError, match="stopped"):
        await painter.draw(CHART)
    await painter.close()


async def test_who_gives_up_leaves_no_half_picture_behind() -> None:
    late = "time.sleep(0.5); a = b'+late'; "
    painter = ProcessPainter(command=acting(late + SAY))
    waiting = asyncio.create_task(painter.draw(CHART))
    await asyncio.sleep(0.2)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert await painter.draw(OTHER) == b"late"
    await painter.close()


async def test_without_matplotlib_there_is_no_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(NoPictureError, match=r"pip install '.\[pictures\]'"):
        await ProcessPainter().draw(CHART)


def test_it_ends_with_its_parent() -> None:
    """A parent that is killed closes the pipe, and that is all the process gets to see."""
    with subprocess.Popen(COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        process.stdin.close()
        assert process.wait(timeout=20) == 0
