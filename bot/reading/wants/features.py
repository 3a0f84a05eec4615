"""What is weighed of a message: its words, pairs of them, pieces of them, and what they mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from bot.reading.wants.concepts import Lexicon

SIGNS = frozenset("?!.")
"""What many leave out, so that nothing is learnt from it."""
_MOST_WORDS = 60
_SHORT, _MIDDLE = 3, 8
WHOLE, PIECE = 2, 1
"""How much a feature counts in the sum: a piece of a word half as much as anything else."""


def pieces_of(word: str) -> set[str]:
    """Three or four letters of a word that is no fact, "^" and "$" at its ends.

    >>> sorted(pieces_of("draw"))
    ['^dr', '^dra', 'aw$', 'dra', 'draw', 'raw', 'raw$']
    """
    if len(word) < 3 or word[-1] == "~":
        return set()
    whole = f"^{word}$"
    return {whole[at : at + many] for many in (3, 4) for at in range(len(whole) - many + 1)}


def said_of(tokens: Sequence[str]) -> dict[str, None]:
    """The words that are weighed, in the order met."""
    return dict.fromkeys(word for word in tokens[:_MOST_WORDS] if word not in SIGNS)


def others_of(tokens: Sequence[str], meanings: Sequence[Sequence[str]]) -> Iterator[str]:
    """What else is weighed: pairs of words, concepts, pairs of concepts, "#" how long it is."""
    tokens = tokens[:_MOST_WORDS]
    before = "^"
    pairs: list[str] = []
    for word in tokens:
        if word not in SIGNS:
            pairs.append(f"={before} {word}")
            before = word
    pairs.append(f"={before} $")
    last = ""
    for concept in chain.from_iterable(meanings[:_MOST_WORDS]):
        pairs.append(concept)
        if last and concept != last:
            pairs.append(f"{last} {concept}")
        last = concept
    yield from dict.fromkeys(pairs)
    yield "#1" if len(tokens) <= _SHORT else "#2" if len(tokens) <= _MIDDLE else "#3"


def meanings_of(tokens: Sequence[str], meant: Lexicon) -> list[Sequence[str]]:
    """The concepts that begin at each word of a message."""
    begun = (meant.at(tokens, at) for at in range(len(tokens)))
    return [sorted({name for _, name in here}) if here else () for here in begun]
