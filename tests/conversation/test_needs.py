"""What a turn asks the database for: nothing, unless it is about notices."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.conversation.choices import Choice, Kind, encode
from bot.conversation.events import AddedToGroup, Event, Pressed, Said, SentSomethingElse
from bot.conversation.requests import MOST_TOLD, NOTHING, Needs
from bot.conversation.requests import needs as needs_in
from bot.conversation.states import AskingHomeZone, ConfirmingForget, Memory, Resting, State
from bot.conversation.understanding import requests_of
from tests.conversation.talk import world

MINE = Needs(subscription=True)
SUBSCRIPTION = Needs(subscription=True, decision=True)
LANGUAGE = Needs(decision=True)
STATUS = Needs(subscription=True, told=MOST_TOLD)
STORED = Needs(stored=True)


def needs(event: Event) -> Needs:
    """What a turn needs at rest."""
    return needed(event, Resting(Memory()))


def needed(event: Event, state: State) -> Needs:
    """What a turn needs in that state; operators' commands are known to them only."""
    here = replace(world(), operator=True)
    return needs_in(requests_of(event, state, here), state)


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
        ("/settings", MINE),
        ("/start 1s-trades", SUBSCRIPTION),
        ("/export", STORED),
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
        ("settings", MINE),
        ("home_zone", MINE),
        ("export", STORED),
        ("share", NOTHING),
        ("operator", Needs(counts=True)),
        ("correct", NOTHING),
        ("check", NOTHING),
    ],
)
def test_buttons(kind: Kind, needed: Needs) -> None:
    value = "fr" if kind == "lang" else ""
    assert needs(Pressed(encode(Choice(kind, value)))) == needed


def test_what_means_nothing_needs_nothing() -> None:
    assert needs(Pressed("rubbish")) == NOTHING
    assert needs(SentSomethingElse("voice")) == NOTHING
    assert needs(AddedToGroup()) == NOTHING


@pytest.mark.parametrize("event", [Said("yes"), Pressed("1:forget:yes")])
def test_a_deletion_needs_to_know_what_it_cannot_reach(event: Event) -> None:
    assert needed(event, ConfirmingForget(Memory())) == Needs(backups=True)


def test_a_time_zone_that_was_asked_for_is_shown_beside_the_other_settings() -> None:
    assert needed(Said("Manila"), AskingHomeZone(Memory())) == MINE
