"""The phrases that what people want is learnt from: one file a language and label."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable


@dataclass(frozen=True, slots=True)
class Example:
    """A phrase somebody might type, and what it asks for: "latest", "explain.cutoff"."""

    label: str
    said: str
    lang: str


def words() -> Traversable:
    """The folder with a folder of words for each language."""
    return files("bot.reading") / "words"


def examples() -> Iterator[Example]:
    """Every example of every language, in the order of the files."""
    for language in _sorted(words()):
        if not (language / "wants").is_dir():
            continue  # a language of which only the trades are known
        for kind in _sorted(language / "wants"):
            for file in _sorted(kind):
                label = file.name.removesuffix(".toml")
                if kind.name == "explain":
                    label = f"explain.{label}"
                for said in tomllib.loads(file.read_text("utf-8"))["said"]:
                    yield Example(label, said, language.name)


def _sorted(folder: Traversable) -> list[Traversable]:
    return sorted(folder.iterdir(), key=lambda inside: inside.name)
