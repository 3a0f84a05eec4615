"""The packaged facts: sound, complete, and equal to the lists they were taken from.

The lists lie beside the project (``../shared``) where it is developed; where they do not, the
tests that compare with them are skipped. Everything else holds anywhere.
"""

from __future__ import annotations

import csv
import json
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from knowledge.checkup import everything_wrong
from knowledge.facts.shelf import DATA, load
from knowledge.feed.names import french_names

FACTS = Path(__file__).resolve().parents[3] / "shared" / "facts"
beside = pytest.mark.skipif(not FACTS.is_dir(), reason=f"{FACTS} is not on this machine")

COUNTED_UNTIL = date(2026, 10, 1)
"""The day of #447, up to which the sums below were taken; draws added later change none."""

FEED_SEEN_ON = date(2026, 8, 7)
"""The day of the copy of the whole feed; of later draws a tie-break may be missing."""

KNOWN = load()
DRAWS = {draw.number: draw for draw in KNOWN.draws.draws}


def rounds() -> list[dict[str, str]]:
    with (FACTS / "rounds.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def families() -> list[dict[str, Any]]:
    content = json.loads((FACTS / "categories.json").read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = content["families"]
    return found


def test_nothing_is_wrong_with_them() -> None:
    assert everything_wrong(DATA) == []


def test_they_are_read_once() -> None:
    assert load() is load(DATA)


def test_draws_are_numbered_without_gap() -> None:
    numbers = [str(n) for n in range(1, len(DRAWS)) if n != 91]
    assert sorted(DRAWS) == sorted([*numbers, "91a", "91b"])
    newest = KNOWN.draws.newest()
    assert newest is not None
    assert newest.number == numbers[-1]


def test_a_french_name_stands_for_an_english_one_that_is_known() -> None:
    assert set(french_names().values()) <= set(KNOWN.claims)


def test_every_year_adds_up_as_far_as_it_was_counted() -> None:
    years: Counter[int] = Counter()
    for draw in DRAWS.values():
        if draw.drawn_on <= COUNTED_UNTIL:
            years[draw.drawn_on.year] += draw.itas

    assert years == {
        2015: 31_063,
        2016: 33_782,
        2017: 86_023,
        2018: 89_800,
        2019: 85_300,
        2020: 107_350,
        2021: 114_224,
        2022: 46_539,
        2023: 110_266,
        2024: 98_903,
        2025: 113_998,
        2026: 135_215,
    }


@pytest.mark.parametrize(
    ("category", "since", "until", "numbers", "itas"),
    [
        ("trades", "2023-01-01", "2023-12-31", "261 276", 2_500),
        ("trades", "2024-01-01", "2024-12-31", "300 321", 3_600),
        ("trades", "2025-01-01", "2025-12-31", "368", 1_250),
        ("trades", "2026-01-01", "2026-10-01", "408 447", 6_500),
        ("education", "2025-01-01", "2025-12-31", "344 367", 3_500),
        ("education", "2025-07-01", "2025-12-31", "367", 2_500),
        ("healthcare", "2025-01-01", "2025-12-31", "345 349 357 362 373 379 385", 14_500),
        ("healthcare", "2025-07-01", "2025-12-31", "357 362 373 379 385", 13_500),
    ],
)
def test_what_came_of_the_plans_adds_up(
    category: str, since: str, until: str, numbers: str, itas: int
) -> None:
    draws = KNOWN.draws.invited_between(
        category, date.fromisoformat(since), date.fromisoformat(until)
    )

    assert [draw.number for draw in draws] == numbers.split()
    assert sum(draw.itas for draw in draws) == itas


def test_trades_were_a_twenty_third_of_the_invitations_planned_by_share_in_2024() -> None:
    year = [draw for draw in DRAWS.values() if draw.drawn_on.year == 2024]
    others = sum(draw.itas for draw in year if draw.category != "pnp")

    # 3,600 of 83,420 = 4.3 %, planned were 5 %
    assert others == 83_420
    assert round(100 * 3_600 / others, 1) == 4.3


@pytest.mark.parametrize(
    ("number", "version"),
    [
        ("261", "trades-v1"),
        ("276", "trades-v1"),
        ("300", "trades-v1"),
        ("321", "trades-v1"),
        ("368", "trades-v2"),
        ("408", "trades-v3"),
        ("447", "trades-v3"),
        ("91a", None),
    ],
)
def test_trades_draws_have_the_version_of_their_name(number: str, version: str | None) -> None:
    assert DRAWS[number].version == version
    assert DRAWS[number].category == ("fst" if version is None else "trades")


def test_a_draw_used_the_version_in_force_on_its_day() -> None:
    for draw in DRAWS.values():
        versions = KNOWN.categories[draw.category].versions
        if versions is not None:
            in_force = versions.on(draw.drawn_on).value
            assert in_force is not None
            assert in_force.id == draw.version, draw.number


def test_the_copy_error_of_139_is_not_stored_but_told() -> None:
    assert DRAWS["139"].tie_break_at is None
    assert "March 19, 2020 at 02:04:06" in (DRAWS["139"].note or "")


def test_no_tie_break_is_known_where_none_was_published_or_copied() -> None:
    old = {
        number
        for number, draw in DRAWS.items()
        if draw.tie_break_at is None and draw.drawn_on <= FEED_SEEN_ON
    }

    # none before #77, where the rule was first published
    assert old == {str(n) for n in range(1, 77)} | {"139"}
    assert KNOWN.rules.tie_break.history[1].since == DRAWS["77"].drawn_on


@pytest.mark.parametrize("number", ["208", "357"])
def test_a_corrected_error_of_the_feed_is_told(number: str) -> None:
    assert DRAWS[number].note


def test_the_article_had_the_wrong_year_of_the_tie_break_of_368() -> None:
    assert DRAWS["368"].tie_break_at == datetime(2024, 11, 5, 22, 36, 9, tzinfo=UTC)


def test_caveats_begin_on_their_days() -> None:
    assert [(caveat.code, caveat.since) for caveat in KNOWN.caveats] == [
        ("crs_rules_may_have_changed", date(2026, 11, 3))
    ]


def test_transport_had_a_gap_and_agriculture_ended() -> None:
    transport = KNOWN.categories["transport"].versions
    agriculture = KNOWN.categories["agriculture"].versions
    assert transport is not None
    assert agriculture is not None

    def exists(day: date) -> list[bool]:
        return [parameter.on(day).value is not None for parameter in (transport, agriculture)]

    assert exists(date(2025, 2, 26)) == [True, True]
    assert exists(date(2025, 2, 27)) == [False, True]
    assert exists(date(2026, 2, 17)) == [False, True]
    assert exists(date(2026, 2, 18)) == [True, False]


@pytest.mark.parametrize(
    ("day", "days"),
    [
        (date(2015, 1, 1), 60),
        (date(2016, 11, 18), 60),
        (date(2016, 11, 19), 90),
        (date(2018, 6, 25), 90),
        (date(2018, 6, 26), 60),
        (date(2021, 6, 28), 90),
        (date(2021, 6, 29), 60),
    ],
)
def test_days_to_apply_have_their_history(day: date, days: int) -> None:
    assert KNOWN.rules.itas_days_to_apply.on(day).value == days


def test_job_offers_gave_points_until_2025_03_24() -> None:
    offers = KNOWN.rules.job_offer_points

    assert offers.on(date(2025, 3, 24)).value is True
    assert offers.on(date(2025, 3, 25)).value is False


def test_every_reference_with_an_address_is_an_absolute_one() -> None:
    for draw in DRAWS.values():
        assert (draw.source.href or "").startswith("https://www.canada.ca/")


@beside
def test_the_draws_of_the_list_are_all_there_and_the_same() -> None:
    listed = {
        row["number"]: (
            date.fromisoformat(row["drawn_on"]),
            row["name_in_feed"],
            row["family"],
            row["version"] or None,
            int(row["itas"]),
            int(row["crs_cutoff"]),
        )
        for row in rounds()
    }

    assert {
        draw.number: (
            draw.drawn_on,
            draw.name,
            draw.category,
            draw.version,
            draw.itas,
            draw.crs_cutoff,
        )
        for draw in DRAWS.values()
        if draw.number in listed
    } == listed


@beside
def test_a_tie_break_is_the_one_of_the_list() -> None:
    for row in rounds():
        known = DRAWS[row["number"]].tie_break_at
        if known is not None:
            assert known == datetime.fromisoformat(row["tie_break_at_utc"]), row["number"]


@beside
def test_the_sources_are_those_of_the_list() -> None:
    for row in rounds():
        if row["source"] == "official feed, copy of 2026-08-07":
            assert DRAWS[row["number"]].source.seen_on == FEED_SEEN_ON, row["number"]


@beside
def test_the_page_of_a_draw_is_the_one_its_feed_row_links_to() -> None:
    content = (FACTS.parent / "feed" / "ee_rounds_123_en.json").read_text(encoding="utf-8")
    for row in json.loads(content)["rounds"]:
        link = row["drawNumberURL"].split("'")[1].removeprefix("/content/canadasite")
        assert DRAWS[row["drawNumber"]].source.href == f"https://www.canada.ca{link}"


@beside
def test_the_versions_are_those_of_the_list() -> None:
    places = {
        "in Canada or abroad": "anywhere",
        "in Canada only": "canada",
        "recognized foreign military": "foreign_military",
    }
    listed = {}
    for family in families():
        for version in family["versions"]:
            asked = version["work_experience"]
            listed[version["id"]] = (
                family["id"],
                date.fromisoformat(version["effective_from"]),
                version["effective_to"] and date.fromisoformat(version["effective_to"]),
                tuple(version["draw_names_seen"]),
                frozenset(o["noc"] for o in version["occupations"]) or None,
                asked
                and (
                    asked["months"],
                    asked["continuous"],
                    asked.get("window_years"),
                    places[asked["location"]],
                ),
                bool(asked and asked.get("single_occupation")),
            )

    stored = {}
    for category in KNOWN.categories.values():
        for entry in category.versions.history if category.versions else ():
            if (version := entry.value) is not None:
                work = version.experience
                stored[version.id] = (
                    category.id,
                    entry.since,
                    entry.until,
                    version.names,
                    version.nocs,
                    work and (work.months, work.continuous, work.window_years, work.location),
                    "single_occupation" in version.conditions,
                )
    assert stored == listed


@beside
def test_titles_and_references_are_those_of_the_list() -> None:
    for family in families():
        category = KNOWN.categories[family["id"]]
        for version in family["versions"]:
            assert category.versions is not None
            entry = next(
                e for e in category.versions.history if e.value and e.value.id == version["id"]
            )
            if version["references"]:
                assert [r.href for r in entry.references] == version["references"]
            else:
                assert "same announcement" in (entry.note or "")
            for occupation in version["occupations"]:
                assert KNOWN.occupations[occupation["noc"]] == occupation["title"]


def test_every_version_asks_for_eligibility_in_a_program() -> None:
    for category in KNOWN.categories.values():
        for version in category.all_versions():
            assert "program_eligible" in version.conditions


def test_every_draw_has_what_it_asks_beyond_the_pool() -> None:
    asked = {
        category.id: entry.value
        for category in KNOWN.categories.values()
        for entry in category.asks
    }
    assert {name: what.what for name, what in asked.items()} == {
        "cec": "canadian_experience",
        "physicians": "canadian_experience",
        "researchers": "canadian_experience",
        "senior_managers": "canadian_experience",
        "french": "french",
        "pnp": "nomination",
        "fst": "fst",
        "fsw": "other_condition",
        "military": "other_condition",
    }
    for draw in DRAWS.values():
        found = KNOWN.categories[draw.category].asked_on(draw.drawn_on)
        assert found == asked.get(draw.category), draw.number


def test_work_in_canada_is_asked_where_a_version_says_so() -> None:
    for category in KNOWN.categories.values():
        for version in category.all_versions():
            in_canada = version.experience is not None and version.experience.location == "canada"
            asks = any(entry.value.what == "canadian_experience" for entry in category.asks)
            assert asks == in_canada, version.id
