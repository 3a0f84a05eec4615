"""Days beside the profile: told in a sentence, kept only after a tap, and what ends by them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from icalendar import Calendar

from bot.conversation.choices import Choice
from bot.conversation.effects import Forget
from bot.conversation.flows.own_dates import value_of
from bot.conversation.messages import (
    Answer,
    DatesFile,
    DatesReport,
    DatesTold,
    Exported,
    MyProfile,
    Remark,
)
from bot.conversation.states import AskingCrs, Memory, Resting
from bot.conversation.stored_states import dump_state, load_state
from bot.reading.understood import Lang
from bot.replies.rendering import document, words
from knowledge.own_dates import OwnDates
from knowledge.profiles import Profile, Submission
from tests.conversation.talk import NOW, Talk

TOLD = {
    "I got my ITA on 1 October": OwnDates(invited_on=date(2026, 10, 1)),
    "invited in #447": OwnDates(invited_on=date(2026, 10, 1)),
    "I was invited in draw 408": OwnDates(invited_on=date(2026, 4, 2)),
    "my invitation came on 2 October 2026": OwnDates(invited_on=date(2026, 10, 2)),
    "my IELTS is from 3 May 2025": OwnDates(tested_on=date(2025, 5, 3)),
    "i took my celpip on march 3 2025": OwnDates(tested_on=date(2025, 3, 3)),
    "I work as a welder since 3 February 2026": OwnDates(working_since=date(2026, 2, 3)),
    "I've been working here since 3 February 2026": OwnDates(working_since=date(2026, 2, 3)),
    "I started my job on 5 January 2026": OwnDates(working_since=date(2026, 1, 5)),
    "I did my CELPIP on 4 May 2025": OwnDates(tested_on=date(2025, 5, 4)),
    "turning 41 on 7 august": OwnDates(birthday="08-07"),
    "my birthday is 12 March": OwnDates(birthday="03-12"),
    "I was born on 12 March 1990": OwnDates(birthday="03-12"),
    "j'ai reçu mon invitation le 1er octobre": OwnDates(invited_on=date(2026, 10, 1)),
    "je travaille ici depuis le 3 février 2026": OwnDates(working_since=date(2026, 2, 3)),
    "invité à la ronde 447": OwnDates(invited_on=date(2026, 10, 1)),
    "mon TEF est du 3 mai 2025": OwnDates(tested_on=date(2025, 5, 3)),
    "je travaille comme soudeur depuis le 3 février 2026": OwnDates(working_since=date(2026, 2, 3)),
    "je vais fêter mes 33 ans le 9 juin": OwnDates(birthday="06-09"),
    "mon anniversaire est le 12 mars": OwnDates(birthday="03-12"),
    "je suis née le 12 mars 1990": OwnDates(birthday="03-12"),
}


@pytest.mark.parametrize("text", TOLD)
def test_a_day_that_is_told_is_kept_only_after_a_tap(text: str) -> None:
    talk = Talk().say(text)
    assert talk.said(DatesTold).dates == TOLD[text]
    remember = Choice("remember", value_of(TOLD[text]))
    assert remember in talk.choices
    assert talk.state.memory.dates == OwnDates()
    assert talk.state.memory.profile.submission is None
    assert talk.press(remember).state.memory.dates == TOLD[text]
    assert talk.said(DatesReport).kept


@pytest.mark.parametrize(
    "text",
    [
        "was I invited in 447?",
        "what if I was invited in draw 447?",
        "my husband got his ITA on 1 October",
        "my wife's birthday is 12 March",
        "my work permit expires on 3 May 2026",
        "2025-10-05 was when I landed",
        "submitted 3 November 2025",
        "480, welder, 3 November 2025",
        "I will get my ITA on 1 October 2027",
        "the draw invited 3500 people on 1 October",
        "ai-je été invité à la ronde 447?",
        "mon frère a reçu son invitation le 1er octobre",
        "mon permis de travail expire le 3 mai 2026",
        "soumis le 3 novembre 2025",
    ],
)
def test_what_is_no_day_of_ones_own_is_not_offered(text: str) -> None:
    assert not Talk().say(text).tells(DatesTold)


def test_facts_beside_a_day_are_judged_and_the_day_offered() -> None:
    profile = Profile(480, "72106", Submission(date(2026, 3, 3)))
    talk = Talk(Resting(Memory(profile))).say("my score is 481. My IELTS is from 3 May 2025")
    assert talk.said(Answer).judged.profile.crs == 481
    assert talk.said(DatesTold).dates == OwnDates(tested_on=date(2025, 5, 3))
    assert talk.choices[0].kind == "remember"


def test_an_open_question_stays_open() -> None:
    talk = Talk(AskingCrs(Memory())).say("my birthday is 12 March")
    assert isinstance(talk.state, AskingCrs)
    assert isinstance(talk.press(talk.choices[0]).state, AskingCrs)


def test_what_is_kept_is_not_offered_again() -> None:
    talk = Talk(Resting(Memory(dates=OwnDates(birthday="03-12")))).say("my birthday is 12 March")
    assert talk.tells(DatesReport)
    assert not any(choice.kind == "remember" for choice in talk.choices)


@pytest.mark.parametrize(
    "value", ["", "x", "i", "i2026-02-30", "b13-01", "t9999-12-31", "w2026-02-03.", "b03-12.q1"]
)
def test_a_forged_button_keeps_nothing(value: str) -> None:
    talk = Talk().press(Choice("remember", value))
    assert talk.said(Remark).what == "stale_button"
    assert talk.state.memory.dates == OwnDates()


def test_a_day_before_express_entry_has_no_last_day_to_apply() -> None:
    told = Talk().press(Choice("remember", "i1999-01-01")).said(DatesReport)
    assert told.deadlines == ()


KNOWN = OwnDates(date(2026, 10, 1), date(2025, 5, 3), date(2026, 2, 3), "03-12")
MINE = Memory(Profile(480, "72106", Submission(date(2026, 3, 3))), dates=KNOWN)


@pytest.mark.parametrize("asked", ["/dates", "what are my deadlines", "mes échéances"])
def test_dates_tell_what_ends_when_the_next_first(asked: str) -> None:
    told = Talk(Resting(MINE)).say(asked).said(DatesReport)
    assert [(each.kind, each.on, each.past) for each in told.deadlines] == [
        ("apply", date(2026, 11, 30), False),
        ("work", date(2027, 2, 3), False),
        ("profile", date(2027, 3, 3), False),
        ("birthday", date(2027, 3, 12), False),
        ("test", date(2027, 5, 3), False),
    ]
    assert told.tie is not None


@pytest.mark.parametrize("asked", ["remind me before it expires", "fais-moi un rappel"])
def test_in_a_terminal_nobody_is_reminded_and_the_calendar_is_offered(asked: str) -> None:
    talk = Talk(Resting(MINE)).say(asked)
    told = talk.said(DatesReport)
    assert told.remind
    assert len(told.deadlines) == 5
    assert "I cannot remind you here" in words(talk.replies, "en")
    assert "je ne peux pas vous le rappeler" in words(talk.replies, "fr")
    assert Choice("dates", "file") in talk.choices
    assert Choice("remind") not in talk.say("/dates").choices


def test_what_was_perhaps_meant_can_be_pressed() -> None:
    assert Talk(Resting(MINE)).press(Choice("meant", "remind.")).said(DatesReport).remind
    assert Talk(Resting(MINE)).press(Choice("meant", "dates.")).tells(DatesReport)


def test_what_is_kept_is_shown_exported_and_forgotten() -> None:
    talk = Talk(Resting(MINE)).say("/me")
    assert talk.said(MyProfile).dates == KNOWN
    for lang, birthday in (("en", "12 March"), ("fr", "12 mars")):
        assert birthday in words(talk.replies, lang)  # type: ignore[arg-type]  # a language of ours
    assert '"birthday": "03-12"' in talk.say("/export").said(Exported).content
    talk.say("/forget").press(Choice("forget", "yes"))
    assert Forget() in talk.effects
    assert talk.state.memory.dates == OwnDates()


def test_who_told_dates_alone_has_something_stored() -> None:
    talk = Talk(Resting(Memory(dates=OwnDates(birthday="03-12")))).say("/me")
    assert "12 March" in words(talk.replies, "en")


def test_kept_days_come_back_from_storage() -> None:
    state = Resting(replace(MINE, lang="fr"))
    assert load_state(dump_state(state)) == state


def events(talk: Talk, lang: Lang) -> dict[str, tuple[date, str]]:
    """What a calendar reads out of the file: day and title by identifier."""
    file = document(talk.replies, lang)
    assert file is not None
    assert file.name.endswith(".ics")
    read = Calendar.from_ical(file.content.decode())
    return {str(event["uid"]): (event.start, str(event["summary"])) for event in read.events}


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("asked", ["/dates file", "/echeances fichier"])
def test_a_calendar_reads_what_is_to_come(lang: Lang, asked: str) -> None:
    talk = Talk(Resting(MINE)).say(asked)
    told = talk.said(DatesFile).deadlines
    found = events(talk, lang)
    assert [on for on, _ in found.values()] == [each.on for each in told]
    assert all(title for _, title in found.values())
    assert len(found) == 5


def test_a_corrected_day_moves_in_the_calendar() -> None:
    talk = Talk(Resting(MINE)).say("/dates").press(Choice("dates", "file"))
    before = events(talk, "en")
    talk.press(Choice("remember", "t2026-05-03")).say("/dates file")
    after = events(talk, "en")
    assert before.keys() == after.keys()
    moved = [(before[uid][0], on) for uid, (on, _) in after.items() if before[uid][0] != on]
    assert moved == [(date(2027, 5, 3), date(2028, 5, 3))]


def test_what_is_over_and_what_is_unknown_makes_no_file() -> None:
    over = Memory(dates=OwnDates(invited_on=date(2025, 1, 1)))
    for memory in (Memory(), over):
        talk = Talk(Resting(memory)).say("/dates file")
        assert talk.tells(DatesReport)
        assert document(talk.replies, "en") is None
        assert Choice("dates", "file") not in talk.choices


def test_files_of_two_people_do_not_replace_each_other() -> None:
    first = Talk(Resting(MINE)).say("/dates file")
    later = Talk(Resting(MINE), NOW + timedelta(seconds=1)).say("/dates file")
    assert events(first, "en").keys().isdisjoint(events(later, "en"))
