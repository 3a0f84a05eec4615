"""Words with a meaning, read from the tables of every language, and where they stand in a text."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from bot.reading.wants.concepts import Lexicon

_ENDS = ".?!;\n"
_LONGEST = 30
"""Letters of a word that can mean something."""
_SIGNS = str.maketrans({sign: f" {sign} " for sign in f"{_ENDS},:"} | dict.fromkeys("'-()\"", " "))


@dataclass(frozen=True, slots=True)
class Clause:
    """The words up to the end of a sentence; ``asks`` where that is a question mark.

    The question itself may begin behind a comma only, at the word ``question_from``.
    """

    words: tuple[str, ...]
    asks: bool = False
    question_from: int = 0


def clauses(plain: str) -> tuple[Clause, ...]:
    """The sentences of a plain text, commas and colons left out.

    >>> [clause.words for clause in clauses("yes, by ontario. and you?")]
    [('yes', 'by', 'ontario'), ('and', 'you')]
    """
    found: list[Clause] = []
    words: list[str] = []
    comma = 0
    for word in plain.translate(_SIGNS).split():
        if word in _ENDS:
            if words:
                found.append(Clause(tuple(words), word == "?", comma))
            words, comma = [], 0
        elif word == ",":
            comma = len(words)
        elif any(map(str.isalnum, word)):  # an emoji says nothing
            words.append(word)
    if words:
        found.append(Clause(tuple(words)))
    return tuple(found)


def words_of(plain: str) -> tuple[str, ...]:
    """All words of a plain text."""
    return tuple(word for clause in clauses(plain) for word in clause.words)


class Sayings:
    """A table of sayings by what they mean, of all languages together."""

    def __init__(self, file: str) -> None:
        self._lexicon = Lexicon()
        folder = resources.files("bot.reading") / "words"
        for language in sorted(folder.iterdir(), key=lambda each: each.name):
            if not (language / file).is_file():
                continue  # a language of which only the trades are known
            table = tomllib.loads((language / file).read_text("utf-8"))
            for meaning, sayings in table.items():
                for saying in sayings:
                    self._lexicon.add(saying, meaning)

    def said(self, words: Sequence[str]) -> Mapping[str, tuple[int, ...]]:
        """Every meaning of the words, with the places of all words that carry it."""
        found: dict[str, list[int]] = {}
        for start, word in enumerate(words):
            if len(word) > _LONGEST:
                continue
            for length, meaning in self._lexicon.at(words, start):
                found.setdefault(meaning, []).extend(range(start, start + length))
        return {meaning: tuple(dict.fromkeys(places)) for meaning, places in found.items()}


@cache
def sayings(file: str) -> Sayings:
    """The table of that name."""
    return Sayings(file)
