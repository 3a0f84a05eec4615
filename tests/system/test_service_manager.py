"""What systemd hears of the service, on a real socket as systemd opens it."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.system.service_manager import ServiceManager

pytestmark = pytest.mark.skipif(
    not hasattr(socket, "AF_UNIX"), reason="systemd's sockets are there on Linux"
)


@pytest.fixture
def heard(tmp_path: Path) -> Iterator[socket.socket]:
    """Systemd's end of the socket."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listening:
        listening.bind(str(tmp_path / "notify"))
        listening.settimeout(5)
        yield listening


async def test_it_is_told_ready_then_signs_of_life_then_the_end(heard: socket.socket) -> None:
    told = ServiceManager.of({"NOTIFY_SOCKET": heard.getsockname(), "WATCHDOG_USEC": "20000"})
    assert told.pause == 0.01  # 20 ms are 20,000 microseconds, twice in that time
    stop = asyncio.Event()
    serving = asyncio.create_task(told.serve(stop))
    words = [await asyncio.to_thread(heard.recv, 64) for _ in range(4)]
    assert words == [b"READY=1", b"WATCHDOG=1", b"WATCHDOG=1", b"WATCHDOG=1"]
    stop.set()
    await serving
    heard.setblocking(False)
    last = b""
    while last != b"STOPPING=1":
        last = heard.recv(64)


async def test_a_loop_that_hangs_gives_no_sign_of_life(heard: socket.socket) -> None:
    told = ServiceManager(heard.getsockname(), pause=0.01)
    stop = asyncio.Event()
    serving = asyncio.create_task(told.serve(stop))
    await asyncio.sleep(0)
    assert [heard.recv(64), heard.recv(64)] == [b"READY=1", b"WATCHDOG=1"]
    heard.settimeout(0.1)
    with pytest.raises(TimeoutError):
        heard.recv(64)  # the loop is held up here, so nothing may come
    stop.set()
    await serving


async def test_without_systemd_nothing_is_told_and_the_end_is_waited_for() -> None:
    stop = asyncio.Event()
    serving = asyncio.create_task(ServiceManager.of({}).serve(stop))
    await asyncio.sleep(0.01)
    assert not serving.done()
    stop.set()
    await serving


def test_a_socket_that_is_gone_is_no_fault(tmp_path: Path) -> None:
    ServiceManager(str(tmp_path / "gone")).tell("READY=1")
