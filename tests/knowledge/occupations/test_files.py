"""The occupation files: complete, and refused with the place of the mistake."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest

from knowledge.occupations.facts import DATA, LANGUAGES, Shelf
from knowledge.occupations.reader import Found, NotFound, OccupationIndex, Offered, load_occupations
from knowledge.occupations.title_file import store
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
    list(files.names())
    assert files.old_codes


@official_files
def test_all_516_unit_groups_are_there_with_their_official_titles() -> None:
    with (SHARED / "noc_unit_groups.csv").open(encoding="utf-8", newline="") as file:
        official = {row["code"]: (row["title_en"], row["title_fr"]) for row in csv.DictReader(file)}
    files = Shelf(DATA)
    titles = {noc: (group.title_en, group.title_fr) for noc, group in files.groups.items()}
    assert titles == official


def test_every_group_has_names_in_english_and_french_and_listed_trades_have_many() -> None:
    files, trades = Shelf(DATA), ever_listed("trades")
    assert (len(files.groups), len(trades)) == (516, 30)
    few = {
        noc: len(files.written(noc, language))
        for noc in files.groups
        for language in LANGUAGES[:2]
        if len(set(files.written(noc, language))) < (8 if noc in trades else 3)
    }
    assert few == {}


def test_groups_on_any_list_are_named_in_the_other_languages_too() -> None:
    files = Shelf(DATA)
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
    ours = {old: set(now) for old, now in Shelf(DATA).old_codes.items()}
    assert ours == official


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
    store(titles, tmp_path / "titles.csv")
    index = load_occupations(extra=tmp_path / "titles.csv")

    def code(text: str) -> str | None:
        reading = index.read(text)
        return reading.group.noc if isinstance(reading, Found) else None

    assert code("zorbing seam closer") == "72106"
    assert code("zorb stitcher - amusement") == "94204"
    short = index.read("zorb stitcher")
    assert isinstance(short, Offered)
    assert short.groups[0].noc == "94204"
    assert code("electrician") == "72200"
    assert code("zorb nobody") is None
    assert isinstance(index.read("zorb general hand"), Offered)
    assert code("i am a zorber") == "94204"
    assert code("what does zorber mean to the program") is None
    assert load_occupations().read("zorbing seam closer") == NotFound()


def test_the_index_is_made_once() -> None:
    assert load_occupations() is load_occupations()
    assert isinstance(load_occupations(), OccupationIndex)
