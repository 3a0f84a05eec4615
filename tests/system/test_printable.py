"""Terminal commands in what others wrote are spelled out, in logs and on the screen."""

from __future__ import annotations

import io
import logging
import subprocess
import sys

import pytest

from bot.system.logs import Redaction, TextLines
from bot.system.printable import one_line, printable

EVIL = "draw \x1b[2J\x1b]0;title\x07 \x9b31m \u202egnp \r fake line"


def test_nothing_that_commands_a_terminal_is_left_and_words_of_all_languages_stay() -> None:
    assert "\x1b" not in printable(EVIL)
    assert not [char for char in printable(EVIL) if not char.isprintable()]
    for text in ("Déjà vu, n°\xa0447", "焊工", "line\nline\tcell", "👷🏽\u200d♀️"):
        assert printable(text) == text


@pytest.mark.parametrize("text", ["a\nINFO bot: forged", "a\r\nb", EVIL])
def test_a_log_line_stays_one_line(text: str) -> None:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(TextLines())
    handler.addFilter(Redaction())
    handler.handle(logging.makeLogRecord({"msg": "the feed says: %s", "args": (text,)}))
    (line,) = stream.getvalue().splitlines()
    assert "\x1b" not in line
    assert one_line(text) in line


def test_a_command_line_with_terminal_codes_is_refused_without_them() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bot", "ask", "480", "--lang", EVIL], capture_output=True, text=True
    )
    assert done.returncode != 0
    assert "\x1b" not in done.stdout + done.stderr
