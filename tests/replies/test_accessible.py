"""Nothing is meant by an emoji or a colour alone: read aloud, every text says the same."""

from __future__ import annotations

import re
import unicodedata
from typing import get_args

import pytest

from bot.reading.understood import Lang
from bot.replies.markup import RULE, plain
from bot.replies.rendering import LANGUAGES, introduction
from tests.replies.samples import OCCUPATIONS, choices, samples

SIGNS = {"So", "Sk", "Sm", "Cn", "Co", "Cs"}
"""Categories of characters that a screen reader leaves out or spells in words of its own."""

READ_ALOUD = set("+=<>−×~|°")
"""Among those: signs of arithmetic and the one of "n°", which are read."""

USED = set("⚠→←•·–…✓─")
"""All marks that texts use: a new one is a decision to be taken here."""

COLOURS = re.compile(
    r"(?<!Sceau )(?<![-\w])(?:red(?![- ]Seal)|green|yellow|rouges?|verte?s?|jaunes?)\b",
    re.IGNORECASE,
)


def told(lang: Lang) -> dict[str, str]:
    """Every message, button, command and description, by a name."""
    texts = {name: plain(LANGUAGES[lang].say(message)) for name, message in samples().items()}
    texts |= {f"[{each}]": LANGUAGES[lang].label(each, OCCUPATIONS) for each in choices()}
    first = introduction(lang)
    texts |= {f"/{name}": words for name, words in first.commands.items()}
    texts |= {f"/{name}": words for name, words in first.operators.items()}
    return texts | {"name": first.name, "description": first.description, "short": first.short}


def is_sign(character: str) -> bool:
    return unicodedata.category(character) in SIGNS and character not in READ_ALOUD


def aloud(text: str) -> str:
    """The text as it is heard: without signs, marks, case and layout."""
    heard = "".join(c for c in text if not is_sign(c) and c not in USED)
    return " ".join(heard.casefold().split())


@pytest.mark.parametrize("lang", get_args(Lang))
def test_texts_that_differ_differ_when_they_are_read_aloud(lang: Lang) -> None:
    heard: dict[str, str] = {}
    for name, text in told(lang).items():
        before = heard.setdefault(aloud(text), text)
        same = " ".join(before.casefold().split()) == " ".join(text.casefold().split())
        assert same, f"{name}: only a sign tells it from {before!r}"


@pytest.mark.parametrize("lang", get_args(Lang))
def test_every_line_and_every_button_has_words(lang: Lang) -> None:
    for name, text in told(lang).items():
        for line in filter(str.strip, text.replace(RULE, "").split("\n")):
            assert re.search(r"\w", aloud(line)), f"{name}: {line!r}"


@pytest.mark.parametrize("lang", get_args(Lang))
def test_only_marks_that_were_decided_on_are_used(lang: Lang) -> None:
    for name, text in told(lang).items():
        odd = {character for character in text if is_sign(character)} - USED
        assert not odd, f"{name}: {odd}"


@pytest.mark.parametrize("lang", get_args(Lang))
def test_no_text_speaks_of_a_colour(lang: Lang) -> None:
    for name, text in told(lang).items():
        assert not COLOURS.search(text), f"{name}: {text}"


def test_a_sign_alone_would_be_noticed() -> None:
    assert aloud("✅ Invited") == aloud("❌ Invited")
    assert aloud("⚠ My data end") == "my data end"
