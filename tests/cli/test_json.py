"""The shape of the JSON that other programs rely on: every key, whatever is said."""

from __future__ import annotations

from typing import Any

import pytest

from bot.cli import main
from bot.running.one_question import as_json, ask
from bot.terminal.chat import Chat
from tests.conversation.talk import world
from tests.facts import FOLDER

SAID = (
    "",
    "hello",
    "480, welder, 3 November 2025",
    "480 welder march 2026",
    "my husband is a plumber with 481",
    "what if I had 510?",
    "+15",
    "was I in the last French draw?",
    "how many invitations may remain in 2025?",
    "would I ever have been invited?",
    "the last draw",
    "how does the tie-break work?",
    "notify me of new draws",
    "draw 999",
    "1300",
    "31 February 2026",
    "5/11/2024",
    "mechanic",
    "/latest 368",
    "/export",
    "/nonsense",
    "undo",
    "asdf qwer",
    "mon épouse est soudeuse, elle a 476",
    "j'ai 505, soudeur, soumis le 5 novembre 2024 à 17 h 36, heure de Montréal",
)

PERSON = {
    *("crs", "crs_on", "scores", "noc", "submitted_on", "submitted_at", "submitted_time"),
    *("submitted_between", "time_zone", "earlier_submitted_on", "experience_months"),
    *("canadian_experience_months", "french_nclc", "nomination"),
}
UNDERSTOOD = PERSON | {
    *("intent", "topic", "wants", "did_you_mean", "about", "category", "draw", "occupation"),
    *("occupation_choices", "change", "not_taken", "unclear", "assumed"),
}
DRAW = {
    *("number", "drawn_on", "category", "version", "itas", "crs_cutoff", "tie_break_at"),
    *("respond_by", "respond_by_passed", "source", "page"),
}
REMAINING = {
    *("year", "status", "planned", "issued", "may_remain", "unissued", "window", "sources"),
    *("other_readings", "past_plans"),
}
ASK = {
    *("schema", "as_of", "understood", "profile_life", "draw", "verdict", "elsewhere"),
    *("remaining", "flip", "history", "notices", "knowledge", "text", "fold_at"),
}
CHAT = {
    *("schema", "said", "understood", "profile", "dates", "changed", "showing", "state"),
    *("text", "buttons", "verdict", "draw"),
}
INTENTS = {
    *("check", "what_if", "remaining", "latest", "history", "explain", "help", "unknown"),
    *("subscribe", "unsubscribe", "status", "settings", "language", "me", "export", "forget"),
    *("privacy", "share", "undo", "dates", "remind", "small_talk"),
}
REASONS = {
    *("out_of_range", "ambiguous", "impossible", "future", "several", "zone_ambiguous"),
    "hours_unknown",
}


def _has(found: dict[str, Any] | None, keys: set[str], *, always: bool = False) -> None:
    assert found is not None or not always
    if found is not None:
        assert set(found) == keys


def _understood(found: dict[str, Any]) -> None:
    _has(found, UNDERSTOOD, always=True)
    assert found["wants"]
    first = found["wants"][0]
    assert (found["intent"], found["topic"]) == (first["intent"], first["topic"])
    assert {want["intent"] for want in found["wants"]} <= INTENTS
    assert len(found["did_you_mean"]) <= 3
    assert {unclear["reason"] for unclear in found["unclear"]} <= REASONS
    assert found["about"] in ("self", "other", None)


def _verdict(found: dict[str, Any] | None) -> None:
    _has(found, {"outcome", "criteria", "needs"})
    if found is not None:
        assert all({"name", "state", "reason"} <= set(each) for each in found["criteria"])


@pytest.mark.parametrize("said", SAID)
def test_an_answer_has_every_key(said: str) -> None:
    found = as_json(ask(said, world(), "en"))
    _has(found, ASK, always=True)
    assert found["schema"] == 2
    _understood(found["understood"])
    _has(found["draw"], DRAW)
    _verdict(found["verdict"])
    _has(found["remaining"], REMAINING)
    _has(found["profile_life"], {"expires_on", "expired"})
    _has(found["flip"], {"points_more", "submitted_before", "other"})


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_every_turn_of_a_conversation_has_every_key(lang: Any) -> None:
    chat = Chat(world(), lang)
    for said in (*SAID, "=1", "=99", "=0", "="):
        before = chat.turn("/me")["profile"]
        found = chat.turn(f"{said}\n")
        _has(found, CHAT, always=True)
        assert (found["schema"], found["said"]) == (2, said)
        _understood(found["understood"])
        _has(found["profile"], PERSON, always=True)
        _verdict(found["verdict"])
        _has(found["draw"], DRAW)
        assert found["showing"] in ("own", "what_if", "other")
        assert found["text"]
        differ = {slot for slot in PERSON if before[slot] != found["profile"][slot]}
        assert set(found["changed"]) == differ - {"scores", "earlier_submitted_on"}


def test_a_number_presses_a_button_of_the_last_answer() -> None:
    chat = Chat(world(), "en")
    asked = chat.turn("480 welder")
    assert asked["buttons"][0] == "Yes"
    assert asked["verdict"]["outcome"] == "incomplete"
    told = chat.turn("=1")
    assert told["profile"]["submitted_between"] == {"since": "2025-10-02", "until": "2026-09-30"}
    assert (told["verdict"]["outcome"], told["changed"]) == ("invited", ["submitted_between"])
    missed = chat.turn("=77")
    assert missed["state"] == told["state"]
    assert missed["changed"] == []


def test_what_was_understood_is_explained_when_asked(capsys: pytest.CaptureFixture[str]) -> None:
    form: list[str]
    for form, wanted in ([], "480"), (["--json"], '"reasons": ['):
        with pytest.raises(SystemExit) as ended:
            main(["ask", "my cousin got 455 and I have 480", "--explain", *form], FOLDER)
        assert ended.value.code == 0
        assert wanted in capsys.readouterr().out
