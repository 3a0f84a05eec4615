"""The long soak: ``python -m tests.soak``. Exit 1 when anything is lost, doubled or too fast.

First with kill -9, then with a quarter of the people with SIGTERM, where nobody at all may be
told twice.
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import shlex
import sys
import tempfile
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from tests.postgres_server import postgres
from tests.program import THIS_TREE
from tests.soak.figures import Figures
from tests.soak.soak import Plan, Soak

SECONDS_FOR_AN_END = 20.0
SECONDS_BESIDE = 120.0
LOG_LINES = 15


async def one(plan: Plan, folder: Path) -> Figures | None:
    """Run it; None when it came to a standstill, after telling where."""
    soak = Soak(plan, folder)
    seconds = SECONDS_BESIDE + plan.seconds + SECONDS_FOR_AN_END * plan.ends
    seconds += 3 * plan.subscribers / plan.pace + 3 * plan.storm * plan.subscribers
    try:
        async with asyncio.timeout(seconds):
            return await soak.run()
    except TimeoutError:
        sys.stdout.write(f"a standstill:\n{soak.standstill()}\n")
    for machine in soak.machines:
        lines = machine.log.splitlines()[-LOG_LINES:]
        sys.stdout.write("\n".join((f"machine {machine.port} wrote last:", *lines, "")))
    return None


def options() -> argparse.ArgumentParser:
    """What can be chosen."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    parser.add_argument("--subscribers", type=int, default=2000)
    parser.add_argument("--kills", type=int, default=10, help="kill -9 so often, for each draw")
    parser.add_argument("--terms", type=int, default=3, help="SIGTERM so often; 0: without it")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--database", choices=("sqlite", "postgres"), default="sqlite")
    parser.add_argument("--server", type=Path, help="folder of an installed PostgreSQL's programs")
    parser.add_argument("--command", help="starts a machine; default: serve from this tree")
    parser.add_argument("--instances", type=int, help="default: 1 on SQLite, 2 on PostgreSQL")
    parser.add_argument("--minutes", type=float, default=0, help="new draws for so long")
    parser.add_argument("--storm", type=float, default=0.01, help="share of chats with a 429")
    parser.add_argument("--pace", type=float, default=25, help="BROADCAST_PER_SECOND")
    return parser


def main() -> int:
    """Run both soaks and print their figures."""
    chosen = options().parse_args()
    logging.getLogger("bot").setLevel(logging.ERROR)
    wrong: list[str] = []
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="tradedraw-soak-")))
        server = (
            stack.enter_context(postgres(chosen.server)) if chosen.database == "postgres" else None
        )
        instances = chosen.instances or (1 if server is None else 2)
        hard = Plan(
            subscribers=chosen.subscribers,
            ends=chosen.kills,
            seed=chosen.seed,
            instances=instances,
            pace=chosen.pace,
            seconds=60 * chosen.minutes,
            storm=chosen.storm,
            command=tuple(shlex.split(chosen.command)) if chosen.command else THIS_TREE,
        )
        gentle = replace(
            hard, subscribers=chosen.subscribers // 4, ends=chosen.terms, gently=True, seconds=0
        )
        for name, plan in (("kill -9", hard), ("SIGTERM", gentle)):
            if plan.gently and not plan.ends:
                continue
            if server is not None:
                plan = replace(plan, postgres=asyncio.run(server.fresh_database()))
            how = f"{chosen.database}, {instances} instance{'s'[: instances - 1]}"
            sys.stdout.write(f"{name}: {plan.subscribers} subscribers, {how}\n")
            sys.stdout.flush()
            place = folder / str(plan.gently)
            place.mkdir()
            found = asyncio.run(one(plan, place))
            wrong += ["a standstill"] if found is None else found.wrong()
            if found is not None:
                sys.stdout.write(f"{found}\n")
    for line in wrong:
        sys.stdout.write(f"WRONG: {line}\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
