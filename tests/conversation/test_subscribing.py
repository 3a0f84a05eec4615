"""Subscribing on the pure machine: what is said, what is ordered, and when nothing is."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from bot.conversation.choices import Choice
from bot.conversation.effects import Forget, SaveProfile, Subscribe, Unsubscribe
from bot.conversation.events import Blocked, EditedEarlier
from bot.conversation.flows.questions import HOME_ZONES
from bot.conversation.flows.subscribing import QUIET_HOURS
from bot.conversation.messages import (
    Answer,
    Ask,
    AskQuietHours,
    MyProfile,
    NotUnderstood,
    Remark,
    SettingsReport,
    StatusReport,
    Subscribed,
)
from bot.conversation.states import AskingCrs, ConfirmingForget, Memory, Resting, State
from bot.conversation.stored_states import dump_state, load_state
from bot.conversation.subscriptions import (
    EVERY_DRAW,
    Owed,
    PastNotice,
    Standing,
    Subscription,
    Terms,
)
from knowledge.profiles import Profile, Submission
from tests.conversation.talk import NOW, Talk

FULL = Profile(480, "72106", Submission(date(2025, 11, 3)))
SINCE = datetime(2026, 9, 1, tzinfo=UTC)
TRADES = Subscription(42, "trades", SINCE)
NIGHT = Subscription(42, "french", SINCE, True, time(21), time(8))
TOLD = PastNotice(Owed("new", "447", "trades", ("447",)), "expired", NOW)
FIRST = ((Choice("subscribe", "trades"),),)


def talk(
    subscription: Subscription | None = None, *told: PastNotice, state: State | None = None
) -> Talk:
    """Somebody with that subscription, where notices can be sent."""
    begun = Talk(state)
    standing = Standing(subscription, told)
    begun.world = replace(begun.world, pushes=True, standing=standing)
    return begun


@pytest.mark.parametrize(
    "said", ["/subscribe", "subscribe", "abonne-moi", "notify me when there is a new draw"]
)
def test_trades_draws_are_offered_first(said: str) -> None:
    told = talk().say(said)
    assert told.said(Remark).what == "ask_subscription"
    assert told.choices[0] == Choice("subscribe", "trades")
    assert told.effects == ()


def test_one_press_subscribes() -> None:
    told = talk().press(Choice("subscribe", "trades"))
    assert told.effects == (Subscribe(Terms("trades")),)
    assert told.said(Subscribed) == Subscribed(Terms("trades"), "America/Toronto", False)


@pytest.mark.parametrize(
    ("said", "about"),
    [
        ("notify me of trades draws", "trades"),
        ("/subscribe french", "french"),
        ("préviens-moi des rondes de français", "french"),
        ("tell me about every new draw", EVERY_DRAW),
        ("abonne-moi à toutes les rondes", EVERY_DRAW),
    ],
)
def test_words_subscribe_to_what_they_name(said: str, about: str) -> None:
    assert talk().say(said).effects == (Subscribe(Terms(about)),)


@pytest.mark.parametrize(
    ("said", "about"),
    [
        ("tell me about trades and healthcare", "trades healthcare"),
        ("just tell me about French and STEM draws", "french stem"),
        ("tell me about healthcare too", "trades healthcare"),
        ("notify me when trades or french draws happen", "trades french"),
        ("préviens-moi des métiers et de la santé", "trades healthcare"),
        (
            "avertis-moi des rondes de santé, de français et d'éducation",
            "healthcare french education",
        ),
    ],
)
def test_several_kinds_are_said_in_one_sentence(said: str, about: str) -> None:
    assert talk(TRADES).say(said).effects == (Subscribe(replace(TRADES.terms, about=about)),)


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("no more healthcare", "trades"),
        ("unsubscribe me from trades", "healthcare"),
        ("arrête les avis de santé", "trades"),
    ],
)
def test_one_of_several_kinds_is_ended_by_its_name(said: str, left: str) -> None:
    told = talk(replace(TRADES, about="trades healthcare")).say(said)
    assert told.effects == (Subscribe(replace(TRADES.terms, about=left)),)


@pytest.mark.parametrize(
    ("of", "effects"), [(TRADES, (Unsubscribe(),)), (NIGHT, ()), (None, (Unsubscribe(),))]
)
def test_the_last_kind_ends_all_and_another_one_nothing(
    of: Subscription | None, effects: tuple[object, ...]
) -> None:
    assert talk(of).say("unsubscribe me from trades").effects == effects


def test_every_draw_but_silently_at_night() -> None:
    loud = replace(TRADES, quiet_from=time(0), quiet_until=time(0))
    told = talk(loud).say("tell me about every draw but not at night")
    assert told.effects == (Subscribe(Terms(EVERY_DRAW)),)


@pytest.mark.parametrize(("decides", "about"), [(True, "trades healthcare"), (False, None)])
def test_what_a_group_hears_of_is_typed_by_its_administrators(
    decides: bool, about: str | None
) -> None:
    group = talk(replace(TRADES, group=True))
    group.world = replace(group.world, group=True, decides=decides)
    told = group.say("tell us about trades and healthcare, only if our outcome changes")
    terms = [each.terms for each in told.effects if isinstance(each, Subscribe)]
    assert terms == ([] if about is None else [Terms(about)])


def test_what_holds_for_one_kind_holds_for_further_ones() -> None:
    told = talk(NIGHT).say("tell me about trades and healthcare too")
    assert told.effects == (Subscribe(replace(NIGHT.terms, about="french trades healthcare")),)


@pytest.mark.parametrize(
    ("said", "changed"),
    [
        ("only if my outcome changes", {"only_changes": True}),
        ("notify me only when something changes for me", {"only_changes": True}),
        ("seulement si mon résultat change", {"only_changes": True}),
        ("not at night", {"quiet_from": time(22), "quiet_until": time(7)}),
        ("stop messaging me at night", {"quiet_from": time(22), "quiet_until": time(7)}),
        ("pas la nuit", {"quiet_from": time(22), "quiet_until": time(7)}),
    ],
)
def test_how_notices_are_wanted_is_typed(said: str, changed: dict[str, Any]) -> None:
    loud = replace(TRADES, quiet_from=time(0), quiet_until=time(0))
    assert talk(loud).say(said).effects == (Subscribe(replace(loud.terms, **changed)),)


@pytest.mark.parametrize("said", ["at night too", "même la nuit"])
def test_a_sound_at_night_too_is_typed(said: str) -> None:
    told = talk(NIGHT).say(said)
    assert told.effects == (
        Subscribe(replace(NIGHT.terms, quiet_from=time(0), quiet_until=time(0))),
    )


def test_hours_of_silence_that_were_chosen_stay_whoever_says_not_at_night() -> None:
    told = talk(NIGHT).say("not at night")
    assert (told.effects, told.said(Subscribed).terms) == ((), NIGHT.terms)


def test_every_time_again_after_only_changes() -> None:
    told = talk(NIGHT).say("notify me every time")
    assert told.effects == (Subscribe(replace(NIGHT.terms, only_changes=False)),)


def test_nights_alone_subscribe_nobody() -> None:
    told = talk().say("not at night")
    assert (told.effects, told.said(Remark).what) == ((), "ask_subscription")


@pytest.mark.parametrize(
    "said",
    [
        "what changes if i get french?",
        "i work at night as a welder",
        "are trades and healthcare draws the same day?",
        "I have french and trades experience",
        "notify me, i am a nurse and welder",
    ],
)
def test_talk_of_nights_changes_and_kinds_changes_no_subscription(said: str) -> None:
    assert not any(isinstance(each, Subscribe) for each in talk(TRADES).say(said).effects)


def test_kinds_are_added_and_taken_away_by_buttons() -> None:
    told = talk(TRADES).press(Choice("subscribe_other"))
    assert {Choice("without", "trades"), Choice("also", "healthcare")} <= set(told.choices)
    both = replace(TRADES, about="trades healthcare")
    told = talk(TRADES).press(Choice("also", "healthcare"))
    assert told.effects == (Subscribe(both.terms),)
    told = talk(both).press(Choice("without", "trades"))
    assert told.effects == (Subscribe(replace(TRADES.terms, about="healthcare")),)
    told = talk(TRADES).press(Choice("without", "trades"))
    assert (told.effects, told.said(Subscribed).terms.about) == ((), "trades")
    assert talk(TRADES).press(Choice("also", "gone")).said(Remark).what == "stale_button"


def test_settings_show_how_notices_are_wanted_and_let_it_be_changed() -> None:
    told = talk(replace(NIGHT, about="french trades")).say("/settings")
    assert told.said(SettingsReport).terms == replace(NIGHT.terms, about="french trades")
    assert {Choice("only_changes", "off"), Choice("quiet"), Choice("subscribe_other")} <= set(
        told.choices
    )


@pytest.mark.parametrize(
    "said", ["what have you told me", "what did you tell me so far?", "qu'est-ce que tu m'as dit"]
)
def test_what_was_told_is_listed_with_why(said: str) -> None:
    told = talk(TRADES, replace(TOLD, outcome="not_concerned", reason="same_outcome")).say(said)
    assert [each.reason for each, _ in told.said(StatusReport).told] == ["same_outcome"]


def test_a_profile_said_beside_a_wish_is_not_lost() -> None:
    told = talk().say("notify me, I have 480, welder, 3 november 2025")
    assert told.tells(Answer)
    assert Choice("subscribe") in told.choices


@pytest.mark.parametrize(
    "event", [Choice("subscribe", "trades"), Choice("only_changes", "off"), Choice("quiet", "22-7")]
)
def test_the_same_again_changes_nothing(event: Choice) -> None:
    told = talk(TRADES).press(event)
    assert told.effects == ()
    assert told.said(Subscribed).terms == TRADES.terms


@pytest.mark.parametrize("said", ["/start", "/subscribe", "/status", "/check", "/help", "hello"])
def test_nothing_else_touches_the_subscription(said: str) -> None:
    for state in (Resting(Memory()), Resting(Memory(FULL)), AskingCrs(Memory())):
        assert talk(TRADES, state=state).say(said).effects == ()


def test_another_kind_keeps_the_other_settings() -> None:
    told = talk(NIGHT).press(Choice("subscribe", EVERY_DRAW))
    assert told.effects == (Subscribe(replace(NIGHT.terms, about=EVERY_DRAW)),)
    assert Choice("subscribe", EVERY_DRAW) not in told.choices


def test_all_kinds_are_offered_categories_before_programs() -> None:
    told = talk().press(Choice("subscribe_other"))
    values = [choice.value for choice in told.choices]
    assert set(values) == set(told.world.knowledge.categories)
    assert values.index("trades") < values.index("cec")
    for value in values:
        assert talk().press(Choice("subscribe", value)).effects == (Subscribe(Terms(value)),)


def test_only_changes_goes_on_and_off() -> None:
    assert talk().press(Choice("only_changes", "on")).effects == (
        Subscribe(Terms("trades", only_changes=True)),
    )
    told = talk(NIGHT).press(Choice("only_changes", "off"))
    assert told.effects == (Subscribe(replace(NIGHT.terms, only_changes=False)),)
    assert Choice("only_changes", "on") in told.choices
    assert Choice("only_changes", "off") in talk(NIGHT).say("/subscribe").choices


@pytest.mark.parametrize("hours", QUIET_HOURS)
def test_quiet_hours_are_chosen(hours: str) -> None:
    begin, end = QUIET_HOURS[hours]
    told = talk(NIGHT).press(Choice("quiet", hours))
    terms = told.said(Subscribed).terms
    assert (terms.quiet_from, terms.quiet_until) == (begin, end)
    assert terms.has_quiet_hours == (hours != "off")
    assert talk().press(Choice("quiet", hours)).said(Subscribed).terms.about == "trades"


def test_quiet_hours_are_asked_for_with_the_zone() -> None:
    told = talk(TRADES).press(Choice("quiet"))
    assert told.said(AskQuietHours).zone == "America/Toronto"
    assert Choice("quiet_zone", "Asia/Manila") in told.choices
    told.press(Choice("quiet_zone", "Asia/Manila"))
    assert told.effects == (SaveProfile(Profile(), "Asia/Manila"),)
    assert told.said(Subscribed).zone == "Asia/Manila"
    own = talk(replace(TRADES, zone="UTC")).press(Choice("quiet"))
    assert own.said(AskQuietHours).zone == "UTC"
    assert talk().press(Choice("quiet")).said(Remark).what == "ask_subscription"


@pytest.mark.parametrize("zone", HOME_ZONES)
def test_every_zone_offered_is_one(zone: str) -> None:
    assert talk(TRADES).press(Choice("quiet_zone", zone)).said(Subscribed).zone == zone


@pytest.mark.parametrize(
    "choice",
    [
        Choice("subscribe", "gone"),
        Choice("only_changes", "maybe"),
        Choice("quiet", "3-4"),
        Choice("quiet_zone", "Mars/Olympus"),
    ],
)
def test_what_is_not_offered_is_stale(choice: Choice) -> None:
    told = talk(TRADES).press(choice)
    assert told.said(Remark).what == "stale_button"
    assert told.effects == ()


@pytest.mark.parametrize("said", ["/unsubscribe", "stop notifications", "désabonne-moi"])
def test_unsubscribing_is_always_true_afterwards(said: str) -> None:
    for subscription in (TRADES, None):
        told = talk(subscription).say(said)
        assert told.effects == (Unsubscribe(),)
        assert told.said(Remark).what == "unsubscribed"
    assert talk(TRADES).press(Choice("unsubscribe")).effects == (Unsubscribe(),)


def test_status_tells_all() -> None:
    profile = Resting(Memory(FULL, zone="Asia/Manila"))
    told = talk(TRADES, TOLD, state=profile).say("/status")
    report = told.said(StatusReport)
    assert report.terms == TRADES.terms
    assert report.zone == "Asia/Manila"
    assert report.judged
    assert [(notice, draw and draw.number) for notice, draw in report.told] == [(TOLD, "447")]
    assert (report.freshness.newest and report.freshness.newest.number) == "447"
    assert told.choices == (Choice("check", "447"), Choice("settings"))
    assert told.effects == ()
    assert talk().press(Choice("status")).said(StatusReport).terms is None
    assert talk().say("am I subscribed?").said(StatusReport).told == ()


@pytest.mark.parametrize(("hours", "stale"), [(0, False), (23, False), (24, True), (99, True)])
def test_status_tells_a_quiet_week_from_a_broken_feed(hours: int, stale: bool) -> None:
    told = talk(TRADES)
    facts = told.world.knowledge
    draws = replace(facts.draws, read_at=NOW - timedelta(hours=hours))
    told.world = replace(told.world, knowledge=replace(facts, draws=draws))
    assert told.say("/status").said(StatusReport).stale == stale


def test_a_notice_leads_to_its_own_draw() -> None:
    told = talk(state=Resting(Memory(FULL))).press(Choice("check", "408"))
    assert told.said(Answer).judged.draw.number == "408"
    told = talk(state=Resting(Memory(FULL))).press(Choice("check", "999"))
    assert told.said(Answer).judged.draw.number == "447"


def test_what_is_stored_is_told_with_the_subscription() -> None:
    assert talk(TRADES).say("/me").said(Subscribed).terms == TRADES.terms
    told = talk().say("/me")
    assert told.tells(MyProfile)
    assert not told.tells(Subscribed)


def test_new_draws_are_offered_after_an_answer() -> None:
    told = talk().say("480 welder 3 november 2025")
    assert told.choices[-1] == Choice("subscribe")
    assert told.say("/cancel").choices[-1] == Choice("subscribe")
    assert talk().say("/check draw 447").choices[-1] != Choice("subscribe")


def test_an_open_question_stays_open() -> None:
    for event in ("/subscribe", "/status", "/unsubscribe", "notify me of trades draws"):
        told = talk(state=AskingCrs(Memory())).say(event)
        assert isinstance(told.state, AskingCrs)
        assert told.said(Ask).question == "crs"
        assert told.choices[-1] == Choice("dont_know")
    assert isinstance(
        talk(state=ConfirmingForget(Memory())).say("subscribe").state, ConfirmingForget
    )


def test_forgetting_orders_nothing_else() -> None:
    told = talk(TRADES, state=Resting(Memory(FULL))).say("/forget", "yes")
    assert told.effects == (Forget(),)


@pytest.mark.parametrize(
    "event",
    [
        Choice("subscribe"),
        Choice("subscribe", "trades"),
        Choice("subscribe_other"),
        Choice("only_changes", "on"),
        Choice("quiet"),
        Choice("unsubscribe"),
    ],
)
def test_where_nothing_can_be_sent_nothing_is_promised(event: Choice) -> None:
    told = Talk().press(event)
    assert told.said(Remark).what == "no_notices_here"
    assert told.effects == ()
    assert Talk().say("notify me of trades draws").said(Remark).what == "no_notices_here"
    assert Choice("subscribe") not in Talk().say("480 welder 3 november 2025").choices
    assert Choice("subscribe") not in Talk().say("/status").choices


def test_a_wish_is_no_nonsense() -> None:
    assert not talk().say("keep me posted").tells(NotUnderstood)


def test_whoever_blocked_the_bot_hears_once_that_notices_ended() -> None:
    talk = Talk()
    assert talk.event(Blocked()).effects == ()
    talk.world = replace(
        talk.world, pushes=True, standing=Standing(Subscription(42, "trades", NOW))
    )
    talk.event(Blocked())
    assert (talk.replies, talk.effects) == ((), (Unsubscribe(),))
    assert load_state(dump_state(talk.state)) == talk.state
    talk.world = replace(talk.world, standing=Standing())
    assert talk.event(Blocked()).replies == ()
    ended = Resting(Memory(notices_ended=True))
    assert Talk(ended).say("/help").replies[0] == Remark("notices_ended")
    assert not Talk(ended).say("/help").state.memory.notices_ended
    back = Talk(ended)
    back.world = talk.world
    assert Remark("notices_ended") not in back.say("/subscribe trades").replies
    assert Talk(ended).event(EditedEarlier("hello")).replies == ()
