"""The file of imported titles: whole or refused, and used by the program."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from knowledge.occupations.shelf import Shelf
from knowledge.occupations.title_file import store, stored_titles
from knowledge.parameters import KnowledgeError

TITLES = (("72106", "zorbing seam closer"), ("00010", 'mayor, "acting"'), ("94204", "été zorber"))


def test_stored_titles_are_read_again(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "titles.csv"
    store((), path)
    assert stored_titles(path) == ()
    store(TITLES, path)
    assert stored_titles(path) == TITLES
    assert os.listdir(path.parent) == ["titles.csv"]


def test_what_cannot_be_stored_leaves_nothing_behind(tmp_path: Path) -> None:
    path = tmp_path / "titles.csv"
    path.mkdir()
    with pytest.raises(OSError, match="titles"):
        store(TITLES, path)
    assert os.listdir(tmp_path) == ["titles.csv"]


def damaged(path: Path) -> list[bytes]:
    """What may have become of a stored file."""
    store(TITLES, path)
    whole = path.read_bytes()
    other = whole.replace(b"titles 1", b"titles 2")
    return [b"", b"noc,title,en,0\r\n72106,zorber\r\n", whole[:-9], whole + b"72106,x\r\n", other]


def test_a_damaged_file_or_one_of_another_version_is_left_out_and_told(tmp_path: Path) -> None:
    path = tmp_path / "titles.csv"
    for content in damaged(path):
        path.write_bytes(content)
        with pytest.raises(KnowledgeError, match=r"titles\.csv: damaged, or of another version"):
            stored_titles(path)
    files = Shelf(titles=path)
    assert files.imported == ()
    assert "import it again" in str(files.titles_problem)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match=r"gone\.csv: No such file"):
        stored_titles(tmp_path / "gone.csv")


def test_titles_of_unknown_groups_are_left_out(tmp_path: Path) -> None:
    store((*TITLES, ("99999", "zorb nobody")), tmp_path / "titles.csv")
    assert Shelf(titles=tmp_path / "titles.csv").imported == TITLES
