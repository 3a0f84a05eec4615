"""The watchdog, on processes of their own that stand still."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from time import monotonic

import pytest

ROOT = Path(__file__).parents[2]
PROGRAM = """
import asyncio, re, sys, time
from bot.system.watchdog import watched

async def main():
    watch = asyncio.create_task(watched(0.1, 1.0))
    await asyncio.sleep(0.3)
    {stands_still}
    watch.cancel()
    print("went on")

asyncio.run(main())
"""


@pytest.mark.parametrize(
    "stands_still",
    [
        "time.sleep(60)",
        "while True: pass",
        "re.match('(a|aa)+$', 'a' * 60 + 'b')  # holds Python's own lock, so no thread of it runs",
    ],
    ids=["waits", "computes", "matches a pattern"],
)
def test_a_process_that_stands_still_ends_itself_and_says_where(stands_still: str) -> None:
    begun = monotonic()
    done = _run(stands_still)
    assert done.returncode == 1
    assert monotonic() - begun < 30
    assert "Timeout (0:00:01)!" in done.stderr
    assert "in main" in done.stderr
    assert "went on" not in done.stdout


def test_one_that_turns_goes_on_and_is_not_ended_afterwards() -> None:
    steps = ("asyncio.sleep(2.5)", "asyncio.sleep(0)")
    done = _run(f"await {steps[0]}\n    watch.cancel()\n    await {steps[1]}\n    time.sleep(1.5)")
    assert (done.returncode, done.stdout, done.stderr) == (0, "went on\n", "")


def _run(stands_still: str) -> subprocess.CompletedProcess[str]:
    code = PROGRAM.format(stands_still=stands_still)
    return subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60
    )
