"""The occupation files: complete, and refused with the place of the mistake."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from knowledge.elements import Elements, store
from knowledge.occupation_shelf import DATA, Shelf
from knowledge.occupations import Found, NotFound, OccupationIndex, Offered, load_occupations
from knowledge.parameters import KnowledgeError


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
    list(files.names())
    assert files.old_codes


def test_all_516_unit_groups_are_there_with_names_in_english_and_french() -> None:
    files = Shelf(DATA)
    assert len(files.groups) == 516
    counts: dict[tuple[str, str], int] = {}
    for name in files.names():
        counts[name.noc, name.kind] = counts.get((name.noc, name.kind), 0) + 1
    assert [noc for noc in files.groups if counts[noc, "name"] < 5] == []
    assert len(files.old_codes) == 500


def test_the_teer_is_the_second_digit() -> None:
    index = load_occupations()
    group = index.group("72310")
    assert group is not None
    assert (group.title_en, group.teer) == ("Carpenters", 2)


@pytest.mark.parametrize("noc", ["99999", "7231", "", "abcde", "../..", "72999999"])
def test_a_code_that_is_none_has_no_group(noc: str) -> None:
    assert load_occupations().group(noc) is None


def test_a_group_is_found_without_reading_other_files(folder: Path) -> None:
    (folder / "73.toml").write_text("broken = ")
    index = load_occupations(folder)
    assert index.group("72310") is not None
    with pytest.raises(KnowledgeError, match=r"73\.toml"):
        index.read("carpenter")


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
        ("words/roles.toml", '"75110"', '"75111"', r"role > helper: 75111 is no unit group"),
        (
            "words/forms.toml",
            'plumbing = "plumber"',
            'plumbing = "plomb"',
            r"fields > plumbing: nobody is called",
        ),
        ("words/beside.toml", "[stop]", "[halt]", r"beside\.toml: stop: Field required"),
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


def test_imported_titles_extend_the_index_and_do_not_change_built_in_names(tmp_path: Path) -> None:
    titles = (
        ("72106", "zorbing seam closer"),
        ("94204", "zorb stitcher - amusement"),
        ("94204", "electrician"),
        ("99999", "zorb nobody"),
        *((noc, "zorb general hand") for noc in ("75110", "75119", "95109", "95101")),
        ("94204", "zorber"),
    )
    store(Elements(titles, "en", 0), tmp_path / "titles.csv")
    index = load_occupations(extra=tmp_path / "titles.csv")

    def code(text: str) -> str | None:
        reading = index.read(text)
        return reading.group.noc if isinstance(reading, Found) else None

    assert code("zorbing seam closer") == "72106"
    assert code("zorb stitcher") == "94204"
    assert code("electrician") == "72200"
    assert code("zorb nobody") is None
    assert isinstance(index.read("zorb general hand"), Offered)
    assert code("i am a zorber") == "94204"
    assert code("what does zorber mean to the program") is None
    assert load_occupations().read("zorbing seam closer") == NotFound()


def test_the_index_is_made_once() -> None:
    assert load_occupations() is load_occupations()
    assert isinstance(load_occupations(), OccupationIndex)
