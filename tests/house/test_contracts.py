"""The layers that pyproject.toml declares are kept, and really forbid."""

import re
import subprocess
import sys
import tomllib
from graphlib import TopologicalSorter
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).resolve().parents[2]
LINTER = Path(sys.executable).parent / "lint-imports"


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(LINTER), "--no-cache", "--config", str(folder / "pyproject.toml")],
        cwd=folder,
        env={"PYTHONPATH": str(folder), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )


def test_imports_point_down_only() -> None:
    linted = lint(ROOT)
    assert linted.returncode == 0, linted.stdout + linted.stderr


def test_no_modules_import_each_other_in_a_circle() -> None:
    """Imports inside functions and for types count too: prepare() names the circle it finds."""
    graph = grimp.build_graph("bot", "knowledge")
    assert len(graph.modules) > 300
    imported = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    TopologicalSorter(imported).prepare()


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("knowledge/verdicts.py", "import bot.ports"),
        ("knowledge/verdicts.py", "import asyncio"),
        ("knowledge/parameters.py", "import knowledge.facts"),
        ("bot/conversation/states.py", "import sqlite3"),
        ("bot/conversation/states.py", "from bot.replies.en import sentences as en"),
        ("bot/notices.py", "import bot.replies"),
        ("bot/running.py", "import bot.telegram"),
        ("bot/ports.py", "import telegram"),
        ("bot/replies/en.py", "import os"),
        ("bot/without_a_place.py", ""),
    ],
)
def test_a_breach_is_found(tmp_path: Path, module: str, line: str) -> None:
    """On a skeleton of the real layers, so that the contracts themselves are what is tested."""
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text(text, encoding="utf-8")
    empty = ["bot/__init__.py", "knowledge/__init__.py"]
    for contract in tomllib.loads(text)["tool"]["importlinter"]["contracts"]:
        for layer in contract.get("layers", ()):
            parts = [part.strip() for part in re.split("[|:]", layer)]
            empty += [f"{contract['containers'][0]}/{part}.py" for part in parts]
    for name in empty:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    for folder, inner in (("conversation", "states"), ("replies", "en")):
        (tmp_path / "bot" / f"{folder}.py").unlink()
        (tmp_path / "bot" / folder).mkdir()
        (tmp_path / "bot" / folder / "__init__.py").touch()
        (tmp_path / "bot" / folder / f"{inner}.py").touch()
    clean = lint(tmp_path)
    assert clean.returncode == 0, clean.stdout + clean.stderr
    (tmp_path / module).write_text(f"{line}\n", encoding="utf-8")
    assert lint(tmp_path).returncode != 0
