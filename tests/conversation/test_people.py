"""Whose facts they are: the person's, a supposition's, somebody else's; and taking them back."""

from __future__ import annotations

import json
import tomllib
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.conversation.choices import Choice, Kind, decode
from bot.conversation.effects import SaveProfile
from bot.conversation.messages import (
    AboutPerson,
    Answer,
    Ask,
    AskNominationPoints,
    AskOwner,
    AskPool,
    Changed,
    Exported,
    NotUnderstood,
    PoolDays,
    Remark,
)
from bot.conversation.people import KEPT_FOR, MOST_OTHERS
from bot.conversation.requests import ROWS
from bot.conversation.states import (
    AskingCondition,
    AskingCrs,
    AskingPool,
    Memory,
    Resting,
    State,
)
from bot.conversation.stored_states import dump_state, load_profile, load_state
from bot.reading.understood import Change, Person, Understood, Want, meant
from knowledge.profiles import Between, Profile, ScoreOn, Submission
from tests.conversation.talk import NOW, Talk

BEFORE = tomllib.loads((Path(__file__).parent / "stored_before.toml").read_text("utf-8"))
MINE = Profile(480, "72106", Submission(date(2025, 11, 3)))
KNOWN = Resting(Memory(MINE))


def client(label: str, crs: int, *, supposed: bool = False) -> Understood:
    """Somebody else's score."""
    facts = Profile(crs, "72310", Submission(date(2026, 3, 2)))
    return Understood((Want("check"),), about="other", person=label, facts=facts, supposed=supposed)


# Other people.


def test_somebody_else_is_answered_and_stored_nowhere() -> None:
    told = Talk(KNOWN).mean(client("husband", 490))
    assert told.said(AboutPerson).label == "husband"
    assert told.said(Answer).person == "husband"
    assert told.said(Answer).judged.profile.crs == 490
    assert (told.state.memory.showing, told.state.memory.profile) == ("other", MINE)
    assert told.effects == ()
    told.press(Choice("real"))
    assert (told.state.memory.showing, told.said(Answer).judged.profile) == ("own", MINE)


def test_a_label_that_is_said_again_returns_to_their_real_facts() -> None:
    told = Talk(KNOWN).mean(client("client A", 470)).mean(client("Client B", 490))
    told.mean(meant("what_if", crs=500, supposed=True))
    assert told.said(Answer).judged.profile.crs == 500
    assert told.state.memory.showing == "other"
    told.mean(Understood((Want("check"),), about="other", person="CLIENT b"))
    assert told.said(Answer).judged.profile.crs == 490
    told.mean(Understood((Want("check"),), about="other", person="client A"))
    assert told.said(Answer).judged.profile.crs == 470


def test_what_is_shown_becomes_the_own_profile_only_when_that_is_said() -> None:
    told = Talk(KNOWN).mean(client("husband", 490)).press(Choice("keep"))
    assert told.state.memory.profile.crs == 490
    assert told.said(Changed).slots == ("crs", "occupation", "submitted")
    told.press(Choice("undo"))
    assert told.state.memory.profile == MINE


def test_an_answer_about_somebody_else_is_theirs() -> None:
    brother = Understood((Want("check"),), about="other", person="brother", facts=Profile(490))
    told = Talk(KNOWN).mean(brother)
    assert told.said(Ask).person == "brother"
    told.mean(meant("check", noc="72310", ownership="answer"))
    assert told.state.memory.profile == MINE
    assert told.said(AskPool).person == "brother"
    told.press(Choice("in_pool", "yes.447"))
    assert told.said(Answer).judged.verdict.outcome == "invited"
    assert told.state.memory.profile == MINE


