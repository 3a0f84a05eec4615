"""What is asked of the bot itself: notices, an end of them, and that everything be forgotten."""

from __future__ import annotations

import pytest

from bot.reading.text.page import Page
from bot.reading.understood import Understood
from bot.reading.wants.deciding import with_wants
from bot.reading.wants.scoring import asked


def _said(text: str) -> Understood:
    return with_wants(Understood(), asked(Page(text).plain))


@pytest.mark.parametrize(
    "text",
    [
        "notify me of every draw",
        "subscribe me to all the draws",
        "alert me about any new round",
        "abonne-moi à toutes les rondes",
        "préviens-moi de chaque tirage",
    ],
)
def test_notices_can_be_asked_for_of_every_kind_of_draw(text: str) -> None:
    said = _said(text)
    assert (said.intent, said.category) == ("subscribe", "all")


@pytest.mark.parametrize(
    "text",
    [
        "did IRCC notify me?",
        "forget it",
        "oublie ça",
        "delete my Express Entry profile and submit a new one",
        "how do I delete my data",
        "comment effacer mes données?",
        "how much notice do I get",
        "I was notified of nothing" + " at all" * 50,
    ],
)
def test_who_asks_about_it_or_means_something_else_stops_and_deletes_nothing(text: str) -> None:
    assert _said(text).intent not in ("forget", "unsubscribe")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("speak english please", "en"),
        ("je ne parle pas anglais", "fr"),
        ("i dont understand french", "en"),
        ("do you speak hindi", None),
    ],
)
def test_the_language_is_the_one_named_or_the_other_where_it_is_refused(
    text: str, wanted: str | None
) -> None:
    said = _said(text)
    assert (said.intent, said.language) == ("language", wanted)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("change my score", "crs"),
        ("i entered wrong date", "submitted"),
        ("je me suis trompé de métier", "occupation"),
        ("corriger mon expérience", "experience"),
    ],
)
def test_an_answer_can_be_given_anew(text: str, wanted: str) -> None:
    assert _said(text).asks_to_change == wanted
