"""A snapshot gives exactly what the files give, and only for as long as they are the same."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from knowledge.facts.shelf import DATA, load
from knowledge.facts.snapshot import plain_of
from knowledge.parameters import KnowledgeError
from knowledge.snapshots import PACKAGE, Snapshots

ROOT = PACKAGE.parent


@pytest.fixture
def kept(tmp_path: Path) -> Callable[[], Snapshots]:
    """Snapshots as each start of the program opens them, in one empty folder."""
    return lambda: Snapshots(tmp_path / "cache", ())


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of the data folder that a test may change."""
    return Path(shutil.copytree(DATA, tmp_path / "data"))


def the_snapshot(tmp_path: Path, name: str) -> Path:
    (found,) = (tmp_path / "cache").glob(f"{name}.*")
    return found


def change(path: Path, old: str, new: str) -> None:
    """Another content of the same size and time: only its bytes tell."""
    before = path.stat()
    text = path.read_text(encoding="utf-8")
    assert old in text
    assert len(old) == len(new)
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def test_facts_from_a_snapshot_are_those_of_the_files(kept: Callable[[], Snapshots]) -> None:
    first, second = load(DATA, kept()), load(DATA, kept())
    assert first is not second
    assert first == second == load()


def test_a_changed_fact_is_read_and_checked_anew(kept: Callable[[], Snapshots], data: Path) -> None:
    drawn = data / "draws" / "2026.toml"
    assert load(data, kept()) == load(data)
    change(drawn, "itas = 3_000", "itas = 3_009")
    draws = load(data, kept()).draws.draws
    assert [draw.itas for draw in draws if draw.itas == 3_009] == [3_009]
    change(drawn, "itas = 3_009", "itas = -3_09")
    with pytest.raises(KnowledgeError, match=r"draws/2026\.toml"):
        load(data, kept())
    change(drawn, "itas = -3_09", "itas = 3_000")
    assert load(data, kept()) == load(data)


def test_facts_that_were_refused_are_not_kept(
    kept: Callable[[], Snapshots], data: Path, tmp_path: Path
) -> None:
    change(data / "draws" / "2026.toml", "itas = 3_000", "itas = -3_00")
    with pytest.raises(KnowledgeError):
        load(data, kept())
    assert not (tmp_path / "cache").exists()


def turn_a_bit(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))


def put_a_folder_there(path: Path) -> None:
    path.unlink()
    path.mkdir()


@dataclass(frozen=True)
class Spoilt:
    """What happened to a snapshot."""

    how: str
    spoil: Callable[[Path], object]


@pytest.mark.parametrize(
    "spoilt",
    [
        Spoilt("cut off", lambda path: path.write_bytes(path.read_bytes()[:-1])),
        Spoilt("empty", lambda path: path.write_bytes(b"")),
        Spoilt("another's", lambda path: path.write_bytes(b"\x00" * 100)),
        Spoilt("one bit", turn_a_bit),
        Spoilt("writable for all", lambda path: path.chmod(0o666)),
        Spoilt("gone", lambda path: path.unlink()),
        Spoilt("a folder", put_a_folder_there),
    ],
    ids=lambda spoilt: spoilt.how,
)
def test_a_spoilt_snapshot_is_as_none(
    kept: Callable[[], Snapshots], tmp_path: Path, spoilt: Spoilt
) -> None:
    load(DATA, kept())
    spoilt.spoil(the_snapshot(tmp_path, "facts"))
    assert kept().read("facts", DATA) is None
    assert load(DATA, kept()) == load()


def test_a_snapshot_under_another_name_is_none(
    kept: Callable[[], Snapshots], tmp_path: Path
) -> None:
    load(DATA, kept())
    facts = the_snapshot(tmp_path, "facts")
    facts.rename(facts.with_name(facts.name.replace("facts", "occupations")))
    assert kept().read("occupations", DATA / "occupations") is None


def test_only_this_user_can_read_and_write_a_snapshot(
    kept: Callable[[], Snapshots], tmp_path: Path
) -> None:
    load(DATA, kept())
    (found,) = (tmp_path / "cache").iterdir()
    assert (found.stat().st_mode & 0o777, found.parent.stat().st_mode & 0o777) == (0o600, 0o700)


def test_a_folder_that_cannot_be_written_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    kept = Snapshots(tmp_path / "file" / "cache")
    assert load(DATA, kept) == load()
    assert kept.problem is not None


def test_without_a_folder_nothing_is_written(tmp_path: Path) -> None:
    kept = Snapshots(None, [tmp_path])
    assert load(DATA, kept) == load()
    assert list(tmp_path.iterdir()) == []
    assert kept.problem is None


def test_sources_that_cannot_be_read_have_no_snapshot(
    kept: Callable[[], Snapshots], tmp_path: Path
) -> None:
    assert kept().read("facts", tmp_path / "nowhere") is None


def test_a_value_the_shelf_does_not_hold_is_refused() -> None:
    with pytest.raises(KeyError):
        plain_of(object())


def test_bytecode_beside_the_files_changes_nothing(
    kept: Callable[[], Snapshots], data: Path
) -> None:
    load(data, kept())
    (data / "__pycache__").mkdir()
    (data / "__pycache__" / "x.pyc").touch()
    assert kept().read("facts", data) is not None
    (data / "x.pyc").touch()
    assert kept().read("facts", data) is None
