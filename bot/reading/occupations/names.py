"""All names of all unit groups as tables: by exact form, and by the words they are made of."""

from __future__ import annotations

import marshal
import re
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log
from typing import Any, Literal

from bot.reading.occupations.word_lists import WordLists
from bot.reading.occupations.words import stems
from knowledge.occupations.shelf import LANGUAGES, Shelf

Kind = Literal["name", "title", "field", "imported", "short"]
Meant = tuple[tuple[str, ...], Kind]

LONG = 5
"""Words of a name; longer ones are few, and looked for only after a first word of theirs."""

LEAST_WEIGHT = 0.35
"""What a word weighs that every group uses."""

_QUALIFIER = re.compile(r"\s+[-\u2013\u2014]\s+|\s*[(\[]|,\s")
_RANK: Mapping[Kind, int] = {"name": 0, "title": 1, "field": 2, "imported": 3, "short": 4}


@dataclass(frozen=True, slots=True)
class Name:
    """One thing people call a unit group, in folded words."""

    noc: str
    words: tuple[str, ...]
    kind: Kind


def names_of(files: Shelf, lists: WordLists) -> Iterator[Name]:
    """Names and titles of all groups in file order, those of fields of work, imported titles."""
    same = lists.same
    known: dict[str, list[str]] = {}
    for noc, group in files.groups.items():
        for title in (group.title_en, group.title_fr):
            for shape in dict.fromkeys((title, title.partition("(")[0])):
                yield Name(noc, stems(shape, same), "title")
        for language in LANGUAGES:
            for written in files.written(noc, language):
                known.setdefault(written, []).append(noc)
                yield Name(noc, stems(written, same), "name")
    for said, meant in lists.fields:
        for noc in known[meant]:
            yield Name(noc, stems(said, same), "field")


def imported_names(files: Shelf, lists: WordLists) -> Iterator[Name]:
    """The imported titles, whole ones first; then several words without their qualifier."""
    for noc, title in files.imported:
        yield Name(noc, stems(title, lists.same), "imported")
    for noc, title in files.imported:
        short = _QUALIFIER.split(title)[0].strip()
        if short != title and " " in short:
            yield Name(noc, stems(short, lists.same), "short")


@dataclass(frozen=True, slots=True)
class Matching:
    """What it takes to match words that are no exact name; words and names go by number.

    ``postings`` are the names that have a word, ``bags`` the words of a name, ``nocs`` its unit
    group. A word weighs more the fewer groups use it; a name weighs what its words do.
    """

    postings: Sequence[Sequence[int]]
    bags: Sequence[tuple[int, ...]]
    nocs: Sequence[str]
    weights: Sequence[float]
    name_weights: Sequence[float]


class NameTable:
    """Names in folded words.

    ``forms`` has every name written as one word, with a number of ``meanings``: unit group codes
    and what kind of name it is. ``edged`` are the forms of names that begin or end with a word
    that otherwise says nothing; ``longest`` how many words a name has that begins with a word,
    where it may be more than ``LONG``; ``ids`` the numbers of all words.
    """

    def __init__(
        self,
        forms: Mapping[str, int],
        meanings: Sequence[Meant],
        edged: frozenset[str],
        longest: Mapping[str, int],
        ids: Mapping[str, int],
        matching: Matching | bytes,
    ) -> None:
        self.forms = forms
        self.meanings = meanings
        self.edged = edged
        self.longest = longest
        self.ids = ids
        self._matching = matching

    @cached_property
    def matching(self) -> Matching:
        """Unpacked when first needed: an exact name can do without."""
        if isinstance(self._matching, Matching):
            return self._matching
        postings, bags, nocs, weights, name_weights = marshal.loads(self._matching)
        return Matching(
            [array("I", names) for names in postings],
            bags,
            nocs,
            array("f", weights),
            array("f", name_weights),
        )

    @cached_property
    def vocabulary(self) -> list[str]:
        """All words by their numbers."""
        return list(self.ids)

    def plain(self) -> Any:
        """The table as plain data, for a snapshot."""
        of = self.matching
        matching: Any = (
            [bytes(array("I", names)) for names in of.postings],
            of.bags,
            of.nocs,
            bytes(array("f", of.weights)),
            bytes(array("f", of.name_weights)),
        )
        exact = (self.forms, self.meanings, self.edged, self.longest, self.ids)
        return (*exact, marshal.dumps(matching))


def table_of(names: Iterable[Name], words: WordLists) -> NameTable:
    """The tables of all these names; an earlier name of a kind comes first."""
    stop = words.stop
    found: dict[str, Meant] = {}
    same: dict[Meant, Meant] = {}
    edged: set[str] = set()
    longest: dict[str, int] = {}
    ids: dict[str, int] = {}
    postings: list[array[int]] = []
    bags: dict[tuple[str, tuple[int, ...]], None] = {}
    for name in names:
        said = name.words
        form = "".join(said)
        old = found.get(form)
        meant = ((name.noc,), name.kind) if old is None else _joined(old, name)
        found[form] = same.setdefault(meant, meant)
        if said and (said[0] in stop or said[-1] in stop):
            edged.add(form)
        if name.kind == "short":  # its words are those of the whole title
            continue
        if len(said) > LONG:
            longest[said[0]] = max(longest.get(said[0], 0), len(said))
        numbers = set()
        for word in said:
            if word in stop and form not in edged:
                continue
            if word not in ids:
                ids[word] = len(ids)
                postings.append(array("I"))
            numbers.add(ids[word])
        bag = tuple(sorted(numbers))
        if bag and (name.noc, bag) not in bags:
            for number in bag:
                postings[number].append(len(bags))
            bags[name.noc, bag] = None
    meanings = {meant: number for number, meant in enumerate(same)}
    forms = {form: meanings[meant] for form, meant in found.items()}
    matching = _matching(postings, [bag for _, bag in bags], [noc for noc, _ in bags])
    return NameTable(forms, list(meanings), frozenset(edged), longest, ids, matching)


def _joined(old: Meant, name: Name) -> Meant:
    """A form with one more name of it; the better kind of name has the last word."""
    nocs, kind = old
    if _RANK[kind] > _RANK[name.kind]:
        return (name.noc,), name.kind
    if _RANK[kind] < _RANK[name.kind] or name.noc in nocs:
        return old
    return (*nocs, name.noc), kind


def _matching(postings: list[array[int]], bags: list[tuple[int, ...]], nocs: list[str]) -> Matching:
    most = log(1 + len(set(nocs)))
    spread = (len({nocs[name] for name in names}) for names in postings)
    told = (max(0.0, 1 - log(groups) / most) for groups in spread)
    weights = array("f", (LEAST_WEIGHT + (1 - LEAST_WEIGHT) * much for much in told))
    name_weights = array("f", (sum(map(weights.__getitem__, bag)) for bag in bags))
    return Matching(postings, bags, nocs, weights, name_weights)
