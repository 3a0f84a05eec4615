"""A draw added as docs/facts.md says changes data files and nothing else."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

from knowledge.facts.shelf import load
from tests.house.readme import README
from tests.tables import each

ROOT = README.parent
FACTS = ROOT / "docs" / "facts.md"
COPIED = ("bot", "knowledge", "tests", "README.md", "CONTRIBUTING.md", "docs", "pyproject.toml")
ON_FROZEN_FACTS = ("tests/replies/test_snapshots.py", "tests/journeys/test_machine.py")
READS_TODAYS_FACTS = re.compile(
    r"(?<![\w.])load\(\)|\bPOOL_DATA\b|knowledge\.facts\.shelf import.*\bDATA\b"
)


def test_the_draw_in_the_docs_is_taken_after_the_newest_and_turns_no_test_red(
    tmp_path: Path,
) -> None:
    tree = _copy(tmp_path / "tree")
    number, day = _add_the_draw_of_the_docs(tree / "knowledge" / "data")

    added = load(tree / "knowledge" / "data").draws.draws[-1]
    assert (added.number, added.drawn_on, added.category) == (number, day, "trades")
    assert (added.crs_cutoff, added.tie_break_at is None) == (470, False)
    facts = sorted(str(path) for path in (tree / "tests" / "knowledge").glob("test_facts*.py"))
    assert facts
    assert _run(tree, "knowledge", "show", "draw", number).startswith(f"draw #{number}\n")
    _run(tree, "knowledge", "check")
    _run(tree, "pytest", "-q", "-p", "no:cacheprovider", "-n0", *facts, *ON_FROZEN_FACTS)


def test_only_tests_of_the_facts_stand_on_what_is_published_today() -> None:
    each(sorted((ROOT / "tests").rglob("*.py")), _stands_on_facts_that_stand_still)


def _stands_on_facts_that_stand_still(path: Path) -> None:
    room = path.relative_to(ROOT / "tests").parts[0]
    if room not in ("knowledge", "bench") and path != Path(__file__):
        found = READS_TODAYS_FACTS.search(path.read_text("utf-8"))
        assert found is None, f"{path}: {found[0]}; take frozen() of tests.facts"


def _copy(tree: Path) -> Path:
    tree.mkdir()
    for name in COPIED:
        if (ROOT / name).is_dir():
            ignored = shutil.ignore_patterns("__pycache__")
            shutil.copytree(ROOT / name, tree / name, ignore=ignored)
        else:
            shutil.copy(ROOT / name, tree / name)
    return tree


def _add_the_draw_of_the_docs(data: Path) -> tuple[str, date]:
    """Number and day of the draw added: the next ones after the newest."""
    newest = load(data).draws.draws[-1]
    draw, source = re.findall(r"```toml\n(.*?)```", FACTS.read_text("utf-8"), re.DOTALL)
    number, day = str(int(newest.number) + 1), newest.drawn_on + timedelta(days=1)
    draw = re.sub(r'number = "\d+"', f'number = "{number}"', draw)
    draw = re.sub(r"drawn_on = \S+", f"drawn_on = {day}", draw)
    source = re.sub(r"seen_on = \S+", f"seen_on = {day}", source)
    draw, source = (
        text.replace("seen-by-hand", f"seen-by-hand-{number}") for text in (draw, source)
    )

    year = data / "draws" / f"{day.year}.toml"
    before = year.read_text("utf-8") if year.exists() else ""
    year.write_text(f"{before}\n{draw}", "utf-8")
    sources = data / "draws" / "sources.toml"
    known = re.sub(r"complete_until = \S+", f"complete_until = {day}", sources.read_text("utf-8"))
    sources.write_text(f"{known}\n{source}", "utf-8")
    return number, day


def _run(tree: Path, *arguments: str) -> str:
    """What that module of the copy prints; it must end well."""
    done = subprocess.run(
        [sys.executable, "-m", *arguments], cwd=tree, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
