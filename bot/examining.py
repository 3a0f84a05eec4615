"""What ``tradedraw doctor`` looks at, built from the settings as ``serve`` would build it."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from bot.conversation.answers import history
from bot.conversation.world import World
from bot.feed_source.http import HttpFeedSource, user_agent
from bot.operating import doctor
from bot.operating.doctor import Examination, Finding, examine
from bot.operating.status import postgres_status
from bot.pictures.painter import ProcessPainter
from bot.ports.faults import PortError
from bot.ports.notices import NotModified, Validators
from bot.ports.pictures import NoPictureError
from bot.reading.occupations.reader import load_occupations
from bot.replies.en.terms import draw_name
from bot.replies.pictures import PICTURES
from bot.settings import Settings, SqliteFile, read_settings
from bot.system.clock import SystemClock
from bot.system.snapshots import snapshots
from bot.telegram.bot import make_bot
from knowledge.facts.shelf import Knowledge, load
from knowledge.feed.contents import NotTheFeed, read_feed
from knowledge.profiles import Profile


def examined(folder: Path) -> list[Finding]:
    """The findings about this machine and its settings, with the facts of that folder."""
    try:
        settings = read_settings()
    except PortError as error:
        return [Finding("settings", False, line) for line in str(error).splitlines()]

    async def all_of_them() -> list[Finding]:
        return await examine(_parts(settings, load(folder, snapshots())))

    return asyncio.run(all_of_them())


def _parts(settings: Settings, knowledge: Knowledge) -> Mapping[str, Examination]:
    clock = SystemClock()
    answer = asyncio.ensure_future(doctor.ask_server(settings.telegram_api_url))
    parts: dict[str, Examination] = {
        "token": partial(_token, settings),
        "API": partial(doctor.api, answer),
        "clock": partial(doctor.clock, answer, clock),
        "feed": partial(_feed, settings.feed_url, knowledge),
    }
    database = settings.database_url
    if isinstance(database, SqliteFile):
        parts["database"] = partial(asyncio.to_thread, doctor.sqlite, database.path)
        parts["disk"] = partial(asyncio.to_thread, doctor.disk, database.path.parent)
    else:
        status = postgres_status(database.url, settings.feed_url, knowledge.draws, clock.now())
        parts["database"] = partial(doctor.postgres, status)
    return parts | {
        "time zones": partial(asyncio.to_thread, doctor.time_zones),
        "pictures": partial(_pictures, World(clock.now(), knowledge, load_occupations())),
    }


async def _token(settings: Settings) -> str:
    return await doctor.token(make_bot(settings.bot_token(), settings.telegram_api_url))


async def _feed(address: str, knowledge: Knowledge) -> str:
    async def agent() -> str:
        return user_agent()

    fetched = await HttpFeedSource(address, agent).fetch(Validators())
    assert not isinstance(fetched, NotModified)
    try:
        feed = read_feed(
            fetched.content,
            knowledge.categories,
            SystemClock().now(),
            address,
            knowledge.rules.crs,
        )
    except NotTheFeed as error:
        raise PortError(f"what came is not the feed: {error.reason}") from error
    newest = max((one.draw for one in feed.draws), key=lambda draw: draw.order)
    odd = f"; odd in it: {len(feed.problems)}" if feed.problems else ""
    return f"{len(feed.draws)} draws, the newest is {draw_name(newest)}{odd}"


async def _pictures(world: World) -> str:
    painter = ProcessPainter()
    loop = asyncio.get_running_loop()
    begin = loop.time()
    try:
        png = await painter.draw(
            PICTURES["en"].history_picture(history("trades", Profile(), world))
        )
    except NoPictureError as error:
        raise PortError(f"words come instead: {error}") from error
    finally:
        await painter.close()
    return f"one of {len(png) // 1000} kB drawn in {loop.time() - begin:.1f} s"
