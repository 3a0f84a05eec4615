"""``tradedraw ask``: the contract's JSON, options and exit codes, in this process."""

from __future__ import annotations

import io
import json
import sys
from typing import Any

import pytest

from bot.cli import main
from tests.facts import FOLDER


class Run:
    """Runs the command line and gives what came out."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, *arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            main(arguments, FOLDER)
        shown = self._capsys.readouterr()
        assert isinstance(ended.value.code, int)
        return ended.value.code, shown.out, shown.err

    def json(self, *arguments: str) -> dict[str, Any]:
        """The one object that ``ask --json`` prints."""
        code, out, err = self("ask", *arguments, "--json")
        assert (code, err) == (0, "")
        (line,) = out.splitlines()
        found: dict[str, Any] = json.loads(line)
        return found


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    return Run(capsys)


FIRST_FOLDED = (
    "Trades in 2026: 6,500 invitations in 2 draws; no public plan, so nobody knows how many may"
    " remain."
)


def test_a_whole_answer(run: Run) -> None:
    found = run.json("480, welder, 3 November 2025", "--as-of", "2026-11-22")
    assert found["as_of"] == "2026-11-22T23:59:59Z"
    assert found["understood"]["intent"] == "check"
    assert found["understood"]["noc"] == "72106"
    assert found["draw"]["number"] == "447"
    assert found["draw"]["tie_break_at"] is None
    assert found["verdict"]["outcome"] == "invited"
    assert [c["name"] for c in found["verdict"]["criteria"]] == [
        "program",
        "occupation",
        "crs",
        "tie_break",
        "pool",
        "experience",
    ]
    assert found["verdict"]["criteria"][2] == {
        "name": "crs",
        "state": "met",
        "reason": "above",
        "points": 4,
    }
    assert found["remaining"] == found["remaining"] | {
        "year": 2026,
        "status": "no_plan",
        "issued": 6500,
        "planned": None,
        "may_remain": None,
    }
    assert found["remaining"]["past_plans"] == [
        {"year": 2025, "planned": 3300, "issued": 1250, "unissued": 2050}
    ]
    assert (found["flip"], found["history"]) == (None, None)
    assert found["notices"] == ["data_ends", "crs_rules_may_have_changed"]
    assert found["knowledge"]["newest_draw"] == "447"
    assert found["text"].startswith("Yes: 480 was enough for trades draw #447 (1 October 2026, ")
    lines = found["text"].split("\n")
    assert found["fold_at"] == len(lines) - lines[::-1].index(FIRST_FOLDED) - 1


def test_as_of_the_day_after_draw_368(run: Run) -> None:
    found = run.json("505 carpenter 2024-11-05 22:36:10 UTC", "--as-of", "2025-09-19")
    assert found["draw"]["number"] == "368"
    assert found["draw"]["tie_break_at"] == "2024-11-05T22:36:09Z"
    assert found["verdict"]["outcome"] == "not_invited"
    assert found["flip"] == {
        "points_more": 1,
        "submitted_before": "2024-11-05T22:36:09Z",
        "other": None,
    }
    left = found["remaining"]
    assert (left["status"], left["planned"], left["issued"]) == ("open", 3300, 1250)
    assert left["may_remain"] == 2050
    assert left["window"] == {"since": "2025-07-01", "until": "2025-12-31"}
    assert left["other_readings"][0]["window"] == {"since": "2025-01-01", "until": "2025-12-31"}
    assert left["other_readings"][0]["may_remain"] == 2050
    assert left["sources"]
    assert found["notices"] == []
    assert "505" in found["text"]
    assert "promise" in found["text"]


@pytest.mark.parametrize(
    ("as_of", "status", "issued"),
    [
        ("2025-08-26", "no_plan", 0),
        ("2025-08-27", "open", 0),
        ("2025-12-31", "open", 1250),
        ("2026-02-01", "no_plan", 0),
        ("2026-04-02", "no_plan", 3000),
        ("2026-11-22", "no_plan", 6500),
    ],
)
def test_what_may_remain_as_known_then(run: Run, as_of: str, status: str, issued: int) -> None:
    left = run.json("how many invitations may remain this year?", "--as-of", as_of)["remaining"]
    assert (left["status"], left["issued"]) == (status, issued)


def test_a_year_asked_for(run: Run) -> None:
    left = run.json("how many remained in 2025?", "--as-of", "2026-11-22")["remaining"]
    assert (left["year"], left["status"], left["unissued"]) == (2025, "over", 2050)
    assert left["may_remain"] is None


def test_readings_that_differ_are_both_told(run: Run) -> None:
    found = run.json("how many remain?", "--category", "education", "--as-of", "2025-09-19")
    left = found["remaining"]
    assert (left["may_remain"], left["issued"]) == (500, 2500)
    assert left["other_readings"][0]["status"] == "exceeded"
    assert left["other_readings"][0]["may_remain"] is None
    assert found["notices"] == ["window_disputed"]


@pytest.mark.parametrize(
    ("text", "slot", "reason", "readings"),
    [
        ("1300", "crs", "out_of_range", []),
        ("480 welder 31 February 2026", "submitted", "impossible", []),
        ("480 welder 5/11/2024", "submitted", "ambiguous", ["2024-11-05", "2024-05-11"]),
        ("480 welder submitted on the 5th", "submitted", "ambiguous", None),
        ("draw 999", "draw", "impossible", []),
        ("NOC 99999", "occupation", "impossible", None),
        ("480 welder 2024-11-05 20:00 BST", "submitted", "zone_ambiguous", None),
    ],
)
def test_what_is_not_clear_is_asked_back(
    run: Run, text: str, slot: str, reason: str, readings: list[str] | None
) -> None:
    found = run.json(text, "--as-of", "2026-11-22")
    (unclear,) = found["understood"]["unclear"]
    assert (unclear["slot"], unclear["reason"]) == (slot, reason)
    if readings is not None:
        assert unclear["readings"] == readings
    assert found["understood"]["submitted_at"] is None
    if reason == "ambiguous":
        assert found["understood"]["submitted_on"] is None


def test_a_year_that_was_assumed_is_named(run: Run) -> None:
    found = run.json("480 welder dec 3", "--as-of", "2026-11-22")["understood"]
    assert found["submitted_on"] == "2025-12-03"
    assert found["assumed"] == [{"slot": "submitted", "what": "year", "value": "2025"}]


def test_a_what_if_counts_from_what_was_said(run: Run) -> None:
    found = run.json("470 welder 3 nov 2025, what if +15", "--as-of", "2026-11-22")
    assert found["understood"]["crs"] == 470
    assert found["understood"]["change"] == {"crs": 15}
    assert found["understood"]["intent"] == "what_if"
    assert found["verdict"]["criteria"][2]["points"] == 9


def test_a_what_if_that_leads_out_of_the_range(run: Run) -> None:
    found = run.json("CRS 1195 welder 3 nov 2025, what if +15", "--as-of", "2026-11-22")
    assert [u["reason"] for u in found["understood"]["unclear"]] == ["out_of_range"]


def test_history_has_every_trades_draw(run: Run) -> None:
    found = run.json(
        "480 welder 3 nov 2025: would I ever have been invited?", "--as-of", "2026-11-22"
    )
    assert found["understood"]["intent"] == "history"
    numbers = [row["draw"]["number"] for row in found["history"]]
    assert numbers == ["447", "408", "368", "321", "300", "276", "261"]
    assert [row["verdict"]["outcome"] for row in found["history"]][:3] == [
        "invited",
        "invited",
        "not_invited",
    ]
    blank = run.json("past draws", "--as-of", "2026-11-22")
    assert [row["verdict"] for row in blank["history"]] == [None] * 7


def test_nothing_to_answer(run: Run) -> None:
    found = run.json("qwrtp zxcvb")
    assert found["understood"]["intent"] == "unknown"
    assert (found["draw"], found["verdict"], found["remaining"]) == (None, None, None)
    assert "/help" in found["text"]


@pytest.mark.parametrize(
    ("command", "intent"),
    [("/latest", "latest"), ("/whatif 510", "what_if"), ("/check 480 welder", "check")],
)
def test_commands_are_questions_too(run: Run, command: str, intent: str) -> None:
    assert run.json(command)["understood"]["intent"] == intent


def test_what_stands_behind_a_command_is_what_it_asks_for(run: Run) -> None:
    assert run.json("/remaining 2025")["remaining"]["year"] == 2025
    latest = run.json("/latest #368")
    assert (latest["understood"]["draw"], latest["understood"]["crs"]) == ("368", None)
    unknown = run.json("/nonsense 480")
    assert (unknown["understood"]["crs"], unknown["verdict"]) == (None, None)


def test_the_answer_to_a_wish_for_a_language_is_in_it(run: Run) -> None:
    assert run.json("français")["text"].startswith("Je réponds")


def test_a_draw_and_a_category_by_option(run: Run) -> None:
    found = run.json("505 welder 1 oct 2024", "--draw", "#368", "--category", "trades")
    assert (found["draw"]["number"], found["understood"]["draw"]) == ("368", "368")
    assert found["verdict"]["outcome"] == "invited"
    french = run.json("400 submitted 1 may 2026", "--category", "french")
    assert french["draw"]["category"] == "french"
    assert french["verdict"]["criteria"][1]["reason"] == "no_occupation_needed"
    none = run.json("latest draw", "--category", "researchers")
    assert none["draw"] is None


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("ask", "x", "--as-of", "x"), "--as-of 'x' is not a date"),
        (("ask", "x", "--as-of", "2025-09-19T10:00:00"), "no time zone"),
        (("ask", "x", "--as-of", "1999-01-01"), "Express Entry began in 2015"),
        (("ask", "x", "--as-of", "0001-01-01T00:00:00+14:00"), "is not a date"),
        (("ask", "x", "--draw", "999"), "the newest is #447"),
        (("ask", "x", "--draw", "447", "--as-of", "2026-01-01"), "not known as of 2026-01-01"),
        (("ask", "x", "--draw", "1", "--as-of", "2015-01-01"), "none was held by then"),
        (("ask", "x", "--category", "nope"), "one of: agriculture"),
        (("ask", "x", "--draw", "446", "--category", "trades"), "was a draw of 'cec'"),
        (("ask", "x", "--lang", "de"), "--lang"),
        (("ask",), "TEXT"),
        (("nope",), "nope"),
        ((), "COMMAND"),
    ],
)
def test_wrong_options_are_refused_in_one_line(
    run: Run, arguments: tuple[str, ...], says: str
) -> None:
    code, out, err = run(*arguments)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert says in err


def test_a_batch_answers_every_line_in_order(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = ["480 welder 3 nov 2025", "", "1300", "latest draw"]
    given = "\n".join(lines * 250) + "\n"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given.encode())))
    code, out, err = run("ask", "-", "--json", "--as-of", "2026-11-22")
    found = [json.loads(line) for line in out.splitlines()]
    assert (code, err, len(found)) == (0, "", 1000)
    intents = [answer["understood"]["intent"] for answer in found]
    assert intents == ["check", "unknown", "check", "latest"] * 250


def test_a_batch_of_texts_and_bytes_that_are_no_text(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"latest draw\n\xff\xfe")))
    code, out, _ = run("ask", "-")
    assert code == 0
    assert out.startswith("The newest I know")
    assert "I did not understand" in out


def test_help_is_an_answer(run: Run) -> None:
    code, out, _ = run("--help")
    assert code == 0
    assert "chat" in out
    for command in ("chat", "ask", "serve"):
        assert run(command, "--help")[0] == 0


@pytest.mark.parametrize(
    ("lang", "text", "first", "told", "never"),
    [
        (
            "en",
            "480 welder",
            "So far yes: 480",
            "Yes if it was submitted between 2 Oct",
            "Was your",
        ),
        ("en", "welder", "Still open", "in the pool that day if it was submitted", "What is your"),
        (
            "en",
            "505 carpenter 5 november 2024 draw 368",
            "It hangs on the hour",
            "tie-break",
            "At what time",
        ),
        ("en", "mechanic 480", "“mechanic” can be", "\n• Heavy-duty equipment", "Remember"),
        ("en", "480 or 490 welder", "Which is your CRS score", "\n• 490", "Remember"),
        ("en", "my birthday is 5 may 1990", "• Your birthday", "5 May 2027", "Remember"),
        ("en", "forget me", "I keep nothing", "nothing to delete", "cannot be undone"),
        ("fr", "480 soudeur", "Jusqu’ici oui", "Oui s’il a été soumis entre le 2", "était-il"),
        ("fr", "oubliez-moi", "Je ne garde rien", "rien à effacer", "Tout effacer"),
    ],
)
def test_one_question_is_answered_without_asking_on_or_offering_to_keep(
    run: Run, lang: str, text: str, first: str, told: str, never: str
) -> None:
    _, out, _ = run("ask", text, "--lang", lang, "--as-of", "2026-12-01")
    out = out.replace("\xa0", " ")
    assert out.startswith(first)
    assert told in out
    assert never not in out
