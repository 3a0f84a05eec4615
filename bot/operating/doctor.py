"""Is all well? One line for each part that serving needs, asked once, changing nothing."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from importlib.metadata import version
from pathlib import Path
from typing import TypeAlias
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import aiohttp
from telegram.error import InvalidToken, TelegramError

from bot.ports.clock import Clock
from bot.ports.faults import PortError
from bot.storage.marker import is_empty, log_refusal, marker_of, refusal
from bot.storage.sqlite.inspection import connect, look, marks_of, newest_version, refuse_unknown
from bot.telegram.bot import TelegramBot
from bot.telegram.errors import meaning

PATIENCE_SECONDS = 30.0
"""For one part; the feed is a megabyte, a picture takes a second or two."""

MOST_OFF = timedelta(seconds=30)
"""What this clock may differ from Telegram's; more makes a day begin or end late."""

LEAST_FREE = 200_000_000
"""Bytes on the disk of the database: SQLite needs its own size again to be brought up to date."""

Examination: TypeAlias = Callable[[], Awaitable[str]]
"""What is well, in words without secrets; PortError with what is wrong and what to do."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found out about one part."""

    part: str
    well: bool
    said: str

    def __str__(self) -> str:
        return f"{'ok   ' if self.well else 'WRONG'}  {self.part}: {self.said}"


async def examine(
    parts: Mapping[str, Examination], seconds: float = PATIENCE_SECONDS
) -> list[Finding]:
    """Look at every part at the same time; the findings are in the order of the parts."""

    async def look(part: str, examination: Examination) -> Finding:
        try:
            async with asyncio.timeout(seconds):
                return Finding(part, True, await examination())
        except TimeoutError:
            return Finding(part, False, f"no answer in {seconds:g} s")
        except PortError as error:
            return Finding(part, False, str(error))
        except Exception as error:
            # Its message may quote anything.
            return Finding(part, False, f"a bug: {type(error).__name__}")

    return list(await asyncio.gather(*(look(*one) for one in parts.items())))


async def token(bot: TelegramBot) -> str:
    """Whose token it is, as Telegram says."""
    await bot.request.initialize()
    try:
        itself = await bot.call("getMe", {})
    except InvalidToken:
        raise PortError(
            "Telegram refuses it: take the one @BotFather gave, or ask there for a new one (/token)"
        ) from None
    except TelegramError as error:
        raise PortError(f"could not be tried: {meaning('getMe', error)}") from error
    finally:
        await bot.request.shutdown()
    groups = "" if itself.get("can_join_groups") else "; groups are off in @BotFather"
    inline = "" if itself.get("supports_inline_queries") else "; inline is off (/setinline)"
    return f"of @{itself.get('username')}{groups}{inline}"


@dataclass(frozen=True, slots=True)
class ServerAnswer:
    """How the Bot API's server answered: after so many milliseconds, at ``at`` by its own clock."""

    milliseconds: float
    at: datetime | None


async def ask_server(address: str) -> ServerAnswer:
    """Ask for the root of the Bot API, which needs no token. PortError when nobody answers."""
    loop = asyncio.get_running_loop()
    begin = loop.time()
    try:
        async with (
            aiohttp.ClientSession() as session,
            session.get(address, allow_redirects=False) as response,
        ):
            milliseconds, said = 1000 * (loop.time() - begin), response.headers.get("Date", "")
    except (aiohttp.ClientError, OSError, ValueError) as error:
        fault = f"no answer from TELEGRAM_API_URL ({type(error).__name__}): is the network there?"
    else:
        try:
            return ServerAnswer(milliseconds, parsedate_to_datetime(said).astimezone(UTC))
        except ValueError:
            return ServerAnswer(milliseconds, None)
    raise PortError(fault)


async def api(answer: Awaitable[ServerAnswer]) -> str:
    """How fast the Bot API's server answers."""
    return f"answers in {(await answer).milliseconds:.0f} ms"


async def clock(answer: Awaitable[ServerAnswer], now: Clock) -> str:
    """How far this machine's clock is from Telegram's."""
    try:
        theirs = (await answer).at
    except PortError:
        raise PortError("no server tells the time to compare with") from None
    if theirs is None:
        raise PortError("the server does not tell its time")
    off = now.now() - theirs
    if abs(off) > MOST_OFF:
        way = "ahead" if off > timedelta(0) else "behind"
        raise PortError(
            f"{abs(off).total_seconds():.0f} s {way} of Telegram's: set it, e.g. by NTP"
        )
    return "as Telegram's, within half a minute"


def disk(folder: Path, least: int = LEAST_FREE) -> str:
    """What is free where the database is."""
    there = next(place for place in (folder, *folder.absolute().parents) if place.exists())
    free = shutil.disk_usage(there).free
    said = f"{free / 1e9:.1f} GB free at {there}"
    if free < least:
        raise PortError(f"only {said}: make room")
    return said


def sqlite(path: Path) -> str:
    """Whether ``serve`` would take the database in that file; it is only read."""

    def check(address: str) -> int:
        with closing(connect(address)) as db:
            marks = marks_of(db)
            refuse_unknown(marks, path)
            (found,) = db.execute("pragma quick_check(1)").fetchone()
        if found != "ok":
            raise PortError(f"{path} is damaged ({found}): restore a backup")
        return marks.version

    lost = refusal(path, marked=marker_of(path).exists(), empty=is_empty(path), new_database=False)
    if lost is None:
        lost = log_refusal(path)
    if lost is not None:
        raise PortError(lost)
    if not path.exists():
        return f"none yet at {path}; tradedraw serve makes it"
    try:
        found, newest = look(path, check), newest_version()
    except sqlite3.Error as error:
        raise PortError(f"cannot read {path}: {error}") from error
    later = f"; serve brings it to version {newest}" if found < newest else ""
    return f"{path}, whole, version {found}{later}"


async def postgres(lines: Awaitable[Sequence[str]]) -> str:
    """Whether the server answers and its database is one of ours, from the lines of ``status``."""
    told = [line.removeprefix("Database: ") for line in await lines if line.startswith("Database")]
    return told[0] if told else "the server answers, and the database is up to date"


def time_zones() -> str:
    """Whether zones are known, and their rules the ones people live by."""
    try:
        noon = datetime(2026, 7, 1, 12, tzinfo=ZoneInfo("America/Toronto"))
    except ZoneInfoNotFoundError as error:
        raise PortError("no data: install the package tzdata") from error
    if noon.utcoffset() != timedelta(hours=-4):
        raise PortError("Toronto is not at UTC-4 in July 2026: the data are broken")
    return f"known (tzdata {version('tzdata')})"
