"""Whether a tag and a repository are what pyproject.toml says: release_fits.py v1.2.3 ADDRESS."""

import sys
import tomllib
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1] / "pyproject.toml"


def problems(tag: str, address: str) -> list[str]:
    """What does not fit, a line each."""
    project = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]
    version, source = project["version"], project["urls"]["Source"]
    changes = (PROJECT.parent / "CHANGELOG.md").read_text(encoding="utf-8")
    found = {
        f"the tag is {tag}, the version {version}": tag != f"v{version}",
        f"CHANGELOG.md has no section [{version}]": f"\n## [{version}]" not in changes,
        f"[project.urls] names {source}, this is {address}": source != address,
    }
    return [line for line, wrong in found.items() if wrong]


if __name__ == "__main__":
    sys.exit("\n".join(problems(*sys.argv[1:])) or 0)
