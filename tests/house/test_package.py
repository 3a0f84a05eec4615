"""The wheel holds every module and every fact, and nothing of the workshop."""

import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Names of the files in a wheel built from this tree."""
    folder = tmp_path_factory.mktemp("wheel")
    build = "from hatchling.build import build_wheel; import sys; build_wheel(sys.argv[1])"
    subprocess.run([sys.executable, "-c", build, str(folder)], cwd=ROOT, check=True)
    (wheel,) = folder.glob("tradedraw-*.whl")
    with ZipFile(wheel) as opened:
        return set(opened.namelist())


def test_the_wheel_holds_all_of_both_packages(packed: set[str]) -> None:
    wanted = {
        path.relative_to(ROOT).as_posix()
        for package in ("bot", "knowledge")
        for path in (ROOT / package).rglob("*")
        if path.is_file() and not any(part.startswith((".", "__pycache__")) for part in path.parts)
    }
    assert {name for name in packed if ".dist-info/" not in name} == wanted


def test_the_wheel_brings_the_licence(packed: set[str]) -> None:
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in packed)


def test_nobody_is_told_to_install_it_from_an_index_where_it_is_not() -> None:
    texts = [*(ROOT / "bot").rglob("*.py"), *ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    assert [path for path in texts if "tradedraw[" in path.read_text(encoding="utf-8")] == []
