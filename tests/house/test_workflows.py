"""What GitHub does for the project: workflows, forms and updates that fit what is here."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
GITHUB = ROOT / ".github"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
DIGEST = "sha256:" + "ab" * 32


def read(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_may_do_little_ends_in_time_and_runs_actions_by_commit(path: Path) -> None:
    text, workflow = path.read_text(encoding="utf-8"), read(path)
    assert workflow["permissions"] is not None
    assert all(job["timeout-minutes"] <= 30 for job in workflow["jobs"].values())
    uses = re.findall(r"uses: (.+)", text)
    assert uses
    for action in uses:
        assert re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", action), action


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_what_a_workflow_runs_is_there(path: Path) -> None:
    steps = [step.get("run", "") for job in read(path)["jobs"].values() for step in job["steps"]]
    named = re.findall(r"(?<![\w./-])((?:\.github|deploy|tests)/[\w./-]+)", "\n".join(steps))
    assert [name for name in named if not (ROOT / name).is_file()] == []


def test_ci_runs_the_check_on_every_python_that_is_promised() -> None:
    jobs = read(GITHUB / "workflows" / "check.yml")["jobs"]
    job = jobs["check"]
    promised = [
        found[1]
        for line in PROJECT["classifiers"]
        if (found := re.fullmatch(r"Programming Language :: Python :: (3\.\d+)", line))
    ]
    assert job["strategy"]["matrix"]["python"] == promised
    assert PROJECT["requires-python"] == f">={promised[0]}"
    assert job["steps"][-1] == {"run": "python3 start.py check"}
    assert jobs["whole"]["steps"][-1] == {"run": "python3 start.py check --whole"}


def test_a_release_is_checked_before_anything_is_published() -> None:
    jobs = read(GITHUB / "workflows" / "release.yml")["jobs"]
    publishing = {name: job for name, job in jobs.items() if name != "check"}
    assert {job["needs"] for job in publishing.values()} == {"check"}
    assert publishing["pypi"]["permissions"] == {"id-token": "write"}
    assert {"run": "python3 start.py check"} in jobs["check"]["steps"]


@pytest.mark.parametrize(
    ("tag", "address", "said"),
    [
        pytest.param(None, None, "has no section", id="no section of the changelog"),
        pytest.param("v99.0.0", None, "the tag is v99.0.0", id="another version"),
        pytest.param(None, "https://example.org/fork", "this is https://example.org", id="a fork"),
    ],
)
def test_a_release_that_does_not_fit_is_refused(
    tag: str | None, address: str | None, said: str
) -> None:
    given = (tag or f"v{PROJECT['version']}", address or PROJECT["urls"]["Source"])
    done = _fits(ROOT, *given)
    assert done.returncode == 1
    assert said in done.stderr


def test_a_release_that_fits_is_not_refused(tmp_path: Path) -> None:
    shutil.copytree(GITHUB, tmp_path / ".github")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    version = PROJECT["version"]
    (tmp_path / "CHANGELOG.md").write_text(f"# Changelog\n\n## [{version}]\n", "utf-8")
    done = _fits(tmp_path, f"v{version}", PROJECT["urls"]["Source"])
    assert (done.returncode, done.stderr) == (0, "")


def _fits(root: Path, *given: str) -> subprocess.CompletedProcess[str]:
    script = root / ".github" / "release_fits.py"
    return subprocess.run(
        [sys.executable, script, *given], capture_output=True, text=True, check=False
    )


@pytest.mark.skipif(sys.platform == "win32", reason="a script for shells")
def test_base_images_get_the_digest_of_the_day_and_later_the_next_one(tmp_path: Path) -> None:
    for name in ("Dockerfile", "deploy/compose.yaml", ".github/renew-images.sh"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    docker = tmp_path / "docker"
    environment = {"PATH": f"{tmp_path}:/usr/bin:/bin"}
    for digest in (DIGEST, DIGEST.replace("ab", "cd")):
        docker.write_text(f"#!/bin/sh\necho {digest}\n", "utf-8")
        docker.chmod(0o755)
        renew = tmp_path / ".github" / "renew-images.sh"
        subprocess.run([renew], env=environment, check=True, capture_output=True)
        dockerfile = (tmp_path / "Dockerfile").read_text("utf-8")
        compose = (tmp_path / "deploy" / "compose.yaml").read_text("utf-8")
        assert re.search(rf"^ARG PYTHON_IMAGE=python:[\w.-]+@{digest}$", dockerfile, re.M)
        assert re.search(rf"^ *image: postgres:\d+@{digest}$", compose, re.M)
        assert dockerfile.count("@sha256") + compose.count("@sha256") == 2


def test_a_wrong_fact_is_told_with_draw_number_and_source() -> None:
    form = read(GITHUB / "ISSUE_TEMPLATE" / "wrong-fact.yml")
    asked = {field["id"]: field for field in form["body"] if "id" in field}
    assert {"draw", "said", "right", "source", "seen"} <= asked.keys()
    assert all(field["validations"]["required"] for field in asked.values())


LOOKED_INTO = {
    "pip": "pyproject.toml",
    "github-actions": ".github/workflows",
    "docker": "Dockerfile",
    "docker-compose": "compose.yaml",
}
"""What each kind of updates reads in its folder."""


def test_updates_are_looked_for_where_something_is() -> None:
    updates = read(GITHUB / "dependabot.yml")["updates"]
    assert [update["package-ecosystem"] for update in updates] == [*LOOKED_INTO]
    for update in updates:
        folder = ROOT / update["directory"].lstrip("/")
        assert (folder / LOOKED_INTO[update["package-ecosystem"]]).exists()


def test_the_image_says_what_it_is_and_where_it_comes_from() -> None:
    dockerfile = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    labels = set(re.findall(r"org\.opencontainers\.image\.(\w+)=", dockerfile))
    assert labels >= {"title", "description", "licenses", "version", "revision", "created"}
    assert labels >= {"source", "url", "documentation", "vendor"}
    given = read(GITHUB / "workflows" / "release.yml")["jobs"]["image"]["steps"][-1]["with"]
    named = set(re.findall(r"^(\w+)=", given["build-args"], re.M))
    assert named == {"VERSION", "REVISION", "CREATED", "SOURCE"}
    assert all(f"${name}" in dockerfile for name in named)
