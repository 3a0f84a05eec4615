"""Which updates ask for an answer, and what is left of them."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.adapters.telegram import UNREADABLE, incoming, pressed
from bot.ports import Incoming

PRIVATE = {"id": 5, "type": "private"}
PERSON = {"id": 5, "language_code": "fr"}


def message(**content: Any) -> dict[str, Any]:
    return {"update_id": 1, "message": {"chat": PRIVATE, "from": PERSON} | content}


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
        pytest.param(message(text="x", chat={"id": -5, "type": "group"}), None, id="a group"),
        pytest.param(press(message={"chat": {"id": -5, "type": "group"}}), None, id="group press"),
        pytest.param(press(message=None), None, id="a press under an inline result"),
        pytest.param(press(data=None), None, id="a press of a game"),
        pytest.param(
            {"update_id": 1, "edited_message": message(text="x")["message"]}, None, id="an edit"
        ),
        pytest.param({}, None, id="nothing"),
    ],
)
def test_an_update_becomes(update: dict[str, Any], expected: Incoming | None) -> None:
    assert incoming(update) == expected


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
    told = incoming(update)
    assert told is None or told.kind in ("text", "button", "other")
    assert isinstance(pressed(update), str | None)
