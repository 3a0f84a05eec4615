"""All texts of a language in one file: a change of words is a diff to read.

``python -m tests.replies.test_snapshots`` writes the files anew.
"""

from __future__ import annotations

import inspect
from pathlib import Path
from typing import get_args

import pytest

from bot.conversation import messages
from bot.conversation.messages import Message
from bot.reading.understood import Lang
from bot.replies.rendering import LANGUAGES
from tests.replies.samples import OCCUPATIONS, choices, samples

FOLDER = Path(__file__).parent / "snapshots"


def snapshot(lang: Lang) -> str:
    """Every message and every button of that language."""
    texts = LANGUAGES[lang]
    said = [f"== {name}\n{texts.say(message)}" for name, message in samples().items()]
    labels = [
        f"[{choice.kind} {choice.value}] {texts.label(choice, OCCUPATIONS)}" for choice in choices()
    ]
    return "\n\n".join([*said, "== buttons", "\n".join(labels)]) + "\n"


@pytest.mark.parametrize("lang", list(LANGUAGES))
def test_the_words_are_those_of_the_snapshot(lang: Lang) -> None:
    kept = (FOLDER / f"{lang}.txt").read_text("utf-8")
    assert snapshot(lang) == kept, "read the diff; python -m tests.replies.test_snapshots takes it"


def test_every_kind_of_message_is_in_the_snapshot() -> None:
    shown = {type(message) for message in samples().values()}
    kinds = {
        kind
        for _, kind in inspect.getmembers(messages, inspect.isclass)
        if kind in get_args(Message)
    }
    assert kinds == shown


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for language in LANGUAGES:
        (FOLDER / f"{language}.txt").write_text(snapshot(language), "utf-8")
