"""Learns from the examples what messages ask for: ``python -m tests.tools.train_wants``.

A softmax over all labels, a few passes over the examples in an order that depends on nothing but
the examples, and the average of the last passes. Only whole numbers are added up, so that the same
examples give the same file everywhere.
"""

from __future__ import annotations

import hashlib
import json
import math
import tomllib
import zlib
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path

from bot.reading.text.page import Page
from bot.reading.wants.examples import Example, words
from bot.reading.wants.scoring import (
    PIECE,
    SURE,
    WHOLE,
    ZERO,
    Scorer,
    meanings_of,
    others_of,
    pieces_of,
    read,
    said_of,
    wording,
)
from bot.reading.wants.tokens import Lexicon, tokens_of

LANE = 32
"""Bits for one label in the large integer that holds the weights of a feature."""
_ONE = 4096
"""What stands for 1 in the sums."""
_PASSES, _AVERAGED = 12, 5
_STEP, _SMALLER = 3.0, 0.88
_FEWEST = {"word": 2, "pair": 3, "piece": 4, "concept": 3}
"""How many examples a feature must stand in."""
_MOST_FEATURES = 12_000
_FINE = 64
_POWERS = [round(65_536 * math.exp(-place / _FINE)) for place in range(12 * _FINE)]


@dataclass(frozen=True, slots=True)
class _Row:
    label: int
    features: tuple[tuple[int, tuple[str, ...]], ...]
    """The features by their weight in the sum."""
    shrink: float


@dataclass(frozen=True, slots=True)
class Lessons:
    """Examples as they are learnt: everything that the weights follow from."""

    labels: list[str]
    kept: list[str]
    """The features that enough examples have."""
    rows: list[_Row]
    sayings: object

    @property
    def digest(self) -> str:
        """Changes when any of it changes, or how it is learnt."""
        found = hashlib.sha256(Path(__file__).read_bytes())
        found.update(repr((self.labels, self.kept, self.rows, self.sayings)).encode())
        return found.hexdigest()


def lessons(phrases: Iterable[Example]) -> Lessons:
    """Some examples as rows of features, in an order that depends on nothing but them."""
    sayings = read_sayings(words())
    known = (_lexicon(sayings[0]), _lexicon(sayings[1]))
    told = [[each.words, each.beginnings] for each in known]
    found = [(each, _features(each, known)) for each in phrases]
    labels = sorted({each.label for each, _ in found})
    counts = Counter(feature for _, features in found for feature in set(features))
    kept = {feature for feature, count in counts.items() if count >= _FEWEST[kind_of(feature)]}
    found.sort(key=lambda row: hashlib.sha256(f"{row[0].label} {row[0].said}".encode()).digest())
    rows = [
        _row(labels.index(each.label), [feature for feature in features if feature in kept])
        for each, features in found
    ]
    return Lessons(labels, sorted(kept), rows, told)


def train(phrases: Sequence[Example]) -> bytes:
    """The file of weights learnt from some examples."""
    taught = lessons(phrases)
    weights = {
        feature: unpacked(total, len(taught.labels))
        for feature, total in _passes(taught.rows, taught.kept, len(taught.labels)).items()
    }
    strongest = sorted(weights, key=lambda feature: (-sum(map(abs, weights[feature])), feature))
    strongest = sorted(strongest[:_MOST_FEATURES])
    most = max(abs(weight) for feature in strongest for weight in weights[feature])
    small = {
        feature: [round(weight * 127 / most) for weight in weights[feature]]
        for feature in strongest
    }
    unit = most / (127 * _ONE * _AVERAGED)
    settled = _settled(phrases, read(written(taught, small, unit, {})))
    return written(taught, small, unit, settled)


def learnt_from(weights: bytes) -> str:
    """The digest of what a file of weights was learnt from."""
    head = json.loads(zlib.decompress(weights).partition(b"\n")[0])
    return str(head["lessons"])


def _settled(phrases: Iterable[Example], known: Scorer) -> dict[str, str]:
    """The wordings that the weights leave open, of examples, with their labels."""
    found: dict[str, str] = {}
    for each in phrases:
        plain = Page(each.said).plain
        for said in (plain, f"{plain.rstrip(' ?')}?"):
            words = known.words(said)
            best = known.guesses(words)[0]
            if best.label != each.label or best.share < SURE:
                found[wording(words.tokens)] = each.label
    return dict(sorted(found.items()))


def _lexicon(sayings: Iterable[tuple[str, str]]) -> Lexicon:
    """Sayings by their first word: "d'un" is two words, "tie-break*" as well."""
    words: dict[str, list[tuple[list[str], str]]] = {}
    beginnings: dict[str, list[tuple[list[str], str]]] = {}
    for saying, meaning in sayings:
        first, *rest = saying.replace("'", " ").replace("-", " ").split()
        place = beginnings if first.endswith("*") else words
        place.setdefault(first.rstrip("*"), []).append((rest, meaning))
    return Lexicon(words, beginnings)


