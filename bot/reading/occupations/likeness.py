"""How alike unit groups are, by the words of their names."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from math import log, sqrt

from bot.reading.occupations.names import Name
from bot.reading.occupations.word_lists import WordLists

Profile = Mapping[str, float]


def profiles(names: Iterable[Name], words: WordLists) -> Mapping[str, Profile]:
    """For each unit group its words with their weights, scaled to length 1.

    A word weighs more the more of the group's names have it and the fewer groups use it.
    """
    counts: dict[str, dict[str, int]] = {}
    for name in names:
        own = counts.setdefault(name.noc, {})
        for word in set(name.words) - words.stop - words.neutral:
            own[word] = own.get(word, 0) + 1
    spread: dict[str, int] = {}
    for own in counts.values():
        for word in own:
            spread[word] = spread.get(word, 0) + 1
    return {noc: _scaled(own, spread, len(counts)) for noc, own in counts.items()}


def _scaled(own: Mapping[str, int], spread: Mapping[str, int], groups: int) -> Profile:
    weights = {word: sqrt(n) * log((1 + groups) / spread[word]) for word, n in own.items()}
    length = sqrt(sum(weight * weight for weight in weights.values()))
    return {word: weight / length for word, weight in weights.items()}


def kin(
    noc: str, among: Collection[str], of: Mapping[str, Profile]
) -> tuple[tuple[str, float], ...]:
    """Groups of ``among`` in the same broad category, likest first, with a likeness up to 1."""
    own = of[noc]
    likeness = {
        other: sum(weight * of[other].get(word, 0.0) for word, weight in own.items())
        for other in among
        if other != noc and other in of and other[0] == noc[0]
    }
    return tuple(sorted(likeness.items(), key=lambda item: (-item[1], item[0])))
