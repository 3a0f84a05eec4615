"""Titles that ``python -m knowledge import-noc`` brought are used by every command."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.cli import main
from bot.operating.facts import Facts
from knowledge.__main__ import main as knowledge_main
from knowledge.occupations.imported_titles import titles_path
from tests.facts import FOLDER
from tests.reading.occupations.saying import read

ELEMENTS = """Level,Code - NOC 2021 V1.0,Class title,Element Type Label English,Element Description
5,72106,Welders,All examples,zorbing seam closer
5,62200,Chefs,All examples,zorb kitchen head
"""
Ask = Callable[[str], tuple[str, str]]


@pytest.fixture
def imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Titles imported into a data folder of this test; the file they are kept in."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "elements.csv").write_text(ELEMENTS, encoding="utf-8")
    assert knowledge_main(["import-noc", str(tmp_path / "elements.csv")]) == 0
    return titles_path()


@pytest.fixture
def ask(capsys: pytest.CaptureFixture[str]) -> Ask:
    def asked(text: str) -> tuple[str, str]:
        capsys.readouterr()
        with pytest.raises(SystemExit, match="0"):
            main(["ask", "--json", text], FOLDER)
        out, err = capsys.readouterr()
        return json.loads(out)["understood"]["noc"], err

    return asked


def test_ask_knows_imported_titles_at_once_and_from_its_snapshot(imported: Path, ask: Ask) -> None:
    for _ in range(2):
        assert ask("480, zorbing seam closer") == ("72106", "")
        assert ask("I am a zorb kitchen head") == ("62200", "")


def test_a_damaged_file_is_told_and_answers_are_made_without_it(imported: Path, ask: Ask) -> None:
    imported.write_bytes(imported.read_bytes()[:-5])
    noc, err = ask("480, welder")
    assert noc == "72106"
    assert err.startswith(f"tradedraw: left out: {imported}: damaged")
    assert err.count("\n") == 1


def test_chat_tells_of_a_damaged_file_too(
    imported: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    imported.write_bytes(b"noc,title,en,0\r\n")
    monkeypatch.setattr("sys.stdin", io.StringIO("welder\n/quit\n"))
    with pytest.raises(SystemExit, match="0"):
        main(["chat"], FOLDER)
    assert "left out" in capsys.readouterr().err


def test_serve_knows_them_and_logs_what_it_left_out(
    imported: Path, caplog: pytest.LogCaptureFixture
) -> None:
    facts = Facts(FOLDER)
    job = read("zorbing seam closer", facts._occupations)
    assert job is not None
    assert job.settled
    imported.write_bytes(b"")
    with caplog.at_level(logging.WARNING):
        Facts(FOLDER)
    assert "import it again" in caplog.text