def test_at_most_five_people_are_known_and_a_day_long() -> None:
    told = Talk(KNOWN)
    for number in range(MOST_OTHERS + 1):
        told.mean(client(f"client {number}", 470 + number))
    labels = [other.label for other in told.state.memory.others]
    assert labels == [f"client {number}" for number in range(1, MOST_OTHERS + 1)]
    told.world = replace(told.world, now=NOW + KEPT_FOR + timedelta(seconds=1))
    told.mean(meant("latest"))
    assert (told.state.memory.others, told.state.memory.showing) == ((), "own")


def test_two_people_in_one_message_are_both_answered() -> None:
    second = Person("brother", Profile(470, "72310", Submission(date(2026, 3, 2))))
    told = Talk(KNOWN).mean(replace(client("husband", 490), others=(second,)))
    people = [each.label for each in told.replies if isinstance(each, AboutPerson)]
    assert people == ["husband", "brother"]
    shown = [each.judged.profile.crs for each in told.replies if isinstance(each, Answer)]
    assert shown == [490, 470]
    assert told.state.memory.of == "husband"


# Bare lists.


def test_a_list_that_differs_in_one_answer_is_taken_and_the_change_comes_first() -> None:
    told = Talk(KNOWN).mean(meant("check", crs=490, noc="72106", ownership="list"))
    assert isinstance(told.replies[0], Changed)
    assert told.state.memory.profile.crs == 490
    assert told.choices[0] == Choice("undo")


@pytest.mark.parametrize("press", [True, False])
def test_a_list_that_differs_in_two_is_asked_back(press: bool) -> None:
    told = Talk(KNOWN).mean(meant("check", crs=461, noc="72310", ownership="list"))
    assert told.said(AskOwner).facts == Profile(461, "72310")
    assert (told.state.memory.profile, told.effects) == (MINE, ())
    if press:
        told.press(Choice("mine"))
        assert told.state.memory.profile == replace(MINE, crs=461, noc="72310")
    else:
        told.mean(Understood(small="not_mine"))
        assert (told.state.memory.profile, told.state.memory.of) == (MINE, "")


def test_what_fills_a_gap_or_lies_inside_a_span_differs_in_nothing() -> None:
    spring = Between(date(2026, 3, 1), date(2026, 5, 31))
    told = Talk(Resting(Memory(Profile(480, submitted_between=spring))))
    said = meant("check", noc="72310", submission=Submission(date(2026, 4, 2)), ownership="list")
    told.mean(said)
    assert told.state.memory.profile == Profile(480, "72310", Submission(date(2026, 4, 2)))
    assert not told.tells(Changed)


# Suppositions.


def test_points_count_from_ones_own_score_unless_they_come_on_top() -> None:
    told = Talk(KNOWN).mean(meant("what_if", change=Change(crs=10), supposed=True))
    assert told.said(Answer).judged.profile.crs == 490
    on_top = meant("what_if", change=Change(crs=5), supposed=True, follows=True, on_top=True)
    assert told.mean(on_top).said(Answer).judged.profile.crs == 495
    again = meant("what_if", change=Change(crs=12), supposed=True)
    assert told.mean(again).said(Answer).judged.profile.crs == 492


def test_and_keeps_the_supposition_and_a_new_one_begins_anew() -> None:
    told = Talk(KNOWN).mean(meant("what_if", crs=500, supposed=True))
    told.mean(meant("what_if", noc="63200", supposed=True, follows=True))
    assert told.said(Answer).judged.profile == replace(MINE, crs=500, noc="63200")
    told.mean(meant("what_if", noc="72310", supposed=True))
    assert told.said(Answer).judged.profile == replace(MINE, noc="72310")


def test_a_supposed_score_is_held_on_the_draws_day() -> None:
    kept = Profile(
        485,
        "72106",
        Submission(date(2026, 1, 14)),
        crs_on=date(2026, 11, 22),
        scores=(ScoreOn(473, date(2026, 10, 1)), ScoreOn(485, date(2026, 11, 22))),
    )
    told = Talk(Resting(Memory(kept))).say("/check")
    assert told.said(Answer).judged.verdict.outcome == "not_invited"
    told.mean(meant("what_if", crs=485, supposed=True))
    assert told.said(Answer).judged.verdict.outcome == "invited"


