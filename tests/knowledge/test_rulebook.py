"""What follows from the facts alone is worked out once, and is the same afterwards."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from knowledge.plans import remaining
from knowledge.rulebook import MOST_FOUND, remaining_of, rules_of
from tests.facts import frozen

NOON = datetime(2025, 9, 19, 12, tzinfo=UTC)


def test_what_remains_is_as_worked_out_anew() -> None:
    facts = replace(frozen())
    for year in (None, 2025, 2026, None, 2025):
        for now in (NOON, NOON.replace(hour=1), NOON.replace(year=2026)):
            anew = remaining("trades", facts.draws, facts.plans, now, year)
            assert remaining_of("trades", facts, now, year) == anew


def test_days_long_past_are_forgotten() -> None:
    facts = replace(frozen())
    for days in range(MOST_FOUND + 10):
        remaining_of("trades", facts, NOON + timedelta(days))
    assert len(facts.remaining_found) == 10


def test_other_draws_have_rules_of_their_own() -> None:
    facts = replace(frozen())
    draw = facts.draws.latest("trades", NOON)
    assert draw is not None
    assert rules_of(draw, facts) is rules_of(draw, facts)
    general = replace(draw, category="general", version=None)
    assert rules_of(general, facts) != rules_of(draw, facts)


def test_a_later_ledger_starts_afresh() -> None:
    facts = replace(frozen())
    remaining_of("trades", facts, NOON)
    assert replace(facts, draws=facts.draws.known(NOON)).remaining_found == {}
