"""Words that mean the same for what is asked, of all languages whose folder lists them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

_FEWEST = 2
"""Letters of the shortest beginning a concept may be known by."""
_MOST_KNOWN = 4_096
"""Words of which it is remembered what may begin at them."""
_Saying = tuple[tuple[str, ...], str]


@dataclass(slots=True)
class Lexicon:
    """Sayings by their first word: whole words, and beginnings of words ("submit*").

    A saying is the words it goes on with, each perhaps a beginning, and what it means.
    """

    words: dict[str, list[_Saying]] = field(default_factory=dict)
    beginnings: dict[str, list[_Saying]] = field(default_factory=dict)
    _known: dict[str, tuple[Sequence[tuple[int, str]], Sequence[_Saying]]] = field(
        default_factory=dict
    )

    def add(self, saying: str, meaning: str) -> None:
        """Learn one saying: "d'un" is two words, "tie-break*" as well."""
        first, *rest = saying.replace("'", " ").replace("-", " ").split()
        place = self.beginnings if first.endswith("*") else self.words
        place.setdefault(first.rstrip("*"), []).append((tuple(rest), meaning))

    def at(self, tokens: Sequence[str], start: int) -> Sequence[tuple[int, str]]:
        """What begins at a place of a message: how many words it takes, what it means."""
        alone, longer = self._known.get(tokens[start]) or self._begun(tokens[start])
        if not longer:
            return alone
        return [
            *alone,
            *(
                (1 + len(rest), meaning)
                for rest, meaning in longer
                if start + len(rest) < len(tokens)
                and all(map(_fits, rest, tokens[start + 1 : start + 1 + len(rest)]))
            ),
        ]

    def _begun(self, word: str) -> tuple[Sequence[tuple[int, str]], Sequence[_Saying]]:
        """What a word means by itself, and the sayings it may begin."""
        found = list(self.words.get(word, ()))
        for end in range(_FEWEST, len(word) + 1):
            found += self.beginnings.get(word[:end], ())
        begun = (
            tuple((1, meaning) for rest, meaning in found if not rest),
            tuple(saying for saying in found if saying[0]),
        )
        if len(self._known) >= _MOST_KNOWN:
            self._known.clear()
        self._known[word] = begun
        return begun


def _fits(wanted: str, word: str) -> bool:
    return word.startswith(wanted[:-1]) if wanted.endswith("*") else word == wanted


@dataclass(frozen=True, slots=True)
class Concepts:
    """``meant``: sayings by concept; ``typed``: words for a fact by the kind of fact."""

    meant: Lexicon
    typed: Lexicon


def concepts(meant: Sequence[tuple[str, str]], typed: Sequence[tuple[str, str]]) -> Concepts:
    """The concepts that some sayings stand for, in the order of the files."""
    found = Concepts(Lexicon(), Lexicon())
    for lexicon, sayings in ((found.meant, meant), (found.typed, typed)):
        for saying, meaning in sayings:
            lexicon.add(saying, meaning)
    return found
