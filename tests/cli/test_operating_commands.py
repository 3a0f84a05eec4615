"""``status``, ``backup`` and ``restore`` from the command line: lines, exit codes, no token."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from bot.cli import main
from tests.facts import FOLDER
from tests.storage.old_databases import NEWEST, content, make

ROOT = Path(__file__).parents[2]


class Run:
    """Runs the command line on a database in an empty folder and gives what came out."""

    def __init__(self, database: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.database = database
        self._capsys = capsys

    def __call__(self, *arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            main(arguments, FOLDER)
        shown = self._capsys.readouterr()
        assert isinstance(ended.value.code, int)
        return ended.value.code, shown.out, shown.err


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    for name in ("TELEGRAM_BOT_TOKEN", "TELEGRAM_BOT_TOKEN_FILE", "FEED_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'bot.db'}")
    monkeypatch.chdir(tmp_path)
    return Run(tmp_path / "bot.db", capsys)


def test_status_before_there_is_a_database(run: Run) -> None:
    code, out, err = run("status")
    assert (code, err) == (0, "")
    newest, database = out.splitlines()
    assert newest == "Newest draw: trades draw #447 (1 October 2026)"
    assert database.startswith("Database: none yet")
    assert not run.database.exists()


def test_status_of_a_database(run: Run) -> None:
    make(run.database, NEWEST)
    with closing(sqlite3.connect(run.database)) as db:
        db.execute("delete from revisions")
        db.commit()
    code, out, err = run("status")
    assert (code, err) == (0, "")
    assert out.splitlines()[1:] == [
        "Feed: never read",
        "Subscribers: 1",
        "Notices: 0 waiting, 1 sent, 0 given up",
    ]


def test_backup_and_restore(run: Run) -> None:
    make(run.database, NEWEST)
    before = content(run.database)
    code, out, err = run("backup", "monday.db")
    assert (code, err) == (0, "")
    done, warning = out.splitlines()
    rows = sum(len(rows) for rows in before.values())
    assert done.endswith(f"to monday.db: version {NEWEST}, {rows} rows, checked.")
    assert "/forget" in warning
    with closing(sqlite3.connect(run.database)) as db:
        db.execute("delete from notices")
        db.commit()
    code, out, err = run("restore", "monday.db")
    assert (code, err) == (0, "")
    done, kept, forgotten = out.splitlines()
    assert done.endswith(f"from monday.db: version {NEWEST}, {rows} rows, checked.")
    assert "before-restore-" in kept
    assert "personal data" in kept
    assert "/forget" in forgotten
    assert content(run.database) == before
    run.database.unlink()
    code, out, _ = run("restore", "monday.db")
    assert (code, len(out.splitlines())) == (0, 2)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        pytest.param(("backup", "x.db"), "no database", id="nothing to back up"),
        pytest.param(("restore", "x.db"), "no backup", id="nothing to restore from"),
    ],
)
def test_what_cannot_be_done_is_one_line(run: Run, arguments: tuple[str, ...], says: str) -> None:
    code, out, err = run(*arguments)
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert says in err


@pytest.mark.parametrize("arguments", [("backup",), ("restore",), ("status", "--json")])
def test_wrong_options_are_refused(run: Run, arguments: tuple[str, ...]) -> None:
    code, out, err = run(*arguments)
    assert (code, out, err.count("\n")) == (2, "", 1)


@pytest.mark.parametrize("command", [("status",), ("backup", "x.db")])
def test_a_database_from_a_newer_version_is_refused_in_one_line(
    run: Run, command: tuple[str, ...]
) -> None:
    make_newer(run.database)
    code, out, err = run(*command)
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert "version 9999, made by a newer tradedraw" in err


def test_serve_refuses_a_database_from_a_newer_version_in_one_line(run: Run) -> None:
    """As a process of its own: it sets up signals and logging."""
    make_newer(run.database)
    token = {"TELEGRAM_BOT_TOKEN": "123456:abc", "TELEGRAM_API_URL": "http://127.0.0.1:9"}
    done = subprocess.run(
        [sys.executable, "-m", "bot", "serve"],
        cwd=ROOT,
        env=os.environ | token,
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert "version 9999, made by a newer tradedraw" in done.stderr


def make_newer(database: Path) -> None:
    make(database, NEWEST)
    with closing(sqlite3.connect(database)) as db:
        db.execute("pragma user_version = 9999")


@pytest.mark.parametrize(("command", "instead"), [("backup", "pg_dump"), ("restore", "pg_restore")])
def test_a_server_has_its_own_programs_for_that(
    run: Run, command: str, instead: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://bot:secret@db.example/bot")
    code, out, err = run(command, "x.db")
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert instead in err
    assert "secret" not in err


def test_status_of_a_server_that_does_not_answer(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://bot:secret@127.0.0.1:9/bot")
    code, out, err = run("status")
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert "secret" not in err


@pytest.mark.parametrize("command", [("status",), ("backup", "x"), ("restore", "x")])
def test_every_wrong_setting_is_one_line_and_exit_1(
    run: Run, command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As with serve: the environment is no option and no value of the command line."""
    monkeypatch.setenv("DATABASE_URL", "nowhere")
    monkeypatch.setenv("FEED_URL", "nowhere")
    code, out, err = run(*command)
    assert (code, out) == (1, "")
    assert [line.split()[1] for line in err.splitlines()] == ["DATABASE_URL", "FEED_URL"]
