"""Exact names of occupations in a text, and which of them are not the person's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.reading.occupations.index import Entry, NameIndex
from bot.reading.occupations.word_lists import WordLists
from bot.reading.occupations.words import Word
from bot.reading.whose.roles import Roles, Told, first_of

_WORDED = frozenset({"worded"})
_CLAIMS = frozenset({"claim", "elsewhere"})
_LOOSE = _CLAIMS | {"loose"}
_MOST_MENTIONS = 48
"""Nobody names more occupations of their own; reading more only takes longer."""
_REACH = 4
_SHORT = 3
_WHOSE = frozenset({"denied", "inverted", "theirs", "claim", "worded"})


@dataclass(frozen=True, slots=True)
class NameMention:
    """An exact name in a text: tokens ``first`` to ``last`` (not included).

    ``mended`` tells that the spelling was mended.
    """

    first: int
    last: int
    entry: Entry
    mended: bool


@dataclass(frozen=True, slots=True)
class JobText:
    """A text being read: its words, and whether it answers the question for the occupation."""

    tokens: tuple[Word, ...]
    index: NameIndex
    words: WordLists
    expected: bool
    own: bool
    roles: Roles
    mended: frozenset[int] = frozenset()
    stems: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        """Keep the folded words: they are looked at again and again."""
        object.__setattr__(self, "stems", tuple(token.stem for token in self.tokens))

    def stem(self, place: int) -> str:
        """The folded word at that place, nothing outside the text."""
        return self.stems[place] if 0 <= place < len(self.stems) else ""

    def joined(self, place: int) -> bool:
        """Whether a word follows the one before it without comma or full stop."""
        return 0 < place < len(self.tokens) and self.tokens[place].gap in ("near", "slash")

    def slashed(self, place: int) -> bool:
        """Whether a slash parts a word from the one before it: "cook/chef"."""
        return 0 < place < len(self.tokens) and self.tokens[place].gap == "slash"

    def paused(self, place: int) -> bool:
        """Whether nothing but a comma, a bracket or a dash stands before a word."""
        return 0 < place < len(self.tokens) and self.tokens[place].gap == "pause"

    def starts_sentence(self, place: int) -> bool:
        """Whether a word begins the text or a sentence."""
        return place <= 0 or self.tokens[place].gap == "stop"

    def run(self, place: int, step: int = 1) -> list[int]:
        """Up to four words from one on, or before it, to the next function word or comma."""
        found: list[int] = []
        at = place if step > 0 else place - 1
        while self.joined(at + (step < 0)) and not self.slashed(at + (step < 0)):
            word = self.stem(at)
            if word in self.words.stop or word.isdecimal() or len(found) == _REACH:
                break
            found.append(at)
            at += step
        return found

    def past(self, place: int, words: frozenset[str]) -> int:
        """The place behind such words as stand at one without a comma."""
        while self.joined(place) and self.stem(place) in words:
            place += 1
        return place

    def told(self, first: int, last: int, roles: frozenset[str]) -> str | None:
        """What the nearest words before or after a name say of it, of some roles of jobs."""
        nearest: Told | None = None
        for place, side in ((first, "before"), (last - 1, "after")):
            told = self.roles.of(self.tokens[place].token)
            found = first_of((each for each in told if each.hit.cue.side == side), roles)
            if found is not None and (nearest is None or found.gap < nearest.gap):
                nearest = found
        return None if nearest is None else nearest.role

    def claimed(self, place: int, *, personal: bool = False) -> bool:
        """Whether the words shortly before say that what follows is somebody's occupation.

        ``personal`` asks for more than "as a": for "I am a", "my job is" and the like.
        """
        said = first_of(self.roles.of(self.tokens[place].token), _CLAIMS if personal else _LOOSE)
        return said is not None and said.role != "elsewhere"

    def worded(self, mention: NameMention) -> bool:
        """Whether the word after a name says what somebody does: "welder job"."""
        return self.told(mention.first, mention.last, _WORDED) is not None

    def alone(self, first: int, last: int) -> bool:
        """Whether the text has little else: politeness, a place, a score."""
        return all(map(self.trifling, (*self.stems[:first], *self.stems[last:])))

    def trifling(self, word: str) -> bool:
        """Whether a word says nothing, not even what the text is about."""
        return word.isdecimal() or word in self.words.aside or word in self.words.scores


def scan(scene: JobText) -> tuple[NameMention, ...]:
    """All exact names, the longest first at every place, without overlaps."""
    found: list[NameMention] = []
    tokens, place = scene.tokens, 0
    while place < len(tokens) and len(found) < _MOST_MENTIONS:
        mention = name_at(scene, place)
        if mention is None:
            place += 1
        else:
            found.append(mention)
            place = mention.last
    return tuple(found)


def name_at(scene: JobText, first: int) -> NameMention | None:
    """The longest exact name that begins at a place."""
    longest = first + 1
    limit = min(len(scene.tokens), first + scene.index.longest(scene.stem(first)))
    while longest < limit and scene.tokens[longest].gap != "stop":
        longest += 1
    stems = scene.stems[first:longest]
    for count in range(len(stems), 0, -1):
        entry = scene.index.entry(stems[:count])
        if entry is not None:
            places = range(first, first + count)
            return NameMention(first, first + count, entry, any(p in scene.mended for p in places))
    return None


def own(
    scene: JobText, mentions: Sequence[NameMention]
) -> tuple[tuple[NameMention, ...], frozenset[int]]:
    """The names that may be the person's own, and the places of words that are not.

    Left out are denied names ("not a welder"), those of people the person met ("my lawyer said",
    "I hired a plumber") and everyday words without a claim beside them.
    """
    kept: list[NameMention] = []
    others: set[int] = set()
    denied_until = -1
    for mention in mentions:
        whose = scene.told(mention.first, mention.last, _WHOSE)
        denied = whose == "denied" or _chained(scene, denied_until, mention)
        if denied:
            denied_until = mention.last
        if denied or (whose == "theirs" and scene.own and not _is_field(scene, mention)):
            others.update(range(mention.first, mention.last))
        elif _strong(scene, mention):
            kept.append(mention)
    return tuple(kept), frozenset(others)


def _is_field(scene: JobText, mention: NameMention) -> bool:
    """Whether it is work and nobody, or a licence: "they need welding", "my 309A"."""
    return mention.entry.kind == "field" or not scene.stem(mention.first).isalpha()


def _strong(scene: JobText, mention: NameMention) -> bool:
    words = scene.words
    if mention.last - mention.first > 1:
        return True
    word = scene.stem(mention.first)
    everyday = word in words.ordinary or word in words.double
    unsure = mention.mended or mention.entry.kind in ("imported", "short")
    loose = everyday or len(word) <= _SHORT or unsure
    if not loose or (scene.expected and word not in words.ordinary):
        return True
    if scene.claimed(mention.first, personal=unsure) or scene.worded(mention):
        return True
    if scene.joined(mention.first - 1) and scene.stem(mention.first - 1) in scene.words.ands:
        return scene.index.entry([scene.stem(mention.first - 2)]) is not None
    return word not in words.ordinary and scene.alone(mention.first, mention.last)


def _chained(scene: JobText, until: int, mention: NameMention) -> bool:
    """Whether a name belongs to a denied one before it: "not a welder or a plumber".

    "Not a welder, a plumber" is a plumber, "not a welder, a plumber or a cook" is none of them.
    """
    between = [token.stem for token in scene.tokens[max(until, 0) : mention.first]]
    if until < 0 or not between or not all(word in scene.words.chain for word in between):
        return False
    joiners = scene.words.joiners
    return not joiners.isdisjoint(between) or scene.stem(mention.last) in joiners
