"""What people read before they write: within Telegram's limits, in every language, complete."""

from __future__ import annotations

from typing import get_args

import pytest

from bot.conversation.events import Said
from bot.conversation.machine import step
from bot.conversation.messages import Remark
from bot.conversation.requests import Command, OperatorCommand
from bot.conversation.states import Memory, Resting
from bot.reading.understood import Lang
from bot.replies.introductions import (
    FOR_ADMINISTRATORS,
    FOR_OPERATORS,
    IN_GROUPS,
    IN_PRIVATE,
)
from bot.replies.rendering import introduction
from tests.conversation.talk import world

LANGUAGES = get_args(Lang)


def length(text: str) -> int:
    """As Telegram counts."""
    return len(text.encode("utf-16-le")) // 2


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_text_fits(lang: Lang) -> None:
    texts = introduction(lang)
    assert 1 <= length(texts.name) <= 64
    assert 1 <= length(texts.description) <= 512
    assert 1 <= length(texts.short) <= 120
    for described in (*texts.commands.values(), *texts.operators.values()):
        assert 1 <= length(described) <= 60, "longer ones are cut off on a phone"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_command_is_described(lang: Lang) -> None:
    texts = introduction(lang)
    assert set(texts.commands) == set(get_args(Command))
    assert set(texts.operators) == set(get_args(OperatorCommand))


def test_the_languages_differ() -> None:
    first, second = (introduction(lang) for lang in LANGUAGES)
    assert first.description != second.description
    assert not set(first.commands.values()) & set(second.commands.values())


def test_the_private_menu_has_every_command_once() -> None:
    assert sorted(IN_PRIVATE) == sorted({*get_args(Command)} - {"start"})
    assert sorted(FOR_OPERATORS) == sorted(get_args(OperatorCommand))


@pytest.mark.parametrize("command", sorted({*get_args(Command)} - {"start"}))
def test_a_group_is_offered_exactly_what_it_is_answered(command: Command) -> None:
    said = {}
    for decides in (False, True):
        seen = world()
        there = type(seen)(
            seen.now, seen.knowledge, seen.occupations, pushes=True, group=True, decides=decides
        )
        (first, *_) = step(Resting(Memory()), Said(f"/{command}"), there).replies
        said[decides] = first.what if isinstance(first, Remark) else ""
    assert (command in IN_GROUPS) == (
        said[False] not in ("only_in_private", "administrators_decide")
    )
    assert (command in FOR_ADMINISTRATORS) == (said[True] != "only_in_private")
