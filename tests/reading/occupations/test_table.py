"""Phrases of our own and the occupation they must lead to: right, offered, missed, never wrong."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.reading.occupations.jobs import JobFound
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


def judged(phrase: Phrase, job: JobFound | None) -> str:
    """How a reading stands against what the table wants."""
    if phrase.want == "never":
        return "wrong" if job is not None and job.noc == phrase.code else "right"
    if phrase.want == "nothing":
        return "right" if job is None else "wrong" if job.settled else "needless"
    if job is None:
        return "missed"
    if phrase.want == "unknown":
        return "right" if job.how == "unknown" else "wrong" if job.settled else "missed"
    if job.settled:
        return "right" if (phrase.want, job.noc) == ("says", phrase.code) else "wrong"
    among = phrase.code in job.choices or (phrase.code == "any" and bool(job.choices))
    return "missed" if not among else "right" if phrase.want == "ask" else "offered"


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
