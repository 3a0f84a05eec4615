"""The files in deploy/ are what their tools take, and name only what the program has."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.operating.metrics import PrometheusMetrics
from bot.settings import Settings
from tests.doubles.conversation import FixedClock

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
OPERATING = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
UNIT = (DEPLOY / "tradedraw.service").read_text(encoding="utf-8")
MOST_EXPOSURE = 1.5
"""Of 10, as ``systemd-analyze security`` counts."""


def read(name: str) -> Any:
    return yaml.safe_load((DEPLOY / name).read_text(encoding="utf-8"))


def tool(name: str) -> str:
    """Where that program is; the test is left out where it is not installed."""
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed here")
    return found


def ran(*command: str | Path, folder: Path = DEPLOY) -> str:
    """What the command says; it must end well."""
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def metrics_in(text: str) -> set[str]:
    return {re.sub("_bucket$", "", name) for name in re.findall(r"\btradedraw_\w+", text)}


def known_metrics() -> set[str]:
    return set(PrometheusMetrics(FixedClock(datetime(2026, 11, 22, tzinfo=UTC))).names())


def test_operators_are_told_of_every_file() -> None:
    files = {path.name for path in DEPLOY.iterdir()}
    assert {name for name in files if f"deploy/{name}" not in OPERATING} == set()


def test_compose_runs_two_without_privileges_on_one_database() -> None:
    services = read("compose.yaml")["services"]
    bot, database = services["tradedraw"], services["postgres"]
    assert (DEPLOY / bot["build"] / "Dockerfile").exists()
    assert bot["deploy"]["replicas"] == 2
    assert (bot["read_only"], bot["cap_drop"]) == (True, ["ALL"])
    assert "no-new-privileges:true" in bot["security_opt"]
    assert {name.lower() for name in bot["environment"]} <= Settings.model_fields.keys()
    assert bot["environment"]["DATABASE_URL"].endswith("@postgres/tradedraw")
    assert database["environment"]["POSTGRES_USER"] == "tradedraw"
    assert "ports" not in bot | database


def test_a_container_by_hand_is_as_closed_as_one_of_compose() -> None:
    bot = read("compose.yaml")["services"]["tradedraw"]
    (run,) = re.findall(r"^docker run ((?:.*\\\n)*.*)", OPERATING, re.M)
    for option in ("--read-only", "--tmpfs /tmp", "--cap-drop ALL", "no-new-privileges"):
        assert option in run
    assert f"--memory {bot['mem_limit']} --pids-limit {bot['pids_limit']}" in run


def compose() -> tuple[str, ...]:
    """Compose as a part of Docker, or as Debian's program of its own."""
    docker = (tool("docker"), "compose")
    if subprocess.run([*docker, "version"], capture_output=True, check=False).returncode == 0:
        return docker
    return (tool("docker-compose"),)


def test_docker_compose_takes_it(tmp_path: Path) -> None:
    program = compose()
    (tmp_path / "compose.yaml").write_text((DEPLOY / "compose.yaml").read_text("utf-8"), "utf-8")
    (tmp_path / ".env").write_text("POSTGRES_PASSWORD=abc123\n", "utf-8")
    ran(*program, "config", "--quiet", folder=tmp_path)


def test_the_unit_is_watched_and_limited() -> None:
    given = dict(line.split("=", 1) for line in UNIT.splitlines() if "=" in line)
    assert {"MemoryMax", "TasksMax", "WatchdogSec"} <= given.keys()
    assert given["Type"] == "notify"
    names = set(re.findall(r"^Environment=(\w+)=", UNIT, re.M)) - {"XDG_CACHE_HOME"}
    assert {name.lower() for name in names} <= Settings.model_fields.keys()


def test_systemd_takes_the_unit_and_finds_it_little_exposed(tmp_path: Path) -> None:
    program = tool("systemd-analyze")
    unit = tmp_path / "tradedraw.service"
    unit.write_text(UNIT.replace("/opt/tradedraw/bin/tradedraw", sys.executable), "utf-8")
    ran(program, "verify", unit)
    said = ran(
        program,
        *("security", "--offline=true", f"--threshold={MOST_EXPOSURE * 10:.0f}"),
        unit,
    )
    exposure = re.search(r"exposure level for \S+: ([\d.]+)", said)
    assert exposure is not None
    assert float(exposure[1]) < MOST_EXPOSURE
    assert f"exposure less than {MOST_EXPOSURE} of 10" in " ".join(OPERATING.split())


def test_every_alert_is_explained_and_asks_for_metrics_that_there_are() -> None:
    rules = [rule for group in read("alerts.yaml")["groups"] for rule in group["rules"]]
    told = set(re.findall(r"^\| `(Tradedraw\w+)` \|", OPERATING, re.M))
    assert {rule["alert"] for rule in rules} == told
    assert metrics_in(str(rules)) <= known_metrics()


def test_prometheus_takes_the_alerts_and_they_fire_when_they_should() -> None:
    program = tool("promtool")
    ran(program, "check", "rules", "alerts.yaml")
    ran(program, "test", "rules", "alerts-test.yaml")


def test_the_dashboard_shows_every_metric_and_no_other() -> None:
    board = json.loads((DEPLOY / "dashboard.json").read_text(encoding="utf-8"))
    asked = "\n".join(target["expr"] for panel in board["panels"] for target in panel["targets"])
    assert metrics_in(asked) == known_metrics()
    ids = [panel["id"] for panel in board["panels"]]
    assert len(ids) == len(set(ids))
