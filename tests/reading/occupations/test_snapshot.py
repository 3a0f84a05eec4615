"""Occupations from a snapshot are read exactly as from their files, while these are the same."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.operating.compiling import main
from bot.reading.occupations.reader import load_occupations
from knowledge.facts.shelf import load
from knowledge.occupations.shelf import Shelf
from knowledge.occupations.title_file import store
from knowledge.snapshots import PACKAGE, Snapshots
from tests.reading.occupations.saying import read

ROOT = PACKAGE.parent
PACKAGED = PACKAGE / "data"
TEXTS = (
    "welder",
    "soudeuse à Montréal",
    "NOC 7237",
    "noc 72106",
    "72107",
    "I fix excavators and loaders",
    "weldr",
    "industrail electrican",
    "helper of a plumber",
    "swimming pool contractor",
    "I work for a plumb'er",
    "nothing of the kind",
)


@pytest.fixture
def kept(tmp_path: Path) -> Callable[[], Snapshots]:
    """Snapshots as each start of the program opens them, in one empty folder."""
    return lambda: Snapshots(tmp_path / "cache", ())


def test_occupations_from_a_snapshot_are_read_like_those_from_files(
    kept: Callable[[], Snapshots],
) -> None:
    without = load_occupations()
    first, second = (load_occupations(snapshots=kept()) for _ in range(2))
    for index in (first, second):
        index.prepare()
        for text in TEXTS:
            assert read(text, index) == read(text, without), text
            assert read(text, index, expected=True) == read(text, without, expected=True), text
        assert index.codes == without.codes
        assert index.group("72106") == without.group("72106")
        assert index.group("99999") is None
        cook = index.group("63200")
        assert cook is not None
        listed = frozenset({"72106", "63201"})
        assert index.nearest_listed(cook, listed) == without.nearest_listed(cook, listed)


def test_a_code_alone_makes_no_snapshot(kept: Callable[[], Snapshots], tmp_path: Path) -> None:
    assert load_occupations(snapshots=kept()).group("72106") is not None
    assert not (tmp_path / "cache").exists()


def test_a_changed_name_is_understood(kept: Callable[[], Snapshots], tmp_path: Path) -> None:
    folder = Path(shutil.copytree(PACKAGED / "occupations", tmp_path / "occupations"))
    assert read("zorbinder zorber", load_occupations(Shelf(folder), kept())) is None
    file = folder / "72.toml"
    text = file.read_text("utf-8").replace('"rebar contractor",', '"zorbinder zorber",', 1)
    file.write_text(text, "utf-8")
    reading = read("zorbinder zorber", load_occupations(Shelf(folder), kept()))
    assert reading is not None
    assert reading.noc == "72010"


def test_imported_titles_have_a_snapshot_of_their_own(
    kept: Callable[[], Snapshots], tmp_path: Path
) -> None:
    titles = tmp_path / "titles.csv"

    def job(title: str) -> object:
        return read(title, load_occupations(Shelf(titles=titles), kept()))

    for title in ("zorbing seam closer", "plim of grattles"):
        store((("72106", title),), titles)
        assert job(title) is not None
        assert job(title) is not None
    assert job("zorbing seam closer") is None


def test_a_second_start_needs_neither_validation_nor_fuzzy_matching(tmp_path: Path) -> None:
    code = (
        "import sys\n"
        "from pathlib import Path\n"
        "from bot.reading.occupations.reader import load_occupations\n"
        "from bot.reading.text.tokens import Line\n"
        "from knowledge.facts.shelf import load\n"
        "from knowledge.snapshots import Snapshots\n"
        f"kept = Snapshots(Path({str(tmp_path)!r}), ())\n"
        "load(snapshots=kept)\n"
        "load_occupations(snapshots=kept).read(Line('i am a welder', ()))\n"
        "print(*sorted({'pydantic', 'rapidfuzz'} & set(sys.modules)))\n"
    )
    starts = [
        subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
        ).stdout.split()
        for _ in range(2)
    ]
    assert starts == [["pydantic"], []]


def test_compiled_snapshots_serve_every_user(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = tmp_path / "made"
    assert main(["--into", str(made)]) == 0
    assert capsys.readouterr().out == f"snapshots of {PACKAGED} are in {made}\n"
    assert {path.stat().st_mode & 0o777 for path in made.iterdir()} == {0o644}
    beside = Snapshots(tmp_path / "cache", [made])
    assert load(PACKAGED, beside) == load(PACKAGED)
    load_occupations(snapshots=beside).prepare()
    assert not (tmp_path / "cache").exists()


def test_compiling_says_where_it_cannot_write(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").touch()
    into = tmp_path / "file" / "made"
    assert main(["--into", str(into)]) == 1
    assert capsys.readouterr().err == f"{into}: Not a directory\n"
