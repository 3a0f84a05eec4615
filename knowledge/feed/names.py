"""Draw names, English and French, and the category version each of them belongs to."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from pydantic import TypeAdapter
from typing_extensions import TypedDict

from knowledge.accents import unaccented
from knowledge.draws import Category
from knowledge.facts.rows import Line, ReferenceRow, row
from knowledge.facts.values import Claim
from knowledge.parameters import Confidence, KnowledgeError

T = TypeVar("T")

FRENCH_NAMES = Path(__file__).parents[1] / "data" / "feed" / "french-names.toml"
FAMILIES = FRENCH_NAMES.with_name("families.toml")

_BETWEEN_WORDS = re.compile(r"[^a-z0-9]+")
_OF_2023 = re.compile(r"\b2023 ([0-9]+)$")
"""The official pages' spelling of 2023: "(2023-1)" is what the feed calls "(Version 1)" since."""


@row
class FrenchNamesFile(TypedDict):
    """The French draw names, each with the English name of the same kind of draw."""

    checked_on: date
    confidence: Confidence
    reference: ReferenceRow
    names: dict[Line, Line]


@row
class FamiliesFile(TypedDict):
    """The words of each family, and those that no family's name holds."""

    checked_on: date
    confidence: Confidence
    reference: ReferenceRow
    never: list[Line]
    families: dict[Line, list[Line]]


@dataclass(frozen=True, slots=True)
class Families:
    """By category the words, spelled for comparing, that show a name to be of its family."""

    words: Mapping[str, tuple[str, ...]]
    never: tuple[str, ...]

    def category(self, spelled: str) -> str | None:
        """The only category whose words the name holds, or None."""
        name = f" {spelled} "
        if any(f" {word} " in name for word in self.never):
            return None
        found = [
            category
            for category, words in self.words.items()
            if any(f" {word} " in name for word in words)
        ]
        return found[0] if len(found) == 1 else None


@dataclass(frozen=True, slots=True)
class DrawNames:
    """What each draw name belongs to, however it is spelled."""

    claims: Mapping[str, Claim]
    families: Families

    def claim(self, name: str) -> Claim | None:
        """The category and version of that draw name; None for a name of no family.

        Capital letters, accents, blanks, dashes, commas, brackets and a plural s do not matter:
        the feed changes them within one version. A name never seen that holds the words of a
        family is of that category, and of no version: nobody has described it here yet.
        """
        spelled = _spelled(name)
        if spelled in self.claims:
            return self.claims[spelled]
        category = self.families.category(spelled)
        return None if category is None else Claim(category, None)


def draw_names(categories: Mapping[str, Category]) -> DrawNames:
    """The draw names of these categories, with the French names of the same."""
    claims = {_spelled(name): claim for name, claim in _english(categories)}
    for french, english in french_names().items():
        if (claim := claims.get(_spelled(english))) is not None:
            claims.setdefault(_spelled(french), claim)
    known = families()
    words = {name: known.words[name] for name in known.words if name in categories}
    return DrawNames(MappingProxyType(claims), Families(MappingProxyType(words), known.never))


def _english(categories: Mapping[str, Category]) -> Iterator[tuple[str, Claim]]:
    for category in categories.values():
        if category.versions is None:
            for name in category.names:
                yield name, Claim(category.id, None)
        for version in category.all_versions():
            for name in version.names:
                yield name, Claim(category.id, version.id)


@lru_cache(maxsize=4096)
def _spelled(name: str) -> str:
    """The name as names are compared: plain words, one blank between them.

    >>> _spelled("Trades occupation (2023-1)"), _spelled("Métiers  spécialisés 2026 – Version 3")
    ('trade occupation version 1', 'metier specialise 2026 version 3')
    """
    plain = unaccented(name.casefold())
    words = " ".join(_singular(word) for word in _BETWEEN_WORDS.split(plain) if word)
    return _OF_2023.sub(r"version \1", words)


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") else word


@lru_cache(maxsize=1)
def families() -> Families:
    """The packaged words of the families; read once."""
    rows: FamiliesFile = _read(FAMILIES, TypeAdapter(FamiliesFile))
    words = {name: tuple(map(_spelled, row)) for name, row in rows["families"].items()}
    return Families(MappingProxyType(words), tuple(map(_spelled, rows["never"])))


@lru_cache(maxsize=1)
def french_names() -> Mapping[str, str]:
    """The packaged French draw names, each with its English counterpart; read once."""
    return read_french_names(FRENCH_NAMES)


def read_french_names(path: Path) -> Mapping[str, str]:
    """The French draw names of a file. Raises KnowledgeError when the file is wrong."""
    rows: FrenchNamesFile = _read(path, TypeAdapter(FrenchNamesFile))
    return MappingProxyType(rows["names"])


def _read(path: Path, shape: TypeAdapter[T]) -> T:
    try:
        return shape.validate_python(tomllib.loads(path.read_text("utf-8")))
    except (OSError, ValueError) as error:
        raise KnowledgeError(f"{path.name}: {error}") from error
