"""Every check and every test, in order: ``python -m tests``. Exit 1 when one of them fails.

With words behind it, only the checks named by them: ``python -m tests ruff mypy``.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
CODE = ("bot", "knowledge", "tests", "start.py")
COMPLETE = "knowledge/*,bot/conversation/*,bot/reading/*"
"""Where every branch must be taken by some test."""


class Check(NamedTuple):
    """One program that must exit 0; ``title`` is what the summary calls it."""

    title: str
    command: tuple[str, ...]


CHECKS = (
    Check("format (ruff)", ("ruff", "format", "--check", *CODE)),
    Check("lint (ruff)", ("ruff", "check", *CODE)),
    Check("types (mypy)", ("mypy", *CODE)),
    Check("imports (import-linter)", ("lint-imports", "--no-cache")),
    Check("facts (knowledge check)", ("python", "-m", "knowledge", "check")),
    # One process more than the machines have processors: some tests wait for time to pass.
    Check(
        "tests (pytest)",
        ("pytest", "-n", "3", "--dist=worksteal", "--cov", "--cov-report=", "--durations=5"),
    ),
    Check(
        "coverage, all of it in knowledge, bot/conversation and bot/reading",
        ("coverage", "report", f"--include={COMPLETE}", "--fail-under=99", "--skip-covered", "-m"),
    ),
    Check("coverage, as it is elsewhere", ("coverage", "report", f"--omit={COMPLETE}")),
)


def passes(check: Check) -> bool:
    """Run one check where its output can be seen."""
    program = BIN / check.command[0]
    done = subprocess.run([str(program), *check.command[1:]], cwd=ROOT, check=False)
    return done.returncode == 0


def main(words: list[str]) -> int:
    """Run the checks whose title holds one of the words, all without words, and sum them up."""
    chosen = [c for c in CHECKS if not words or any(word in c.title for word in words)]
    if not chosen:
        print(f"No check has a name like that. There are: {'; '.join(c.title for c in CHECKS)}.")
        return 2
    summary = []
    for check in chosen:
        print(f"\n== {check.title}: {' '.join(check.command)}", flush=True)
        begin = time.monotonic()
        ok = passes(check)
        line = f"{'ok    ' if ok else 'FAILED'} {time.monotonic() - begin:6.1f} s  {check.title}"
        summary.append((ok, line))
        print(line, flush=True)
    print("\n== summary")
    for _, line in summary:
        print(line)
    return 0 if all(ok for ok, _ in summary) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
