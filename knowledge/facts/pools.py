"""Distributions of the pool, from their files: which field holds which band, and the numbers."""

from __future__ import annotations

import csv
import io
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, NamedTuple, NotRequired

from pydantic import Field, StringConstraints, TypeAdapter
from typing_extensions import TypedDict

from knowledge.facts.rows import Line, NotNegative, Number, ReferenceRow, row
from knowledge.parameters import KnowledgeError, Reference
from knowledge.pools import Band, Pool

POOL_DATA = Path(__file__).parents[1] / "data" / "pool"

BANDS = "bands.toml"
DISTRIBUTIONS = "distributions.csv"


class SumError(NamedTuple):
    """A field whose published number is not what its parts add up to."""

    field: str
    published: int
    added: int


@row
class _PartRow(TypedDict):
    field: str
    lowest: NotNegative
    highest: NotNegative


@row
class _BandRow(_PartRow):
    parts: NotRequired[list[_PartRow]]


@row
class _SumErrorRow(TypedDict):
    number: Number
    band: str
    note: Line


@row
class _BandsFile(TypedDict):
    total: str
    source: dict[str, ReferenceRow]
    sum_error: list[_SumErrorRow]
    band: Annotated[list[_BandRow], Field(min_length=1)]


class _DistributionRow(TypedDict):
    """A row of the table: a CSV file has only text, so numbers and days are read from text."""

    number: Number
    as_on: date
    source: str
    counts: dict[str, Annotated[str, StringConstraints(pattern=r"^[0-9]{1,9}$")]]


@dataclass(frozen=True)
class Layout:
    """Which of the feed's fields holds which band, and where the numbers were read."""

    rows: _BandsFile

    @cached_property
    def fields(self) -> tuple[str, ...]:
        """The names of all fields, the total's last."""
        names = [
            name
            for band in self.rows["band"]
            for name in (band["field"], *(part["field"] for part in band.get("parts", [])))
        ]
        return (*names, self.rows["total"])

    def pool(
        self, counts: Mapping[str, int], as_on: date, source: Reference, note: str | None = None
    ) -> Pool:
        """The distribution with these profiles by field."""
        bands = tuple(
            Band(
                band["lowest"],
                band["highest"],
                counts[band["field"]],
                tuple(
                    Band(part["lowest"], part["highest"], counts[part["field"]])
                    for part in band.get("parts", [])
                ),
            )
            for band in self.rows["band"]
        )
        return Pool(as_on, bands, counts[self.rows["total"]], source, note)

    def sum_errors(self, counts: Mapping[str, int]) -> Iterator[SumError]:
        """Every field that is not the sum of its parts: first the bands, then the total."""
        for band in self.rows["band"]:
            if "parts" in band:
                added = sum(counts[part["field"]] for part in band["parts"])
                if added != counts[band["field"]]:
                    yield SumError(band["field"], counts[band["field"]], added)
        added = sum(counts[band["field"]] for band in self.rows["band"])
        if added != counts[self.rows["total"]]:
            yield SumError(self.rows["total"], counts[self.rows["total"]], added)


@lru_cache(maxsize=1)
def layout() -> Layout:
    """The packaged meaning of the fields; read once, when first asked for."""
    return read_layout(POOL_DATA)


@lru_cache(maxsize=1)
def pools_of(folder: Path) -> Mapping[str, Pool]:
    """The distributions of a folder whose files stay as they are; read when first asked for."""
    return read_pools(folder)


def read_layout(folder: Path) -> Layout:
    """The meaning of the fields, from that folder. Raises KnowledgeError when it is wrong."""
    try:
        content = tomllib.loads((folder / BANDS).read_text("utf-8"))
        return Layout(TypeAdapter(_BandsFile).validate_python(content))
    except (OSError, ValueError) as error:
        raise KnowledgeError(f"pool/{BANDS}: {error}") from error


def read_pools(folder: Path) -> Mapping[str, Pool]:
    """The distributions of that folder by draw number.

    Raises KnowledgeError, naming file and row, when a row is wrong, a number stands twice, or
    numbers do not add up where no note says so (or do where a note says they do not).
    """
    found_layout = read_layout(folder)
    try:
        text = (folder / DISTRIBUTIONS).read_text("utf-8")
    except (OSError, ValueError) as error:
        raise KnowledgeError(f"pool/{DISTRIBUTIONS}: {error}") from error
    checker = TypeAdapter(_DistributionRow)
    pools: dict[str, Pool] = {}
    for line, cells in enumerate(csv.DictReader(io.StringIO(text)), 2):
        try:
            found = checker.validate_python(_shaped(cells, found_layout.fields))
            if found["number"] in pools:
                raise ValueError(f"draw #{found['number']} stands twice")
            pools[found["number"]] = _pool(found, found_layout)
        except (ValueError, KeyError) as error:
            raise KnowledgeError(f"pool/{DISTRIBUTIONS}:{line}: {error}") from error
    return MappingProxyType(pools)


def _shaped(cells: Mapping[str, str], fields: tuple[str, ...]) -> dict[str, object]:
    columns = ("number", "as_on", "source")
    if set(cells) != {*columns, *fields}:
        raise ValueError(f"the columns must be {', '.join((*columns, *fields))}")
    named = {name: cells[name] for name in columns}
    return {**named, "counts": {name: cells[name] for name in fields}}


def _pool(found: _DistributionRow, by: Layout) -> Pool:
    counts = {name: int(text) for name, text in found["counts"].items()}
    said = [entry for entry in by.rows["sum_error"] if entry["number"] == found["number"]]
    wrong = [error.field for error in by.sum_errors(counts)]
    if wrong != [entry["band"] for entry in said]:
        raise ValueError(f"these do not add up: {wrong}; noted are {said}")
    source = by.rows["source"][found["source"]]
    note = said[0]["note"] if said else None
    reference = Reference(source["title"], source.get("href"), source["seen_on"])
    return by.pool(counts, found["as_on"], reference, note)
