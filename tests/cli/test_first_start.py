"""Who starts ``serve`` without a token is told how to get one; a service manager gets one line."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.replies.en.first_start import FIVE_STEPS

ROOT = Path(__file__).resolve().parents[2]
SERVE = (sys.executable, "-m", "tests.facts", "serve")
LINES, COLUMNS = 24, 80
"""Of the smallest terminal that is common."""


def environment(home: Path) -> dict[str, str]:
    left = {k: v for k, v in os.environ.items() if not k.startswith(("TELEGRAM_", "DATABASE_"))}
    return left | {"XDG_DATA_HOME": str(home)}


def test_the_five_steps_fit_one_screen() -> None:
    lines = FIVE_STEPS.splitlines()
    assert len(lines) <= LINES - 1  # the line that says what is missing comes below
    assert max(map(len, lines)) <= COLUMNS
    assert [line[2] for line in lines if line[:2] == "  " and line[2:3].isdigit()] == list("12345")


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals of POSIX systems")
def test_a_person_at_a_terminal_reads_the_steps_and_then_what_is_missing(tmp_path: Path) -> None:
    ours, theirs = os.openpty()
    with subprocess.Popen(SERVE, cwd=ROOT, env=environment(tmp_path), stderr=theirs) as process:
        os.close(theirs)
        said = b""
        while True:
            try:
                more = os.read(ours, 4096)
            except OSError:  # the other end is closed
                break
            if not more:
                break
            said += more
    os.close(ours)
    text = said.decode().replace("\r\n", "\n")
    assert process.returncode == 1
    assert text.startswith(FIVE_STEPS)
    assert text.removeprefix(FIVE_STEPS).strip().startswith("tradedraw: TELEGRAM_BOT_TOKEN is not")
    assert text.count("tradedraw: ") == 1


def test_a_service_manager_gets_one_line(tmp_path: Path) -> None:
    done = subprocess.run(
        SERVE, cwd=ROOT, env=environment(tmp_path), capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert done.stderr.startswith("tradedraw: TELEGRAM_BOT_TOKEN is not set")
