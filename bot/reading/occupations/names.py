"""All names of all unit groups as tables: by exact form, and by the words they are made of."""

from __future__ import annotations

import marshal
import re
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import Literal

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


@dataclass(frozen=True, slots=True)
class NameTable:
    """Names in folded words, as plain data.

    ``forms`` has for every name written as one word the unit group codes and what kind of name it
    is. ``edged`` are the forms of names that begin or end with a word that otherwise says nothing;
    ``longest`` how many words a name has that begins with a word, where it may be more than
    ``LONG``; ``ids`` the numbers of all words. ``packed`` is what only matching needs.
    """

    forms: dict[str, Meant]
    edged: frozenset[str]
    longest: dict[str, int]
    ids: dict[str, int]
    packed: bytes

    def matching(self) -> Matching:
        """What matching needs, unpacked: an exact name can do without."""
        postings, bags, nocs, *weights = marshal.loads(self.packed)
        names = [array("I", packed) for packed in postings]
        return Matching(names, bags, nocs, *(array("f", packed) for packed in weights))


def table_of(names: Iterable[Name], words: WordLists) -> NameTable:
    """The tables of all these names; an earlier name of a kind comes first."""
    stop = words.stop
    forms: dict[str, Meant] = {}
    edged: set[str] = set()
    longest: dict[str, int] = {}
    ids: dict[str, int] = {}
    postings: list[array[int]] = []
    same: dict[Meant, Meant] = {}
    bags: dict[tuple[str, tuple[int, ...]], None] = {}
    for name in names:
        said = name.words
        form = "".join(said)
        meant = _joined(forms.get(form), name)
        forms[form] = same.setdefault(meant, meant)
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
    return NameTable(forms, frozenset(edged), longest, ids, _packed(postings, list(bags)))


def _joined(old: Meant | None, name: Name) -> Meant:
    """A form with one more name of it; the better kind of name has the last word."""
    if old is None or _RANK[old[1]] > _RANK[name.kind]:
        return (name.noc,), name.kind
    if _RANK[old[1]] < _RANK[name.kind] or name.noc in old[0]:
        return old
    return (*old[0], name.noc), name.kind


def _packed(postings: list[array[int]], names: list[tuple[str, tuple[int, ...]]]) -> bytes:
    nocs, bags = [noc for noc, _ in names], [bag for _, bag in names]
    most = log(1 + len(set(nocs)))
    spread = (len({nocs[name] for name in names}) for names in postings)
    told = (max(0.0, 1 - log(groups) / most) for groups in spread)
    weights = array("f", (LEAST_WEIGHT + (1 - LEAST_WEIGHT) * much for much in told))
    name_weights = array("f", (sum(map(weights.__getitem__, bag)) for bag in bags))
    listed = [names.tobytes() for names in postings]
    return marshal.dumps((listed, bags, nocs, weights.tobytes(), name_weights.tobytes()))
