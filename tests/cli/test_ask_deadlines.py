"""Days that run, pages, and other draws, as ``ask --json`` tells them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot.cli import main
from tests.facts import FOLDER


def asked(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    with pytest.raises(SystemExit) as ended:
        main(["ask", "--json", *arguments], folder=FOLDER)
    assert ended.value.code == 0
    return json.loads(capsys.readouterr().out)


def test_the_life_of_the_profile_and_the_days_to_apply(capsys: pytest.CaptureFixture[str]) -> None:
    found = asked(capsys, "480, welder, 14 March 2026", "--as-of", "2026-11-30")
    assert found["profile_life"] == {"expires_on": "2027-03-14", "expired": False}
    assert (found["draw"]["respond_by"], found["draw"]["respond_by_passed"]) == (
        "2026-11-30",
        False,
    )
    after = asked(capsys, "480, welder, 14 March 2026", "--as-of", "2026-12-01")
    assert after["draw"]["respond_by_passed"] is True
    assert asked(capsys, "480, welder", "--as-of", "2026-12-01")["profile_life"] is None


def test_an_expired_profile_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    found = asked(capsys, "480, welder, 3 November 2025", "--as-of", "2026-12-01")
    assert found["profile_life"] == {"expires_on": "2026-11-03", "expired": True}


def test_the_page_of_the_draw_is_in_the_language_of_the_answer(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for lang, path in (("en", "/en/immigration-refugees"), ("fr", "/fr/immigration-refugies")):
        page = asked(capsys, "480", "--lang", lang, "--as-of", "2026-12-01")["draw"]["page"]
        assert path in page
        assert page.endswith("?q=447")


def test_other_draws_are_judged_and_say_what_they_need(capsys: pytest.CaptureFixture[str]) -> None:
    found = asked(capsys, "560, welder, 14 March 2026", "--as-of", "2026-12-01")
    others = {other["category"]: other for other in found["elsewhere"]}
    assert others["cec"] == {
        "category": "cec",
        "draw": "446",
        "outcome": "incomplete",
        "needs": ["canadian_experience"],
    }
    assert "trades" not in others
    assert asked(capsys, "welder", "--as-of", "2026-12-01")["elsewhere"] is None
