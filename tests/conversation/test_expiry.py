"""A profile that has expired: nothing that is told of its owner leaves that out."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.conversation.choices import Choice
from bot.conversation.messages import Answer, Expired, Subscribed
from bot.conversation.states import Memory, Resting
from bot.replies.rendering import words
from knowledge.profiles import Profile, Submission
from tests.conversation.talk import Talk

ENDED = Profile(480, "72106", Submission(date(2025, 11, 5)), 12)
"""On 5 November 2026."""

AFTER = datetime(2026, 11, 22, 12, tzinfo=UTC)
ON_THAT_DAY = datetime(2026, 11, 5, 12, tzinfo=UTC)

ASKED = (
    "/check",
    "was I in 408?",
    "was I in 368?",
    "what if I had 500?",
    "et si j'avais 500?",
    "/latest",
    "healthcare draw?",
    "/history",
    "would I ever have been invited?",
    "/pool",
    "what are my chances?",
    "quelles sont mes chances?",
    "when is the next draw?",
    "which other draws are for me?",
    "when does my profile expire?",
    "/dates",
    "remind me",
    "/me",
)
SAID = ("5 November 2026", "5 novembre 2026")


def asked(text: str, now: datetime = AFTER, profile: Profile = ENDED) -> Talk:
    return Talk(Resting(Memory(profile)), now).say(text)


@pytest.mark.parametrize("text", ASKED)
def test_whatever_is_asked_the_end_is_told_once(text: str) -> None:
    talk = asked(text)
    for lang, day in zip(("en", "fr"), SAID, strict=True):
        told = words(talk.replies, lang).replace("\xa0", " ")  # type: ignore[arg-type]  # of ours
        assert told.count(day) == 1, told


def test_who_subscribes_hears_that_no_draw_counts_their_profile() -> None:
    talk = Talk(Resting(Memory(ENDED)), AFTER)
    talk.world = replace(talk.world, pushes=True)
    talk.press(Choice("subscribe", "trades"))
    assert [type(each) for each in talk.replies[:2]] == [Subscribed, Expired]


@pytest.mark.parametrize("text", [each for each in ASKED if each not in ("/dates", "remind me")])
def test_on_its_last_day_and_with_a_new_one_nothing_has_expired(text: str) -> None:
    renewed = replace(ENDED, submission=Submission(date(2026, 11, 6)))
    for talk in (asked(text, ON_THAT_DAY), asked(text, AFTER, renewed)):
        assert "expired on" not in words(talk.replies, "en")


def test_a_what_if_about_another_day_is_not_told_of_the_real_ones_end() -> None:
    talk = asked("what if I had submitted on 5 May 2026?")
    assert talk.said(Answer).against is not None
    assert "expired" not in words(talk.replies, "en").split("Without it")[0]


def test_of_somebody_else_it_is_said_as_theirs() -> None:
    talk = Talk(Resting(Memory()), AFTER)
    talk.say("my husband is a welder with 480, submitted 5 November 2025", "/latest")
    assert talk.said(Expired).person == "husband"
    assert "The profile expired on 5 November 2026" in words(talk.replies, "en")
    assert "Your profile expired" not in words(talk.replies, "en")


@pytest.mark.parametrize("text", ["/remaining", "what is the tie-breaking rule?", "hello", "/help"])
def test_what_is_not_about_them_says_nothing_of_it(text: str) -> None:
    assert not asked(text).tells(Expired)
