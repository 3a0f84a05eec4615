"""A reading that runs away is broken off, and what runs on time is left alone."""

from __future__ import annotations

import re
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest

from bot.reading import understand
from bot.reading.occupations.reader import load_occupations
from bot.reading.understood import Reading
from bot.running.budget import TooLong, at_most
from tests.facts import frozen

RUNAWAY = re.compile(r"(?:a+)+b")  # doubles its work with each letter
LONGEST = 4_096
ORDINARY = "I'm a welder with 478, submitted 3 May 2026 at 5 pm EST, was I in the last draw? "
UNITS = [
    "480 ",
    "3 May ",
    "12:30 ",
    "if ",
    "my wife has ",
    "(",
    "1,",
    "é",
    "焊工",
    "NOC 72310 ",
    "PNP ",
]


def test_a_pattern_that_runs_away_is_broken_off() -> None:
    begun = time.process_time()
    with pytest.raises(TooLong), at_most(0.05):
        RUNAWAY.match("a" * 40)
    assert time.process_time() - begun < 1


def test_nothing_rings_after_what_ended_in_time() -> None:
    handler = signal.getsignal(signal.SIGVTALRM)
    with at_most(0.05):
        pass
    assert signal.getsignal(signal.SIGVTALRM) is handler
    assert signal.getitimer(signal.ITIMER_VIRTUAL) == (0, 0)


def test_in_another_thread_it_is_only_read() -> None:
    def read() -> int:
        with at_most(0.05):
            return 1

    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(read).result() == 1


@pytest.mark.parametrize("unit", [ORDINARY, *UNITS])
def test_the_longest_messages_are_read_well_in_time(unit: str) -> None:
    occupations = load_occupations()
    text = (unit * LONGEST)[:LONGEST]
    reading = Reading(datetime(2026, 12, 1, 12, tzinfo=UTC), "en")
    begun = time.process_time()
    understand(text, reading, frozen(), occupations)
    assert time.process_time() - begun < 1
