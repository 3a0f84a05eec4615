"""Questions that nothing was learnt from are nearly all answered, or one tap away."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from bot.reading import understand
from bot.reading.occupations.reader import load_occupations
from bot.reading.understood import Reading, Want
from bot.reading.wants.examples import examples
from tests.facts import frozen
from tests.reading.utterances import NOW

QUESTIONS = tomllib.loads(Path(__file__).with_name("never_learnt.toml").read_text("utf-8"))
LEAST_RIGHT, MOST_WRONG = 0.8, 0.06


def label(want: Want) -> str:
    return want.intent if want.topic is None else f"{want.intent}.{want.topic}"


def outcome(text: str, wanted: list[str]) -> str:
    said = understand(text, Reading(NOW), frozen(), load_occupations())
    if label(said.wants[0]) in wanted or (said.intent == "unknown" and "small_talk" in wanted):
        return "right"
    if said.intent in ("unknown", "small_talk"):
        return "one tap" if any(label(each) in wanted for each in said.perhaps) else "none"
    return "wrong"


def test_what_was_never_learnt_is_answered_or_one_tap_away(
    print_figure: Callable[[str], None],
) -> None:
    counts = Counter(
        outcome(text, wanted.split())
        for questions in QUESTIONS.values()
        for text, wanted in questions.items()
    )
    told = ", ".join(f"{number} {what}" for what, number in counts.most_common())
    print_figure(f"questions never learnt from: {told}, of {counts.total()}")
    assert counts["right"] >= LEAST_RIGHT * counts.total()
    assert counts["wrong"] <= MOST_WRONG * counts.total()


def test_none_of_them_is_an_example() -> None:
    learnt = {each.said.casefold().strip(" ?!.") for each in examples()}
    asked = {text.casefold().strip(" ?!.") for each in QUESTIONS.values() for text in each}
    assert asked.isdisjoint(learnt)
