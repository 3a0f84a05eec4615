"""Generated updates through the whole road, on databases in memory: what each one costs."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from dataclasses import dataclass, field
from time import thread_time
from typing import Any

from bot.conversation.inline import offered
from bot.ports.inline import InlineAsked
from bot.ports.metrics import Fault, NoMetrics
from bot.ports.updates import Incoming
from bot.replies.inline import render_inline
from bot.running.memory import language
from bot.running.turns import Runtime
from bot.system.clock import SystemClock
from bot.telegram.floods import Floods
from bot.telegram.intake import Intake
from bot.telegram.worker import QueuePace, QueueWorker
from tests.conversation.talk import world
from tests.doubles.conversation import Disk, RecordingMessenger
from tests.doubles.database import MemoryDatabase, WholeDisk
from tests.doubles.outbox import NoticeTables
from tests.doubles.queue import MemoryQueue
from tests.fuzz.updates import ME, EvenOnes, real

BUDGET_SECONDS = 0.25
"""A turn may hold up everybody else for so long, of the processor's time."""

AT_ONCE = 500
PIECES = (
    *("505", "480", "CRS 476", "72106", "welder", "carpenter", "red seal plumber", "soudeur"),
    *("14 March 2026", "2026-03-14", "5/11/2024", "le 3 janvier", "yesterday", "hier"),
    *("at 10:15 pm Manila time", "UTC+5:30", "à 14 h 30", "my wife has 470", "Client B:"),
    *("what if I had 510?", "et si j'avais 510", "+50", "two and a half years", "not", "no,"),
    *(
        "was I invited",
        "draw 447",
        "le tirage 446",
        "why?",
        "pourquoi",
        "undo",
        "/check",
        "/forget",
    ),
    *("how many may remain", "notify me of french draws", "CLB 7", "IELTS 6.5", "TEF B2"),
    *(
        "?",
        ":",
        "-",
        "...",
        ";",
        "\n",
        "\n\n",
        "(",
        ")",
        "•",
        "—",
        '"',
        "'",
        "👷🏽‍♀️",
        "焊工",
        "٤٨٠",
    ),
    *("a" * 60, "0" * 40, "1,2,3,4,5,6,7,8,9", "e\u0301" * 20, "http://example.org/?q=505"),
)


@dataclass
class Found(NoMetrics):
    """What happened: ``bugs`` by where, the ``longest`` turns with what they read, newest last."""

    updates: int = 0
    turns: int = 0
    shown: int = 0
    bugs: int = 0
    strayed: int = 0
    costs: list[tuple[float, str]] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)

    def error(self, fault: Fault) -> None:
        """Count what must not happen."""
        self.bugs += fault in ("bug", "let_go", "turn_unanswered")

    def update(self, kind: str) -> None:
        """Count what was answered."""
        self.kinds[kind] += 1

    def took(self, seconds: float, text: str) -> None:
        """One turn, or one line typed in passing."""
        self.turns += 1
        self.costs.append((seconds, text))

    @property
    def over(self) -> list[tuple[float, str]]:
        """Those above the budget, the worst first."""
        return sorted((cost for cost in self.costs if cost[0] > BUDGET_SECONDS), reverse=True)

    def __str__(self) -> str:
        costs = sorted(seconds for seconds, _ in self.costs)
        p50, p99, worst = (costs[int(len(costs) * at)] for at in (0.5, 0.99, 0.99999))
        return (
            f"{self.updates:,} updates, {self.turns:,} turns, {self.shown:,} messages;"
            f" {self.bugs} exceptions, {self.strayed} answers to others;"
            f" processor p50 {p50 * 1000:.1f} ms, p99 {p99 * 1000:.1f} ms,"
            f" longest {worst * 1000:.0f} ms"
        )


def text_of(chance: random.Random) -> str:
    """Something somebody might write, or paste, or send to do harm; at most what Telegram takes."""
    match chance.randrange(10):
        case 0:
            return (chance.choice(PIECES) * chance.randint(1, 4000))[:4096]
        case 1:
            few = chance.choices(PIECES, k=2)
            return (" ".join(few) + chance.choice(("", " ", "\n"))) * 400
        case 2:
            return " ".join(chance.choices(PIECES, k=chance.randint(50, 400)))
        case _:
            return chance.choice((" ", ", ", "\n")).join(
                chance.choices(PIECES, k=chance.randint(1, 9))
            )


def worded(chance: random.Random, update: dict[str, Any]) -> dict[str, Any]:
    """The update with a text of ours, where it has one."""
    text = text_of(chance)[:4096]
    for kind in ("message", "edited_message"):
        if "text" in update.get(kind, {}) and chance.random() < 0.9:
            named = update[kind]["chat"]["id"] < 0 and "reply_to_message" not in update[kind]
            update[kind]["text"] = f"@{ME.name} {text}" if named else text
    if "inline_query" in update:
        update["inline_query"]["query"] = text[:256]
    return update


async def fuzz(count: int, seed: int) -> Found:
    """So many updates, made from that seed."""
    chance, found = random.Random(seed), Found()
    disk = Disk()
    tables = NoticeTables(disk)
    database = MemoryDatabase(WholeDisk(tables))
    queue, messenger = MemoryQueue(disk), RecordingMessenger()
    runtime = Runtime(
        *(database.store, messenger, SystemClock(), world, database.outbox),
        administrators=EvenOnes(),
    )
    said = [0.0]
    # What is made at the first reading of all is none of the readings.
    await runtime.on(Incoming(0, 0, "text", "505 welder 2024-11-04, my wife has 470"))

    async def on(update: Incoming) -> bool:
        before, begun = len(messenger.shown), thread_time()
        try:
            return await runtime.on(update)
        finally:
            found.took(thread_time() - begun, update.body)
            found.strayed += any(chat != update.chat for chat, _ in messenger.shown[before:])

    def inline(asked: InlineAsked) -> None:
        begun = thread_time()
        render_inline(offered(asked.text, language(asked.lang), world()), world().occupations)
        found.took(thread_time() - begun, asked.text)

    worker = QueueWorker(
        queue,
        on,
        SystemClock(),
        worker="one",
        pace=QueuePace(gap=0.0, look=0.01),
        metrics=found,
        me=lambda: ME,
    )
    intake = Intake(
        queue,
        received=worker.kick,
        acknowledge=lambda _: None,
        metrics=found,
        me=lambda: ME,
        inline=inline,
        floods=Floods(lambda: said[0]),
    )
    stop = asyncio.Event()
    working = asyncio.create_task(worker.run(stop))
    while found.updates < count:
        for _ in range(min(AT_ONCE, count - found.updates)):
            found.updates += 1
            said[0] += 2.0
            await intake.take(worded(chance, real(chance, found.updates)))
        while disk.waiting:  # noqa: ASYNC110 - a double tells nobody that it is empty
            await asyncio.sleep(0.01)
    stop.set()
    await working
    found.shown = len(messenger.shown)
    return found
