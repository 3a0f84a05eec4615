"""The lock files pin what pyproject.toml asks for, by hash, and name no place to get it from."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PICTURES: list[str] = PROJECT["project"]["optional-dependencies"]["pictures"]
PROGRAM: list[str] = PROJECT["project"]["dependencies"] + PICTURES
BUILD: list[str] = PROJECT["dependency-groups"]["build"]
TOOLS: list[str] = PROJECT["dependency-groups"]["dev"]
WANTED = {
    "requirements.lock": PROGRAM,
    "requirements-build.lock": BUILD,
    "requirements-dev.lock": PROGRAM + BUILD + TOOLS,
}
PIN = re.compile(r"^(\S+)==(\S+)(?: ; [^\\]+)?((?: \\\n    --hash=sha256:[0-9a-f]{64})+)$", re.M)


def pins(lock: str) -> dict[str, Version]:
    text = (ROOT / lock).read_text(encoding="utf-8")
    return {canonicalize_name(name): Version(version) for name, version, _ in PIN.findall(text)}


@pytest.mark.parametrize("lock", WANTED)
def test_every_dependency_is_pinned_within_its_range(lock: str) -> None:
    pinned = pins(lock)
    for requirement in map(Requirement, WANTED[lock]):
        version = pinned.get(canonicalize_name(requirement.name))
        assert version is not None, f"{requirement} is not in {lock}: make the lock files again"
        assert version in requirement.specifier, f"{lock} pins {version}, not {requirement}"


@pytest.mark.parametrize("lock", WANTED)
def test_every_line_is_a_pin_with_hashes(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    rest = re.sub(r"^ *#.*$", "", PIN.sub("", text), flags=re.M)
    assert rest.strip() == ""
    assert "://" not in text


def test_what_is_tested_is_what_people_get() -> None:
    tested = pins("requirements-dev.lock")
    for lock in ("requirements.lock", "requirements-build.lock"):
        assert pins(lock).items() <= tested.items()
