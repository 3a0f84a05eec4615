"""Phrases of our own and the occupation they must lead to: right, offered, missed, never wrong."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.reading.occupations.jobs import Found, Job, NotFound, Offered, UnknownNoc
from bot.reading.occupations.reader import load_occupations
from tests.reading.occupations.saying import read

TABLE = Path(__file__).with_name("occupations.toml")
BLIND = Path(__file__).with_name("occupations_blind.toml")
LEAST_PHRASES = 400
LEAST_RIGHT = 0.95
LEAST_BLIND = 3_800


@dataclass(frozen=True, slots=True)
class Phrase:
    text: str
    expected: bool
    want: str
    code: str = ""

    def __str__(self) -> str:
        asked = "asked" if self.expected else "free"
        return f"{self.text!r} ({asked}): {self.want} {self.code}".strip()


def phrases(path: Path = TABLE) -> Iterator[Phrase]:
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    for want in ("says", "ask", "never"):
        for code, ways in table.get(want, {}).items():
            for way, texts in ways.items():
                for text in texts:
                    yield Phrase(text, way == "asked", want, code)
    if path != TABLE:
        return
    for want in ("unknown", "nothing"):
        for way, texts in table[want].items():
            for text in texts:
                yield Phrase(text, way == "asked", want)


def judged(phrase: Phrase, reading: Job) -> str:
    """How a reading stands against what the table wants."""
    match phrase.want, reading:
        case "never", Found(group):
            return "wrong" if group.noc == phrase.code else "right"
        case "never", _:
            return "right"
        case "says", Found(group):
            return "right" if group.noc == phrase.code else "wrong"
        case _, Found():
            return "wrong"
        case "says", Offered(groups):
            return "offered" if phrase.code in {group.noc for group in groups} else "missed"
        case "ask", Offered(groups):
            among = phrase.code == "any" or phrase.code in {group.noc for group in groups}
            return "right" if among else "missed"
        case "unknown", UnknownNoc():
            return "right"
        case "nothing", NotFound():
            return "right"
        case _:
            return "needless" if phrase.want == "nothing" else "missed"


def measured(path: Path, name: str, print_figure: Callable[[str], None]) -> dict[str, list[Phrase]]:
    """The phrases of a table by how they were read, with their counts printed."""
    index = load_occupations()
    outcomes: dict[str, list[Phrase]] = {}
    for phrase in phrases(path):
        reading = read(phrase.text, index, expected=phrase.expected)
        outcomes.setdefault(judged(phrase, reading), []).append(phrase)
    counts = {outcome: len(those) for outcome, those in outcomes.items()}
    print_figure(
        f"{name}: {counts['right']} right, {counts.get('offered', 0)} offered, "
        f"{counts.get('missed', 0)} missed, {counts.get('needless', 0)} asked needlessly, "
        f"{counts.get('wrong', 0)} confidently wrong, of {sum(counts.values())}"
    )
    return outcomes


def test_phrases_are_understood_or_asked_back_and_never_confidently_wrong(
    print_figure: Callable[[str], None],
) -> None:
    outcomes = measured(TABLE, "occupations", print_figure)
    total = sum(map(len, outcomes.values()))
    assert total >= LEAST_PHRASES
    assert [str(phrase) for phrase in outcomes.get("wrong", ())] == []
    assert [str(phrase) for phrase in outcomes.get("needless", ())] == []
    assert len(outcomes["right"]) / total >= LEAST_RIGHT
    assert len(outcomes.get("missed", ())) <= 4, [str(phrase) for phrase in outcomes["missed"]]


def test_phrases_written_before_they_were_tried_are_never_confidently_wrong(
    print_figure: Callable[[str], None],
) -> None:
    outcomes = measured(BLIND, "occupations, written blind", print_figure)
    total = sum(map(len, outcomes.values()))
    assert total >= LEAST_BLIND
    assert [str(phrase) for phrase in outcomes.get("wrong", ())] == []
    kept = len(outcomes["right"]) + len(outcomes.get("offered", ()))
    assert kept / total >= LEAST_RIGHT, [str(phrase) for phrase in outcomes["missed"]]


def test_no_phrase_stands_in_the_table_twice() -> None:
    both = (*phrases(), *phrases(BLIND))
    keys = Counter((phrase.text, phrase.expected, phrase.want == "never") for phrase in both)
    assert [key for key, count in keys.items() if count > 1] == []
