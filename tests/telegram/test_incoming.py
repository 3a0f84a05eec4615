"""Which updates ask for an answer, and what is left of them."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.ports.inline import InlineAsked
from bot.ports.updates import Incoming, InGroup
from bot.telegram.updates import (
    ALLOWED_UPDATES,
    UNREADABLE,
    Me,
    incoming,
    inline_asked,
    keepable,
    pressed,
)

PRIVATE = {"id": 5, "type": "private"}
PERSON = {"id": 5, "language_code": "fr"}


def message(**content: Any) -> dict[str, Any]:
    return {"update_id": 1, "message": {"chat": PRIVATE, "from": PERSON} | content}


def edited(**content: Any) -> dict[str, Any]:
    return {"update_id": 1, "edited_message": message(**content)["message"]}


IN_CHANNEL = InGroup(None, as_group=True, channel=True)


def post(text: str) -> dict[str, Any]:
    """What an administrator posts in a channel."""
    chat = {"id": -5, "type": "channel"}
    return {"update_id": 1, "channel_post": {"chat": chat, "sender_chat": chat, "text": text}}


def press(**content: Any) -> dict[str, Any]:
    query = {"id": "q", "from": PERSON, "data": "v1:x", "message": {"chat": PRIVATE}} | content
    return {"update_id": 1, "callback_query": query}


@pytest.mark.parametrize(
    ("update", "expected"),
    [
        pytest.param(message(text="505"), Incoming(1, 5, "text", "505", "fr"), id="a text"),
        pytest.param(
            message(photo=[{}], caption="505"), Incoming(1, 5, "text", "505", "fr"), id="a caption"
        ),
        pytest.param(
            message(venue={}, location={}), Incoming(1, 5, "other", "venue", "fr"), id="a venue"
        ),
        pytest.param(press(), Incoming(1, 5, "button", "v1:x", "fr"), id="a press"),
        pytest.param(
            message(text="x", **{"from": {"id": 5}}),
            Incoming(1, 5, "text", "x", None),
            id="an app that tells no language",
        ),
        pytest.param(message(new_chat_title="x"), None, id="a service message"),
        pytest.param(message(text="x", chat={"id": -5, "type": "channel"}), None, id="a channel"),
        pytest.param(
            press(message={"chat": {"id": -5, "type": "channel"}}),
            Incoming(1, -5, "button", "v1:x", "fr", group=InGroup(5, channel=True)),
            id="a press in a channel",
        ),
        pytest.param(
            post("/subscribe"),
            Incoming(1, -5, "text", "/subscribe", group=IN_CHANNEL),
            id="a command in a channel: only administrators post there",
        ),
        pytest.param(post("/subscribe@Other_Bot"), None, id="another bot's command there"),
        pytest.param(post("480 welder"), None, id="anything else that is posted there"),
        pytest.param(
            press(message={"chat": PRIVATE, "message_id": 3, "date": 0}),
            Incoming(1, 5, "button", "v1:x", "fr", under=3),
            id="a press under a message too old to be seen",
        ),
        pytest.param(press(message=None), None, id="a press under an inline result"),
        pytest.param(press(data=None), None, id="a press of a game"),
        pytest.param(
            edited(text="x", date=7, edit_date=9, message_id=3),
            Incoming(1, 5, "edited", "x", "fr", message=3, said_at=9),
            id="an edit",
        ),
        pytest.param(edited(location={}), None, id="a live location that moves"),
        pytest.param(edited(text="x", chat={"id": -5, "type": "group"}), None, id="in a group"),
        pytest.param(
            message(photo=[{}], message_id=3, date=7, media_group_id="12"),
            Incoming(1, 5, "other", "photo", "fr", message=3, said_at=7, album="12"),
            id="a picture of an album",
        ),
        pytest.param(
            message(text="x", message_id=2**70, date="now", media_group_id="\x00"),
            Incoming(1, 5, "text", "x", "fr"),
            id="ids that are none",
        ),
        pytest.param({}, None, id="nothing"),
    ],
)
def test_an_update_becomes(update: dict[str, Any], expected: Incoming | None) -> None:
    assert incoming(update) == expected


ME = Me(99, "Draws_Bot")
GROUP = {"id": -5, "type": "supergroup"}


def in_group(text: str | None = None, **content: Any) -> dict[str, Any]:
    words = {} if text is None else {"text": text}
    return message(chat=GROUP, message_id=8, **(words | content))


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("/latest", "/latest"),
        ("/latest@draws_bot healthcare", "/latest@draws_bot healthcare"),
        ("@draws_bot latest", "latest"),
        ("what may remain, @Draws_Bot?", "what may remain,  ?"),
        ("@draws_bot", "/help"),
        ("/nonsense@draws_bot", "/nonsense@draws_bot"),
    ],
)
def test_a_group_addresses_the_bot_by_command_or_name(text: str, body: str) -> None:
    expected = Incoming(1, -5, "text", body, "fr", message=8, group=InGroup(5))
    assert incoming(in_group(text), ME) == expected
    caption = in_group(photo=[{}], caption=text)
    assert incoming(caption, ME) == expected


@pytest.mark.parametrize(
    "text",
    [
        "latest draw?",
        "480 welder 3 November 2025",
        "/latest@other_bot",
        "/latest@draws_bot2",
        "/ban",
        "/",
        "/usr/bin/latest",
        "@draws_bots latest",
        "me@draws_bot.example",
        "@@draws_bot",
    ],
)
def test_what_a_group_says_among_itself_is_not_answered(text: str) -> None:
    assert incoming(in_group(text), ME) is None


def test_before_its_name_is_known_only_plain_commands_are_its_own() -> None:
    assert incoming(in_group("/latest")) is not None
    assert incoming(in_group("/latest@draws_bot")) is None
    assert incoming(in_group("@draws_bot latest")) is None


def test_replies_to_the_bot_are_said_to_it_and_replies_to_others_are_not() -> None:
    mine = in_group("and 2025?", reply_to_message={"from": {"id": 99}})
    assert incoming(mine, ME) == Incoming(
        1, -5, "text", "and 2025?", "fr", message=8, group=InGroup(5, reply=True)
    )
    assert incoming(in_group("/ban", reply_to_message={"from": {"id": 99}}), ME) is None
    named = in_group("@draws_bot and 2025?", reply_to_message={"from": {"id": 99}})
    told = incoming(named, ME)
    assert told is not None
    assert told.group == InGroup(5)
    assert incoming(in_group("and 2025?", reply_to_message={"from": {"id": 98}}), ME) is None
    assert incoming(in_group(sticker={}, reply_to_message={"from": {"id": 99}}), ME) is None


def test_an_anonymous_administrator_speaks_in_the_groups_name_a_channel_does_not() -> None:
    def speaks(sender: int) -> InGroup | None:
        told = incoming(in_group("/latest", sender_chat={"id": sender}), ME)
        assert told is not None
        return told.group

    assert speaks(-5) == InGroup(None, as_group=True)
    assert speaks(-77) == InGroup(None)


def test_other_bots_and_posts_of_a_linked_channel_are_not_answered() -> None:
    bot = {"from": {"id": 4, "is_bot": True}}
    assert incoming(in_group("/latest", **bot), ME) is None
    private = {"chat": {"id": 4, "type": "private"}, "text": "/latest"} | bot
    assert incoming({"update_id": 5, "message": private}, ME) is None
    assert incoming({"update_id": 5, "edited_message": private}, ME) is None
    forwarded = in_group("/latest", sender_chat={"id": -77}, is_automatic_forward=True)
    assert incoming(forwarded, ME) is None


def test_an_inline_answer_of_ours_that_is_posted_is_not_read_as_words() -> None:
    mine, other = {"via_bot": {"id": 99}}, {"via_bot": {"id": 98}}
    assert incoming(message(text="480 welder", **mine), ME) is None
    assert incoming(in_group("@draws_bot", **mine), ME) is None
    assert incoming(message(text="480 welder", **other), ME) is not None


def test_the_thread_of_a_forum_is_kept() -> None:
    told = incoming(in_group("/latest", message_thread_id=7, is_topic_message=True), ME)
    assert told is not None
    assert told.group == InGroup(5, topic=7)
    thread = incoming(in_group("/latest", message_thread_id=7), ME)
    assert thread is not None
    assert thread.group == InGroup(5)
    under = {"chat": GROUP, "message_thread_id": 7, "is_topic_message": True}
    press_there = incoming(press(message=under), ME)
    assert press_there == Incoming(1, -5, "button", "v1:x", "fr", group=InGroup(5, topic=7))


@pytest.mark.parametrize(
    ("chat", "before", "now", "expected"),
    [
        (PRIVATE, "member", "kicked", Incoming(1, 5, "blocked", "")),
        (PRIVATE, "kicked", "member", None),
        (GROUP, "member", "left", Incoming(1, -5, "removed", "")),
        (GROUP, "administrator", "kicked", Incoming(1, -5, "removed", "")),
        (GROUP, "left", "member", Incoming(1, -5, "added", "", "fr", group=InGroup(5))),
        (GROUP, "kicked", "administrator", Incoming(1, -5, "added", "", "fr", group=InGroup(5))),
        (GROUP, "member", "administrator", None),
        (GROUP, "left", "restricted", None),
        ({"id": -9, "type": "channel"}, "left", "administrator", None),
        (
            {"id": -9, "type": "channel"},
            *("administrator", "kicked", Incoming(1, -9, "removed", "")),
        ),
    ],
)
def test_the_bots_own_standing_in_a_chat(
    chat: dict[str, Any], before: str, now: str, expected: Incoming | None
) -> None:
    change = {
        "chat": chat,
        "from": PERSON,
        "old_chat_member": {"status": before},
        "new_chat_member": {"status": now},
    }
    assert incoming({"update_id": 1, "my_chat_member": change}, ME) == expected


def test_a_group_that_moves_tells_so_twice_and_means_the_same() -> None:
    there = message(chat={"id": -5, "type": "group"}, migrate_to_chat_id=-1005)
    here = message(chat={"id": -1005, "type": "supergroup"}, migrate_from_chat_id=-5)
    assert incoming(there, ME) == incoming(here, ME) == Incoming(1, -5, "moved", "-1005")
    assert incoming(message(chat=GROUP, migrate_to_chat_id=2**70), ME) is None
    beyond = {"id": 2**70, "type": "group"}
    assert incoming(message(chat=beyond, migrate_from_chat_id=-5), ME) is None


def test_telegram_is_asked_for_just_what_is_handled() -> None:
    handled = [
        message(text="x"),
        edited(text="x"),
        press(),
        post("/subscribe"),
        {
            "update_id": 1,
            "my_chat_member": {
                "chat": PRIVATE,
                "old_chat_member": {"status": "member"},
                "new_chat_member": {"status": "kicked"},
            },
        },
    ]
    assert all(incoming(update, ME) is not None for update in handled)
    line = {"update_id": 1, "inline_query": {"id": "q", "from": PERSON, "query": ""}}
    assert inline_asked(line) == InlineAsked("q", 5, "", "fr")
    handled.append(line)
    kinds = {kind for update in handled for kind in update if kind != "update_id"}
    assert kinds == set(ALLOWED_UPDATES)


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        (Incoming(1, 5, "text", "é"), True),
        (Incoming(1, 2**63, "text", "x"), False),
        (Incoming(1, -(2**63), "text", "x"), False),
        (Incoming(1, True, "text", "x"), False),
        (Incoming(1, 5, "text", "\ud83d"), False),
    ],
)
def test_what_no_database_can_hold_is_no_turn(told: Incoming, kept: bool) -> None:
    assert keepable(told) is kept


@pytest.mark.parametrize("kind", UNREADABLE)
def test_content_without_words_is_named(kind: str) -> None:
    assert incoming(message(**{kind: {}})) == Incoming(1, 5, "other", kind, "fr")


def test_every_press_can_be_acknowledged_and_nothing_else() -> None:
    assert pressed(press(message=None)) == "q"
    assert pressed(message(text="x")) is None


_fields = (
    "update_id",
    "message",
    "callback_query",
    "chat",
    "from",
    "id",
    "type",
    "text",
    "data",
    "voice",
)
_json = st.recursive(
    st.sampled_from((None, True, 0, -7, 2**70, "", "private", "x")),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(_fields), inner, max_size=4)
    ),
    max_leaves=12,
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(st.sampled_from(_fields), _json, max_size=4))
def test_nonsense_is_no_update_and_no_error(update: dict[str, Any]) -> None:
    told = incoming(update, ME)
    assert told is None or told.kind in ("text", "button", "other")
    assert isinstance(pressed(update), str | None)
