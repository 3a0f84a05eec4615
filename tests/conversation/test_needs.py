"""What a turn asks the database for: nothing, unless it is about notices."""

from __future__ import annotations

import pytest

from bot.conversation.choices import Choice, Kind, encode
from bot.conversation.events import AddedToGroup, Pressed, Said, SentSomethingElse
from bot.conversation.needs import MOST_TOLD, NOTHING, Needs, needs

MINE = Needs(subscription=True)
SUBSCRIPTION = Needs(subscription=True, decision=True)
LANGUAGE = Needs(decision=True)
STATUS = Needs(subscription=True, told=MOST_TOLD)


@pytest.mark.parametrize(
    "text",
    [
        "480, welder, 3 November 2025",
        "what was the latest draw?",
        "/start",
        "/check 480",
        "/forget",
        "/pause",
        "/resume",
        "/nonsense",
        "yes",
        "",
    ],
)
def test_ordinary_turns_need_nothing(text: str) -> None:
    assert needs(Said(text)) == NOTHING


@pytest.mark.parametrize(
    ("text", "needed"),
    [
        ("/subscribe", SUBSCRIPTION),
        ("/subscribe@draws_bot french", SUBSCRIPTION),
        ("/unsubscribe", SUBSCRIPTION),
        ("/me", MINE),
        ("/language fr", LANGUAGE),
        ("/status", STATUS),
        ("notify me of trades draws", SUBSCRIPTION),
        ("stop notifications", SUBSCRIPTION),
        ("am I subscribed?", STATUS),
        ("/admin", Needs(counts=True)),
        ("/correct #91A The size", Needs(recipients_of="91a")),
        ("/correct", Needs(recipients_of="")),
    ],
)
def test_words_about_notices_need_what_they_are_about(text: str, needed: Needs) -> None:
    assert needs(Said(text)) == needed


@pytest.mark.parametrize(
    ("kind", "needed"),
    [
        ("subscribe", SUBSCRIPTION),
        ("subscribe_other", SUBSCRIPTION),
        ("only_changes", SUBSCRIPTION),
        ("quiet", SUBSCRIPTION),
        ("quiet_zone", SUBSCRIPTION),
        ("unsubscribe", SUBSCRIPTION),
        ("status", STATUS),
        ("lang", LANGUAGE),
        ("operator", Needs(counts=True)),
        ("correct", NOTHING),
        ("check", NOTHING),
    ],
)
def test_buttons(kind: Kind, needed: Needs) -> None:
    assert needs(Pressed(encode(Choice(kind)))) == needed


def test_what_means_nothing_needs_nothing() -> None:
    assert needs(Pressed("rubbish")) == NOTHING
    assert needs(SentSomethingElse("voice")) == NOTHING
    assert needs(AddedToGroup()) == NOTHING
