"""Reminders in the conversation: by a tap, each alone or all; ended, and missed ones said."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.conversation.choices import Choice
from bot.conversation.effects import Effect, Forget, Remind, SaveProfile, Unsubscribe
from bot.conversation.events import Blocked
from bot.conversation.flows.reminding import EVERY, missed
from bot.conversation.messages import DatesReport, Missed, MyProfile, Remark, StatusReport
from bot.conversation.states import AskingCrs, Memory, Resting
from bot.conversation.stored_states import load_profile
from bot.conversation.subscriptions import PastNotice, Reminder, Standing
from bot.conversation.transition import Transition
from bot.reading.understood import Lang
from bot.replies.rendering import words
from knowledge.own_dates import DeadlineKind, OwnDates
from knowledge.profiles import Profile, Submission
from tests.conversation.talk import NOW, Talk

MINE = Memory(
    Profile(480, "72106", Submission(date(2026, 3, 3))),
    zone="Asia/Manila",
    dates=OwnDates(tested_on=date(2025, 5, 3), birthday="03-12"),
)


def on_telegram(memory: Memory = MINE, *reminded: DeadlineKind) -> Talk:
    """Where reminders can be sent; of these kinds they are already."""
    talk = Talk(Resting(memory))
    talk.world = replace(talk.world, pushes=True, standing=Standing(reminded=reminded))
    return talk


def taps(talk: Talk) -> list[str]:
    """The buttons about reminders."""
    return [choice.value for choice in talk.choices if choice.kind == "remind"]


def ordered(talk: Talk) -> list[Effect]:
    return [each for each in talk.effects if not isinstance(each, SaveProfile)]


@pytest.mark.parametrize("asked", ["remind me", "rappelle-moi", "fais-moi un rappel"])
def test_nothing_is_sent_before_a_tap_and_each_kind_that_is_to_come_has_one(asked: str) -> None:
    talk = on_telegram().say(asked)
    assert talk.effects == ()
    assert talk.said(DatesReport).reminders == ()
    assert taps(talk) == ["all.on", "profile.on", "test.on", "birthday.on"]
    assert on_telegram().press(Choice("remind")).choices == talk.choices
    assert Choice("remind") in on_telegram().say("/dates").choices


@pytest.mark.parametrize(
    ("known", "tap", "wanted"),
    [
        ((), "profile.on", ("profile",)),
        (("birthday",), "profile.on", ("profile", "birthday")),
        (("profile", "birthday"), "profile.off", ("birthday",)),
        (("birthday",), "birthday.off", ()),
        ((), "all.on", EVERY),
        (("work",), "all.off", ()),
    ],
)
def test_a_tap_turns_one_kind_or_all_on_or_off(
    known: tuple[DeadlineKind, ...], tap: str, wanted: tuple[DeadlineKind, ...]
) -> None:
    talk = on_telegram(MINE, *known).press(Choice("remind", tap))
    assert ordered(talk) == [Remind(wanted)]
    assert SaveProfile(MINE.profile, MINE.zone, MINE.dates) in talk.effects
    shown = talk.said(DatesReport).reminders
    assert shown is not None
    assert {each.kind for each in shown} == {*wanted} & {"profile", "test", "birthday"}


def test_the_same_tap_again_orders_nothing() -> None:
    assert on_telegram(MINE, "profile").press(Choice("remind", "profile.on")).effects == ()
    assert on_telegram().press(Choice("remind", "all.off")).effects == ()


@pytest.mark.parametrize("forged", ["x.on", "profile", "profile.maybe", "all", ".on", "on"])
def test_a_forged_tap_changes_nothing(forged: str) -> None:
    talk = on_telegram(MINE, "test").press(Choice("remind", forged))
    assert talk.said(Remark).what == "stale_button"
    assert talk.effects == ()


def test_an_open_question_stays_open() -> None:
    talk = on_telegram()
    talk.state = AskingCrs(MINE)
    assert isinstance(talk.press(Choice("remind", "all.on")).state, AskingCrs)


@pytest.mark.parametrize("asked", ["when does my profile expire?", "what happens after the ITA?"])
def test_whoever_asks_how_long_something_runs_is_offered_a_reminder(asked: str) -> None:
    assert Choice("remind") in on_telegram().say(asked).choices
    talk = on_telegram()
    talk.world = replace(talk.world, pushes=False)
    assert Choice("remind") not in talk.say(asked).choices


def test_without_a_day_to_come_all_can_be_asked_for_already() -> None:
    talk = on_telegram(Memory()).say("remind me")
    assert taps(talk) == ["all.on"]
    assert "as soon as I know one" in words(talk.replies, "en")
    talk.press(Choice("remind", "all.on"))
    assert ordered(talk) == [Remind(EVERY)]
    assert "I remind you of days that you tell me" in words(talk.replies, "en")
    assert taps(talk) == ["all.off"]


@pytest.mark.parametrize(("lang", "place"), [("en", "(Manila)"), ("fr", "(Manille)")])
def test_the_next_reminder_is_told_with_its_day_and_by_whose_clock(lang: Lang, place: str) -> None:
    talk = on_telegram(MINE, "profile").press(Choice("remind", "test.on"))
    told = talk.said(DatesReport)
    assert told.reminders == (
        Reminder("profile", date(2027, 3, 3), 30),
        Reminder("test", date(2027, 5, 3), 30),
    )
    assert place in words(talk.replies, lang)


def test_a_profile_stored_before_there_were_days_beside_it_is_read_and_has_none() -> None:
    stored = load_profile('{"profile": {"crs": 480}, "zone": "Asia/Manila"}')
    assert stored is not None
    assert (stored.profile.crs, stored.dates) == (480, OwnDates())


def test_days_that_are_remembered_stand_beside_the_stored_profile() -> None:
    talk = on_telegram(replace(MINE, dates=OwnDates())).press(Choice("remember", "b03-12"))
    assert talk.effects == (SaveProfile(MINE.profile, MINE.zone, OwnDates(birthday="03-12")),)


def test_what_somebody_is_reminded_of_is_among_what_is_known_of_them() -> None:
    talk = on_telegram(MINE, "test", "birthday").say("/me")
    assert talk.said(MyProfile).reminded == ("test", "birthday")
    assert "Reminders: test, birthday" in words(talk.replies, "en")
    assert "Rappels\xa0: test, anniversaire" in words(talk.replies, "fr")


def test_whoever_ends_everything_or_blocks_the_bot_ends_their_reminders() -> None:
    talk = on_telegram(MINE, "test").say("/unsubscribe")
    assert talk.effects == (Unsubscribe(),)
    blocked = on_telegram(MINE, "test").event(Blocked())
    assert blocked.effects == (Unsubscribe(),)
    assert blocked.say("hello").replies[0] == Remark("notices_ended")
    assert on_telegram().event(Blocked()).effects == ()


def test_who_asks_again_in_the_very_turn_they_are_back_is_not_told_that_it_ended() -> None:
    talk = on_telegram(replace(MINE, notices_ended=True)).press(Choice("remind", "all.on"))
    assert not any(each == Remark("notices_ended") for each in talk.replies)


def test_the_status_names_reminders_by_their_day_and_leads_to_no_draw() -> None:
    talk = on_telegram()
    past = PastNotice(Reminder("profile", date(2027, 3, 3), 30).owed, "sent", NOW)
    talk.world = replace(talk.world, standing=Standing(told=(past,)))
    talk.say("/status")
    assert talk.said(StatusReport).told == ((past, None),)
    assert not any(choice.kind == "check" for choice in talk.choices)
    assert "reminder of 3 March 2027" in words(talk.replies, "en")


PROFILE, BIRTHDAY = "profile 2027-03-03 30", "birthday 2026-11-20 0"


def said(names: str | None, memory: Memory = MINE, *effects: Effect) -> Transition:
    """A turn in which somebody said hello, after these were missed."""
    taken = Transition(Resting(memory), (Remark("hello"),), effects)
    return missed(names, taken, Talk().world)


def test_what_was_missed_is_said_first_with_its_day_once_each() -> None:
    memory = replace(MINE, dates=OwnDates(birthday="11-20"))
    first, second = said(f"{PROFILE};{BIRTHDAY};{PROFILE}", memory).replies
    assert isinstance(first, Missed)
    assert [(each.kind, each.on.isoformat(), each.past) for each in first.deadlines] == [
        ("profile", "2027-03-03", False),
        ("birthday", "2026-11-20", True),
    ]
    assert second == Remark("hello")


@pytest.mark.parametrize(
    "names",
    [None, "", "profile 2027-03-04 30", "x", BIRTHDAY],
    ids=["none", "", "other", "odd", "gone"],
)
def test_what_is_true_no_more_is_not_said(names: str | None) -> None:
    assert said(names).replies == (Remark("hello"),)


def test_whoever_is_forgotten_hears_of_nothing_that_was_missed() -> None:
    assert said(PROFILE, MINE, Forget()).replies == (Remark("hello"),)
