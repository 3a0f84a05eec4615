"""The people of a soak: subscribers put into the database, and those who say commands meanwhile."""

from __future__ import annotations

import asyncio
from datetime import date, datetime
from random import Random

from bot.conversation.stored_states import dump_profile
from bot.ports.notices import Subscription
from bot.ports.store import Remembered
from bot.storage.databases import Database
from knowledge.profiles import Profile, Submission
from tests.soak.figures import Command
from tests.soak.telegram import SoakTelegram

FIRST_PERSON, FIRST_GROUP, FIRST_SUPERGROUP = 1_000_000, -1_000_000, -1_002_000_000_000
FIRST_SPEAKER, FIRST_PRESSER = 5_000_000, 6_000_000
AT_ONCE = 500
GROUP_SHARE = 0.02
SAYINGS = ("/latest", "/remaining", "480 welder 3 November 2025", "/status", "/help")
UNANSWERED_SECONDS = 45.0
PAUSE_SECONDS = (0.5, 0.8)
"""Between two commands of a person: above 20 in ten seconds nobody is answered."""


async def settle_in(
    database: Database, telegram: SoakTelegram, many: int, lots: Random, since: datetime
) -> frozenset[int]:
    """Subscribe ``many`` persons and groups to trades draws, through the ports.

    Two of three persons have a profile. The groups become supergroups at their first notice;
    given are the ids that hold in the end.
    """
    in_groups = max(1, round(many * GROUP_SHARE))
    persons = tuple(range(FIRST_PERSON, FIRST_PERSON + many - in_groups))
    groups = {FIRST_GROUP - n: FIRST_SUPERGROUP - n for n in range(in_groups)}
    telegram.screen.chats.update(dict.fromkeys(persons, "private"))
    telegram.screen.chats.update(dict.fromkeys(groups, "group"))
    telegram.screen.chats.update(dict.fromkeys(groups.values(), "supergroup"))
    profiles = [
        dump_profile(Profile(crs, noc, Submission(date(2026, 3, 14))), "America/Toronto")
        for crs in (455, 470, 473, 490, 505)
        for noc in ("72106", "72310", None)
    ]

    async def one(number: int, chat: int) -> None:
        if chat > 0 and number % 3:
            known = Remembered(None, lots.choice(profiles), lots.choice(("en", "en", "fr")))
            await database.store.commit(chat, number + 1, Remembered(), known, since)
            await database.store.sent(number + 1)
        await database.outbox.subscribe(Subscription(chat, "trades", since, group=chat < 0))

    everybody = list(enumerate((*persons, *groups)))
    for begin in range(0, len(everybody), AT_ONCE):
        await asyncio.gather(*(one(*who) for who in everybody[begin : begin + AT_ONCE]))
    telegram.moved.update(groups)
    return frozenset(persons) | frozenset(groups.values())


async def press_in(telegram: SoakTelegram, many: int) -> frozenset[int]:
    """Some more subscribe as people do: /subscribe, then the button."""
    chats = range(FIRST_PRESSER, FIRST_PRESSER + many)
    for chat in chats:
        telegram.say(chat, "/subscribe")
    for chat in chats:
        await telegram.replies(chat, 1)
        telegram.press(chat, "Trades draws")
    for chat in chats:
        (_, subscribed) = await telegram.replies(chat, 2)
        assert subscribed.text.startswith("I tell you about every new trades draw")
    return frozenset(chats)


class Speakers:
    """People who say something, wait for the answer, and say the next thing."""

    def __init__(self, telegram: SoakTelegram, many: int, lots: Random) -> None:
        self.commands: list[Command] = []
        self._telegram = telegram
        self._lots = lots
        self._over = asyncio.Event()
        telegram.speakers = range(FIRST_SPEAKER, FIRST_SPEAKER + many)
        self._tasks = [asyncio.create_task(self._speak(chat)) for chat in telegram.speakers]

    async def end(self) -> list[Command]:
        """Let everybody get the answer they wait for; all commands that were said."""
        self._over.set()
        await asyncio.gather(*self._tasks)
        return self.commands

    async def _speak(self, chat: int) -> None:
        loop, telegram = asyncio.get_running_loop(), self._telegram
        while not self._over.is_set():
            seen, said_at = len(telegram.seen(chat)), loop.time()
            telegram.say(chat, self._lots.choice(SAYINGS))
            try:
                await telegram.replies(chat, seen + 1, UNANSWERED_SECONDS)
                self.commands.append(Command(said_at, loop.time()))
            except TimeoutError:
                self.commands.append(Command(said_at, None))
            await asyncio.sleep(self._lots.uniform(*PAUSE_SECONDS))
