"""Questions about the facts of today, asked of the program as anybody would."""

from __future__ import annotations

import json

import pytest

from bot.cli import main
from knowledge.facts.shelf import DATA

THE_TIE = {
    "the day before is in range": ("27 May 2026", "invited", []),
    "the day itself asks for the hour": ("28 May 2026", "depends", ["submitted_time"]),
    "two days later is not": ("30 May 2026", "not_invited", []),
}


@pytest.mark.parametrize(("day", "outcome", "needs"), THE_TIE.values(), ids=THE_TIE)
def test_at_the_cut_off_of_447(
    capsys: pytest.CaptureFixture[str], day: str, outcome: str, needs: list[str]
) -> None:
    with pytest.raises(SystemExit):
        main(["ask", "--json", f"476, welder, {day}", "--draw", "447"], folder=DATA)
    verdict = json.loads(capsys.readouterr().out)["verdict"]
    assert (verdict["outcome"], verdict["needs"]) == (outcome, needs)
