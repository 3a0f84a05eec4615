"""One soak: machines, people, a feed; draws appear, things go wrong, machines are killed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random

from bot.storage.databases import Database, open_postgres, open_sqlite
from knowledge.draws import Draw
from tests.facts import frozen
from tests.feed_server import FeedServer, feed_json
from tests.program import THIS_TREE, Program
from tests.soak.figures import End, Figures, Found, figures
from tests.soak.people import Speakers, press_in, settle_in
from tests.soak.telegram import SoakTelegram
from tests.soak.trouble import SHARES, Trouble, draw_lots

LONG_AGO = datetime(2026, 10, 2, tzinfo=UTC)
LOOK_SECONDS = 0.1
FOR_EVER = 1e6
PRESSERS, SPEAKERS = 3, 8
FLIPS, FLIP_SECONDS = 8, 0.6
"""Of the feed, after each draw; it is as it was at the end."""

LONGEST_WHIM = 0.05
"""Seconds from the notice that calls for a kill to the kill: it may hit any moment of the next."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What to do; the same ``seed`` draws the same lots.

    ``postgres``: the address of an empty database, None for SQLite. ``ends``: how many times a
    machine ends while notices go out, by kill -9 or, where ``gently``, by SIGTERM: then no answer
    is lost on its way either, and nobody may be told twice. ``feed_draws``: how many draws the
    feed holds at first. ``calm``: nothing but the ends goes wrong. ``seconds``: draws appear for so
    long; at least one does. ``storm``: the share of the people to whom Telegram says wait.
    ``command`` starts a machine.
    """

    subscribers: int = 2000
    ends: int = 10
    gently: bool = False
    calm: bool = False
    seed: int = 1
    postgres: str | None = None
    instances: int = 1
    pace: float = 25
    feed_draws: int = 448
    seconds: float = 0
    storm: float = SHARES["own limit"]
    command: tuple[str, ...] = THIS_TREE

    def on(self, postgres: str, instances: int) -> Plan:
        """The same on that PostgreSQL database, with so many machines."""
        return replace(self, postgres=postgres, instances=instances)


class Machine:
    """One process of the program, at an address of the Bot API that only it knows.

    ``exit_codes`` of its gentle ends. One that is not heard of yet may still be loading, and knows
    nothing of signals.
    """

    def __init__(self, program: Program, telegram: SoakTelegram, port: int) -> None:
        self.program = program
        self.port = port
        self.exit_codes: list[int] = []
        self._telegram = telegram
        self._heard = 0

    @property
    def log(self) -> str:
        """Everything it wrote."""
        return self.program.log

    @property
    def at_work(self) -> bool:
        """Whether it was heard of since its start."""
        return self._telegram.heard[self.port] > self._heard

    async def start(self) -> None:
        """Start it."""
        self._heard = self._telegram.heard[self.port]
        await self.program.start()

    async def stop(self) -> None:
        """SIGTERM, and wait for its end."""
        at_work = self.at_work
        code = await self.program.stop()
        if at_work:
            self.exit_codes.append(code)


class Soak:
    """The whole of it; what is seen goes into ``found``."""

    def __init__(self, plan: Plan, folder: Path) -> None:
        self.plan = plan
        self.found = Found(plan.pace)
        self.machines: list[Machine] = []
        self._folder = folder
        self._lots = Random(plan.seed)
        self._gone = frozenset[int]()
        self._draws = list(frozen().draws.draws[-plan.feed_draws :])

    async def run(self) -> Figures:
        """Go through with it; TimeoutError when notices do not go out any more."""
        async with AsyncExitStack() as stack:
            people = await self.begin(stack)
            people |= await press_in(self.telegram, PRESSERS)
            speakers = Speakers(self.telegram, SPEAKERS, self._lots)
            await self._rounds(people)
            self.found.commands = await speakers.end()
            for machine in self.machines:
                await machine.stop()
            self.found.exit_codes = [c for machine in self.machines for c in machine.exit_codes]
            self.found.notices, self.found.stalls = self.telegram.notices, self.telegram.stalls
            await self._look_into_the_database(people)
        return figures(self.found)

    async def begin(self, stack: AsyncExitStack) -> frozenset[int]:
        """Servers, people, machines, and the first reading of the feed; who is subscribed."""
        self.telegram = await stack.enter_async_context(SoakTelegram())
        self.feed = await stack.enter_async_context(FeedServer(feed_json(self._draws)))
        self.database = await stack.enter_async_context(self._opened())
        people = await settle_in(
            self.database, self.telegram, self.plan.subscribers, self._lots, LONG_AGO
        )
        for number in range(self.plan.instances):
            machine = await self._machine(number)
            self.machines.append(machine)
            await stack.enter_async_context(machine.program)
        await self._all_is_well()
        return people

    def standstill(self) -> str:
        """Where it stands, for a soak that does not end."""
        lines = []
        for mark, owed in self.found.owed.items():
            told = {r.chat for r in self.telegram.notices if r.accepted and r.mark == mark}
            lines.append(f"draw #{mark}: {len(owed - told)} of {len(owed)} are not told yet")
        return "\n".join(lines)

    @asynccontextmanager
    async def _opened(self) -> AsyncIterator[Database]:
        """The database beside the machines: to subscribe people, to see when all is settled."""
        if self.plan.postgres is None:
            database = await open_sqlite(self._folder / "tradedraw.db", alone=False)
        else:
            database = await open_postgres(self.plan.postgres, duties=False)
        try:
            yield database
        finally:
            await database.close()

    async def _machine(self, number: int) -> Machine:
        port, root = await self.telegram.address()
        folder = self._folder / f"machine-{number}"
        folder.mkdir()
        url = self.plan.postgres or f"sqlite:///{self._folder / 'tradedraw.db'}"
        program = Program(
            self.telegram,
            folder,
            self.plan.command,
            TELEGRAM_API_URL=root,
            DATABASE_URL=url,
            FEED_URL=self.feed.url,
            FEED_POLL_SECONDS="0.25",
            BROADCAST_PER_SECOND=f"{self.plan.pace:g}",
        )
        return Machine(program, self.telegram, port)

    async def _all_is_well(self) -> None:
        """Wait until the feed was read and updates are received."""

        async def read() -> bool:
            return (await self.database.feed_store.feed_state(self.feed.url)).read_at is not None

        await _true(read)
        await self.telegram.until(lambda: self.telegram.poller > 0)

    async def _rounds(self, people: frozenset[int]) -> None:
        loop = asyncio.get_running_loop()
        begun = loop.time()
        while True:
            mark = self.appear(people)
            flapping = asyncio.create_task(self._flap())
            await self._end_machines(mark, len(self.found.owed[mark]))
            await self.settled(mark)
            await flapping
            if loop.time() - begun >= self.plan.seconds:
                return

    def appear(self, people: frozenset[int]) -> str:
        """Another draw stands in the feed, and the lots for its notices are drawn; its number."""
        draw = self._next_draw()
        left = sorted(people - self._gone)
        without = ("reset after",) if self.plan.gently else ()
        trouble = Trouble()
        if not self.plan.calm:
            chats = [chat for chat in left if chat > 0]
            trouble = draw_lots(chats, self._lots, without=without, storm=self.plan.storm)
        self._gone |= trouble.gone.keys()
        self.found.owed[draw.number] = frozenset(left) - trouble.gone.keys()
        self.telegram.expect(draw.number, trouble)
        self._draws.append(draw)
        self.feed.publish(feed_json(self._draws))
        return draw.number

    async def _flap(self) -> None:
        """The feed goes back and forth about the newest draw: nobody is to hear of it."""
        *before, newest = self._draws
        for flip in range(FLIPS if not self.plan.calm else 0):
            await asyncio.sleep(FLIP_SECONDS)
            cutoff = newest.crs_cutoff - (flip + 1) % 2
            self.feed.publish(feed_json([*before, replace(newest, crs_cutoff=cutoff)]))

    def _next_draw(self) -> Draw:
        newest = self._draws[-1]
        number, cutoff = str(int(newest.number) + 1), self._lots.randint(460, 490)
        trades = next(draw for draw in reversed(self._draws) if draw.category == "trades")
        tie = datetime(2026, 4, 1, 10, self._lots.randrange(60), tzinfo=UTC)
        day = date(2026, 10, 2)
        return replace(trades, number=number, drawn_on=day, crs_cutoff=cutoff, tie_break_at=tie)

    async def _end_machines(self, mark: str, owed: int) -> None:
        """End machines while the notices go out: the first at once, while they are made."""
        moments = sorted(self._lots.randrange(owed) for _ in range(self.plan.ends - 1))
        if self.plan.ends:
            reached = self.feed.answered[200]

            async def read() -> bool:
                return self.feed.answered[200] > reached

            await _true(read)
            (first,) = (one for one in self.machines if one.port == self.telegram.poller)
            await self._end(first, 10 * LONGEST_WHIM)
        for moment in moments:
            await self.telegram.until(lambda: self.telegram.told(mark) >= moment, FOR_EVER)  # noqa: B023 - awaited at once
            chosen = self._lots.choice([one for one in self.machines if one.at_work])
            await self._end(chosen, LONGEST_WHIM)

    async def _end(self, machine: Machine, whim: float) -> None:
        """End one machine at any moment from now, and start it again."""
        loop = asyncio.get_running_loop()
        await asyncio.sleep(self._lots.uniform(0, whim))
        received = self.telegram.poller == machine.port
        end = End(machine.port, loop.time(), killed=not self.plan.gently)
        self.found.ends.append(end)
        if end.killed:
            await machine.program.kill()
        else:
            await machine.stop()
        polls = sum(self.telegram.polls.values())
        end.again_at = loop.time()
        await machine.start()
        if received:
            await self.telegram.until(lambda: sum(self.telegram.polls.values()) > polls)
            end.back_at = loop.time()

    async def settled(self, mark: str) -> None:
        """Wait until everybody is told and no notice waits in the database."""

        async def settled() -> bool:
            if await self.database.outbox.next_slice(1) is not None:
                return False
            waiting = (await self.database.outbox.counts()).waiting
            return waiting == 0 and self.telegram.told(mark) > 0

        await _true(settled)

    async def _look_into_the_database(self, everybody: frozenset[int]) -> None:
        outbox = self.database.outbox
        subscribed = {chat for chat in everybody if await outbox.subscription(chat) is not None}
        self.found.gone_but_subscribed = len(subscribed & self._gone)
        self.found.unsubscribed_for_nothing = len(everybody - subscribed - self._gone)
        self.found.not_settled = (await outbox.counts()).waiting


async def _true(ask: Callable[[], Awaitable[bool]]) -> None:
    """Ask again and again until it is true: databases and other servers do not call."""
    while not await ask():  # noqa: ASYNC110 - see above
        await asyncio.sleep(LOOK_SECONDS)