def test_a_score_of_another_day_is_kept_beside_the_present_one() -> None:
    told = Talk(KNOWN)
    facts = Profile(471, crs_on=date(2026, 10, 1))
    told.mean(Understood((Want("check"),), facts=facts, ownership="claim", owned=True))
    assert told.state.memory.profile.crs == 480
    assert told.state.memory.profile.scores == (ScoreOn(480), ScoreOn(471, date(2026, 10, 1)))


def test_an_exported_file_tells_nothing_of_others() -> None:
    told = Talk(KNOWN).mean(client("husband", 490))
    row = {"chat_id": 1, "state": json.loads(dump_state(told.state))}
    told.world = replace(told.world, stored={"chats": [row]})
    content = told.say("/export").said(Exported).content
    assert "husband" not in content
    assert "490" not in content
    assert "480" in content


# Undo.


def test_the_last_change_can_be_taken_back_once_also_after_a_restart() -> None:
    told = Talk(KNOWN).mean(meant("check", crs=470, owned=True, ownership="claim"))
    stored = load_state(dump_state(told.state))
    assert stored == told.state
    again = Talk(stored).say("undo")
    assert again.said(Changed).undone
    assert again.state.memory.profile == MINE
    assert again.effects == (SaveProfile(MINE, None),)
    assert again.say("undo").said(Remark).what == "nothing_to_undo"


def test_first_answers_can_be_taken_back_too() -> None:
    told = Talk().say("480, welder, 3 November 2025").say("undo")
    assert told.state.memory.profile == Profile()
    assert isinstance(told.state, AskingCrs)


# Asking less.


def test_off_the_cutoff_it_is_asked_whether_the_profile_was_in_the_pool() -> None:
    told = Talk().mean(meant("check", crs=480, noc="72106"))
    assert isinstance(told.state, AskingPool)
    tied = Talk().mean(meant("check", crs=476, noc="72106"))
    assert tied.said(Ask).question == "submitted"


@pytest.mark.parametrize(
    ("told", "span"),
    [
        ("yes", Between(date(2025, 10, 2), date(2026, 9, 30))),
        ("later", Between(date(2026, 10, 2), date(2026, 11, 22))),
        ("older", Between(None, date(2025, 9, 30))),
    ],
)
def test_an_answer_about_the_pool_leaves_these_days(told: str, span: Between) -> None:
    asked = Talk().mean(meant("check", crs=480, noc="72106"))
    asked.press(Choice("in_pool", f"{told}.447"))
    assert asked.state.memory.profile.submitted_between == span
    assert (asked.said(Answer).judged.verdict.outcome == "invited") == (told == "yes")


def test_no_alone_is_asked_back_and_not_sure_gives_the_range() -> None:
    asked = Talk().mean(meant("check", crs=480, noc="72106"))
    asked.mean(Understood(small="no"))
    assert asked.said(Remark).what == "later_or_older"
    asked.mean(Understood(small="dont_know"))
    assert asked.said(PoolDays).days == Between(date(2025, 10, 2), date(2026, 9, 30))
    assert asked.said(Answer).judged.verdict.outcome == "incomplete"


def test_a_condition_is_asked_once_and_kept() -> None:
    facts = Profile(530, submission=Submission(date(2026, 3, 3)))
    told = Talk(Resting(Memory(facts))).mean(meant("check", category="cec"))
    assert isinstance(told.state, AskingCondition)
    told.press(Choice("condition", "no"))
    assert told.state.memory.profile.canadian_experience_months == 0
    assert told.said(Answer).judged.verdict.outcome == "not_invited"
    told.mean(meant("check", draw="443"))
    assert told.tells(Answer)
    yes = Talk(Resting(Memory(facts))).mean(meant("check", category="cec"))
    yes.mean(Understood(small="yes"))
    assert yes.state.memory.profile.canadian_experience_months == 12


