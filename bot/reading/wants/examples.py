"""The phrases that what people want is learnt from, and the one that comes nearest to a message."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import chain

from bot.reading.text.page import Page
from bot.reading.wants.scoring import others_of, pieces_of, said_of, scorer


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


def nearest(text: str, label: str) -> Example | None:
    """The example of a label that shares most with a message; None where none shares anything.

    >>> nearest("how many invitations still left?", "remaining").label
    'remaining'
    """
    said = _features(text)
    best, closest = 0.0, None
    for example in examples():
        if example.label == label:
            theirs = _features(example.said)
            shared = len(said & theirs) / len(said | theirs)
            if shared > best:
                best, closest = shared, example
    return closest


def _features(text: str) -> frozenset[str]:
    words = scorer().words(Page(text).plain)
    pieces = chain.from_iterable(map(pieces_of, said_of(words.tokens)))
    return frozenset((*words.tokens, *pieces, *others_of(words.tokens, words.meanings)))
