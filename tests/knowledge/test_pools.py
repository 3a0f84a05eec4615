"""Distributions of the pool, and what a wrong file of them says."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from shutil import copytree

import pytest

from knowledge.facts.pools import layout, read_layout, read_pools
from knowledge.parameters import KnowledgeError
from knowledge.pools import Pool
from tests.facts import FOLDER, pool


def published(number: str) -> Pool:
    found = pool(number)
    assert found is not None
    return found


def test_the_newest_pool_has_every_score_once() -> None:
    found = published("447")
    assert (found.as_on, found.total) == (date(2026, 9, 27), 229_904)
    assert found.bands[0].highest == 1200
    assert found.bands[-1].lowest == 0
    for higher, lower in zip(found.bands, found.bands[1:], strict=False):
        assert higher.lowest == lower.highest + 1
    for band in found.bands:
        if band.parts:
            assert (band.parts[0].highest, band.parts[-1].lowest) == (band.highest, band.lowest)
            for higher, lower in zip(band.parts, band.parts[1:], strict=False):
                assert higher.lowest == lower.highest + 1
            assert sum(part.profiles for part in band.parts) == band.profiles
    assert sum(band.profiles for band in found.bands) == found.total


def test_a_pool_names_its_source() -> None:
    assert published("434").source.seen_on == date(2026, 8, 7)
    assert published("435").source.seen_on == date(2026, 10, 1)


def test_no_pool_was_published_before_draw_214() -> None:
    assert pool("213") is None
    assert pool("214") is not None


def test_the_pool_of_247_is_kept_as_published_with_a_note() -> None:
    found = published("247")
    wide = found.bands[2]
    # 680 + 3,001 + 21,544 + 17,111 + 13,351 = 55,687; published for all five: 55,867.
    assert (wide.profiles, sum(part.profiles for part in wide.parts)) == (55_867, 55_687)
    assert found.note is not None
    assert published("246").note is None


def test_the_fields_are_the_feeds() -> None:
    assert layout().fields == tuple(f"dd{i}" for i in range(1, 19))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copytree(FOLDER / "pool", tmp_path / "pool")


def spoil(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


WRONG_ROWS = {
    "a count that does not add up": (
        "214,2022-01-17,feed-2026-08-07,899",
        "214,2022-01-17,feed-2026-08-07,898",
        r"csv:2: these do not add up: \['dd18'\]",
    ),
    "a number twice": ("\n215,", "\n214,", "csv:3: draw #214 stands twice"),
    "a count of words": (",899,", ",many,", "csv:2: "),
    "a day that is none": ("2022-01-17", "2022-01-32", "csv:2: "),
    "a source that is none": ("feed-2026-08-07", "hearsay", "csv:2: 'hearsay'"),
    "a cell too many": ("196685\n", "196685,1\n", "csv:2: the columns must be number, as_on"),
    "a cell too few": (",196685\n", "\n", "csv:2: "),
    "a column renamed": ("dd18", "total", "csv:2: the columns must be number, as_on"),
}


@pytest.mark.parametrize(("old", "new", "reason"), WRONG_ROWS.values(), ids=WRONG_ROWS.keys())
def test_a_wrong_row_says_where(folder: Path, old: str, new: str, reason: str) -> None:
    spoil(folder / "distributions.csv", old, new)
    with pytest.raises(KnowledgeError, match=reason):
        read_pools(folder)


def test_a_note_on_a_sum_that_is_right_is_refused(folder: Path) -> None:
    spoil(folder / "bands.toml", 'number = "247"', 'number = "214"')
    with pytest.raises(KnowledgeError, match=r"csv:2: these do not add up: \[\]"):
        read_pools(folder)


@pytest.mark.parametrize("name", ["distributions.csv", "bands.toml"])
def test_a_missing_file_says_which(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(KnowledgeError, match=name):
        read_pools(folder)


def test_a_wrong_meaning_of_the_fields_is_refused(folder: Path) -> None:
    spoil(folder / "bands.toml", "lowest = 601", 'lowest = "601"')
    with pytest.raises(KnowledgeError, match=r"bands\.toml"):
        read_layout(folder)
