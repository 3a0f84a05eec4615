"""A word of the program means one thing: no two classes have the same name."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_CLASS = re.compile(r"^class (\w+)", re.MULTILINE)
_TWINS = re.compile(r"/(?:en|fr|postgres|sqlite)/")
"""Folders that hold the same things once more, for another language or engine."""


def test_no_two_classes_have_the_same_name() -> None:
    places: dict[str, set[str]] = defaultdict(set)
    for folder in ("bot", "knowledge"):
        for path in (ROOT / folder).rglob("*.py"):
            place = _TWINS.sub("/*/", path.relative_to(ROOT).as_posix())
            for name in _CLASS.findall(path.read_text(encoding="utf-8")):
                places[name].add(place)
    assert len(places) > 400
    assert {name: sorted(found) for name, found in places.items() if len(found) > 1} == {}
