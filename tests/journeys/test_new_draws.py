"""A draw appears in the feed, and people hear of it: the whole program, the feed, Telegram."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from bot.notices.steadiness import STEADY
from knowledge.draws import Draw
from tests.facts import frozen, pool
from tests.fake_telegram.api import FakeBotApi
from tests.fake_telegram.screen import Shown
from tests.feed_server import FeedServer, feed_json
from tests.program import Program

DRAWS = frozen().draws.draws[-40:]
LAST = DRAWS[-1]
"""Trades draw #447: cut-off 476."""

NEW = replace(
    LAST,
    number="448",
    drawn_on=date(2026, 10, 2),
    itas=2500,
    crs_cutoff=470,
    tie_break_at=datetime(2026, 5, 1, 12, 0, 1, tzinfo=UTC),
)
ANN, BOB, CLAIRE, DAN, OPERATOR = 1, 2, 3, 4, 9


class Life:
    """The program, its people and the feed."""

    def __init__(self, api: FakeBotApi, feed: FeedServer, program: Program) -> None:
        self.api = api
        self.feed = feed
        self.program = program

    async def feed_is_read(self) -> None:
        """Wait until what stands in the feed was read and stored.

        The request after the next one is only made when all that came of that one is stored.
        """
        enough = len(self.feed.asked) + 2
        while len(self.feed.asked) < enough:
            self.feed.reached.clear()
            await self.feed.reached.wait()

    async def publish(self, *draws: Draw) -> None:
        """These stand in the feed from now on, and the program knows it."""
        self.feed.publish(feed_json([*DRAWS, *draws]))
        await self.feed_is_read()

    async def say(self, chat: int, text: str, lang: str = "en") -> Shown:
        """Say it; what is shown next in that chat."""
        seen = len(self.api.seen(chat))
        self.api.say(chat, text, lang)
        return (await self.api.replies(chat, seen + 1))[-1]

    async def subscribe(self, chat: int, profile: str | None = None, lang: str = "en") -> None:
        """Tell the profile if there is one, then /subscribe and the first button."""
        if profile is not None:
            await self.say(chat, profile, lang)
        offered = await self.say(chat, "/subscribe", lang)
        seen = len(self.api.seen(chat))
        self.api.press(chat, offered.labels[0], lang)
        await self.api.replies(chat, seen + 1)

    async def hears(self, chat: int, after: int) -> Shown:
        """The next message in that chat, behind so many."""
        return (await self.api.replies(chat, after + 1))[-1]

    def count(self, chat: int) -> int:
        """How many messages that chat has seen."""
        return len(self.api.seen(chat))


@asynccontextmanager
async def life(folder: Path, *already: Draw) -> AsyncIterator[Life]:
    """A fresh database; these draws stand in the feed already, and it was read once."""
    async with FakeBotApi() as api, FeedServer(feed_json([*DRAWS, *already])) as feed:
        settings = {"FEED_URL": feed.url, "FEED_POLL_SECONDS": "0.2", "ADMIN_IDS": str(OPERATOR)}
        async with Program(api, folder, **settings) as program:
            begun = Life(api, feed, program)
            await begun.feed_is_read()
            yield begun
            assert await program.stop() == 0, program.log
            assert "Traceback" not in program.log


async def test_a_new_draw_is_told_once_as_a_verdict(tmp_path: Path) -> None:
    async with life(tmp_path) as here:
        await here.subscribe(ANN, "473 welder 20 May 2026")
        await here.subscribe(BOB, "460 welder 20 May 2026")
        await here.subscribe(CLAIRE, "473 soudeur 20 mai 2026", lang="fr")
        await here.subscribe(DAN)
        before = {chat: here.count(chat) for chat in (ANN, BOB, CLAIRE, DAN)}
        await here.publish(NEW)
        told = {chat: await here.hears(chat, before[chat]) for chat in before}
        assert told[ANN].text.startswith(
            "New draw. Yes: 473 was enough for trades draw #448 (2 October 2026, cut-off 470)."
        )
        assert "No: 460 was 10 points short for trades draw #448" in told[BOB].text
        assert told[CLAIRE].text.startswith("Nouvelle ronde. Oui\xa0: ")
        assert "ronde n°\xa0448" in told[CLAIRE].text
        assert told[DAN].text.startswith("New: trades draw #448 (2 October 2026, cut-off 470), ")

        status = await here.say(ANN, "/status")
        assert "newest draw #448 of 2 October 2026" in status.text
        assert "trades draw #448 (2 October 2026), sent" in status.text
        here.api.press(DAN, told[DAN].labels[0])  # without a profile it leads to the question
        await here.hears(DAN, before[DAN] + 1)

        await here.program.all_told()
        await here.program.kill()
        await here.program.start()
        await here.feed_is_read()
        assert "#448" in (await here.say(BOB, "/status")).text
        assert [here.count(chat) - before[chat] for chat in before] == [2, 2, 1, 2]


