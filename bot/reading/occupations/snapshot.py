"""Everything that occupations are read with as plain data, and back: for snapshots."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from bot.reading.occupations.names import NameTable
from bot.reading.occupations.word_lists import WordLists
from knowledge.occupations.groups import UnitGroup


@dataclass(frozen=True, slots=True)
class Occupations:
    """All unit groups and old codes by code, the word lists, and all names."""

    groups: Mapping[str, UnitGroup]
    old_codes: Mapping[str, tuple[str, ...]]
    words: WordLists
    names: NameTable


def plain_of(known: Occupations) -> Any:
    """Plain data; the word lists hold nothing else to begin with."""
    return (
        [
            [getattr(group, field.name) for field in fields(UnitGroup)]
            for group in known.groups.values()
        ],
        known.old_codes,
        [getattr(known.words, field.name) for field in fields(WordLists) if field.init],
        [getattr(known.names, field.name) for field in fields(NameTable)],
    )


def occupations_of(plain: Any) -> Occupations:
    """What ``plain_of`` made this plain data from."""
    groups, old_codes, words, names = plain
    return Occupations(
        {row[0]: UnitGroup(*row) for row in groups}, old_codes, WordLists(*words), NameTable(*names)
    )
