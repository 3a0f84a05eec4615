"""Known words and codes that one may be a misspelling of.

A module of its own, imported when something is misspelled: most texts start without rapidfuzz.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

_CLOSE = 0.8
_TWO_TYPOS = 13
_SOUND_ALIKE = tuple(map(set, ("ck", "cs", "ea", "ei", "fp", "gj", "iy", "kq", "sz", "vw", "bv")))


def one_typo(word: str, known: str) -> bool:
    """Whether a word is surely that known one: one letter wrong, or two in a very long word.

    Hardly anybody mistakes the first letter for one of another sound: marqueteur, parqueteur.
    """
    if word[0] != known[0] and word[1] != known[0] and {word[0], known[0]} not in _SOUND_ALIKE:
        return False
    edits = OSA.distance(word, known)
    longest = max(len(word), len(known))
    allowed = 1 if longest < _TWO_TYPOS or word[0] != known[0] else 2
    return edits <= allowed and 1 - edits / longest >= _CLOSE


def nearest(word: str, by_length: Mapping[int, Sequence[str]]) -> list[tuple[str, float]]:
    """Up to four words like that one, likest first, with a likeness up to 1.

    One letter may be wrong, missing, added or swapped with the next; two in a word of six
    letters, three in one of ten.
    """
    edits = 1 if len(word) < 6 else 2 if len(word) < 10 else 3
    found: list[tuple[str, int]] = []
    for length in range(len(word) - min(edits, 2), len(word) + min(edits, 2) + 1):
        choices = by_length.get(length, ())
        matched = process.extract(word, choices, scorer=OSA.distance, score_cutoff=edits, limit=4)
        found += [(choice, distance) for choice, distance, _ in matched]
    likely = sorted(
        (-round(1 - distance / max(len(word), len(choice)), 4), choice)
        for choice, distance in found
    )
    return [(choice, -likeness) for likeness, choice in likely[:4]]


def unlike(said: str, code: str) -> tuple[int, int]:
    """How far a code is from a number: first by digits to change, then by difference."""
    return OSA.distance(said, code), abs(int(said) - int(code))
