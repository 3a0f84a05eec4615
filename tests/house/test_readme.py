"""What the README and docs/ say is what the program does."""

from __future__ import annotations

import argparse
import re
import shlex
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.cli import parser
from bot.operating.metrics import PrometheusMetrics
from bot.settings import Settings
from tests.doubles.conversation import FixedClock
from tests.house.readme import FRENCH, README, WRITTEN_IN, parts_in, renewed
from tests.house.readme_pictures import CHART, CHAT, MADE_FROM, SAID, made_from

ROOT = README.parent
TEXT = README.read_text(encoding="utf-8")
DOCS = README.parent / "docs"
OPERATING = (DOCS / "operating.md").read_text(encoding="utf-8")
DOCUMENTS = [README, ROOT / "SECURITY.md", ROOT / "CONTRIBUTING.md", *sorted(DOCS.rglob("*.md"))]
BLOCKS = [
    block.strip() for block in re.findall(r"^ *```sh\n(.*?)^ *```$", TEXT, re.DOTALL | re.MULTILINE)
]
MOST_LINES = 120
"""Of the README, without the conversation that the program writes."""
MOST_BYTES = 300_000
"""Of all pictures together: everybody who gets the source gets them."""
START, CHECK = BLOCKS[:2]
COMMANDS = {
    name: command
    for action in parser()._actions  # argparse tells them in no other way
    if isinstance(action, argparse._SubParsersAction)
    for name, command in action.choices.items()
}


def test_the_first_command_starts_the_conversation_on_one_line() -> None:
    python, script, command = shlex.split(START)
    assert python == "python3"
    assert (ROOT / script).is_file()
    assert command in COMMANDS


def test_ci_runs_the_second_command_and_nothing_else() -> None:
    assert "\n" not in CHECK
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    doing = [line for line in script if line and not line.startswith("#")]
    assert doing == ["set -euo pipefail", 'cd "$(dirname "$0")/.."', CHECK]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_and_is_in_the_readme(command: str) -> None:
    assert COMMANDS[command].description
    assert f"`tradedraw {command}" in TEXT


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_of_a_command_has_help(command: str) -> None:
    silent = [action.dest for action in COMMANDS[command]._actions if not action.help]
    assert silent == []


def test_every_setting_is_told_to_operators() -> None:
    names = [name.upper() for name in Settings.model_fields]
    assert [name for name in names if f"`{name}`" not in OPERATING] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_place_a_document_leads_to_exists(document: Path) -> None:
    for target in re.findall(r"\]\(([^)]+)\)", document.read_text(encoding="utf-8")):
        name, _, heading = target.partition("#")
        place = document.parent / name if name else document
        if "://" not in target:
            assert place.exists(), target
            assert not heading or heading in _anchors(place), target


def _anchors(document: Path) -> set[str]:
    titles = re.findall(r"^#+ (.+)$", document.read_text(encoding="utf-8"), re.M)
    return {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("document", WRITTEN_IN, ids=lambda path: path.name)
def test_what_the_program_writes_in_a_document_is_up_to_date(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    assert parts_in(text) == WRITTEN_IN[document]
    assert renewed(text) == text, "run: python -m tests.house.readme"


def test_the_french_readme_has_the_same_commands_steps_and_limits() -> None:
    """Its two commands start what the English ones start; it is for people, not for operators."""
    french = FRENCH.read_text(encoding="utf-8")
    blocks = [block.strip() for block in re.findall(r"^ *```sh\n(.*?)^ *```$", french, re.S | re.M)]
    assert blocks == [f"{START} --lang fr", *BLOCKS[1:3]]
    assert BLOCKS[2].startswith("TELEGRAM_BOT_TOKEN_FILE=")
    told = set(re.findall(r"^\| `tradedraw (\w+)", french, re.M))
    assert told == set(re.findall(r"^\| `tradedraw (\w+)", TEXT, re.M))
    steps = re.findall(r"^[0-9]\. ", french, re.M)
    assert steps == re.findall(r"^[0-9]\. ", TEXT, re.M) == [f"{n}. " for n in range(1, 6)]


def test_the_readme_is_read_in_a_few_minutes() -> None:
    """What it is, two commands, a conversation, commands, Telegram: operating is told elsewhere."""
    own = re.sub(r"<!-- conversation:.*?<!-- end -->", "", TEXT, flags=re.DOTALL)
    assert len(own.splitlines()) <= MOST_LINES


def test_the_pictures_show_what_the_program_shows() -> None:
    kept = MADE_FROM.read_text(encoding="utf-8")
    assert kept == made_from(), "run: python -m tests.house.readme"
    assert SAID.replace(" ", "&#160;") in CHAT.read_text(encoding="utf-8")
    assert CHART.read_bytes().startswith(b"\x89PNG")
    assert CHAT.stat().st_size + CHART.stat().st_size < MOST_BYTES


def test_contributing_leads_to_what_exists() -> None:
    contributing = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    paths = re.findall(r"`((?:bot|knowledge|tests)/[a-z_/.]*)`", contributing)
    assert paths
    assert [path for path in paths if not Path(ROOT / path).exists()] == []


def test_what_documents_and_deploy_set_is_a_setting() -> None:
    theirs = {"AF_INET", "AF_UNIX", "POSTGRES_PASSWORD", "POSTGRES_USER", "XDG_CACHE_HOME"}
    texts = [*(path.read_text(encoding="utf-8") for path in (ROOT / "deploy").iterdir())]
    for document in DOCUMENTS:
        texts += re.findall(r"^ *```sh\n(.*?)^ *```$", document.read_text("utf-8"), re.S | re.M)
    given = set(re.findall(r"\b[A-Z]+(?:_[A-Z]+)+\b", "\n".join(texts)))
    assert {"DATABASE_URL", "WEBHOOK_URL", "HTTP_LISTEN", "LOG_FORMAT"} <= given
    assert given <= theirs | {name.upper() for name in Settings.model_fields}


def test_operators_are_told_every_metric_and_no_other() -> None:
    told = set(re.findall(r"^\| `(tradedraw_\w+)` \|", OPERATING, re.MULTILINE))
    counted = PrometheusMetrics(FixedClock(datetime(2026, 11, 22, tzinfo=UTC)))
    assert told == set(counted.names())


def test_contributing_names_every_benchmark() -> None:
    contributing = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    benches = sorted(path.stem for path in (ROOT / "tests" / "bench").glob("bench_*.py"))
    assert benches
    assert [name for name in benches if f"`python -m tests.bench.{name}`" not in contributing] == []
