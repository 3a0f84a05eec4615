"""Somebody asks to be reminded, and is: the whole program, days set on, a kill, two languages."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from babel.dates import format_date

from bot.system.clock import SystemClock
from knowledge.verdicts import add_months
from tests.fake_telegram.api import FakeBotApi
from tests.fake_telegram.screen import Shown
from tests.program import Program

ANN, BOB, CLAIRE = 1, 2, 3
NOW = SystemClock().now()
EAST = 12 - NOW.hour
"""Hours that a place must lie in the east for it to be noon there."""

TODAY = (NOW + timedelta(hours=EAST)).date()


@dataclass
class Life:
    """The program and its people."""

    api: FakeBotApi
    program: Program

    async def say(self, chat: int, text: str, lang: str = "en") -> Shown:
        """Say it; what is answered."""
        seen = len(self.api.seen(chat))
        self.api.say(chat, text, lang)
        return (await self.api.replies(chat, seen + 1))[-1]

    async def press(self, chat: int, label: str, lang: str = "en") -> Shown:
        """Press the button with that label; what is answered."""
        seen = len(self.api.seen(chat))
        self.api.press(chat, label, lang)
        return (await self.api.replies(chat, seen + 1))[-1]

    async def asks(self, chat: int, birthday: date) -> Shown:
        """All that somebody says to be reminded of all."""
        on, ends_on = day_and_month(birthday, "en"), add_months(TODAY + timedelta(days=30), -12)
        await self.say(chat, f"/settings UTC{EAST:+d}")
        await self.say(chat, f"480, welder, {format_date(ends_on, 'd MMMM y', 'en')}")
        await self.say(chat, f"my birthday is {on}")
        await self.press(chat, "Remember")
        await self.say(chat, "remind me")
        return await self.press(chat, "Remind me of all")

    async def demande(self, chat: int, birthday: date) -> Shown:
        """The same in French."""
        on, ends_on = day_and_month(birthday, "fr"), add_months(TODAY + timedelta(days=30), -12)
        await self.say(chat, f"/reglages UTC{EAST:+d}", "fr")
        await self.say(chat, f"480, soudeur, {format_date(ends_on, 'd MMMM y', 'fr')}", "fr")
        await self.say(chat, f"mon anniversaire est le {on}", "fr")
        await self.press(chat, "Retenir", "fr")
        await self.say(chat, "rappelle-moi", "fr")
        return await self.press(chat, "Tout me rappeler", "fr")

    async def days_pass(self, days: int) -> None:
        """They asked so long ago, and nothing has run since."""
        await self.program.stop()
        ago = days * 24 * 3600 * 1_000_000
        with closing(sqlite3.connect(self.program.database)) as db, db:
            db.execute(f"update reminders set since = since - {ago}, next_at = since - {ago}")
        await self.program.start()

    async def exported(self, chat: int) -> dict[str, Any]:
        """Every row about that chat, by table, before it asked for them."""
        file = (await self.say(chat, "/export")).file
        assert file is not None
        found: dict[str, Any] = json.loads(file.upload.content)
        about = {"what", "exported_at", "answered_messages", "messages_waiting_for_an_answer"}
        return {table: rows for table, rows in found.items() if table not in about}

    async def settled(self, reminders: int) -> None:
        """Wait until so many reminders came to their end."""
        for _ in range(600):
            with closing(sqlite3.connect(self.program.database)) as db:
                ((ended,),) = db.execute(
                    "select count(*) from notices where outcome is not null"
                ).fetchall()
            if ended == reminders:
                return
            await asyncio.sleep(0.05)
        raise AssertionError(f"{ended} of {reminders} reminders ended\n{self.program.log}")

    def heard(self, chat: int, lead: str) -> list[str]:
        """Every message in that chat that begins so."""
        told = [shown.text.replace("\xa0", " ") for shown in self.api.seen(chat)]
        return [text for text in told if text.startswith(lead)]


def day_and_month(day: date, lang: str) -> str:
    """A birthday as it is said."""
    return format_date(day, "d MMMM", lang)


@asynccontextmanager
async def life(folder: Path) -> AsyncIterator[Life]:
    """A fresh database; no feed is there to be read."""
    async with FakeBotApi() as api, Program(api, folder) as program:
        yield Life(api, program)
        assert await program.stop() == 0, program.log
        assert "Traceback" not in program.log


async def test_who_asked_is_reminded_on_the_day_once_in_their_language(tmp_path: Path) -> None:
    async with life(tmp_path) as here:
        assert "I remind you at 9 in the morning" in (await here.asks(ANN, TODAY)).text
        assert "Mes rappels viennent à 9 h" in (await here.demande(CLAIRE, TODAY)).text.replace(
            "\xa0", " "
        )
        await here.days_pass(1)
        await here.settled(4)
        await here.program.kill()
        await here.program.start()
        for chat, lead, stop in (
            (ANN, "Reminder", "No reminder: birthday"),
            (CLAIRE, "Rappel", "Sans rappel : anniversaire"),
        ):
            first = [text.split(":")[0].rstrip() for text in here.heard(chat, lead)]
            assert len(first) == 2, [shown.text for shown in here.api.seen(chat)]
            near, today = sorted(first)
            assert (near.startswith(f"{lead}, "), today.startswith(f"{lead}, ")) == (True, True)
            assert len({near, today}) == 2
            labels = {
                label.replace("\xa0", " ")
                for shown in here.api.seen(chat)
                if shown.text.startswith(lead)
                for label in shown.labels
            }
            assert stop in labels
        assert "You get no notices of new draws" in (await here.say(ANN, "/status")).text
        assert "sent: you asked to be reminded" in (await here.say(ANN, "/status")).text
        await here.press(ANN, "No reminder: birthday")
        known = (await here.say(ANN, "/me")).text
        assert "Reminders: profile, invitation, work, test" in known
        assert len(here.heard(ANN, "Reminder, ")) == len(here.heard(CLAIRE, "Rappel, ")) == 2


async def test_what_could_not_be_sent_is_said_at_the_next_contact_once(tmp_path: Path) -> None:
    async with life(tmp_path) as here:
        await here.asks(BOB, TODAY - timedelta(days=2))
        await here.days_pass(4)
        await here.settled(2)
        assert here.heard(BOB, "Reminder")[0].startswith("Reminder, in 30 days: Your profile of ")
        first = (await here.say(BOB, "hello")).text
        assert first.startswith("I could not remind you in time\n• Your birthday on ")
        assert "could not remind" not in (await here.say(BOB, "hello")).text


async def test_who_is_forgotten_or_wants_nothing_any_more_is_not_reminded(tmp_path: Path) -> None:
    async with life(tmp_path) as here:
        await here.asks(ANN, TODAY)
        await here.asks(BOB, TODAY)
        await here.asks(CLAIRE, TODAY)
        await here.say(ANN, "/forget")
        await here.press(ANN, "Yes, delete everything")
        await here.say(BOB, "stop notifications")
        await here.days_pass(1)
        await here.settled(2)
        counts = [len(here.heard(chat, "Reminder, ")) for chat in (ANN, BOB, CLAIRE)]
        assert counts == [0, 0, 2]
        assert await here.exported(ANN) == {}
        assert "reminders" not in await here.exported(BOB)
        stored = await here.exported(CLAIRE)
        assert stored["reminders"][0]["about"] == "profile apply work test birthday"
        assert stored["about_you"][0]["profile"]["dates"]["birthday"] == f"{TODAY:%m-%d}"
        assert {row["event_kind"] for row in stored["notices"]} == {"reminder"}
