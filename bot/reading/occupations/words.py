"""Words as written brought to one form, and the small word lists that reading occupations needs.

Folding removes case, accents, plural and gender, so that "Soudeuses" and "soudeur" are one word;
every token keeps the place where it stood in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from knowledge.letters import APOSTROPHES, unaccented

Gap = Literal["near", "slash", "pause", "stop"]

_TOKEN = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_STOPS = re.compile(r"[.!?;\n\u2026]")
_PAUSES = re.compile(r"[,:()\[\]\"|\u2022+=]|\s{3,}| - ")
_SLASH = re.compile(r"\s*/\s*")
_LETTERS = 2
_APOSTROPHES = str.maketrans(dict.fromkeys(APOSTROPHES, "'"))
_CONTRACTIONS = frozenset({"m", "re", "ve", "ll", "d", "t"})
_ELISIONS = frozenset({"l", "d", "j", "qu", "n", "s", "c", "m", "t", "jusqu", "lorsqu", "puisqu"})
_PERSON = re.compile(r"(?<=\w{3})(?:woman|women|men|person|people)$")
_PERSONS = ("woman", "women", "men", "person", "people")
_FEMININE = (
    ("ienne", "ien"),
    ("euse", "eur"),
    ("iere", "ier"),
    ("trice", "teur"),
    ("onne", "on"),
    ("itresse", "itre"),
    ("adora", "ador"),
    ("ctora", "ctor"),
    ("isora", "isor"),
    ("nera", "nero"),
    ("tera", "tero"),
    ("dera", "dero"),
)
_FEMININES = tuple(feminine for feminine, _ in _FEMININE)


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text: ``stem`` is its folded form, ``start`` and ``end`` its place.

    ``gap`` is what stands before it: nothing but blanks and hyphens (near), a slash between two
    whole words (slash), a comma or the like (pause), or the end of a sentence (stop).
    """

    stem: str
    start: int
    end: int
    gap: Gap


@dataclass(frozen=True, slots=True)
class WordLists:
    """The word lists of ``data/occupations/words``, every entry folded."""

    stop: frozenset[str]
    ordinary: frozenset[str]
    topics: frozenset[str]
    neutral: frozenset[str]
    places: frozenset[str]
    claims: frozenset[tuple[str, ...]]
    loose_claims: frozenset[tuple[str, ...]]
    job_words: frozenset[str]
    owners: frozenset[str]
    relations: frozenset[str]
    whose: frozenset[str]
    degrees: frozenset[str]
    third_person: frozenset[tuple[str, ...]]
    met: frozenset[tuple[str, ...]]
    everyday: frozenset[str]
    negators: frozenset[tuple[str, ...]]
    inverted: frozenset[str]
    asking: frozenset[str]
    between: frozenset[str]
    chain: frozenset[str]
    joiners: frozenset[str]
    links: frozenset[str]
    ties: frozenset[str]
    ties_before: frozenset[str]
    turns: frozenset[str]
    articles: frozenset[str]
    sites: frozenset[str]
    employers: frozenset[str]
    working: frozenset[str]
    premises: frozenset[str]
    double: frozenset[str]
    same: Mapping[str, tuple[str, ...]]
    kin: Mapping[str, frozenset[str]]
    verbs: Mapping[str, tuple[str, ...]]
    fields: tuple[tuple[str, str], ...]
    roles: Mapping[str, str]
    role_verbs: Mapping[str, str]
    leads_to: Mapping[str, Mapping[str, tuple[str, ...]]]
    unmeaning: frozenset[str] = field(init=False)
    listed: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        """Gather what changes no occupation beside it, and what is no misspelling of one."""
        unmeaning = (self.ordinary - self.topics) | self.stop | self.neutral | self.places
        object.__setattr__(self, "unmeaning", unmeaning)
        grammar = self.job_words | self.owners | self.between | self.links | self.employers
        deeds = self.premises.union(self.verbs, self.role_verbs, self.roles)
        people = self.relations | self.everyday
        object.__setattr__(self, "listed", unmeaning | self.ordinary | grammar | deeds | people)