def _features(example: Example, known: tuple[Lexicon, Lexicon]) -> list[str]:
    tokens = tokens_of(Page(example.said).plain, known[1])
    return features_of(tokens, meanings_of(tokens, known[0]))


def _row(label: int, features: Sequence[str]) -> _Row:
    groups: defaultdict[int, list[str]] = defaultdict(list)
    for feature in features:
        groups[PIECE if kind_of(feature) == "piece" else WHOLE].append(feature)
    norm = sum(weight * weight * len(group) for weight, group in groups.items())
    grouped = tuple((weight, tuple(group)) for weight, group in groups.items())
    return _Row(label, grouped, 1 / math.sqrt(norm or 1))


def _passes(rows: Sequence[_Row], kept: Sequence[str], labels: int) -> dict[str, int]:
    """The sums of the weights after each of the last passes, packed."""
    weights = dict.fromkeys(kept, 0)
    totals = dict.fromkeys(kept, 0)
    for number in range(_PASSES):
        step = _STEP * _SMALLER**number * _ONE / 65_536
        for row in rows:
            _learn(row, weights, step, labels)
        if number >= _PASSES - _AVERAGED:
            for feature, weight in weights.items():
                totals[feature] += weight
    return totals


def _learn(row: _Row, weights: dict[str, int], step: float, labels: int) -> None:
    """Move the weights of one example's features towards its label."""
    total = 0
    for weight, features in row.features:
        total += weight * sum(map(weights.__getitem__, features))
    fine = _FINE * row.shrink / _ONE
    scores = [round(score * fine) for score in unpacked(total, labels)]
    top = max(scores)
    powers = [_POWERS[top - score] if top - score < len(_POWERS) else 0 for score in scores]
    whole = sum(powers)
    moves = [-round(step * row.shrink * (power * 65_536 // whole)) for power in powers]
    moves[row.label] += round(step * row.shrink * 65_536)
    move = packed(moves)
    for weight, features in row.features:
        change = weight * move
        for feature in features:
            weights[feature] += change


def read_sayings(words: Traversable) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """The sayings of the concepts and of the typed words of every language in a folder."""
    meant: list[tuple[str, str]] = []
    typed: list[tuple[str, str]] = []
    for language in sorted(words.iterdir(), key=lambda folder: folder.name):
        if not (language / "concepts.toml").is_file():
            continue  # a language of which only the trades are known
        table = tomllib.loads((language / "concepts.toml").read_text("utf-8"))
        for part, place in ((table.pop("typed"), typed), (table, meant)):
            place += [(saying, name) for name, sayings in part.items() for saying in sayings]
    return meant, typed


def kind_of(feature: str) -> str:
    """Whether a feature is a word, a pair of words, a piece of a word or a concept.

    >>> [kind_of(feature) for feature in ("=draw", "=last draw", "^dra", "DRAW", "#1")]
    ['word', 'pair', 'piece', 'concept', 'concept']
    """
    if feature[0] == "=":
        return "pair" if " " in feature else "word"
    return "concept" if feature[0] == "#" or feature[0].isupper() else "piece"


def features_of(tokens: Sequence[str], meanings: Sequence[Sequence[str]]) -> list[str]:
    """Every feature of a message; a piece is there once for each word that has it."""
    found = []
    for word in said_of(tokens):
        found += [f"={word}", *sorted(pieces_of(word))]
    return [*found, *others_of(tokens, meanings)]


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


def written(
    taught: Lessons, rows: Mapping[str, Sequence[int]], unit: float, settled: Mapping[str, str]
) -> bytes:
    """The file of some weights, with the sayings the features were made by."""
    head = {"labels": taught.labels, "unit": unit, "features": list(rows)}
    head |= {"sayings": taught.sayings, "settled": settled, "lessons": taught.digest}
    text = json.dumps(head, ensure_ascii=False, separators=(",", ":"))
    body = bytes(ZERO + weight for row in rows.values() for weight in row)
    return zlib.compress(text.encode() + b"\n" + body, 9)


def changed(before: bytes, after: bytes, phrases: Iterable[Example]) -> list[str]:
    """The examples whose likeliest label differs between two files, one line each."""
    old, new = read(before), read(after)
    lines = []
    for each in phrases:
        plain = Page(each.said).plain
        was, now = (which.guesses(which.words(plain))[0].label for which in (old, new))
        if was != now:
            lines.append(f"{each.said!r} ({each.label}): {was} -> {now}")
    return lines
