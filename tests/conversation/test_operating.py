"""Operators on the pure machine: counters, pausing, and corrections that are shown first."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.conversation.choices import Choice
from bot.conversation.effects import AcceptFeed, PauseDelivery, SendCorrection
from bot.conversation.flows.operating import MOST_LETTERS
from bot.conversation.messages import (
    Ask,
    CorrectionOrdered,
    CorrectionPreview,
    LatestDraw,
    NobodyTold,
    NoSuchDraw,
    OperatorCorrection,
    OperatorReport,
    Remark,
)
from bot.conversation.states import AskingCrs, ConfirmingCorrection, Memory, Resting, State
from bot.conversation.stored_states import dump_state, load_state
from bot.conversation.subscriptions import Counts, OperatorView, Owed
from tests.conversation.talk import Talk

COUNTS = Counts(7, 1, 2, 3, 4, 5)
TEXT = "The size was 3,500\nand not 3,000."
WAITING = ConfirmingCorrection(Memory(), "447", TEXT, 3)
ORDER = SendCorrection(Owed("manual", "447", "trades", ("447",), text=TEXT))


def talk(view: OperatorView | None = None, state: State | None = None) -> Talk:
    """An operator, with what the program shows them."""
    begun = Talk(state)
    shown = view or OperatorView(COUNTS, recipients=3)
    begun.world = replace(begun.world, pushes=True, operator=True, view=shown)
    return begun


@pytest.mark.parametrize("said", ["/admin", "/pause", "/resume", "/accept", f"/correct 447 {TEXT}"])
def test_for_others_these_commands_do_not_exist(said: str) -> None:
    told = Talk().say(said)
    assert told.said(Remark).what == "unknown_command"
    assert told.effects == ()
    assert told.state == Resting(Memory())


@pytest.mark.parametrize("value", ["", "pause", "resume"])
def test_for_others_these_buttons_do_not_exist(value: str) -> None:
    told = Talk().press(Choice("operator", value))
    assert told.said(Remark).what == "stale_button"
    assert told.effects == ()


def test_the_counters() -> None:
    told = talk(OperatorView(COUNTS, paused=True)).say("/admin")
    report = told.said(OperatorReport)
    assert (report.counts, report.paused) == (COUNTS, True)
    assert told.choices == (Choice("operator", "resume"), Choice("operator"))
    assert talk().press(Choice("operator")).choices[0] == Choice("operator", "pause")
    assert talk(OperatorView()).say("/admin").said(Remark).what == "no_notices_here"
    silent = talk()
    silent.world = replace(silent.world, pushes=False)
    assert silent.say("/pause").effects == ()
    asked = talk(state=AskingCrs(Memory())).say("/admin")
    assert asked.said(Ask).question == "crs"


def test_a_feed_that_lost_draws_is_believed_by_order() -> None:
    told = talk().say("/accept")
    assert (told.said(Remark).what, told.effects) == ("feed_accepted", (AcceptFeed(),))
    silent = talk()
    silent.world = replace(silent.world, pushes=False)
    assert silent.say("/accept").effects == ()


def test_pausing_and_going_on() -> None:
    for paused in (True, False):
        order = "pause" if paused else "resume"
        said, pressed = talk().say(f"/{order}"), talk().press(Choice("operator", order))
        assert said.effects == pressed.effects == (PauseDelivery(paused),)
        assert said.said(Remark).what == ("delivery_paused" if paused else "delivery_resumed")
        assert said.choices[0] == Choice("operator", "resume" if paused else "pause")


def test_a_correction_is_shown_first_and_then_sent() -> None:
    told = talk().say(f"/correct #447 {TEXT}")
    assert told.state == WAITING
    assert told.effects == ()
    assert told.said(CorrectionPreview) == CorrectionPreview("447", 3)
    assert told.said(OperatorCorrection) == OperatorCorrection("447", TEXT)
    assert told.choices == (Choice("correct", "yes"), Choice("correct", "no"))
    sent = told.press(Choice("correct", "yes"))
    assert sent.effects == (ORDER,)
    assert sent.said(CorrectionOrdered) == CorrectionOrdered("447", 3)
    assert sent.state == Resting(Memory())
    assert sent.press(Choice("correct", "yes")).said(Remark).what == "stale_button"


@pytest.mark.parametrize("said", ["no", "cancel", "/cancel"])
def test_a_correction_is_dropped(said: str) -> None:
    told = talk(state=WAITING).say(said)
    assert told.effects == ()
    assert told.said(Remark).what == "correction_dropped"
    assert told.state == Resting(Memory())


def test_a_correction_is_confirmed_in_words_too() -> None:
    assert talk(state=WAITING).say("yes").effects == (ORDER,)
    assert talk(state=WAITING).press(Choice("correct", "no")).effects == ()
    forged = talk(state=WAITING).press(Choice("correct", "maybe"))
    assert forged.replies[0] == Remark("stale_button")
    assert forged.state == WAITING


def test_whatever_else_is_said_drops_the_correction() -> None:
    told = talk(state=WAITING).say("what was the latest draw?")
    assert told.replies[0] == Remark("correction_dropped")
    assert told.tells(LatestDraw)
    assert told.state == Resting(Memory())


def test_who_is_no_operator_any_more_sends_nothing() -> None:
    told = Talk(WAITING).press(Choice("correct", "yes"))
    assert told.effects == ()
    assert told.said(Remark).what == "correction_dropped"


def test_a_draw_that_is_gone_is_not_corrected() -> None:
    told = talk(state=replace(WAITING, draw="999")).press(Choice("correct", "yes"))
    assert told.effects == ()


@pytest.mark.parametrize("said", ["/correct", "/correct 447", "/correct   "])
def test_how_to_correct(said: str) -> None:
    assert talk().say(said).said(Remark).what == "how_to_correct"


def test_what_cannot_be_corrected() -> None:
    assert talk().say("/correct 999 wrong").said(NoSuchDraw).said == "999"
    assert talk(OperatorView()).say("/correct 447 wrong").said(NobodyTold).draw == "447"
    longest = talk().say(f"/correct 447 {'x' * MOST_LETTERS}")
    assert longest.tells(CorrectionPreview)
    told = talk().say(f"/correct 447 {'x' * (MOST_LETTERS + 1)}")
    assert told.said(Remark).what == "correction_too_long"


def test_the_open_correction_survives_being_stored() -> None:
    assert load_state(dump_state(WAITING)) == WAITING
    told = talk(state=WAITING).say("/help")
    assert told.replies == (Remark("help"), Remark("correction_waits"))
    assert told.state == WAITING
