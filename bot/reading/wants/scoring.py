"""What a message asks for: one want, several, or what it may have meant, by learnt weights.

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

from bot.reading.wants.tokens import END, Lexicon, tokens_of

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


NOT_SAID = frozenset({"unknown", "small_talk"})
"""Labels of what asks nothing that there is an answer to."""
_FACTS = frozenset(("crs~", "noc~", "job~", "date~", "big~"))
"""Typed words of which one is enough to make a message of nothing but typed words a profile."""
_POSSIBLE, _MOST_OFFERED = 0.04, 3
_NEEDS = {"forget": "DELETE", "unsubscribe": "UNSUBSCRIBE"}
"""What must be said in so many words before it is done; else it is only offered."""
_ASKING = frozenset(
    ("ASKED", "MEAN", "HOW", "WHY", "WHERE", "WHO", "WHEN", "HOW_MANY", "LONG", "NOW_WHAT")
)
"""Concepts of which one makes a message ask something."""
_FEW_WORDS, _LEAST_WORDS = 4, 2
_START = 3
"""Among how many first words of a part one must ask."""
_ENDS = frozenset(("?", "!", END))


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
_FAR = 12  # what is e to the minus that as likely as the likeliest is not weighed
ZERO = 128
"""The byte for no weight at all: what all labels have more by it makes none of them likelier."""
_LANE = 4  # bytes of one label in the large integer
_MOST_KNOWN = 4_096  # words of which the sum of their pieces is remembered


@dataclass(frozen=True, slots=True)
class Scorer:
    """Labels, the place of each feature, and the weights: a byte a label, a row a feature.

    ``meant`` are the sayings of concepts, ``typed`` words for a fact by its kind;
    ``settled`` are the wordings of examples whose label the weights alone leave open.
    """

    labels: Sequence[str]
    places: Mapping[str, int]
    weights: bytes
    unit: float
    meant: Lexicon
    typed: Lexicon
    settled: Mapping[str, str]
    _rows: dict[str, int] = field(default_factory=dict)
    _known: dict[str, tuple[int, int]] = field(default_factory=dict)

    def words(self, plain: str) -> Words:
        """The words of a message that are weighed, and what each of them begins to mean."""
        tokens = tokens_of(_ends_of(plain), self.typed)
        return Words(tokens, meanings_of(tokens, self.meant))

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
            if feature in self.places:
                total += self._row(feature) * WHOLE
                norm += WHOLE * WHOLE
        lanes = array("I", total.to_bytes(_LANE * len(self.labels), "little"))
        unit = self.unit / math.sqrt(norm or 1)
        top = max(lanes)
        likely = top - _FAR / unit
        order = sorted(
            (place for place, lane in enumerate(lanes) if lane > likely),
            key=lanes.__getitem__,
            reverse=True,
        )
        shares = [math.exp((lanes[place] - top) * unit) for place in order]
        whole = sum(shares)
        return [
            Guess(self.labels[place], share / whole)
            for place, share in zip(order[:_TOLD], shares, strict=False)
        ]

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
    places = {feature: place for place, feature in enumerate(head["features"])}
    meant, typed = (Lexicon(*sayings) for sayings in head["sayings"])
    return Scorer(head["labels"], places, weights, head["unit"], meant, typed, head["settled"])


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


@dataclass(frozen=True, slots=True)
class Asked:
    """Labels such as "latest" and "explain.cutoff".

    ``wants`` in the order asked, never empty; ``maybe`` what may be meant where it is unknown,
    likeliest first; ``guesses`` of the whole message and its ``concepts`` tell why. ``bare``: it
    is nothing but facts; ``numbered``: there are such in it; ``brief``: it has few words;
    ``states``: nothing in it asks.
    """

    wants: tuple[str, ...]
    maybe: tuple[str, ...] = ()
    guesses: tuple[Guess, ...] = ()
    concepts: tuple[str, ...] = ()
    bare: bool = False
    numbered: bool = False
    brief: bool = False
    states: bool = False


def asked(plain: str, known: Scorer | None = None) -> Asked:
    """What a message in plain letters asks for.

    >>> asked("how many invitations are left this year").wants
    ('remaining',)
    >>> asked("when is the next draw? and how many people are in the pool?").wants
    ('explain.next_draw', 'explain.pool')
    >>> asked("480, welder, 14 march 2026").bare, asked("hi 480").bare
    (True, False)
    """
    known = known or scorer()
    words = known.words(plain)
    guesses = tuple(known.guesses(words))
    said = [token for token in words.tokens if token not in _ENDS]
    typed = [token for token in said if token[-1] == "~"]
    bare = len(typed) == len(said) and not _FACTS.isdisjoint(said)
    wants = ("check",) if bare else _of_parts(words, known) or _taken(guesses[0], words)
    likely = (guess.label for guess in guesses if guess.share >= _POSSIBLE)
    maybe = [label for label in likely if label not in NOT_SAID][:_MOST_OFFERED]
    named = tuple(dict.fromkeys(chain.from_iterable(words.meanings)))
    asks = "?" in words.tokens or not _ASKING.isdisjoint(named) or _asks(words, 0)
    return Asked(
        wants or ("unknown",),
        () if wants else tuple(maybe),
        guesses,
        named,
        bare,
        numbered=bool(typed),
        brief=len(words.tokens) <= _FEW_WORDS,
        states=not asks,
    )


def _taken(guess: Guess, words: Words) -> tuple[str, ...]:
    """What is surely asked for: a guess that is sure enough, none that nothing is."""
    needed = _NEEDS.get(guess.label)
    said = needed is None or any(needed in here for here in words.meanings)
    sure = guess.share >= SURE and said and guess.label != "unknown"
    return (guess.label,) if sure else ()


def _of_parts(words: Words, known: Scorer) -> tuple[str, ...]:
    """The wants of a message that asks several things; empty where it asks one or none."""
    found: dict[str, None] = {}
    parts = parts_of(words)
    for part in parts if len(parts) > 1 else ():
        if len(part.tokens) >= _LEAST_WORDS and _is_question(part):
            found |= dict.fromkeys(_taken(known.guesses(part)[0], part))
    several = [label for label in found if label not in NOT_SAID]
    return tuple(several) if len(several) > 1 else ()


def _is_question(part: Words) -> bool:
    start = chain.from_iterable(part.meanings[:_START])
    return part.tokens[-1] == "?" or "ASKS" in start or "NOTIFY" in start


def parts_of(words: Words) -> list[Words]:
    """Cut a message where another question may begin.

    >>> known = scorer()
    >>> [" ".join(part.tokens) for part in parts_of(known.words("was i in? and how many are left"))]
    ['was i in ?', 'and how many are left']
    """
    cuts = [0]
    for at, token in enumerate(words.tokens):
        if token in _ENDS:
            cuts.append(at + 1)
        elif "JOINT" in words.meanings[at] and _asks(words, at + 1):
            cuts.append(at)
    ends = (*cuts[1:], len(words.tokens))
    return [words.part(start, end) for start, end in zip(cuts, ends, strict=True) if start < end]


def _asks(words: Words, at: int) -> bool:
    return at < len(words.tokens) and "ASKS" in words.meanings[at]
