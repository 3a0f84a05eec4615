"""Telegram answers as it should not, and notices come all the same: the whole program."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.ports.notices import Subscription
from bot.storage.databases import open_sqlite
from tests.fake_telegram.api import FakeBotApi, Fault, too_many
from tests.feed_server import FeedServer, feed_json
from tests.journeys.test_new_draws import DRAWS, NEW, OPERATOR, Life
from tests.program import Program

PEOPLE = range(1_001, 1_061)
GROUP = -500
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


@asynccontextmanager
async def broadcasting(folder: Path) -> AsyncIterator[Life]:
    """Sixty subscribers and a group, and the program has read the feed."""
    database = await open_sqlite(folder / "tradedraw.db")
    for chat in (*PEOPLE, GROUP):
        subscription = Subscription(chat, "trades", LONG_AGO, group=chat == GROUP)
        await database.outbox.subscribe(subscription)
    await database.close()
    async with FakeBotApi() as api, FeedServer(feed_json(DRAWS)) as feed:
        for chat in (*PEOPLE, GROUP, OPERATOR):
            api.screen.from_person(chat, "en")  # who never wrote is not found
        settings = {"FEED_URL": feed.url, "FEED_POLL_SECONDS": "0.2", "ADMIN_IDS": str(OPERATOR)}
        async with Program(api, folder, **settings) as program:
            begun = Life(api, feed, program)
            await begun.feed_is_read()
            yield begun
            assert await program.stop() == 0, program.log
            assert "Traceback" not in program.log


def told(here: Life) -> int:
    return sum(here.count(chat) for chat in PEOPLE)


def subscribed(here: Life) -> int:
    with closing(sqlite3.connect(here.program.database)) as db:
        ((count,),) = db.execute("select count(*) from subscriptions")
    return int(count)


async def test_a_chat_whose_replies_are_told_to_wait_keeps_nobody_waiting(tmp_path: Path) -> None:
    """60 people take 2.7 s at 25 / 1.1 a second. Replies to one chat used to hold all of them."""
    async with broadcasting(tmp_path) as here:
        here.api.fail("sendMessage", *[too_many(30)] * 50, chat=OPERATOR)
        here.api.fail("sendMessage", *[too_many(30)] * 50, chat=GROUP)
        await here.publish(NEW)
        begun = asyncio.get_running_loop().time()
        for _ in range(5):
            here.api.say(OPERATOR, "/latest")
            await asyncio.sleep(0.2)
        await here.api.until(lambda: told(here) == len(PEOPLE))
        assert asyncio.get_running_loop().time() - begun < 15
        assert here.count(GROUP) == 0


@pytest.mark.parametrize(
    "wrong",
    [Fault(400, "Bad Request: chat not found"), Fault(403, "Forbidden")],
    ids=["chat not found", "a bare 403"],
)
async def test_whoever_is_wrongly_said_to_be_gone_stays_subscribed_and_is_told(
    tmp_path: Path, wrong: Fault
) -> None:
    async with broadcasting(tmp_path) as here:
        here.api.fail_always("sendMessage", wrong)
        await here.publish(NEW)
        await here.api.until(lambda: "too many chats are gone" in here.program.log)
        here.api.fail_always("sendMessage", None)
        assert subscribed(here) == len(PEOPLE) + 1
        here.api.say(OPERATOR, "/admin")
        await here.api.until(
            lambda: any("Delivery: paused" in shown.text for shown in here.api.seen(OPERATOR))
        )
        await here.say(OPERATOR, "/resume")
        await here.api.until(lambda: told(here) == len(PEOPLE))
        assert subscribed(here) == len(PEOPLE) + 1
