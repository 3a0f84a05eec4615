"""Whose the facts of a message are: one's own, somebody else's, supposed, or nobody's."""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.reading import understand
from bot.reading.occupations.reader import OccupationIndex, load_occupations
from bot.reading.understood import Reading, Understood
from tests.facts import frozen
from tests.reading.utterances import span_of
from tests.tables import each

NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)
TABLES = {
    about["title"]: about["rows"]
    for about in tomllib.loads((Path(__file__).parent / "whose.toml").read_text("utf-8"))["about"]
}
NOTHING = dict.fromkeys(
    (
        *("about", "person", "crs", "noc", "submitted", "between", "months", "crs_on", "change"),
        *("canadian", "french", "nomination"),
    )
)


@pytest.fixture(scope="module")
def occupations() -> OccupationIndex:
    """The built-in index, read once."""
    return load_occupations()


def told(understood: Understood) -> dict[str, Any]:
    """What was understood, in the words of a row."""
    facts, change = understood.facts, understood.change
    changes = (
        ()
        if change is None
        else (
            ("crs", change.crs),
            ("days", change.submitted_days),
            ("minutes", change.submitted_minutes),
        )
    )
    others = (f"{other.label} {other.facts.crs or ''}".strip() for other in understood.others)
    return {
        "about": understood.about,
        "person": understood.person,
        "supposed": understood.supposed,
        "crs": facts.crs,
        "noc": facts.noc,
        "submitted": facts.submission and facts.submission.on.isoformat(),
        "between": span_of(facts.submitted_between),
        "months": facts.experience_months,
        "canadian": facts.canadian_experience_months,
        "french": facts.french_nclc,
        "nomination": facts.nomination,
        "crs_on": facts.crs_on and facts.crs_on.isoformat(),
        "change": " ".join(f"{slot}{by:+}" for slot, by in changes if by is not None) or None,
        "others": " ".join(others),
        "not_taken": [f"{each.slot} {each.why}" for each in understood.not_taken],
        "unclear": [f"{each.slot} {each.reason}" for each in understood.unclear],
        "intent": understood.intent,
    }


@pytest.mark.parametrize("table", TABLES)
def test_a_fact_has_the_owner_that_its_sentence_gives_it(
    table: str, occupations: OccupationIndex
) -> None:
    def check(row: dict[str, Any]) -> None:
        wanted: dict[str, Any] = NOTHING | {"supposed": False, "others": "", "not_taken": []} | row
        text, lang = wanted.pop("text"), wanted.pop("lang")
        reading = Reading(NOW, lang, expecting=wanted.pop("expecting", None))
        understood = understand(text, reading, frozen(), occupations)
        found = told(understood)
        assert {name: found[name] for name in wanted} == wanted

    each(TABLES[table], check, lambda row: str(row["text"]))


def test_nothing_that_is_nobodys_reaches_a_profile(occupations: OccupationIndex) -> None:
    for row in TABLES["nobody"]:
        understood = understand(row["text"], Reading(NOW, row["lang"]), frozen(), occupations)
        assert understood.facts.is_empty, row["text"]
