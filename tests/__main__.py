"""Every check and every test, in order: ``python -m tests``. Exit 1 when one of them fails.

With words behind it, only the checks named by them: ``python -m tests ruff mypy``. With ``--fast``
those for the loop while editing: a fifth of the time, without the tests that start programs and
databases or try very many cases (``LONG``), and without coverage. With ``--whole`` every row of
the tables that are so long that otherwise a part of them is tried, another one at each commit.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from tests.sampling import ALL

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
WHOLE = {**ALL, "PYTEST_TIMEOUT": "1500"}
"""For every row: some tests take minutes then."""
CODE = ("bot", "knowledge", "tests", "start.py")

LONG = (
    "tests/cli",
    "tests/contract",
    "tests/house/test_contracts.py",
    "tests/house/test_draw_by_hand.py",
    "tests/house/test_patterns.py",
    "tests/house/test_readme.py",
    "tests/journeys/test_channels.py",
    "tests/journeys/test_everywhere.py",
    "tests/journeys/test_new_draws.py",
    "tests/journeys/test_new_version.py",
    "tests/journeys/test_operated.py",
    "tests/journeys/test_operator_hears.py",
    "tests/journeys/test_program.py",
    "tests/journeys/test_reminders.py",
    "tests/journeys/test_troubled_telegram.py",
    "tests/knowledge/test_knowledge_cli.py",
    "tests/knowledge/test_snapshots.py",
    "tests/notices/test_replay.py",
    "tests/operating",
    "tests/pictures",
    "tests/reading/occupations/test_left_out.py",
    "tests/reading/occupations/test_snapshot.py",
    "tests/reading/test_growth.py",
    "tests/reading/test_utterances_properties.py",
    "tests/reading/wants/test_wants.py",
    "tests/replies/test_cards.py",
    "tests/replies/test_fits.py",
    "tests/running/test_log_scan.py",
    "tests/running/test_reminding.py",
    "tests/running/test_reminding_stored.py",
    "tests/soak",
    "tests/storage",
    "tests/system/test_watchdog.py",
    "tests/telegram",
    "tests/terminal",
)
"""Programs and databases are started there, or very many cases tried."""


class Check(NamedTuple):
    """One program that must exit 0; ``title`` is what the summary calls it.

    ``seconds`` is what it takes on two processors that have nothing else to do.
    """

    title: str
    seconds: int
    command: tuple[str, ...]


BEFORE = (
    Check("format (ruff)", 1, ("ruff", "format", "--check", *CODE)),
    Check("lint (ruff)", 1, ("ruff", "check", *CODE)),
    Check("types (mypy)", 12, ("mypy", *CODE)),
    Check("imports (import-linter)", 2, ("lint-imports", "--no-cache")),
    Check("facts (knowledge check)", 1, ("python", "-m", "knowledge", "check")),
)
CHECKS = (
    *BEFORE,
    # One process more than the machines have processors: some tests wait for time to pass.
    Check(
        "tests (pytest)",
        220,
        ("pytest", "-n", "3", "--dist=worksteal", "--cov", "--cov-report=", "--durations=5"),
    ),
    Check(
        "coverage of knowledge, bot/conversation and bot/reading",
        2,
        ("coverage", "report", "--fail-under=99", "--skip-covered", "-m"),
    ),
)
SHORT = ("pytest", "-n", "2", *(f"--ignore={path}" for path in LONG))
FAST = (*BEFORE, Check("short tests (pytest)", 28, SHORT))


def about(seconds: int) -> str:
    """How long that is, as people say it.

    >>> about(1), about(38), about(199)
    ('1 second', '40 seconds', '3 1/2 minutes')
    """
    if seconds < 60:
        rounded = seconds if seconds < 10 else round(seconds, -1)
        return f"{rounded} second{'s'[: rounded - 1]}"
    halves = round(seconds / 30)
    return f"{halves // 2}{' 1/2' * (halves % 2)} minutes"


def passes(check: Check, environment: Mapping[str, str]) -> bool:
    """Run one check where its output can be seen."""
    command = [str(BIN / check.command[0]), *check.command[1:]]
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode == 0


def main(words: list[str]) -> int:
    """Run the checks whose title holds one of the words, all without words, and sum them up."""
    fast, environment = "--fast" in words, os.environ | (WHOLE if "--whole" in words else {})
    checks = FAST if fast else CHECKS
    words = [word for word in words if word not in ("--fast", "--whole")]
    chosen = [c for c in checks if not words or any(word in c.title for word in words)]
    if not chosen:
        print(f"No check has a name like that. There are: {'; '.join(c.title for c in checks)}.")
        return 2
    shorter = "" if fast or words else f"; --fast takes {about(sum(c.seconds for c in FAST))}"
    print(
        f"{len(chosen)} checks, about {about(sum(c.seconds for c in chosen))} on two processors"
        f"{shorter}. The first time mypy needs a minute more.",
        flush=True,
    )
    summary = []
    for number, check in enumerate(chosen, 1):
        takes = "" if check.seconds < 5 else f", about {about(check.seconds)}"
        print(f"\n== {number} of {len(chosen)}: {check.title}{takes}", flush=True)
        begin = time.monotonic()
        ok = passes(check, environment)
        line = f"{'ok    ' if ok else 'FAILED'} {time.monotonic() - begin:6.1f} s  {check.title}"
        summary.append((ok, line))
        print(
            line if ok else f"{line}\n       again: python -m tests {check.title.split()[0]}",
            flush=True,
        )
    print("\n== summary")
    for _, line in summary:
        print(line)
    return 0 if all(ok for ok, _ in summary) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
