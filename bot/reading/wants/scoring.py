"""How well a message fits everything that can be asked for: weights learnt from examples.

The weights of a feature are whole numbers, one for each label. They are kept side by side in one
large integer, so that adding up a message is one addition a feature, whatever the number of labels.
"""

from __future__ import annotations

import json
import math
import zlib
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pkgutil import get_data

from bot.reading.wants.concepts import Concepts, concepts
from bot.reading.wants.features import SIGNS, features_of, meanings_of, weight_of
from bot.reading.wants.tokens import tokens_of

WEIGHTS = "weights.bin"
"""The file of the weights beside this module."""
_MOST = 600
"""Characters at either end of a message that are weighed."""
LANE = 32
"""Bits for one label in the large integer."""


def packed(weights: Iterable[int]) -> int:
    """Put the weights of one feature side by side; negative ones borrow from their neighbour."""
    return sum(weight << (LANE * place) for place, weight in enumerate(weights))


def unpacked(total: int, labels: int) -> list[int]:
    """Take sums of packed weights apart again."""
    middle = 1 << (LANE - 1)
    lifted = total + sum(middle << (LANE * place) for place in range(labels))
    lanes = array("I")
    lanes.frombytes(lifted.to_bytes(labels * LANE // 8, "little"))
    return [lane - middle for lane in lanes]


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
        total = norm = 0
        for feature in features_of(words.tokens, words.meanings):
            row = self._rows.get(feature)
            if row is None:
                row = self._rows[feature] = self._row(feature)
            if row:
                weight = weight_of(feature)
                total += row * weight
                norm += weight * weight
        unit = self.unit / math.sqrt(norm or 1)
        scores = [score * unit for score in unpacked(total, len(self.labels))]
        top = max(scores)
        shares = [math.exp(score - top) for score in scores]
        whole = sum(shares)
        order = sorted(range(len(shares)), key=lambda place: -shares[place])
        return [Guess(self.labels[place], shares[place] / whole) for place in order]

    def _row(self, feature: str) -> int:
        place = self.places.get(feature)
        if place is None:
            return 0
        start = place * len(self.labels)
        return packed(array("b", self.weights[start : start + len(self.labels)]))


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
