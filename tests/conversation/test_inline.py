"""One line typed in passing: what is offered, and that nothing but the line decides it."""

from __future__ import annotations

import pytest

from bot.conversation.inline import Offer, offered
from bot.conversation.links import Scenario, decode_link
from bot.conversation.messages import (
    Answer,
    Explained,
    History,
    LatestDraw,
    NoSuchDraw,
    NotACrsScore,
    NothingToCompare,
    NotUnderstood,
    PoolReport,
    RemainingReport,
    WhichDay,
)
from bot.reading.understood import Lang
from tests.conversation.talk import world


def about(text: str, lang: Lang = "en") -> list[str]:
    return [offer.about for offer in offered(text, lang, world()).offers]


def first(text: str, lang: Lang = "en") -> Offer:
    return offered(text, lang, world()).offers[0]


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_a_complete_line_gives_verdict_latest_draw_and_what_may_remain(lang: Lang) -> None:
    job = "welder" if lang == "en" else "soudeur"
    found = offered(f"480 {job} 2026-03-14", lang, world())
    verdict, latest, remaining = found.offers
    (answer,) = verdict.said
    assert isinstance(answer, Answer)
    assert answer.judged.verdict.outcome == "invited"
    assert isinstance(latest.said[0], LatestDraw)
    assert isinstance(remaining.said[0], RemainingReport)
    assert found.personal
    assert found.lang == lang


@pytest.mark.parametrize(
    ("text", "opens"),
    [
        ("480 welder 2026-03-14", "1p-c480-n72106-d20260314"),
        ("draw 368: 505", "1p-c505-r368"),
        ("latest", "check"),
        ("my score is 1300", "check"),
    ],
)
def test_the_private_chat_begins_with_what_was_typed(text: str, opens: str) -> None:
    found = offered(text, "en", world()).opens
    assert found == opens
    assert found == "check" or isinstance(decode_link(found), Scenario)


def test_an_incomplete_line_says_what_is_missing() -> None:
    assert about("505") == ["verdict", "latest", "remaining"]
    (answer,) = first("505").said
    assert isinstance(answer, Answer)
    assert answer.judged.verdict.needs == ("occupation", "submitted")


@pytest.mark.parametrize(
    ("text", "kind", "rest"),
    [
        ("1300", NotACrsScore, ["latest", "remaining"]),
        ("my score is 1300, welder", NotACrsScore, ["verdict", "latest", "remaining"]),
        ("480 welder 5/11/2024", WhichDay, ["verdict", "latest", "remaining"]),
        ("+15", NothingToCompare, ["latest", "remaining"]),
        ("draw 999", NoSuchDraw, ["latest", "remaining"]),
        ("480 welder draw 999", NoSuchDraw, ["verdict", "latest", "remaining"]),
        ("qwertz", NotUnderstood, ["latest", "remaining"]),
    ],
)
def test_what_is_not_clear_is_said_first(text: str, kind: type[object], rest: list[str]) -> None:
    assert isinstance(first(text).said[0], kind)
    assert about(text) == ["unclear", *rest]


@pytest.mark.parametrize("text", ["", "   ", "latest"])
def test_an_empty_line_gives_what_everybody_may_want_to_know(text: str) -> None:
    found = offered(text, "en", world())
    assert [offer.about for offer in found.offers] == ["latest", "remaining"]
    assert not found.personal


def test_questions_are_answered_first() -> None:
    assert about("how many invitations may still come?") == ["remaining", "latest"]
    assert isinstance(first("what is the tie-breaking rule?").said[0], Explained)
    assert isinstance(first("past draws").said[0], History)
    assert isinstance(first("how many people are in the pool?").said[0], PoolReport)


def test_a_draw_or_category_that_is_named_is_what_it_is_about() -> None:
    (answer,) = first("draw 368: 505, welder, 2024-11-04").said
    assert isinstance(answer, Answer)
    assert answer.judged.draw.number == "368"
    (latest,) = first("latest healthcare").said
    assert isinstance(latest, LatestDraw)
    assert latest.draw.category == "healthcare"
