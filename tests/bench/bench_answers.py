"""How fast an answer is: judging, understanding, and starting ``tradedraw ask``.

    python -m tests.bench.bench_answers

Prints ratios against a baseline measured in the same run; asserts nothing. Starting is measured as
it is after an installation: with bytecode on disk, ours and that of the libraries alike.
"""

from __future__ import annotations

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import timeit
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path

from bot.conversation.world import World
from bot.reading.occupations.reader import load_occupations
from bot.running.one_question import as_json, ask
from knowledge.facts.shelf import load
from knowledge.flips import flip
from knowledge.profiles import Profile, Submission
from knowledge.rulebook import rules_of
from knowledge.verdicts import judge

ROOT = Path(__file__).resolve().parents[2]
QUESTION = "505 welder 2024-11-04"


def cpu_of(environment: Mapping[str, str], *arguments: str) -> float:
    """CPU seconds (user and system) of a Python process with these arguments."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        check=True,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def starts(rounds: int = 15) -> dict[str, float]:
    """Median CPU seconds of starts, in turns, so that a busy moment meets all of them."""
    ask = ("-m", "bot", "ask", QUESTION)
    taken: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        kept, gone = Path(folder, "kept"), Path(folder, "gone")
        inherited = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
        environment = inherited | {
            "PYTHONPYCACHEPREFIX": f"{folder}/bytecode",
            "XDG_CACHE_HOME": str(kept),
        }
        for number in range(rounds + 1):
            shutil.rmtree(gone, ignore_errors=True)
            runs = {
                "nothing": cpu_of(environment, "-c", "pass"),
                "pydantic": cpu_of(environment, "-c", "import pydantic"),
                "again": cpu_of(environment, *ask),
                "first": cpu_of(environment | {"XDG_CACHE_HOME": str(gone)}, *ask),
            }
            for name, seconds in runs.items() if number else ():  # the first writes bytecode
                taken.setdefault(name, []).append(seconds)
    return {name: statistics.median(seconds) for name, seconds in taken.items()}


def each(run: str, names: dict[str, object]) -> float:
    """Best seconds for one run."""
    timer = timeit.Timer(run, globals=names)
    count, _ = timer.autorange()
    return min(timer.repeat(5, count)) / count


def main() -> None:
    """Print the figures."""
    facts, occupations = load(), load_occupations()
    draw = facts.draws.draw("368")
    assert draw is not None
    names: dict[str, object] = {
        "judge": judge,
        "flip": flip,
        "ask": ask,
        "as_json": as_json,
        "draw": draw,
        "rules": rules_of(draw, facts),
        "profile": Profile(505, "72106", Submission(date(2024, 11, 5))),
        "world": World(datetime(2026, 11, 22, tzinfo=UTC), facts, occupations),
        "question": QUESTION,
    }
    print(f"judge: {1 / each('judge(profile, draw, rules)', names):,.0f} per second")
    print(f"judge and flip: {1 / each('flip(profile, draw, rules)', names):,.0f} per second")
    whole = each("as_json(ask(question, world, 'en'))", names)
    print(f"a whole answer to {QUESTION!r}: {1 / whole:,.0f} per second")
    started = starts()
    baseline = started["pydantic"]
    told = {"again": "with snapshots of the facts (goal: 4)", "first": "that makes them"}
    for name, kind in told.items():
        print(
            f"a start of ask {kind}: {started[name] / baseline:.1f} x 'import pydantic'"
            f" ({started[name] * 1000:.0f} ms CPU against {baseline * 1000:.0f} ms;"
            f" Python alone {started['nothing'] * 1000:.0f} ms)"
        )


if __name__ == "__main__":
    main()
