"""All names of all unit groups, by exact form and by their words.

Words weigh more the fewer groups use them, so "mechanic" says little and "excavator" much. A
name's score for a set of words is twice the shared weight over the weight of both (Dice): 1 when
they are the same words, less for every word that only one of them has.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from math import sqrt

from bot.reading.occupations.names import LEAST_WEIGHT, LONG, Kind, Matching, NameTable
from bot.reading.occupations.word_lists import WordLists

_KIN = 0.65
_UNKNOWN = 0.35
_ALIKE = 0.05
_COMMONER = 4
_REMEMBERED = 4096
_RANKED = 128
"""A long message names the same things again and again."""
_OTHER_ROLE = 0.8
_COVER = 0.5
_COVERED = 24
_MANY = 1500
_SHARED_BY_TOO_MANY = 3


@dataclass(frozen=True, slots=True)
class Entry:
    """What an exact form stands for: unit group codes, and what kind of name it is."""

    nocs: tuple[str, ...]
    kind: Kind


@dataclass(frozen=True, slots=True)
class Slot:
    """One word to be matched: the known words it may be, each with a likeness up to 1.

    ``weight`` is what the word says when nothing of a name matches it; ``repaired`` tells that
    it is known only after mending its spelling.
    """

    word: str
    matches: tuple[tuple[int, float], ...]
    weight: float
    repaired: bool = False

    @property
    def known(self) -> bool:
        """Whether any name has this word or one like it."""
        return bool(self.matches)


@dataclass(frozen=True, slots=True)
class GroupHit:
    """A unit group with the score of its best name, and that name's words.

    ``cover`` is the share of what was asked that any names of the group have: it puts choices
    in order, but makes nothing sure.
    """

    noc: str
    score: float
    words: frozenset[str]
    cover: float = 0.0

    @property
    def rank(self) -> float:
        """What orders choices."""
        return self.score + _COVER * self.cover


class NameIndex:
    """Names in folded words, ready to be looked up."""

    def __init__(self, table: NameTable, words: WordLists) -> None:
        self._table = table
        self._words = words
        self._ids = table.ids
        self._remembered = lru_cache(maxsize=_REMEMBERED)(self._nearest)
        self._spread = lru_cache(maxsize=_REMEMBERED)(self._groups_with)
        self._ranked = lru_cache(maxsize=_RANKED)(self._rank)
        self._profiled = cache(self._profile)

    def prepare(self) -> None:
        """Unpack what matching words needs."""
        _ = self._matching, self._by_length, self._role_of, self._of_group

    @cached_property
    def _matching(self) -> Matching:
        return self._table.matching()

    @cached_property
    def _vocabulary(self) -> list[str]:
        return list(self._ids)

    @cached_property
    def _by_length(self) -> dict[int, list[str]]:
        lengths: dict[int, list[str]] = {}
        for word in self._vocabulary:
            if len(word) > 3 and word.isalpha() and word not in self._words.ordinary:
                lengths.setdefault(len(word), []).append(word)
        return lengths

    @cached_property
    def _role_of(self) -> list[str]:
        return [self._words.roles.get(word, "") for word in self._vocabulary]

    def _groups_with(self, word: int) -> frozenset[str]:
        matching = self._matching
        return frozenset(matching.nocs[name] for name in matching.postings[word])

    def longest(self, first: str) -> int:
        """How many words a name that begins with this one can have."""
        return self._table.longest.get(first, LONG)

    def entry(self, words: Sequence[str]) -> Entry | None:
        """What these words stand for as an exact name, however they are spaced."""
        form = "".join(words)
        found, stop = self._table.forms.get(form), self._words.stop
        edge = found is not None and (words[0] in stop or words[-1] in stop)
        if found is None or (edge and form not in self._table.edged):
            return None
        nocs, kind = found
        loose = kind in ("imported", "short") and len(nocs) > _SHARED_BY_TOO_MANY
        return None if loose else Entry(nocs, kind)

    def knows(self, word: str) -> bool:
        """Whether any name has this word."""
        return word in self._ids

    def slot(self, word: str) -> Slot:
        """The word with its kin, or the words it may be a misspelling of."""
        known = self._ids.get(word)
        if known is not None:
            kin = self._words.kin.get(word, frozenset()) | set(self._words.verbs.get(word, ()))
            related = tuple((self._ids[k], _KIN) for k in sorted(kin - {word}) if k in self._ids)
            return Slot(word, ((known, 1.0), *related), self._matching.weights[known])
        repairs = self._repair(word)
        if not repairs:
            return Slot(word, (), _UNKNOWN)
        return Slot(word, repairs, self._matching.weights[repairs[0][0]], repaired=True)

    def mended(self, word: str) -> str:
        """The word in its right spelling, when one known word is close and by far commonest."""
        if word in self._ids:
            return word
        repairs = self._repair(word)
        if not repairs:
            return word
        from bot.reading.occupations.spelling import one_typo

        likeness = [(self._vocabulary[i], likeness) for i, likeness in repairs]
        near = [known for known, much in likeness if much >= likeness[0][1] - _ALIKE]
        near = [known for known in near if one_typo(word, known)]
        near.sort(key=lambda known: (-self._uses(known), known))
        if not near or (len(near) > 1 and self._uses(near[0]) < _COMMONER * self._uses(near[1])):
            return word
        return near[0]

    def _uses(self, word: str) -> int:
        return len(self._matching.postings[self._ids[word]])

    def agents(self, words: Iterable[str]) -> Slot:
        """One word of several that would do: whoever "fixes" is a mechanic or a technician."""
        ids = [self._ids[word] for word in words if word in self._ids]
        weight = max((self._matching.weights[i] for i in ids), default=_UNKNOWN)
        return Slot("", tuple((i, 1.0) for i in ids), weight)

    def _repair(self, word: str) -> tuple[tuple[int, float], ...]:
        if word in self._words.listed or len(word) < 4 or not word.isalpha():
            return ()
        return self._remembered(word)

    def _nearest(self, word: str) -> tuple[tuple[int, float], ...]:
        from bot.reading.occupations.spelling import nearest

        found = nearest(word, self._by_length)
        return tuple((self._ids[known], likeness) for known, likeness in found)

    def ranked(self, slots: Sequence[Slot]) -> tuple[GroupHit, ...]:
        """Unit groups by the score of their best name, best first, equal ones by code."""
        return self._ranked(tuple(slots))

    def _rank(self, slots: tuple[Slot, ...]) -> tuple[GroupHit, ...]:
        matching, vocabulary = self._matching, self._vocabulary
        roles = {"", *(self._role_of[i] for slot in slots for i, _ in slot.matches)}
        asked = sum(s.weight for s in slots if s.word not in self._words.unmeaning)
        best: dict[str, tuple[float, int]] = {}
        for name, gain in self._gains(slots).items():
            score = min(1.0, 2 * gain / (asked + matching.name_weights[name]))
            if any(self._role_of[word] not in roles for word in matching.bags[name]):
                score *= _OTHER_ROLE
            noc = matching.nocs[name]
            if noc not in best or score > best[noc][0]:
                best[noc] = (score, name)
        order = sorted(best.items(), key=lambda item: (-round(item[1][0], 6), item[0]))
        cover = self._cover(slots, [noc for noc, _ in order[:_COVERED]])
        return tuple(
            GroupHit(noc, score, frozenset(vocabulary[w] for w in matching.bags[name]), cover[noc])
            for noc, (score, name) in order[:_COVERED]
        )

    def _cover(self, slots: Sequence[Slot], nocs: Sequence[str]) -> dict[str, float]:
        """The share of the slots' weight that names of each group have."""
        total = sum(slot.weight for slot in slots)
        cover = dict.fromkeys(nocs, 0.0)
        for slot in slots:
            met: dict[str, float] = {}
            for word, likeness in slot.matches:
                for noc in self._spread(word):
                    met[noc] = max(met.get(noc, 0.0), likeness)
            for noc in nocs:
                cover[noc] += met.get(noc, 0.0) * slot.weight / total
        return cover

    def alike(self, noc: str, among: Iterable[str]) -> list[tuple[str, float]]:
        """Groups of the same broad category by the words of their names, likest first, up to 1.

        A word counts by how many of a group's names have it and by how few groups use it.
        """
        own = self._profiled(noc)
        likeness = (
            (other, sum(own[word] * much for word, much in profile.items() if word in own))
            for other, profile in ((o, self._profiled(o)) for o in {*among} if o[0] == noc[0])
            if other != noc
        )
        return sorted(likeness, key=lambda pair: (-pair[1], pair[0]))

    @cached_property
    def _of_group(self) -> Mapping[str, Sequence[int]]:
        """The names of each group."""
        found: dict[str, list[int]] = {}
        for name, group in enumerate(self._matching.nocs):
            found.setdefault(group, []).append(name)
        return found

    def _profile(self, noc: str) -> Mapping[int, float]:
        """What each word says of a group, scaled to length 1."""
        counts: dict[int, int] = {}
        for name in self._of_group.get(noc, ()):
            for word in self._matching.bags[name]:
                counts[word] = counts.get(word, 0) + 1
        little = self._words.stop | self._words.neutral
        vocabulary, weights = self._vocabulary, self._matching.weights
        says = {
            word: sqrt(count) * (weights[word] - LEAST_WEIGHT)
            for word, count in counts.items()
            if vocabulary[word] not in little
        }
        length = sqrt(sum(much * much for much in says.values())) or 1.0
        return {word: much / length for word, much in says.items()}

    def _gains(self, slots: Sequence[Slot]) -> dict[int, float]:
        """Shared weight by name. Words with very many names only add to names already met."""
        weights, postings = self._matching.weights, self._matching.postings
        sizes = [sum(len(postings[i]) for i, _ in slot.matches) for slot in slots]
        gains: dict[int, float] = {}
        for size, slot in sorted(zip(sizes, slots, strict=True), key=lambda pair: pair[0]):
            of_slot: dict[int, float] = {}
            only_met = size > _MANY and bool(gains)
            for word, likeness in slot.matches:
                gain = weights[word] * likeness
                for name in postings[word]:
                    if gain > of_slot.get(name, 0.0) and not (only_met and name not in gains):
                        of_slot[name] = gain
            for name, gain in of_slot.items():
                gains[name] = gains.get(name, 0.0) + gain
        return gains
