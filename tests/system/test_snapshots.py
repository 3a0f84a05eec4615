"""Where snapshots are kept on this machine."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.system.snapshots import snapshots


def test_snapshots_are_in_the_cache_folder_of_the_user(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    snapshots().write("a name", ("plain", "data"))
    (written,) = (tmp_path / "tradedraw").iterdir()
    assert written.name.startswith("a name.")
    assert snapshots().read("a name") == ("plain", "data")


def test_a_user_without_a_home_keeps_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", "not-a-path-from-the-root")
    kept = snapshots()
    kept.write("a name", ("plain", "data"))
    assert kept.problem is None
    assert list(tmp_path.iterdir()) == []
