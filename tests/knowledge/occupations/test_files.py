"""The occupation files: complete, and refused with the place of the mistake."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest

from knowledge.occupations.shelf import DATA, LANGUAGES, Shelf
from knowledge.parameters import KnowledgeError
from tests.facts import frozen
from tests.knowledge.occupations.lists import ever_listed

SHARED = Path(__file__).parents[4] / "shared/facts"
official_files = pytest.mark.skipif(
    not SHARED.is_dir(), reason="Statistics Canada's own files are not on this machine"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the files that a test may spoil."""
    return Path(shutil.copytree(DATA, tmp_path / "occupations"))


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def everything(folder: Path) -> None:
    """Reads every file of the folder."""
    files = Shelf(folder)
    assert files.groups
    assert files.old_codes


@official_files
def test_all_516_unit_groups_are_there_with_their_official_titles() -> None:
    with (SHARED / "noc_unit_groups.csv").open(encoding="utf-8", newline="") as file:
        official = {row["code"]: (row["title_en"], row["title_fr"]) for row in csv.DictReader(file)}
    files = Shelf()
    titles = {noc: (group.title_en, group.title_fr) for noc, group in files.groups.items()}
    assert titles == official


def test_every_group_has_names_in_english_and_french_and_listed_trades_have_many() -> None:
    files, trades = Shelf(), ever_listed("trades")
    assert (len(files.groups), len(trades)) == (516, 30)
    few = {
        noc: len(files.written(noc, language))
        for noc in files.groups
        for language in LANGUAGES[:2]
        if len(set(files.written(noc, language))) < (8 if noc in trades else 3)
    }
    assert few == {}


def test_groups_on_any_list_are_named_in_the_other_languages_too() -> None:
    files = Shelf()
    listed = frozenset[str]().union(*map(ever_listed, frozen().categories))
    assert len(listed) > 100
    without = [(noc, lang) for noc in listed for lang in LANGUAGES if not files.written(noc, lang)]
    assert without == []


@official_files
def test_old_codes_lead_where_the_concordance_says() -> None:
    with (SHARED / "noc2016_to_2021.csv").open(encoding="utf-8", newline="") as file:
        official: dict[str, set[str]] = {}
        for row in csv.DictReader(file):
            official.setdefault(row["noc2016"], set()).add(row["noc2021"])
    ours = {old: set(now) for old, now in Shelf().old_codes.items()}
    assert ours == official


def test_the_teer_is_the_second_digit() -> None:
    group = Shelf().group("72310")
    assert group is not None
    assert (group.title_en, group.teer) == ("Carpenters", 2)


@pytest.mark.parametrize("noc", ["99999", "7231", "", "abcde", "../..", "72999999"])
def test_a_code_that_is_none_has_no_group(noc: str) -> None:
    assert Shelf().group(noc) is None


def test_a_group_is_found_without_reading_other_files(folder: Path) -> None:
    (folder / "73.toml").write_text("broken = ")
    files = Shelf(folder)
    assert files.group("72310") is not None
    with pytest.raises(KnowledgeError, match=r"73\.toml"):
        _ = files.groups


@pytest.mark.parametrize(
    ("file", "old", "new", "reason"),
    [
        ("72.toml", "[reference]", "[reference", r"72\.toml: "),
        ("72.toml", "[group.72310]", "[group.7231]", r"72\.toml: group > 7231"),
        ("72.toml", "[group.72310]", "[group.73999]", r"belongs into 73\.toml"),
        ("72.toml", '"carpenter",', '"Carpenter",', r"72\.toml: group > 72310 > en > 0"),
        ("72.toml", '"carpenter",', "7,", r"group > 72310 > en > 0: Input should be a valid str"),
        ("72.toml", 'near = "', 'near = "00', r"72\.toml: group > 72\d+ > near"),
        ("72.toml", 'near = "72', 'near = "79', r"near: 79\d+ is no unit group"),
        ("72.toml", "seen_on =", "seen =", r"72\.toml: reference > seen"),
        ("old-codes/noc-2016.toml", '"00010"', '"00019"', r"old > 0011: 00019 is no unit group"),
    ],
)
def test_a_mistake_is_named_with_its_place(
    folder: Path, file: str, old: str, new: str, reason: str
) -> None:
    change(folder / file, old, new)
    with pytest.raises(KnowledgeError, match=reason):
        everything(folder)


def test_a_folder_without_files_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="no occupation files"):
        _ = Shelf(tmp_path).groups
