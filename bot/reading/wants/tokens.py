"""The words of a message for what is asked: every fact is one typed word, whatever it says; what
words mean, of all languages whose folder lists them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

_FEWEST = 2
"""Letters of the shortest beginning a concept may be known by."""
_MOST_KNOWN = 4_096
"""Words of which it is remembered what may begin at them."""
_Saying = tuple[Sequence[str], str]
_Begun = tuple[Sequence[tuple[int, str]], Mapping[str, Sequence[_Saying]], Sequence[_Saying]]
"""What a word means by itself, and the sayings it may begin: by their second word, or by any that
begins so."""


@dataclass(slots=True)
class Lexicon:
    """Sayings by their first word: whole words, and beginnings of words ("submit*").

    A saying is the words it goes on with, each perhaps a beginning, and what it means.
    """

    words: Mapping[str, Sequence[_Saying]]
    beginnings: Mapping[str, Sequence[_Saying]]
    _known: dict[str, _Begun] = field(default_factory=dict)

    def at(self, tokens: Sequence[str], start: int) -> Sequence[tuple[int, str]]:
        """What begins at a place of a message: how many words it takes, what it means."""
        begun = self._known.get(tokens[start]) or self._begun(tokens[start])
        alone, longer, any_longer = begun
        if not longer and not any_longer:
            return alone
        following = tokens[start + 1] if start + 1 < len(tokens) else ""
        found = list(alone)
        for rest, meaning in (*longer.get(following, ()), *any_longer):
            end = start + 1 + len(rest)
            if end <= len(tokens) and all(map(_fits, rest, tokens[start + 1 : end])):
                found.append((1 + len(rest), meaning))
        return found

    def _begun(self, word: str) -> _Begun:
        found = list(self.words.get(word, ()))
        for end in range(_FEWEST, len(word) + 1):
            found += self.beginnings.get(word[:end], ())
        longer: dict[str, list[_Saying]] = {}
        for saying in found:
            if saying[0] and not saying[0][0].endswith("*"):
                longer.setdefault(saying[0][0], []).append(saying)
        begun: _Begun = (
            tuple((1, meaning) for rest, meaning in found if not rest),
            longer,
            tuple(each for each in found if each[0] and each[0][0].endswith("*")),
        )
        if len(self._known) >= _MOST_KNOWN:
            self._known.clear()
        self._known[word] = begun
        return begun


def _fits(wanted: str, word: str) -> bool:
    return word.startswith(wanted[:-1]) if wanted.endswith("*") else word == wanted


_TOKEN = re.compile(
    r"[+-]?\d+(?:[.,:/ -]\d+)*|[^\W\d_]+|['?!;\n]|\.(?=\s)|[^\w\s.,;:()\"'/*#&%$=+-]"
)
_ENDS = frozenset(".;\n")
END = "."
"""The word for the end of a sentence that is no question."""
_JOINED = frozenset(
    ("don", "doesn", "didn", "isn", "wasn", "won", "can", "couldn", "haven", "aren", "hasn")
)
_CLOCK = re.compile(r"\d\d?[:h]\d\d")


def number_word(said: str) -> str:
    """The word for a number, by its form alone.

    >>> [number_word(said) for said in ("480", "72106", "2026", "2026-03-14", "+15", "3", "2,050")]
    ['crs~', 'noc~', 'year~', 'date~', 'plus~', 'n~', 'big~']
    """
    if _CLOCK.fullmatch(said):
        return "clock~"
    if said[0] in "+-":
        return "plus~"
    if said.isdecimal():
        value = int(said[:6])
        if len(said) == 5:
            return "noc~"
        if len(said) == 4 and said[:2] in ("19", "20"):
            return "year~"
        if 100 <= value <= 1200:
            return "crs~"
        return "n~" if value < 100 else "big~"
    parts = re.split(r"[.,:/ -]", said)
    if len(parts[0]) <= 2 and len(parts) == 2 and len(parts[1]) == 3:
        return "big~"
    return "date~" if len(parts) == 3 else "nn~"


def tokens_of(plain: str, typed: Lexicon) -> list[str]:
    """Cut a text without case and accents into words, with a typed word for each fact.

    >>> tokens_of("i don't have 480, j'ai 470 ?", Lexicon({}, {}))
    ['i', 'dont', 'have', 'crs~', 'j', 'ai', 'crs~', '?']
    """
    words: list[str] = []
    join = False
    for found in _TOKEN.findall(plain):
        if found == "'":
            join = bool(words) and words[-1] in _JOINED
        elif join:
            words[-1] += found
            join = False
        elif found[-1].isdigit():
            words.append(number_word(found))
        elif found in _ENDS:
            words.append(END)
        elif found.isascii() and (found.isalpha() or found in "?!"):
            words.append(found)
        else:
            words.append("script~" if found.isalpha() else "sign~")
    return _with_typed(words, typed)


def _with_typed(words: list[str], typed: Lexicon) -> list[str]:
    found: list[str] = []
    at = 0
    while at < len(words):
        begun = typed.at(words, at)
        longest, kind = max(begun) if begun else (1, "")
        found.append(f"{kind}~" if begun else words[at])
        at += longest
    return found
