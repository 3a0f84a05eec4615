"""The phrases that what people want is learnt from: one file a language and label."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

WORDS = Path(__file__).parent.parent / "words"


@dataclass(frozen=True, slots=True)
class Example:
    """A phrase somebody might type, and what it asks for: "latest", "explain.cutoff"."""

    label: str
    said: str
    lang: str


def examples(words: Path = WORDS) -> Iterator[Example]:
    """Every example of every language, in the order of the files."""
    for path in sorted(words.glob("*/wants/*/*.toml")):
        label = path.stem if path.parent.name != "explain" else f"explain.{path.stem}"
        for said in tomllib.loads(path.read_text("utf-8"))["said"]:
            yield Example(label, said, path.parents[2].name)
