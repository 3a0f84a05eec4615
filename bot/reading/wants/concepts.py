"""Words that mean the same for what is asked, of all languages whose folder lists them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

_FEWEST = 2
"""Letters of the shortest beginning a concept may be known by."""


@dataclass(slots=True)
class Lexicon:
    """Sayings by their first word: whole words, and beginnings of words ("submit*").

    A saying is the words it goes on with, each perhaps a beginning, and what it means.
    """

    words: dict[str, list[tuple[tuple[str, ...], str]]] = field(default_factory=dict)
    beginnings: dict[str, list[tuple[tuple[str, ...], str]]] = field(default_factory=dict)

    def add(self, saying: str, meaning: str) -> None:
        """Learn one saying."""
        first, *rest = words_of(saying)
        place = self.beginnings if first.endswith("*") else self.words
        place.setdefault(first.rstrip("*"), []).append((tuple(rest), meaning))

    def at(self, tokens: Sequence[str], start: int) -> Iterator[tuple[int, str]]:
        """Give what begins at a place of a message: how many words it takes, what it means."""
        word = tokens[start]
        yield from _fitting(self.words.get(word, ()), tokens, start)
        for end in range(_FEWEST, len(word) + 1):
            if found := self.beginnings.get(word[:end]):
                yield from _fitting(found, tokens, start)


def _fitting(
    sayings: Sequence[tuple[tuple[str, ...], str]], tokens: Sequence[str], start: int
) -> Iterator[tuple[int, str]]:
    for rest, meaning in sayings:
        end = start + 1 + len(rest)
        if end <= len(tokens) and all(map(_fits, rest, tokens[start + 1 : end])):
            yield end - start, meaning


def _fits(wanted: str, word: str) -> bool:
    return word.startswith(wanted[:-1]) if wanted.endswith("*") else word == wanted


def words_of(saying: str) -> list[str]:
    """The words of a saying as they stand in a message: "d'un" is two, "tie-break*" as well."""
    return saying.replace("'", " ").replace("-", " ").split()


@dataclass(frozen=True, slots=True)
class Concepts:
    """``meant``: sayings by concept; ``typed``: words for a fact by the kind of fact."""

    meant: Lexicon
    typed: Lexicon


Sayings = Sequence[tuple[str, str]]
"""Sayings with what they mean, in the order of the files."""


def concepts(meant: Sayings, typed: Sayings) -> Concepts:
    """The concepts that some sayings stand for."""
    found = Concepts(Lexicon(), Lexicon())
    for saying, meaning in meant:
        found.meant.add(saying, meaning)
    for saying, kind in typed:
        found.typed.add(saying, kind)
    return found
