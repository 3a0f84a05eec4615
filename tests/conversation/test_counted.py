"""What is counted of messages that are not understood: that they were, never a word of them."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest

from bot.conversation.choices import Choice, encode
from bot.conversation.events import Event, Pressed, Said
from bot.conversation.machine import step
from bot.conversation.states import AskingWhatIf, Memory, Resting, State
from bot.conversation.transition import Counted
from tests.conversation.talk import world

REST = Resting(Memory())
LOST = "qwpo zmxn lkjh"
PERHAPS = "tell me something about the thing with points and dates maybe"
COUNTED: list[tuple[str, State, Event, tuple[Counted, ...]]] = [
    ("nothing fits", REST, Said(LOST), ("not_understood",)),
    ("something may fit", REST, Said(PERHAPS), ("not_understood", "did_you_mean")),
    ("while a what-if is asked for", AskingWhatIf(Memory()), Said(LOST), ("not_understood",)),
    (
        "what was offered is taken",
        REST,
        Pressed(encode(Choice("meant", "explain.tie_break"))),
        ("did_you_mean_taken",),
    ),
    ("a question that is understood", REST, Said("when is the next draw?"), ()),
    ("facts", REST, Said("480, welder"), ()),
    ("another button", REST, Pressed(encode(Choice("latest"))), ()),
]


@pytest.mark.parametrize(
    ("state", "event", "counted"), [row[1:] for row in COUNTED], ids=[row[0] for row in COUNTED]
)
def test_what_was_not_understood_is_counted(
    state: State, event: Event, counted: tuple[Counted, ...]
) -> None:
    assert step(state, event, world()).counted == counted


@pytest.mark.parametrize(("overheard", "counted"), [(False, ("not_understood",)), (True, ())])
def test_in_a_group_only_what_was_said_to_the_bot_is_counted(
    overheard: bool, counted: tuple[Counted, ...]
) -> None:
    group = replace(world(), group=True, overheard=overheard)
    assert step(REST, Said(LOST), group).counted == counted


def test_nothing_that_is_counted_can_hold_a_text() -> None:
    assert set(get_args(Counted)) == {"not_understood", "did_you_mean", "did_you_mean_taken"}
