"""In a group: general answers for everybody, decisions by administrators, nothing personal."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.conversation.choices import Choice, Kind, encode
from bot.conversation.effects import SaveLanguage, Subscribe, Unsubscribe
from bot.conversation.events import (
    AddedToGroup,
    Blocked,
    EditedEarlier,
    Event,
    Pressed,
    Said,
    SaidTooMuch,
    SentSomethingElse,
)
from bot.conversation.groups import PRIVATE
from bot.conversation.machine import step
from bot.conversation.messages import (
    Explained,
    History,
    LatestDraw,
    Message,
    NoSuchDraw,
    PoolReport,
    RemainingReport,
    Remark,
    StatusReport,
    Subscribed,
)
from bot.conversation.requests import Needs, needs
from bot.conversation.states import AskingCrs, Memory, Resting
from bot.conversation.subscriptions import Standing, Subscription, Terms
from bot.conversation.transition import Transition
from bot.conversation.understanding import requests_of
from bot.reading.understood import Lang
from knowledge.profiles import Profile
from tests.conversation.talk import NOW, Talk, world

GROUP = -1001
SUBSCRIBED = Standing(Subscription(GROUP, "trades", NOW, group=True))
PERSONAL = Memory(Profile(480, "72106"), what_if=Profile(490), draw="440")


def turn(
    event: Event,
    *,
    decides: bool = False,
    standing: Standing = SUBSCRIBED,
    lang: Lang = "en",
    overheard: bool = False,
) -> Transition:
    """One turn in a group, from a state that holds more than it ever should."""
    memory = replace(PERSONAL, lang=lang)
    here = replace(world(), group=True, pushes=True, decides=decides, standing=standing)
    here = replace(here, overheard=overheard)
    return step(AskingCrs(memory), event, here)


def asks(event: Event) -> Needs:
    """What the turn needs in a group."""
    state = Resting(Memory())
    return needs(requests_of(event, state, replace(world(), group=True)), state)


def said(taken: Transition) -> Message:
    (message,) = taken.replies
    return message


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("/latest", LatestDraw),
        ("/latest@draws_bot healthcare", LatestDraw),
        ("/remaining 2025", RemainingReport),
        ("/history", History),
        ("/history 480", History),
        ("/latest I have 480", LatestDraw),
        ("/history cec text", History),
        ("/pool", PoolReport),
        ("how many people are in the pool?", PoolReport),
        ("how many invitations may still come?", RemainingReport),
        ("what was the last draw", LatestDraw),
        ("what is the tie-breaking rule?", Explained),
        ("past draws", History),
        ("draw 999", NoSuchDraw),
        ("/status", StatusReport),
        ("am I subscribed?", StatusReport),
    ],
)
def test_what_everybody_may_read_is_answered(text: str, kind: type[Message]) -> None:
    taken = turn(Said(text))
    assert isinstance(said(taken), kind)
    assert taken.effects == ()


def test_pages_turn_in_a_group_and_the_pool_marks_nobody() -> None:
    page = turn(Pressed("1:older:cec.2"))
    told = said(page)
    assert isinstance(told, History)
    assert (told.page, told.profile, page.in_place) == (2, Profile(), True)
    assert "newer" in {choice.kind for row in page.choices for choice in row}
    pool = said(turn(Said("/pool")))
    assert isinstance(pool, PoolReport)
    assert pool.crs is None


def test_the_history_of_a_group_judges_nobody() -> None:
    history = said(turn(Said("/history")))
    assert isinstance(history, History)
    assert all(judged is None for _, judged in history.rows)


@pytest.mark.parametrize(
    "text",
    [
        "480, welder, 3 November 2025",
        "480",
        "I am a plumber",
        "/check",
        "/check 480",
        "what if I had 510?",
        "where do I stand?",
        "+15",
        "/me",
        "/forget",
        "/whatif",
        "/cancel",
    ],
)
def test_what_is_about_a_person_is_answered_in_private_only(text: str) -> None:
    taken = turn(Said(text))
    assert taken.replies == (Remark("only_in_private"),)
    assert taken.choices == ((PRIVATE,),)
    assert taken.effects == ()


EVERYTHING_SAID = (
    *("/latest", "480 welder", "hello", "thanks", "what if 510", "/start", "/help", "/nonsense"),
    *("/subscribe", "/unsubscribe", "/language fr", "notify me", "/admin", "/pause", "yes", "no"),
    *("in French please", "4800", "5/11/2024", "22:36 Toronto time", "mechanic"),
)
KINDS: tuple[Kind, ...] = (
    *("check", "what_if", "points", "history", "latest", "remaining", "change", "crs", "day"),
    *("occupation", "none_of_these", "zone", "dont_know", "keep", "real", "cancel", "forget"),
    *("explain", "help", "lang", "submitted", "subscribe", "subscribe_other", "only_changes"),
    *("quiet", "quiet_zone", "unsubscribe", "status", "operator", "correct", "private"),
)
VALUES = ("", "yes", "480", "72106", "2025-11-03", "+15", "trades", "all", "on", "pause", "fr")


@pytest.mark.parametrize("decides", [True, False])
def test_a_group_keeps_nothing_of_a_person_whatever_is_said_or_pressed(decides: bool) -> None:
    events: list[Event] = [Said(text) for text in EVERYTHING_SAID]
    events += [Pressed(encode(Choice(kind, value))) for kind in KINDS for value in VALUES]
    events += [SentSomethingElse("voice"), AddedToGroup(), Pressed("forged"), Pressed("")]
    for event in events:
        taken = turn(event, decides=decides)
        memory = taken.state.memory
        assert taken.state == Resting(Memory(lang=memory.lang, zone=memory.zone)), event
        assert taken.replies, event
        assert not any(
            choice.kind in ("check", "what_if", "change", "only_changes")
            for row in taken.choices
            for choice in row
        ), event
        assert all(
            isinstance(effect, Subscribe | Unsubscribe | SaveLanguage) for effect in taken.effects
        ), event
        if not decides:
            assert taken.effects == (), event


def test_only_administrators_subscribe_a_group() -> None:
    for event in (
        Said("/subscribe trades"),
        Said("/unsubscribe"),
        Said("/language fr"),
        Said("notify me of every draw"),
        Pressed(encode(Choice("subscribe", "trades"))),
        Pressed(encode(Choice("unsubscribe"))),
        Pressed(encode(Choice("quiet", "off"))),
        Pressed(encode(Choice("lang", "fr"))),
    ):
        assert asks(event).decision, event
        nobody = Standing()
        assert turn(event, standing=nobody).replies == (Remark("administrators_decide"),), event
        assert turn(event, decides=True, standing=nobody).replies != (
            Remark("administrators_decide"),
        ), event


def test_an_administrator_subscribes_and_ends_it() -> None:
    asked = turn(Said("/subscribe"), decides=True, standing=Standing())
    assert asked.replies == (Remark("ask_group_subscription"),)
    taken = turn(Said("/subscribe trades"), decides=True, standing=Standing())
    assert taken.effects == (Subscribe(Terms("trades")),)
    message = said(taken)
    assert isinstance(message, Subscribed)
    assert message.judged  # nobody is told to /check first: notices here are for all
    kinds = [choice.kind for row in taken.choices for choice in row]
    assert "only_changes" not in kinds
    assert turn(Said("/unsubscribe"), decides=True).effects == (Unsubscribe(),)


def test_the_quiet_hours_of_a_group_go_by_a_clock_of_its_own() -> None:
    taken = turn(Pressed(encode(Choice("quiet_zone", "Asia/Manila"))), decides=True)
    assert taken.effects == (Subscribe(Terms("trades")),)
    assert taken.state == Resting(Memory(zone="Asia/Manila"))
    none = turn(
        Pressed(encode(Choice("quiet_zone", "Asia/Manila"))), decides=True, standing=Standing()
    )
    assert none.effects == ()


def test_a_group_speaks_its_own_language() -> None:
    taken = turn(Said("/language french"), decides=True)
    assert taken.effects == (SaveLanguage("fr"),)
    assert taken.state.memory.lang == "fr"
    assert turn(Said("/latest"), lang="fr").state.memory.lang == "fr"


def test_operators_have_no_commands_in_a_group() -> None:
    here = replace(world(), group=True, pushes=True, operator=True, decides=True)
    taken = step(Resting(Memory()), Said("/admin"), here)
    assert taken.replies == (Remark("unknown_command"),)


def test_who_talks_about_what_the_bot_said_is_left_alone() -> None:
    for text in ("wow, great news!", "no way", "hello"):
        assert turn(Said(text), overheard=True) == Transition(Resting(Memory()))
    assert turn(Said("thanks"), overheard=True).replies == (Remark("thanks"),)
    asked = turn(Said("how many invitations may still come?"), overheard=True)
    assert isinstance(said(asked), RemainingReport)


def test_short_words_get_a_short_answer() -> None:
    assert turn(Said("thank you")).replies == (Remark("thanks"),)
    assert turn(Said("hello")).replies == (Remark("group_help"),)
    assert turn(Said("/help")).replies == (Remark("group_help"),)
    assert turn(Pressed(encode(Choice("help")))).replies == (Remark("group_help"),)
    assert turn(Said("/start")).replies == (Remark("group_hello"),)
    assert turn(AddedToGroup()).replies == (Remark("group_hello"),)
    assert turn(SentSomethingElse("voice")).replies == (Remark("group_help"),)
    assert turn(SaidTooMuch()).replies == (Remark("too_much"),)
    for silent in (EditedEarlier("480 welder"), Blocked()):
        assert (turn(silent).replies, turn(silent).effects) == ((), ())


def test_a_personal_button_under_a_notice_leads_to_the_private_chat() -> None:
    taken = turn(Pressed(encode(Choice("check", "447"))))
    assert taken.replies == (Remark("only_in_private"),)
    assert taken.choices == ((PRIVATE,),)


def test_in_private_the_way_there_is_a_stale_button_and_groups_are_a_greeting() -> None:
    talk = Talk().press(PRIVATE)
    assert Remark("stale_button") in talk.replies
    assert Remark("hello") in talk.event(AddedToGroup()).replies


def test_a_link_that_adds_the_bot_subscribes_the_group_if_an_administrator_opened_it() -> None:
    added, nobody = Said("/start@draws_bot 1s-trades"), Standing()
    assert asks(added).decision
    assert turn(added, standing=nobody).replies == (Remark("group_hello"),)
    taken = turn(added, decides=True, standing=nobody)
    assert taken.effects == (Subscribe(Terms("trades")),)
    assert isinstance(said(taken), Subscribed)
    assert turn(added, decides=True).effects == ()


@pytest.mark.parametrize("payload", ["1s-nothing", "1p-c480", "1w", "x"])
def test_other_links_do_nothing_in_a_group(payload: str) -> None:
    taken = turn(Said(f"/start {payload}"), decides=True, standing=Standing())
    assert taken.effects == ()
    assert said(taken) in (Remark("group_hello"), Remark("unknown_link"))