def test_no_work_in_canada_says_nothing_of_work_abroad() -> None:
    facts = Profile(530, noc="72106", submission=Submission(date(2026, 3, 3)))
    told = Talk(Resting(Memory(facts))).say("I have no Canadian experience")
    profile = told.state.memory.profile
    assert (profile.canadian_experience_months, profile.experience_months) == (0, None)
    assert told.said(Answer).judged.verdict.outcome == "invited"


def test_a_nomination_that_was_received_leaves_the_score_and_asks_what_it_holds() -> None:
    told = Talk(KNOWN).say("I got my nomination from Ontario")
    assert (told.state.memory.profile.nomination, told.state.memory.profile.crs) == (True, 480)
    assert told.said(AskNominationPoints) == AskNominationPoints(480, 600)
    supposed = Talk(KNOWN).say("what if I get a nomination?")
    assert supposed.said(Answer).judged.profile.crs == 1080
    assert not supposed.tells(AskNominationPoints)


def test_two_misses_offer_a_way_past_the_question() -> None:
    told = Talk().mean(meant("check")).mean(Understood()).mean(Understood())
    assert told.said(NotUnderstood).stuck
    assert {Choice("skip"), Choice("latest"), Choice("help")} <= set(told.choices)
    assert told.press(Choice("skip")).said(Ask).question == "occupation"


def test_what_may_have_been_meant_is_offered_and_a_tap_answers() -> None:
    maybe = (Want("explain", "tie_break"), Want("remaining"))
    told = Talk(KNOWN).mean(Understood(did_you_mean=maybe))
    assert told.said(NotUnderstood).maybe
    assert told.choices[:2] == (Choice("meant", "explain.tie_break"), Choice("meant", "remaining."))
    assert told.press(told.choices[1]).replies


def test_a_tie_break_that_somebody_reads_is_theirs_and_for_this_chat() -> None:
    tied = Profile(476, "72106", Submission(date(2026, 3, 1)))
    told = Talk(Resting(Memory(tied))).say("/check")
    assert told.said(Answer).judged.verdict.outcome == "depends"
    told.say("the tie-breaking rule says 28 May 2026 at 16:55:24 UTC")
    assert told.said(Answer).judged.verdict.outcome == "invited"
    assert Remark("tie_break_read") in told.replies
    known = Talk(Resting(Memory(tied, draw="408")))
    known.say("the tie-break is 1 March 2026 at 16:55 UTC")
    assert Remark("tie_break_is_known") in known.replies
    assert known.state.memory.tie_breaks == ()


# What older versions stored, and buttons they sent.


@pytest.mark.parametrize("name", BEFORE["states"])
def test_a_state_of_before_can_still_be_read_and_goes_on(name: str) -> None:
    state: State | None = load_state(BEFORE["states"][name])
    assert state is not None
    told = Talk(state)
    for text in ("hello", "480", "undo", "/check"):
        assert told.say(text).replies


def test_a_what_if_of_before_is_still_what_is_shown() -> None:
    state = load_state(BEFORE["states"]["resting, what-if"])
    assert state is not None
    assert state.memory.showing == "what_if"


def test_a_profile_of_before_can_still_be_read() -> None:
    stored = load_profile(BEFORE["profile"])
    assert stored is not None
    assert stored.profile.experience_months == 14
    assert stored.profile.submission is not None


@pytest.mark.parametrize("kind", BEFORE["buttons"])
def test_a_button_of_before_is_still_known(kind: Kind) -> None:
    assert decode(f"1:{kind}:") == Choice(kind)
    assert kind in ROWS
    assert Talk(KNOWN).press(f"1:{kind}:").replies


def test_nothing_of_other_people_survives_a_conversation_that_is_forgotten() -> None:
    told = Talk(KNOWN).mean(client("husband", 490)).say("/forget", "yes")
    assert told.state.memory == Memory(lang="en")
    assert isinstance(told.state, Resting)
