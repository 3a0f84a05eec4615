"""What ``start.py check`` says before it begins, and what ``--fast`` does without."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest

from tests import __main__ as checks

ROOT = Path(__file__).resolve().parents[2]


def test_fast_is_a_fifth_of_all_and_all_is_less_than_five_minutes() -> None:
    everything, fast = (sum(c.seconds for c in some) for some in (checks.CHECKS, checks.FAST))
    assert everything < 300
    assert fast <= everything / 5


def test_what_is_left_out_by_fast_is_there() -> None:
    assert [path for path in checks.LONG if not (ROOT / path).exists()] == []


def test_how_long_it_takes_is_said_first_then_what_runs(capfd: pytest.CaptureFixture[str]) -> None:
    assert checks.main(["facts"]) == 0
    lines = capfd.readouterr().out.splitlines()
    assert lines[0].startswith("1 checks, about 1 second on two processors")
    assert "== 1 of 1: facts (knowledge check)" in lines
    assert lines[-1].startswith("ok ")


def test_a_check_that_is_not_there_is_told_with_those_that_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert checks.main(["--fast", "nonsense"]) == 2
    assert "short tests (pytest)" in capsys.readouterr().out


def test_examples_in_the_module() -> None:
    assert doctest.testmod(checks).failed == 0
