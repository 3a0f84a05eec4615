"""Speed and memory of reading occupations, built in and with 28,000 imported titles.

    python -m tests.bench.bench_occupations [--rounds 3]

Every text of ``tests/reading/occupations/occupations.toml`` is read in every round, each time
with another ending, so that no answer is remembered. The baseline in the same process is one
``rapidfuzz.process.extract`` of the same text over the same names: a table without any rules.
"""

from __future__ import annotations

import argparse
import gc
import random
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable
from pathlib import Path
from statistics import quantiles

from rapidfuzz import fuzz, process

from bot.reading.occupations.reader import OccupationIndex
from knowledge.occupations.shelf import LANGUAGES, Shelf
from knowledge.occupations.title_file import store
from tests.reading.occupations.saying import read

TABLE = Path(__file__).parents[1] / "reading" / "occupations" / "occupations.toml"
TITLES = 28_000
GOALS = {"built-in": 5.0, "imported": 15.0}
MOST_MEGABYTES = 30.0


def texts() -> list[str]:
    """All texts of the table."""
    table = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    ways = [w for want in ("says", "ask") for w in table[want].values()]
    ways += [table["unknown"], table["nothing"]]
    return [text for way in ways for those in way.values() for text in those]


def written(files: Shelf) -> list[tuple[str, str]]:
    """Every built-in name as it is written, with its unit group."""
    return [
        (noc, name)
        for noc in files.groups
        for language in LANGUAGES
        for name in files.written(noc, language)
    ]


def invented(names: list[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Titles like the official ones: a name of a group with what it is done to or where."""
    dice = random.Random(28)
    words = sorted({word for _, name in names for word in name.split() if len(word) > 3})
    made: dict[tuple[str, str], None] = {}
    while len(made) < TITLES:
        noc, name = dice.choice(names)
        shape = dice.choice(("{w} {n}", "{n} - {w} {v}", "{w} {v} {n}", "{n}, {w}", "{w}{x} {n}"))
        title = shape.format(
            n=name, w=dice.choice(words), v=dice.choice(words), x=dice.choice("aeiou")
        )
        made[noc, title] = None
    return tuple(made)


def resident() -> float:
    """Resident memory of this process in megabytes."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096 / 1e6


def timed(reads: Callable[[str], object], rounds: int) -> tuple[float, float]:
    """p50 and p99 in milliseconds."""
    took = []
    for turn in range(rounds):
        for text in texts():
            fresh = f"{text} number{'abcdefgh'[turn % 8]}x"
            start = time.perf_counter()
            reads(fresh)
            took.append((time.perf_counter() - start) * 1000)
    cuts = quantiles(took, n=100)
    return cuts[49], cuts[98]


def measure(kind: str, rounds: int) -> int:
    """Print the figures of one index; 1 when a goal is missed."""
    names = written(Shelf())
    titles = invented(names) if kind == "imported" else ()
    with tempfile.TemporaryDirectory() as folder:
        extra = Path(folder) / "titles.csv"
        store(titles, extra)
        gc.collect()
        before = resident()
        start = time.perf_counter()
        index = OccupationIndex(Shelf(titles=extra if titles else None))
        read("welder", index)
        ready = time.perf_counter() - start
    gc.collect()
    grown = resident() - before

    def free(text: str) -> object:
        return read(text, index)

    p50, p99 = timed(free, rounds)

    def answer(text: str) -> object:
        return read(text, index, expected=True)

    asked50, asked99 = timed(answer, rounds)
    among = [name for _, name in (*names, *titles)]

    def baseline(text: str) -> object:
        return process.extract(text, among, scorer=fuzz.token_set_ratio, limit=3)

    base50, base99 = timed(baseline, 1)
    sys.stdout.write(
        f"{kind}: p50 {p50:.2f} ms, p99 {p99:.2f} ms; as an answer p50 {asked50:.2f} ms, "
        f"p99 {asked99:.2f} ms; {p50 / base50:.3f} and {p99 / base99:.3f} of one extract "
        f"({base50:.1f} ms, {base99:.1f} ms); {grown:.1f} MB, ready in {ready:.2f} s\n"
    )
    return int(max(p99, asked99) > GOALS[kind] or grown > MOST_MEGABYTES)


def main() -> int:
    """Measure each index in a process of its own; 1 when a goal is missed."""
    parser = argparse.ArgumentParser(description="Speed and memory of reading occupations.")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", choices=sorted(GOALS))
    options = parser.parse_args()
    if options.only is not None:
        return measure(options.only, options.rounds)
    command = [sys.executable, "-m", "tests.bench.bench_occupations", "--rounds"]
    ended = [
        subprocess.run([*command, str(options.rounds), "--only", kind], check=False)
        for kind in GOALS
    ]
    return max(one.returncode for one in ended)


if __name__ == "__main__":
    sys.exit(main())
