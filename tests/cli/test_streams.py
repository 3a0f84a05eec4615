"""Whatever the streams around the program are like, it ends in order: no traceback, ever."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.skipif(os.name != "posix", reason="a shell of POSIX systems")


def shell(line: str, **environment: str) -> tuple[int, str]:
    """The exit code and all that was shown, of a line in which $T is the program."""
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {line}"],
        cwd=ROOT,
        env=dict(os.environ) | {"T": f"{sys.executable} -m bot"} | environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    shown = done.stdout.decode("utf-8", "replace")
    assert "Traceback" not in shown
    assert "Exception ignored" not in shown
    return done.returncode, shown


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("$T ask 480 | head -0", 1),
        ("$T ask 480 >&-", 0),
        ("$T ask 480 2>&- >/dev/null", 0),
        ("$T ask --as-of x 480 2>&-", 2),
        ("$T ask - <&-", 0),
        ("$T chat <&-", 0),
    ],
)
def test_a_stream_that_is_closed_ends_it_quietly(line: str, code: int) -> None:
    ended, shown = shell(line)
    assert (ended, "AttributeError" in shown, "OSError" in shown) == (code, False, False)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
@pytest.mark.parametrize("command", ["ask 480", "chat <<< 480"])
def test_output_that_finds_no_room_is_one_line(command: str) -> None:
    code, shown = shell(f"$T {command} > /dev/full")
    assert code == 1
    assert shown.strip().splitlines() == ["tradedraw: OSError: [Errno 28] No space left on device"]


def test_words_are_read_and_said_in_utf_8_whatever_the_locale() -> None:
    plainest = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    for line in (
        "$T ask --lang fr 'métier : soudeur, 480'",
        "printf 'm\\xc3\\xa9tier : soudeur, 480\\n\\xff\\n' | $T ask --lang fr -",
        "printf 'm\\xc3\\xa9tier : soudeur, 480\\n\\xff\\n' | $T chat --lang fr",
    ):
        code, shown = shell(line, **plainest)
        assert code == 0
        assert "Jusqu’ici " in shown, line
        assert "480" in shown, line
        assert "✓ soudeur sur la liste" in shown, line
