"""Everything that occupations are read with as plain data, and back: for snapshots."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from itertools import chain
from typing import Any

from bot.reading.occupations.names import NameTable, imported_names, names_of, table_of
from bot.reading.occupations.word_lists import WordLists, word_lists
from knowledge.occupations.groups import UnitGroup
from knowledge.occupations.shelf import Shelf


@dataclass(frozen=True, slots=True)
class Occupations:
    """All unit groups and old codes by code, the word lists, and all names."""

    groups: Mapping[str, UnitGroup]
    old_codes: Mapping[str, tuple[str, ...]]
    words: WordLists
    names: NameTable


def made_of(files: Shelf) -> Occupations:
    """What the occupation files and the words of every language say."""
    words = word_lists()
    names = chain(names_of(files, words), imported_names(files, words))
    return Occupations(files.groups, files.old_codes, words, table_of(names, words))


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
