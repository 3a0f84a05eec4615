"""Draw names, English and French, and the category version each of them belongs to."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from pydantic import TypeAdapter
from typing_extensions import TypedDict

from knowledge.draws import Category
from knowledge.facts.rows import Line, ReferenceRow, row
from knowledge.facts.values import Claim
from knowledge.parameters import Confidence, KnowledgeError

UNKNOWN = "unknown"
"""The category of a draw whose name no category and no program claims."""

FRENCH_NAMES = Path(__file__).parents[1] / "data" / "feed" / "french-names.toml"

_APOSTROPHES = dict.fromkeys(map(ord, "’‘ʼ´`"), "'")
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—"), "-")


@row
class FrenchNamesFile(TypedDict):
    """The French draw names, each with the English name of the same kind of draw."""

    checked_on: date
    confidence: Confidence
    reference: ReferenceRow
    names: dict[Line, Line]


@dataclass(frozen=True, slots=True)
class DrawNames:
    """What each draw name belongs to, however it is spelled."""

    claims: Mapping[str, Claim]

    def claim(self, name: str) -> Claim | None:
        """The category and version of that draw name; None for a name never seen.

        Capital letters, blanks, commas and the shapes of dashes and apostrophes do not matter:
        the feed changes them within one version. Words do: nothing is guessed from "trade".
        """
        return self.claims.get(_spelled(name))


def draw_names(categories: Mapping[str, Category]) -> DrawNames:
    """The draw names of these categories, with the French names of the same."""
    claims = {_spelled(name): claim for name, claim in _english(categories)}
    for french, english in french_names().items():
        if (claim := claims.get(_spelled(english))) is not None:
            claims.setdefault(_spelled(french), claim)
    return DrawNames(MappingProxyType(claims))


def _english(categories: Mapping[str, Category]) -> Iterator[tuple[str, Claim]]:
    for category in categories.values():
        if category.versions is None:
            for name in category.names:
                yield name, Claim(category.id, None)
        for version in category.all_versions():
            for name in version.names:
                yield name, Claim(category.id, version.id)


def _spelled(name: str) -> str:
    plain = unicodedata.normalize("NFKC", name).casefold().translate(_APOSTROPHES | _DASHES)
    return " ".join(plain.replace(",", " ").split())


@lru_cache(maxsize=1)
def french_names() -> Mapping[str, str]:
    """The packaged French draw names, each with its English counterpart; read once."""
    return read_french_names(FRENCH_NAMES)


def read_french_names(path: Path) -> Mapping[str, str]:
    """The French draw names of a file. Raises KnowledgeError when the file is wrong."""
    try:
        content = tomllib.loads(path.read_text("utf-8"))
        rows = TypeAdapter(FrenchNamesFile).validate_python(content)
    except (OSError, ValueError) as error:
        raise KnowledgeError(f"{path.name}: {error}") from error
    return MappingProxyType(rows["names"])
