"""The French feed, in a sample written for this test: the official one has never been stored."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from knowledge.draws import Category
from knowledge.facts.shelf import load
from knowledge.facts.values import Claim
from knowledge.feed.names import FRENCH_NAMES, draw_names, families, read_french_names
from knowledge.parameters import KnowledgeError
from tests.facts import frozen
from tests.knowledge.feed.sample import Row, content, read, row

SEEN = {
    "Métiers spécialisés 2026-Version 3": ("trades", "trades-v3"),
    "Catégorie de l’expérience canadienne": ("cec", None),
    "Programme des candidats des provinces": ("pnp", None),
    "Cadres supérieurs/cadres supérieures ayant de l’expérience de travail au Canada "
    "2026-version 1": ("senior_managers", "senior-managers-v1"),
    "Professions de la santé et des services sociaux 2026-version 3": (
        "healthcare",
        "healthcare-v3",
    ),
    "Médecins ayant de l’expérience de travail au Canada 2026-Version 1": (
        "physicians",
        "physicians-v1",
    ),
    "Compétence linguistique en français 2026-Version 2": ("french", "french-v2"),
}


def french_rows() -> list[Row]:
    with_blanks = {f"dd{i}": str(row()[f"dd{i}"]).replace(",", " ") for i in range(1, 19)}
    return [
        row(
            str(447 - place),
            drawName=name,
            drawSize="20 784",
            drawDateFull="1er octobre 2026",
            drawDateTime="1er octobre 2026 à 11 h 02 min 03 s UTC",
            drawCutOff="26 avril 2026 à 18:10:04 UTC",
            drawDistributionAsOn="27 septembre 2026",
            **with_blanks,
        )
        for place, name in enumerate(SEEN)
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_the_french_feed_is_read_in_every_encoding_it_had(encoding: str) -> None:
    raw = json.dumps({"rounds": french_rows()}, ensure_ascii=False).encode(encoding)
    feed = read(raw)
    assert feed.problems == ()
    draws = [found.draw for found in feed.draws]
    assert [draw.name for draw in draws] == list(SEEN)
    assert [(draw.category, draw.version) for draw in draws] == list(SEEN.values())
    assert {(draw.itas, draw.tie_break_at) for draw in draws} == {
        (20_784, datetime(2026, 4, 26, 18, 10, 4, tzinfo=UTC))
    }
    pools = [found.pool for found in feed.draws]
    assert {(pool.as_on, pool.total) for pool in pools if pool} == {(date(2026, 9, 27), 8_095)}


def test_an_unknown_french_name_is_kept_as_seen_and_told() -> None:
    feed = read(content([row(drawName="Métiers de la mer")]))
    assert (feed.draws[0].draw.name, feed.draws[0].draw.category) == (
        "Métiers de la mer",
        "unknown",
    )
    assert [problem.kind for problem in feed.problems] == ["unknown_name"]


@pytest.mark.parametrize(
    ("name", "category"),
    [
        ("Trades Occupations, 2026-Version 3", "trades"),
        ("TRADES OCCUPATIONS  2026–version 3", "trades"),
        ("Catégorie de l'expérience canadienne", "cec"),
        ("Federal Skilled Trades", "fst"),
        ("Senior managers with Canadian Work Experience, 2026-Version 1", "senior_managers"),
        ("Federal Skilled Trades, 2027-Version 1", None),
        ("Federal Skilled Trades Program", None),
        ("Programme des travailleurs de métiers spécialisés (fédéral)", None),
        ("Tradespeople", None),
        ("Trades and Education Occupations, 2027-Version 1", None),
        ("Travailleurs du bâtiment", None),
        ("", None),
    ],
)
def test_spelling_does_not_matter_and_words_do(name: str, category: str | None) -> None:
    claim = draw_names(frozen().categories).claim(name)
    assert (None if claim is None else claim.category) == category


@pytest.mark.parametrize(
    ("name", "version"),
    [
        ("Trades Occupations, 2026 - Version 3", "trades-v3"),
        ("Trades Occupations 2026—Version 3", "trades-v3"),
        ("Trade occupations (2023-1)", "trades-v1"),
        ("Trades occupation (2023-1)", "trades-v1"),
        ("Agriculture and Agri-food occupations (2023-1)", "agriculture-v1"),
        ("French-language proficiency (2023-1)", "french-v1"),
        ("metiers specialises 2026-version 3", "trades-v3"),
    ],
)
def test_harmless_differences_leave_the_version(name: str, version: str) -> None:
    claim = draw_names(frozen().categories).claim(name)
    assert claim is not None
    assert claim.version == version


@pytest.mark.parametrize(
    ("name", "category"),
    [
        ("Trades Occupations, 2027-Version 4", "trades"),
        ("Skilled Trades 2027", "trades"),
        ("Trades Occupations, 2027-Version 3", "trades"),
        ("Métiers spécialisés 2027-Version 4", "trades"),
        ("Professions de la santé 2027-Version 4", "healthcare"),
        ("Physicians with Canadian Work Experience, 2027-Version 2", "physicians"),
        ("Cadres supérieurs 2027-Version 2", "senior_managers"),
        ("STEM Occupations, 2026-Version 3", "stem"),
    ],
)
def test_a_name_with_the_words_of_a_family_is_of_it_and_of_no_version(
    name: str, category: str
) -> None:
    assert draw_names(frozen().categories).claim(name) == Claim(category, None)


def test_no_two_kinds_of_draw_are_spelled_alike() -> None:
    for facts in (load(), frozen()):
        names = draw_names(facts.categories)
        assert {name: names.claim(name) for name in facts.claims} == dict(facts.claims)


def test_every_family_is_a_category() -> None:
    assert set(families().words) == {
        name for name, category in load().categories.items() if category.versions is not None
    }


def test_the_feed_says_that_a_version_is_not_known() -> None:
    feed = read(content([row(drawName="Métiers spécialisés 2027-Version 4")]))
    assert (feed.draws[0].draw.category, feed.draws[0].draw.version) == ("trades", None)
    assert [problem.kind for problem in feed.problems] == ["unknown_version"]


def test_a_french_name_is_unknown_where_its_category_is() -> None:
    only = {"cec": Category("cec", "CEC", None, ("Canadian Experience Class",))}
    names = draw_names(only)
    assert names.claim("Métiers spécialisés 2026-Version 3") is None
    assert names.claim("Catégorie de l’expérience canadienne") is not None


@pytest.mark.parametrize(
    "text",
    ["names = 1", "not toml", FRENCH_NAMES.read_text("utf-8").replace("checked_on", "checked")],
    ids=["no table of names", "no TOML", "a key that is wrong"],
)
def test_a_wrong_file_of_names_is_refused(tmp_path: Path, text: str) -> None:
    wrong = tmp_path / "names.toml"
    wrong.write_text(text, "utf-8")
    with pytest.raises(KnowledgeError, match=r"names\.toml"):
        read_french_names(wrong)


def test_a_missing_file_of_names_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match=r"names\.toml"):
        read_french_names(tmp_path / "names.toml")