async def test_a_correction_goes_to_those_whose_outcome_it_changes(tmp_path: Path) -> None:
    async with life(tmp_path) as here:
        await here.subscribe(ANN, "473 welder 20 May 2026")
        await here.subscribe(BOB, "490 welder 20 May 2026")
        before = {chat: here.count(chat) for chat in (ANN, BOB)}
        await here.publish(NEW)
        for chat in before:
            assert "New draw. Yes: " in (await here.hears(chat, before[chat])).text
        await here.publish(replace(NEW, crs_cutoff=475))
        await here.program.stop()
        ten_minutes_pass(here.program.database)
        await here.program.start()
        correction = await here.hears(ANN, before[ANN] + 1)
        assert correction.text.startswith(
            "Correction. No: 473 was 2 points short for trades draw #448 (2 October 2026, "
        )
        assert "cut-off 475, until now 470" in correction.text
        status = (await here.say(BOB, "/status")).text
        while "on its way" in status:
            status = (await here.say(BOB, "/status")).text
        assert (
            "correction to trades draw #448 (2 October 2026), not sent:"
            " your outcome stayed the same" in status
        )
        told = [shown for shown in here.api.seen(BOB) if "Correction to" in shown.text]
        assert told == []


async def test_neither_a_first_start_nor_a_new_subscription_replays_anything(
    tmp_path: Path,
) -> None:
    later = replace(NEW, number="449", crs_cutoff=465)
    async with life(tmp_path, NEW) as here:
        await here.subscribe(ANN)
        await here.feed_is_read()
        assert "No notice yet" in (await here.say(ANN, "/status")).text
        before = here.count(ANN)
        await here.publish(NEW, later)
        assert (await here.hears(ANN, before)).text.startswith("New: trades draw #449 ")
        await here.subscribe(BOB)
        before = here.count(BOB)
        await here.feed_is_read()
        assert "No notice yet" in (await here.say(BOB, "/status")).text
        assert here.count(BOB) == before + 1
        assert sum(shown.text.startswith("New: trades") for shown in here.api.seen(ANN)) == 1


async def test_after_48_hours_it_is_not_pushed_any_more_but_shown(tmp_path: Path) -> None:
    async with life(tmp_path) as here:
        await here.subscribe(ANN)
        await here.say(OPERATOR, "/pause")
        await here.publish(NEW)
        status = await here.say(ANN, "/status")
        while "draw #448 (2 October 2026), on its way" not in status.text:
            await asyncio.sleep(0.6)  # made slice by slice, beside
            status = await here.say(ANN, "/status")
        await here.program.stop()
        _two_days_pass(here.program.database)
        await here.program.start()
        before = here.count(ANN)
        await here.say(OPERATOR, "/resume")
        status = await here.say(ANN, "/status")
        while "on its way" in status.text:
            await asyncio.sleep(0.6)  # asked more often, it would be a flood
            status = await here.say(ANN, "/status")
        assert "trades draw #448 (2 October 2026), not sent: it was more than 48" in status.text
        shown = here.api.seen(ANN)[before:]
        assert not [each for each in shown if "draw #448 (2 October 2026, cut-off" in each.text]


def ten_minutes_pass(database: Path) -> None:
    """Everything that is known of draws and subscribers was so ten minutes earlier."""
    microseconds = STEADY // timedelta(microseconds=1)
    with sqlite3.connect(database) as db:
        for table, column in (("revisions", "first_seen_at"), ("subscriptions", "since")):
            db.execute(f"update {table} set {column} = {column} - ?", (microseconds,))
    db.close()


def _two_days_pass(database: Path) -> None:
    """Everything that was first seen was seen 48 hours earlier."""
    microseconds = timedelta(hours=48) // timedelta(microseconds=1)
    with sqlite3.connect(database) as db:
        for column in ("first_seen_at", "news_until"):
            db.execute(f"update events set {column} = {column} - ?", (microseconds,))
    db.close()


async def test_the_pool_that_comes_with_a_draw_is_the_one_that_is_told(tmp_path: Path) -> None:
    before = pool(LAST.number)
    assert before is not None
    bands = tuple(
        replace(band, profiles=band.profiles + 1_000) if band.lowest == 501 else band
        for band in before.bands
    )
    newer = replace(before, as_on=date(2026, 9, 29), bands=bands, total=before.total + 1_000)
    async with life(tmp_path) as begun:
        told = await begun.say(ANN, "/pool text")
        assert "229,904 people on 27 September 2026." in told.text
        begun.feed.publish(
            feed_json([*DRAWS, NEW], lambda number: newer if number == "448" else pool(number))
        )
        await begun.feed_is_read()
        told = await begun.say(ANN, "/pool text")
        assert "230,904 people on 29 September 2026." in told.text
        assert "• 501–600: 22,070" in told.text
