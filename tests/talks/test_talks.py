"""Conversations through ``chat --json``, as people have them: what each turn stores and shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any, get_args

import pytest

from bot.conversation.world import World
from bot.reading.occupations.reader import load_occupations
from bot.reading.understood import Lang
from bot.terminal.chat import Chat
from tests.facts import frozen

FOLDER = Path(__file__).parent


@dataclass(slots=True)
class Turn:
    """What is said, and what must hold after it."""

    said: str
    wanted: list[tuple[str, str]] = field(default_factory=list)


@dataclass(slots=True)
class Talk:
    """A conversation on a day."""

    name: str
    lang: Lang
    as_of: date
    turns: list[Turn] = field(default_factory=list)


def talks() -> Iterator[Talk]:
    """Every conversation of the files: ``# day name``, ``> said``, ``what: value``."""
    for lang in get_args(Lang):
        talk: Talk | None = None
        for line in (FOLDER / f"{lang}.txt").read_text("utf-8").splitlines():
            if line.startswith("# "):
                if talk is not None:
                    yield talk
                day, name = line[2:].split(" ", 1)
                talk = Talk(name, lang, date.fromisoformat(day))
            elif line.startswith("> ") and talk is not None:
                talk.turns.append(Turn(line[2:]))
            elif line.strip() and talk is not None:
                what, _, value = line.strip().partition(":")
                talk.turns[-1].wanted.append((what, value.strip()))
        if talk is not None:
            yield talk


TALKS = list(talks())


def world(as_of: date) -> World:
    """The facts that stand still, at the end of that day."""
    return World(datetime.combine(as_of, time(23, 59, 59), UTC), frozen(), load_occupations())


def missed(turn: Turn, told: dict[str, Any]) -> Iterator[str]:
    """What does not hold after a turn."""
    text = told["text"].replace("\N{NO-BREAK SPACE}", " ")
    first = next((line for line in text.splitlines() if line.strip()), "")
    for what, value in turn.wanted:
        match what:
            case "profile":
                for pair in value.split():
                    slot, _, wanted = pair.partition("=")
                    found = told["profile"][slot]
                    if ("null" if found is None else str(found)) != wanted:
                        yield f"{slot} is {found}, not {wanted}"
            case "changed":
                if sorted(told["changed"]) != sorted(value.split()):
                    yield f"changed {told['changed']}, not {value.split()}"
            case "showing":
                if told["showing"] != value:
                    yield f"showing {told['showing']}, not {value}"
            case "outcome":
                found = (told["verdict"] or {}).get("outcome")
                if found not in value.split("|"):
                    yield f"outcome {found}, not {value}"
            case "draw":
                found = (told["draw"] or {}).get("number")
                if found != value:
                    yield f"draw {found}, not {value}"
            case "intent" | "topic":
                if told["understood"][what] not in value.split("|"):
                    yield f"{what} {told['understood'][what]}, not {value}"
            case "has":
                if not re.search(value, text, re.I):
                    yield f"lacks {value}"
            case "lacks":
                if re.search(value, text, re.I):
                    yield f"has {value}"
            case "first":
                if not re.search(value, first, re.I):
                    yield f"first line lacks {value}: {first}"
            case "button":
                if value not in told["buttons"]:
                    yield f"no button {value}: {told['buttons']}"
            case _:
                raise ValueError(what)


@pytest.mark.parametrize("talk", TALKS, ids=lambda talk: f"{talk.lang}: {talk.name}")
def test_a_talk_goes_as_it_should(talk: Talk) -> None:
    chat = Chat(world(talk.as_of), talk.lang)
    for turn in talk.turns:
        told = chat.turn(turn.said)
        assert list(missed(turn, told)) == [], f"> {turn.said}\n{told['text']}"
