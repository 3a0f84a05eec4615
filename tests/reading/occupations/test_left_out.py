"""Leave one out: a name is hidden from the index, and the other names must find its group."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

import pytest

from bot.reading.occupations.index import NameIndex
from bot.reading.occupations.names import Matching, Name, names_of, table_of
from bot.reading.occupations.reader import OccupationIndex
from bot.reading.occupations.snapshot import Occupations
from bot.reading.occupations.word_lists import word_lists
from knowledge.occupations.shelf import Shelf, shelf
from tests.knowledge.occupations.lists import ever_listed
from tests.reading.occupations.saying import read

SAMPLE = 150


class LeavingOut:
    """All names, from which one can be hidden without making the tables anew.

    Words that only the hidden name has are unknown then; how much the others weigh stays.
    """

    def __init__(self, files: Shelf) -> None:
        self.words = word_lists()
        self.names = list(names_of(files, self.words))
        self._files = files
        self._whole = table_of(self.names, self.words)
        self._known = Occupations(files.groups, files.old_codes, self.words, self._whole)
        self._matching = self._whole.matching()
        self._by_form: dict[str, list[Name]] = {}
        self._bags: Counter[tuple[str, frozenset[int]]] = Counter()
        for name in dict.fromkeys((n.noc, n.words, n.kind) for n in self.names):
            one = Name(*name)
            self._by_form.setdefault("".join(one.words), []).append(one)
        for noc, words in dict.fromkeys((n.noc, n.words) for n in self.names):
            self._bags[noc, self._bag(words)] += 1

    def _bag(self, words: Iterable[str]) -> frozenset[int]:
        ids, stop = self._whole.ids, self.words.stop
        return frozenset(ids[word] for word in words if word not in stop)

    def own_names(self) -> Iterator[Name]:
        """The names of one group only: without an ambiguous one its other groups have it still."""
        for name in self.names:
            groups = {other.noc for other in self._by_form["".join(name.words)]}
            if name.kind == "name" and len(groups) == 1:
                yield name

    def index(self, hidden: Name) -> OccupationIndex:
        """The built-in index without that name of that group."""
        found, form = OccupationIndex(self._files), "".join(hidden.words)
        rest = [n for n in self._by_form[form] if (n.noc, n.words) != (hidden.noc, hidden.words)]
        forms = dict(self._whole.forms)
        del forms[form]
        if rest:
            forms |= table_of(rest, self.words).forms
        bag, matching, ids = self._bag(hidden.words), self._matching, dict(self._whole.ids)
        if self._bags[hidden.noc, bag] == 1:
            matching = _unposted(matching, hidden.noc, bag)
            gone = {
                word for word in hidden.words if word in ids and not matching.postings[ids[word]]
            }
            ids = {f"\0{word}" if word in gone else word: number for word, number in ids.items()}
        names = NameIndex(replace(self._whole, forms=forms, ids=ids), self.words)
        names.__dict__["_matching"] = matching
        found.__dict__.update(_known=self._known, _names=names)
        return found


def _unposted(matching: Matching, noc: str, bag: frozenset[int]) -> Matching:
    hidden = {n for n, words in enumerate(matching.bags) if frozenset(words) == bag}
    hidden = {name for name in hidden if matching.nocs[name] == noc}
    postings = list(matching.postings)
    for word in bag:
        postings[word] = [name for name in postings[word] if name not in hidden]
    return replace(matching, postings=postings)


def fates(without: LeavingOut, sample: Iterable[Name]) -> Iterator[tuple[Name, str]]:
    """How names fare that are hidden one at a time, each asked for by its folded words."""
    for hidden in sample:
        job = read(" ".join(hidden.words), without.index(hidden), expected=True)
        if job is not None and job.settled:
            yield hidden, "found" if job.noc == hidden.noc else "another"
        else:
            yield hidden, "offered" if job is not None and hidden.noc in job.choices else "missed"


@pytest.fixture(scope="module")
def without() -> LeavingOut:
    return LeavingOut(shelf())


@pytest.mark.no_cover  # an index made a hundred times; what it takes is counted here, not lines
@pytest.mark.parametrize(
    ("who", "floor", "most_wrong"), [("a listed trade", 0.85, 0.03), ("any occupation", 0.68, 0.03)]
)
def test_a_name_nobody_wrote_down_is_found_or_offered_by_the_others(
    who: str,
    floor: float,
    most_wrong: float,
    without: LeavingOut,
    print_figure: Callable[[str], None],
) -> None:
    trades = ever_listed("trades")
    every = who == "any occupation"
    chosen = [name for name in without.own_names() if every or name.noc in trades]
    sample = random.Random(2021).sample(chosen, SAMPLE)
    outcomes = Counter(fate for _, fate in fates(without, sample))
    kept = outcomes["found"] + outcomes["offered"]
    print_figure(f"left out, {who}: {kept / SAMPLE:.0%} found or offered {dict(outcomes)}")
    assert kept / SAMPLE >= floor
    assert outcomes["another"] / SAMPLE <= most_wrong
