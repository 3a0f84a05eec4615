"""Single turns of the machine: what journeys do not reach, and what holds for every turn."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.conversation.choices import Choice, decode, encode
from bot.conversation.effects import Forget, SaveLanguage, SaveProfile
from bot.conversation.events import EditedEarlier, SaidTooMuch
from bot.conversation.messages import (
    Answer,
    Ask,
    AskWhatIf,
    AskWhatToChange,
    AskZone,
    Explained,
    History,
    LatestDraw,
    MyProfile,
    NoDrawYet,
    NoExactDay,
    NoneOfThese,
    NoSuchDay,
    NoSuchDraw,
    NotACrsScore,
    Noted,
    NothingToCompare,
    NotUnderstood,
    NotYet,
    OddExperience,
    RemainingReport,
    Remark,
    SeveralScores,
    UnknownCode,
    WhichDay,
    WhichOccupation,
)
from bot.conversation.requests import Command
from bot.conversation.states import (
    AskingCrs,
    AskingOccupation,
    AskingSubmission,
    AskingTime,
    AskingWhatIf,
    AskingZone,
    ChoosingCrs,
    ChoosingDay,
    ChoosingOccupation,
    ConfirmingCorrection,
    ConfirmingForget,
    Memory,
    Resting,
    State,
)
from bot.conversation.stored_states import dump_profile, dump_state, load_profile, load_state
from bot.reading.understood import Assumed, Change, Unclear, Understood, meant
from bot.replies.rendering import LANGUAGES, render
from knowledge.profiles import Profile, Submission
from tests.conversation.talk import NOW, Talk

FULL = Profile(480, "72106", Submission(date(2025, 11, 3)))
KNOWN = Memory(FULL)
DAYS = (date(2025, 11, 5), date(2025, 5, 11))

STATES: dict[str, State] = {
    "resting": Resting(Memory()),
    "resting, profile known": Resting(KNOWN),
    "resting, what-if": Resting(Memory(FULL, what_if=Profile(510, "72106"))),
    "asking crs": AskingCrs(Memory()),
    "asking crs anew": AskingCrs(KNOWN),
    "asking occupation": AskingOccupation(Memory(Profile(480))),
    "choosing occupation": ChoosingOccupation(Memory(Profile(480)), ("72400", "72410")),
    "choosing occupation, what-if": ChoosingOccupation(KNOWN, ("72400", "72410"), True),
    "asking submission": AskingSubmission(Memory(Profile(480, "72106"))),
    "choosing day": ChoosingDay(Memory(Profile(480, "72106")), DAYS, time(20, 5), False, "UTC"),
    "choosing day, what-if": ChoosingDay(KNOWN, DAYS, what_if=True),
    "choosing crs": ChoosingCrs(Memory(), (470, 485)),
    "choosing crs, what-if": ChoosingCrs(KNOWN, (470, 485), True),
    "asking time": AskingTime(
        Memory(Profile(505, "72310", Submission(date(2024, 11, 5))), draw="368")
    ),
    "asking zone": AskingZone(
        Memory(Profile(505, "72310", Submission(date(2024, 11, 5), time(20, 0))), draw="368"),
        ("America/Toronto", "UTC"),
    ),
    "asking zone without a date": AskingZone(Memory(), ("UTC",)),
    "asking what-if": AskingWhatIf(KNOWN),
    "confirming forget": ConfirmingForget(KNOWN),
    "confirming correction": ConfirmingCorrection(KNOWN, "447", "The size was 3,500.", 3),
}


def talk(name: str) -> Talk:
    return Talk(STATES[name])


# What is understood, and what the machine makes of it.


def test_experience_is_taken_and_decides() -> None:
    told = talk("resting, profile known").mean(meant("check", experience_months=3))
    assert told.said(Answer).judged.verdict.outcome == "not_invited"
    assert told.state.memory.profile.experience_months == 3


def test_a_profile_that_changed_is_ordered_saved() -> None:
    told = talk("resting").say("480")
    assert told.effects == (SaveProfile(Profile(480), None),)
    assert told.say("480").effects == ()


def test_odd_experience_is_asked_back_and_loses_nothing() -> None:
    odd = meant("check", unclear=(Unclear("experience", "2 or 3 years", "several"),))
    told = talk("resting, profile known").mean(odd)
    assert told.said(OddExperience).said == "2 or 3 years"
    assert told.state.memory.profile == FULL
    asked = talk("asking occupation").mean(odd)
    assert asked.tells(OddExperience)
    assert isinstance(asked.state, AskingOccupation)


@pytest.mark.parametrize(
    ("unclear", "message", "state"),
    [
        (Unclear("crs", "1300", "out_of_range"), NotACrsScore, AskingCrs),
        (Unclear("crs", "470 485", "several", ("470", "485")), SeveralScores, ChoosingCrs),
        (Unclear("occupation", "99999", "unknown_code"), UnknownCode, AskingOccupation),
        (
            Unclear("submitted", "5/11/2025", "ambiguous", ("2025-11-05", "2025-05-11")),
            WhichDay,
            ChoosingDay,
        ),
        (Unclear("submitted", "march", "month_only"), NoExactDay, AskingSubmission),
        (Unclear("submitted", "31 feb", "impossible"), NoSuchDay, AskingSubmission),
        (Unclear("submitted", "BST", "zone_ambiguous", ("+01:00", "+06:00")), AskZone, AskingZone),
    ],
)
def test_what_is_unclear_is_asked_back(
    unclear: Unclear, message: type[object], state: type[object]
) -> None:
    told = talk("resting").mean(meant("check", unclear=(unclear,)))
    assert told.tells(message)
    assert isinstance(told.state, state)
    hypothetical = talk("asking what-if").mean(meant("what_if", unclear=(unclear,)))
    assert hypothetical.tells(message)
    assert hypothetical.state.memory.profile == FULL


def test_a_day_in_the_future_is_taken_as_a_plan() -> None:
    future = meant(
        "check",
        submission=Submission(date(2027, 1, 5)),
        unclear=(Unclear("submitted", "5 jan 2027", "future"),),
    )
    told = talk("resting, profile known").mean(future)
    assert told.said(NotYet).on == date(2027, 1, 5)
    assert told.said(Answer).judged.verdict["pool"].reason == "submitted_after_draw"
    bare = meant("check", unclear=(Unclear("submitted", "tomorrow", "future"),))
    assert talk("resting").mean(bare).said(NotYet).on is None


def test_a_draw_that_is_not_known_is_said_to_be_unknown() -> None:
    unknown = Unclear("draw", "draw 999", "unknown_draw")
    alone = talk("asking crs").mean(meant("latest", unclear=(unknown,)))
    assert alone.said(NoSuchDraw).said == "draw 999"
    assert isinstance(alone.state, AskingCrs)
    beside = talk("resting, profile known").mean(
        meant("check", crs=470, unclear=(unknown,), owned=True)
    )
    assert beside.tells(NoSuchDraw)
    assert beside.tells(Answer)


def test_several_unclear_things_are_all_told_and_the_first_is_waited_for() -> None:
    told = talk("resting").mean(
        meant(
            "check",
            occupation_choices=("72400", "72410"),
            unclear=(Unclear("submitted", "march", "month_only"),),
        )
    )
    assert told.tells(WhichOccupation)
    assert told.tells(NoExactDay)
    assert isinstance(told.state, ChoosingOccupation)


def test_a_relative_change_needs_something_to_change() -> None:
    told = talk("resting").mean(meant("what_if", change=Change(crs=15)))
    assert told.said(NothingToCompare).slot == "crs"
    told = talk("resting").mean(meant("what_if", change=Change(submitted_days=-30)))
    assert told.said(NothingToCompare).slot == "submitted"


def test_a_relative_change_of_the_day_moves_it() -> None:
    told = talk("resting, profile known").mean(meant("what_if", change=Change(submitted_days=-30)))
    moved = told.said(Answer).judged.profile.submission
    assert moved is not None
    # 3 November 2025 less 30 days.
    assert moved.on == date(2025, 10, 4)
    assert told.state.memory.profile == FULL


def test_a_day_that_cannot_be_moved_so_far_stays() -> None:
    told = talk("resting, profile known").mean(
        meant("what_if", change=Change(submitted_days=10**9))
    )
    assert told.tells(AskWhatIf)


def test_a_change_beyond_the_possible_scores_is_refused() -> None:
    told = talk("resting, profile known").mean(meant("what_if", change=Change(crs=900)))
    assert told.said(NotACrsScore).said == "1380"
    assert told.state.memory.what_if is None


def test_a_what_if_without_anything_else_asks_what() -> None:
    told = talk("resting, profile known").mean(meant("what_if"))
    assert isinstance(told.state, AskingWhatIf)


def test_a_message_about_nothing_begins_and_about_a_draw_answers() -> None:
    assert talk("resting").mean(meant("check")).said(Ask).question == "crs"
    told = talk("resting, profile known").mean(meant("check", draw="408"))
    assert told.said(Answer).judged.draw.number == "408"
    assert not told.said(Answer).latest
    told = talk("resting, profile known").mean(meant("check", category="researchers"))
    assert told.tells(NoDrawYet)


def test_an_occupation_beside_a_draw_without_a_list() -> None:
    told = talk("resting, profile known").mean(meant("check", category="cec"))
    answer = told.said(Answer)
    assert answer.judged.job is not None
    assert answer.judged.verdict["occupation"].reason == "no_occupation_needed"


def test_while_a_what_if_lasts_a_bare_value_is_one_too_and_a_fact_is_not() -> None:
    bare = talk("resting, what-if").mean(meant("check", crs=500))
    assert bare.state.memory.profile == FULL
    assert bare.state.memory.what_if == Profile(500, "72106")
    fact = talk("resting, what-if").mean(meant("check", crs=500, owned=True))
    assert fact.state.memory.profile.crs == 500
    assert fact.state.memory.what_if is None


def test_a_what_if_without_a_profile_has_nothing_to_compare_with() -> None:
    told = talk("resting").mean(meant("what_if", crs=510))
    assert told.said(Answer).against is None
    assert told.said(Answer).judged.verdict.outcome == "incomplete"


def test_a_what_if_in_the_middle_of_the_interview_leaves_the_question_open() -> None:
    told = talk("asking occupation").mean(meant("what_if", crs=510))
    assert told.tells(Answer)
    assert told.said(Ask).question == "occupation"
    assert isinstance(told.state, AskingOccupation)
    assert told.state.memory.profile == Profile(480)
    told.mean(meant("check", noc="72106", ownership="answer"))
    assert told.state.memory.profile == Profile(480, "72106")


def test_keeping_without_a_what_if_just_answers() -> None:
    told = talk("resting, profile known").mean(Understood(small="keep"))
    assert told.tells(Answer)
    told = talk("resting, what-if").mean(Understood(small="keep"))
    assert told.said(Noted).kept
    assert told.state.memory.profile == Profile(510, "72106")


def test_facts_beside_a_question_are_taken_first() -> None:
    told = talk("resting").mean(
        meant("history", crs=480, noc="72106", submission=Submission(date(2025, 11, 3)))
    )
    rows = told.said(History).rows
    assert rows[0][1] is not None
    assert rows[0][1].verdict.outcome == "invited"
    both = talk("resting, profile known").mean(meant("remaining", crs=470, owned=True))
    assert both.tells(Answer)
    year = talk("resting, profile known").mean(meant("remaining", crs=470, year=2025, owned=True))
    assert year.said(RemainingReport).remaining.year == 2025
    asked = talk("resting").mean(meant("explain", crs=480, topic="crs"))
    assert asked.tells(Explained)
    assert asked.said(Ask).question == "occupation"


def test_small_talk_keeps_the_question_open() -> None:
    assert talk("asking crs").mean(Understood(small="thanks")).said(Ask).question == "crs"
    told = talk("resting, profile known").mean(Understood(small="greeting"))
    assert told.said(Remark).what == "hello"
    assert talk("asking what-if").mean(Understood(small="cancel")).said(Remark).what == "cancelled"
    assert (
        talk("asking what-if").mean(Understood(small="dont_know")).said(Remark).what == "cancelled"
    )
    assert talk("resting").mean(Understood(small="dont_know")).tells(NotUnderstood)
    assert talk("confirming forget").mean(Understood(small="cancel")).said(Remark).what == (
        "not_forgotten"
    )


def test_none_of_these_asks_for_other_words() -> None:
    told = talk("choosing occupation").mean(Understood(small="none_of_these"))
    assert told.tells(NoneOfThese)
    assert isinstance(told.state, AskingOccupation)
    told = talk("choosing occupation, what-if").mean(Understood(small="none_of_these"))
    assert isinstance(told.state, AskingWhatIf)


@pytest.mark.parametrize("name", list(STATES))
def test_what_is_not_understood_keeps_the_state(name: str) -> None:
    told = talk(name).mean(Understood())
    assert told.tells(NotUnderstood)
    if not name.startswith("confirming"):
        assert replace(told.state, memory=replace(told.state.memory, misses=0)) == STATES[name]


def test_the_hour_is_taken_in_the_zone_that_is_known() -> None:
    at = Submission(date(2024, 11, 5), time(17, 36, 8), True)
    told = talk("asking time").mean(meant(time_only=at))
    assert told.tells(AskZone)
    told = talk("asking time").mean(meant(time_only=at, zone_only="America/Toronto"))
    assert told.said(Answer).judged.verdict.outcome == "invited"
    assert told.said(Answer).zone == "America/Toronto"
    assert talk("asking zone without a date").mean(meant(time_only=at)).tells(Ask)
    assert talk("asking zone without a date").mean(meant(zone_only="UTC")).tells(Ask)


def test_an_hour_at_rest_makes_the_day_finer() -> None:
    told = talk("resting, profile known").mean(
        meant(time_only=Submission(date(2025, 11, 3), time(22, 36), zone="UTC"))
    )
    submission = told.state.memory.profile.submission
    assert submission == Submission(date(2025, 11, 3), time(22, 36), zone="UTC")


def test_a_minute_that_cannot_be_finer_is_not_asked_for_again() -> None:
    at = Submission(date(2024, 11, 5), time(22, 36), zone="UTC")
    told = talk("asking time").mean(meant(time_only=at))
    assert told.said(Answer).judged.verdict.needs == ("submitted_time",)


def test_asking_to_change_asks_anew() -> None:
    told = talk("resting, profile known").mean(meant(asks_to_change="submitted"))
    assert told.said(Ask).question == "submitted"
    told = talk("resting, profile known").mean(meant(asks_to_change="experience"))
    assert told.tells(AskWhatToChange)


# Buttons.


def test_choices_in_time_are_answers() -> None:
    told = talk("choosing crs").press(Choice("crs", "485"))
    assert told.state.memory.profile.crs == 485
    told = talk("choosing occupation").press(Choice("occupation", "72410"))
    assert told.state.memory.profile.noc == "72410"
    told = talk("choosing day").press(Choice("day", "2025-05-11"))
    submission = told.state.memory.profile.submission
    assert submission == Submission(date(2025, 5, 11), time(20, 5), False, "UTC")
    told = talk("asking zone").press(Choice("zone", "UTC"))
    assert told.state.memory.zone == "UTC"
    told = talk("choosing occupation").press(Choice("none_of_these"))
    assert isinstance(told.state, AskingOccupation)
    told = talk("asking crs").press(Choice("dont_know"))
    assert told.said(Ask).question == "occupation"


def test_choices_of_a_what_if_leave_the_profile() -> None:
    for name, choice in (
        ("choosing crs, what-if", Choice("crs", "485")),
        ("choosing occupation, what-if", Choice("occupation", "72410")),
        ("choosing day, what-if", Choice("day", "2025-05-11")),
    ):
        told = talk(name).press(choice)
        assert told.state.memory.profile == FULL
        assert told.state.memory.what_if is not None
    told = talk("choosing occupation, what-if").press(Choice("none_of_these"))
    assert isinstance(told.state, AskingWhatIf)
    told = talk("resting, profile known").press(Choice("points", "+15"))
    assert told.said(Answer).judged.profile.crs == 495


def test_the_menu_works_in_every_state() -> None:
    for name in STATES:
        assert talk(name).press(Choice("latest")).tells(LatestDraw)
        assert talk(name).press(Choice("remaining")).tells(RemainingReport)
        assert talk(name).press(Choice("history")).tells(History)
        assert Remark("help") in talk(name).press(Choice("help")).replies
        assert talk(name).press(Choice("what_if")).tells(AskWhatIf)
        assert talk(name).press(Choice("check")).replies
        assert talk(name).press(Choice("explain", "noc")).said(Explained).topic == "noc"
        assert talk(name).press(Choice("cancel")).replies
        assert talk(name).press(Choice("change", "crs")).said(Ask).question == "crs"


def test_the_language_is_chosen_by_a_button() -> None:
    told = talk("asking crs").press(Choice("lang", "en"))
    assert told.effects == (SaveLanguage("en"),)
    assert told.said(Ask).question == "crs"
    assert talk("resting").say("/language").choices[0] == Choice("lang", "en")


def test_the_language_can_stand_behind_the_command() -> None:
    assert talk("resting").say("/language french").effects == (SaveLanguage("fr"),)


def test_the_language_can_be_asked_for_in_words() -> None:
    told = talk("asking crs").mean(Understood(language="fr"))
    assert told.effects == (SaveLanguage("fr"),)
    assert told.said(Ask).question == "crs"


def test_the_other_year_is_one_press_away() -> None:
    told = talk("resting, profile known").mean(
        meant(
            "check",
            submission=Submission(date(2026, 11, 3)),
            assumed=(Assumed("submitted", "year", "2026"),),
        )
    )
    assert told.choices[:2] == (Choice("undo"), Choice("submitted", "2025-11-03"))
    told.press(told.choices[1])
    assert told.state.memory.profile.submission == Submission(date(2025, 11, 3))
    assert talk("resting").press(Choice("submitted", "2025-11-03")).replies


@pytest.mark.parametrize(
    ("name", "choice"),
    [
        ("resting", Choice("keep")),
        ("resting", Choice("real")),
        ("resting", Choice("dont_know")),
        ("resting", Choice("forget", "yes")),
        ("confirming forget", Choice("forget", "maybe")),
        ("resting", Choice("crs", "485")),
        ("choosing crs", Choice("crs", "486")),
        ("choosing day", Choice("day", "2025-05-12")),
        ("asking zone", Choice("zone", "Mars/Olympus")),
        ("choosing occupation", Choice("occupation", "72106")),
        ("resting", Choice("none_of_these")),
        ("resting", Choice("points", "many")),
        ("resting", Choice("explain", "life")),
        ("resting", Choice("lang", "de")),
        ("resting", Choice("latest", "9999")),
        ("resting", Choice("submitted", "soon")),
        ("resting", Choice("in_pool", "yes.447")),
        ("resting", Choice("condition", "yes")),
        ("resting", Choice("mine")),
        ("resting", Choice("meant", "nothing.at_all")),
        ("resting", Choice("skip")),
    ],
)
def test_a_stale_or_forged_button_is_a_message(name: str, choice: Choice) -> None:
    told = talk(name).press(choice)
    assert told.replies[0] == Remark("stale_button")
    assert told.state == STATES[name]


def test_changing_an_answer_of_an_empty_profile_begins() -> None:
    assert talk("resting").press(Choice("change")).said(Ask).question == "crs"
    assert talk("resting, profile known").press(Choice("change")).tells(AskWhatToChange)


@pytest.mark.parametrize(
    "data", ["", "1", "1:check", "2:check:", "1:nothing:", "1:change:" + "x" * 60, "rubbish"]
)
def test_data_that_is_none_of_ours_is_no_choice(data: str) -> None:
    assert decode(data) is None


@given(value=st.text(max_size=40))
def test_a_choice_survives_its_journey(value: str) -> None:
    choice = Choice("change", value)
    expected = choice if len(encode(choice).encode()) <= 64 else None
    assert decode(encode(choice)) == expected


# Commands.


def test_commands_take_what_stands_behind_them() -> None:
    assert talk("resting").say("/check 480 welder 3 nov 2025").tells(Answer)
    assert talk("resting").say("/check draw 408").replies
    assert talk("resting, profile known").say("/check").tells(Answer)
    assert talk("resting, profile known").say("/start").tells(Answer)
    assert talk("resting, profile known").say("/whatif 510").said(Answer).against is not None
    assert talk("resting, profile known").say("/whatif").tells(AskWhatIf)
    assert talk("resting").say("/latest@draws_bot french").said(LatestDraw).draw.category == (
        "french"
    )
    assert talk("resting, profile known").say("/me").said(MyProfile).profile == FULL
    assert talk("resting").say("/ME").said(MyProfile).profile == Profile()
    assert talk("resting, profile known").say("/forget", "yes").effects == (Forget(),)
    assert talk("resting, profile known").say("oublie-moi", "oui").effects == (Forget(),)
    told = talk("resting, profile known").say("/whatif 510", "revenir à mon vrai profil")
    assert told.said(Remark).what == "back_to_real"


def test_nothing_else_is_a_command() -> None:
    assert talk("resting").say("/nonsense").said(Remark).what == "unknown_command"
    assert talk("resting").send_voice().said(Remark).what == "cannot_read_that"


def test_asking_for_a_category_without_draws() -> None:
    assert talk("resting").say("/latest researchers").tells(NoDrawYet)


# What holds for every turn.

WORDS = st.sampled_from(
    [
        "480",
        "no, 495",
        "welder",
        "electritian",
        "mechanic",
        "3 november 2025",
        "5/11/2024",
        "17:36 Toronto",
        "BST",
        "what if I had 510",
        "+15",
        "a month earlier",
        "how many remain in 2025",
        "draw 368",
        "latest french draw",
        "would I ever have been invited",
        "idk",
        "yes",
        "cancel",
        "the 12th",
        "what if it was an hour earlier?",
        "17:40 not 17:30",
        "client B: 470, carpenter",
        "and client B?",
        "461 carpenter",
        "not mine",
        "mine",
        "back to mine",
        "undo",
        "in the last CEC draw?",
        "yes, by Ontario",
        "NCLC 7",
        "/start",
        "/forget",
        "/whatif +5",
        "<b>&",
        "¿qué?",
    ]
)
TEXTS = WORDS | st.text(max_size=60) | st.lists(WORDS, min_size=2, max_size=4).map(" ".join)


@given(name=st.sampled_from(sorted(STATES)), texts=st.lists(TEXTS, min_size=1, max_size=4))
@settings(max_examples=150, deadline=None)
def test_any_text_in_any_state_is_answered_and_can_be_stored(name: str, texts: list[str]) -> None:
    told = talk(name)
    for text in texts:
        told.say(text)
        assert told.replies
        assert load_state(dump_state(told.state)) == told.state
        for lang in LANGUAGES:
            assert LANGUAGES[lang].say(told.replies[0])


@given(name=st.sampled_from(sorted(STATES)), data=st.text(max_size=70))
@settings(deadline=None)
def test_any_button_data_in_any_state_is_answered(name: str, data: str) -> None:
    assert talk(name).press(data).replies


@pytest.mark.parametrize("name", list(STATES))
def test_every_state_survives_being_stored(name: str) -> None:
    state = STATES[name]
    assert load_state(dump_state(state)) == state


@pytest.mark.parametrize(
    "stored",
    [
        "",
        "[]",
        '{"schema":1,"kind":"Gone","state":{}}',
        '{"schema":99,"kind":"Resting","state":{"memory":{}}}',
        '{"schema":1,"kind":"AskingCrs","state":{}}',
    ],
)
def test_what_cannot_be_read_any_more_is_no_error(stored: str) -> None:
    assert load_state(stored) is None
    assert load_profile(stored) is None


def test_a_profile_survives_being_stored() -> None:
    stored = load_profile(dump_profile(FULL, "+05:30"))
    assert stored is not None
    assert (stored.profile, stored.zone) == (FULL, "+05:30")


def test_before_the_plan_was_known_nobody_could_tell() -> None:
    told = Talk(now=datetime(2025, 8, 26, tzinfo=UTC)).say("how many may remain?")
    assert told.said(RemainingReport).remaining.year == 2025
    told = Talk(now=datetime(2025, 8, 26, tzinfo=UTC) + timedelta(days=2)).say("/remaining")
    assert told.tells(RemainingReport)


def test_with_a_feed_the_warning_comes_a_day_after_its_last_good_reading() -> None:
    told = talk("resting, profile known")
    ledger = replace(told.world.knowledge.draws, read_at=NOW - timedelta(hours=23, minutes=59))
    told.world = replace(told.world, knowledge=replace(told.world.knowledge, draws=ledger))
    assert "data_ends" not in [caveat.code for caveat in told.say("/check").said(Answer).caveats]
    ledger = replace(ledger, read_at=NOW - timedelta(hours=24))
    told.world = replace(told.world, knowledge=replace(told.world.knowledge, draws=ledger))
    assert "data_ends" in [caveat.code for caveat in told.say("/check").said(Answer).caveats]
    assert "IRCC's list could not be read since" in LANGUAGES["en"].say(told.said(Answer))


def test_rendering_is_one_message() -> None:
    told = talk("resting")
    from bot.conversation.events import Said
    from bot.conversation.machine import step

    rendered = render(step(told.state, Said("/start"), told.world), told.world.occupations)
    assert "\n" in rendered.html
    assert rendered.rows[0][0].data == "1:check:"


def test_every_command_is_known() -> None:
    from typing import get_args

    for command in get_args(Command):
        assert talk("resting, profile known").say(f"/{command}").replies


def test_too_much_at_once_is_said_and_the_question_stays_open() -> None:
    talk = Talk(AskingCrs(Memory()))
    talk.event(SaidTooMuch())
    assert talk.replies[0] == Remark("too_much")
    assert talk.said(Ask).question == "crs"
    assert isinstance(talk.state, AskingCrs)


def test_an_earlier_message_that_is_edited_is_only_spoken_of_when_it_holds_facts() -> None:
    talk = Talk().say("480", "welder")
    state = talk.state
    for text in ("thanks", "/forget", "what is the latest draw?", "", "/check 450"):
        assert talk.event(EditedEarlier(text)).replies == (), text
        assert (talk.state, talk.effects) == (state, ())
    talk.event(EditedEarlier("450 cook"))
    assert talk.replies[0] == Remark("edited_too_late")
    assert (talk.state, talk.effects) == (state, ())


@pytest.mark.parametrize(
    "day", ["0001-01-01", "2014-12-31", "2028-01-01", "2099-03-14", "9999-12-31"]
)
def test_a_button_with_a_day_that_cannot_be_is_refused(day: str) -> None:
    talk = Talk().say("480", "welder", "14 March 2026")
    before = talk.state.memory.profile
    talk.press(Choice("submitted", day))
    assert talk.state.memory.profile == before
    assert talk.said(Remark).what == "stale_button"
