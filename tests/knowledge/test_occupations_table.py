"""Phrases of our own and the occupation they must lead to: right, offered, missed, never wrong."""

from __future__ import annotations

import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from knowledge.occupations import Found, NotFound, Offered, Reading, UnknownCode, load_occupations

TABLE = Path(__file__).with_name("occupations.toml")
LEAST_PHRASES = 400
LEAST_RIGHT = 0.95


@dataclass(frozen=True, slots=True)
class Phrase:
    text: str
    expected: bool
    want: str
    code: str = ""

    def __str__(self) -> str:
        asked = "asked" if self.expected else "free"
        return f"{self.text!r} ({asked}): {self.want} {self.code}".strip()


def phrases() -> Iterator[Phrase]:
    table = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    for want in ("says", "ask"):
        for code, ways in table[want].items():
            for way, texts in ways.items():
                for text in texts:
                    yield Phrase(text, way == "asked", want, code)
    for want in ("unknown", "nothing"):
        for way, texts in table[want].items():
            for text in texts:
                yield Phrase(text, way == "asked", want)


def judged(phrase: Phrase, reading: Reading) -> str:
    """How a reading stands against what the table wants."""
    match phrase.want, reading:
        case "says", Found(group):
            return "right" if group.noc == phrase.code else "wrong"
        case _, Found():
            return "wrong"
        case "says", Offered(groups):
            return "offered" if phrase.code in {group.noc for group in groups} else "missed"
        case "ask", Offered(groups):
            among = phrase.code == "any" or phrase.code in {group.noc for group in groups}
            return "right" if among else "missed"
        case "unknown", UnknownCode():
            return "right"
        case "nothing", NotFound():
            return "right"
        case _:
            return "needless" if phrase.want == "nothing" else "missed"


def test_phrases_are_understood_or_asked_back_and_never_confidently_wrong(
    capsys: pytest.CaptureFixture[str],
) -> None:
    index = load_occupations()
    outcomes: dict[str, list[Phrase]] = {}
    for phrase in phrases():
        reading = index.read(phrase.text, expected=phrase.expected)
        outcomes.setdefault(judged(phrase, reading), []).append(phrase)
    counts = Counter({outcome: len(those) for outcome, those in outcomes.items()})
    with capsys.disabled():
        sys.stdout.write(
            f"\noccupations: {counts['right']} right, {counts['offered']} offered, "
            f"{counts['missed']} missed, {counts['needless']} asked needlessly, "
            f"{counts['wrong']} confidently wrong, of {counts.total()}\n"
        )
    assert counts.total() >= LEAST_PHRASES
    assert [str(phrase) for phrase in outcomes.get("wrong", ())] == []
    assert [str(phrase) for phrase in outcomes.get("needless", ())] == []
    assert counts["right"] / counts.total() >= LEAST_RIGHT
    assert counts["missed"] <= 4, [str(phrase) for phrase in outcomes.get("missed", ())]


def test_no_phrase_stands_in_the_table_twice() -> None:
    keys = Counter((phrase.text, phrase.expected) for phrase in phrases())
    assert [key for key, count in keys.items() if count > 1] == []
