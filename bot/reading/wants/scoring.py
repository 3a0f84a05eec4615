"""How well a message fits everything that can be asked for: weights learnt from examples.

The weights of a feature are whole numbers, one for each label. They are kept side by side in one
large integer, so that adding up a message is one addition a word, whatever the number of labels.
"""

from __future__ import annotations

import json
import math
import zlib
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from pkgutil import get_data

from bot.reading.wants.tokens import Concepts, Lexicon, concepts, tokens_of

WEIGHTS = "weights.bin"
"""The file of the weights beside this module."""
_MOST = 600
"""Characters at either end of a message that are weighed."""

SIGNS = frozenset("?!.")
"""What many leave out, so that nothing is learnt from it."""
_MOST_WORDS = 60
_SHORT, _MIDDLE = 3, 8
WHOLE, PIECE = 2, 1
"""How much a feature counts in the sum: a piece of a word half as much as anything else."""


@dataclass(frozen=True, slots=True)
class Guess:
    """A label and how likely it is, of 1, among all labels."""

    label: str
    share: float


@dataclass(frozen=True, slots=True)
class Words:
    """A message cut into words, with the concepts that begin at each."""

    tokens: Sequence[str]
    meanings: Sequence[Sequence[str]]

    def part(self, start: int, end: int) -> Words:
        """The words from one place up to another."""
        return Words(self.tokens[start:end], self.meanings[start:end])


SURE = 0.7
"""The share above which a guess is taken for what was meant."""
_TOLD = 5  # of the likeliest labels
ZERO = 128
"""The byte for no weight at all: what all labels have more by it makes none of them likelier."""
_LANE = 4  # bytes of one label in the large integer
_MOST_KNOWN = 4_096  # words of which the sum of their pieces is remembered


@dataclass(frozen=True, slots=True)
class Scorer:
    """Labels, the place of each feature, and the weights: a byte a label, a row a feature.

    ``settled`` are the wordings of examples whose label the weights alone leave open.
    """

    labels: Sequence[str]
    places: Mapping[str, int]
    weights: bytes
    unit: float
    concepts: Concepts
    settled: Mapping[str, str]
    _rows: dict[str, int] = field(default_factory=dict)
    _known: dict[str, tuple[int, int]] = field(default_factory=dict)

    def words(self, plain: str) -> Words:
        """The words of a message that are weighed, and what each of them begins to mean."""
        tokens = tokens_of(_ends_of(plain), self.concepts.typed)
        return Words(tokens, meanings_of(tokens, self.concepts.meant))

    def guesses(self, words: Words) -> list[Guess]:
        """What a message asks for, likeliest first."""
        found = self._weighed(words)
        label = self.settled.get(wording(words.tokens))
        if label is None:
            return found
        return [Guess(label, 1.0), *(guess for guess in found if guess.label != label)]

    def _weighed(self, words: Words) -> list[Guess]:
        """The labels with the highest sums; each row is one large integer, a lane a label."""
        total = norm = 0
        for word in said_of(words.tokens):
            row, square = self._known.get(word) or self._of_word(word)
            total += row
            norm += square
        for feature in others_of(words.tokens, words.meanings):
            if row := self._row(feature):
                total += row * WHOLE
                norm += WHOLE * WHOLE
        lanes = array("I", total.to_bytes(_LANE * len(self.labels), "little"))
        unit = self.unit / math.sqrt(norm or 1)
        top = max(lanes)
        shares = [math.exp((lane - top) * unit) for lane in lanes]
        whole = sum(shares)
        order = sorted(range(len(lanes)), key=lanes.__getitem__, reverse=True)
        return [Guess(self.labels[place], shares[place] / whole) for place in order[:_TOLD]]

    def _of_word(self, word: str) -> tuple[int, int]:
        """The sum of a word and its pieces, and of the squares of how much each counts."""
        whole = self._row(f"={word}")
        pieces = [row for row in map(self._row, pieces_of(word)) if row]
        square = len(pieces) * PIECE * PIECE + (WHOLE * WHOLE if whole else 0)
        if len(self._known) >= _MOST_KNOWN:
            self._known.clear()
        self._known[word] = found = (whole * WHOLE + sum(pieces) * PIECE, square)
        return found

    def _row(self, feature: str) -> int:
        place = self.places.get(feature)
        if place is None:
            return 0
        if feature not in self._rows:
            start = place * len(self.labels)
            lanes = array("I", list(self.weights[start : start + len(self.labels)]))
            self._rows[feature] = int.from_bytes(lanes.tobytes(), "little")
        return self._rows[feature]


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


def _ends_of(plain: str) -> str:
    """The beginning and the end of a very long message: a question stands in one of them."""
    if len(plain) <= 2 * _MOST:
        return plain
    return f"{plain[:_MOST]}\n{plain[-_MOST:]}"


def wording(tokens: Sequence[str]) -> str:
    """What is the same of two messages that differ in their facts and signs alone.

    >>> wording(["was", "i", "in", "?"])
    'was i in'
    """
    return " ".join(token for token in tokens if token not in SIGNS)


def read(data: bytes) -> Scorer:
    """The scorer that a file holds."""
    text, _, weights = zlib.decompress(data).partition(b"\n")
    head = json.loads(text)
    features = head["features"]
    known = concepts(*head["sayings"])
    places = dict(zip(features, range(len(features)), strict=True))
    return Scorer(head["labels"], places, weights, head["unit"], known, head["settled"])


def weights() -> bytes:
    """The file of weights of this version."""
    found = get_data(__package__, WEIGHTS)
    if found is None:
        raise FileNotFoundError(WEIGHTS)
    return found


@lru_cache(maxsize=1)
def scorer() -> Scorer:
    """The scorer of this version."""
    return read(weights())
