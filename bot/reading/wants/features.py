"""What is weighed of a message: its words, pairs of them, pieces of them, and what they mean."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from bot.reading.wants.concepts import Lexicon

SIGNS = frozenset("?!.")
"""What many leave out, so that nothing is learnt from it."""
_MOST_WORDS = 60
_SHORT, _MIDDLE = 3, 8


def features_of(tokens: Sequence[str], meanings: Sequence[Sequence[str]]) -> list[str]:
    """Every feature of a message once, in the order met; its words and what each begins to mean.

    "=word", "=word word", "piec" (three or four letters, "^" and "$" at a word's ends), "CONCEPT",
    "CONCEPT CONCEPT" (the one before the other), "#" how long it is.
    """
    tokens = tokens[:_MOST_WORDS]
    found: dict[str, None] = {}
    before = "^"
    for word in tokens:
        if word in SIGNS:
            continue
        found[f"={word}"] = None
        found[f"={before} {word}"] = None
        before = word
        if len(word) > 2 and word[-1] != "~":
            whole = f"^{word}$"
            for at in range(len(whole) - 2):
                found[whole[at : at + 3]] = None
                found[whole[at : at + 4]] = None
    found[f"={before} $"] = None
    last = ""
    for concept in chain.from_iterable(meanings[:_MOST_WORDS]):
        found[concept] = None
        if last and concept != last:
            found[f"{last} {concept}"] = None
        last = concept
    found["#1" if len(tokens) <= _SHORT else "#2" if len(tokens) <= _MIDDLE else "#3"] = None
    return list(found)


def meanings_of(tokens: Sequence[str], meant: Lexicon) -> list[list[str]]:
    """The concepts that begin at each word of a message."""
    return [sorted({name for _, name in meant.at(tokens, at)}) for at in range(len(tokens))]


def weight_of(feature: str) -> int:
    """How much a feature counts in the sum: a piece of a word half as much as a word.

    >>> weight_of("=draw"), weight_of("^dra"), weight_of("LAST DRAW")
    (2, 1, 2)
    """
    return 2 if feature[0] in "=#" or feature[0].isupper() else 1