class _Letters(dict[int, str]):
    """By character code its letters without accent and case: none, one or several."""

    def __missing__(self, code: int) -> str:
        lowered = chr(code).translate(_APOSTROPHES).lower()
        plain = unaccented(lowered)
        if len(self) < _MOST_LETTERS:
            self[code] = plain
        return plain


_MOST_LETTERS = 4096
_letters = _Letters()


def fold(text: str) -> tuple[str, list[int]]:
    """The text without accents and case, and for each of its characters the place it came from."""
    if text.isascii():
        return text.translate(_APOSTROPHES).lower(), list(range(len(text) + 1))
    folded: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text):
        for letter in _letters[ord(char)]:
            folded.append(letter)
            places.append(place)
    places.append(len(text))
    return "".join(folded), places


@lru_cache(maxsize=32768)
def stem(word: str) -> str:
    """A folded word without plural and gender.

    >>> stem("soudeuses"), stem("forewomen"), stem("batteries"), stem("gas")
    ('soudeur', 'foreman', 'battery', 'gas')
    """
    if not word.isalpha():
        return word
    if len(word) > 3 and word.endswith("s"):
        if word.endswith("ies") and len(word) > 4:
            word = word[:-3] + "y"
        elif word.endswith(("sses", "shes", "ches", "xes")):
            word = word[:-2]
        elif not word.endswith(("ss", "us", "is")):
            word = word[:-1]
    if len(word) > 5:
        if word.endswith(_PERSONS):
            word = _PERSON.sub("man", word)
        if word.endswith(_FEMININES):
            endings = ((old, new) for old, new in _FEMININE if word.endswith(old))
            feminine, masculine = next(endings)
            return word[: -len(feminine)] + masculine
        if len(word) > 6 and word.endswith(("gere", "chere", "llere")):
            return word[:-1]
    return word


def _parts(word: str) -> Iterator[tuple[str, int, int]]:
    """The words inside one with apostrophes, with their place in it."""
    at = 0
    pieces = word.split("'")
    while pieces:
        piece = pieces.pop(0)
        end = at + len(piece)
        if pieces and piece not in _ELISIONS and pieces[0] in _CONTRACTIONS:
            following = pieces.pop(0)
            end += 1 + len(following)
            piece += following
        if piece != "s" or at == 0:
            yield piece, at, end
        at = end + 1


def tokens(text: str, same: Mapping[str, tuple[str, ...]]) -> tuple[Word, ...]:
    """The words of a text in their folded form; ``same`` writes short forms out."""
    folded, places = fold(text)
    result: list[Word] = []
    before = word_at = 0
    for match in _TOKEN.finditer(folded):
        between = folded[before : match.start()]
        gap: Gap = "near"
        if _STOPS.search(between):
            gap = "stop"
        elif _PAUSES.search(between):
            gap = "pause"
        elif _SLASH.fullmatch(between) and min(len(match.group()), before - word_at) > _LETTERS:
            gap = "slash"
        before, word_at = match.end(), match.start()
        for piece, start, end in _parts(match.group()):
            first = places[match.start() + start]
            last = places[match.start() + end - 1] + 1
            word = stem(piece)
            for written in same.get(word, (word,)):
                result.append(Word(written, first, last, gap))
                gap = "near"
    return tuple(result)


def stems(text: str, same: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The folded words of a name: what ``tokens`` gives, without their places."""
    folded = text.lower() if text.isascii() else text.translate(_letters)
    words: list[str] = []
    runs: Iterable[str] = _TOKEN.findall(folded)
    if "'" in folded:
        runs = [piece for run in runs for piece, _, _ in _parts(run)]
    for run in runs:
        word = stem(run)
        if word in same:
            words += same[word]
        else:
            words.append(word)
    return tuple(words)
