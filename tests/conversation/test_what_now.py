"""What to do now: by a button under a notice, in words, and for who only talks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.conversation.choices import Choice
from bot.conversation.messages import AboutPerson, NextStep, Remark
from bot.conversation.states import Memory, Other, Resting
from knowledge.profiles import Profile, Submission
from tests.conversation.talk import NOW, Talk

BELOW = Profile(450, "72106", Submission(date(2026, 3, 1)))


def talk(memory: Memory | None = None) -> Talk:
    return Talk(Resting(Memory(BELOW) if memory is None else memory))


def test_the_button_under_a_notice_is_about_the_draw_that_was_told() -> None:
    pressed = talk().press(Choice("help", "next.368"))
    (told,) = pressed.replies
    assert isinstance(told, NextStep)
    assert told.answer is not None
    assert told.answer.judged.draw.number == "368"


def test_the_button_about_a_draw_that_is_not_known_is_old() -> None:
    assert Remark("stale_button") in talk().press(Choice("help", "next.9999")).replies


def test_somebody_of_whom_nothing_is_known_is_told_how_to_begin() -> None:
    pressed = talk(Memory()).press(Choice("help", "next.368"))
    assert pressed.replies == (NextStep(None),)
    assert Choice("explain", "how_to_start") in pressed.choices


def test_all_commands_are_behind_their_button() -> None:
    assert talk().press(Choice("help", "commands")).replies == (Remark("commands"),)
    assert talk().press(Choice("help")).replies == (Remark("help"),)


def test_help_stays_help_before_any_verdict_and_as_a_command() -> None:
    assert talk(Memory()).say("help").replies == (Remark("help"),)
    assert talk(Memory()).say("480 welder 3 march 2026", "/help").replies == (Remark("help"),)


def test_the_step_of_somebody_else_says_whose_it_is() -> None:
    other = Other("brother", replace(BELOW, crs=480), NOW)
    memory = Memory(BELOW, of="brother", others=(other,))
    about, told = talk(memory).press(Choice("help", "next.447")).replies
    assert about == AboutPerson("brother")
    assert isinstance(told, NextStep)
    assert told.answer is not None
    assert told.answer.judged.profile.crs == 480
