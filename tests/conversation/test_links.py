"""Links into the bot: what they hold, who can read them, and that they overwrite nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.choices import Choice
from bot.conversation.effects import Subscribe
from bot.conversation.groups import PRIVATE
from bot.conversation.links import (
    MOST_CHARACTERS,
    Link,
    OpenWhatIf,
    Scenario,
    WantNotices,
    decode_link,
    encode_link,
)
from bot.conversation.messages import (
    Answer,
    Ask,
    AskWhatIf,
    Noted,
    Remark,
    ScenarioLink,
    Subscribed,
    Welcome,
)
from bot.conversation.states import AskingCrs, Memory, Resting
from bot.conversation.subscriptions import EVERY_DRAW, Standing, Subscription, Terms
from knowledge.profiles import Profile, Submission
from tests.conversation.talk import Talk
from tests.facts import frozen

SINCE = datetime(2026, 9, 1, tzinfo=UTC)
FULL = Profile(480, "72106", Submission(date(2025, 11, 3)), 12)
EXACT = Submission(date(2025, 11, 3), time(22, 36, 9), True, "Asia/Manila")

profiles = st.builds(
    Profile,
    st.none() | st.integers(0, 1200),
    st.none() | st.from_regex(r"[0-9]{5}", fullmatch=True),
    st.none() | st.builds(Submission, st.dates(date(2015, 1, 1), date(2099, 12, 31))),
    st.none() | st.integers(0, 600),
).filter(lambda profile: not profile.is_empty)
draws = st.none() | st.sampled_from([draw.number for draw in frozen().draws.draws])
links = st.one_of(
    st.just(OpenWhatIf()),
    st.builds(WantNotices, st.sampled_from([*frozen().categories, EVERY_DRAW])),
    st.builds(Scenario, profiles, draws),
)


@given(links)
def test_every_link_is_read_as_it_was_made(link: Link) -> None:
    payload = encode_link(link)
    assert decode_link(payload) == link
    assert 1 <= len(payload) <= MOST_CHARACTERS
    assert set(payload) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-")


@given(st.text(max_size=80) | st.from_regex(r"1[psw](-[a-z0-9]{0,12}){0,6}", fullmatch=True))
def test_any_payload_is_answered_and_changes_nothing_of_mine(payload: str) -> None:
    talk = Talk(Resting(Memory(FULL)))
    talk.say(f"/start {payload}")
    assert talk.state.memory.profile == FULL
    assert talk.effects == ()
    assert talk.replies


def test_neither_the_hour_nor_the_time_zone_is_in_a_link() -> None:
    made = encode_link(Scenario(Profile(480, "72106", EXACT)))
    assert made == "1p-c480-n72106-d20251103"


def test_a_scenario_is_shown_as_what_it_is_and_not_kept() -> None:
    talk = Talk().say("/start 1p-c480-n72106-d20251103-m12-r368")
    assert talk.replies[0] == Remark("shared_scenario")
    assert talk.said(Noted).what_if
    found = talk.said(Answer)
    assert (found.judged.profile, found.judged.draw.number) == (FULL, "368")
    assert found.against is None
    assert talk.state == Resting(Memory())
    assert Choice("keep") not in talk.choices


def test_a_scenario_leaves_the_open_question_open() -> None:
    talk = Talk(AskingCrs(Memory())).say("/start 1p-c480")
    assert isinstance(talk.state, AskingCrs)
    assert talk.said(Ask).question == "crs"


@pytest.mark.parametrize(
    "payload",
    [
        "1p",
        "1p-c1201",
        "1p-n00000",
        "1p-d20140101",
        "1p-d20270101",
        "1p-d20260231",
        "1p-m601",
        "1p-c480-r99999",
        "1p-c480-r9999",
        "1p-n72106-c480",
        "1p-c٤٨٠",
        "2p-c480",
        "1s-nothing",
        "1s-",
        "0",
        "x" * 65,
        "1w more words",
    ],
)
def test_what_cannot_be_true_is_a_welcome_with_a_kind_sentence(payload: str) -> None:
    talk = Talk().say(f"/start {payload}")
    assert talk.tells(Welcome)
    assert talk.said(Remark).what == "unknown_link"
    assert isinstance(talk.state, AskingCrs)


def test_a_link_may_open_a_what_if() -> None:
    assert Talk().say("/start 1w").tells(AskWhatIf)


def subscriber(about: str | None) -> Talk:
    talk = Talk()
    subscription = None if about is None else Subscription(1, about, SINCE, only_changes=True)
    talk.world = replace(talk.world, pushes=True, standing=Standing(subscription))
    return talk


def test_a_link_subscribes_whoever_is_not() -> None:
    talk = subscriber(None).say("/start 1s-french")
    assert talk.effects == (Subscribe(Terms("french")),)


def test_a_link_to_what_one_has_changes_nothing() -> None:
    talk = subscriber("french").say("/start 1s-french")
    assert talk.effects == ()
    assert talk.said(Subscribed).terms == Terms("french", True)


def test_a_link_to_another_kind_only_offers_it() -> None:
    talk = subscriber("trades").say("/start 1s-all")
    assert talk.effects == ()
    assert talk.said(Remark).what == "already_subscribed"
    assert talk.said(Subscribed).terms == Terms("trades", True)
    assert talk.choices[0] == Choice("subscribe", EVERY_DRAW)
    assert talk.press(talk.choices[0]).effects == (Subscribe(Terms(EVERY_DRAW, True)),)


def named(state: Resting | None = None) -> Talk:
    talk = Talk(state)
    talk.world = replace(talk.world, username="draws_bot")
    return talk


def test_a_what_if_is_shared_by_a_link_that_shows_it() -> None:
    talk = named(Resting(Memory(FULL))).say("what if I had 490?")
    assert Choice("share") in talk.choices
    told = talk.press(Choice("share")).said(ScenarioLink)
    assert told.address == "https://t.me/draws_bot?start=1p-c490-n72106-d20251103-m12"
    opened = Talk().say(f"/start {told.address.partition('=')[2]}").said(Answer)
    assert opened.judged.profile == replace(FULL, crs=490)


def test_the_draw_that_the_talk_is_about_is_shared_too() -> None:
    talk = named().say("480 plumber 1 november 2024, draw 368", "what if I had 510?")
    assert (
        talk.press(Choice("share"))
        .said(ScenarioLink)
        .address.endswith("-c510-n72300-d20241101-r368")
    )


@pytest.mark.parametrize(
    ("talk", "why"),
    [(named(), "nothing_to_share"), (Talk(Resting(Memory(FULL))), "no_links_here")],
)
def test_nothing_to_share_or_no_name_makes_no_link_and_says_so(talk: Talk, why: str) -> None:
    assert talk.press(Choice("share")).said(Remark).what == why


def test_where_no_link_can_be_made_none_is_offered() -> None:
    talk = Talk(Resting(Memory(FULL))).say("what if I had 490?")
    assert Choice("share") not in talk.choices


def test_the_button_under_a_message_in_a_group_opens_a_plain_beginning() -> None:
    talk = Talk().say(f"/start {PRIVATE.value}")
    assert talk.tells(Welcome)
    assert not talk.tells(Remark)
